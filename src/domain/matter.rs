use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::{DeptId, EntryId, LiaisonId, MatterId};
use super::level::Level;
use super::list::{List, Listed};
use super::records::{Flaw, Record, known_by, logged, refers_by};
use super::update::Update;
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words};

/// How grave a matter is (问题分级).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// 一般.
    Ordinary,
    /// 较大.
    Serious,
    /// 重大.
    Major,
}

vocabulary!(Grade {
    Ordinary = "一般", "ordinary", "ordinary", ["三级"];
    Serious = "较大", "serious", "serious", ["二级"];
    Major = "重大", "major", "major", ["一级"];
} or "未分级", "not graded", "none", []);

in_words! {
    Grade => |g, _names, lang| g.label(lang).into(), reads Asks::Choice(&Grade::TERMS), |text, _reader| Grade::from_word(text);
    MatterId => |id, _names, _lang| id.to_string(), reads Asks::Line, |text, _reader| Some(text.trim()).filter(|text| !text.is_empty()).map(MatterId::from);
}

/// A matter for coordination (会商事项): a problem that those whom it needs settle together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// Random letters.
    pub id: MatterId,
    /// What is to be settled.
    pub problem: String,
    /// The day on which it was raised.
    pub raised_on: NaiveDate,
    /// The body that raised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_by: Option<DeptId>,
    /// The entries that it holds up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryId>,
    /// The bodies that it needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<DeptId>,
    /// At which level it is settled, until it is passed up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How grave it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// By when it is to be settled; absent: in the days that the settings give its grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// In which liaison it was heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard_by: Option<LiaisonId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The append-only log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

claims!(MatterClaim, "A value of a field of a matter for coordination.", matter_facts for Matter {
    Problem(String) = problem, "problem", "问题", "problem";
    RaisedOn(NaiveDate) = raised_on, "raised_on", "提出日期", "raised on";
    RaisedBy(Option<DeptId>) = raised_by, "raised_by", "提出单位", "raised by";
    Level(Option<Level>) = level, "level", "层级", "level";
    Grade(Option<Grade>) = grade, "grade", "分级", "grade";
    Due(Option<NaiveDate>) = due, "due", "办理时限", "due";
    HeardBy(Option<LiaisonId>) = heard_by, "heard_by", "来自包联", "heard in";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    entries, "涉及条目", "entries";
    needs, "需要单位", "needs";
});

matter_facts!();

impl Record for Matter {
    known_by!(id: MatterId, problem);

    logged!();

    refers_by!(entries, raised_by, needs, heard_by);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_words("problem", &self.problem).into_iter().chain(Flaw::of_days(Some(self.raised_on), self.due)).collect()
    }
}
