use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// How far a body says that the work has come. The absence of any report is no status: it shows as 未反馈.
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
}

impl Status {
    /// All statuses in the order in which they are shown.
    pub const ALL: [Status; 6] =
        [Status::NotStarted, Status::Underway, Status::Blocked, Status::Done, Status::Suspended, Status::Cancelled];

    /// The word on screen and paper.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Status::NotStarted => lang.pick("未启动", "not started"),
            Status::Underway => lang.pick("推进中", "underway"),
            Status::Blocked => lang.pick("受阻", "blocked"),
            Status::Done => lang.pick("已完成", "done"),
            Status::Suspended => lang.pick("暂缓", "suspended"),
            Status::Cancelled => lang.pick("已终止", "cancelled"),
        }
    }

    /// The word for machines, in `--json` and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Status::NotStarted => "not_started",
            Status::Underway => "underway",
            Status::Blocked => "blocked",
            Status::Done => "done",
            Status::Suspended => "suspended",
            Status::Cancelled => "cancelled",
        }
    }

    /// The status that a person means by a word: Chinese, English, or the key letter of the screen.
    pub fn from_word(word: &str) -> Option<Status> {
        let word = crate::text::fold_width(word.trim()).replace(['-', ' '], "_");
        Some(match word.as_str() {
            "not_started" | "未启动" | "未开始" | "n" => Status::NotStarted,
            "underway" | "推进中" | "进行中" | "u" => Status::Underway,
            "blocked" | "受阻" | "b" => Status::Blocked,
            "done" | "已完成" | "完成" | "d" => Status::Done,
            "suspended" | "暂缓" | "暂停" | "s" => Status::Suspended,
            "cancelled" | "canceled" | "已终止" | "终止" | "取消" | "c" => Status::Cancelled,
            _ => return None,
        })
    }

    /// Whether nothing more is asked of the entry: done, or given up by decision.
    pub fn is_closed(self) -> bool {
        matches!(self, Status::Done | Status::Cancelled)
    }
}

/// The word for a status that may be absent: 未反馈 when nobody has ever reported one.
pub fn status_label(status: Option<Status>, lang: Lang) -> &'static str {
    status.map_or(lang.pick("未反馈", "no report"), |s| s.label(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_status() {
        for s in Status::ALL {
            assert_eq!(Status::from_word(s.word()), Some(s));
            assert_eq!(Status::from_word(s.label(Lang::Zh)), Some(s));
            assert_eq!(Status::from_word(s.label(Lang::En)), Some(s));
        }
        assert_eq!(Status::from_word("未反馈"), None);
    }
}
