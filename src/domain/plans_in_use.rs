//! Which plans an office works with.

use chrono::NaiveDate;
use std::collections::HashSet;

use super::entry::Entry;
use super::ledger::Ledger;
use super::log::Log;
use super::update::Fact;

/// The plans of which somebody has ever reported on an entry. Of a plan that is over and not among them nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlansInUse(HashSet<String>);

impl PlansInUse {
    /// By what was recorded up to and including a day (`None`: by all).
    pub(crate) fn known(ledger: &Ledger, as_of: Option<NaiveDate>) -> PlansInUse {
        let mut used = PlansInUse::default();
        for entry in ledger.entries() {
            if !entry.updates.is_empty() && !used.holds(entry.id.plan()) && is_reported(entry, as_of) {
                used.0.insert(entry.id.plan().to_owned());
            }
        }
        used
    }

    /// Whether they are the same when one entry has changed.
    pub(crate) fn still_hold(&self, ledger: &Ledger, changed: &Entry) -> bool {
        let plan = changed.id.plan();
        let others = || ledger.entries().iter().any(|e| e.id.plan() == plan && is_reported(e, None));
        self.holds(plan) == (is_reported(changed, None) || self.holds(plan) && others())
    }

    pub(crate) fn holds(&self, plan: &str) -> bool {
        self.0.contains(plan)
    }
}

fn is_reported(entry: &Entry, as_of: Option<NaiveDate>) -> bool {
    let speaks = entry.updates.iter().any(|u| u.says.iter().any(Fact::is_report));
    speaks && Log::known(&entry.updates, as_of).live.iter().any(|u| u.reported().is_some())
}
