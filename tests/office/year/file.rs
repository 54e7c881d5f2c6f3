//! The ledger's file as this test reads it: types of its own, so that nothing of the program takes part in the second reckoning.

use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

#[derive(Deserialize)]
#[serde(rename = "Ledger")]
pub struct File {
    pub departments: Vec<Body>,
    pub indicators: Vec<Goal>,
    pub matters: Vec<Matter>,
    pub inspections: Vec<Inspection>,
    pub rectifications: Vec<Finding>,
    pub liaisons: Vec<Liaison>,
    pub criteria: Vec<Rule>,
    #[serde(default)]
    pub appraisals: Vec<Appraisal>,
    pub entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename = "Department")]
pub struct Body {
    pub id: String,
    pub level: Level,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Level {
    Province,
    City,
    County,
    Township,
}

#[derive(Deserialize)]
#[serde(rename = "Indicator")]
pub struct Goal {
    pub responsible: String,
    pub targets: BTreeMap<i32, Target>,
    #[serde(default)]
    pub updates: Vec<Update>,
}

#[derive(Deserialize)]
pub enum Target {
    AtLeast(f64),
}

#[derive(Deserialize)]
pub struct Matter {
    pub id: String,
    pub raised_on: NaiveDate,
    pub level: Level,
    #[serde(default)]
    pub due: Option<NaiveDate>,
    #[serde(default)]
    pub updates: Vec<Update>,
}

#[derive(Deserialize)]
pub struct Inspection {
    pub id: String,
    pub on: NaiveDate,
}

#[derive(Deserialize)]
#[serde(rename = "Rectification")]
pub struct Finding {
    pub id: String,
    pub inspection: String,
    pub body: String,
    pub due: NaiveDate,
    #[serde(default)]
    pub updates: Vec<Update>,
}

#[derive(Deserialize)]
pub struct Liaison {
    pub id: String,
    #[serde(default)]
    pub updates: Vec<Update>,
}

#[derive(Deserialize)]
#[serde(rename = "Criterion")]
pub struct Rule {
    pub name: String,
    pub counts: Measure,
    pub points: i64,
    #[serde(default)]
    pub county: Option<i64>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Measure {
    InTime,
    OnSchedule,
    Reporting,
    NotOverdue,
    Mending,
    Goals,
    NotReturned,
}

#[derive(Deserialize)]
pub struct Appraisal {
    pub body: String,
    pub updates: Vec<Update>,
}

#[derive(Deserialize)]
pub struct Entry {
    pub id: String,
    pub kind: Kind,
    pub lead: Lead,
    #[serde(default)]
    pub cooperating: Vec<Cooperation>,
    pub deadline: Deadline,
    #[serde(default)]
    pub investment_wan: Option<f64>,
    #[serde(default)]
    pub invest_plan: BTreeMap<i32, f64>,
    #[serde(default)]
    pub updates: Vec<Update>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
pub enum Kind {
    Task,
    Project,
}

#[derive(Deserialize)]
pub enum Lead {
    Stated(String),
}

#[derive(Deserialize)]
pub enum Cooperation {
    Cooperates(String),
}

#[derive(Clone, Copy, Deserialize)]
pub enum Deadline {
    Stated(NaiveDate),
    PlanPeriod(NaiveDate),
}

#[derive(Deserialize)]
pub struct Update {
    pub id: String,
    pub at: String,
    #[serde(default)]
    pub period: Option<String>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub about: About,
    pub says: Vec<Fact>,
}

#[derive(Default, Deserialize, PartialEq, Eq)]
pub enum About {
    #[default]
    Whole,
    Part(String),
}

#[derive(Deserialize)]
pub enum Fact {
    Status {
        to: Status,
        #[serde(default)]
        on: Option<NaiveDate>,
    },
    Percent {
        to: u8,
    },
    Progress(#[allow(dead_code)] String),
    Problems(#[allow(dead_code)] String),
    Confirmed {},
    Returned {},
    Stage {
        to: Staged,
    },
    Met {
        condition: Condition,
    },
    Invested {
        period: String,
        to: f64,
    },
    Measured {
        to: f64,
    },
    Consulted {},
    Outcome {
        to: Outcome,
    },
    Disagrees {},
    Visited {
        on: NaiveDate,
    },
    Adjusts {
        points: f64,
    },
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
pub enum Status {
    Underway,
    Blocked,
    Done,
    Suspended,
}

#[derive(Deserialize)]
pub struct Staged {
    pub stage: Stage,
    pub on: NaiveDate,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
pub enum Stage {
    Reserved,
    Preparing,
    Begun,
    Building,
    Working,
    Halted,
    Withdrawn,
}

impl Stage {
    pub const ALL: [(Stage, &'static str); 7] = [
        (Stage::Reserved, "reserved"),
        (Stage::Preparing, "preparing"),
        (Stage::Begun, "begun"),
        (Stage::Building, "building"),
        (Stage::Working, "working"),
        (Stage::Halted, "halted"),
        (Stage::Withdrawn, "withdrawn"),
    ];
}

#[derive(Deserialize, PartialEq, Eq)]
pub enum Condition {
    Land,
    Environment,
    Energy,
    Funds,
    Approval,
    Statistics,
}

#[derive(Deserialize)]
pub enum Outcome {
    Settled { on: NaiveDate },
    PassedUp { to: Level },
    Reopened {},
}

impl File {
    pub fn read(text: &str) -> File {
        ron::from_str(text).unwrap_or_else(|why| panic!("{why}"))
    }

    /// The logs by the id of their record.
    pub fn logs(&self) -> BTreeMap<&str, &[Update]> {
        let entries = self.entries.iter().map(|one| (one.id.as_str(), one.updates.as_slice()));
        let matters = self.matters.iter().map(|one| (one.id.as_str(), one.updates.as_slice()));
        let findings = self.rectifications.iter().map(|one| (one.id.as_str(), one.updates.as_slice()));
        let liaisons = self.liaisons.iter().map(|one| (one.id.as_str(), one.updates.as_slice()));
        entries.chain(matters).chain(findings).chain(liaisons).collect()
    }

    /// The ids of all updates.
    pub fn updates(&self) -> HashSet<String> {
        let goals = self.indicators.iter().flat_map(|one| &one.updates);
        self.logs().values().flat_map(|log| log.iter()).chain(goals).map(|update| update.id.clone()).collect()
    }
}

impl Update {
    pub fn day(&self) -> NaiveDate {
        self.at[..10].parse().unwrap()
    }

    /// The updates of a log that were recorded by a day, in the order of time.
    pub fn by(log: &[Update], day: NaiveDate) -> Vec<&Update> {
        let mut all: Vec<&Update> = log.iter().filter(|update| update.day() <= day).collect();
        all.sort_by_key(|update| update.at.as_str());
        all
    }
}

/// The newest updates of a log, that no other names.
pub fn heads(log: &[Update]) -> Vec<&str> {
    let seen: HashSet<&str> = log.iter().flat_map(|update| &update.after).map(String::as_str).collect();
    log.iter().map(|update| update.id.as_str()).filter(|id| !seen.contains(id)).collect()
}
