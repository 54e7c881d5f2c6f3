use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::DeptId;
use super::vocabulary::vocabulary;

/// How firmly a letter asks for what is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ReminderLevel {
    /// 提醒, level 1.
    Remind,
    /// 催办, level 2.
    Urge,
    /// 督办, level 3.
    Oversee,
}

vocabulary!(ReminderLevel {
    Remind = "提醒", "reminder", "reminder", ["1"];
    Urge = "催办", "urging", "urging", ["2"];
    Oversee = "督办", "supervision", "supervision", ["3"];
});

impl ReminderLevel {
    /// From 1 to 3.
    pub(crate) fn level(self) -> u8 {
        self as u8 + 1
    }
}

/// A letter that asked for what an entry owes, as its log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urge {
    /// How firmly.
    pub(crate) level: ReminderLevel,
    /// The letter's number: `〔2025〕催1号`.
    pub(crate) number: String,
    pub(crate) to: DeptId,
    pub(crate) on: NaiveDate,
    /// The day of the first report that was made after it.
    pub(crate) answered: Option<NaiveDate>,
}

impl Urge {
    /// Days in which a letter is to be answered; after them silence is a ground for a red light.
    pub(crate) const REPLY_DAYS: i64 = 15;

    /// Whether nobody has reported since, and the days for an answer are over.
    pub(crate) fn is_ignored(&self, day: NaiveDate) -> bool {
        self.answered.is_none() && (day - self.on).num_days() > Urge::REPLY_DAYS
    }
}
