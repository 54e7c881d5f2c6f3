//! What people can say differently without seeing each other besides the values that facts set: on what ground a status was
//! set, what the office says of a completion, what a problem comes from and whether it is over, how a proposal is answered.

use chrono::NaiveDate;
use ecow::EcoString;

use super::cause::Cause;
use super::handover::Handover;
use super::id::{DeptId, Names, UpdateId};
use super::number::number;
use super::period::Period;
use super::pool::Settled;
use super::vocabulary::vocabulary;
use crate::text::Lang;

/// Whether a problem is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is solved.
    Solved,
    /// It is still there.
    Still,
}

vocabulary!(Fate {
    Solved = "已解决", "solved", "solved", ["解决"];
    Still = "仍存在", "still there", "still", ["仍在"];
});

/// How a proposal was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It was taken.
    Taken,
    /// It was declined.
    Declined,
}

vocabulary!(Answer {
    Taken = "采纳", "taken", "taken", ["accept", "接受"];
    Declined = "不采纳", "declined", "declined", ["decline", "退回"];
});

/// One of several things that were said of the same point.
#[derive(Clone, Debug, PartialEq)]
pub enum Point {
    /// The day on which the status that holds came true.
    CameTrue(NaiveDate),
    /// Why the status that holds was set.
    Reason(String),
    /// By which document it was set.
    Basis(String),
    /// On what ground the completion was confirmed.
    Confirmed(String),
    /// Why the completion was returned.
    Returned(String),
    /// What kind of thing a problem comes from.
    Cause {
        /// The update that raised the problem.
        problem: UpdateId,
        /// The problem in words.
        words: EcoString,
        /// Of what kind it is.
        cause: Cause,
    },
    /// Whether a problem is over.
    Problem {
        /// The update that raised it.
        problem: UpdateId,
        /// The problem in words.
        words: EcoString,
        /// Whether it is.
        fate: Fate,
    },
    /// Whether something that a project needs is settled.
    Condition(Settled),
    /// What was invested in a project in a period.
    Invested {
        /// In which.
        period: Period,
        /// In 万元.
        wan: f64,
    },
    /// To whom a body handed what it had to do.
    Handed(Handover),
    /// How a proposal was answered.
    Proposal {
        /// The update that proposed.
        proposal: UpdateId,
        /// How.
        answer: Answer,
    },
}

impl Point {
    /// The field's word for machines; where there may be several in one log, with the update that it is about.
    pub(super) fn word(&self) -> String {
        match self {
            Point::CameTrue(_) => "status_on".into(),
            Point::Reason(_) => "status_reason".into(),
            Point::Basis(_) => "status_basis".into(),
            Point::Confirmed(_) => "confirmed".into(),
            Point::Returned(_) => "returned".into(),
            Point::Cause { problem, .. } => format!("cause.{problem}"),
            Point::Problem { problem, .. } => format!("problem.{problem}"),
            Point::Condition(settled) => format!("condition.{}", settled.condition.word()),
            Point::Invested { period, .. } => format!("invested.{period}"),
            Point::Handed(one) => format!("handed.{}", one.from),
            Point::Proposal { proposal, .. } => format!("proposal.{proposal}"),
        }
    }

    pub(super) fn label(&self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Point::CameTrue(_) => ("状态的日期", "day of the status"),
            Point::Reason(_) => ("状态的理由", "reason of the status"),
            Point::Basis(_) => ("状态的依据", "document of the status"),
            Point::Confirmed(_) => ("销号依据", "ground of the confirmation"),
            Point::Returned(_) => ("退回理由", "reason of the return"),
            Point::Cause { .. } => ("原因类别", "kind of cause"),
            Point::Problem { .. } => ("问题是否解决", "end of a problem"),
            Point::Condition(_) => ("前期条件", "condition"),
            Point::Invested { .. } => ("完成投资", "investment done"),
            Point::Handed(_) => ("职责划转", "hand-over"),
            Point::Proposal { .. } => ("建议的答复", "answer to a proposal"),
        };
        lang.pick(zh, en)
    }

    pub(super) fn in_words(&self, lang: Lang) -> String {
        let of = |said: &str, words: &str| format!("{said}{}", lang.bracketed(words.trim()));
        match self {
            Point::CameTrue(day) => day.to_string(),
            Point::Reason(words) | Point::Basis(words) | Point::Confirmed(words) | Point::Returned(words) => words.clone(),
            Point::Cause { words, cause, .. } => of(cause.label(lang), words),
            Point::Problem { words, fate, .. } => of(fate.label(lang), words),
            Point::Condition(settled) => settled.in_words(lang),
            Point::Invested { period, wan } => format!("{}{}{}", period.label(lang), lang.pick("：", ": "), in_wan(*wan)),
            Point::Handed(one) => one.sentence(&AsEntered, lang),
            Point::Proposal { proposal, answer } => of(answer.label(lang), proposal.as_str()),
        }
    }
}

/// Bodies by the names under which they were entered.
struct AsEntered;

impl Names for AsEntered {
    fn name_of<'a>(&'a self, id: &'a DeptId) -> &'a str {
        id.as_str()
    }
}

/// An amount in 万元.
pub(super) fn in_wan(wan: f64) -> String {
    format!("{} 万元", number(wan))
}
