//! Days on which what is told of a matter, a finding or a liaison cannot well have been: it is asked about, and noted by `check`.

use chrono::NaiveDate;

use super::kinds::Subject;
use super::ledger::Ledger;
use super::status::Status;
use super::update::{Fact, Update};
use crate::text::{Lang, Say};

/// Why a day is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OddDay {
    /// It was yet to come when that was recorded.
    ToCome(NaiveDate),
    /// It is before the matter was raised, the inspection held, the liaison begun.
    Before {
        /// The day.
        on: NaiveDate,
        /// The other.
        begun: NaiveDate,
    },
}

impl Say for OddDay {
    fn say(&self, lang: Lang) -> String {
        match *self {
            OddDay::ToCome(on) => lang.pick(format!("日期 {on} 晚于记录之日"), format!("{on} was yet to come when it was recorded")),
            OddDay::Before { on, begun } => {
                lang.pick(format!("日期 {on} 早于提出、督导或包联开始之日 {begun}"), format!("{on} is before it all began on {begun}"))
            }
        }
    }
}

/// When that was of which a fact tells.
fn day_of(fact: &Fact, update: &Update) -> Option<NaiveDate> {
    match fact {
        Fact::Visited { on, .. } | Fact::Consulted { on, .. } => Some(*on),
        Fact::Status { to: Status::Done, on, .. } => Some(on.unwrap_or_else(|| update.day())),
        Fact::Outcome { to, .. } => Some(to.on()),
        Fact::Confirmed { .. } | Fact::Returned { .. } => Some(update.day()),
        _ => None,
    }
}

impl Ledger {
    /// The odd days of an update of a matter's log, a finding's, a liaison's.
    pub(super) fn odd_days(&self, subject: &Subject, update: &Update) -> Vec<OddDay> {
        let begun = match subject {
            Subject::Matter(id) => self.matters.by_id(id).map(|matter| matter.raised_on),
            Subject::Rectification(id) => self.found_on(id),
            Subject::Liaison(id) => self.liaisons.by_id(id).and_then(|liaison| liaison.from),
            _ => return Vec::new(),
        };
        let odd = |on: NaiveDate| match begun.filter(|begun| on < *begun) {
            Some(begun) => Some(OddDay::Before { on, begun }),
            None => (on > update.day()).then_some(OddDay::ToCome(on)),
        };
        update.says.iter().filter_map(|fact| day_of(fact, update)).filter_map(odd).collect()
    }
}
