//! How an entry stands on a day, by its log.

use chrono::NaiveDate;
use std::collections::BTreeSet;

use super::claim::standing;
use super::completion::{self, Settled};
use super::entry::Entry;
use super::handed::handed_twice;
use super::id::{DeptId, EntryId, UpdateId};
use super::ledger::Ledger;
use super::linked::{follow_carriers, follow_same};
use super::list::Cooperation;
use super::log::{Divided, Folded, Log, weighed};
use super::point::{Answer, Point};
use super::pool;
use super::problem;
use super::state::{Follows, Part, State};
use super::stated::Lead;
use super::status::Status;
use super::step::Step;
use super::update::{Fact, Reported, Update};
use super::words;

/// Folds an entry's log up to and including a day (`None`: all of it).
pub fn fold(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> State {
    fold_linked(ledger, entry, as_of, CARRIED)
}

/// How far down what carries an entry out, and what carries that out, is asked: a province's plan, a city's, a county's, a township's.
const CARRIED: usize = 4;

fn fold_linked(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>, levels: usize) -> State {
    let mut state = fold_own(ledger, entry, as_of);
    follow_same(&mut state, ledger.named_again(&entry.id).map(|e| (e.id.clone(), fold_own(ledger, e, as_of))));
    follow_steps(ledger, entry, &mut state, as_of);
    if levels > 0 {
        let folded = |id: &EntryId| ledger.get(id).map(|e| fold_linked(ledger, e, as_of, levels - 1));
        let links = ledger.links();
        let below = links.below(&entry.id).iter().filter_map(folded);
        follow_carriers(&mut state, links.carriers(&entry.id).iter().filter_map(folded), below);
    }
    state
}

/// By its own log alone.
fn fold_own(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> State {
    let disputed = !standing(entry, &entry.contested).is_empty() || !handed_twice(&entry.handed).is_empty();
    let mut stated = State { disputed, ..State::default() };
    stated.deadline.value = ledger.planned_deadline(entry);
    stated.lead.value = entry.lead.named().cloned();
    let mut state = told(stated, &entry.updates, as_of);
    state.lead.value = match state.lead.value.take() {
        Some(lead) => Some(ledger.led_after(entry, entry, lead, as_of)),
        None if entry.lead == Lead::Inherited => lead_of(ledger, entry, as_of),
        None => None,
    };
    if !state.parts.is_empty() {
        follow_members(ledger, entry, &mut state);
        follow_members_of_helpers(ledger, entry, &mut state.parts);
    }
    state
}

/// What is stated of a thing, and then what its log says.
pub(super) fn told(mut state: State, log: &[Update], as_of: Option<NaiveDate>) -> State {
    let Divided { whole, parts, proposals } = Log::known(log, as_of).divided();
    state.settle(&whole);
    tell(&mut state, &whole);
    state.points.extend(answers(&whole));
    state.proposals = proposals.into_iter().map(|u| u.id.clone()).collect();
    state.parts = parts.into_iter().map(|(body, log)| part(body, &log)).collect();
    state
}

/// A body's own part, by the same rows.
fn part(body: &DeptId, log: &Log<'_>) -> Part {
    let mut state = State::default();
    state.settle(log);
    tell(&mut state, log);
    Part { body: body.clone(), state }
}

/// Takes in what a log says besides the values that it sets.
fn tell(state: &mut State, log: &Log<'_>) {
    for update in &log.live {
        if let Some(report) = update.reported() {
            state.last_report = state.last_report.max(Some(report.on));
            for urge in &mut state.urges {
                urge.answered = urge.answered.or(Some(report.on));
            }
            state.reports.push(report);
        }
        update.says.iter().for_each(|fact| state.take_in(fact, update));
    }
    state.progress = words::last(log, |f| if let Fact::Progress(words) = f { Some(words) } else { None });
    state.next = words::last(log, |f| if let Fact::Next(words) = f { Some(words) } else { None });
    if let Some((course, contests)) = pool::told(log) {
        state.project = Some(course);
        state.points.extend(contests);
    }
    // Until somebody rules which status holds, nothing is asked of what follows from it.
    let clear = state.status.contest.is_none();
    if let Some(status) = state.status.value {
        let Settled { done_on, done_in, ground, contests } = completion::settled(log, status);
        (state.done_on, state.done_in, state.ground) = (done_on, done_in, ground);
        state.points.extend(contests.into_iter().filter(|_| clear));
    }
    if state.status.value == Some(Status::Done) && clear {
        let (confirmed, contest) = completion::confirmed(log);
        state.confirmed = confirmed.map(Box::new);
        state.points.extend(contest);
    }
    if state.is_open() {
        let (returned, contest) = completion::returned(log);
        state.returned = returned.map(Box::new);
        state.points.extend(contest.filter(|_| clear));
        let (problems, contests) = problem::open(log);
        state.problems = problems;
        state.points.extend(contests);
    }
}

/// The proposals that one took and another declined without seeing each other; what was taken counts until somebody rules.
fn answers(log: &Log<'_>) -> Vec<Folded<Point>> {
    let answer = |f: &Fact| match f {
        Fact::Takes(proposal) => Some((proposal.clone(), Answer::Taken)),
        Fact::Declines { update, .. } => Some((update.clone(), Answer::Declined)),
        _ => None,
    };
    let declined = log.live.iter().flat_map(|u| &u.says).filter_map(answer).filter(|(_, a)| *a == Answer::Declined);
    let declined: BTreeSet<UpdateId> = declined.map(|(proposal, _)| proposal).collect();
    let mut all = Vec::new();
    for proposal in declined {
        let of = |u: &Update| u.says.iter().filter_map(answer).find(|(of, _)| *of == proposal).map(|(_, answer)| answer);
        let mut folded = weighed(log.heads(of));
        if folded.contest.is_some() {
            folded.value = Some(Answer::Taken);
            all.push(folded.map(|answer| Point::Proposal { proposal: proposal.clone(), answer }));
        }
    }
    all
}

/// A report on a step is one on its entry, wherever that is named, and one on the part of whoever does the step beside the lead: how far
/// the step is, is the step's own.
fn follow_steps(ledger: &Ledger, entry: &Entry, state: &mut State, as_of: Option<NaiveDate>) {
    let lead = state.lead.value.clone();
    // Who answers for all of it as the lead does has no part besides.
    let leads = |body: &DeptId| lead.as_ref().is_some_and(|lead| ledger.departments.heirs(lead).any(|heir| heir == body));
    for (step, reports) in reports_on_steps(ledger, &entry.id, as_of) {
        for body in step.bodies.iter().flat_map(|named| ledger.answering(entry, named)).filter(|body| !leads(body)) {
            state.part_mut(body).reported_elsewhere(reports.clone());
        }
        state.reported_elsewhere(reports);
    }
    for other in ledger.named_again(&entry.id) {
        reports_on_steps(ledger, &other.id, as_of).for_each(|(_, reports)| state.reported_elsewhere(reports));
    }
}

fn reports_on_steps<'a>(ledger: &'a Ledger, of: &EntryId, as_of: Option<NaiveDate>) -> impl Iterator<Item = (&'a Step, Vec<Reported>)> {
    let steps = ledger.steps_of(of).filter(|step| !step.updates.is_empty());
    let told =
        move |step: &'a Step| (step, Log::known(&step.updates, as_of).live.into_iter().filter_map(Update::reported).collect::<Vec<_>>());
    steps.map(told).filter(|(_, reports)| !reports.is_empty())
}

/// What the members' parts make of the whole.
fn of_all(told: &[Option<&State>]) -> Status {
    let all = |test: fn(&State) -> bool| told.iter().all(|s| s.is_some_and(test));
    let is = |s: &State, status: Status| s.status.value == Some(status);
    if all(State::is_done) {
        Status::Done
    } else if all(|s| !s.is_open()) && told.iter().flatten().any(|s| is(s, Status::CarriedOver)) {
        Status::CarriedOver
    } else {
        Status::Underway
    }
}

/// Where nobody set them directly, status and percent of a group that leads follow from its members' parts: done when all are, carried
/// over when all are closed and some go on elsewhere, else underway; the average, where a member without a number counts as 0. The
/// members' reports are the group's.
fn follow_members(ledger: &Ledger, entry: &Entry, state: &mut State) {
    let Some(group) = state.lead.value.as_ref().and_then(|lead| standing_of_group(&ledger.members_in(entry, lead), &state.parts)) else {
        return;
    };
    let done = group.status.value == Some(Status::Done);
    if state.status.value.is_none() && group.status.value.is_some() {
        (state.status.value, state.follows) = (group.status.value, Follows::Members);
        state.done_on = group.done_on.filter(|_| done);
    }
    if state.percent.value.is_none() && group.percent.value.is_some() {
        (state.percent.value, state.follows) = (group.percent.value, Follows::Members);
    }
    state.last_report = state.last_report.max(group.last_report);
    state.reports.extend(group.reports);
}

/// A group that shares in an entry stands as its members do, as soon as one of them has told of its part, before them; what was said
/// in the group's own name besides is no standing of anybody.
fn follow_members_of_helpers(ledger: &Ledger, entry: &Entry, parts: &mut Vec<Part>) {
    for group in ledger.cooperating(entry).iter().map(Cooperation::dept) {
        let members = ledger.members_in(entry, group);
        let Some(follows) = standing_of_group(&members, parts) else { continue };
        let own = parts.iter().position(|p| p.body == *group).map(|at| parts.remove(at).state).unwrap_or_default();
        let at = parts.iter().position(|p| members.contains(&&p.body)).unwrap_or(parts.len());
        let state = State {
            last_report: follows.last_report.max(own.last_report),
            reports: own.reports.into_iter().chain(follows.reports).collect(),
            status: if follows.status.value.is_some() { follows.status } else { own.status },
            percent: if follows.percent.value.is_some() { follows.percent } else { own.percent },
            done_on: follows.done_on,
            follows: Follows::Members,
            ground: None,
            ..own
        };
        parts.insert(at, Part { body: group.clone(), state });
    }
}

/// How a group stands by what its members told of their parts; nothing where none of them has told anything.
fn standing_of_group(members: &[&DeptId], parts: &[Part]) -> Option<State> {
    let told: Vec<Option<&State>> = members.iter().map(|m| parts.iter().find(|p| p.body == **m).map(|p| &p.state)).collect();
    if told.iter().all(Option::is_none) {
        return None;
    }
    let mut state = State::default();
    let percents = || told.iter().map(|s| s.and_then(State::percent_done));
    let sum = percents().map(|p| usize::from(p.unwrap_or(0))).sum::<usize>();
    state.status.value = told.iter().any(|s| s.is_some_and(|s| s.status.value.is_some())).then(|| of_all(&told));
    state.percent.value = percents().any(|p| p.is_some()).then(|| u8::try_from(sum / members.len()).unwrap_or(100));
    state.done_on = told.iter().filter_map(|s| s.and_then(|s| s.done_on)).max().filter(|_| state.status.value == Some(Status::Done));
    state.reports = told.iter().flatten().flat_map(|s| s.reports.iter().copied()).collect();
    state.last_report = state.reports.iter().map(|r| r.on).max();
    Some(state)
}

/// Who leads an entry, as its folded state says; only a log that speaks of it is folded. Rings and missing parents
/// give nobody.
pub fn lead_of(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> Option<DeptId> {
    for at in ledger.upward(entry) {
        let mut own = Folded { value: at.lead.named().cloned(), contest: None };
        if at.settles_lead() {
            Log::known(&at.updates, as_of)
                .divided()
                .whole
                .settle(&mut own, |f| if let Fact::Lead { to, .. } = f { Some(to.clone()) } else { None });
        }
        if own.value.is_some() || at.lead != Lead::Inherited {
            return own.value.map(|lead| ledger.led_after(entry, at, lead, as_of));
        }
    }
    None
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "telling_tests.rs"]
mod telling_tests;
