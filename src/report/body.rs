use chrono::NaiveDate;
use std::collections::HashMap;

use super::bucket::{Bucket, Tally};
use super::row::Row;
use crate::domain::{DeptId, Ledger, Level};
use crate::text::Lang;

/// One body's part in a bulletin.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The body; none for the entries that nobody leads.
    pub id: Option<DeptId>,
    /// Its name.
    pub name: String,
    /// The level at which it acts.
    pub level: Option<Level>,
    /// What it leads, by bucket.
    pub leads: Tally,
    /// How many entries it cooperates in or implements.
    pub cooperates: usize,
    /// How many of those that it leads are late.
    pub late: usize,
    /// The last report on an entry that it leads.
    pub last_report: Option<NaiveDate>,
}

impl Body {
    /// How many of the entries that it leads have no report on the period.
    pub fn unreported(&self) -> usize {
        self.leads.count(Bucket::Unreported)
    }
}

/// All bodies that lead or cooperate, in the register's order; then those that the register does not hold, by
/// name; then what nobody leads.
pub(super) fn bodies(ledger: &Ledger, rows: &[Row]) -> Vec<Body> {
    let mut at: HashMap<Option<DeptId>, usize> = HashMap::new();
    let mut all: Vec<Body> = Vec::new();
    let mut place = |id: Option<&DeptId>, all: &mut Vec<Body>| {
        *at.entry(id.cloned()).or_insert_with(|| {
            all.push(empty(ledger, id));
            all.len() - 1
        })
    };
    for row in rows {
        let lead = place(row.lead.as_ref(), &mut all);
        let body = &mut all[lead];
        body.leads.add(row.bucket);
        body.late += usize::from(row.late.is_some());
        body.last_report = body.last_report.max(row.last_report);
        let Some(entry) = ledger.get(&row.id) else { continue };
        for cooperation in ledger.cooperating(entry) {
            let helper = place(Some(cooperation.dept()), &mut all);
            all[helper].cooperates += 1;
        }
    }
    let order: HashMap<&DeptId, usize> = ledger.departments.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    let rank = |b: &Body| b.id.as_ref().map_or(usize::MAX, |id| order.get(id).copied().unwrap_or(usize::MAX - 1));
    all.sort_by(|a, b| (rank(a), &a.name).cmp(&(rank(b), &b.name)));
    all
}

fn empty(ledger: &Ledger, id: Option<&DeptId>) -> Body {
    Body {
        id: id.cloned(),
        name: id.map_or(super::reading::nobody(Lang::Zh), |d| ledger.departments.name(d)).to_owned(),
        level: id.and_then(|d| ledger.departments.get(d)).map(|d| d.level),
        leads: Tally::default(),
        cooperates: 0,
        late: 0,
        last_report: None,
    }
}
