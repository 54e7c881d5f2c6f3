//! How the steps of an entry stand on a day: folded from their logs by the rows by which entries are, and judged by the same rules.

use chrono::NaiveDate;

use super::claim::standing;
use super::due::Due;
use super::entry::Entry;
use super::fold::told;
use super::ledger::Ledger;
use super::light::{Case, Light, Reason, Verdict, judged};
use super::period::Period;
use super::plans_in_use::PlansInUse;
use super::schedule::{Moment, Schedule};
use super::state::State;
use super::status::Status;
use super::step::Step;
use crate::text::Lang;

/// How a step stands.
#[derive(Clone, Debug)]
pub(crate) struct StepStanding<'a> {
    pub(crate) step: &'a Step,
    pub(crate) state: State,
    pub(crate) verdict: Verdict,
    /// Of a duty that comes again: its periods that have begun.
    pub(crate) instances: Vec<Instance>,
}

/// A period of a duty that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Instance {
    pub(crate) period: Period,
    pub(crate) is: Met,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    /// Somebody reported on the period.
    Reported,
    /// It runs, or reports on it still count.
    Open,
    /// It is over, and nobody has reported.
    Missed,
}

/// How many steps of an entry stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StepCount {
    pub(crate) all: usize,
    /// Of which somebody has reported.
    pub(crate) told: usize,
    pub(crate) done: usize,
    pub(crate) overdue: usize,
    pub(crate) due_soon: usize,
    pub(crate) contested: usize,
}

impl StepCount {
    /// Of how many somebody has reported; nothing where of none.
    pub(crate) fn told_of(&self, lang: Lang) -> Option<String> {
        let StepCount { all, told, .. } = self;
        (*told > 0).then(|| lang.pick(format!("步骤 {told}/{all} 已反馈"), format!("{told} of {all} steps reported")))
    }

    pub(super) fn of<'a>(steps: impl Iterator<Item = &'a StepStanding<'a>>) -> StepCount {
        let mut count = StepCount::default();
        for one in steps {
            count.all += 1;
            count.told += usize::from(one.state.last_report.is_some());
            count.done += usize::from(one.state.is_done());
            count.overdue += usize::from(one.verdict.overdue);
            count.due_soon += usize::from(one.verdict.due_soon);
            count.contested += usize::from(one.state.is_contested());
        }
        count
    }
}

impl StepStanding<'_> {
    /// The periods of a duty that comes again that passed without a report.
    pub(crate) fn missed(&self) -> impl Iterator<Item = Period> {
        self.instances.iter().filter(|one| one.is == Met::Missed).map(|one| one.period)
    }

    /// Whether it fell due by the end of a period, and is not done: of a duty that comes again, whether nobody has reported on the
    /// period in which it was due.
    pub(crate) fn is_wanting_in(&self, period: Period) -> bool {
        let asked = self.state.is_open() && self.verdict.reason != Reason::WholeClosed;
        let unmet = |one: &Instance| one.is != Met::Reported && period.contains(one.period.end());
        asked && (self.instances.iter().any(unmet) || self.step.every.is_none() && self.step.due.is_some_and(|d| period.contains(d.day())))
    }
}

impl Ledger {
    /// Folds a step's log up to and including a day (`None`: all of it). What comes again is never done for good.
    pub(crate) fn fold_step(&self, step: &Step, as_of: Option<NaiveDate>) -> State {
        let mut stated = State { disputed: !standing(step, &self.rivals_of(step)).is_empty(), ..State::default() };
        stated.deadline.value = step.due.map(Due::day).filter(|_| step.every.is_none());
        let mut state = told(stated, &step.updates, as_of);
        if step.every.is_some() && state.is_done() {
            (state.status.value, state.percent.value, state.done_on) = (Some(Status::Underway), None, None);
        }
        state
    }

    /// The steps of an entry that stands so, in the order in which they are due.
    pub(crate) fn judge_steps<'a>(
        &'a self,
        entry: &Entry,
        whole: &State,
        (when, as_of): (Moment, Option<NaiveDate>),
        used: &PlansInUse,
    ) -> Vec<StepStanding<'a>> {
        let mut begins = self.start_of(entry);
        let mut all = Vec::new();
        for step in self.steps_of(&entry.id) {
            let mut state = self.fold_step(step, as_of);
            let instances = self.instances(step, (entry, whole), &state, when.day());
            state.deadline.value = self.wanted_by(&instances, when.day()).or(state.deadline.value);
            let linear = begins.zip(step.due).filter(|_| step.every.is_none());
            let schedule = linear.map(|(start, due)| Schedule::Linear { start, end: due.day() });
            let (own, told) = (state.deadline.value.is_some(), whole.is_told() || state.is_told());
            let case = Case { plan: entry.id.plan(), own, told, schedule };
            let verdict = asked(judged(self, &case, &state, when, used), &state, whole);
            if step.every.is_none() {
                begins = step.due.and_then(|due| due.day().succ_opt()).or(begins);
            }
            all.push(StepStanding { step, state, verdict, instances });
        }
        all
    }

    /// The periods of a duty that comes again that have begun by a day, from its first day to its last, or that of its entry.
    fn instances(&self, step: &Step, (entry, whole): (&Entry, &State), state: &State, day: NaiveDate) -> Vec<Instance> {
        let Some((rhythm, from)) = step.every.zip(step.from.or_else(|| self.start_of(entry))) else { return Vec::new() };
        let until = step.due.map(Due::day).or(whole.deadline.value).map_or(day, |last| last.min(day));
        let met = |period: Period| match state.reports.iter().any(|report| report.is_on(period)) {
            true => Met::Reported,
            false if day <= period.grace_end(self.settings.grace_days) => Met::Open,
            false => Met::Missed,
        };
        rhythm.periods(from, until).map(|period| Instance { period, is: met(period) }).collect()
    }

    /// By when a duty that comes again wants its next report: on the period that ended last, where nobody has reported on it, else on the
    /// first that is open. What is over may still be reported in the days of grace.
    fn wanted_by(&self, instances: &[Instance], day: NaiveDate) -> Option<NaiveDate> {
        let ended = instances.iter().rev().find(|one| one.period.end() < day).filter(|one| one.is != Met::Reported);
        let wanted = ended.or_else(|| instances.iter().find(|one| one.is == Met::Open))?.period;
        Some(if wanted.end() < day { wanted.grace_end(self.settings.grace_days) } else { wanted.end() })
    }

    /// On which period a report on a step is that names none: of a duty that comes again the first period that is open, else the one
    /// that is collected.
    pub(crate) fn step_period(&self, step: &Step, day: NaiveDate) -> Period {
        let entry = self.get(&step.entry);
        let open = entry.and_then(|entry| {
            let instances = self.instances(step, (entry, &State::default()), &self.fold_step(step, None), day);
            instances.iter().find(|one| one.is == Met::Open).map(|one| one.period)
        });
        open.or_else(|| step.every?.period_of(day)).unwrap_or_else(|| self.collecting(day))
    }
}

/// Of an entry that is closed or put off no step is asked for; and no step owes a report each quarter.
fn asked(mut verdict: Verdict, state: &State, whole: &State) -> Verdict {
    verdict.unreported = false;
    let wanted = whole.is_open() && whole.status.value != Some(Status::Suspended);
    if state.is_open() && !wanted {
        (verdict.overdue, verdict.due_soon) = (false, false);
        (verdict.light, verdict.reason) = (Light::Gray, Reason::WholeClosed);
    }
    verdict
}

#[cfg(test)]
#[path = "step_tests.rs"]
mod tests;
