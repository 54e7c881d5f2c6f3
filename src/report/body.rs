use chrono::NaiveDate;
use std::collections::HashMap;
use std::rc::Rc;

use super::bucket::{Bucket, Tally};
use super::row::Row;
use crate::domain::{DeptId, Duty, Entry, Ledger, Level, duties};
use crate::text::Lang;

/// One body's part in a bulletin, by all its duties ([`crate::domain::duties`]): a group's entries count for each of
/// its members too, so that the bodies together may lead more than there is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The body; none for the entries that nobody leads.
    pub(crate) id: Option<DeptId>,
    /// Its name.
    pub name: String,
    /// The level at which it acts.
    pub(crate) level: Option<Level>,
    /// What it leads, by bucket.
    pub leads: Tally,
    /// The same, as places in [`super::Summary::rows`].
    pub(crate) led: Vec<usize>,
    /// How many entries it cooperates in or implements.
    pub cooperates: usize,
    /// How many reports it owes for the period, made or not.
    pub(crate) owes: usize,
    /// What it leads and owes a report on, which nobody has made.
    pub(crate) silent: Vec<usize>,
    /// Where its own part alone is missing.
    pub(crate) parts_missing: Vec<usize>,
    pub(crate) late: usize,
    /// How many of what it leads are done and wait to be confirmed.
    pub(crate) unconfirmed: usize,
    /// The last report on an entry that it leads.
    pub(crate) last_report: Option<NaiveDate>,
    last_shared: Option<usize>,
}

impl Body {
    /// How many reports of its own are missing.
    pub(crate) fn missing(&self) -> usize {
        self.silent.len() + self.parts_missing.len()
    }

    fn lead(&mut self, at: usize, row: &Row) {
        self.leads.add(row.bucket);
        self.led.push(at);
        self.late += usize::from(row.late.is_some());
        self.unconfirmed += usize::from(row.is_unconfirmed());
        self.last_report = self.last_report.max(row.last_report);
    }

    /// Counts an entry once, in however many ways it shares in it.
    fn share(&mut self, at: usize) {
        self.cooperates += usize::from(self.last_shared.replace(at) != Some(at));
    }
}

/// All bodies that lead or cooperate, in the register's order; then those that the register does not hold, by
/// name; then what nobody leads.
pub(super) fn bodies(ledger: &Ledger, rows: &[Row]) -> Vec<Body> {
    let mut table = Table { ledger, all: Vec::new(), at: HashMap::new(), answering: HashMap::new() };
    for (i, row) in rows.iter().enumerate() {
        let Some(entry) = ledger.get(&row.id) else { continue };
        table.count(i, row, entry);
    }
    let mut all = table.all;
    // What is counted of a body that ended counts for the one that has its duties.
    all.retain(|body| body.id.as_ref().is_none_or(|id| !ledger.departments.has_ended(id)));
    let order: HashMap<&DeptId, usize> = ledger.departments.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    let rank = |b: &Body| b.id.as_ref().map_or(usize::MAX, |id| order.get(id).copied().unwrap_or(usize::MAX - 1));
    all.sort_by(|a, b| (rank(a), &a.name).cmp(&(rank(b), &b.name)));
    all
}

struct Table<'a> {
    ledger: &'a Ledger,
    all: Vec<Body>,
    at: HashMap<Option<DeptId>, usize>,
    /// For each body that an entry names, the places of those who answer for it: most are named many times.
    answering: HashMap<DeptId, Rc<[usize]>>,
}

impl Table<'_> {
    fn place(&mut self, id: Option<&DeptId>) -> usize {
        *self.at.entry(id.cloned()).or_insert_with(|| {
            self.all.push(empty(self.ledger, id));
            self.all.len() - 1
        })
    }

    /// The places of those who answer for a body in an entry.
    fn answering(&mut self, entry: &Entry, id: &DeptId) -> Rc<[usize]> {
        let all = self.ledger.answering(entry, id);
        if all.is_narrowed() {
            return all.map(|d| self.place(Some(d))).collect();
        }
        if let Some(known) = self.answering.get(id) {
            return known.clone();
        }
        let places: Rc<[usize]> = all.map(|d| self.place(Some(d))).collect();
        self.answering.insert(id.clone(), places.clone());
        places
    }

    fn count(&mut self, i: usize, row: &Row, entry: &Entry) {
        let leaders = match &row.lead {
            Some(lead) => self.answering(entry, lead),
            None => {
                let nobody = self.place(None);
                let nobody = &mut self.all[nobody];
                nobody.lead(i, row);
                nobody.owes += usize::from(row.bucket.is_asked());
                nobody.silent.extend(Some(i).filter(|_| row.bucket == Bucket::Unreported));
                Rc::default()
            }
        };
        let others: Vec<Rc<[usize]>> = self.ledger.cooperating(entry).iter().map(|c| self.answering(entry, c.dept())).collect();
        for (at, duty) in duties(leaders.iter(), others.iter().map(|all| ((), all.iter()))) {
            match duty {
                Duty::Leads => self.all[*at].lead(i, row),
                Duty::Shares(()) => self.all[*at].share(i),
            }
        }
        for owing in &row.owing {
            let at = self.place(Some(&owing.body));
            let body = &mut self.all[at];
            body.owes += 1;
            let silent = row.bucket == Bucket::Unreported && body.led.last() == Some(&i);
            match owing.said {
                true => {}
                false if silent => body.silent.push(i),
                false => body.parts_missing.push(i),
            }
        }
    }
}

fn empty(ledger: &Ledger, id: Option<&DeptId>) -> Body {
    Body {
        id: id.cloned(),
        name: id.map_or(super::reading::nobody(Lang::Zh), |d| ledger.departments.name(d)).to_owned(),
        level: id.and_then(|d| ledger.departments.get(d)).map(|d| d.level),
        ..Body::default()
    }
}
