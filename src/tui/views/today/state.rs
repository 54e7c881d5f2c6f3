//! What the view holds.

use chrono::NaiveDate;

use super::changes::Changes;
use crate::domain::{Attribute, DeptId, EntryId, Flag};
use crate::merge::Difference;
use crate::profile::KeptImport;
use crate::report::{Cell, Grid, Head};
use crate::text::Lang;
use crate::tui::table::{Line, Table};
use crate::tui::views::coordination::Kind;

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

impl Item {
    /// With words before those that stand beside it.
    pub(super) fn noted(self, words: String, lang: Lang) -> Item {
        let note = [words, self.note].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        Item { note: note.join(lang.pick("；", "; ")), ..self }
    }

    /// Whether it counts, whoever leads, the entries of plans that are over and on which nobody ever reported.
    pub(super) fn waits_to_be_closed(&self, lang: Lang) -> bool {
        let asked = format!("{}:{}", Attribute::Is.name(lang), Flag::Unverified.label(lang));
        self.count.is_some_and(|count| count > 0) && self.leads == Jump::List(asked)
    }
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Jump {
    /// To the list under this filter.
    List(String),
    /// To the matters, inspections or findings under this filter.
    Sheet(Kind, String),
    /// To the indicators under this filter.
    Goals(String),
    /// To the bodies under this filter.
    Bodies(String),
    /// To what has changed since the person looked last.
    Changes,
    /// To the question who we are.
    Who,
    /// To this entry in the list.
    Entry(EntryId),
    /// To a form that was begun and not handed in.
    Draft(usize),
    /// To a document that is being taken in.
    Import(usize),
}

/// A form that was begun and not handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unfinished {
    /// Its place among all that were not handed in.
    pub(crate) at: usize,
    pub(crate) label: String,
    /// What was typed first.
    pub(crate) typed: String,
}

impl Line for Row {
    fn is_heading(&self) -> bool {
        !matches!(self, Row::Item(_))
    }
}

/// For what the last frame had room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Room {
    /// Lines of a column.
    pub(crate) height: usize,
    pub(crate) columns: usize,
}

/// The state of the view.
#[derive(Debug, Default)]
pub struct Today {
    /// For whom.
    pub(crate) us: Option<DeptId>,
    pub(crate) day: NaiveDate,
    pub(crate) table: Table<Row>,
    pub(crate) unfinished: Vec<Unfinished>,
    /// Documents that are being taken in.
    pub(crate) imports: Vec<KeptImport>,
    /// What is different from what the person saw last; none where that is not known, or he sees it for the first time.
    pub(crate) news: Option<Vec<Difference>>,
    /// Whether he has looked at the news.
    pub(crate) has_looked: bool,
    /// So many lines what is to be done first may have; none where that is not known.
    pub(crate) room: Option<Room>,
    /// The list of changes, when it is open.
    pub(crate) page: Option<Changes>,
    pub(crate) lang: Lang,
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
        match self.current()? {
            Item { count: Some(count), leads: Jump::List(filter) | Jump::Bodies(filter), .. } => Some((filter.clone(), *count)),
            _ => None,
        }
    }
}

/// The lines as they stand there, for a file.
pub(super) fn grid(rows: &[Row], lang: Lang) -> Grid {
    let heads = vec![
        Head::new(lang.pick("事项", "what"), 40),
        Head::new(lang.pick("条数", "count"), 8),
        Head::new(lang.pick("其中最久的", "the oldest of them"), 40),
    ];
    let line = |row: &Row| match row {
        Row::Heading(words) | Row::Nothing(words) => vec![Cell::text(words), Cell::Empty, Cell::Empty],
        Row::Item(item) => vec![Cell::text(&item.label), item.count.map_or(Cell::Empty, Cell::count), Cell::text(&item.note)],
    };
    Grid::of(lang.pick("今天", "today"), "shown", (heads, rows.iter().map(line).collect()))
}

fn counted(row: &Row) -> Option<(String, usize)> {
    match row {
        Row::Item(Item { count: Some(count), leads: Jump::List(filter), .. }) => Some((filter.clone(), *count)),
        _ => None,
    }
}
