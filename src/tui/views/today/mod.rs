pub(in crate::tui) mod changes;
pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod first;
mod matters;
mod sections;
mod state;

use chrono::NaiveDate;

pub use self::changes::{Compared, Comparison};
pub use self::state::Today;
pub(crate) use self::state::{Item, Jump, Room, Row, Unfinished};
use crate::domain::Since;
use crate::profile::Draft;
use crate::query::Book;
use crate::report::Grid;
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::key::ch;
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::tab::Tab;
use crate::tui::table::Pane;

/// What is asked of the view alone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Desk {
    /// What has changed since then.
    Since(Since),
    /// The changes by the things in which they are, by the bodies that lead them, or by those that recorded them.
    Turn,
    /// A form that was left is kept for the next time.
    Keep,
    /// It is not.
    GiveUp(Box<Draft>),
}

own! {
    Today Desk:
    "turn-changes", [ch('g')], Nothing, Turn, "" / "", "变化：按条目、按责任单位、按填报单位" / "changes by entry, by the body that leads, by the body that recorded";
}

impl Tab for Today {
    fn new(day: NaiveDate) -> Today {
        Today { day, ..Today::default() }
    }

    fn pane(&self) -> Option<&dyn Pane> {
        Some(self.page.as_ref().map_or(&self.table as &dyn Pane, |page| &page.table))
    }

    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        Some(match &mut self.page {
            Some(page) => &mut page.table,
            None => &mut self.table,
        })
    }

    fn entry(&self, book: &Book) -> Option<usize> {
        book.ledger().index_of(self.page.as_ref()?.entry()?)
    }

    fn listing(&self) -> Option<&dyn Listing> {
        self.page.as_ref().map(|page| page as &dyn Listing)
    }

    fn sheet(&self, lang: Lang) -> Option<Grid> {
        Some(state::grid(&self.table.rows, lang))
    }

    fn arrangement(&mut self) -> Option<&mut Arrangement> {
        self.page.as_mut().map(|page| &mut page.arrangement)
    }

    fn refit(&mut self, book: &Book) {
        let lang = self.lang;
        if let Some(page) = &mut self.page {
            page.lay_out(book.ledger(), lang);
        }
    }

    fn has_page(&self) -> bool {
        self.page.is_some()
    }

    fn close(&mut self, book: &Book) -> bool {
        let Some(page) = &mut self.page else { return false };
        if page.arrangement.close() {
            self.refit(book);
        } else {
            self.page = None;
        }
        true
    }

    /// The cursor stays on what it was on, though there is more or less of it now.
    fn prepare(&mut self, book: &Book, lang: Lang) {
        let rows = sections::rows(self, book, lang);
        let same = |a: &Row, b: &Row| matches!((a, b), (Row::Item(a), Row::Item(b)) if a.leads == b.leads);
        self.table.renew(rows, same);
        if let Some(page) = &mut self.page {
            page.renew(book.ledger(), lang);
        }
        self.lang = lang;
    }
}
