//! Updates that left a log come back: taking one out is a correction that names it, and not a line that is gone.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::log::in_order;
use super::note::Note;
use crate::domain::{Claim, Facts, Kept, Ledger, Section, Subject, Update, UpdateId, by_kind};

/// Updates that a ledger had lost, with the log of which they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PutBack(pub(crate) Vec<(Subject, Update)>);

impl PutBack {
    /// Adds what another put back.
    pub(crate) fn extend(&mut self, other: PutBack) {
        self.0.extend(other.0);
    }

    /// Which ones.
    pub(crate) fn ids(&self) -> impl Iterator<Item = UpdateId> {
        self.0.iter().map(|(_, update)| update.id.clone())
    }

    /// Whose and how many.
    pub(crate) fn whose(&self, ledger: &Ledger) -> Vec<(String, usize)> {
        let mut whose: BTreeMap<String, usize> = BTreeMap::new();
        self.0.iter().for_each(|(_, update)| *whose.entry(update.by.label(ledger)).or_default() += 1);
        whose.into_iter().collect()
    }

    /// As a note; nothing where there are none.
    pub(crate) fn note(&self, ledger: &Ledger) -> Option<Note> {
        Some(self.whose(ledger)).filter(|whose| !whose.is_empty()).map(Note::PutBack)
    }
}

/// Puts the wanted updates of one ledger that another lacks into that. A record that went with its log comes back as it was,
/// unless its staying was contested: then a ruling has removed it.
pub(crate) fn put_back(from: &Ledger, into: &mut Ledger, wanted: &dyn Fn(&UpdateId) -> bool) -> PutBack {
    let mut all = PutBack::default();
    for section in Section::ALL {
        by_kind!(Section section, => records::<R>(from, into, wanted, &mut all));
    }
    bring_named(from, into, all.0.iter().map(|(subject, _)| subject.clone()).collect());
    all
}

/// Puts records of one ledger that another lacks into that, with what they name.
pub(crate) fn bring_back(from: &Ledger, into: &mut Ledger, wanted: &[Subject]) {
    let lacking: Vec<Subject> = wanted.iter().filter(|subject| from.holds(subject) && !into.holds(subject)).cloned().collect();
    lacking.iter().for_each(|subject| by_kind!(Subject subject, (id) => insert::<R>(from, into, id); Subject::Ledger => ()));
    bring_named(from, into, lacking);
}

fn insert<R: Kept>(from: &Ledger, into: &mut Ledger, id: &R::Id) {
    if let Some(i) = R::records(from).place_of(id) {
        insert_behind(from, into, i, &R::records(from)[i]);
    }
}

/// What comes back brings with it what it names, the plan, the bodies and the places, where they went too.
fn bring_named(from: &Ledger, into: &mut Ledger, mut back: Vec<Subject>) {
    while let Some(subject) = back.pop() {
        let missing: Vec<Subject> = into.named_by(&subject).iter().filter(|r| !into.knows(r)).filter_map(|r| from.meant_by(r)).collect();
        for gone in missing {
            if !into.holds(&gone) {
                by_kind!(Subject &gone, (id) => insert::<R>(from, into, id); Subject::Ledger => ());
                back.push(gone);
            }
        }
    }
}

/// Puts back all records and updates of one ledger that another lacks.
pub(crate) fn keep(from: &Ledger, into: &mut Ledger) {
    fn of_kind<R: Kept>(from: &Ledger, into: &mut Ledger) {
        for (i, record) in R::records(from).iter().enumerate() {
            if R::records(into).by_id(&record.id()).is_none() {
                insert_behind(from, into, i, record);
            }
        }
    }
    put_back(from, into, &|_| true);
    for section in Section::ALL {
        by_kind!(Section section, => of_kind::<R>(from, into));
    }
}

/// Puts a record in, behind those that stood before it.
fn insert_behind<R: Kept>(from: &Ledger, into: &mut Ledger, i: usize, record: &Arc<R>) {
    let before = R::records(from)[..i].iter().rev().find_map(|earlier| R::records(into).place_of(&earlier.id()));
    R::records_mut(into).insert(before.map_or(0, |place| place + 1), record.clone());
}

/// Takes updates out of all logs.
pub(crate) fn take_out(ledger: &mut Ledger, ids: &HashSet<UpdateId>) {
    fn of_kind<R: Kept>(ledger: &mut Ledger, ids: &HashSet<UpdateId>) {
        let holding = |record: &&Arc<R>| record.log().iter().any(|u| ids.contains(&u.id));
        let holders: Vec<R::Id> = R::records(ledger).iter().filter(holding).map(|record| record.id()).collect();
        for holder in holders {
            if let Some(log) = R::records_mut(ledger).get_mut(&holder).and_then(|record| record.log_mut()) {
                log.retain(|u| !ids.contains(&u.id));
            }
        }
    }
    if ids.is_empty() {
        return;
    }
    for section in Section::ALL {
        by_kind!(Section section, => of_kind::<R>(ledger, ids));
    }
}

/// Takes records out, with the rival values that the ledger keeps of them.
pub(super) fn take_records(ledger: &mut Ledger, subjects: &[Subject]) {
    for subject in subjects {
        by_kind!(Subject subject, (id) => drop(R::records_mut(ledger).remove(id)); Subject::Ledger => ());
    }
    ledger.contested.retain(|claim| !subjects.contains(&claim.subject()));
}

/// Of some updates those that a ledger holds.
pub(crate) fn held(ledger: &Ledger, ids: &[UpdateId]) -> HashSet<UpdateId> {
    fn of_kind<R: Kept>(ledger: &Ledger, wanted: &HashSet<&UpdateId>, held: &mut HashSet<UpdateId>) {
        let all = R::records(ledger).iter().flat_map(|record| record.log());
        held.extend(all.filter(|u| wanted.contains(&u.id)).map(|u| u.id.clone()));
    }
    let (wanted, mut held): (HashSet<&UpdateId>, _) = (ids.iter().collect(), HashSet::new());
    if !wanted.is_empty() {
        for section in Section::ALL {
            by_kind!(Section section, => of_kind::<R>(ledger, &wanted, &mut held));
        }
    }
    held
}

fn records<R: Kept>(from: &Ledger, into: &mut Ledger, wanted: &dyn Fn(&UpdateId) -> bool, all: &mut PutBack) {
    for (i, record) in R::records(from).iter().enumerate().filter(|(_, record)| !record.log().is_empty()) {
        let id = record.id();
        let there = R::records(into).by_id(&id);
        if there.is_some_and(|there| Arc::ptr_eq(there, record)) {
            continue;
        }
        let known: HashSet<&UpdateId> = there.map(|there| there.log()).unwrap_or_default().iter().map(|u| &u.id).collect();
        let mut lost: Vec<Update> = record.log().iter().filter(|u| !known.contains(&u.id) && wanted(&u.id)).cloned().collect();
        if !lost.is_empty() {
            // By a mistake two records have one id: what stands with the second is not lost.
            let twins = R::records(into).iter().filter(|twin| twin.id() == id).flat_map(|twin| twin.log());
            let held: HashSet<&UpdateId> = twins.map(|u| &u.id).collect();
            lost.retain(|u| !held.contains(&u.id));
        }
        let is_out = |update: &Update| into.ruled_out.binary_search(&update.id).is_ok();
        if lost.is_empty() || there.is_none() && (may_go(from, record.as_ref()) || lost.iter().all(is_out)) {
            continue;
        }
        if let Some(log) = R::records_mut(into).get_mut(&id).and_then(|there| there.log_mut()) {
            log.extend(lost.iter().cloned());
            *log = in_order(log.iter().collect()).into_iter().cloned().collect();
        } else {
            insert_behind(from, into, i, record);
        }
        all.0.extend(lost.into_iter().map(|update| (R::subject(id.clone()), update)));
    }
}

fn may_go<R: Kept>(ledger: &Ledger, record: &R) -> bool {
    let gone = <R as Facts>::Claim::presence(false);
    let elsewhere = || ledger.contested.iter().filter_map(R::claimed).any(|(id, claim)| *id == record.id() && *claim == gone);
    record.rivals().map_or_else(elsewhere, |rivals| rivals.contains(&gone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, Entry, Plan};

    fn spelled<T: serde::de::DeserializeOwned>(text: &str) -> T {
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(text).unwrap()
    }

    /// Three entries with two updates each.
    fn full() -> Ledger {
        let update = |id: String| {
            spelled(&format!(r#"(id: "{id}", at: "2025-10-15T09:30:00+08:00", by: (person: "张三"), says: [Progress("开工")])"#))
        };
        let entry = |n: &str| {
            let mut entry: Entry = spelled(&format!(r#"(id: "p/{n}", kind: Task, title: "题", lead: Unassigned)"#));
            entry.updates = vec![update(format!("a{n}")), update(format!("b{n}"))];
            entry
        };
        let mut ledger = Ledger::default();
        Entry::records_mut(&mut ledger).extend(["一", "二", "三"].map(entry));
        ledger
    }

    #[test]
    fn what_left_a_log_and_what_left_with_its_log_come_back_where_they_stood() {
        let (full, mut less) = (full(), full());
        less.get_mut(&"p/一".into()).unwrap().updates.remove(0);
        Entry::records_mut(&mut less).remove(&"p/二".into());
        let back = put_back(&full, &mut less, &|_| true);
        assert_eq!(less, full);
        assert_eq!(back.note(&full), Some(Note::PutBack(vec![("张三".into(), 3)])));
        assert_eq!(back.0.len(), 3);
        assert_eq!(put_back(&full, &mut less, &|_| true), PutBack::default());
        assert_eq!(PutBack::default().note(&full), None);
    }

    #[test]
    fn what_comes_back_brings_the_plan_and_the_bodies_that_it_names() {
        let mut full = full();
        let plan = r#"(code: "p", title: "方案", short: "", issuer: "", place: "", start: "2025-01-01", end: "2025-12-31")"#;
        Plan::records_mut(&mut full).push(spelled::<Plan>(plan));
        Department::records_mut(&mut full).push(spelled::<Department>(r#"(id: "水务局", level: County, place: "")"#));
        full.get_mut(&"p/二".into()).unwrap().updates[0].by.dept = Some("水务局".into());
        let mut less = full.clone();
        Entry::records_mut(&mut less).remove(&"p/二".into());
        Plan::records_mut(&mut less).remove(&"p".into());
        Department::records_mut(&mut less).remove(&"水务局".into());
        put_back(&full, &mut less, &|_| true);
        assert_eq!(less, full);
    }

    #[test]
    fn what_a_ruling_removed_stays_away() {
        let mut full = full();
        full.get_mut(&"p/一".into()).unwrap().contested = vec![Claim::presence(false), Claim::presence(true)];
        let mut less = full.clone();
        Entry::records_mut(&mut less).remove(&"p/一".into());
        assert_eq!(put_back(&full, &mut less, &|_| true), PutBack::default());
    }
}
