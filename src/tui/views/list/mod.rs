pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;

use chrono::NaiveDate;
use std::cell::{Cell, OnceCell};
use std::collections::HashSet;

use crate::domain::{Attribute, DeptId, EntryId, Ledger, Standings};
use crate::query::{
    Book, Completion, Filter, FilterError, GroupBy, Order, Outliner, Query, Scope, Selected, Selection, Snapshot, Sums, group,
};
use crate::text::Lang;
use crate::tui::columns::Columns;
use crate::tui::command::own;
use crate::tui::field::Editor;
use crate::tui::listing::Closing;
use crate::tui::marks::Marks;
use crate::tui::tab::{Seen, Tab};
use crate::tui::table::{Line, settled};

/// Which entries are shown, and in which order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rows {
    Filter,
    FilterBy(String),
    /// Only entries with the same value in the column under the cursor.
    SameValue,
    /// Adds a term to the filter, where there is one.
    Narrow(Option<String>),
    /// How often each value of the column occurs.
    Frequency,
    /// All, what we lead, what we share in.
    NextScope,
    /// All, due soon, overdue, unreported; of whomever it was.
    NextWhich,
    Scope(Scope),
    Sort,
    SortBy(Order),
    /// A further key of the order; the menu stays.
    SortAlso(Attribute),
    Reverse,
    Group,
    GroupBy(GroupBy),
    Tree,
    /// Folds or unfolds the group or the parent under the cursor.
    Fold,
    /// All groups and parents.
    FoldAll,
    /// Reads the filter anew: rows that no longer match go.
    Refresh,
}

own! { List Rows: }

/// A heading with the number of entries under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// What they have in common.
    pub(crate) label: String,
    pub(crate) count: usize,
    /// Its entries, where it is folded and they are not shown.
    pub(crate) folded: Option<Vec<usize>>,
    /// What they come to: reckoned when the heading is first seen, since most never are.
    sums: OnceCell<Sums>,
}

/// One row of the list; small, since there are as many as entries.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A heading.
    Group(Box<Heading>),
    /// An entry, by its place in the ledger, with its depth in the tree.
    Entry {
        /// Place in the ledger.
        index: usize,
        /// Depth: 0 is the top.
        depth: u8,
    },
}

impl Row {
    /// The entry's place in the ledger; nothing for a heading.
    pub(crate) fn place(&self) -> Option<usize> {
        match self {
            Row::Group(_) => None,
            Row::Entry { index, .. } => Some(*index),
        }
    }
}

impl Line for Row {
    /// A folded group is a row to stand on.
    fn is_heading(&self) -> bool {
        matches!(self, Row::Group(heading) if heading.folded.is_none())
    }
}

/// Cells of the detail pane by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pane {
    pub(crate) beside: Option<u16>,
    pub(crate) below: Option<u16>,
}

/// What is offered while the filter is typed, and the filters used before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offers {
    /// What could stand at the caret.
    pub(crate) completion: Completion,
    pub(crate) chosen: usize,
    /// How far back in the filters used before: 0 is what is being typed.
    pub(crate) back: usize,
    /// Whether a filter was remembered that is not written yet.
    pub(crate) fresh: bool,
    /// What was typed before one went back.
    pub(crate) typed: String,
}

impl Offers {
    pub(crate) fn any(&self) -> bool {
        !self.completion.offers.is_empty()
    }
}

/// The state of the list.
#[derive(Debug, Default)]
pub struct List {
    pub input: Editor,
    pub typing: bool,
    pub(crate) offers: Offers,
    pub(crate) mistake: Option<FilterError>,
    /// Groups that are folded, by their labels, and parents, by their ids.
    pub(crate) folds: HashSet<String>,
    /// Why it holds nothing.
    pub(crate) emptied: Option<String>,
    pub(crate) filter: Filter,
    /// The filter, compiled for this ledger.
    pub(crate) query: Query,
    pub scope: Scope,
    pub order: Order,
    pub group: GroupBy,
    /// Which columns, how wide.
    pub columns: Columns,
    /// Whether parts hang under their programmes.
    pub(crate) tree: bool,
    /// Whether the detail pane is shown.
    pub(crate) detail: bool,
    /// How large the detail pane is, where a person has dragged its edge.
    pub(crate) pane: Pane,
    /// Whether the detail fills the screen.
    pub zoomed: bool,
    pub(crate) detail_scroll: u16,
    pub rows: Vec<Row>,
    /// How many entries the rows hold.
    pub count: usize,
    pub cursor: usize,
    /// The first row in sight. Only drawing writes it.
    pub(crate) first: Cell<usize>,
    /// The entry that the person chose last: the cursor returns to it when it is in sight again.
    home: Option<usize>,
    pub marks: Marks,
    /// Where a range of marks begins.
    pub(crate) anchor: Option<usize>,
    /// Entries changed since the filter was last read: they stay, though they may not fit it any more.
    pub(crate) kept: HashSet<EntryId>,
}

impl List {
    /// The entry under the cursor, by its place in the ledger.
    pub fn current(&self) -> Option<usize> {
        self.rows.get(self.cursor).and_then(Row::place)
    }

    /// Makes the rows anew; the cursor stays on its entry, or as near as can be.
    pub(crate) fn refresh(&mut self, stock: &Snapshot<'_>, us: Option<&DeptId>, lang: Lang) {
        let Snapshot { ledger, index, .. } = *stock;
        let here = self.current();
        let selection = self.selection(us);
        let mut selected = selection.select(stock);
        if !self.kept.is_empty() {
            self.add_kept(ledger, &mut selected.places);
            self.order.sort(stock, &mut selected.places);
        }
        self.emptied = selection.emptied(stock, &selected, lang);
        let Selected { query, places: chosen } = selected;
        self.query = query;
        self.count = chosen.len();
        self.rows.clear();
        let folds = std::mem::take(&mut self.folds);
        let mut tree = (self.tree && self.order == Order::default()).then(|| Outliner::new(index));
        if self.group == GroupBy::NONE {
            self.push_rows(tree.as_mut(), &chosen, (&folds, ledger));
        } else {
            for part in group(stock, &chosen, self.group, lang) {
                let folded = folds.contains(&part.label).then(|| part.members.clone());
                let is_shown = folded.is_none();
                let heading = Heading { label: part.label, count: part.members.len(), folded, sums: OnceCell::new() };
                self.rows.push(Row::Group(Box::new(heading)));
                if is_shown {
                    self.push_rows(tree.as_mut(), &part.members, (&folds, ledger));
                }
            }
        }
        self.folds = folds;
        match self.home.and_then(|i| self.row_of(i)).or_else(|| here.and_then(|i| self.row_of(i))) {
            Some(row) => self.cursor = row,
            None => {
                self.cursor = settled(&self.rows, self.cursor, 0);
            }
        }
    }

    /// To the first row of what was found, unless the cursor is where the filter was begun, or without one being typed still where it was.
    pub(crate) fn rest_on_first_unless(&mut self, here: Option<usize>) {
        let now = self.current();
        let stays = if self.typing { now == self.home } else { now == here };
        if now.is_some() && !stays {
            self.cursor = settled(&self.rows, 0, 0);
        }
    }

    /// To the entry that the words of the filter name by its reference or its title, where it is in sight: what is done next is meant for it,
    /// and not for another that only mentions it.
    pub(crate) fn rest_on_named(&mut self, ledger: &Ledger) {
        let words = self.input.value().trim();
        let is_named = |row: Option<&Row>| {
            let entry = row.and_then(Row::place).and_then(|at| ledger.entries().get(at));
            entry.is_some_and(|entry| entry.id.reference() == words || entry.title == words)
        };
        if !words.is_empty()
            && !is_named(self.rows.get(self.cursor))
            && let Some(row) = (0..self.rows.len()).find(|row| is_named(self.rows.get(*row)))
        {
            self.cursor = row;
        }
    }

    /// What decides which entries it shows.
    fn selection(&self, us: Option<&DeptId>) -> Selection {
        Selection { filter: self.filter.clone(), scope: self.scope, us: us.cloned(), order: self.order.clone() }
    }

    /// What was changed under the eyes of the person stays in its place.
    fn add_kept(&self, ledger: &Ledger, chosen: &mut Vec<usize>) {
        chosen.extend(self.kept.iter().filter_map(|id| ledger.index_of(id)));
        chosen.sort_unstable();
        chosen.dedup();
    }

    /// Reads the filter anew: what does not fit it goes.
    pub(crate) fn let_go(&mut self) {
        self.kept.clear();
    }

    fn push_rows(&mut self, tree: Option<&mut Outliner<'_>>, members: &[usize], (folds, ledger): (&HashSet<String>, &Ledger)) {
        // What stands deeper than a folded parent is not shown.
        let mut hidden_below: Option<u8> = None;
        match tree {
            Some(tree) => tree.draw(members, |depth, index| {
                if hidden_below.is_some_and(|above| depth > above) {
                    return;
                }
                let is_folded = !folds.is_empty() && ledger.entries().get(index).is_some_and(|e| folds.contains(e.id.as_str()));
                hidden_below = is_folded.then_some(depth);
                self.rows.push(Row::Entry { index, depth });
            }),
            None => self.rows.extend(members.iter().map(|index| Row::Entry { index: *index, depth: 0 })),
        }
    }

    /// What the entries under the heading in a row come to; nothing where no heading is.
    pub(crate) fn sums(&self, row: usize, ledger: &Ledger, standings: &Standings) -> Sums {
        let Some(Row::Group(heading)) = self.rows.get(row) else { return Sums::default() };
        let reckon = || {
            let below = || self.rows[row + 1..].iter().take_while(|r| !matches!(r, Row::Group(_))).filter_map(Row::place).collect();
            let members: Vec<usize> = heading.folded.clone().unwrap_or_else(below);
            Sums::of(ledger, standings, &members)
        };
        heading.sums.get_or_init(reckon).clone()
    }

    /// What groups come to is reckoned again: something has changed.
    pub(crate) fn forget_sums(&mut self) {
        for row in &mut self.rows {
            if let Row::Group(heading) = row {
                heading.sums = OnceCell::new();
            }
        }
    }

    /// What folds with the row under the cursor: the group that is folded there, the parent whose parts stand below it or are folded,
    /// else its own parent, else its group.
    pub(crate) fn fold_here(&mut self, ledger: &Ledger) -> bool {
        let key = match self.rows.get(self.cursor) {
            Some(Row::Group(heading)) => Some(heading.label.clone()),
            Some(Row::Entry { index, depth }) => {
                let id = |i: usize| ledger.entries().get(i).map(|e| e.id.as_str().to_owned());
                let own = id(*index).filter(|own| {
                    let below = matches!(self.rows.get(self.cursor + 1), Some(Row::Entry { depth: next, .. }) if next > depth);
                    below || self.folds.contains(own)
                });
                let before = || self.rows[..self.cursor].iter().rev();
                let parent =
                    || match before().find(|r| matches!(r, Row::Group(_)) || matches!(r, Row::Entry { depth: d, .. } if d < depth))? {
                        Row::Entry { index, .. } => id(*index),
                        Row::Group(heading) => Some(heading.label.clone()),
                    };
                own.or_else(parent)
            }
            None => None,
        };
        let Some(key) = key else { return false };
        if !self.folds.remove(&key) {
            self.folds.insert(key.clone());
        }
        // The cursor goes to what was folded, since what it was on is not shown any more.
        self.home = ledger.entries().iter().position(|e| e.id.as_str() == key).or(self.home);
        true
    }

    /// Folds all groups, or where there are none all parents; unfolds all when anything is folded.
    pub(crate) fn fold_all(&mut self) {
        if !self.folds.is_empty() {
            self.folds.clear();
            return;
        }
        let labels = self.rows.iter().filter_map(|r| if let Row::Group(heading) = r { Some(heading.label.clone()) } else { None });
        self.folds = labels.collect();
    }

    /// Puts the cursor on the heading of a group, when it is folded.
    pub(crate) fn go_to_group(&mut self, label: &str) {
        let found = self.rows.iter().position(|r| matches!(r, Row::Group(h) if h.label == label && h.folded.is_some()));
        self.cursor = found.unwrap_or(self.cursor);
    }

    pub(crate) fn row_of(&self, index: usize) -> Option<usize> {
        self.rows.iter().position(|r| matches!(r, Row::Entry { index: i, .. } if *i == index))
    }

    /// Puts the cursor on an entry, if it is shown.
    pub fn go_to(&mut self, index: usize) {
        if let Some(row) = self.row_of(index) {
            self.cursor = row;
            self.detail_scroll = 0;
            self.home = Some(index);
        }
    }

    /// Drops the rows before the ledger is replaced, since they name places in the old one.
    pub(crate) fn forget_rows(&mut self) {
        self.rows.clear();
        self.anchor = None;
        self.home = None;
    }

    /// Moves the cursor by rows, over headings.
    pub(crate) fn step(&mut self, by: isize) {
        self.cursor = settled(&self.rows, self.cursor, by);
        self.home = self.current();
        self.detail_scroll = 0;
    }

    /// Marks the entries between the anchor of a range and the cursor.
    pub(crate) fn mark_range(&mut self) {
        let Some(anchor) = self.anchor else { return };
        let (from, to) = (anchor.min(self.cursor), anchor.max(self.cursor));
        let rows = &self.rows[from.min(self.rows.len())..(to + 1).min(self.rows.len())];
        self.marks.extend(rows.iter().filter_map(Row::place));
    }
}

impl Tab for List {
    fn new(_: NaiveDate) -> List {
        List { group: GroupBy(Some(Attribute::Plan)), tree: true, detail: true, ..List::default() }
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.cursor)
    }

    fn at(&self) -> usize {
        self.cursor
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn move_by(&mut self, rows: isize, _: &Seen) {
        self.step(rows);
        self.mark_range();
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        let has_any = !self.marks.is_empty() || self.current().is_some();
        (!has_any).then_some(("这里没有条目", "there is no entry here"))
    }

    fn entry(&self, _: &Book) -> Option<usize> {
        self.current()
    }

    fn closing(&self) -> Option<Closing> {
        let marks = (!self.marks.is_empty()).then_some(Closing::Marks);
        self.anchor.map(|_| Closing::Range).or(marks)
    }

    fn is_typing(&self) -> bool {
        self.typing
    }

    fn input(&mut self) -> Option<&mut Editor> {
        Some(&mut self.input)
    }
}
