use ratatui::layout::Rect;

use super::command::Binding;
use super::key::Key;
use super::tab::Seen;
use super::views::View;
use super::views::departments::Count;
use super::views::dispatch::BulletinTab;
use super::views::dispatch::layout_cache::LayoutCache;
use crate::domain::Attribute;
use crate::query::Scope;

/// What the last frame put where: scroll positions, and what a click there means. Only `view` writes it.
#[derive(Debug, Default)]
pub struct Viewports {
    /// The first of the columns shown that scroll.
    pub(crate) column: usize,
    /// What keys depend on.
    pub(crate) seen: Seen,
    /// The lines of the bulletin, as far as they were looked at.
    pub(crate) layout: LayoutCache,
    targets: Vec<(Rect, Hit)>,
}

/// What a click means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hit {
    /// This row of the view, by its number.
    Row(usize),
    /// A cell of the list: its row and its column.
    Cell(usize, Attribute),
    /// A cell of the matrix: its row and its column.
    Count(usize, Count),
    /// The head of a column of the list.
    Column(Attribute),
    /// The head of a column of another table, by its number.
    Head(usize),
    /// The right edge of a column's head, which begins here.
    Edge {
        /// Which column.
        column: Attribute,
        /// The first cell of the column on the screen.
        start: u16,
    },
    /// The line between the list and its detail pane.
    Divider {
        /// Whether the pane stands beside the list, not below it.
        beside: bool,
        /// The first column, or row, behind the pane.
        end: u16,
    },
    /// A tab.
    View(View),
    /// A key of the hint row.
    Binding(&'static Binding),
    /// An item of the menu, the finder or the command line, or a body that a form offers.
    Item(usize),
    /// What is offered below the filter.
    Offer(usize),
    /// A key of what is open, shown as a hint or an answer.
    Key(Key),
    /// A field to type in.
    Text {
        /// Which of those open.
        field: usize,
        /// Its first column on the screen.
        x: u16,
        /// Its first row.
        y: u16,
    },
    /// A scope of the list.
    Scope(Scope),
    /// A tab of the bulletin.
    Tab(BulletinTab),
    /// The detail of an entry.
    Detail,
}

impl Viewports {
    pub(crate) fn begin(&mut self) {
        self.targets.clear();
        self.seen.longer = false;
        self.seen.end = None;
    }

    /// Says what a click on an area means; later areas lie over earlier ones.
    pub(crate) fn put(&mut self, area: Rect, hit: Hit) {
        self.targets.push((area, hit));
    }

    /// What the person sees, as far as keys depend on it.
    pub fn seen(&self) -> Seen {
        self.seen.clone()
    }

    /// What a click means.
    pub fn hit(&self, column: u16, row: u16) -> Option<Hit> {
        self.targets.iter().rev().find(|(area, _)| area.contains((column, row).into())).map(|(_, hit)| *hit)
    }
}
