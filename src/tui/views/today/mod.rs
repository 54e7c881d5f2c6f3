pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod sections;

use chrono::NaiveDate;

use crate::domain::DeptId;
use crate::query::Book;
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::tab::{Seen, Tab};
use crate::tui::table::{Line, Table};
use crate::tui::views::View;

/// What is asked of the view alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Desk {}

own! { Today Desk: }

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
    View(View),
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
        Today { us: None, day, table: Table::default() }
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.table.cursor)
    }

    fn rows(&self) -> usize {
        self.table.rows.len()
    }

    fn move_by(&mut self, rows: isize, _: &Seen) {
        self.table.step(rows);
    }

    /// The cursor stays on what it was on, though there is more or less of it now.
    fn prepare(&mut self, book: &Book, lang: Lang) {
        let rows = sections::rows(self, book, lang);
        let same = |a: &Row, b: &Row| matches!((a, b), (Row::Item(a), Row::Item(b)) if a.leads == b.leads);
        self.table.renew(rows, same);
    }
}
