//! That something was done: on which day and ground it came true, who confirmed it (销号), who returned it (退回).

use chrono::NaiveDate;

use super::id::UpdateId;
use super::log::{Folded, Log, weighed};
use super::period::Period;
use super::point::Point;
use super::status::Status;
use super::update::{Author, Fact, Update};

/// On what ground the status in force was set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusGround {
    /// The day on which it came true, where that was said.
    pub(crate) on: Option<NaiveDate>,
    /// Why.
    pub(crate) reason: String,
    /// By which document: a number, minutes.
    pub(crate) basis: String,
}

/// How the status that holds came true.
#[derive(Default)]
pub(super) struct Settled {
    /// The day on which it was done, where it is.
    pub(super) done_on: Option<NaiveDate>,
    /// The period on which the report was that said so.
    pub(super) done_in: Option<Period>,
    pub(super) ground: Option<Box<StatusGround>>,
    /// What was said of it differently by people who did not see each other.
    pub(super) contests: Vec<Folded<Point>>,
}

/// The ground of the status that holds, and the day on which a completion came true. What a later update does not say anew of
/// the same status stays as it was said; another status in between ends it.
pub(super) fn settled(log: &Log<'_>, status: Status) -> Settled {
    let mut told = Ground { log, status, contests: Vec::new() };
    let words = |words: &String| Some(words.clone()).filter(|w| !w.is_empty());
    let on = told.of(|f| if let Fact::Status { on, .. } = f { *on } else { None }, Point::CameTrue);
    let reason = told.of(|f| if let Fact::Status { reason, .. } = f { words(reason) } else { None }, Point::Reason);
    let basis = told.of(|f| if let Fact::Status { basis, .. } = f { words(basis) } else { None }, Point::Basis);
    let ground = StatusGround { on, reason: reason.unwrap_or_default(), basis: basis.unwrap_or_default() };
    let since = done_since(log).filter(|_| status == Status::Done);
    Settled {
        done_on: on.filter(|_| status == Status::Done).or(since.map(|(day, _)| day)),
        done_in: since.map(|(_, period)| period),
        ground: (ground != StatusGround::default()).then(|| Box::new(ground)),
        contests: told.contests,
    }
}

struct Ground<'a> {
    log: &'a Log<'a>,
    status: Status,
    contests: Vec<Folded<Point>>,
}

impl Ground<'_> {
    fn of<T: Clone + PartialEq>(&mut self, said: impl Fn(&Fact) -> Option<T>, point: impl Fn(T) -> Point) -> Option<T> {
        let status = self.status;
        let heads = self.log.heads(|u| {
            let fact = u.says.iter().rev().find(|f| matches!(f, Fact::Status { .. }))?;
            let same = matches!(fact, Fact::Status { to, .. } if *to == status);
            if same { said(fact).map(Some) } else { Some(None) }
        });
        let folded = weighed(heads.into_iter().filter_map(|(v, u)| v.map(|v| (v, u))).collect());
        if folded.contest.is_some() {
            self.contests.push(folded.map(point));
        }
        folded.value
    }
}

/// The first day of which somebody spoke who said that it was done, since somebody last said that it was not, and the period on which he
/// reported.
fn done_since(log: &Log<'_>) -> Option<(NaiveDate, Period)> {
    let mut since: Option<(NaiveDate, Period)> = None;
    for update in &log.live {
        match sets(update) {
            Some(Status::Done) if since.is_none_or(|(day, _)| update.told_of() < day) => {
                since = Some((update.told_of(), update.reported_period()));
            }
            Some(Status::Done) => {}
            Some(_) => since = None,
            None => {}
        }
    }
    since
}

/// What the office said of a completion: that it holds, or why it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// On what ground it was confirmed, or why it was returned.
    pub(crate) words: String,
    pub(crate) on: NaiveDate,
    pub(crate) by: Author,
    pub(crate) update: UpdateId,
}

impl Verification {
    fn of(update: &Update, words: &str) -> Verification {
        Verification { words: words.to_owned(), on: update.day(), by: update.by.clone(), update: update.id.clone() }
    }
}

fn sets(update: &Update) -> Option<Status> {
    update.says.iter().rev().find_map(|f| if let Fact::Status { to, .. } = f { Some(*to) } else { None })
}

/// The confirmation of the completion that holds: by somebody who had seen every update that holds the status. Where two
/// confirmed it, on what ground each did.
pub(super) fn confirmed(log: &Log<'_>) -> (Option<Verification>, Option<Folded<Point>>) {
    let words = |u: &Update| u.says.iter().find_map(|f| if let Fact::Confirmed { basis } = f { Some(basis.clone()) } else { None });
    if !log.live.iter().any(|u| words(u).is_some()) {
        return (None, None);
    }
    let setters = log.heads(sets);
    let sees = |at: usize| {
        let earlier = |id: &UpdateId| log.live[..at].iter().any(|u| u.id == *id);
        let this = &log.live[at].id;
        setters.iter().all(|(to, s)| *to == Status::Done && (s.id == *this || earlier(&s.id) && log.saw(this, &s.id)))
    };
    let all = log.live.iter().enumerate().filter(|(at, u)| words(u).is_some() && sees(*at));
    verdict(log, all.filter_map(|(_, u)| words(u).map(|words| (words, *u))).collect(), Point::Confirmed)
}

/// The return that nothing has answered yet: a later completion, or ending, answers it.
pub(super) fn returned(log: &Log<'_>) -> (Option<Verification>, Option<Folded<Point>>) {
    let mut open: Vec<(String, &Update)> = Vec::new();
    for update in &log.live {
        if sets(update).is_some_and(Status::is_closed) {
            open.retain(|(_, returned)| !log.saw(&update.id, &returned.id));
        }
        let reasons = update.says.iter().filter_map(|f| if let Fact::Returned { reason } = f { Some(reason) } else { None });
        open.extend(reasons.map(|reason| (reason.clone(), *update)));
    }
    verdict(log, open, Point::Returned)
}

/// What was said last, and what else was said by those who did not see it. Who gives no ground contests nobody's.
fn verdict<'a>(log: &Log<'a>, all: Vec<(String, &'a Update)>, point: fn(String) -> Point) -> (Option<Verification>, Option<Folded<Point>>) {
    let heads = log.latest(all);
    let Some(last) = heads.last().cloned() else { return (None, None) };
    let worded: Vec<_> = heads.into_iter().filter(|(words, _)| !words.trim().is_empty()).collect();
    let folded = weighed(worded.clone());
    let (words, update) = worded.into_iter().rev().find(|(words, _)| Some(words) == folded.value.as_ref()).unwrap_or(last);
    (Some(Verification::of(update, &words)), folded.contest.is_some().then(|| folded.map(point)))
}
