//! How an entry stands on a day, by its log.

use chrono::NaiveDate;

use super::claim::standing;
use super::entry::Entry;
use super::id::DeptId;
use super::ledger::Ledger;
use super::log::{Folded, Log};
use super::state::State;
use super::stated::Lead;
use super::status::Status;
use super::update::Fact;

/// Folds an entry's log up to and including a day (`None`: all of it).
pub fn fold(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> State {
    let order = Log::known(&entry.updates, as_of);
    let mut state = State::default();
    state.deadline.value = entry.deadline.map(|d| d.date());
    state.lead.value = entry.lead.named().cloned();
    state.disputed = !standing(entry, &entry.contested).is_empty();
    state.settle(&order);
    if state.lead.value.is_none() && entry.lead == Lead::Inherited {
        state.lead.value = entry.parent.as_ref().and_then(|id| ledger.get(id)).and_then(|above| lead_of(ledger, above, as_of));
    }
    for update in &order.live {
        if let Some(report) = update.reported() {
            state.last_report = state.last_report.max(Some(report.on));
            for urge in &mut state.urges {
                urge.answered = urge.answered.or(Some(report.on));
            }
            state.reports.push(report);
        }
        update.says.iter().for_each(|fact| state.take_in(fact, update));
    }
    if state.status.value != Some(Status::Done) {
        state.done_on = None;
    }
    state
}

/// Who leads an entry, as its folded state says; only a log that speaks of it is folded. Rings and missing parents
/// give nobody.
pub fn lead_of(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> Option<DeptId> {
    for at in ledger.upward(entry) {
        let speaks = at.updates.iter().any(|u| u.says.iter().any(|f| matches!(f, Fact::Lead { .. })));
        let mut own = Folded { value: at.lead.named().cloned(), contest: None };
        if speaks {
            Log::known(&at.updates, as_of).settle(&mut own, |f| if let Fact::Lead { to, .. } = f { Some(to.clone()) } else { None });
        }
        if own.value.is_some() || at.lead != Lead::Inherited {
            return own.value;
        }
    }
    None
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
