use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::due::Due;
use super::id::{DeptId, EntryId, MatterId, StepId};
use super::list::{List, Listed};
use super::records::{Flaw, Record, known_by, logged, refers_by};
use super::rhythm::Rhythm;
use super::update::Update;

/// A part of an entry's work by itself (分年度、分季度任务): what, by when, how far the entry is to be by then, and who. It is reported on like
/// an entry, by the same facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The entry's id and a random mark.
    pub id: StepId,
    /// Of which entry.
    pub entry: EntryId,
    /// What is to be done.
    pub what: String,
    /// By when; of a duty that comes again, until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// How much of the entry is to be done by then, in percent, with all that comes before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
    /// How much is to be reached by then, as a number with its unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub amount: String,
    /// The bodies that do it; where none is named, those of the entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<DeptId>,
    /// The enterprises that do it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enterprises: Vec<String>,
    /// The person who answers for it, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// How often it comes again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Rhythm>,
    /// From when on it comes again; absent: since the entry began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The matter for coordination that laid it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<MatterId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The append-only log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

impl Step {
    /// A step of which nothing but its entry is known; `entropy` must be random (40 bits are used).
    pub fn new(entry: EntryId, entropy: u64) -> Step {
        Step { id: StepId::mint(&entry, entropy), entry, ..Step::default() }
    }

    /// Where it stands among the steps of its entry: by when it is due, what is due on no day last.
    pub(crate) fn rank(&self) -> (bool, Option<NaiveDate>, Option<u8>) {
        (self.every.is_some() || self.due.is_none(), self.due.map(Due::day), self.percent)
    }

    /// The day and the percent that the entry is to have reached by then, where it says both.
    pub(crate) fn plans(&self) -> Option<(NaiveDate, u8)> {
        self.due.filter(|_| self.every.is_none()).map(Due::day).zip(self.percent)
    }
}

claims!(StepClaim, "A value of a field of a step.", step_facts for Step {
    Entry(EntryId) = entry, "entry", "所属条目", "entry";
    What(String) = what, "what", "步骤内容", "what";
    Due(Option<Due>) = due, "due", "完成时间", "due";
    Percent(Option<u8>) = percent, "percent", "计划进度（累计%）", "planned percent";
    Amount(String) = amount, "amount", "计划量", "planned amount";
    Person(String) = person, "person", "责任人", "person";
    Every(Option<Rhythm>) = every, "every", "重复", "repeats";
    From(Option<NaiveDate>) = from, "from", "起始日", "from";
    DecidedBy(Option<MatterId>) = decided_by, "decided_by", "议定自（会商）", "decided by";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    bodies, "责任单位", "bodies";
    enterprises, "企业", "enterprises";
});

step_facts!();

impl Record for Step {
    known_by!(id: StepId, what);

    fn stands(&self) -> (&str, &str) {
        (self.entry.plan(), self.entry.reference())
    }

    logged!();

    refers_by!(entry, bodies, decided_by);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        let mut all: Vec<_> = Flaw::of_days(self.from, self.due.map(Due::day)).chain(Flaw::of_words("what", &self.what)).collect();
        if let Some(percent) = self.percent.filter(|percent| *percent > 100) {
            all.push((Flaw::Value, format!("percent: {percent}")));
        }
        if !self.amount.is_empty() && !self.amount.chars().any(char::is_numeric) {
            all.push((Flaw::Value, format!("amount: {}", self.amount)));
        }
        all
    }
}
