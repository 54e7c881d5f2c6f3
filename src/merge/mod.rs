//! Three ledgers in, one out. Pure and symmetric; nothing is ever dropped.
//!
//! - Logs unite by the updates' ids, in an order that respects who saw what.
//! - Facts of plans merge field by field: one side changed it → its value; both alike → that; both differently →
//!   the field is contested, all its values are kept, the smallest is shown, and a ruling settles it.
//! - Lists merge as ordered sets: both sides' additions are in, both sides' removals hold.
//! - What was removed here and changed there is kept, and its staying is contested.
//!
//! Every rule is one rule on sets: a value that the base had stays if both sides have it, a value that the base
//! had not is in if either side has it. That is why neither the order of sides nor the order of merges matters.

mod compare;
mod difference;
mod fields;
mod item;
mod log;
mod note;
mod order;
mod things;

use std::sync::Arc;

pub use compare::differences;
pub use difference::{Difference, List, Listed, What};
pub use note::Note;

use crate::domain::{Contested, Ledger, Register};
use item::Item;
use things::{Stated, stated};

/// A ledger that holds the work of two, and what somebody should know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The ledger.
    pub ledger: Ledger,
    /// What a person should look at, in a fixed order.
    pub notes: Vec<Note>,
}

/// Merges two ledgers that began as `base`; without a base all that differs is contested.
pub fn merge(base: Option<&Ledger>, ours: &Ledger, theirs: &Ledger) -> Merged {
    let mut work = Work { base, ours, theirs, ledger: Ledger::default(), notes: Vec::new() };
    things::head(base, ours, theirs, &mut work.ledger, &mut work.notes);
    work.plans();
    work.departments();
    work.indicators();
    work.entries();
    Merged { ledger: work.ledger, notes: work.notes }
}

/// A merge at work.
struct Work<'a> {
    base: Option<&'a Ledger>,
    ours: &'a Ledger,
    theirs: &'a Ledger,
    ledger: Ledger,
    notes: Vec<Note>,
}

impl Work<'_> {
    /// Merges one kind of thing.
    fn lists<I: Item>(&mut self, of: impl Fn(&Ledger) -> Vec<Arc<I>>) -> Vec<Arc<I>> {
        let (base, ours, theirs) = (self.base.map(&of), of(self.ours), of(self.theirs));
        let plans = &self.ledger.plans;
        let rank = |code: &str| plans.iter().position(|p| p.code == code).unwrap_or(plans.len());
        item::merge(base.as_deref(), &ours, &theirs, &rank, &mut self.notes)
    }

    fn plans(&mut self) {
        let claim = |c: &Contested| if let Contested::Plan(id, c) = c { Some((id.clone(), c.clone())) } else { None };
        for one in self.lists(|l| stated(l.plans.iter().cloned(), |p| p.code.clone(), l, claim)) {
            let Stated { item, contested } = Arc::unwrap_or_clone(one);
            self.ledger.contested.extend(contested.into_iter().map(|c| Contested::Plan(item.code.clone(), c)));
            self.ledger.plans.push(item);
        }
    }

    fn departments(&mut self) {
        let claim = |c: &Contested| if let Contested::Department(id, c) = c { Some((id.to_string(), c.clone())) } else { None };
        let mut all = Vec::new();
        for one in self.lists(|l| stated(l.departments.iter().cloned(), |d| d.id.to_string(), l, claim)) {
            let Stated { item, contested } = Arc::unwrap_or_clone(one);
            self.ledger.contested.extend(contested.into_iter().map(|c| Contested::Department(item.id.clone(), c)));
            all.push(item);
        }
        self.ledger.departments = Register::from(all);
    }

    fn indicators(&mut self) {
        let claim = |c: &Contested| if let Contested::Indicator(id, c) = c { Some((id.clone(), c.clone())) } else { None };
        for one in self.lists(|l| stated(l.indicators.iter().cloned(), |i| i.id(), l, claim)) {
            let Stated { item, contested } = Arc::unwrap_or_clone(one);
            self.ledger.contested.extend(contested.into_iter().map(|c| Contested::Indicator(item.id(), c)));
            self.ledger.indicators.push(item);
        }
    }

    fn entries(&mut self) {
        let all = self.lists(|l| l.entries().to_vec());
        self.ledger.set_entries(all);
    }
}
