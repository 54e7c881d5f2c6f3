//! What comes of a matter for coordination, as the log says it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::department::Level;
use crate::text::Lang;

/// What became of a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Outcome {
    /// 议定.
    Settled {
        /// On which day.
        on: NaiveDate,
        /// The number of the minutes.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        minutes: String,
        /// What was decided.
        decided: String,
    },
    /// 上报: a higher level is to settle it.
    PassedUp {
        /// On which day.
        on: NaiveDate,
        /// To which level.
        to: Level,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// 重新提出: what was settled is open again.
    Reopened {
        /// On which day.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
}

impl Outcome {
    /// On which day it came about.
    pub(crate) fn on(&self) -> NaiveDate {
        match self {
            Outcome::Settled { on, .. } | Outcome::PassedUp { on, .. } | Outcome::Reopened { on, .. } => *on,
        }
    }

    /// The words that must not be missing.
    pub(super) fn said(&self) -> &str {
        match self {
            Outcome::Settled { decided, .. } => decided,
            Outcome::Reopened { reason, .. } => reason,
            Outcome::PassedUp { .. } => "-",
        }
    }

    /// `议定（2026-03-02，〔2026〕3号）：由县级统筹资金`.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let (what, document, words) = match self {
            Outcome::Settled { minutes, decided, .. } => (lang.pick("议定", "settled").to_owned(), minutes.as_str(), decided.as_str()),
            Outcome::PassedUp { to, reason, .. } => {
                let level = to.label(lang);
                (lang.pick(format!("上报{level}"), format!("passed up to the {level} level")), "", reason.as_str())
            }
            Outcome::Reopened { reason, .. } => (lang.pick("重新提出", "reopened").to_owned(), "", reason.as_str()),
        };
        let day = self.on().to_string();
        let ground = [day.as_str(), document].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let words = if words.is_empty() { String::new() } else { format!("{}{words}", lang.pick("：", ": ")) };
        format!("{what}{}{words}", lang.bracketed(&ground.join(lang.pick("，", ", "))))
    }
}

/// A meeting on a matter: the day, who came, and what was said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub(crate) on: NaiveDate,
    pub(crate) came: Vec<super::id::DeptId>,
    pub(crate) words: String,
}
