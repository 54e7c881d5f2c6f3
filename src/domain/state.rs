use chrono::NaiveDate;
use ecow::EcoString;

use super::completion::{StatusGround, Verification};
use super::id::{DeptId, EntryId, UpdateId};
use super::log::Folded;
use super::outcome::{Meeting, Outcome};
use super::period::Period;
use super::point::Point;
use super::pool::{Course, Staged};
use super::problem::Problem;
use super::status::{Status, counts_as_done};
use super::update::Reported;
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
    /// In what it goes on, where that was said: the code of a plan, or words.
    pub carried_into: Folded<String>,
    /// The stage of a project that was told last.
    pub stage: Folded<Staged>,
    /// All else that was told of it as a project.
    pub(crate) project: Option<Box<Course>>,
    /// What came of a matter for coordination.
    pub(crate) outcome: Folded<Box<Outcome>>,
    /// The meetings on it.
    pub(crate) meetings: Vec<Meeting>,
    /// The latest words on progress and on next steps, each with its update; of people who did not see each other's, those of all.
    pub(crate) progress: Option<(EcoString, UpdateId)>,
    /// Next steps.
    pub(crate) next: Option<(EcoString, UpdateId)>,
    /// The problems that are open, in the order in which they were raised.
    pub(crate) problems: Vec<Problem>,
    /// The day of the last report.
    pub(crate) last_report: Option<NaiveDate>,
    /// All reports.
    pub(crate) reports: Vec<Reported>,
    /// The day on which the present Done came true: as was said, else the day of which the update speaks.
    pub(crate) done_on: Option<NaiveDate>,
    /// The period on which the report was that said so.
    pub(crate) done_in: Option<Period>,
    /// On what ground the status was set, where that was said.
    pub(crate) ground: Option<Box<StatusGround>>,
    /// Who confirmed the completion that holds.
    pub(crate) confirmed: Option<Box<Verification>>,
    /// Who returned a completion, as long as nothing has answered.
    pub(crate) returned: Option<Box<Verification>>,
    /// How often the deadline was moved.
    pub moves: usize,
    /// What was said differently, by people who did not see each other, of what no field above holds.
    pub(crate) points: Vec<Folded<Point>>,
    /// Whether a fact that the plan states is contested.
    pub(crate) disputed: bool,
    /// The letters that asked for what it owes.
    pub(crate) urges: Vec<Urge>,
    /// How bodies that do not speak for the whole stand with their own parts, in the order of their first words.
    pub(crate) parts: Vec<Part>,
    /// Changes that were proposed, and neither taken nor declined.
    pub(crate) proposals: Vec<UpdateId>,
    /// From whose reports status and percent follow.
    pub(crate) follows: Follows,
}

/// From whose reports status and percent of an entry follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Follows {
    /// Its own.
    #[default]
    Own,
    /// Those of the members of the group that leads, on their parts.
    Members,
    /// Those on the entries that carry it out.
    Carriers,
    /// Those on another entry that names the same thing.
    Same(EntryId),
}

/// How a body stands with its own part.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Whose part.
    pub body: DeptId,
    /// Folded from what it said of it, by the same rules.
    pub state: State,
}

impl State {
    /// Whether something is still asked for: it is neither done, nor given up, nor carried over.
    pub(crate) fn is_open(&self) -> bool {
        !self.is_done() && !self.status.value.is_some_and(Status::is_closed)
    }

    /// Whether it is done: by its status, or because all of it was reported and nobody set a status.
    pub(crate) fn is_done(&self) -> bool {
        let settled = self.status.value.is_some() || self.status.contest.is_none() && self.percent.contest.is_none();
        settled && counts_as_done(self.status.value, self.percent.value)
    }

    /// The first letter that nobody answered in the days for it.
    pub(crate) fn ignored(&self, day: NaiveDate) -> Option<&Urge> {
        self.urges.iter().find(|urge| urge.is_ignored(day))
    }

    /// Percent done as far as is known: a done entry is at 100 even when nobody gave a number.
    pub(crate) fn percent_done(&self) -> Option<u8> {
        if self.status.value == Some(Status::Done) { Some(100) } else { self.percent.value }
    }

    /// The stage in which a project was at the end of a day.
    pub(crate) fn stage_on(&self, day: NaiveDate) -> Option<&Staged> {
        let told = self.stage.value.as_ref().filter(|told| told.on <= day);
        told.or_else(|| self.project.as_ref()?.stage_on(day))
    }

    /// How a body stands with its own part; none when it never spoke of one.
    pub fn part(&self, body: &DeptId) -> Option<&State> {
        self.parts.iter().find(|p| p.body == *body).map(|p| &p.state)
    }

    /// The same, to be added to.
    pub(super) fn part_mut(&mut self, body: &DeptId) -> &mut State {
        let at = self.parts.iter().position(|p| p.body == *body).unwrap_or_else(|| {
            self.parts.push(Part { body: body.clone(), state: State::default() });
            self.parts.len() - 1
        });
        &mut self.parts[at].state
    }

    /// The problems that may be told as causes: the last report that could have ended them raised them or said that they
    /// are still there.
    pub(crate) fn causes(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|p| p.current)
    }

    /// Whether anybody reported on it, or on a part of it.
    pub(crate) fn is_told(&self) -> bool {
        self.last_report.is_some() || self.parts.iter().any(|part| part.state.last_report.is_some())
    }

    /// Takes in reports that were made elsewhere and count here too; each answers the letters that were there by then.
    pub(super) fn reported_elsewhere(&mut self, reports: Vec<Reported>) {
        for urge in self.urges.iter_mut().filter(|urge| urge.answered.is_none()) {
            urge.answered = reports.iter().map(|r| r.on).filter(|on| *on >= urge.on).min();
        }
        self.last_report = self.last_report.max(reports.iter().map(|r| r.on).max());
        self.reports.extend(reports);
    }

    /// Whether it was done by a report on a period: so one was asked for, and is there. Where nobody set the status itself, by its day.
    pub(crate) fn finished_in(&self, period: Period) -> bool {
        let told = |done: Period| Reported { on: self.done_on.unwrap_or(done.end()), period: done }.counts_for(period);
        let since = || self.done_on.is_none_or(|on| on >= period.start());
        self.is_done() && self.reported_in(period) && self.done_in.map_or_else(since, told)
    }

    /// Whether somebody reported on a period ([`Reported::counts_for`]).
    pub(crate) fn reported_in(&self, period: Period) -> bool {
        self.reports.iter().any(|r| r.counts_for(period))
    }
}
