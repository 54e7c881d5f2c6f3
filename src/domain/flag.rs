use super::light::Completion;
use super::standing::Standing;
use super::vocabulary::vocabulary;

/// Something that is true of an entry or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Flag {
    /// A report on the period that is being collected is owed (未反馈).
    Unreported,
    /// A value waits for a ruling (待裁定), of the entry or of one of its steps.
    Contested,
    /// Nobody leads (未明确).
    Unassigned,
    /// Open, and past its deadline (逾期).
    Overdue,
    /// Open, and its deadline is near (临期).
    DueSoon,
    /// Its plan is over and nobody ever reported on any of it (期满待核).
    Unverified,
    /// Neither done nor given up (在办).
    Open,
    /// Done by the deadline in force (按期完成).
    InTime,
    /// Done after it (逾期完成).
    Late,
    /// Done, and the office has yet to confirm it (待核实).
    Unconfirmed,
    /// Done, and confirmed (已销号).
    Confirmed,
    /// A completion was returned, and nothing has answered (被退回).
    Returned,
    /// Somebody proposes a change (有建议).
    Proposed,
    /// Overdue, and no letter has asked for it since (逾期未催).
    Unurged,
    /// Held up by a problem that somebody still tells of (有问题).
    Troubled,
    /// Its plan is archived (归档).
    Archived,
    /// Its work is divided into steps (有步骤).
    HasSteps,
    /// One of its steps is open and past its day (步骤逾期).
    StepOverdue,
    /// One of its steps is open and near its day (步骤临期).
    StepDueSoon,
}

vocabulary!(Flag {
    Unreported = "未反馈", "unreported", "unreported", [];
    Contested = "待裁定", "contested", "contested", [];
    Unassigned = "未明确", "unassigned", "unassigned", [];
    Overdue = "逾期", "overdue", "overdue", ["已逾期", "late"];
    DueSoon = "临期", "duesoon", "duesoon", ["due_soon"];
    Unverified = "期满待核", "unverified", "unverified", ["待核"];
    Open = "在办", "open", "open", [];
    InTime = "按期完成", "in time", "in_time", ["ontime", "on_time"];
    Late = "逾期完成", "done late", "done_late", ["late_done"];
    Unconfirmed = "待核实", "unconfirmed", "unconfirmed", ["已完成_待核实"];
    Confirmed = "已销号", "confirmed", "confirmed", ["销号"];
    Returned = "被退回", "returned", "returned", ["退回"];
    Proposed = "有建议", "proposed", "proposed", ["建议"];
    Unurged = "逾期未催", "no letter yet", "unurged", ["未催"];
    Troubled = "有问题", "troubled", "troubled", ["problems"];
    Archived = "归档", "archived", "archived", ["已归档"];
    HasSteps = "有步骤", "has steps", "has_steps", ["steps"];
    StepOverdue = "步骤逾期", "step overdue", "step_overdue", ["step_late"];
    StepDueSoon = "步骤临期", "step due soon", "step_due_soon", ["step_duesoon"];
});

impl Flag {
    /// Whether it is true of an entry that stands so.
    pub(crate) fn holds(self, standing: &Standing) -> bool {
        match self {
            Flag::Unreported => standing.verdict.unreported,
            Flag::Contested => standing.state.is_contested() || standing.steps.contested > 0,
            Flag::Unassigned => standing.state.lead.value.is_none(),
            Flag::Overdue => standing.verdict.overdue,
            Flag::DueSoon => standing.verdict.due_soon,
            Flag::Unverified => standing.verdict.is_unverified(),
            Flag::Open => standing.state.is_open(),
            Flag::InTime => standing.verdict.completion.and_then(Completion::days_late).is_some_and(|days| days <= 0),
            Flag::Late => standing.verdict.completion.and_then(Completion::days_late).is_some_and(|days| days > 0),
            Flag::Unconfirmed => standing.verdict.completion.is_some_and(|done| done.awaited),
            Flag::Confirmed => standing.verdict.completion.is_some_and(|done| done.confirmed),
            Flag::Returned => standing.state.returned.is_some(),
            Flag::Proposed => !standing.state.proposals.is_empty(),
            Flag::Unurged => standing.verdict.overdue && !standing.state.urges.iter().any(|u| Some(u.on) > standing.state.deadline.value),
            Flag::Archived => standing.verdict.archived,
            Flag::HasSteps => standing.steps.all > 0,
            Flag::StepOverdue => standing.steps.overdue > 0,
            Flag::StepDueSoon => standing.steps.due_soon > 0,
            Flag::Troubled => standing.state.causes().next().is_some(),
        }
    }
}
