//! What a view says of itself: its state, as the screen asks for it.

use chrono::NaiveDate;

use super::field::Editor;
use super::listing::{Arrangement, Closing, Listing, Words};
use super::table::Pane;
use crate::domain::Attribute;
use crate::profile::KeptTable;
use crate::query::Book;
use crate::report::Grid;
use crate::text::Lang;

/// What the last frame showed, as far as keys depend on it. Only the loop that draws writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Rows of a page; 0 when nothing was drawn yet.
    pub(crate) page: usize,
    /// The cells of the list's columns in sight.
    pub(crate) widths: Vec<(Attribute, u16)>,
    /// Whether a page of text is longer than its box.
    pub(crate) longer: bool,
    /// How far the detail can be scrolled.
    pub(crate) detail: u16,
    /// The line from which the bulletin's end is shown, when the scroll went beyond it.
    pub(crate) end: Option<usize>,
    /// The lines and columns of the first view.
    pub(crate) desk: Option<(usize, usize)>,
}

/// The entries of a view on which commands act, by their places in the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) cursor: Option<usize>,
    pub(crate) marked: Vec<usize>,
}

/// What the screen asks of the view that is shown, whichever it is.
pub(crate) trait Tab {
    /// As it is when the screen opens.
    fn new(_today: NaiveDate) -> Self
    where
        Self: Default + Sized,
    {
        Self::default()
    }
    /// Whether it has a tab: one that is seldom wanted has one only while it shows something.
    fn is_there(&self) -> bool {
        true
    }
    /// The table in which the cursor is; none where it is in none, or in the list's.
    fn pane(&self) -> Option<&dyn Pane> {
        None
    }
    /// The same, to move in.
    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        None
    }
    /// The row under the cursor; none where nothing is chosen.
    fn cursor(&mut self) -> Option<&mut usize> {
        self.pane_mut().map(Pane::cursor_mut)
    }
    /// The same, to look at.
    fn at(&self) -> usize {
        self.pane().map_or(0, Pane::cursor)
    }
    /// How many rows there are.
    fn rows(&self) -> usize {
        self.pane().map_or(0, Pane::len)
    }
    /// It as a table like all others; none where it is none, or the list's.
    fn listing(&self) -> Option<&dyn Listing> {
        None
    }
    /// What it shows, for a file, where it is no such table; none where nothing can be written.
    fn sheet(&self, _: Lang) -> Option<Grid> {
        None
    }
    /// How that table is arranged.
    fn arrangement(&mut self) -> Option<&mut Arrangement> {
        None
    }
    /// Moves the cursor by rows, or scrolls.
    fn move_by(&mut self, rows: isize, _: &Seen) {
        if let Some(pane) = self.pane_mut() {
            pane.step(rows);
        }
    }
    /// What is said where no row is there to act on.
    fn lack(&self) -> Option<(&'static str, &'static str)> {
        None
    }
    /// The entry that the row under the cursor is about, by its place in the ledger.
    fn entry(&self, _: &Book) -> Option<usize> {
        None
    }
    /// The entries on which commands act here, where they are not those of the list.
    fn chosen(&self) -> Option<Chosen> {
        None
    }
    /// Whether its filter is being typed.
    fn is_typing(&self) -> bool {
        self.listing().is_some_and(|listing| listing.arrangement().filter.typing)
    }
    /// The filter that it has of its own.
    fn filter(&mut self) -> Option<&mut Words> {
        self.arrangement().map(|arrangement| &mut arrangement.filter)
    }
    /// The field of its filter.
    fn input(&mut self) -> Option<&mut Editor> {
        self.filter().map(|f| &mut f.input)
    }
    /// Its rows follow its filter.
    fn refit(&mut self, _: &Book) {}
    /// Whether a page of one thing lies over its table.
    fn has_page(&self) -> bool {
        false
    }
    /// What one step back ends in it.
    fn closing(&self) -> Option<Closing> {
        let ended = self.listing().and_then(|listing| listing.arrangement().closing());
        ended.or_else(|| self.has_page().then_some(Closing::Page))
    }
    /// Closes its page, or clears its filter; false where there is neither.
    fn close(&mut self, _: &Book) -> bool {
        false
    }
    /// How its tables are set out, each under a name, for the next start.
    fn kept(&self) -> Vec<(&'static str, KeptTable)> {
        Vec::new()
    }
    /// Sets a table out as it was kept; one that it does not know is passed over.
    fn set_out(&mut self, _name: &str, _: &KeptTable) {}
    /// What it shows no longer holds.
    fn forget(&mut self) {}
    /// Works out what it shows, when it is shown first and after every change.
    fn prepare(&mut self, _: &Book, _: Lang) {}
}

/// What must be there for a command to do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Nothing,
    /// What the view's rows are about: an entry, an indicator, a contested value.
    Row,
    /// A page of one thing that lies over the table.
    Page,
    /// A step that can be undone.
    Step,
    /// A row that opens, or unfolds.
    Open,
    /// A table.
    Table,
    /// Something that can be written to a file: a table, or lines.
    Shown,
    /// A table whose rows can be marked.
    Marks,
}
