use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::PlanCode;
use super::records::{Flaw, Record, Reference};

/// A plan (方案、计划、规划、意见) as it was published.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Short code in Latin letters that begins the ids of its entries.
    pub code: PlanCode,
    /// Full title.
    pub title: String,
    /// A few characters for columns and tables.
    pub short: String,
    /// Document number, `虎政办规〔2023〕7号`; empty when it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// Day of issue, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    /// The place that it governs.
    pub place: String,
    /// First day of the plan's period.
    pub start: NaiveDate,
    /// Last day of the plan's period: the deadline of all that names none.
    pub end: NaiveDate,
    /// The day from which it is archived (归档): then lists leave it out, unless it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) archived: Option<NaiveDate>,
    /// The day from which the office works with it (启用): then each entry is judged, also where the plan was over before anybody reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) in_use: Option<NaiveDate>,
    /// What a reader of its dates should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

impl Plan {
    /// A plan of which nothing but its code is known.
    pub fn new(code: impl Into<PlanCode>) -> Plan {
        Plan { code: code.into(), ..Plan::default() }
    }

    /// Whether it is archived on a day.
    pub(crate) fn is_archived_on(&self, day: NaiveDate) -> bool {
        self.archived.is_some_and(|since| since <= day)
    }

    /// Whether the office has said by a day that it works with it.
    pub(crate) fn is_in_use_on(&self, day: NaiveDate) -> bool {
        self.in_use.is_some_and(|since| since <= day)
    }

    /// What it is called in columns and tables: its short name, else its title.
    pub(crate) fn short_name(&self) -> &str {
        if self.short.is_empty() { &self.title } else { &self.short }
    }
}

/// Letters, digits, hyphens: what stands before the `/` of an id and needs no quotes in a shell.
fn is_code(code: &str) -> bool {
    !code.is_empty() && code.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

claims!(PlanClaim, "A value of a field of a plan.", plan_facts for Plan {
    Title(String) = title, "title", "标题", "title";
    Short(String) = short, "short", "简称", "short name";
    Number(String) = number, "number", "文号", "number";
    Issuer(String) = issuer, "issuer", "发文单位", "issuer";
    Issued(Option<NaiveDate>) = issued, "issued", "印发日期", "day of issue";
    Place(String) = place, "place", "地区", "place";
    Start(NaiveDate) = start, "start", "起始日", "first day";
    End(NaiveDate) = end, "end", "截止日", "last day";
    Archived(Option<NaiveDate>) = archived, "archived", "归档日期", "archived since";
    InUse(Option<NaiveDate>) = in_use, "in_use", "启用日期", "in use since";
    Remark(String) = remark, "remark", "备注", "remark";
});

plan_facts!();

impl Record for Plan {
    type Id = PlanCode;

    fn id(&self) -> PlanCode {
        self.code.clone()
    }

    fn name(&self) -> &str {
        self.short_name()
    }

    fn refers(&self) -> Vec<Reference> {
        vec![Reference::Spelled(self.code.clone(), self.place.clone())]
    }

    fn flaws(&self) -> Vec<(Flaw, String)> {
        let mut all = Vec::new();
        if self.start > self.end || [self.start, self.end].into_iter().any(|day| Flaw::of_day(day).is_some()) {
            all.push((Flaw::Date, format!("{} .. {}", self.start, self.end)));
        }
        all.extend([self.archived, self.in_use].into_iter().flatten().filter_map(Flaw::of_day));
        all.extend(Flaw::of_words("title", &self.title));
        if !is_code(&self.code) {
            all.push((Flaw::Value, format!("code `{}`", self.code)));
        }
        all
    }
}
