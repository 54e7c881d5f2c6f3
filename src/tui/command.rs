//! What a person can ask of the screen, with what it is asked for. Keys, the command line, menus, confirmations and the
//! mouse all make these values; what has no value asks for it. Below them stands the table of their words and keys.

use crossterm::event::KeyCode;

use super::contested::Ruling;
use super::dispatch::Leaf;
use super::edit::Edit;
use super::indicators::IndicatorOrder;
use super::key::{Key, alt, ctrl, key};
use super::sharing::Round;
use super::theme::Theme;
use super::trail::View;
use crate::domain::{Attribute, Cooperation, DeptId, Period, Status};
use crate::query::{GroupBy, Order, Scope};
use crate::text::{Lang, fold_width};

macro_rules! commands {
    ($($(#[$doc:meta])* $family:ident $(: $copy:ident)? { $($variants:tt)* })*) => {
        /// Families of commands: each runs in one file of `update`, whose match has an arm for every variant.
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) enum Command {
            Edit(Edit),
            $($family($family),)*
        }

        impl From<Edit> for Command {
            fn from(edit: Edit) -> Command {
                Command::Edit(edit)
            }
        }

        $($(#[$doc])*
        #[derive(Clone, Debug, PartialEq $(, $copy)?)]
        pub(crate) enum $family {
            $($variants)*
        }

        impl From<$family> for Command {
            fn from(command: $family) -> Command {
                Command::$family(command)
            }
        })*
    };
}

commands! {
    Move: Copy {
        Rows(isize),
        Pages(isize),
        First,
        Last,
        /// To a row by its number.
        To(usize),
        /// Scrolls the detail by lines.
        Detail(i16),
    }

    Go: Copy {
        View(View),
        /// Into what is under the cursor.
        Open,
        /// One step: close, clear, return.
        Back,
        /// Again to the place that was left by going back.
        Forward,
        /// The entry that the row is about, in the list.
        ShowEntry,
        /// An entry in the list, by its place in the ledger.
        Entry(usize),
        /// All that a body leads or shares in, in the list.
        ListOfBody,
    }

    /// Which entries are shown, and in which order.
    Rows {
        Filter,
        FilterBy(String),
        /// Only entries with the same value in the column under the cursor.
        SameValue,
        /// Adds a term to the filter, where there is one.
        Narrow(Option<String>),
        /// How often each value of the column occurs.
        Frequency,
        NextScope,
        PreviousScope,
        Scope(Scope),
        Sort,
        SortBy(Order),
        /// A further key of the order; the menu stays.
        SortAlso(Attribute),
        SortIndicators(IndicatorOrder),
        Reverse,
        Group,
        GroupBy(GroupBy),
        Tree,
        /// Reads the filter anew: rows that no longer match go.
        Refresh,
    }

    Mark: Copy {
        One,
        /// All between here and where the cursor goes.
        Range,
        /// All rows of the filter, or none when all are.
        All,
    }

    /// Arranges the columns of the list.
    Columns: Copy {
        Left,
        Right,
        /// The cursor to a column; there already, sorts by it, and then the other way round.
        Head(Attribute),
        MoveLeft,
        MoveRight,
        Narrower,
        Wider,
        Hide,
        Choose,
        /// Shows or hides a column; the menu stays.
        Toggle(Attribute),
        Pin,
        Wrap,
        SortUp,
        SortDown,
    }

    Time: Copy { ZoomIn, ZoomOut, Earlier, Later, Today }

    /// Asks, with a form or a menu, for what is to be done.
    Ask: Copy { Status, Report, Deadline, Lead, Amend, Measure, Us, ViewName }

    /// What the command line gives for the entries: it fills in the form that would ask for it.
    Given {
        Status(Status),
        Deadline { when: String, reason: String },
        Lead { to: DeptId, reason: String },
        Cooperate(Vec<Cooperation>),
        /// Bodies that no longer cooperate.
        Release(Vec<Cooperation>),
        Progress { percent: String, words: String },
    }

    Rule {
        /// For the value under the cursor.
        Here,
        Choose,
        For(Ruling),
    }

    Bulletin: Copy {
        Earlier,
        Later,
        Of(Period),
        NextLeaf,
        Leaf(Leaf),
        Export,
        /// By the format's word.
        ExportAs(&'static str),
        CallOff,
    }

    Steps: Copy { Undo(usize), Redo(usize), Choose }

    /// Named views of the list.
    Views {
        Choose,
        Take(String),
        /// Asks before one is forgotten.
        Drop(String),
        Forget(String),
    }

    Share: Copy {
        Commit,
        /// After a question; again: calls it off.
        Sync,
        Begin(Round),
    }

    Show: Copy { Detail, Why, Copy, CopyCell, Help, Line, Tour }

    Session {
        /// None is the theme that follows the terminal.
        Theme(Option<Box<Theme>>),
        Lang(Lang),
        /// Again what could not be saved.
        Save,
        Quit,
        /// Although something is unsaved.
        Leave,
    }
}

/// One row of the table, which input, footer, help, command line and the config's keys read. A command has several where its keys or words differ from view to view.
#[derive(Debug, PartialEq)]
pub struct Binding {
    /// Its word for config and command line: `set-status`.
    pub word: &'static str,
    /// The keys; the first is the one shown.
    pub keys: &'static [Key],
    /// In which views it means anything; empty is everywhere.
    views: &'static [View],
    /// What must be there for it to do anything.
    pub(crate) need: Need,
    pub(crate) command: Command,
    /// A few characters for the hint row; empty when it is not shown there.
    hint: (&'static str, &'static str),
    /// What it does, for help and command line.
    pub(crate) label: (&'static str, &'static str),
}

/// What must be there for a command to do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Nothing,
    /// What the view's rows are about: an entry, an indicator, a contested value.
    Row,
    /// A step that can be undone.
    Step,
}

impl Binding {
    /// The first row of a command; none of one that is asked for with an argument.
    pub(crate) fn of(command: &Command) -> Option<&'static Binding> {
        BINDINGS.iter().find(|b| b.command == *command)
    }

    /// Whether it means anything in a view.
    pub(crate) fn is_for(&self, view: View) -> bool {
        self.views.is_empty() || self.views.contains(&view)
    }

    /// The first view in which it means anything; none where it does everywhere.
    pub(crate) fn home(&self) -> Option<View> {
        self.views.first().copied()
    }

    /// The head of its Chinese label: `筛选`.
    pub(crate) fn short(&self) -> &'static str {
        self.label.0.split(['：', '（', '，']).next().unwrap_or_default()
    }

    /// What it is called on the command line: its word, the head of its label, its hints.
    pub(crate) fn names(&self) -> [&'static str; 4] {
        [self.word, self.short(), self.hint.0, self.hint.1]
    }

    /// Whether a word, folded to half width, is a name of the command: its own, its hint or the head of its label.
    pub(crate) fn is_named(&self, word: &str) -> bool {
        let head = |label: &'static str| label.split(['：', '（', ':', '(']).next().unwrap_or_default().trim();
        let names = [self.word, self.hint.0, self.hint.1, head(self.label.0), head(self.label.1)];
        !word.is_empty() && names.into_iter().any(|n| fold_width(n) == word)
    }

    /// The hint in a language; empty when it is not shown.
    pub(crate) fn hint(&self, lang: Lang) -> &'static str {
        lang.pick(self.hint.0, self.hint.1)
    }

    /// The label in a language.
    pub(crate) fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.label.0, self.label.1)
    }
}

macro_rules! bindings {
    ($($word:literal, $keys:expr, $views:expr, $need:ident, $family:ident($($what:tt)+), $zh_hint:literal / $en_hint:literal, $zh:literal / $en:literal;)*) => {
        /// All rows, in the order of the help.
        pub static BINDINGS: &[Binding] = &[
            $(Binding {
                word: $word,
                keys: &$keys,
                views: $views,
                need: Need::$need,
                command: Command::$family($family::$($what)+),
                hint: ($zh_hint, $en_hint),
                label: ($zh, $en),
            },)*
        ];
    };
}

const fn ch(c: char) -> Key {
    Key::letter(c)
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
    "filter", [ch('/'), ctrl('f')], LMTI, Nothing, Rows(Filter), "筛选" / "filter", "筛选：文字、拼音首字母、字段（牵头: 状态: 时限< …）" / "filter: words, pinyin initials, fields (lead: status: due< …)";
    "show-entry", [key(KeyCode::Enter)], T, Row, Go(ShowEntry), "打开" / "open", "在清单中打开这一条" / "open the entry in the list";
    "zoom-in", [ch('+'), ch('=')], T, Nothing, Time(ZoomIn), "放大" / "zoom in", "放大时间：年、季、月" / "zoom in: years, quarters, months";
    "zoom-out", [ch('-'), ch('_')], T, Nothing, Time(ZoomOut), "缩小" / "zoom out", "缩小时间：月、季、年" / "zoom out: months, quarters, years";
    "time-earlier", [ch('h'), key(KeyCode::Left)], T, Nothing, Time(Earlier), "往前" / "earlier", "看更早的时间" / "earlier time";
    "time-later", [ch('l'), key(KeyCode::Right)], T, Nothing, Time(Later), "往后" / "later", "看更晚的时间" / "later time";
    "today", [ch('.')], T, Nothing, Time(Today), "" / "", "回到今天" / "back to today";
    "measure", [ch('a')], I, Row, Ask(Measure), "填报" / "measure", "填报指标的实测值" / "enter a measured value";
    "rule", [ch('R'), key(KeyCode::Enter)], C, Row, Rule(Here), "采用" / "rule", "裁定：采用光标所在的值" / "rule for the value under the cursor";
    "rule-menu", [ch('r')], C, Row, Rule(Choose), "按号选" / "by number", "裁定：按号选一个值" / "rule: choose the value by its number";
    "show-entry", [ch('l'), key(KeyCode::Right)], IC, Row, Go(ShowEntry), "条目" / "entry", "在清单中打开这一条" / "open the entry in the list";
    "set-status", [ch('s')], LT, Row, Ask(Status), "状态" / "status", "设置状态" / "set the status";
    "report", [ch('a')], LT, Row, Ask(Report), "填报" / "report", "填报进展、问题、下一步和完成比例" / "report progress, problems, next steps, percent";
    "move-deadline", [ch('d')], LT, Row, Ask(Deadline), "时限" / "deadline", "调整时限（写明理由）" / "move the deadline, with a reason";
    "assign-lead", [ch('L')], LT, Row, Ask(Lead), "牵头" / "lead", "明确牵头单位" / "name the body that leads";
    "amend", [ch('e'), key(KeyCode::F(2))], LT, Row, Ask(Amend), "" / "", "修改台账所载：事项、内容、配合单位、地区、企业、投资、备注" / "edit the facts: title, summary, bodies, regions, enterprises, investment";
    "why", [ch('w')], LT, Row, Show(Why), "为何" / "why", "为什么是这个灯" / "why this light";
    "mark", [ch(' ')], LT, Row, Mark(One), "标记" / "mark", "标记或取消标记" / "mark or unmark";
    "mark-range", [ch('v')], LT, Nothing, Mark(Range), "" / "", "从这里起连续标记" / "mark a range from here";
    "mark-all", [ctrl('a')], LT, Nothing, Mark(All), "" / "", "标记筛选出的全部条目" / "mark all that the filter shows";
    "next-scope", [key(KeyCode::Tab)], LT, Nothing, Rows(NextScope), "范围" / "scope", "切换范围：全部、我牵头、我配合、临期、逾期" / "scope: all, we lead, we cooperate, due soon, overdue";
    "previous-scope", [key(KeyCode::BackTab)], LT, Nothing, Rows(PreviousScope), "" / "", "上一个范围" / "previous scope";
    "sort", [ch('o')], LTI, Nothing, Rows(Sort), "排序" / "sort", "选择排序" / "choose the order";
    "reverse", [ch('O')], LT, Nothing, Rows(Reverse), "" / "", "倒序" / "reverse the order";
    "group", [ch('g')], LTI, Nothing, Rows(Group), "分组" / "group", "选择分组（指标：按方案或不分）" / "choose the grouping (indicators: by plan or not)";
    "tree", [ch('t')], LT, Nothing, Rows(Tree), "" / "", "树形或平铺" / "tree or flat";
    "detail", [ch('i')], L, Nothing, Show(Detail), "" / "", "显示或隐藏详情" / "show or hide the detail pane";
    "detail-down", [ch('J')], L, Nothing, Move(Detail(3)), "" / "", "详情下滚" / "scroll the detail down";
    "detail-up", [ch('K')], L, Nothing, Move(Detail(-3)), "" / "", "详情上滚" / "scroll the detail up";
    "refresh", [ch('r'), key(KeyCode::F(5))], LT, Nothing, Rows(Refresh), "" / "", "按筛选刷新清单" / "read the filter anew";
    "copy", [ch('y'), ctrl('c')], LT, Row, Show(Copy), "" / "", "复制这一条或标记的各条（粘到表格里各归各列）" / "copy the entry or those marked (columns of a sheet)";
    "copy-cell", [ch('Y')], L, Row, Show(CopyCell), "" / "", "复制光标所在的一格" / "copy the cell under the cursor";
    "column-left", [ch('h'), key(KeyCode::Left)], LM, Nothing, Columns(Left), "" / "", "左一列" / "one column to the left";
    "column-right", [ch('l'), key(KeyCode::Right)], LM, Nothing, Columns(Right), "" / "", "右一列" / "one column to the right";
    "sort-up", [ch('[')], L, Nothing, Columns(SortUp), "" / "", "按这一列升序（原有次序作为次级）" / "sort by this column, upwards (then as before)";
    "sort-down", [ch(']')], L, Nothing, Columns(SortDown), "" / "", "按这一列降序（原有次序作为次级）" / "sort by this column, downwards (then as before)";
    "same-value", [ch(',')], L, Row, Rows(SameValue), "同值" / "same", "只看这一列同值的条目" / "only entries with this value in this column";
    "frequency", [ch('F')], L, Row, Rows(Frequency), "统计" / "counts", "统计这一列各值的条数" / "how often each value of this column occurs";
    "choose-columns", [ch('C')], L, Nothing, Columns(Choose), "列" / "columns", "选择显示哪些列" / "choose which columns are shown";
    "views", [ch('V')], L, Nothing, Views(Choose), "视图" / "views", "命名视图：存、取、删" / "named views: keep, take, delete";
    "hide-column", [ch('-')], L, Nothing, Columns(Hide), "" / "", "隐藏这一列" / "hide this column";
    "narrower", [ch('<')], L, Nothing, Columns(Narrower), "" / "", "这一列变窄" / "this column narrower";
    "wider", [ch('>')], L, Nothing, Columns(Wider), "" / "", "这一列变宽" / "this column wider";
    "move-column-left", [ch('{')], L, Nothing, Columns(MoveLeft), "" / "", "这一列左移" / "move this column to the left";
    "move-column-right", [ch('}')], L, Nothing, Columns(MoveRight), "" / "", "这一列右移" / "move this column to the right";
    "pin-column", [ch('!')], L, Nothing, Columns(Pin), "" / "", "固定这一列（横向滚动时不动）" / "pin this column (it stays while others scroll)";
    "wrap", [ch('W')], L, Nothing, Columns(Wrap), "" / "", "长文字折行或截断" / "wrap long texts, or cut them";
    "list-of-body", [ch('f')], M, Nothing, Go(ListOfBody), "全部条目" / "its list", "在清单中看这个单位的全部条目" / "all that this body leads or shares in, in the list";
    "open", [key(KeyCode::Enter)], LMI, Row, Go(Open), "打开" / "open", "打开：详情全屏，单位一页，计数背后的条目" / "open: the detail, a body's page, what a count counts";
    "earlier-period", [ch('['), key(KeyCode::Left)], D, Nothing, Bulletin(Earlier), "上期" / "earlier", "上一期间" / "the period before";
    "later-period", [ch(']'), key(KeyCode::Right)], D, Nothing, Bulletin(Later), "下期" / "later", "下一期间" / "the period after";
    "next-leaf", [key(KeyCode::Tab)], D, Nothing, Bulletin(NextLeaf), "切换" / "next tab", "切换：通报、未反馈、编辑提示" / "next tab: the bulletin, who has not reported, notes for the editor";
    "export", [ch('x')], D, Nothing, Bulletin(Export), "导出" / "export", "导出通报：选择格式（docx、xlsx、html、md、csv、json）" / "export the bulletin: choose docx, xlsx, html, md, csv or json";
    "undo", [ch('u'), ctrl('z')], ALL, Step, Steps(Undo(1)), "撤销" / "undo", "撤销" / "undo";
    "steps", [ch('H')], ALL, Nothing, Steps(Choose), "" / "", "改动记录：撤销到某一步" / "what was done: undo back to a step";
    "redo", [ctrl('r'), ctrl('y')], ALL, Nothing, Steps(Redo(1)), "" / "", "重做" / "redo";
    "list-view", [ch('1')], ALL, Nothing, Go(View(View::List)), "" / "", "清单" / "the list";
    "department-view", [ch('2')], ALL, Nothing, Go(View(View::Departments)), "" / "", "部门" / "departments";
    "timeline-view", [ch('3')], ALL, Nothing, Go(View(View::Timeline)), "" / "", "时间轴" / "the timeline";
    "indicator-view", [ch('4')], ALL, Nothing, Go(View(View::Indicators)), "" / "", "指标" / "indicators";
    "contested-view", [ch('5')], ALL, Nothing, Go(View(View::Contested)), "" / "", "待裁定" / "contested values";
    "dispatch-view", [ch('6')], ALL, Nothing, Go(View(View::Dispatch)), "" / "", "调度通报" / "the bulletin";
    "commit", [], ALL, Nothing, Share(Commit), "" / "", "提交台账到本机的版本库" / "commit the ledger, here only";
    "sync", [ch('S')], ALL, Nothing, Share(Sync), "" / "", "同步：提交、取回、合并、推送（再按一次中止）" / "sync: commit, fetch, merge, push (again: call it off)";
    "choose-us", [ch('U')], ALL, Nothing, Ask(Us), "" / "", "设定本单位（我）" / "say who we are";
    "palette", [ch(':')], ALL, Nothing, Show(Line), "" / "", "命令" / "command palette";
    "tour", [], ALL, Nothing, Show(Tour), "" / "", "导览：一屏看懂怎么用" / "tour: how it works, on one screen";
    "help", [ch('?'), key(KeyCode::F(1))], ALL, Nothing, Show(Help), "帮助" / "help", "帮助：可搜索，回车即执行" / "help: search it, Enter runs what it finds";
    "down", [ch('j'), key(KeyCode::Down)], ALL, Nothing, Move(Rows(1)), "" / "", "下一行" / "down";
    "up", [ch('k'), key(KeyCode::Up)], ALL, Nothing, Move(Rows(-1)), "" / "", "上一行" / "up";
    "page-down", [key(KeyCode::PageDown), ctrl('d')], ALL, Nothing, Move(Pages(1)), "" / "", "下一页" / "page down";
    "page-up", [key(KeyCode::PageUp), ctrl('b')], ALL, Nothing, Move(Pages(-1)), "" / "", "上一页" / "page up";
    "first", [key(KeyCode::Home)], ALL, Nothing, Move(First), "" / "", "第一行" / "first row";
    "last", [key(KeyCode::End), ch('G')], ALL, Nothing, Move(Last), "" / "", "最后一行" / "last row";
    "back", [key(KeyCode::Esc), key(KeyCode::Backspace), alt(KeyCode::Left)], ALL, Nothing, Go(Back), "" / "", "返回：关闭、清除筛选、回到来处" / "back: close, clear the filter, return";
    "forward", [alt(KeyCode::Right)], ALL, Nothing, Go(Forward), "" / "", "前进：再到返回前的地方" / "forward again to where one was before going back";
    "save", [ctrl('s')], ALL, Nothing, Session(Save), "" / "", "保存（每次改动都已自动存盘）" / "save (every change is saved by itself)";
    "quit", [ch('q')], ALL, Nothing, Session(Quit), "退出" / "quit", "退出" / "quit";
    "quit", [ctrl('c')], MICD, Nothing, Session(Quit), "" / "", "退出" / "quit";
}
