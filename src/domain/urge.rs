use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::DeptId;
use crate::text::Lang;

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

impl ReminderLevel {
    /// All levels, the mildest first.
    pub const ALL: [ReminderLevel; 3] = [ReminderLevel::Remind, ReminderLevel::Urge, ReminderLevel::Oversee];

    /// From 1 to 3.
    pub(crate) fn level(self) -> u8 {
        self as u8 + 1
    }

    /// The word on screen and paper.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            ReminderLevel::Remind => lang.pick("提醒", "reminder"),
            ReminderLevel::Urge => lang.pick("催办", "urging"),
            ReminderLevel::Oversee => lang.pick("督办", "supervision"),
        }
    }

    /// The level that a person means: 1, 2, 3, or its word.
    pub(crate) fn from_word(word: &str) -> Option<ReminderLevel> {
        let word = crate::text::fold_width(word.trim());
        ReminderLevel::ALL.into_iter().find(|u| word == u.level().to_string() || word == u.label(Lang::Zh) || word == u.label(Lang::En))
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_known_by_number_and_by_word() {
        for u in ReminderLevel::ALL {
            assert_eq!(ReminderLevel::from_word(&u.level().to_string()), Some(u));
            assert_eq!(ReminderLevel::from_word(u.label(Lang::Zh)), Some(u));
        }
        assert_eq!(ReminderLevel::from_word("２"), Some(ReminderLevel::Urge));
        assert_eq!(ReminderLevel::from_word("4"), None);
    }
}
