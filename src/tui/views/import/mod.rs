//! Documents of others on their way into the ledger: what is kept of them, and one of them with its source beside it.

pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod draw_back;
mod draw_source;
pub(in crate::tui) mod returned;
pub(in crate::tui) mod reworded;
pub(in crate::tui) mod saying;

use crossterm::event::KeyCode;

use crate::import::{Doubt, Fate, Item, Of, Review as Reviewed, Spot};
use crate::packet::Batch;
use crate::profile::KeptImport;
use crate::query::Book;
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::importing::Opened;
use crate::tui::key::{ch, key};
use crate::tui::listing::Closing;
use crate::tui::tab::Tab;
use crate::tui::table::{Line, Pane, Table};

/// What is said of what was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Review {
    /// To the next doubt.
    Next,
    Previous,
    /// What is under the cursor is right, or the whole of it is to come in.
    Accept,
    /// All of which nothing is doubted.
    AcceptSure,
    Amend,
    Reject,
    /// It belongs to the one above.
    Join,
    Split,
    /// Rules for the whole plan.
    Rules,
    Switch(usize),
    /// What is accepted comes into the ledger.
    TakeIn,
    /// Asks before one is dropped.
    Drop,
    DropFor(String),
    /// A file by its name.
    Read(String),
    /// Forms that came back: a file, a folder, or a name with `*`.
    TakeBack(String),
    Open(usize),
    /// A choice of a doubt.
    Choose(Spot, Of, String),
}

own! {
    Import Review:
    "next-doubt", [ch('n'), key(KeyCode::Tab)], Page, Next, "下一疑点" / "next", "到下一处疑点" / "to the next doubt";
    "previous-doubt", [ch('N'), key(KeyCode::BackTab)], Page, Previous, "" / "", "到上一处疑点" / "to the doubt before";
    "accept-read", [ch('y')], Page, Accept, "接受" / "accept", "疑点：读得对；条目：接受，疑点写入备注" / "a doubt: it was read right; an entry: take it, its doubts in its remark";
    "accept-sure", [ch('A')], Page, AcceptSure, "接受无疑点的" / "accept sure", "一次接受所有没有疑点的条目" / "accept all entries without a doubt in one step";
    "amend-read", [ch('e'), key(KeyCode::F(2))], Page, Amend, "改" / "amend", "修改读出的条目：编号、事项、牵头、其他单位、时限、投资、内容" / "amend what was read: reference, title, lead, others, deadline, investment, text";
    "reject-read", [ch('x')], Page, Reject, "不要" / "reject", "不要这一条，写明理由" / "it is no entry: say why";
    "join-read", [ch('m')], Page, Join, "并上" / "merge", "并入上面一条" / "merge with the entry above";
    "split-read", [ch('s')], Page, Split, "拆" / "split", "拆成几条：在要分开处空一行" / "split into several: an empty line where it is cut";
    "plan-rules", [ch('g')], Page, Rules, "" / "", "通用规则：开、关，关了重读" / "rules for the whole plan: on or off, and read anew";
    "take-in", [ch('t'), key(KeyCode::F(4))], Page, TakeIn, "记入" / "take in", "把已接受的条目记入台账，一步可撤销" / "what is accepted comes into the ledger, as one step";
    "drop-import", [key(KeyCode::Delete)], Row, Drop, "" / "", "丢掉这份导入草稿" / "drop this document";
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// A document that is kept.
    Kept(usize),
    /// A draft, by its place.
    Item(usize),
    /// What was read of it.
    Field(usize, Of),
    /// A doubt of it, by its place.
    Doubt(usize, usize),
    /// A row of a form that came back.
    Back(usize),
    /// What was not taken of such forms.
    Told(usize),
}

impl Line for Row {}

/// The fields that have a row, in their order.
const FIELDS: [Of; 5] = [Of::Lead, Of::Bodies, Of::Deadline, Of::Investment, Of::Entry];

/// The state of the view.
#[derive(Debug, Default)]
pub struct Importing {
    pub(crate) kept: Vec<KeptImport>,
    pub(crate) opened: Option<Box<Opened>>,
    /// Forms that came back, in the place of a document.
    pub(crate) back: Option<Box<Batch>>,
    pub(crate) table: Table<Row>,
    /// How many acts were said since something came into the ledger last: these are taken back before that is.
    pub(crate) fresh: usize,
}

impl Importing {
    pub(crate) fn review(&self) -> Option<&Reviewed> {
        self.opened.as_ref().map(|opened| &opened.review)
    }

    /// The document that is open, else the one under the cursor.
    pub(crate) fn meant(&self) -> Option<&KeptImport> {
        match (&self.opened, self.table.current()) {
            (Some(opened), _) => Some(&opened.kept),
            (None, Some(Row::Kept(at))) => self.kept.get(*at),
            _ => None,
        }
    }

    /// The draft in which the cursor is.
    pub(crate) fn item(&self) -> Option<&Item> {
        let at = self.table.current()?.item()?;
        self.review()?.items().get(at)
    }

    /// What the row under the cursor speaks of.
    pub(crate) fn of(&self) -> Option<Of> {
        match self.table.current()? {
            Row::Field(_, of) => Some(*of),
            Row::Doubt(..) => self.doubt().map(|doubt| doubt.of),
            Row::Item(_) | Row::Kept(_) | Row::Back(_) | Row::Told(_) => None,
        }
    }

    pub(crate) fn doubt(&self) -> Option<&Doubt> {
        let Some(Row::Doubt(_, at)) = self.table.current() else { return None };
        self.item()?.draft.doubts.get(*at)
    }

    /// Makes the rows anew; the cursor stays where it was.
    pub(crate) fn refresh(&mut self) {
        let rows = match (&self.back, self.review()) {
            (Some(back), _) => (0..back.rows.len()).map(Row::Back).chain((0..back.told.len()).map(Row::Told)).collect(),
            (None, Some(review)) => review.items().iter().enumerate().flat_map(|(at, item)| rows_of(at, item)).collect(),
            (None, None) => (0..self.kept.len()).map(Row::Kept).collect(),
        };
        let at = self.table.cursor;
        self.table.renew(rows, |a, b| a == b);
        if self.table.current().is_none() {
            self.table.cursor = at.min(self.table.rows.len().saturating_sub(1));
        }
    }

    /// The cursor goes to the next doubt, where there is none to the next draft of which nothing was said.
    pub(crate) fn seek(&mut self, back: bool) -> bool {
        self.seek_row(back, |row| matches!(row, Row::Doubt(..))) || self.go_on(back)
    }

    /// The cursor goes to what waits next: a doubt, or a draft without one of which nothing was said.
    pub(crate) fn go_on(&mut self, back: bool) -> bool {
        let items = self.review().map(Reviewed::items).unwrap_or_default();
        let waits = |item: &Item| item.fate == Fate::Open && item.draft.doubts.is_empty();
        let waiting: Vec<bool> = items.iter().map(waits).collect();
        self.seek_row(back, |row| match row {
            Row::Doubt(..) => true,
            Row::Item(at) => waiting.get(*at).copied().unwrap_or_default(),
            _ => false,
        })
    }

    /// The cursor goes to the next such row; from the end on from the start.
    pub(super) fn seek_row(&mut self, back: bool, waits: impl Fn(&Row) -> bool) -> bool {
        let count = self.table.rows.len();
        let step = |by: usize| (self.table.cursor + if back { count - by } else { by }) % count;
        let found = (1..=count).map(step).find(|at| self.table.rows.get(*at).is_some_and(&waits));
        self.table.cursor = found.unwrap_or(self.table.cursor);
        found.is_some()
    }
}

impl Row {
    pub(crate) fn item(self) -> Option<usize> {
        match self {
            Row::Kept(_) | Row::Back(_) | Row::Told(_) => None,
            Row::Item(at) | Row::Field(at, _) | Row::Doubt(at, _) => Some(at),
        }
    }
}

/// A draft with what was read of it, each thing with its doubts below it; one that is decided takes one row.
fn rows_of(at: usize, item: &Item) -> Vec<Row> {
    let mut rows = vec![Row::Item(at)];
    if item.fate != Fate::Open {
        return rows;
    }
    let doubts =
        |of: Of| item.draft.doubts.iter().enumerate().filter(move |(_, doubt)| doubt.of == of).map(move |(n, _)| Row::Doubt(at, n));
    rows.extend([Of::Reference, Of::Title].into_iter().flat_map(&doubts));
    for of in FIELDS {
        let is_said = !item.draft.written(of).is_empty() || doubts(of).next().is_some() || of == Of::Lead;
        rows.extend(is_said.then_some(Row::Field(at, of)));
        rows.extend(doubts(of));
    }
    rows
}

impl Tab for Importing {
    fn pane(&self) -> Option<&dyn Pane> {
        Some(&self.table)
    }

    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        Some(&mut self.table)
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        let none = ("没有导入草稿：`:导入 文件` 读方案或表格", "no document: `:import FILE` reads a plan or a sheet");
        self.table.rows.is_empty().then_some(none)
    }

    fn is_there(&self) -> bool {
        self.has_page() || !self.kept.is_empty()
    }

    fn has_page(&self) -> bool {
        self.opened.is_some() || self.back.is_some()
    }

    fn closing(&self) -> Option<Closing> {
        self.has_page().then_some(Closing::Page)
    }

    /// It is kept as it is.
    fn close(&mut self, _: &Book) -> bool {
        if self.back.take().is_some() {
            self.refresh();
            return true;
        }
        let closed = self.opened.take();
        if let Some(opened) = &closed {
            self.refresh();
            self.table.go_to(|row| matches!(row, Row::Kept(at) if self.kept.get(*at).is_some_and(|kept| kept.key == opened.kept.key)));
        }
        closed.is_some()
    }

    fn prepare(&mut self, _: &Book, _: Lang) {
        self.refresh();
    }
}
