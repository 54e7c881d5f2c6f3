use std::collections::HashMap;

use super::bucket::{Bucket, Tally};
use super::row::{Row, counted};
use crate::domain::{Attribute, Kind, Ledger, Level};
use crate::text::Lang;

/// The entries of a plan, a region, a level or a kind, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// For machines: the plan's code, the region, the level's or the kind's word; empty for what belongs nowhere.
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) tally: Tally,
    /// By bucket a period ago, of the same entries.
    pub(crate) past: Tally,
    pub(crate) late: usize,
    /// How many are done and wait to be confirmed.
    pub(crate) unconfirmed: usize,
}

impl Group {
    fn new(key: &str, name: &str) -> Group {
        Group { key: key.to_owned(), name: name.to_owned(), tally: Tally::default(), past: Tally::default(), late: 0, unconfirmed: 0 }
    }

    fn add(&mut self, row: &Row) {
        self.tally.add(row.bucket);
        if let Some(past) = &row.past {
            self.past.add(past.bucket);
        }
        self.late += usize::from(row.late.is_some());
        self.unconfirmed += usize::from(row.is_unconfirmed());
    }
}

/// Collects rows into groups in the order in which the groups first come.
#[derive(Default)]
struct Groups {
    all: Vec<Group>,
    at: HashMap<String, usize>,
}

impl Groups {
    fn add(&mut self, key: &str, name: &str, row: &Row) {
        let at = *self.at.entry(key.to_owned()).or_insert_with(|| {
            self.all.push(Group::new(key, name));
            self.all.len() - 1
        });
        self.all[at].add(row);
    }
}

/// By plan, in the order of the plans; every thing is in one.
pub(super) fn by_plan(ledger: &Ledger, rows: &[Row]) -> Vec<Group> {
    let mut groups = Groups::default();
    for row in counted(rows) {
        let title = ledger.plan(row.plan()).map_or(row.plan(), |p| p.title.as_str());
        groups.add(row.plan(), title, row);
    }
    let place = |g: &Group| ledger.plans.iter().position(|p| *p.code == g.key).unwrap_or(usize::MAX);
    groups.all.sort_by_key(place);
    groups.all
}

/// By kind; every thing is in one.
pub(super) fn by_kind(rows: &[Row]) -> Vec<Group> {
    let mut groups = Groups::default();
    for kind in Kind::ALL {
        for row in counted(rows).filter(|r| r.kind == kind) {
            groups.add(kind.word(), kind.label(Lang::Zh), row);
        }
    }
    groups.all
}

/// By the level of the body that leads; every thing is in one, the last being that of those that nobody leads.
pub(super) fn by_level(ledger: &Ledger, rows: &[Row]) -> Vec<Group> {
    let level = |row: &Row| row.lead.as_ref().and_then(|d| ledger.departments.get(d)).map(|d| d.level);
    let mut groups = Groups::default();
    for wanted in Level::ALL.into_iter().map(Some).chain([None]) {
        let (key, name) = wanted.map_or(("", super::reading::nobody(Lang::Zh)), |l| (l.word(), l.label(Lang::Zh)));
        for row in counted(rows).filter(|r| level(r) == wanted) {
            groups.add(key, name, row);
        }
    }
    groups.all
}

/// By the one place to which each entry belongs ([`Ledger::area`]), in the order of the register; every entry is in one group, the
/// last being that of those that name no place.
pub(super) fn by_region(ledger: &Ledger, rows: &[Row]) -> Vec<Group> {
    let mut groups = Groups::default();
    for row in counted(rows) {
        match ledger.area(&row.stated.0) {
            Some(area) => groups.add(area.key(), &ledger.area_heading(area.key(), Lang::Zh), row),
            None => groups.add("", Attribute::Region.ungrouped(Lang::Zh), row),
        }
    }
    let place = |g: &Group| (g.key.is_empty(), ledger.places.place_of(&g.key.as_str().into()).unwrap_or(usize::MAX));
    groups.all.sort_by_key(place);
    groups.all
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Projects {
    /// Places in [`super::Summary::rows`].
    pub(crate) rows: Vec<usize>,
    pub(crate) tally: Tally,
    /// How many say their investment.
    pub(crate) priced: usize,
    /// Investment of those in 万元.
    pub(crate) investment_wan: f64,
    /// The same by bucket, in the order of [`Bucket::ALL`].
    pub(crate) investment_by_bucket: [f64; Bucket::ALL.len()],
}

impl Projects {
    pub(super) fn of(rows: &[Row]) -> Projects {
        let mut projects = Projects::default();
        for (i, row) in rows.iter().enumerate().filter(|(_, r)| r.kind == Kind::Project) {
            projects.rows.push(i);
            if row.again {
                continue;
            }
            projects.tally.add(row.bucket);
            if let Some(wan) = row.stated.0.investment_wan {
                projects.priced += 1;
                projects.investment_by_bucket[row.bucket as usize] += wan;
            }
        }
        projects.investment_wan = projects.investment_by_bucket.iter().sum();
        projects
    }

    /// Investment of the projects in a bucket, in 万元.
    pub(crate) fn investment(&self, bucket: Bucket) -> f64 {
        self.investment_by_bucket[bucket as usize]
    }
}
