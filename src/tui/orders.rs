//! The command line: commands that take an argument, and what is offered while one is typed.

use std::ops::Range;

use super::command::{Ask, Binding, Bulletin, Command, Desk, Given, Go, Rows, Views};
use super::field::Editor;
use super::form::Known;
use super::views::View;
use crate::domain::{Since, Status};
use crate::query::match_text;
use crate::text::{Lang, fold_width};

macro_rules! orders {
    ($($order:ident [$($name:literal),+] $asks:expr, $zh:literal / $en:literal;)*) => {
        /// A command that takes an argument.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Order {
            $($order,)*
        }

        impl Order {
            pub(crate) const ALL: &[Order] = &[$(Order::$order),*];

            /// Its names: the Chinese and the English one, then others.
            pub(crate) fn names(self) -> &'static [&'static str] {
                match self { $(Order::$order => &[$($name),+],)* }
            }

            /// What it does, with an example.
            pub(crate) fn label(self, lang: Lang) -> &'static str {
                match self { $(Order::$order => lang.pick($zh, $en),)* }
            }

            /// What asks for the argument when none is written.
            pub(crate) fn asks(self) -> Option<Command> {
                match self { $(Order::$order => $asks,)* }
            }
        }
    };
}

fn asks(command: impl Into<Command>) -> Option<Command> {
    Some(command.into())
}

orders! {
    Status ["状态", "status"] asks(Ask::Status), "设置状态，如 状态 已完成" / "set the status: status done";
    Deadline ["时限", "deadline", "due", "延期"] asks(Ask::Deadline), "调整时限，后面写理由，如 时限 9月底 设备到货晚" / "move the deadline, then why: deadline +2w parts came late";
    Lead ["牵头", "lead"] asks(Ask::Lead), "明确牵头单位，后面写依据，如 牵头 市农业农村局 会议纪要3号" / "name the lead, then the ground: lead BODY minutes no. 3";
    PutOff ["暂缓", "suspend"] asks(Given::Known(Known::ending(Status::Suspended, ""))), "暂缓，后面写理由，如 暂缓 等待批复" / "put off, then why: suspend waiting for the permit";
    GiveUp ["终止", "give-up"] asks(Given::Known(Known::ending(Status::Cancelled, ""))), "终止，后面写理由，如 终止 企业退出" / "give up, then why: give-up the company left";
    CarryOver ["结转", "carry-over"] asks(Given::Known(Known::ending(Status::CarriedOver, ""))), "结转，后面写理由，如 结转 明年续建" / "carry over, then why: carry-over goes on next year";
    Cooperate ["配合", "cooperate", "with"] asks(Ask::Amend), "增加配合单位（前面写 - 为去掉），如 配合 市商务局、市科技局" / "add cooperating bodies, - takes out: cooperate BODY, BODY";
    Progress ["进展", "progress", "进度", "report"] asks(Ask::Report), "填报完成比例或进展，如 进展 60 主体完工" / "report percent or words: progress 60 walls are up";
    Filter ["筛选", "filter", "f", "find", "查找"] asks(Rows::Filter), "筛选清单，如 筛选 牵头:农业 灯:红" / "filter the list: filter lead:农业 light:red";
    Sort ["排序", "sort", "order"] asks(Rows::Sort), "排序，如 排序 时限,-完成" / "sort the list: sort due,-percent";
    Group ["分组", "group"] asks(Rows::Group), "分组，如 分组 部门" / "group the list: group department";
    View ["视图", "view", "tab"] asks(Views::Choose), "打开视图或命名视图，如 视图 部门" / "open a tab or a named view: view timeline";
    Scope ["范围", "scope"] asks(Rows::NextScope), "切换范围，如 范围 我牵头 逾期" / "choose the scope: scope leading overdue";
    Period ["期间", "period", "quarter", "季度"] None, "看哪一期的通报，如 期间 2025Q4" / "the bulletin of a period: period 2025Q4";
    Export ["导出", "export"] asks(Bulletin::Export), "导出本期通报，如 导出 docx" / "write the bulletin: export docx";
    Goto ["转到", "goto", "go", "到"] None, "转到条目，写编号、项号或事项" / "go to an entry: its id, reference or title";
    Changes ["变化", "changes", "since", "改动", "以来"] asks(Desk::Since(Since::Last)), "什么变了，如 变化 上季度、变化 昨天、变化 2025-09-30、变化 HEAD~1" / "what has changed: changes 2025Q3, changes HEAD~1";
    Import ["导入", "import"] asks(Go::View(View::Import)), "读方案或台账表格，审阅读出的条目，如 导入 方案.docx" / "read a plan or a sheet, and review what was read: import plan.docx";
    TakeBack ["交回", "packet"] asks(Go::View(View::Import)), "读交回的填报表，逐行接受或不要，如 交回 收到/*.xlsx" / "read forms that came back, and accept or reject row by row: packet returned/*.xlsx";
    Us ["本单位", "us", "we", "我"] asks(Ask::Us), "说明我是谁（记在本机），如 我 市农业农村局" / "say who we are, kept on this machine: us BODY";
    Theme ["主题", "theme", "colours", "colors"] None, "换配色（本次），如 主题 浅色" / "change the colours for now: theme light";
    Lang ["语言", "lang", "language"] None, "换界面语言（本次），如 语言 en" / "change the language for now: lang zh";
}

impl Order {
    pub(crate) fn name(self, lang: Lang) -> &'static str {
        lang.pick(self.names()[0], self.names()[1])
    }

    /// Whether it changes the marked entries, else the one under the cursor.
    pub(crate) fn edits(self) -> bool {
        matches!(
            self,
            Order::Status
                | Order::PutOff
                | Order::GiveUp
                | Order::CarryOver
                | Order::Deadline
                | Order::Lead
                | Order::Cooperate
                | Order::Progress
        )
    }

    /// The one that a name means: by one of its names, or by pinyin or initials where these mean one alone.
    pub(crate) fn meant(name: &str) -> Option<Order> {
        let word = fold_width(name);
        let wholly = |order: &Order| {
            let zh = order.names()[0];
            match_text(zh, &word).is_some_and(|ranges| !word.is_empty() && ranges.iter().map(Range::len).sum::<usize>() == zh.len())
        };
        let mut spelled = Order::ALL.iter().copied().filter(wholly);
        Order::from_name(name).or_else(|| spelled.next().filter(|_| spelled.next().is_none()))
    }

    pub(crate) fn from_name(name: &str) -> Option<Order> {
        let name = fold_width(name);
        Order::ALL.iter().copied().find(|o| o.names().contains(&name.as_str()))
    }
}

/// What stands on the command line.
#[derive(Debug, Default)]
pub struct Prompt {
    pub(crate) input: Editor,
    pub(crate) offers: Vec<Offer>,
    /// The offer under the cursor; none until the person moves to one.
    pub(crate) chosen: Option<usize>,
}

/// Something that could be meant.
#[derive(Clone, Debug)]
pub struct Offer {
    pub(crate) line: String,
    pub(crate) name: String,
    pub(crate) note: String,
    /// The command that it is, if it is one without an argument.
    pub(crate) binding: Option<&'static Binding>,
    /// Whether it can be done as it stands, without anything behind it.
    pub(crate) whole: bool,
}

/// A line divided into the command's name and its argument. A colon before it does no harm.
pub(crate) fn divided(line: &str) -> (&str, &str) {
    let line = line.trim_start().trim_start_matches([':', '：']).trim_start();
    line.split_once([' ', '\u{3000}']).map_or((line, ""), |(name, argument)| (name, argument.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_divided_and_a_command_has_names_in_both_languages() {
        assert_eq!(divided("：筛选　灯:红 农业"), ("筛选", "灯:红 农业"));
        assert_eq!(divided("undo"), ("undo", ""));
        assert_eq!(Order::from_name("ＳＯＲＴ"), Some(Order::Sort));
        for (word, means) in [
            ("bianhua", Some(Order::Changes)),
            ("ｓｈｉｘｉａｎ", Some(Order::Deadline)),
            ("zhuandao", Some(Order::Goto)),
            ("zt", None),
            ("bian", None),
        ] {
            assert_eq!(Order::meant(word), means, "{word}");
        }
        let mut names: Vec<&str> = Order::ALL.iter().flat_map(|o| o.names()).copied().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "no name means two commands");
    }
}
