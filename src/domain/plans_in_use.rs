//! Which plans an office works with.

use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

use super::entry::Entry;
use super::id::EntryId;
use super::ledger::Ledger;
use super::log::Log;
use super::update::{Fact, Update};

/// The plans with which an office worked while they ran: of one entry in ten somebody reported by the plan's last day, on itself or on a
/// step of it. Of a plan that is over and not among them nothing is known, unless the office says that it is in use from a day on
/// (`Plan::in_use`, which then goes before the count): one report on it is judged by itself and makes nothing else of it late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlansInUse(HashSet<String>);

impl PlansInUse {
    /// What is known of one plan.
    pub(crate) fn of_one(plan: &str, in_use: bool) -> PlansInUse {
        PlansInUse(Some(plan.to_owned()).filter(|_| in_use).into_iter().collect())
    }

    /// By what was recorded up to and including a day (`None`: by all).
    pub(crate) fn known(ledger: &Ledger, as_of: Option<NaiveDate>) -> PlansInUse {
        let mut plans: HashMap<&str, Rounds> = HashMap::new();
        for entry in ledger.entries() {
            let plan = plans.entry(entry.id.plan()).or_insert_with(|| Rounds::until(ledger, entry.id.plan(), as_of));
            plan.entries += 1;
            plan.take(&entry.id, &entry.updates);
        }
        for step in ledger.steps.iter() {
            if let Some(plan) = plans.get_mut(step.entry.plan()) {
                plan.take(&step.entry, &step.updates);
            }
        }
        PlansInUse(plans.into_iter().filter(|(_, plan)| plan.were_held()).map(|(code, _)| code.to_owned()).collect())
    }

    /// Whether they are the same when one entry has changed.
    pub(crate) fn still_hold(&self, ledger: &Ledger, changed: &Entry) -> bool {
        let code = changed.id.plan();
        self.holds(code) == Rounds::of(ledger, code).were_held()
    }

    pub(crate) fn holds(&self, plan: &str) -> bool {
        self.0.contains(plan)
    }
}

/// On how many of a plan's entries somebody reported while it ran.
pub(super) struct Rounds<'a> {
    /// The last day that counts.
    until: Option<NaiveDate>,
    /// Whether the office says itself from which day on it works with the plan.
    is_stated: bool,
    entries: usize,
    told: HashSet<&'a EntryId>,
}

impl<'a> Rounds<'a> {
    /// Of this many entries one must have been reported on: a single body's report is not yet the work of an office.
    pub(super) const ONE_IN: usize = 10;

    fn until(ledger: &Ledger, plan: &str, as_of: Option<NaiveDate>) -> Rounds<'a> {
        let plan = ledger.plan(plan);
        let (end, is_stated) = (plan.map(|plan| plan.end), plan.is_some_and(|plan| plan.in_use.is_some()));
        Rounds { until: as_of.into_iter().chain(end).min(), is_stated, entries: 0, told: HashSet::new() }
    }

    /// Those of one plan.
    pub(super) fn of(ledger: &'a Ledger, code: &str) -> Rounds<'a> {
        let mut plan = Rounds::until(ledger, code, None);
        for entry in ledger.entries().iter().filter(|e| e.id.plan() == code) {
            plan.entries += 1;
            plan.take(&entry.id, &entry.updates);
        }
        for step in ledger.steps.iter().filter(|step| step.entry.plan() == code) {
            plan.take(&step.entry, &step.updates);
        }
        plan
    }

    /// With what is about to be reported on.
    pub(super) fn with(mut self, reported: &HashSet<&'a EntryId>) -> Rounds<'a> {
        self.told.extend(reported);
        self
    }

    pub(super) fn told(&self) -> usize {
        self.told.len()
    }

    pub(super) fn entries(&self) -> usize {
        self.entries
    }

    fn take(&mut self, id: &'a EntryId, log: &[Update]) {
        if is_reported(log, self.until) {
            self.told.insert(id);
        }
    }

    pub(super) fn were_held(&self) -> bool {
        !self.is_stated && !self.told.is_empty() && self.told.len() * Rounds::ONE_IN >= self.entries
    }
}

fn is_reported(log: &[Update], as_of: Option<NaiveDate>) -> bool {
    let speaks = log.iter().any(|u| u.says.iter().any(Fact::is_report));
    speaks && Log::known(log, as_of).live.iter().any(|u| u.reported().is_some())
}
