pub(in crate::tui) mod changes;
pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod sections;

use chrono::NaiveDate;

use self::changes::Changes;
use crate::domain::DeptId;
use crate::merge::Difference;
use crate::query::Book;
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::key::ch;
use crate::tui::tab::{Seen, Tab};
use crate::tui::table::{Line, Table};

/// What is asked of the view alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Desk {
    /// What has changed since then.
    Since(Since),
    /// The changes by the things in which they are, or by the bodies that lead them.
    Turn,
}

/// Since when changes are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Since {
    /// Since the person looked last.
    Last,
    /// Since the end of a day.
    Day(NaiveDate),
}

own! {
    Today Desk:
    "turn-changes", [ch('g')], Nothing, Turn, "" / "", "变化：按条目或按牵头单位" / "changes by entry, or by the body that leads";
}

/// A line of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// What the lines below have in common.
    Heading(String),
    /// That there is nothing below a heading.
    Nothing(String),
    /// Something that waits.
    Item(Item),
}

/// Something that waits, with where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) label: String,
    /// How much of it there is: as many as its list has rows; none where nothing is counted.
    pub(crate) count: Option<usize>,
    /// What comes first of it.
    pub(crate) note: String,
    pub(crate) leads: Jump,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Jump {
    /// To the list under this filter.
    List(String),
    /// To what has changed since the person looked last.
    Changes,
    /// To the question who we are.
    Who,
}

impl Line for Row {
    fn is_heading(&self) -> bool {
        !matches!(self, Row::Item(_))
    }
}

/// The state of the view.
#[derive(Debug, Default)]
pub struct Today {
    /// For whom.
    pub(crate) us: Option<DeptId>,
    pub(crate) day: NaiveDate,
    pub(crate) table: Table<Row>,
    /// What is different from what the person saw last; none where that is not known, or he sees it for the first time.
    pub(crate) news: Option<Vec<Difference>>,
    /// Whether he has looked at the news.
    pub(crate) has_looked: bool,
    /// The list of changes, when it is open.
    pub(crate) page: Option<Changes>,
}

impl Today {
    pub(crate) fn current(&self) -> Option<&Item> {
        if let Some(Row::Item(item)) = self.table.current() { Some(item) } else { None }
    }

    /// What its lines count, each with the filter whose list they open.
    pub fn counts(&self) -> Vec<(String, usize)> {
        self.table.rows.iter().filter_map(counted).collect()
    }

    /// What the line under the cursor counts, with the filter whose list it opens.
    pub fn under_cursor(&self) -> Option<(String, usize)> {
        self.table.current().and_then(counted)
    }
}

fn counted(row: &Row) -> Option<(String, usize)> {
    match row {
        Row::Item(Item { count: Some(count), leads: Jump::List(filter), .. }) => Some((filter.clone(), *count)),
        _ => None,
    }
}

impl Tab for Today {
    fn new(day: NaiveDate) -> Today {
        Today { day, ..Today::default() }
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(match &mut self.page {
            Some(page) => &mut page.table.cursor,
            None => &mut self.table.cursor,
        })
    }

    fn at(&self) -> usize {
        self.page.as_ref().map_or(self.table.cursor, |page| page.table.cursor)
    }

    fn rows(&self) -> usize {
        self.page.as_ref().map_or(self.table.rows.len(), |page| page.table.rows.len())
    }

    fn move_by(&mut self, rows: isize, _: &Seen) {
        match &mut self.page {
            Some(page) => page.table.step(rows),
            None => self.table.step(rows),
        }
    }

    fn entry(&self, book: &Book) -> Option<usize> {
        book.ledger().index_of(self.page.as_ref()?.entry()?)
    }

    fn close(&mut self, _: &Book) -> bool {
        self.page.take().is_some()
    }

    /// The cursor stays on what it was on, though there is more or less of it now.
    fn prepare(&mut self, book: &Book, lang: Lang) {
        let rows = sections::rows(self, book, lang);
        let same = |a: &Row, b: &Row| matches!((a, b), (Row::Item(a), Row::Item(b)) if a.leads == b.leads);
        self.table.renew(rows, same);
        if let Some(page) = &mut self.page {
            page.lay_out(book.ledger(), lang);
        }
    }
}
