//! Walks two ledgers side by side and finds in what they differ.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use super::difference::{Difference, List, Listed, What};
use crate::domain::{Claim, Contested, Department, Entry, Facts, Indicator, Ledger, Plan, Subject, Update, Value};

/// Everything in which `new` is different from `old`, in the order of the file; what is gone comes last in its
/// list.
pub fn differences(old: &Ledger, new: &Ledger) -> Vec<Difference> {
    let mut found = Found { all: Vec::new() };
    let head = |c| Value::Elsewhere(Contested::Head(c));
    found.stated(&Subject::Ledger, &new.title, (old, new), head);
    found.plans(old, new);
    found.departments(old, new);
    found.indicators(old, new);
    found.entries(old, new);
    found.all
}

struct Found {
    all: Vec<Difference>,
}

impl Found {
    fn add(&mut self, subject: &Subject, name: &str, what: What) {
        self.all.push(Difference { subject: subject.clone(), name: name.to_owned(), what });
    }

    fn stated<F: Facts>(&mut self, subject: &Subject, name: &str, (old, new): (&F, &F), value: impl Fn(F::Claim) -> Value) {
        let years = [old.years(), new.years()].concat();
        for (from, to) in old.claims(&years).into_iter().zip(new.claims(&years)).filter(|(a, b)| a != b) {
            let what = What::Stated { from: Box::new(value(from)), to: Box::new(value(to)) };
            self.add(subject, name, what);
        }
    }

    fn listed<T: PartialEq>(&mut self, of: (&Subject, &str, List), (old, new): (&[T], &[T]), wrap: impl Fn(&T) -> Listed) {
        if old == new {
            return;
        }
        let added = new.iter().filter(|v| !old.contains(v)).map(&wrap).collect();
        let removed = old.iter().filter(|v| !new.contains(v)).map(&wrap).collect();
        self.add(of.0, of.1, What::Listed { list: of.2, added, removed });
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

    /// Walks two lists of things by identity.
    fn pairs<'a, T: 'a, K: Hash + Eq>(
        &mut self,
        (old, new): (impl Iterator<Item = &'a T>, impl Iterator<Item = &'a T>),
        key: impl Fn(&'a T) -> K,
        names: impl Fn(&T) -> (Subject, String),
        both: impl Fn(&mut Found, &T, &T),
    ) {
        let mut before: HashMap<K, Vec<&T>> = HashMap::new();
        for item in old {
            before.entry(key(item)).or_default().push(item);
        }
        before.values_mut().for_each(|items| items.reverse());
        for item in new {
            match before.get_mut(&key(item)).and_then(Vec::pop) {
                Some(earlier) => both(self, earlier, item),
                None => {
                    let (subject, name) = names(item);
                    self.add(&subject, &name, What::Added);
                }
            }
        }
        let mut gone: Vec<(Subject, String)> = before.into_values().flatten().map(names).collect();
        gone.sort_by_key(|(subject, _)| crate::text::natural_key(&subject.to_string()));
        gone.iter().for_each(|(subject, name)| self.add(subject, name, What::Removed));
    }

    fn plans(&mut self, old: &Ledger, new: &Ledger) {
        let names = |p: &Plan| (Subject::Plan(p.code.clone()), p.short.clone());
        self.pairs(
            (old.plans.iter(), new.plans.iter()),
            |p| &p.code,
            names,
            |found, a, b| {
                let value = |c| Value::Elsewhere(Contested::Plan(b.code.clone(), c));
                found.stated(&Subject::Plan(b.code.clone()), &b.short, (a, b), value);
            },
        );
    }

    fn departments(&mut self, old: &Ledger, new: &Ledger) {
        let names = |d: &Department| (Subject::Department(d.id.clone()), d.name().to_owned());
        self.pairs(
            (old.departments.iter(), new.departments.iter()),
            |d| &d.id,
            names,
            |found, a, b| {
                if a == b {
                    return;
                }
                let (subject, name) = names(b);
                found.stated(&subject, &name, (a, b), |c| Value::Elsewhere(Contested::Department(b.id.clone(), c)));
                found.listed((&subject, &name, List::Aliases), (&a.aliases, &b.aliases), |v| Listed::Alias(v.clone()));
                found.listed((&subject, &name, List::Members), (&a.members, &b.members), |v| Listed::Body(v.clone()));
            },
        );
    }

    fn indicators(&mut self, old: &Ledger, new: &Ledger) {
        let names = |i: &Arc<Indicator>| (Subject::Indicator(i.id()), i.name.clone());
        self.pairs(
            (old.indicators.iter(), new.indicators.iter()),
            |i| i.id(),
            names,
            |found, a, b| {
                if Arc::ptr_eq(a, b) || a == b {
                    return;
                }
                let (subject, name) = names(b);
                let value = |c| Value::Elsewhere(Contested::Indicator(b.id(), c));
                found.stated(&subject, &name, (a.as_ref(), b.as_ref()), value);
                found.logged(&subject, &name, (&a.updates, &b.updates));
            },
        );
    }

    fn entries(&mut self, old: &Ledger, new: &Ledger) {
        let names = |e: &Arc<Entry>| (Subject::Entry(e.id.clone()), e.title.clone());
        self.pairs(
            (old.entries().iter(), new.entries().iter()),
            |e| &e.id,
            names,
            |found, a, b| {
                if Arc::ptr_eq(a, b) || a == b {
                    return;
                }
                let (subject, name) = names(b);
                found.entry((&subject, &name), a, b);
            },
        );
    }

    fn entry(&mut self, (subject, name): (&Subject, &str), a: &Entry, b: &Entry) {
        let words = |v: &String| Listed::Words(v.clone());
        self.stated(subject, name, (a, b), Value::Stated);
        self.listed((subject, name, List::Cooperating), (&a.cooperating, &b.cooperating), |v| Listed::Cooperation(v.clone()));
        self.listed((subject, name, List::Regions), (&a.regions, &b.regions), words);
        self.listed((subject, name, List::Enterprises), (&a.enterprises, &b.enterprises), words);
        self.listed((subject, name, List::Figures), (&a.figures, &b.figures), words);
        self.logged(subject, name, (&a.updates, &b.updates));
        let (from, to) = (fields(a), fields(b));
        if from != to {
            self.add(subject, name, What::Contest { from, to });
        }
    }
}

/// How many fields of an entry keep rival values.
fn fields(entry: &Entry) -> usize {
    let mut fields: Vec<_> = entry.contested.iter().map(Claim::field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields.len()
}
