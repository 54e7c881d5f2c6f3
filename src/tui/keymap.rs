//! One table of keys, from which input, footer, help and palette are read.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::Action;
use super::trail::View;
use crate::text::{Lang, fold_char, fold_width};

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Whether Control is held.
    pub control: bool,
    /// Whether Alt is held; it counts with arrows only, since Escape and a letter may arrive as Alt and the letter.
    pub alt: bool,
}

const fn key(code: KeyCode) -> Key {
    Key { code, control: false, alt: false }
}

const fn ch(c: char) -> Key {
    key(KeyCode::Char(c))
}

const fn ctrl(c: char) -> Key {
    Key { code: KeyCode::Char(c), control: true, alt: false }
}

const fn alt(code: KeyCode) -> Key {
    Key { code, control: false, alt: true }
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
        let alt = event.modifiers.contains(KeyModifiers::ALT) && matches!(code, KeyCode::Left | KeyCode::Right);
        Key { code, control, alt }
    }

    /// The key of a letter.
    pub const fn letter(c: char) -> Key {
        ch(c)
    }

    /// The event of the key, as though it were pressed.
    pub fn event(self) -> KeyEvent {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, self.control);
        modifiers.set(KeyModifiers::ALT, self.alt);
        KeyEvent::new(self.code, modifiers)
    }

    /// The key of a name: `z`, `ctrl-s`, `alt-left`, `f5`, `space`, `s-tab`. Upper and lower case differ in single letters.
    pub fn parse(name: &str) -> Option<Key> {
        let lower = name.to_ascii_lowercase();
        if let Some(c) = lower.strip_prefix("ctrl-").or_else(|| lower.strip_prefix("c-")).and_then(only) {
            return (c.is_ascii_graphic()).then(|| ctrl(c));
        }
        if let Some(arrow) = lower.strip_prefix("alt-").or_else(|| lower.strip_prefix("a-")) {
            return Key::parse(arrow).filter(|k| matches!(k.code, KeyCode::Left | KeyCode::Right)).map(|k| alt(k.code));
        }
        if let Some(c) = only(name) {
            return Some(ch(fold_char(c))).filter(|_| !c.is_control());
        }
        let code = match lower.as_str() {
            "space" => KeyCode::Char(' '),
            "enter" => KeyCode::Enter,
            "esc" => KeyCode::Esc,
            "tab" => KeyCode::Tab,
            "s-tab" | "shift-tab" | "backtab" => KeyCode::BackTab,
            "backspace" | "bs" => KeyCode::Backspace,
            "delete" | "del" => KeyCode::Delete,
            "insert" => KeyCode::Insert,
            "up" => KeyCode::Up,
            "down" => KeyCode::Down,
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "pgup" | "pageup" => KeyCode::PageUp,
            "pgdn" | "pagedown" => KeyCode::PageDown,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            other => KeyCode::F(other.strip_prefix('f')?.parse().ok().filter(|n| (1..=24).contains(n))?),
        };
        Some(key(code))
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
        match (self.control, self.alt) {
            (true, _) => format!("Ctrl-{name}"),
            (false, true) => format!("Alt-{name}"),
            (false, false) => name,
        }
    }
}

fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
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
    /// The action's name as it stands in the code.
    name: &'static str,
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

    /// The action's word for config and command line: `set-status`.
    pub fn word(&self) -> String {
        let mut word = String::new();
        for c in self.name.chars() {
            if c.is_ascii_uppercase() && !word.is_empty() {
                word.push('-');
            }
            word.push(c.to_ascii_lowercase());
        }
        word
    }

    /// The head of its Chinese label: `筛选`.
    pub fn short(&self) -> &'static str {
        self.label.0.split(['：', '（', '，']).next().unwrap_or_default()
    }

    /// Whether a word, folded to half width, is a name of the action: its own, its hint or the head of its label.
    pub fn is_named(&self, word: &str) -> bool {
        let head = |label: &'static str| label.split(['：', '（', ':', '(']).next().unwrap_or_default().trim();
        let names = [self.hint.0, self.hint.1, head(self.label.0), head(self.label.1)];
        !word.is_empty() && (self.word() == word || names.into_iter().any(|n| fold_width(n) == word))
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
            $(Binding { keys: &$keys, views: $views, action: Action::$action, name: stringify!($action), hint: ($zh_hint, $en_hint), label: ($zh, $en) },)*
        ];
    };
}

const L: &[View] = &[View::List];
const M: &[View] = &[View::Departments];
const LM: &[View] = &[View::List, View::Departments];
const T: &[View] = &[View::Timeline];
const I: &[View] = &[View::Indicators];
const C: &[View] = &[View::Contested];
const D: &[View] = &[View::Dispatch];
const MICD: &[View] = &[View::Departments, View::Indicators, View::Contested, View::Dispatch];
const IC: &[View] = &[View::Indicators, View::Contested];
const LT: &[View] = &[View::List, View::Timeline];
const LTI: &[View] = &[View::List, View::Timeline, View::Indicators];
const LMI: &[View] = &[View::List, View::Departments, View::Indicators];
const LMTI: &[View] = &[View::List, View::Departments, View::Timeline, View::Indicators];
const ALL: &[View] = &[];

bindings! {
    [ch('/'), ctrl('f')], LMTI, Filter, "筛选" / "filter", "筛选：文字、拼音首字母、字段（牵头: 状态: 时限< …）" / "filter: words, pinyin initials, fields (lead: status: due< …)";
    [key(KeyCode::Enter)], T, ShowEntry, "打开" / "open", "在清单中打开这一条" / "open the entry in the list";
    [ch('+'), ch('=')], T, ZoomIn, "放大" / "zoom in", "放大时间：年、季、月" / "zoom in: years, quarters, months";
    [ch('-'), ch('_')], T, ZoomOut, "缩小" / "zoom out", "缩小时间：月、季、年" / "zoom out: months, quarters, years";
    [ch('h'), key(KeyCode::Left)], T, TimeEarlier, "往前" / "earlier", "看更早的时间" / "earlier time";
    [ch('l'), key(KeyCode::Right)], T, TimeLater, "往后" / "later", "看更晚的时间" / "later time";
    [ch('.')], T, Today, "" / "", "回到今天" / "back to today";
    [ch('a')], I, Measure, "填报" / "measure", "填报指标的实测值" / "enter a measured value";
    [ch('R'), key(KeyCode::Enter)], C, Rule, "采用" / "rule", "裁定：采用光标所在的值" / "rule for the value under the cursor";
    [ch('r')], C, RuleMenu, "按号选" / "by number", "裁定：按号选一个值" / "rule: choose the value by its number";
    [ch('l'), key(KeyCode::Right)], IC, ShowEntry, "条目" / "entry", "在清单中打开这一条" / "open the entry in the list";
    [ch('s')], LT, SetStatus, "状态" / "status", "设置状态" / "set the status";
    [ch('a')], LT, Report, "填报" / "report", "填报进展、问题、下一步和完成比例" / "report progress, problems, next steps, percent";
    [ch('d')], LT, MoveDeadline, "时限" / "deadline", "调整时限（写明理由）" / "move the deadline, with a reason";
    [ch('L')], LT, AssignLead, "牵头" / "lead", "明确牵头单位" / "name the body that leads";
    [ch('e'), key(KeyCode::F(2))], LT, Amend, "" / "", "修改台账所载：事项、内容、配合单位、地区、企业、投资、备注" / "edit the facts: title, summary, bodies, regions, enterprises, investment";
    [ch('w')], LT, Why, "为何" / "why", "为什么是这个灯" / "why this light";
    [ch(' ')], LT, Mark, "标记" / "mark", "标记或取消标记" / "mark or unmark";
    [ch('v')], LT, MarkRange, "" / "", "从这里起连续标记" / "mark a range from here";
    [ctrl('a')], LT, MarkAll, "" / "", "标记筛选出的全部条目" / "mark all that the filter shows";
    [key(KeyCode::Tab)], LT, NextScope, "范围" / "scope", "切换范围：全部、我牵头、我配合、临期、逾期" / "scope: all, we lead, we cooperate, due soon, overdue";
    [key(KeyCode::BackTab)], LT, PreviousScope, "" / "", "上一个范围" / "previous scope";
    [ch('o')], LTI, Sort, "排序" / "sort", "选择排序" / "choose the order";
    [ch('O')], LT, Reverse, "" / "", "倒序" / "reverse the order";
    [ch('g')], LTI, Group, "分组" / "group", "选择分组（指标：按方案或不分）" / "choose the grouping (indicators: by plan or not)";
    [ch('t')], LT, Tree, "" / "", "树形或平铺" / "tree or flat";
    [ch('i')], L, Detail, "" / "", "显示或隐藏详情" / "show or hide the detail pane";
    [ch('J')], L, DetailDown, "" / "", "详情下滚" / "scroll the detail down";
    [ch('K')], L, DetailUp, "" / "", "详情上滚" / "scroll the detail up";
    [ch('r'), key(KeyCode::F(5))], LT, Refresh, "" / "", "按筛选刷新清单" / "read the filter anew";
    [ch('y'), ctrl('c')], LT, Copy, "" / "", "复制这一条或标记的各条（粘到表格里各归各列）" / "copy the entry or those marked (columns of a sheet)";
    [ch('Y')], L, CopyCell, "" / "", "复制光标所在的一格" / "copy the cell under the cursor";
    [ch('h'), key(KeyCode::Left)], LM, ColumnLeft, "" / "", "左一列" / "one column to the left";
    [ch('l'), key(KeyCode::Right)], LM, ColumnRight, "" / "", "右一列" / "one column to the right";
    [ch('[')], L, SortUp, "" / "", "按这一列升序（原有次序作为次级）" / "sort by this column, upwards (then as before)";
    [ch(']')], L, SortDown, "" / "", "按这一列降序（原有次序作为次级）" / "sort by this column, downwards (then as before)";
    [ch(',')], L, SameValue, "同值" / "same", "只看这一列同值的条目" / "only entries with this value in this column";
    [ch('F')], L, Frequency, "统计" / "counts", "统计这一列各值的条数" / "how often each value of this column occurs";
    [ch('C')], L, ChooseColumns, "列" / "columns", "选择显示哪些列" / "choose which columns are shown";
    [ch('V')], L, Views, "视图" / "views", "命名视图：存、取、删" / "named views: keep, take, delete";
    [ch('-')], L, HideColumn, "" / "", "隐藏这一列" / "hide this column";
    [ch('<')], L, Narrower, "" / "", "这一列变窄" / "this column narrower";
    [ch('>')], L, Wider, "" / "", "这一列变宽" / "this column wider";
    [ch('{')], L, MoveColumnLeft, "" / "", "这一列左移" / "move this column to the left";
    [ch('}')], L, MoveColumnRight, "" / "", "这一列右移" / "move this column to the right";
    [ch('!')], L, PinColumn, "" / "", "固定这一列（横向滚动时不动）" / "pin this column (it stays while others scroll)";
    [ch('W')], L, Wrap, "" / "", "长文字折行或截断" / "wrap long texts, or cut them";
    [ch('f')], M, ListOfBody, "全部条目" / "its list", "在清单中看这个单位的全部条目" / "all that this body leads or shares in, in the list";
    [key(KeyCode::Enter)], LMI, Open, "打开" / "open", "打开：详情全屏，单位一页，计数背后的条目" / "open: the detail, a body's page, what a count counts";
    [ch('['), key(KeyCode::Left)], D, EarlierPeriod, "上期" / "earlier", "上一期间" / "the period before";
    [ch(']'), key(KeyCode::Right)], D, LaterPeriod, "下期" / "later", "下一期间" / "the period after";
    [key(KeyCode::Tab)], D, NextLeaf, "切换" / "next tab", "切换：通报、未反馈、编辑提示" / "next tab: the bulletin, who has not reported, notes for the editor";
    [ch('x')], D, Export, "导出" / "export", "导出通报：选择格式（docx、xlsx、html、md、csv、json）" / "export the bulletin: choose docx, xlsx, html, md, csv or json";
    [ch('u'), ctrl('z')], ALL, Undo, "撤销" / "undo", "撤销" / "undo";
    [ch('H')], ALL, Steps, "" / "", "改动记录：撤销到某一步" / "what was done: undo back to a step";
    [ctrl('r'), ctrl('y')], ALL, Redo, "" / "", "重做" / "redo";
    [ch('1')], ALL, ListView, "" / "", "清单" / "the list";
    [ch('2')], ALL, DepartmentView, "" / "", "部门" / "departments";
    [ch('3')], ALL, TimelineView, "" / "", "时间轴" / "the timeline";
    [ch('4')], ALL, IndicatorView, "" / "", "指标" / "indicators";
    [ch('5')], ALL, ContestedView, "" / "", "待裁定" / "contested values";
    [ch('6')], ALL, DispatchView, "" / "", "调度通报" / "the bulletin";
    [], ALL, Commit, "" / "", "提交台账到本机的版本库" / "commit the ledger, here only";
    [ch('S')], ALL, Sync, "" / "", "同步：提交、取回、合并、推送（再按一次中止）" / "sync: commit, fetch, merge, push (again: call it off)";
    [ch('U')], ALL, ChooseUs, "" / "", "设定本单位（我）" / "say who we are";
    [ch(':')], ALL, Palette, "" / "", "命令" / "command palette";
    [], ALL, Tour, "" / "", "导览：一屏看懂怎么用" / "tour: how it works, on one screen";
    [ch('?'), key(KeyCode::F(1))], ALL, Help, "帮助" / "help", "帮助：可搜索，回车即执行" / "help: search it, Enter runs what it finds";
    [ch('j'), key(KeyCode::Down)], ALL, Down, "" / "", "下一行" / "down";
    [ch('k'), key(KeyCode::Up)], ALL, Up, "" / "", "上一行" / "up";
    [key(KeyCode::PageDown), ctrl('d')], ALL, PageDown, "" / "", "下一页" / "page down";
    [key(KeyCode::PageUp), ctrl('b')], ALL, PageUp, "" / "", "上一页" / "page up";
    [key(KeyCode::Home)], ALL, First, "" / "", "第一行" / "first row";
    [key(KeyCode::End), ch('G')], ALL, Last, "" / "", "最后一行" / "last row";
    [key(KeyCode::Esc), key(KeyCode::Backspace), alt(KeyCode::Left)], ALL, Back, "" / "", "返回：关闭、清除筛选、回到来处" / "back: close, clear the filter, return";
    [alt(KeyCode::Right)], ALL, Forward, "" / "", "前进：再到返回前的地方" / "forward again to where one was before going back";
    [ctrl('s')], ALL, Save, "" / "", "保存（每次改动都已自动存盘）" / "save (every change is saved by itself)";
    [ch('q')], ALL, Quit, "退出" / "quit", "退出" / "quit";
    [ctrl('c')], MICD, Quit, "" / "", "退出" / "quit";
}
