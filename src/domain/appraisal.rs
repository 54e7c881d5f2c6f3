use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::{AppraisalId, DeptId};
use super::period::Period;
use super::records::{Flaw, Record, logged, refers_by};
use super::update::Update;

/// What was recorded of a body's assessment for a period (考核): what leaders adjust, and what the body objects to. The score itself
/// is reckoned and stored nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appraisal {
    /// For which period.
    pub period: Period,
    /// Of which body.
    pub body: DeptId,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The append-only log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

claims!(AppraisalClaim, "A value of a field of an assessment.", appraisal_facts for Appraisal {
    Remark(String) = remark, "remark", "备注", "remark";
});

appraisal_facts!();

impl Record for Appraisal {
    type Id = AppraisalId;

    fn id(&self) -> AppraisalId {
        AppraisalId::of(self.period, &self.body)
    }

    fn name(&self) -> &str {
        &self.body
    }

    logged!();

    fn is_bare(&self) -> bool {
        self.remark.is_empty()
    }

    refers_by!(body);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_day(self.period.end()).into_iter().collect()
    }
}
