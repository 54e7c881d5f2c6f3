use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A moment with its offset from UTC.
pub(super) type Time = DateTime<FixedOffset>;

/// The time of an update: as it was written, which is what the file holds, and what counts in its place where that cannot
/// be. The same written time is the same time.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(from = "DateTime<FixedOffset>", into = "DateTime<FixedOffset>")]
pub struct Recorded {
    written: Time,
    pub(super) counts: Option<Likely>,
}

/// What counts in the place of a time that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likely {
    pub(super) time: Time,
    pub(super) clock: WrongClock,
}

/// A clock that was wrong when something was recorded, by what is known of the day all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WrongClock {
    /// The period that it names, or who saw what, tells the day.
    Inferred,
    /// Nothing tells it: it counts as recorded on the present day.
    Unknown,
}

impl Recorded {
    /// As it was written.
    pub(crate) fn written(self) -> Time {
        self.written
    }
}

impl From<Time> for Recorded {
    fn from(written: Time) -> Recorded {
        Recorded { written, counts: None }
    }
}

impl From<Recorded> for Time {
    fn from(at: Recorded) -> Time {
        at.written
    }
}

impl std::str::FromStr for Recorded {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Recorded, chrono::ParseError> {
        text.parse().map(|written: Time| written.into())
    }
}

impl PartialEq for Recorded {
    fn eq(&self, other: &Recorded) -> bool {
        self.written == other.written
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written.fmt(f)
    }
}
