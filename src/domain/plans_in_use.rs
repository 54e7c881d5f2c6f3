//! Which plans an office works with.

use chrono::NaiveDate;
use std::collections::HashSet;

use super::entry::Entry;
use super::ledger::Ledger;
use super::log::Log;
use super::update::{Fact, Update};

/// The plans of which somebody has ever reported on an entry. Of a plan that is over and not among them nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlansInUse(HashSet<String>);

impl PlansInUse {
    /// What is known of one plan.
    pub(crate) fn of_one(plan: &str, in_use: bool) -> PlansInUse {
        PlansInUse(Some(plan.to_owned()).filter(|_| in_use).into_iter().collect())
    }

    /// By what was recorded up to and including a day (`None`: by all).
    pub(crate) fn known(ledger: &Ledger, as_of: Option<NaiveDate>) -> PlansInUse {
        let mut used = PlansInUse::default();
        for entry in ledger.entries() {
            if !entry.updates.is_empty() && !used.holds(entry.id.plan()) && is_reported(&entry.updates, as_of) {
                used.0.insert(entry.id.plan().to_owned());
            }
        }
        for step in ledger.steps.iter().filter(|step| is_reported(&step.updates, as_of)) {
            used.0.insert(step.entry.plan().to_owned());
        }
        used
    }

    /// Whether they are the same when one entry has changed.
    pub(crate) fn still_hold(&self, ledger: &Ledger, changed: &Entry) -> bool {
        let plan = changed.id.plan();
        let of_steps = || ledger.steps.iter().any(|step| step.entry.plan() == plan && is_reported(&step.updates, None));
        let others = || ledger.entries().iter().any(|e| e.id.plan() == plan && is_reported(&e.updates, None));
        let own = || ledger.steps_of(&changed.id).any(|step| is_reported(&step.updates, None));
        self.holds(plan) == (is_reported(&changed.updates, None) || own() || self.holds(plan) && (others() || of_steps()))
    }

    pub(crate) fn holds(&self, plan: &str) -> bool {
        self.0.contains(plan)
    }
}

fn is_reported(log: &[Update], as_of: Option<NaiveDate>) -> bool {
    let speaks = log.iter().any(|u| u.says.iter().any(Fact::is_report));
    speaks && Log::known(log, as_of).live.iter().any(|u| u.reported().is_some())
}
