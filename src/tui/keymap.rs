//! One table of keys, from which input, footer, help and palette are read.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::Action;
use super::model::View;
use crate::text::{Lang, fold_char};

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Whether Control is held.
    pub control: bool,
}

const fn key(code: KeyCode) -> Key {
    Key { code, control: false }
}

const fn ch(c: char) -> Key {
    key(KeyCode::Char(c))
}

const fn ctrl(c: char) -> Key {
    Key { code: KeyCode::Char(c), control: true }
}

impl Key {
    /// The key that was pressed: full-width letters and punctuation of an input method count as the keys that
    /// typed them; Shift counts only through the letter.
    pub fn of(event: KeyEvent) -> Key {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            KeyCode::Char(c) if control => KeyCode::Char(fold_char(c).to_ascii_lowercase()),
            KeyCode::Char(c) => KeyCode::Char(fold_char(c)),
            other => other,
        };
        Key { code, control }
    }

    /// The key's name.
    pub fn label(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.control => c.to_ascii_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::Up => "Up".into(),
            KeyCode::Down => "Down".into(),
            KeyCode::Left => "Left".into(),
            KeyCode::Right => "Right".into(),
            KeyCode::PageDown => "PgDn".into(),
            KeyCode::PageUp => "PgUp".into(),
            KeyCode::BackTab => "S-Tab".into(),
            KeyCode::F(n) => format!("F{n}"),
            other => format!("{other:?}"),
        };
        if self.control { format!("Ctrl-{name}") } else { name }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Binding {
    /// The keys; the first is the one shown.
    pub keys: &'static [Key],
    /// In which views it means anything; empty is everywhere.
    pub views: &'static [View],
    /// What it does.
    pub action: Action,
    /// A few characters for the hint row; empty when it is not shown there.
    pub hint: (&'static str, &'static str),
    /// What it does, for help and palette.
    pub label: (&'static str, &'static str),
}

impl Binding {
    /// Whether it means anything in a view.
    pub fn is_for(&self, view: View) -> bool {
        self.views.is_empty() || self.views.contains(&view)
    }

    /// The hint in a language; empty when it is not shown.
    pub fn hint(&self, lang: Lang) -> &'static str {
        lang.pick(self.hint.0, self.hint.1)
    }

    /// The label in a language.
    pub fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.label.0, self.label.1)
    }
}

macro_rules! bindings {
    ($($keys:expr, $views:expr, $action:ident, $zh_hint:literal / $en_hint:literal, $zh:literal / $en:literal;)*) => {
        /// All keys of the screen, in the order of the help.
        pub const BINDINGS: &[Binding] = &[
            $(Binding { keys: &$keys, views: $views, action: Action::$action, hint: ($zh_hint, $en_hint), label: ($zh, $en) },)*
        ];
    };
}

const L: &[View] = &[View::List];
const D: &[View] = &[View::Dispatch];
const LM: &[View] = &[View::List, View::Departments];
const ALL: &[View] = &[];

bindings! {
    [ch('/')], LM, Filter, "筛选" / "filter", "筛选：文字、拼音首字母、字段（牵头: 状态: 时限< …）" / "filter: words, pinyin initials, fields (lead: status: due< …)";
    [ch('s')], L, SetStatus, "状态" / "status", "设置状态" / "set the status";
    [ch('a')], L, Report, "填报" / "report", "填报进展、问题、下一步和完成比例" / "report progress, problems, next steps, percent";
    [ch('d')], L, MoveDeadline, "时限" / "deadline", "调整时限（写明理由）" / "move the deadline, with a reason";
    [ch('L')], L, AssignLead, "牵头" / "lead", "明确牵头单位" / "name the body that leads";
    [ch('w')], L, Why, "为何" / "why", "为什么是这个灯" / "why this light";
    [ch(' ')], L, Mark, "标记" / "mark", "标记或取消标记" / "mark or unmark";
    [ch('v')], L, MarkRange, "" / "", "从这里起连续标记" / "mark a range from here";
    [ctrl('a')], L, MarkAll, "" / "", "标记筛选出的全部条目" / "mark all that the filter shows";
    [key(KeyCode::Tab)], L, NextScope, "范围" / "scope", "切换范围：全部、我牵头、我配合、临期、逾期" / "scope: all, we lead, we cooperate, due soon, overdue";
    [key(KeyCode::BackTab)], L, PreviousScope, "" / "", "上一个范围" / "previous scope";
    [ch('o')], L, Sort, "排序" / "sort", "选择排序" / "choose the order";
    [ch('O')], L, Reverse, "" / "", "倒序" / "reverse the order";
    [ch('g')], L, Group, "分组" / "group", "选择分组" / "choose the grouping";
    [ch('t')], L, Tree, "" / "", "树形或平铺" / "tree or flat";
    [ch('i')], L, Detail, "" / "", "显示或隐藏详情" / "show or hide the detail pane";
    [ch('J'), key(KeyCode::Right)], L, DetailDown, "" / "", "详情下滚" / "scroll the detail down";
    [ch('K'), key(KeyCode::Left)], L, DetailUp, "" / "", "详情上滚" / "scroll the detail up";
    [ch('r'), key(KeyCode::F(5))], L, Refresh, "" / "", "按筛选刷新清单" / "read the filter anew";
    [ch('y')], L, Copy, "" / "", "复制这一条（编号、标题、牵头、时限）" / "copy the entry (id, title, lead, deadline)";
    [key(KeyCode::Enter)], LM, Open, "打开" / "open", "打开：详情全屏，部门清单" / "open: the detail, a department's list";
    [ch('['), key(KeyCode::Left)], D, EarlierPeriod, "上期" / "earlier", "上一期间" / "the period before";
    [ch(']'), key(KeyCode::Right)], D, LaterPeriod, "下期" / "later", "下一期间" / "the period after";
    [key(KeyCode::Tab)], D, NextLeaf, "切换" / "next tab", "切换：通报、未反馈、编辑提示" / "next tab: the bulletin, who has not reported, notes for the editor";
    [ch('x')], D, Export, "导出" / "export", "导出通报：选择格式（docx、xlsx、html、md、csv、json）" / "export the bulletin: choose docx, xlsx, html, md, csv or json";
    [ch('u'), ctrl('z')], ALL, Undo, "撤销" / "undo", "撤销" / "undo";
    [ctrl('r'), ctrl('y')], ALL, Redo, "" / "", "重做" / "redo";
    [ch('1')], ALL, ListView, "" / "", "清单" / "the list";
    [ch('2')], ALL, DepartmentView, "" / "", "部门" / "departments";
    [ch('6')], ALL, DispatchView, "" / "", "调度通报" / "the bulletin";
    [ch('U')], ALL, ChooseUs, "" / "", "设定本单位（我）" / "say who we are";
    [ch(':')], ALL, Palette, "" / "", "命令" / "command palette";
    [ch('?'), key(KeyCode::F(1))], ALL, Help, "帮助" / "help", "帮助：可搜索，回车即执行" / "help: search it, Enter runs what it finds";
    [ch('j'), key(KeyCode::Down)], ALL, Down, "" / "", "下一行" / "down";
    [ch('k'), key(KeyCode::Up)], ALL, Up, "" / "", "上一行" / "up";
    [key(KeyCode::PageDown), ctrl('f')], ALL, PageDown, "" / "", "下一页" / "page down";
    [key(KeyCode::PageUp), ctrl('b')], ALL, PageUp, "" / "", "上一页" / "page up";
    [key(KeyCode::Home)], ALL, First, "" / "", "第一行" / "first row";
    [key(KeyCode::End), ch('G')], ALL, Last, "" / "", "最后一行" / "last row";
    [key(KeyCode::Esc), key(KeyCode::Backspace)], ALL, Back, "" / "", "返回：关闭、清除筛选" / "back: close, clear the filter";
    [ch('q'), ctrl('c')], ALL, Quit, "退出" / "quit", "退出" / "quit";
}

/// What a key means in a view.
pub fn action_of(key: Key, view: View) -> Option<Action> {
    BINDINGS.iter().filter(|b| b.is_for(view)).find(|b| b.keys.contains(&key)).map(|b| b.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_view() {
        for view in View::ALL {
            let mut seen: Vec<Key> = Vec::new();
            for key in BINDINGS.iter().filter(|b| b.is_for(view)).flat_map(|b| b.keys) {
                assert!(!seen.contains(key), "{} in {view:?}", key.label());
                seen.push(*key);
            }
        }
    }

    #[test]
    fn full_width_keys_do_what_their_half_width_twins_do() {
        let press = |c| Key::of(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        assert_eq!(action_of(press('ｓ'), View::List), Some(Action::SetStatus));
        assert_eq!(action_of(press('？'), View::List), Some(Action::Help));
        assert_eq!(action_of(press('：'), View::List), Some(Action::Palette));
        assert_eq!(action_of(press('、'), View::List), Some(Action::Filter));
        assert_eq!(action_of(press('\u{3000}'), View::List), Some(Action::Mark));
    }
}
