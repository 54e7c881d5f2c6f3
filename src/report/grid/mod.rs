//! Tables for spreadsheets: cells that know what they hold, so that a date is written as a date and a percent as a
//! percent. `csv` and `xlsx` write the same tables.

mod counts;
mod lists;

use chrono::NaiveDate;

use crate::domain::Light;
use crate::text::sanitize;

pub(super) use counts::{buckets, groups};
pub(super) use lists::{bodies, goals, late, ledger};

/// A table of a spreadsheet. Every row has as many cells as there are columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    /// What it holds, for readers.
    pub(crate) title: &'static str,
    /// What formulas call it; Latin letters, one of its kind in a workbook.
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<Head>,
    /// How many columns stay in sight when the others are moved past.
    pub(crate) kept: u16,
    /// How many columns go on paper; those behind them are for the screen.
    pub(crate) printed: usize,
    pub(crate) rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// What stands above it; no two in a table are alike.
    pub(crate) title: &'static str,
    /// How wide it may grow, in terminal cells: a hanzi is two.
    pub(crate) most: u16,
    pub(crate) sum: bool,
    /// Whether its percents are drawn as bars.
    pub(crate) bar: bool,
}

impl Grid {
    /// A table that is printed whole and keeps its first column in sight.
    fn of(title: &'static str, name: &'static str, (columns, rows): (Vec<Head>, Vec<Vec<Cell>>)) -> Grid {
        Grid { title, name, printed: columns.len(), columns, kept: 1, rows }
    }
}

impl Head {
    /// A column that grows up to so many cells.
    pub(crate) const fn new(title: &'static str, most: u16) -> Head {
        Head { title, most, sum: false, bar: false }
    }

    pub(crate) const fn sum(title: &'static str) -> Head {
        Head { title, most: 12, sum: true, bar: false }
    }

    pub(crate) const fn bar(title: &'static str) -> Head {
        Head { title, most: 12, sum: false, bar: true }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    /// Words; made with [`Cell::text`].
    Text(String),
    Count(i64),
    Number(f64),
    Percent(u8),
    /// A share in tenths of a percent.
    Share(u32),
    Day(NaiveDate),
    Light(Light),
}

/// More characters than this in a cell are an error to Excel.
const LONGEST: usize = 32_767;

impl Cell {
    /// Words without anything that could drive a reader's program, cut to what a cell can hold.
    pub(super) fn text(words: &str) -> Cell {
        let clean = sanitize(words.trim(), true);
        match clean.char_indices().nth(LONGEST - 1) {
            _ if clean.is_empty() => Cell::Empty,
            Some((at, _)) => Cell::Text(format!("{}…", &clean[..at])),
            None => Cell::Text(clean),
        }
    }

    pub(super) fn count(n: usize) -> Cell {
        Cell::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }

    pub(super) fn day(day: Option<NaiveDate>) -> Cell {
        day.map_or(Cell::Empty, Cell::Day)
    }

    pub(super) fn percent(value: Option<u8>) -> Cell {
        value.map_or(Cell::Empty, Cell::Percent)
    }

    pub(super) fn number(value: Option<f64>) -> Cell {
        value.filter(|v| v.is_finite()).map_or(Cell::Empty, Cell::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_made_harmless_and_fit_a_cell() {
        assert_eq!(Cell::text(" \t "), Cell::Empty);
        assert_eq!(Cell::text("\t=1+1"), Cell::Text("=1+1".into()));
        assert_eq!(Cell::text("a\rb\u{202e}"), Cell::Text("a␍b⟨202e⟩".into()));
        let Cell::Text(long) = Cell::text(&"长".repeat(40_000)) else { panic!("no text") };
        assert_eq!(long.chars().count(), LONGEST);
    }
}
