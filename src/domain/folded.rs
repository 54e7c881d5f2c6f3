//! The state of a thing that is no entry, folded from its log by the same rows.

use chrono::NaiveDate;

use super::kinds::Subject;
use super::ledger::Ledger;
use super::state::State;

impl Ledger {
    /// How a thing stands by its log up to and including a day (`None`: all of it); none of what has no such state, and of entries,
    /// which are folded with those around them.
    pub(super) fn folded(&self, subject: &Subject, as_of: Option<NaiveDate>) -> Option<State> {
        match subject {
            Subject::Step(id) => self.steps.by_id(id).map(|step| self.fold_step(step, as_of)),
            Subject::Matter(id) => self.matters.by_id(id).map(|matter| self.fold_matter(matter, as_of)),
            Subject::Rectification(id) => self.rectifications.by_id(id).map(|finding| self.fold_finding(finding, as_of)),
            _ => None,
        }
    }
}
