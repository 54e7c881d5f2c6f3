//! What a person can ask of the screen, with what it is asked for. Keys, the command line, menus, confirmations and the
//! mouse all make these values; what has no value asks for it. Below them stands the table of their words and keys.

use crossterm::event::KeyCode;
use std::sync::LazyLock;

pub(crate) use super::closing::Closing;
use super::edit::Edit;
use super::form::Known;
use super::form::each_form;
use super::key::{Key, alt, ch, ctrl, key};
pub(crate) use super::letters::Urge;
use super::listing::Fold;
pub(crate) use super::of_steps::OfSteps;
pub(crate) use super::restoring::Restore;
pub(crate) use super::sharing::Share;
use super::tab::Need;
use super::theme::Theme;
use super::views::{View, each_view};
use crate::domain::{Attribute, Cooperation, Status};
use crate::text::Lang;

macro_rules! commands {
    ($($Family:ident)*) => {
        /// Families of commands: each runs in one file, whose match has an arm for every variant.
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) enum Command {
            $($Family($Family),)*
        }

        $(impl From<$Family> for Command {
            fn from(command: $Family) -> Command {
                Command::$Family(command)
            }
        })*
    };
}

macro_rules! families {
    ($($(#[$doc:meta])* $View:ident $tab:tt $go:tt $folder:ident $Family:ident $state:tt $rows:ident;)*) => {
        $(pub(crate) use super::views::$folder::$Family;)*

        commands! { Edit Move Go Mark Columns Ask Given OfSteps Steps Tables Urge Closing Views Restore Share Show Session $($Family)* }
    };
}

each_view!(families);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Move {
    Rows(isize),
    Pages(isize),
    First,
    Last,
    To(usize),
    Detail(i16),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Go {
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
    /// The entries of which a notice spoke last.
    Told,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mark {
    One,
    /// All between here and where the cursor goes.
    Range,
    /// All rows of the filter, or none when all are.
    All,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Columns {
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
    Toggle(Attribute),
    Pin,
    Wrap,
    SortUp,
    SortDown,
}

/// What the command line gives for the entries: it fills in the form that would ask for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    Status(Status),
    /// What a form asks for, as far as it is known.
    Known(Known),
    Cooperate(Vec<Cooperation>),
    Release(Vec<Cooperation>),
    /// Out again what was entered by mistake.
    Withdraw,
    /// The first that is proposed leads.
    TakeProposed,
    DropProposed,
    /// All that others propose.
    AcceptAll,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Steps {
    Undo(usize),
    Redo(usize),
    Choose,
}

/// What is common to the tables of all views.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tables {
    /// By the number of a column.
    SortBy(usize),
    Reverse,
    /// How often each value of a column occurs, which is asked for where no cursor says it.
    Frequency,
    /// By the number of a column.
    CountBy(usize),
    /// Only rows with a value that the row under the cursor has.
    SameValue,
    /// Adds words to the filter.
    Narrow(String),
    Fold(Fold),
    /// The marked rows, else the one under the cursor.
    Copy,
    Export,
    ExportAs(&'static str),
    CopyPath,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Views {
    Choose,
    Take(String),
    /// Asks before one is forgotten.
    Drop(String),
    Forget(String),
    Reset,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Show {
    Detail,
    Why,
    Copy,
    CopyCell,
    Help,
    Line,
    /// The command line with the name of a command that wants an argument.
    LineWith(&'static str),
    Tour,
    /// What the mouse does.
    Mouse,
    /// All commands by number.
    Panel,
    /// Those of a group.
    PanelOf(usize, usize),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Session {
    /// None is the theme that follows the terminal.
    Theme(Option<Box<Theme>>),
    Lang(Lang),
    /// Again what could not be saved.
    Save,
    Quit,
    /// Although something is unsaved.
    Leave,
}

impl Command {
    /// Whether it changes the ledger, or asks for what will.
    pub(crate) fn edits(&self) -> bool {
        match self {
            Command::Ask(ask) => {
                !matches!(ask, Ask::Us | Ask::ViewName | Ask::AmendDraft | Ask::AmendBack | Ask::RejectDraft | Ask::SplitDraft)
            }
            Command::Edit(edit) => !matches!(edit, Edit::Us { .. } | Edit::KeepView(_) | Edit::Review(_) | Edit::Reword(..)),
            Command::Review(what) => *what == Review::TakeIn,
            Command::Given(_) | Command::Rule(_) => true,
            Command::Meet(what) => *what != Meet::Next,
            Command::OfSteps(what) => what.edits(),
            Command::Restore(restore) => *restore == Restore::Take,
            _ => false,
        }
    }
}

/// One row of the table, which input, footer, help, command line and the config's keys read. A command has several where its keys or words differ from view to view.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// Its word for config and command line: `set-status`.
    pub word: &'static str,
    /// The keys; the first is the one shown.
    pub keys: &'static [Key],
    pub(crate) views: Where,
    pub(crate) need: Need,
    pub(crate) command: Command,
    /// A few characters for the hint row; empty when it is not shown there.
    pub(crate) hint: (&'static str, &'static str),
    pub(crate) label: (&'static str, &'static str),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Where {
    All,
    Only(View),
    In(&'static [View]),
    Except(&'static [View]),
}

impl Binding {
    /// The first row of a command; none of one that is asked for with an argument.
    pub(crate) fn of(command: &Command) -> Option<&'static Binding> {
        BINDINGS.iter().find(|b| b.command == *command)
    }

    pub(crate) fn is_for(&self, view: View) -> bool {
        match self.views {
            Where::All => true,
            Where::Only(only) => only == view,
            Where::In(views) => views.contains(&view),
            Where::Except(views) => !views.contains(&view),
        }
    }

    /// The first view in which it means anything; none where it does everywhere.
    pub(crate) fn home(&self) -> Option<View> {
        View::ALL.into_iter().find(|v| self.views != Where::All && self.is_for(*v))
    }

    /// The hint in a language; empty when it is not shown.
    pub(crate) fn hint(&self, lang: Lang) -> &'static str {
        lang.pick(self.hint.0, self.hint.1)
    }

    pub(crate) fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.label.0, self.label.1)
    }
}

macro_rules! bindings {
    ($table:ident: $($word:literal, $keys:expr, $views:expr, $need:ident, $family:ident($($what:tt)+), $zh_hint:literal / $en_hint:literal, $zh:literal / $en:literal;)*) => {
        pub(crate) const $table: &[$crate::tui::command::Binding] = &[
            $($crate::tui::command::Binding {
                word: $word,
                keys: &$keys,
                views: $views,
                need: $crate::tui::tab::Need::$need,
                command: $crate::tui::command::Command::$family($family::$($what)+),
                hint: ($zh_hint, $en_hint),
                label: ($zh, $en),
            },)*
        ];
    };
}
pub(crate) use bindings;

/// The rows of the commands that mean something in one view only, each of the family named before them.
macro_rules! own {
    ($View:ident $Family:ident: $($word:literal, $keys:expr, $need:ident, $what:ident, $zh_hint:literal / $en_hint:literal, $zh:literal / $en:literal;)*) => {
        $crate::tui::command::bindings! {
            OWN:
            $($word, $keys, $crate::tui::command::Where::Only($crate::tui::views::View::$View), $need, $Family($what), $zh_hint / $en_hint, $zh / $en;)*
        }
    };
}
pub(crate) use own;

macro_rules! asks {
    ($($file:ident::$Form:ident $about:ident ($($word:literal, $keys:expr, $views:ident, $need:ident, $hint:literal / $en_hint:literal, $zh:literal / $en:literal)?);)*) => {
        /// Asks, with a form or a menu, for what is to be done.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub(crate) enum Ask {
            Status,
            /// What others propose.
            Proposals,
            $($Form,)*
        }

        bindings! {
            FORMS:
            "set-status", [ch('s'), key(KeyCode::F(4))], LT, Row, Ask(Status), "状态" / "status", "设置状态" / "set the status";
            "proposals", [], LT, Row, Ask(Proposals), "" / "", "建议：采纳或退回别的单位提出的改动" / "proposals: take or decline what other bodies propose";
            $($($word, $keys, $views, $need, Ask($Form), $hint / $en_hint, $zh / $en;)?)*
        }
    };
}

each_form!(asks);

macro_rules! rows {
    ($($(#[$doc:meta])* $View:ident ($key:literal $word:literal $($name:literal)*) ($go:literal $zh:literal $en:literal) $folder:ident $Family:ident $state:tt $rows:ident;)*) => {
        bindings! {
            TO_VIEWS:
            $($go, [ch($key)], ALL, Nothing, Go(View(View::$View)), "" / "", $zh / $en;)*
        }

        /// All rows, in the order of the help: those of the views stand behind the filter.
        pub static BINDINGS: LazyLock<Vec<Binding>> = LazyLock::new(|| {
            let mut rows = FIRST.to_vec();
            $(rows.extend_from_slice(super::views::$folder::OWN);)*
            rows.extend_from_slice(FORMS);
            rows.extend_from_slice(SHARED);
            rows.extend_from_slice(TO_VIEWS);
            rows.extend_from_slice(LAST);
            rows
        });
    };
}

each_view!(rows);

const L: Where = Where::Only(View::List);
const LM: Where = Where::In(&[View::List, View::Departments]);
const M: Where = Where::Only(View::Departments);
const I: Where = Where::Only(View::Indicators);
const ICD: Where = Where::In(&[View::Indicators, View::Contested, View::Today, View::Coordination]);
const LT: Where = Where::In(&[View::List, View::Timeline]);
/// Where rows are entries on which commands act.
const LTP: Where = Where::In(&[View::List, View::Timeline, View::Pool]);
const NOT_LT: Where = Where::Except(&[View::List, View::Timeline]);
const FOLDED: Where = Where::In(&[View::Today, View::Departments, View::Indicators, View::Contested, View::Dispatch]);
/// Where rows are filtered, sorted and marked.
const ROWS: Where = Where::Except(&[View::Import]);
/// Where the rows are those of a table of the view's own.
const TABLES: Where = Where::Except(&[View::List, View::Timeline, View::Import]);
const EXPORTED: Where = Where::Except(&[View::Dispatch, View::Import]);
const LTI: Where = Where::In(&[View::List, View::Timeline, View::Indicators]);
const DLMI: Where = Where::Except(&[View::Timeline, View::Contested]);
const K: Where = Where::Only(View::Coordination);
const ALL: Where = Where::All;

bindings! {
    FIRST:
    "filter", [ch('/'), ctrl('f'), key(KeyCode::F(3))], ROWS, Nothing, Rows(Filter), "筛选" / "filter", "筛选：文字、拼音首字母、字段（牵头: 状态: 时限< …）" / "filter: words, pinyin initials, fields (lead: status: due< …)";
    "show-entry", [key(KeyCode::Enter)], Where::Only(View::Timeline), Row, Go(ShowEntry), "打开" / "open", "在清单中打开这一条" / "open the entry in the list";
}

bindings! {
    SHARED:
    "show-entry", [ch('l'), key(KeyCode::Right)], ICD, Row, Go(ShowEntry), "条目" / "entry", "在清单中打开这一条" / "open the entry in the list";
    "why", [ch('w')], LT, Row, Show(Why), "为何" / "why", "为什么是这个灯" / "why this light";
    "withdraw", [key(KeyCode::Delete)], LT, Row, Given(Withdraw), "" / "", "撤回：去掉登记错的条目；已有记录的改为终止" / "withdraw what was entered by mistake; what has a log is given up instead";
    "take-proposed", [], LT, Row, Given(TakeProposed), "" / "", "采用拟牵头：所标各条由拟牵头的第一个单位牵头，记下依据" / "take the proposed leads: of each the first leads, on its ground";
    "drop-proposed", [], LT, Row, Given(DropProposed), "" / "", "去掉拟牵头：所标各条不再有拟牵头单位" / "drop the proposed leads of those marked";
    "accept-all", [], LT, Row, Given(AcceptAll), "" / "", "采纳建议：所标各条上别的单位的建议全部采纳" / "take all that other bodies propose for those marked";
    "mark", [ch(' ')], ROWS, Marks, Mark(One), "标记" / "mark", "标记或取消标记" / "mark or unmark";
    "letters", [ch('c')], Where::In(&[View::Departments, View::Dispatch]), Marks, Urge(Choose), "写函" / "letters", "写函：给所标的单位各写一封提醒函、催办函或督办函，或一份填报表" / "write a reminder letter, or a form to fill in, to each marked body";
    "mark-range", [ch('v')], LT, Nothing, Mark(Range), "" / "", "从这里起连续标记" / "mark a range from here";
    "mark-all", [ctrl('a')], ROWS, Table, Mark(All), "" / "", "标记筛选出的全部条目" / "mark all that the filter shows";
    "next-scope", [key(KeyCode::Tab)], LT, Nothing, Rows(NextScope), "范围" / "scope", "切换谁的：全部、我牵头、我配合" / "whose: all, we lead, we cooperate";
    "next-kind", [key(KeyCode::BackTab)], LT, Nothing, Rows(NextWhich), "" / "", "切换哪些：不限、临期、逾期、未反馈（与“谁的”合起来）" / "which of them: all, due soon, overdue, unreported";
    "sort", [ch('o')], ROWS, Table, Rows(Sort), "排序" / "sort", "选择排序" / "choose the order";
    "reverse", [ch('O')], LT, Nothing, Rows(Reverse), "" / "", "倒序" / "reverse the order";
    "reverse-table", [ch('O')], TABLES, Table, Tables(Reverse), "" / "", "倒序" / "reverse the order";
    "group", [ch('g')], LTI, Nothing, Rows(Group), "分组" / "group", "选择分组（指标：按方案或不分）" / "choose the grouping (indicators: by plan or not)";
    "entry-steps", [ch('b')], LT, Row, OfSteps(Choose), "步骤" / "parts", "步骤：这一条的分年度、分季度任务，填报、修改、撤回、新增" / "steps: the parts of the entry's work, to report on, change, withdraw, add";
    "fold", [ch('+'), ch('=')], L, Nothing, Rows(Fold), "" / "", "收起或展开这一组、这一上级" / "fold or unfold this group or parent";
    "fold-all", [ch('*')], L, Nothing, Rows(FoldAll), "" / "", "全部收起或展开" / "fold or unfold all";
    "tree", [ch('t')], LT, Nothing, Rows(Tree), "" / "", "树形或平铺" / "tree or flat";
    "detail", [ch('i')], L, Nothing, Show(Detail), "" / "", "显示或隐藏详情" / "show or hide the detail pane";
    "detail-down", [ch('J')], L, Nothing, Move(Detail(3)), "" / "", "详情下滚" / "scroll the detail down";
    "detail-up", [ch('K')], L, Nothing, Move(Detail(-3)), "" / "", "详情上滚" / "scroll the detail up";
    "refresh", [ch('r'), key(KeyCode::F(5))], LT, Nothing, Rows(Refresh), "" / "", "按筛选刷新清单" / "read the filter anew";
    "copy", [ch('y'), ctrl('c')], LT, Row, Show(Copy), "" / "", "复制这一条或标记的各条（粘到表格里各归各列）" / "copy the entry or those marked (columns of a sheet)";
    "copy-rows", [ch('y')], TABLES, Table, Tables(Copy), "" / "", "复制这一行或标记的各行（带表头，粘到表格里各归各列）" / "copy the row or those marked, with heads (columns of a sheet)";
    "export-table", [ch('x'), key(KeyCode::F(7))], EXPORTED, Shown, Tables(Export), "导出" / "export", "导出或打印这张表：所见即所得，连同筛选和排序" / "export or print this table as it is shown";
    "export-again", [ch('X')], ALL, Nothing, Bulletin(Again), "" / "", "再导出一次：格式和文件夹同上次，内容是现在看到的" / "export once more: format and folder of last time, what is shown now";
    "print", [ctrl('p')], ALL, Nothing, Bulletin(Print), "" / "", "打印：把现在看到的写成网页，在浏览器中打开打印" / "print what is shown: a web page opens in the browser";
    "copy-path", [ch('P')], ALL, Nothing, Tables(CopyPath), "" / "", "复制刚导出的文件的路径" / "copy the path of the file that was exported last";
    "close-out", [ch('Z')], Where::In(&[View::Today, View::Departments]), Nothing, Closing(Choose), "" / "", "终期核实：给期满方案的各牵头单位发核实表（已完成、已结转、已终止）" / "closing round: a form to each body that leads something unfinished of a plan that is over";
    "copy-cell", [ch('Y')], L, Row, Show(CopyCell), "" / "", "复制光标所在的一格" / "copy the cell under the cursor";
    "column-left", [ch('h'), key(KeyCode::Left)], LM, Nothing, Columns(Left), "" / "", "左一列" / "one column to the left";
    "column-right", [ch('l'), key(KeyCode::Right)], LM, Nothing, Columns(Right), "" / "", "右一列" / "one column to the right";
    "sort-up", [ch('[')], L, Nothing, Columns(SortUp), "" / "", "按这一列升序（原有次序作为次级）" / "sort by this column, upwards (then as before)";
    "sort-down", [ch(']')], L, Nothing, Columns(SortDown), "" / "", "按这一列降序（原有次序作为次级）" / "sort by this column, downwards (then as before)";
    "same-value", [ch(',')], L, Row, Rows(SameValue), "同值" / "same", "只看这一列同值的条目" / "only entries with this value in this column";
    "same-value-in-table", [ch(',')], TABLES, Table, Tables(SameValue), "" / "", "只看与光标所在行同值的行：选哪一列" / "only rows with a value of this row: choose the column";
    "frequency-in-table", [ch('F')], TABLES, Table, Tables(Frequency), "" / "", "统计一列各值的行数，选一个就只看它" / "how often each value of a column occurs; choosing one shows only it";
    "fold-row", [ch('+'), ch('=')], FOLDED, Table, Tables(Fold(Fold::Here)), "" / "", "收起或展开这一组、这一行" / "fold or unfold this group or row";
    "fold-rows", [ch('*')], FOLDED, Table, Tables(Fold(Fold::All)), "" / "", "全部收起或展开" / "fold or unfold all";
    "frequency", [ch('F')], L, Row, Rows(Frequency), "统计" / "counts", "统计这一列各值的条数" / "how often each value of this column occurs";
    "choose-columns", [ch('C')], L, Nothing, Columns(Choose), "列" / "columns", "选择显示哪些列" / "choose which columns are shown";
    "views", [ch('V')], L, Nothing, Views(Choose), "视图" / "views", "命名视图：存、取、删" / "named views: keep, take, delete";
    "reset-layout", [], ALL, Nothing, Views(Reset), "" / "", "复原版面：各表的列、宽窄、排序、分组、折叠和分栏照初始的样子" / "reset the layout: columns, widths, order, groups, folds and panes as shipped";
    "hide-column", [ch('-')], L, Nothing, Columns(Hide), "" / "", "隐藏这一列" / "hide this column";
    "narrower", [ch('<')], L, Nothing, Columns(Narrower), "" / "", "这一列变窄" / "this column narrower";
    "wider", [ch('>')], L, Nothing, Columns(Wider), "" / "", "这一列变宽" / "this column wider";
    "move-column-left", [ch('{')], L, Nothing, Columns(MoveLeft), "" / "", "这一列左移" / "move this column to the left";
    "move-column-right", [ch('}')], L, Nothing, Columns(MoveRight), "" / "", "这一列右移" / "move this column to the right";
    "pin-column", [ch('!')], L, Nothing, Columns(Pin), "" / "", "固定这一列（横向滚动时不动）" / "pin this column (it stays while others scroll)";
    "wrap", [ch('W')], L, Nothing, Columns(Wrap), "" / "", "长文字折行或截断" / "wrap long texts, or cut them";
    "open", [key(KeyCode::Enter)], DLMI, Open, Go(Open), "打开" / "open", "打开：详情全屏，单位一页，计数背后的条目" / "open: the detail, a body's page, what a count counts";
    "told", [ch(';')], ALL, Nothing, Go(Told), "" / "", "看刚才提示所说的条目" / "the entries of which a notice spoke last";
    "undo", [ch('u'), ctrl('z'), key(KeyCode::F(8))], ALL, Step, Steps(Undo(1)), "撤销" / "undo", "撤销" / "undo";
    "steps", [ch('H')], ALL, Nothing, Steps(Choose), "" / "", "改动记录：撤销到某一步" / "what was done: undo back to a step";
    "redo", [ctrl('r'), ctrl('y')], ALL, Nothing, Steps(Redo(1)), "" / "", "重做" / "redo";
}

bindings! {
    LAST:
    "versions", [], ALL, Nothing, Restore(List), "" / "", "版本：看每次保存前的内容，恢复" / "versions: what was there before each save, to be restored";
    "commit", [], ALL, Nothing, Share(Commit), "" / "", "提交台账到本机的版本库" / "commit the ledger, here only";
    "sync", [ch('S')], ALL, Nothing, Share(Sync), "" / "", "同步：提交、取回、合并、推送（再按一次中止）" / "sync: commit, fetch, merge, push (again: call it off)";
    "palette", [ch(':')], ALL, Nothing, Show(Line), "" / "", "命令" / "command palette";
    "tour", [], ALL, Nothing, Show(Tour), "" / "", "导览：一屏看懂怎么用" / "tour: how it works, on one screen";
    "mouse", [], ALL, Nothing, Show(Mouse), "" / "", "鼠标：能点什么，怎样不用" / "mouse: what it does, and how to do without";
    "panel", [key(KeyCode::F(9))], ALL, Nothing, Show(Panel), "命令" / "commands", "命令：全部按数字选，不用字母" / "all commands, chosen by number";
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
    "quit", [ch('q'), key(KeyCode::F(10))], ALL, Nothing, Session(Quit), "退出" / "quit", "退出" / "quit";
    "quit", [ctrl('c')], NOT_LT, Nothing, Session(Quit), "" / "", "退出" / "quit";
}
