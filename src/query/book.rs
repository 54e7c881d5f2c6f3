use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::index::Index;
use super::snapshot::Snapshot;
use crate::domain::{Change, Dispute, Entry, EntryId, Ledger, Refused, Standings, TakenUp, Touched, disputes_elsewhere, disputes_in};
use crate::progress::{Progress, Step};

/// A change of more entries than this, and of many of the ledger's, has all judged anew: that is quicker.
const MANY: usize = 1000;

/// A ledger with all that is worked out from it for a day. Only the book changes either, so that they always agree.
#[derive(Debug)]
pub struct Book {
    ledger: Ledger,
    derived: Derived,
}

/// What is worked out from a ledger.
#[derive(Debug)]
pub(crate) struct Derived {
    standings: Standings,
    index: Index,
    disputes: Disputes,
}

/// What waits for a ruling, kept entry by entry.
#[derive(Debug, Default)]
pub struct Disputes {
    elsewhere: Vec<Dispute>,
    of_entries: BTreeMap<usize, Vec<Dispute>>,
}

#[derive(Debug)]
pub(crate) struct Applied {
    pub(crate) undo: Change,
    pub(crate) touched: Touched,
    /// Plans that it brought into use, with what is judged since then.
    pub(crate) taken_up: Vec<TakenUp>,
    /// What was worked out before, when all had to be anew: entries may stand in other places.
    pub(crate) replaced: Option<Derived>,
}

impl Book {
    /// Judges and lays out all entries, with the names and the duties of the day.
    pub fn new(ledger: Ledger, day: NaiveDate) -> Book {
        Book::watched(ledger, day, &Progress::default())
    }

    /// The same, and says how far it is. Called off, the book is worth nothing.
    pub(crate) fn watched(mut ledger: Ledger, day: NaiveDate, progress: &Progress) -> Book {
        ledger.call_on(day);
        let derived = Derived::of(&ledger, day, progress);
        Book { ledger, derived }
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// How every entry stands.
    pub fn standings(&self) -> &Standings {
        &self.derived.standings
    }

    /// What search, scopes, order and groups look at.
    pub(crate) fn index(&self) -> &Index {
        &self.derived.index
    }

    /// What waits for a ruling.
    pub fn disputes(&self) -> &Disputes {
        &self.derived.disputes
    }

    /// The ledger and what is worked out from it, for a question about its entries.
    pub fn snapshot(&self) -> Snapshot<'_> {
        Snapshot { ledger: &self.ledger, standings: self.standings(), index: self.index() }
    }

    /// Makes a change on a day ([`Ledger::go_on_to`]).
    pub(crate) fn apply_on(&mut self, day: NaiveDate, change: Change) -> Result<Applied, Refused> {
        self.ledger.go_on_to(day);
        self.apply(change)
    }

    /// Makes a change, and works out anew what it touches.
    pub(crate) fn apply(&mut self, change: Change) -> Result<Applied, Refused> {
        let touched = change.touched();
        let mut linked = linked(&self.ledger, &touched);
        let undo = change.apply(&mut self.ledger)?;
        linked.extend(self::linked(&self.ledger, &touched));
        let replaced = (!self.derived.renew(&self.ledger, &touched, &linked)).then(|| {
            let derived = Derived::of(&self.ledger, self.standings().day(), &Progress::default());
            std::mem::replace(&mut self.derived, derived)
        });
        let taken_up = replaced.as_ref().map(|old| TakenUp::between(&old.standings, self.standings(), &self.ledger)).unwrap_or_default();
        Ok(Applied { undo, touched, taken_up, replaced })
    }
}

/// The entries that stand as others do which are touched, and those of which a step is, or a finding.
fn linked(ledger: &Ledger, touched: &Touched) -> BTreeSet<EntryId> {
    let of_steps: Vec<EntryId> = touched.steps().filter_map(|id| ledger.steps.by_id(id)).map(|step| step.entry.clone()).collect();
    let of_findings = touched.findings().filter_map(|id| ledger.rectifications.by_id(id)?.entry.clone());
    touched.entries().chain(&of_steps).flat_map(|id| ledger.linked_to(id)).chain(of_steps.iter().cloned()).chain(of_findings).collect()
}

impl Derived {
    fn of(ledger: &Ledger, day: NaiveDate, progress: &Progress) -> Derived {
        let entries = ledger.entries();
        progress.begin(Step::Surveying, entries.len());
        let wanted = |_: &&Arc<Entry>| !progress.is_called_off();
        std::thread::scope(|scope| {
            let index = scope.spawn(|| Index::of(ledger, entries.iter().take_while(wanted)));
            let standings = Standings::of(ledger, day, progress.each(entries));
            let disputes = Disputes::of(ledger, &standings);
            Derived { standings, disputes, index: index.join().unwrap_or_else(|e| std::panic::resume_unwind(e)) }
        })
    }

    /// Works out anew what is touched; false where all must be.
    fn renew(&mut self, ledger: &Ledger, touched: &Touched, linked: &BTreeSet<EntryId>) -> bool {
        let count = touched.entries().count();
        if touched.beyond_entries() || (count > MANY && count > ledger.entries().len() / 8) {
            return false;
        }
        let gone = |id: &&EntryId| ledger.index_of(id).is_some() || touched.entries().any(|one| one == *id);
        for id in touched.entries().chain(linked.iter().filter(gone)) {
            let Some(at) = ledger.index_of(id).filter(|_| self.standings.renew(ledger, id)) else { return false };
            self.index.renew(ledger, at);
            self.disputes.renew(ledger, &self.standings, at);
        }
        self.disputes.elsewhere = disputes_elsewhere(ledger);
        true
    }
}

impl Disputes {
    fn of(ledger: &Ledger, standings: &Standings) -> Disputes {
        let mut disputes = Disputes { elsewhere: disputes_elsewhere(ledger), of_entries: BTreeMap::new() };
        (0..standings.all().len()).for_each(|at| disputes.renew(ledger, standings, at));
        disputes
    }

    fn renew(&mut self, ledger: &Ledger, standings: &Standings, at: usize) {
        let (entry, standing) = (&ledger.entries()[at], &standings.all()[at]);
        match disputes_in(entry, &standing.state) {
            none if none.is_empty() => self.of_entries.remove(&at),
            some => self.of_entries.insert(at, some),
        };
    }

    /// All: first what is about no entry, then by entry in the ledger's order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Dispute> {
        self.elsewhere.iter().chain(self.of_entries.values().flatten())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.iter().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cooperation, DeptId, Duty, EntryId, Fact, Kind, Lead, Status};
    use crate::query::sample::{sample, says, today};

    fn worked_out(book: &Book) -> Vec<String> {
        let (index, name) = (book.index(), |n: u32| book.index().bodies.name(n));
        let duties = |at| index.duties(at).map(|(body, duty)| format!("{}{duty:?}", name(body))).collect::<Vec<_>>();
        let row = |at| format!("{} {:?} {:?}", name(index.lead(at)), duties(at), book.standings().all()[at]);
        let disputes = book.disputes().iter().map(|d| format!("{d:?}"));
        (0..index.len()).map(row).chain(disputes).collect()
    }

    fn is_as_if_made_anew(book: &Book) {
        assert_eq!(worked_out(book), worked_out(&Book::new(book.ledger().clone(), today())));
    }

    #[test]
    fn everybodys_part_by_number_is_that_by_name() {
        let mut ledger = sample();
        ledger.get_mut(&"p/一2".into()).expect("there").regions.truncate(1);
        let index = Index::new(&ledger);
        let as_said = |duty: Duty<&Cooperation>| if duty == Duty::Leads { Duty::Leads } else { Duty::Shares(()) };
        for (at, entry) in ledger.entries().iter().enumerate() {
            let lead = crate::domain::lead_of(&ledger, entry, None);
            let told = ledger.duties(entry, lead.as_ref()).map(|(body, duty)| (body.as_str(), as_said(duty))).collect::<Vec<_>>();
            let numbered = index.duties(at).map(|(body, duty)| (index.bodies.name(body), duty)).collect::<Vec<_>>();
            assert_eq!(numbered, told, "{}", entry.id);
        }
        let shares = |at: usize, body: &str| index.bodies.find(body).is_some_and(|body| index.duty(at, body).is_some());
        assert_eq!([0, 1].map(|at| shares(at, "虎林市人民政府")), [true, false], "一1 is of 密山 alone");
        assert_eq!([0, 1].map(|at| shares(at, "密山市人民政府")), [true, true]);
    }

    fn changes(ledger: &Ledger) -> Vec<(Change, bool)> {
        let programme = &ledger.entries()[0];
        let mut amended = programme.as_ref().clone();
        amended.lead = Lead::Stated("密山市人民政府".into());
        let mut elsewhere = ledger.entries()[1].as_ref().clone();
        elsewhere.regions = vec!["虎林市".into()];
        let set = |id: &str, to| says(id, "2025-11-03", &["d"], vec![Fact::status(None, to)]);
        let record = |at: usize, update| Change::record(ledger.entries()[at].id.clone(), update);
        let rename = ledger.departments.get(&DeptId::from("鸡西市农业农村局")).cloned();
        vec![
            (Change::amend(amended), false),
            (Change::amend(elsewhere), false),
            (record(5, set("f", Status::Done)), false),
            (Change::All(vec![record(3, set("g", Status::Blocked)), record(5, set("h", Status::Done))]), false),
            (Change::put(0, Entry::new(EntryId::of("p", "新"), Kind::Task, "新增")), true),
            (Change::take(programme.id.clone()), true),
            (Change::amend(rename.expect("a body")), true),
        ]
    }

    #[test]
    fn what_is_worked_out_follows_every_change_and_its_undoing() {
        let mut book = Book::new(sample(), today());
        assert_eq!(book.disputes().count(), 1);
        for (change, all) in changes(book.ledger()) {
            let before = worked_out(&book);
            let applied = book.apply(change).unwrap();
            assert_eq!(applied.replaced.is_some(), all, "{:?}", applied.touched);
            is_as_if_made_anew(&book);
            book.apply(applied.undo).unwrap();
            assert_eq!(worked_out(&book), before);
            is_as_if_made_anew(&book);
        }
    }

    #[test]
    fn what_is_refused_changes_nothing() {
        let mut book = Book::new(sample(), today());
        let before = worked_out(&book);
        assert!(book.apply(Change::take(EntryId::from("p/无"))).is_err());
        assert_eq!(worked_out(&book), before);
    }
}
