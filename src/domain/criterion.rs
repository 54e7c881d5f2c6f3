use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::CriterionId;
use super::level::Level;
use super::records::{Flaw, Record, known_by};
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words};

/// What a rule of the assessment counts; each gives a share of what a body has of it, so that few things and many compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Measure {
    /// 按期完成率: of what it leads and what fell due in the period or was done ahead, what was done in time.
    #[default]
    InTime,
    /// 序时进度: of what it leads and what is open, what keeps up with the schedule.
    OnSchedule,
    /// 反馈及时率: of the reports that it was asked for, quarter by quarter, those that were made in time.
    Reporting,
    /// 未逾期率: of what it leads and what is open, what is not past its deadline.
    NotOverdue,
    /// 整改率: of the findings of inspections that were to be mended in the period or were mended ahead, those that were in time.
    Mending,
    /// 指标完成: of the goals for which it answers, those that are met or keep up.
    Goals,
    /// 未退回率: of what it said to be done in the period, what was not sent back.
    NotReturned,
}

vocabulary!(Measure {
    InTime = "按期完成率", "done in time", "in_time", ["按期完成"];
    OnSchedule = "序时进度", "on schedule", "on_schedule", ["序时"];
    Reporting = "反馈及时率", "reports in time", "reporting", ["反馈及时"];
    NotOverdue = "未逾期率", "not overdue", "not_overdue", ["逾期"];
    Mending = "整改率", "mended in time", "mending", ["整改"];
    Goals = "指标完成", "goals kept", "goals", ["指标"];
    NotReturned = "未退回率", "not sent back", "not_returned", ["退回"];
});

in_words! {
    Measure => |m, _names, lang| m.label(lang).into(), reads Asks::Choice(&Measure::TERMS), |text, _reader| Measure::from_word(text);
}

/// A rule of the assessment (考核指标): how many points what is counted gives, and of bodies of which level how many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What it is called.
    pub name: CriterionId,
    /// What it counts.
    pub counts: Measure,
    /// How many points the whole of it gives.
    pub points: u32,
    /// The same for bodies of a level, where that is another number; 0 where it does not apply to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<u32>,
    /// Of cities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<u32>,
    /// Of counties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<u32>,
    /// Of townships.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub township: Option<u32>,
    /// By which document it was published, and what a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

impl Criterion {
    /// How many points it gives a body of a level.
    pub(crate) fn points_for(&self, level: Level) -> u32 {
        let own = match level {
            Level::Province => self.province,
            Level::City => self.city,
            Level::County => self.county,
            Level::Township => self.township,
        };
        own.unwrap_or(self.points)
    }
}

claims!(CriterionClaim, "A value of a field of a rule of the assessment.", criterion_facts for Criterion {
    Counts(Measure) = counts, "counts", "计什么", "counts";
    Points(u32) = points, "points", "分值", "points";
    Province(Option<u32>) = province, "province", "省级单位分值", "points of provincial bodies";
    City(Option<u32>) = city, "city", "市级单位分值", "points of city bodies";
    County(Option<u32>) = county, "county", "县级单位分值", "points of county bodies";
    Township(Option<u32>) = township, "township", "乡级单位分值", "points of township bodies";
    Remark(String) = remark, "remark", "备注", "remark";
});

criterion_facts!();

impl Record for Criterion {
    known_by!(name: CriterionId, name);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        let levels = [self.province, self.city, self.county, self.township].into_iter().flatten();
        let much = std::iter::once(self.points).chain(levels).filter(|points| *points > MOST);
        Flaw::of_words("name", &self.name).into_iter().chain(much.map(|points| (Flaw::Value, format!("points: {points}")))).collect()
    }
}

/// No rule gives more points.
const MOST: u32 = 1000;
