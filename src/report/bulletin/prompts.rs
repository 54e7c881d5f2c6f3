use serde::Deserialize;

/// What the marked blanks of a bulletin ask for: all that a person must judge or know, and a program must not invent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Prompts {
    pub(crate) number: String,
    /// The running number within the document's number.
    pub(crate) serial: String,
    pub(crate) recipients: String,
    pub(crate) overall: String,
    /// What was done well in a plan, and what not.
    pub(crate) practice: String,
    pub(crate) projects: String,
    pub(crate) goals: String,
    /// The cause of a lateness that nobody explained.
    pub(crate) cause: String,
    /// What the late entries have in common, and who answers.
    pub(crate) late: String,
    pub(crate) demands: String,
    pub(crate) issuer: String,
    pub(crate) date: String,
}

impl Default for Prompts {
    fn default() -> Self {
        Prompts {
            number: "发文字号，如 ×发〔20××〕×号".into(),
            serial: "顺序号".into(),
            recipients: "主送单位".into(),
            overall: "对本期总体推进情况的评价".into(),
            practice: "主要做法、成效和不足".into(),
            projects: "对工程项目推进情况的评价".into(),
            goals: "对主要指标完成情况的评价".into(),
            cause: "原因".into(),
            late: "对未达序时和逾期事项的分析".into(),
            demands: "下一步工作要求和责任单位".into(),
            issuer: "发文机关署名".into(),
            date: "成文日期".into(),
        }
    }
}
