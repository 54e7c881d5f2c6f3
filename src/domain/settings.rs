use chrono::Days;
use serde::{Deserialize, Serialize};

use super::claim::claims;
use super::id::DeptId;
use super::matter::Grade;

/// The numbers of the rules by which lights and buckets are derived; they stand in the ledger, so that all
/// clones judge alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// A deadline this many days away or nearer is 临期 (due soon).
    pub(crate) due_soon_days: u32,
    /// Behind scheduled progress by more than this many points: yellow.
    pub(crate) yellow_gap: u8,
    /// Behind scheduled progress by more than this many points: red.
    pub red_gap: u8,
    /// This many whole quarters without a report after the last one: yellow.
    pub(crate) silent_quarters: u8,
    /// Within this many points of scheduled progress counts as on schedule (达序时).
    pub(crate) on_schedule_gap: u8,
    /// Days after the end of a period in which reports on it still count for its bulletin.
    pub(crate) grace_days: u32,
    /// Whether the office confirms what is reported as done (销号).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) confirmation: bool,
    /// In how many days a matter of this grade is to be settled; none: in no stated time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ordinary_days: Option<u32>,
    /// The same for 较大.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) serious_days: Option<u32>,
    /// The same for 重大.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) major_days: Option<u32>,
    /// The bodies whose people are the office (专班办公室); none: only who names no body speaks for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) office: Vec<DeptId>,
    /// With what the numbers of its letters begin (发文机关代字): `虎政督`; none: `〔2025〕催1号` for letters of any level.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) letter_code: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            due_soon_days: 30,
            yellow_gap: 10,
            red_gap: 30,
            silent_quarters: 2,
            on_schedule_gap: 5,
            grace_days: 10,
            confirmation: false,
            ordinary_days: None,
            serious_days: None,
            major_days: None,
            office: Vec::new(),
            letter_code: String::new(),
        }
    }
}

impl Settings {
    /// Usual days for matters of each grade.
    pub(crate) fn grant_days(&mut self) {
        (self.ordinary_days, self.serious_days, self.major_days) = (Some(60), Some(30), Some(15));
    }

    /// In how many days a matter of a grade is to be settled, where that is said.
    pub(super) fn days_for(&self, grade: Option<Grade>) -> Option<Days> {
        let days = match grade? {
            Grade::Ordinary => self.ordinary_days,
            Grade::Serious => self.serious_days,
            Grade::Major => self.major_days,
        };
        days.map(|days| Days::new(u64::from(days)))
    }
}

claims!(HeadClaim, "A value of the ledger's title or settings.", head_facts for Ledger {
    Title(String) = title, "title", "台账名称", "ledger's title";
    DueSoonDays(u32) = settings.due_soon_days, "due_soon_days", "临期天数", "days before the deadline";
    YellowGap(u8) = settings.yellow_gap, "yellow_gap", "黄灯差距", "points behind for yellow";
    RedGap(u8) = settings.red_gap, "red_gap", "红灯差距", "points behind for red";
    SilentQuarters(u8) = settings.silent_quarters, "silent_quarters", "未反馈季度数", "quarters without a report";
    OnScheduleGap(u8) = settings.on_schedule_gap, "on_schedule_gap", "达序时容差", "points that count as on schedule";
    GraceDays(u32) = settings.grace_days, "grace_days", "补报天数", "days of grace";
    Confirmation(bool) = settings.confirmation, "confirmation", "完成要核实销号", "completions are confirmed";
    OrdinaryDays(Option<u32>) = settings.ordinary_days, "ordinary_days", "一般问题办理天数", "days for an ordinary matter";
    SeriousDays(Option<u32>) = settings.serious_days, "serious_days", "较大问题办理天数", "days for a serious matter";
    MajorDays(Option<u32>) = settings.major_days, "major_days", "重大问题办理天数", "days for a major matter";
    Office(Vec<DeptId>) = settings.office, "office", "专班办公室", "office";
    LetterCode(String) = settings.letter_code, "letter_code", "函件代字", "code of the letters";
});
