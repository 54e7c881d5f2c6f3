//! Walks two ledgers side by side and finds in what they differ.

use std::collections::HashMap;
use std::sync::Arc;

use super::difference::{Difference, What};
use crate::domain::{Claim, Contested, Facts, HeadClaim, Kept, Ledger, List, Listed, Section, Subject, Turn, Update, Value, by_kind};

/// Everything in which `new` is different from `old`, in the order of the file; what is gone comes last in its
/// list.
pub fn differences(old: &Ledger, new: &Ledger) -> Vec<Difference> {
    let mut found = Found { old, new, all: Vec::new() };
    let head = |c| Value::Stated(Contested::Head(c));
    stated((old, new), head).into_iter().for_each(|what| found.add(&Subject::Ledger, &new.title, what));
    found.contest(&Subject::Ledger, &new.title, [old, new].map(head_rivals));
    for section in Section::ALL {
        by_kind!(Section section, => found.records::<R>());
    }
    found.all
}

/// The rival values of the ledger's title and settings.
fn head_rivals(ledger: &Ledger) -> Vec<HeadClaim> {
    ledger.contested.iter().filter_map(|claim| if let Contested::Head(claim) = claim { Some(claim.clone()) } else { None }).collect()
}

struct Found<'a> {
    old: &'a Ledger,
    new: &'a Ledger,
    all: Vec<Difference>,
}

impl Found<'_> {
    fn add(&mut self, subject: &Subject, name: &str, what: What) {
        self.all.push(Difference { subject: subject.clone(), name: name.to_owned(), what });
    }

    fn logged(&mut self, subject: &Subject, name: &str, (old, new): (&[Update], &[Update])) {
        if old == new {
            return;
        }
        for update in new.iter().filter(|u| !old.contains(u)) {
            self.add(subject, name, What::Recorded(Box::new(update.clone())));
        }
        for update in old.iter().filter(|u| !new.contains(u)) {
            self.add(subject, name, What::Unrecorded(Box::new(update.clone())));
        }
    }

    /// Walks two lists of records by identity.
    fn records<R: Kept>(&mut self) {
        let (old, new) = (self.old, self.new);
        let (was, is) = (R::records(old), R::records(new));
        // What is contested of records of most kinds stands beside them.
        let beside = |a: &Arc<R>, b: &Arc<R>| old.contested == new.contested || old.rivals_of(a.as_ref()) == new.rivals_of(b.as_ref());
        let same = |a: &Arc<R>, b: &Arc<R>| (Arc::ptr_eq(a, b) || a == b) && beside(a, b);
        // Most often nothing came, went or was moved.
        if was.len() == is.len() && was.iter().zip(is).all(|(a, b)| Arc::ptr_eq(a, b) || a.id() == b.id()) {
            let changed = was.iter().zip(is).filter(|(a, b)| !same(a, b));
            return changed.for_each(|(a, b)| self.record(a.as_ref(), b.as_ref()));
        }
        let mut before: HashMap<R::Id, Vec<&Arc<R>>> = HashMap::new();
        for record in R::records(old) {
            before.entry(record.id()).or_default().push(record);
        }
        before.values_mut().for_each(|records| records.reverse());
        for record in R::records(new) {
            match before.get_mut(&record.id()).and_then(Vec::pop) {
                Some(earlier) if same(earlier, record) => {}
                Some(earlier) => self.record(earlier.as_ref(), record.as_ref()),
                None => self.add(&R::subject(record.id()), record.name(), What::Added),
            }
        }
        let names = |record: &Arc<R>| (R::subject(record.id()), record.name().to_owned());
        let mut gone: Vec<(Subject, String)> = before.into_values().flatten().map(names).collect();
        gone.sort_by_key(|(subject, _)| crate::text::natural_key(&subject.to_string()));
        gone.iter().for_each(|(subject, name)| self.add(subject, name, What::Removed));
    }

    fn record<R: Kept>(&mut self, old: &R, new: &R) {
        let (subject, name) = (R::subject(new.id()), new.name());
        let mut said = stated((old, new), |claim| Value::Stated(R::contested(new.id(), claim)));
        said.extend(old.lists().into_iter().zip(new.lists()).filter_map(|(old, new)| listed(old, new)));
        let turned = turned(&old.turns(), &new.turns());
        let is_told = |what: &What| turned.iter().filter_map(What::turn).any(|turn| turn.tells(&what.field()));
        said.retain(|what| !is_told(what));
        said.into_iter().chain(turned).for_each(|what| self.add(&subject, name, what));
        self.logged(&subject, name, (old.log(), new.log()));
        self.contest(&subject, name, [self.old.rivals_of(old), self.new.rivals_of(new)]);
    }

    fn contest<C: Claim>(&mut self, subject: &Subject, name: &str, rivals: [Vec<C>; 2]) {
        let [from, to] = rivals.map(|rivals| fields(&rivals));
        if from != to {
            self.add(subject, name, What::Contest { from, to });
        }
    }
}

/// The fields that state another value.
fn stated<F: Facts>((old, new): (&F, &F), value: impl Fn(F::Claim) -> Value) -> Vec<What> {
    let years = [old.years(), new.years()].concat();
    let both = old.claims(&years).into_iter().zip(new.claims(&years)).filter(|(a, b)| a != b);
    both.map(|(from, to)| What::Stated { from: Box::new(value(from)), to: Box::new(value(to)) }).collect()
}

fn listed((list, old): (List, Vec<Listed>), (_, new): (List, Vec<Listed>)) -> Option<What> {
    let added = new.iter().filter(|v| !old.contains(v)).cloned().collect();
    let removed = old.iter().filter(|v| !new.contains(v)).cloned().collect();
    (old != new).then_some(What::Listed { list, added, removed })
}

/// What became of it, and what does not hold any more.
fn turned(old: &[Turn], new: &[Turn]) -> Vec<What> {
    let gone = old.iter().filter(|turn| !new.contains(turn)).map(|turn| What::Unturned(Box::new(turn.clone())));
    let come = new.iter().filter(|turn| !old.contains(turn)).map(|turn| What::Turned(Box::new(turn.clone())));
    gone.chain(come).collect()
}

/// How many fields have rival values.
fn fields<C: Claim>(rivals: &[C]) -> usize {
    let mut fields: Vec<_> = rivals.iter().map(Claim::field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields.len()
}
