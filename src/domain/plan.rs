use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A plan (方案、计划、规划、意见) as it was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Short code in Latin letters that begins the ids of its entries.
    pub code: String,
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
    /// What a reader of its dates should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

impl Plan {
    /// What it is called in columns and tables: its short name, else its title.
    pub fn short_name(&self) -> &str {
        if self.short.is_empty() { &self.title } else { &self.short }
    }
}
