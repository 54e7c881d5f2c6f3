//! How a matter for coordination stands on a day, folded from its log.

use chrono::NaiveDate;

use super::claim::standing;
use super::department::Level;
use super::fold::told;
use super::id::{DeptId, EntryId, MatterId};
use super::ledger::Ledger;
#[cfg(test)]
use super::matter::Grade;
use super::matter::Matter;
use super::outcome::Outcome;
use super::period::Period;
use super::state::State;
use super::step::Step;
use super::vocabulary::vocabulary;

/// How far a matter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MatterStage {
    /// 待会商.
    Raised,
    /// 会商中: those whom it needs have met.
    Consulting,
    /// 已上报: a higher level is to settle it.
    PassedUp,
    /// 已议定.
    Settled,
}

vocabulary!(MatterStage {
    Raised = "待会商", "raised", "raised", ["提出"];
    Consulting = "会商中", "in consultation", "consulting", ["会商"];
    PassedUp = "已上报", "passed up", "passed_up", ["上报"];
    Settled = "已议定", "settled", "settled", ["议定"];
});

/// How a matter stands.
#[derive(Clone, Debug)]
pub(crate) struct MatterStanding<'a> {
    pub(crate) matter: &'a Matter,
    pub(crate) state: State,
    pub(crate) stage: MatterStage,
    /// At which level it is now.
    pub(crate) level: Option<Level>,
    /// By when it is to be settled.
    pub(crate) due: Option<NaiveDate>,
    /// Days since it was raised, up to its settlement.
    pub(crate) age: i64,
    /// Whether it is open though it should be settled.
    pub(crate) late: bool,
}

impl MatterStanding<'_> {
    pub(crate) fn is_open(&self) -> bool {
        self.stage != MatterStage::Settled
    }

    /// The day on which it was settled.
    pub(crate) fn settled_on(&self) -> Option<NaiveDate> {
        self.state.outcome.value.as_deref().filter(|_| !self.is_open()).map(Outcome::on)
    }

    /// Whether it was settled in a period.
    pub(crate) fn is_settled_in(&self, period: Period) -> bool {
        self.settled_on().is_some_and(|day| period.contains(day))
    }
}

impl Ledger {
    /// Folds a matter's log up to and including a day (`None`: all of it).
    pub(crate) fn fold_matter(&self, matter: &Matter, as_of: Option<NaiveDate>) -> State {
        let stated = State { disputed: !standing(matter, &self.rivals_of(matter)).is_empty(), ..State::default() };
        told(stated, &matter.updates, as_of)
    }

    /// How a matter stands on a day, by what was recorded up to another (`None`: all of it).
    pub(crate) fn judge_matter<'a>(&self, matter: &'a Matter, day: NaiveDate, as_of: Option<NaiveDate>) -> MatterStanding<'a> {
        let state = self.fold_matter(matter, as_of);
        let outcome = state.outcome.value.as_deref();
        let met_after = |day: NaiveDate| state.meetings.iter().any(|meeting| meeting.on > day);
        let consulting = |before: MatterStage, met: bool| if met { MatterStage::Consulting } else { before };
        let stage = match outcome {
            None => consulting(MatterStage::Raised, !state.meetings.is_empty()),
            Some(Outcome::Reopened { on, .. }) => consulting(MatterStage::Raised, met_after(*on)),
            Some(Outcome::PassedUp { on, .. }) => consulting(MatterStage::PassedUp, met_after(*on)),
            Some(Outcome::Settled { .. }) => MatterStage::Settled,
        };
        let level = if let Some(Outcome::PassedUp { to, .. }) = outcome { Some(*to) } else { matter.level };
        let due = matter.due.or_else(|| self.settings.days_for(matter.grade).and_then(|days| matter.raised_on.checked_add_days(days)));
        let end = outcome.filter(|_| stage == MatterStage::Settled).map_or(day, Outcome::on);
        let late = stage != MatterStage::Settled && due.is_some_and(|due| due < day);
        MatterStanding { matter, stage, level, due, age: (end - matter.raised_on).num_days().max(0), late, state }
    }

    /// How the matters stand that were raised by a day.
    pub(crate) fn matters_on<'a>(&'a self, day: NaiveDate, as_of: Option<NaiveDate>) -> impl Iterator<Item = MatterStanding<'a>> {
        let raised = self.matters.iter().filter(move |matter| matter.raised_on <= day);
        raised.map(move |matter| self.judge_matter(matter, day, as_of))
    }

    /// The matters that hold an entry up, or did.
    pub(crate) fn matters_of_entry<'a>(&'a self, entry: &'a EntryId) -> impl Iterator<Item = &'a Matter> {
        self.matters.iter().map(AsRef::as_ref).filter(move |matter| matter.entries.contains(entry))
    }

    /// The steps that a matter laid down, in the ledger's order.
    pub(crate) fn steps_decided_by<'a>(&'a self, matter: &'a MatterId) -> impl Iterator<Item = &'a Step> {
        self.steps.iter().map(AsRef::as_ref).filter(move |step| step.decided_by.as_ref() == Some(matter))
    }

    /// The bodies whose a matter is: those that it needs and the one that raised it, those of whom they consist, and who has their duties now.
    pub(crate) fn parties(&self, matter: &Matter) -> Vec<DeptId> {
        let mut all: Vec<DeptId> = Vec::new();
        for named in matter.needs.iter().chain(&matter.raised_by) {
            for body in std::iter::once(named).chain(self.departments.answering(named)) {
                if !all.contains(body) {
                    all.push(body.clone());
                }
            }
        }
        all
    }

    /// Whether a body is among them.
    pub(crate) fn is_party(&self, body: &DeptId, matter: &Matter) -> bool {
        self.parties(matter).contains(body)
    }
}

#[cfg(test)]
#[path = "matter_tests.rs"]
mod tests;
