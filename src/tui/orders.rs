//! The command line: commands that take an argument, and what is offered while one is typed.

use super::action::Action;
use super::field::Editor;
use crate::text::{Lang, fold_width};

/// A command that takes an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Sets the status of the entries.
    Status,
    /// Moves their deadline.
    Deadline,
    /// Names the body that leads.
    Lead,
    /// Adds cooperating bodies, or takes them out.
    Cooperate,
    /// Reports a percent, or progress in words.
    Progress,
    /// Puts a filter in force.
    Filter,
    /// Sorts the list.
    Sort,
    /// Groups the list.
    Group,
    /// Goes to a tab, or takes a named view.
    View,
    /// Sets the scope.
    Scope,
    /// Goes to the bulletin of a period.
    Period,
    /// Writes the bulletin.
    Export,
    /// Goes to an entry.
    Goto,
    /// Says who we are.
    Us,
    /// Changes the colours for this session.
    Theme,
    /// Changes the language for this session.
    Lang,
}

/// One row of the table of commands.
struct Row {
    order: Order,
    /// Its names: the Chinese and the English one, then others.
    names: &'static [&'static str],
    /// What it does, with an example.
    label: (&'static str, &'static str),
    /// The action that asks for the argument when none is written.
    asks: Option<Action>,
}

const fn row(order: Order, names: &'static [&'static str], label: (&'static str, &'static str), asks: Option<Action>) -> Row {
    Row { order, names, label, asks }
}

/// All commands with an argument, in the order of the offers, which is that of the variants.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    row(Order::Status, &["状态", "status"], ("设置状态，如 状态 已完成", "set the status: status done"), Some(Action::SetStatus)),
    row(Order::Deadline, &["时限", "deadline", "due", "延期"], ("调整时限，后面写理由，如 时限 9月底 设备到货晚", "move the deadline, then why: deadline +2w parts came late"), Some(Action::MoveDeadline)),
    row(Order::Lead, &["牵头", "lead"], ("明确牵头单位，后面写依据，如 牵头 市农业农村局 会议纪要3号", "name the lead, then the ground: lead BODY minutes no. 3"), Some(Action::AssignLead)),
    row(Order::Cooperate, &["配合", "cooperate", "with"], ("增加配合单位（前面写 - 为去掉），如 配合 市商务局、市科技局", "add cooperating bodies, - takes out: cooperate BODY, BODY"), Some(Action::Amend)),
    row(Order::Progress, &["进展", "progress", "进度", "report"], ("填报完成比例或进展，如 进展 60 主体完工", "report percent or words: progress 60 walls are up"), Some(Action::Report)),
    row(Order::Filter, &["筛选", "filter", "f", "find", "查找"], ("筛选清单，如 筛选 牵头:农业 灯:红", "filter the list: filter lead:农业 light:red"), Some(Action::Filter)),
    row(Order::Sort, &["排序", "sort", "order"], ("排序，如 排序 时限,-完成", "sort the list: sort due,-percent"), Some(Action::Sort)),
    row(Order::Group, &["分组", "group"], ("分组，如 分组 部门", "group the list: group department"), Some(Action::Group)),
    row(Order::View, &["视图", "view", "tab"], ("打开视图或命名视图，如 视图 部门", "open a tab or a named view: view timeline"), Some(Action::Views)),
    row(Order::Scope, &["范围", "scope"], ("切换范围，如 范围 逾期", "choose the scope: scope overdue"), Some(Action::NextScope)),
    row(Order::Period, &["期间", "period", "quarter", "季度"], ("看哪一期的通报，如 期间 2025Q4", "the bulletin of a period: period 2025Q4"), None),
    row(Order::Export, &["导出", "export"], ("导出本期通报，如 导出 docx", "write the bulletin: export docx"), Some(Action::Export)),
    row(Order::Goto, &["转到", "goto", "go", "到"], ("转到条目，写编号、项号或事项", "go to an entry: its id, reference or title"), None),
    row(Order::Us, &["本单位", "us", "we", "我"], ("设定本单位（本次），如 本单位 市农业农村局", "say who we are, for now: us BODY"), Some(Action::ChooseUs)),
    row(Order::Theme, &["主题", "theme", "colours", "colors"], ("换配色（本次），如 主题 浅色", "change the colours for now: theme light"), None),
    row(Order::Lang, &["语言", "lang", "language"], ("换界面语言（本次），如 语言 en", "change the language for now: lang zh"), None),
];

impl Order {
    /// All, in the order of the offers.
    pub fn all() -> impl Iterator<Item = Order> {
        ROWS.iter().map(|r| r.order)
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Its names: the Chinese and the English one, then others.
    pub fn names(self) -> &'static [&'static str] {
        self.row().names
    }

    /// The name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.pick(self.names()[0], self.names()[1])
    }

    /// What it does, with an example.
    pub fn label(self, lang: Lang) -> &'static str {
        lang.pick(self.row().label.0, self.row().label.1)
    }

    /// The action that asks for the argument when none is written.
    pub fn asks(self) -> Option<Action> {
        self.row().asks
    }

    /// Whether it changes the marked entries, else the one under the cursor.
    pub fn edits(self) -> bool {
        matches!(self, Order::Status | Order::Deadline | Order::Lead | Order::Cooperate | Order::Progress)
    }

    /// The command of a name.
    pub fn from_name(name: &str) -> Option<Order> {
        let name = fold_width(name);
        Order::all().find(|o| o.names().contains(&name.as_str()))
    }
}

/// What stands on the command line.
#[derive(Debug, Default)]
pub struct Prompt {
    /// What is typed.
    pub input: Editor,
    /// What fits.
    pub offers: Vec<Offer>,
    /// The offer under the cursor; none until the person moves to one.
    pub chosen: Option<usize>,
}

/// Something that could be meant.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The whole line with the offer taken.
    pub line: String,
    /// What is shown on the left.
    pub name: String,
    /// What is said of it.
    pub note: String,
    /// The action that it is, if it is one.
    pub action: Option<Action>,
    /// Whether it can be done as it stands, without anything behind it.
    pub whole: bool,
}

/// A line divided into the command's name and its argument. A colon before it does no harm.
pub fn divided(line: &str) -> (&str, &str) {
    let line = line.trim_start().trim_start_matches([':', '：']).trim_start();
    line.split_once([' ', '\u{3000}']).map_or((line, ""), |(name, argument)| (name, argument.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_the_row_of_its_place() {
        for (at, order) in Order::all().enumerate() {
            assert_eq!(order as usize, at, "{order:?}");
            assert_eq!(Order::from_name(order.names()[0]), Some(order));
        }
    }

    #[test]
    fn a_line_is_divided_and_a_command_has_names_in_both_languages() {
        assert_eq!(divided("：筛选　灯:红 农业"), ("筛选", "灯:红 农业"));
        assert_eq!(divided("undo"), ("undo", ""));
        assert_eq!(Order::from_name("ＳＯＲＴ"), Some(Order::Sort));
        let mut names: Vec<&str> = Order::all().flat_map(|o| o.names()).copied().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "no name means two commands");
    }
}
