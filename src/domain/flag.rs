use super::standing::Standing;
use super::vocabulary::vocabulary;

/// Something that is true of an entry or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Flag {
    /// Open, and nobody reported on the period that is being collected (未反馈).
    Unreported,
    /// A value waits for a ruling (待裁定).
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
}

vocabulary!(Flag {
    Unreported = "未反馈", "unreported", "unreported", [];
    Contested = "待裁定", "contested", "contested", [];
    Unassigned = "未明确", "unassigned", "unassigned", [];
    Overdue = "逾期", "overdue", "overdue", ["已逾期", "late"];
    DueSoon = "临期", "duesoon", "duesoon", ["due_soon"];
    Unverified = "期满待核", "unverified", "unverified", ["待核"];
    Open = "在办", "open", "open", [];
});

impl Flag {
    /// Whether it is true of an entry that stands so.
    pub(crate) fn holds(self, standing: &Standing) -> bool {
        match self {
            Flag::Unreported => standing.verdict.unreported,
            Flag::Contested => standing.state.is_contested(),
            Flag::Unassigned => standing.state.lead.value.is_none(),
            Flag::Overdue => standing.verdict.overdue,
            Flag::DueSoon => standing.verdict.due_soon,
            Flag::Unverified => standing.verdict.is_unverified(),
            Flag::Open => standing.state.is_open(),
        }
    }
}
