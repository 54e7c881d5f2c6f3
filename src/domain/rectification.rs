use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::{DeptId, EntryId, InspectionId, RectificationId};
use super::records::{Flaw, Record, known_by, logged, refers_by};
use super::update::Update;

/// A finding of an inspection that is to be mended (整改问题). That it is mended, and what a re-check says of it, are facts of its
/// log as of an entry's: done, confirmed, returned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rectification {
    /// `r-` and random letters.
    pub id: RectificationId,
    /// Of which inspection.
    pub inspection: InspectionId,
    /// Who mends it.
    pub body: DeptId,
    /// What was found.
    pub problem: String,
    /// On which entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// What must be done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wanted: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The append-only log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

claims!(RectificationClaim, "A value of a field of a finding to be mended.", rectification_facts for Rectification {
    Inspection(InspectionId) = inspection, "inspection", "督导检查", "inspection";
    Body(DeptId) = body, "body", "整改单位", "body";
    Problem(String) = problem, "problem", "发现的问题", "problem";
    Entry(Option<EntryId>) = entry, "entry", "涉及条目", "entry";
    Wanted(String) = wanted, "wanted", "整改要求", "wanted";
    Due(Option<NaiveDate>) = due, "due", "整改时限", "due";
    Remark(String) = remark, "remark", "备注", "remark";
});

rectification_facts!();

impl Record for Rectification {
    known_by!(id: RectificationId, problem);

    logged!();

    refers_by!(inspection, body, entry);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_words("problem", &self.problem).into_iter().chain(self.due.and_then(Flaw::of_day)).collect()
    }
}
