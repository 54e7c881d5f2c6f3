use chrono::NaiveDate;
use ecow::EcoString;

use super::claim::standing;
use super::entry::Entry;
use super::id::{DeptId, UpdateId};
use super::ledger::Ledger;
use super::log::{Folded, Log};
use super::period::Period;
use super::stated::Lead;
use super::status::Status;
use super::update::{Fact, Reported, Update};
use super::urge::Urge;

/// How an entry stands on a day, folded from its log; stored nowhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Reported status; none when nobody ever reported one.
    pub status: Folded<Status>,
    /// Reported percent done.
    pub percent: Folded<u8>,
    /// The deadline in force.
    pub deadline: Folded<NaiveDate>,
    /// The body that leads: by the plan, or as settled since.
    pub lead: Folded<DeptId>,
    /// The latest words on progress, problems and next steps, each with its update.
    pub(crate) progress: Option<(EcoString, UpdateId)>,
    pub(crate) problems: Option<(EcoString, UpdateId)>,
    /// Next steps.
    pub(crate) next: Option<(EcoString, UpdateId)>,
    /// The day of the last report.
    pub(crate) last_report: Option<NaiveDate>,
    /// All reports.
    pub(crate) reports: Vec<Reported>,
    /// The day on which the present Done was recorded.
    pub(crate) done_on: Option<NaiveDate>,
    /// How often the deadline was moved.
    pub moves: usize,
    /// Whether a fact that the plan states is contested.
    pub(crate) disputed: bool,
    /// The letters that asked for what it owes.
    pub(crate) urges: Vec<Urge>,
}

impl State {
    /// Whether any value waits for a ruling.
    pub fn is_contested(&self) -> bool {
        let logged = [self.status.contest.is_some(), self.percent.contest.is_some(), self.deadline.contest.is_some()];
        self.disputed || self.lead.contest.is_some() || logged.contains(&true)
    }

    /// Whether something is still asked for: it is neither done nor given up.
    pub(crate) fn is_open(&self) -> bool {
        !self.status.value.is_some_and(Status::is_closed)
    }

    /// Percent done as far as is known: a done entry is at 100 even when nobody gave a number.
    pub(crate) fn percent_done(&self) -> Option<u8> {
        if self.status.value == Some(Status::Done) { Some(100) } else { self.percent.value }
    }

    /// Whether somebody reported on a period ([`Reported::counts_for`]).
    pub(crate) fn reported_in(&self, period: Period) -> bool {
        self.reports.iter().any(|r| r.counts_for(period))
    }
}

/// Folds an entry's log up to and including a day (`None`: all of it).
pub fn fold(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> State {
    let order = Log::known(&entry.updates, as_of);
    let mut state = State::default();
    state.deadline.value = entry.deadline.map(|d| d.date());
    state.disputed = !standing(entry, &entry.contested).is_empty();
    order.settle(&mut state.status, |f| if let Fact::Status { to, .. } = f { Some(*to) } else { None });
    order.settle(&mut state.percent, |f| if let Fact::Percent { to, .. } = f { Some(*to) } else { None });
    order.settle(&mut state.deadline, |f| if let Fact::Deadline { to, .. } = f { Some(*to) } else { None });
    state.lead = lead(ledger, entry, &order, as_of);
    for update in &order.live {
        tell(&mut state, update);
    }
    if state.status.value != Some(Status::Done) {
        state.done_on = None;
    }
    state
}

/// Who leads, with rivals: as settled in the entry's own log, else by its own clause, else whoever leads what it
/// hangs under.
fn lead(ledger: &Ledger, entry: &Entry, log: &Log<'_>, as_of: Option<NaiveDate>) -> Folded<DeptId> {
    let mut folded = own_lead(entry, log);
    if folded.value.is_none() && entry.lead == Lead::Inherited {
        folded.value = entry.parent.as_ref().and_then(|id| ledger.get(id)).and_then(|above| lead_of(ledger, above, as_of));
    }
    folded
}

fn own_lead(entry: &Entry, log: &Log<'_>) -> Folded<DeptId> {
    let mut folded = Folded { value: entry.lead.named().cloned(), contest: None };
    log.settle(&mut folded, |f| if let Fact::Lead { to, .. } = f { Some(to.clone()) } else { None });
    folded
}

/// Who leads an entry, as its folded state says; only a log that speaks of it is folded. Rings and missing parents
/// give nobody.
pub fn lead_of(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> Option<DeptId> {
    for at in ledger.upward(entry) {
        let speaks = at.updates.iter().any(|u| u.says.iter().any(|f| matches!(f, Fact::Lead { .. })));
        let own = if speaks { own_lead(at, &Log::known(&at.updates, as_of)).value } else { at.lead.named().cloned() };
        if own.is_some() || at.lead != Lead::Inherited {
            return own;
        }
    }
    None
}

fn tell(state: &mut State, update: &Update) {
    if let Some(report) = update.reported() {
        state.last_report = state.last_report.max(Some(report.on));
        state.reports.push(report);
    }
    for fact in &update.says {
        match fact {
            Fact::Progress(s) => state.progress = Some((s.clone(), update.id.clone())),
            Fact::Problems(s) => state.problems = Some((s.clone(), update.id.clone())),
            Fact::Next(s) => state.next = Some((s.clone(), update.id.clone())),
            Fact::Deadline { .. } => state.moves += 1,
            Fact::Urged { level, number, to } => {
                state.urges.push(Urge { level: *level, number: number.clone(), to: to.clone(), on: update.at.date_naive() });
            }
            Fact::Status { to: Status::Done, .. } => {
                state.done_on.get_or_insert(update.at.date_naive());
            }
            Fact::Status { .. } => state.done_on = None,
            _ => {}
        }
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
