use chrono::{Days, NaiveDate};
use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::cause::Cause;
use super::id::{DeptId, UpdateId};
use super::outcome::Outcome;
use super::period::Period;
use super::pool::{Condition, Stage, Staged};
use super::recorded::{Recorded, Time, WrongClock};
use super::stated::EntryClaim;
use super::status::Status;
use super::urge::ReminderLevel;
use crate::text::Lang;

/// Who recorded an update.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// The body that reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dept: Option<DeptId>,
    /// The person who typed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
}

/// One record of the append-only log.
///
/// `after` names the updates of the same log that its author had in front of him and that no other of them
/// had superseded, so that the fold can tell who saw whose change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Minted at random; two clones never mint the same.
    pub id: UpdateId,
    /// When it was recorded, with the recorder's offset from UTC. What is asked of it is [`Update::time`].
    pub(crate) at: Recorded,
    /// By whom.
    #[serde(default, skip_serializing_if = "is_nobody")]
    pub by: Author,
    /// On which period it reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The newest updates that the author saw.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<UpdateId>,
    /// What it is about, where that is not the whole entry.
    #[serde(default, skip_serializing_if = "Voice::is_whole")]
    pub about: Voice,
    /// What it says.
    pub says: Vec<Fact>,
}

/// What an update is about, and with which right: who leads, and the office for it, speak of the whole; every other
/// body of its own part; what others would change of the whole is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Voice {
    /// The whole entry.
    #[default]
    Whole,
    /// A body's own part in it.
    Part(DeptId),
    /// The whole, by somebody who neither leads nor is the office: it changes nothing until it is taken.
    Proposed,
}

impl Voice {
    pub(crate) fn is_whole(&self) -> bool {
        *self == Voice::Whole
    }
}

fn is_nobody(author: &Author) -> bool {
    *author == Author::default()
}

/// One thing that an update says. A fact that changes a value carries the value that its author saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Fact {
    /// The status changed.
    Status {
        /// What the author saw; absent when nobody had reported.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Status>,
        /// What holds now.
        to: Status,
        /// The day on which it came true; absent: that of which the update speaks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
        /// By which document: its number, the minutes.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        basis: String,
    },
    /// In what an entry that is carried over (结转) goes on.
    CarriedInto {
        /// What the author saw.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// The code of a plan of the ledger, the ids of entries with 、 between, or words where it is in none.
        to: String,
    },
    /// The completion that the author saw is confirmed (销号).
    Confirmed {
        /// By which document, or in which words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        basis: String,
    },
    /// The completion that the author saw is returned (退回); the same update sets the status back.
    Returned {
        /// Why.
        reason: String,
    },
    /// How much of the work is done, in percent.
    Percent {
        /// What the author saw.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<u8>,
        /// What holds now, 0 to 100.
        to: u8,
    },
    /// Progress in words.
    Progress(EcoString),
    /// Problems in words; `无` says that the author has none any more.
    Problems(EcoString),
    /// Of what kind the problems of the same update are.
    Cause(Cause),
    /// The problem that an update raised is solved.
    Solved(UpdateId),
    /// The problem that an update raised is still there.
    Still(UpdateId),
    /// Next steps in words.
    Next(EcoString),
    /// The deadline moved.
    Deadline {
        /// What the author saw.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// The new day.
        to: NaiveDate,
        /// Why.
        reason: String,
    },
    /// Another body leads.
    Lead {
        /// What the author saw; absent when nobody led.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<DeptId>,
        /// Who leads now.
        to: DeptId,
        /// On what ground.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A body that was asked does not agree to lead.
    Objects {
        /// Which body.
        lead: DeptId,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A measured value of an indicator for the update's period, in the indicator's unit.
    Measured {
        /// What the author saw for the same period.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<f64>,
        /// The value.
        to: f64,
    },
    /// A project has come to a stage.
    Stage {
        /// The stage that the author saw.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Stage>,
        /// To which, on what day and by which document.
        to: Staged,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Something that the project needs is settled.
    Met {
        /// What.
        condition: Condition,
        /// Since when.
        on: NaiveDate,
        /// By which document.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        basis: String,
    },
    /// Something that the project needs is not settled, or no longer.
    Unmet {
        /// What.
        condition: Condition,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// What was invested in a project in a period, in 万元.
    Invested {
        /// In which period.
        period: Period,
        /// What the author saw of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<f64>,
        /// How much.
        to: f64,
    },
    /// Those whom a matter for coordination needs met on it.
    Consulted {
        /// On which day.
        on: NaiveDate,
        /// Who came.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        came: Vec<DeptId>,
        /// What was said there.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// What became of a matter for coordination.
    Outcome {
        /// What the author saw.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Box<Outcome>>,
        /// What holds now.
        to: Box<Outcome>,
    },
    /// A leader came to what he looks after.
    Visited {
        /// On which day.
        on: NaiveDate,
        /// What was heard.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        heard: String,
    },
    /// A leader adds points to a score, or takes them off.
    Adjusts {
        /// How many; below 0 to take off.
        points: f64,
        /// Why.
        reason: String,
    },
    /// A body objects to its score.
    Disagrees {
        /// To which rule; empty: to the whole.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        criterion: String,
        /// Why.
        reason: String,
    },
    /// A letter asked a body for what the entry owes. No report, and no change of anything.
    Urged {
        /// How firmly.
        level: ReminderLevel,
        /// The letter's number.
        number: String,
        /// To which body.
        to: DeptId,
    },
    /// An earlier update of this log was wrong and no longer counts.
    Corrects {
        /// Which one.
        update: UpdateId,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// What was proposed is taken; the same update carries its facts.
    Takes(UpdateId),
    /// What was proposed is declined.
    Declines {
        /// Which update proposed it.
        update: UpdateId,
        /// Why.
        reason: String,
    },
    /// A contested fact of the plan was settled; the entry itself states the value.
    Ruled {
        /// The value that holds.
        to: EntryClaim,
        /// The rivals that no longer do.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        over: Vec<EntryClaim>,
        /// On what ground.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

impl Fact {
    /// The plain setting of a status: today, without more words.
    pub fn status(from: Option<Status>, to: Status) -> Fact {
        Fact::Status { from, to, on: None, reason: String::new(), basis: String::new() }
    }

    /// The other update of its log that it speaks of.
    pub(super) fn names(&self) -> Option<&UpdateId> {
        match self {
            Fact::Corrects { update, .. } | Fact::Declines { update, .. } => Some(update),
            Fact::Solved(update) | Fact::Still(update) | Fact::Takes(update) => Some(update),
            _ => None,
        }
    }
}

/// A report: when it was recorded, and on which period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reported {
    pub(crate) on: NaiveDate,
    pub(crate) period: Period,
}

impl Reported {
    /// Whether it counts as a report on a period: on the whole of it, on a part, or on a longer one that holds it. For
    /// the days between two dates, which are nobody's period, what was recorded on one of them counts too.
    pub(crate) fn counts_for(self, period: Period) -> bool {
        let recorded = matches!(period, Period::Days(..)) && period.contains(self.on);
        recorded || self.is_on(period)
    }

    /// Whether it speaks of a period, wherever it was recorded: of the whole of it, of a part, or of a longer one that holds it.
    pub(crate) fn is_on(self, period: Period) -> bool {
        period.covers(self.period) || self.period.covers(period)
    }
}

impl Update {
    /// When it was recorded, as far as can be believed.
    pub(crate) fn time(&self) -> Time {
        self.at.counts.map_or(self.at.written(), |likely| likely.time)
    }

    /// The day of that.
    pub(crate) fn day(&self) -> NaiveDate {
        self.time().date_naive()
    }

    /// That the time that its author's clock gave is not believed, where it is not.
    pub(crate) fn wrong_clock(&self) -> Option<WrongClock> {
        self.at.counts.map(|likely| likely.clock)
    }

    /// Beside a written time that is not believed: that it is not, and what counts.
    pub(crate) fn clock_remark(&self, lang: Lang) -> Option<String> {
        let day = self.day();
        Some(lang.bracketed(&match self.wrong_clock()? {
            WrongClock::Inferred => lang.pick(format!("时钟不准，计为 {day}"), format!("a wrong clock; counts as {day}")),
            WrongClock::Unknown => lang.pick(
                format!("时钟不准，没有期间和先后可依，算作今天 {day}"),
                format!("a wrong clock, and nothing tells the day; counts as today, {day}"),
            ),
        }))
    }
}

impl Update {
    /// When and on what it reports, if it does.
    pub(crate) fn reported(&self) -> Option<Reported> {
        // Who returns a completion sets the status back, and reports nothing.
        let returns = self.says.iter().any(|f| matches!(f, Fact::Returned { .. }));
        (!returns && self.says.iter().any(Fact::is_report)).then(|| Reported { on: self.day(), period: self.reported_period() })
    }

    /// Whether it says who leads.
    pub(super) fn settles_lead(&self) -> bool {
        self.says.iter().any(|fact| matches!(fact, Fact::Lead { .. }))
    }

    /// Whether it was known at the end of a day. One that reports on a period and bears a time long after it was recorded by
    /// a clock that was wrong: it was known when its period was over.
    pub(crate) fn known_on(&self, day: NaiveDate) -> bool {
        let at = self.day();
        at <= day || self.period.is_some_and(|p| p.end() <= day && at > p.end() + Days::new(366))
    }

    /// The day of which it speaks where it names none: the one on which it was recorded, or the last of the period on which it
    /// reports, where that was over by then.
    pub(crate) fn told_of(&self) -> NaiveDate {
        let at = self.day();
        self.period.map_or(at, |period| period.end().min(at))
    }

    /// The period it reports on; an update without one reports on the quarter in which it was recorded.
    pub(crate) fn reported_period(&self) -> Period {
        self.period.unwrap_or_else(|| Period::quarter_of(self.day()))
    }
}
