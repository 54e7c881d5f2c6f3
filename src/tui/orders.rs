//! The command line: commands that take an argument, and what is offered while one is typed.

use super::action::Action;
use super::field::Editor;
use crate::text::{Lang, fold_width};

/// A command that takes an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
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
    /// Changes the colours for this session.
    Theme,
}

impl Order {
    /// All, in the order of the offers.
    pub const ALL: [Order; 9] =
        [Order::Filter, Order::Sort, Order::Group, Order::View, Order::Scope, Order::Period, Order::Export, Order::Goto, Order::Theme];

    /// Its names: the Chinese and the English one, then others.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Order::Filter => &["筛选", "filter", "f", "find", "查找"],
            Order::Sort => &["排序", "sort", "order"],
            Order::Group => &["分组", "group"],
            Order::View => &["视图", "view", "tab"],
            Order::Scope => &["范围", "scope"],
            Order::Period => &["期间", "period", "quarter", "季度"],
            Order::Export => &["导出", "export"],
            Order::Goto => &["转到", "goto", "go", "到"],
            Order::Theme => &["主题", "theme", "colours", "colors"],
        }
    }

    /// The name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.pick(self.names()[0], self.names()[1])
    }

    /// What it does, with an example.
    pub fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Order::Filter => ("筛选清单，如 筛选 牵头:农业 灯:红", "filter the list: filter lead:农业 light:red"),
            Order::Sort => ("排序，如 排序 时限,-完成", "sort the list: sort due,-percent"),
            Order::Group => ("分组，如 分组 部门", "group the list: group department"),
            Order::View => ("打开视图或命名视图，如 视图 部门", "open a tab or a named view: view timeline"),
            Order::Scope => ("切换范围，如 范围 逾期", "choose the scope: scope overdue"),
            Order::Period => ("看哪一期的通报，如 期间 2025Q4", "the bulletin of a period: period 2025Q4"),
            Order::Export => ("导出本期通报，如 导出 docx", "write the bulletin: export docx"),
            Order::Goto => ("转到条目，写编号、项号或事项", "go to an entry: its id, reference or title"),
            Order::Theme => ("换配色（本次），如 主题 浅色", "change the colours for now: theme light"),
        };
        lang.pick(zh, en)
    }

    /// The action that asks for the argument when none is written.
    pub fn asks(self) -> Option<Action> {
        match self {
            Order::Filter => Some(Action::Filter),
            Order::Sort => Some(Action::Sort),
            Order::Group => Some(Action::Group),
            Order::View => Some(Action::Views),
            Order::Scope => Some(Action::NextScope),
            Order::Export => Some(Action::Export),
            Order::Period | Order::Goto | Order::Theme => None,
        }
    }

    /// The command of a name.
    pub fn from_name(name: &str) -> Option<Order> {
        let name = fold_width(name);
        Order::ALL.into_iter().find(|o| o.names().contains(&name.as_str()))
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
    fn a_line_is_divided_and_a_command_has_names_in_both_languages() {
        assert_eq!(divided("：筛选　灯:红 农业"), ("筛选", "灯:红 农业"));
        assert_eq!(divided("undo"), ("undo", ""));
        assert_eq!(Order::from_name("ＳＯＲＴ"), Some(Order::Sort));
        let mut names: Vec<&str> = Order::ALL.iter().flat_map(|o| o.names()).copied().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "no name means two commands");
    }
}
