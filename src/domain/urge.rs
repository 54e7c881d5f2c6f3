use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::DeptId;
use crate::text::Lang;

/// How firmly a letter asks for what is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Urgency {
    /// 提醒, level 1.
    Remind,
    /// 催办, level 2.
    Urge,
    /// 督办, level 3.
    Oversee,
}

impl Urgency {
    /// All levels, the mildest first.
    pub const ALL: [Urgency; 3] = [Urgency::Remind, Urgency::Urge, Urgency::Oversee];

    /// From 1 to 3.
    pub(crate) fn level(self) -> u8 {
        self as u8 + 1
    }

    /// The word on screen and paper.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            Urgency::Remind => lang.pick("提醒", "reminder"),
            Urgency::Urge => lang.pick("催办", "urging"),
            Urgency::Oversee => lang.pick("督办", "supervision"),
        }
    }

    /// The level that a person means: 1, 2, 3, or its word.
    pub(crate) fn from_word(word: &str) -> Option<Urgency> {
        let word = crate::text::fold_width(word.trim());
        Urgency::ALL.into_iter().find(|u| word == u.level().to_string() || word == u.label(Lang::Zh) || word == u.label(Lang::En))
    }
}

/// A letter that asked for what an entry owes, as its log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urge {
    /// How firmly.
    pub(crate) level: Urgency,
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
        for u in Urgency::ALL {
            assert_eq!(Urgency::from_word(&u.level().to_string()), Some(u));
            assert_eq!(Urgency::from_word(u.label(Lang::Zh)), Some(u));
        }
        assert_eq!(Urgency::from_word("２"), Some(Urgency::Urge));
        assert_eq!(Urgency::from_word("4"), None);
    }
}
