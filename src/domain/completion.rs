//! That something was done: on which day and ground it came true, who confirmed it (销号), who returned it (退回).

use chrono::NaiveDate;

use super::id::UpdateId;
use super::log::Log;
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

impl StatusGround {
    pub(super) fn of(on: Option<NaiveDate>, reason: &str, basis: &str) -> Option<Box<StatusGround>> {
        let ground = StatusGround { on, reason: reason.to_owned(), basis: basis.to_owned() };
        (ground != StatusGround::default()).then(|| Box::new(ground))
    }
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
        Verification { words: words.to_owned(), on: update.at.date_naive(), by: update.by.clone(), update: update.id.clone() }
    }
}

fn sets(update: &Update) -> Option<Status> {
    update.says.iter().rev().find_map(|f| if let Fact::Status { to, .. } = f { Some(*to) } else { None })
}

/// The confirmation of the completion that holds: by somebody who had seen every update that holds the status.
pub(super) fn confirmed(log: &Log<'_>) -> Option<Verification> {
    let words = |u: &Update| u.says.iter().find_map(|f| if let Fact::Confirmed { basis } = f { Some(basis.clone()) } else { None });
    if !log.live.iter().any(|u| words(u).is_some()) {
        return None;
    }
    let setters = log.heads(sets);
    let sees = |at: usize| {
        let earlier = |id: &UpdateId| log.live[..at].iter().any(|u| u.id == *id);
        setters.iter().all(|(to, s)| *to == Status::Done && earlier(&s.id) && log.saw(&log.live[at].id, &s.id))
    };
    let confirming = |(at, u): (usize, &&Update)| words(u).filter(|_| sees(at)).map(|words| Verification::of(u, &words));
    log.live.iter().enumerate().rev().find_map(confirming)
}

/// The return that nothing has answered yet: a later completion, or ending, answers it.
pub(super) fn returned(log: &Log<'_>) -> Option<Verification> {
    let mut open: Option<Verification> = None;
    for update in &log.live {
        if sets(update).is_some_and(Status::is_closed) && open.as_ref().is_some_and(|o| log.saw(&update.id, &o.update)) {
            open = None;
        }
        for fact in &update.says {
            if let Fact::Returned { reason } = fact {
                open = Some(Verification::of(update, reason));
            }
        }
    }
    open
}
