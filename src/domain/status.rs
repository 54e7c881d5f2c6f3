use serde::{Deserialize, Serialize};

use super::vocabulary::{Term, vocabulary};
use crate::text::Lang;

/// How far a body says that the work has come. Where nobody ever said it there is none, which shows as a dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// 未启动: reported, and not begun.
    NotStarted,
    /// 推进中.
    Underway,
    /// 受阻: cannot go on without help.
    Blocked,
    /// 已完成.
    Done,
    /// 暂缓: put off by decision.
    Suspended,
    /// 已终止: given up by decision.
    Cancelled,
    /// 已结转: it goes on in another plan, or in other entries.
    CarriedOver,
}

// The last word of each is the key letter of the screen.
vocabulary!(Status {
    NotStarted = "未启动", "not started", "not_started", ["未开始", "尚未启动", "没有启动", "未开工", "未动工", "尚未开工", "尚未开展", "未开展", "n"];
    Underway = "推进中", "underway", "underway", [
        "进行中", "正在推进", "正在进行", "持续推进", "有序推进", "按计划推进", "正常推进", "推进", "办理中", "正在办理", "实施中", "正在实施",
        "已启动", "已开工", "开工", "已动工", "在建", "建设中", "正在建设", "u"
    ];
    Blocked = "受阻", "blocked", "blocked", ["遇阻", "卡住", "b"];
    Done = "已完成", "done", "done", ["完成", "全部完成", "已全部完成", "办结", "已办结", "完结", "已完结", "办完", "完工", "已完工", "竣工", "已竣工", "d"];
    Suspended = "暂缓", "suspended", "suspended", ["暂停", "缓办", "暂缓实施", "搁置", "s"];
    Cancelled = "已终止", "cancelled", "cancelled", ["终止", "取消", "已取消", "不再实施", "canceled", "c"];
    CarriedOver = "已结转", "carried over", "carried_over", ["结转", "转入下期", "carried", "o"];
} or "未报状态", "not set", "not_reported", ["none", "—", "无", "未报", "没有状态"] once ["未反馈", "no report", "unreported", "未填报", "未上报", "没有反馈"]);

/// Whether work is done by what was reported of it: by its status, or because all of it was reported and nobody set one.
pub(crate) fn counts_as_done(status: Option<Status>, percent: Option<u8>) -> bool {
    status.map_or(percent == Some(100), |status| status == Status::Done)
}

impl Status {
    /// The words of those that nobody may set without saying why.
    pub(crate) const ENDINGS: &[Term] = Status::WORDS.split_at(4).1;
    const WORDS: &[Term] = &Status::TERMS;

    /// Whether nobody may set it without saying why.
    pub(crate) fn wants_reason(self) -> bool {
        matches!(self, Status::Suspended | Status::Cancelled | Status::CarriedOver)
    }

    /// Whether it and a percent cannot both be true: all of it is done while the status says that it is not, or some of it
    /// while nothing was begun. What is done with less than the whole is asked about where it is new.
    pub(crate) fn contradicts(self, percent: u8) -> bool {
        match self {
            Status::NotStarted => percent > 0,
            Status::Underway | Status::Blocked => percent == 100,
            Status::Done | Status::Suspended | Status::Cancelled | Status::CarriedOver => false,
        }
    }

    /// Whether nothing more is asked of the entry: done, given up by decision, or carried over into another plan.
    pub(crate) fn is_closed(self) -> bool {
        matches!(self, Status::Done | Status::Cancelled | Status::CarriedOver)
    }
}

/// The words for a status that may be absent.
pub(crate) fn status_term(status: Option<Status>) -> &'static Term {
    const NONE: &Term = &Status::NONE;
    status.map_or(NONE, Status::term)
}

/// What stands on screen and paper where a value could and does not: a dash.
pub(crate) const ABSENT: &str = "—";

/// The word on screen and paper for a status that may be absent: a dash when nobody has ever set one.
pub(crate) fn status_label(status: Option<Status>, lang: Lang) -> &'static str {
    status.map_or(ABSENT, |status| status.label(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_wants_a_reason_is_an_ending() {
        let ends: Vec<_> = Status::ALL.into_iter().filter(|s| s.wants_reason()).map(|s| *s.term()).collect();
        assert_eq!(ends, Status::ENDINGS);
    }
}
