use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::{DeptId, EntryId, InspectionId};
use super::list::{List, Listed};
use super::records::{Flaw, Record, known_by, refers_by};
use super::wording::{Asks, in_words};

/// An inspection (督导检查): who looked at what on which day. What was found is a [`super::Rectification`] each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// `i-` and random letters.
    pub id: InspectionId,
    /// What it was about.
    pub what: String,
    /// The day, of several the first.
    pub on: NaiveDate,
    /// The bodies that inspected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inspectors: Vec<DeptId>,
    /// The persons, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub persons: String,
    /// The bodies that were inspected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<DeptId>,
    /// The entries that were looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryId>,
    /// By which document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

in_words! {
    InspectionId => |id, _names, _lang| id.to_string(), reads Asks::Inspection, |text, reader| reader.inspection(text);
}

claims!(InspectionClaim, "A value of a field of an inspection.", inspection_facts for Inspection {
    What(String) = what, "what", "督导内容", "what";
    On(NaiveDate) = on, "on", "日期", "day";
    Persons(String) = persons, "persons", "参加人员", "persons";
    Source(String) = source, "source", "依据", "source";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    inspectors, "督导单位", "inspectors";
    bodies, "被督导单位", "bodies";
    entries, "涉及条目", "entries";
});

inspection_facts!();

impl Record for Inspection {
    known_by!(id: InspectionId, what);

    refers_by!(entries, inspectors, bodies);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_words("what", &self.what).into_iter().chain(Flaw::of_day(self.on)).collect()
    }
}
