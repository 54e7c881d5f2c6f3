//! Tables for spreadsheets: cells that know what they hold, so that a date is written as a date and a percent as a
//! percent. `csv` and `xlsx` write the same tables.

mod counts;
mod lists;

use chrono::NaiveDate;

use std::cmp::Ordering;

use super::bucket::share_label;
use crate::domain::{EntryId, Ledger, Light, YES_NO, number};
use crate::text::{Lang, natural_key, sanitize};

pub(super) use counts::{buckets, groups};
pub(super) use lists::{bodies, goals, late, ledger};

/// A table of a spreadsheet. Every row has as many cells as there are columns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grid {
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
pub(crate) struct Head {
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
    pub(crate) fn of(title: &'static str, name: &'static str, (columns, rows): (Vec<Head>, Vec<Vec<Cell>>)) -> Grid {
        Grid { title, name, printed: columns.len(), columns, kept: 1, rows }
    }
}

impl Grid {
    /// What the columns come to that are summed.
    pub(crate) fn sums(&self) -> Vec<Option<Cell>> {
        let sum = |(i, head): (usize, &Head)| {
            let values = || self.rows.iter().filter_map(|r| r.get(i)).filter_map(Cell::summed);
            (head.sum && values().next().is_some()).then(|| match self.rows.iter().find_map(|r| r.get(i).filter(|c| c.is_number())) {
                Some(Cell::Count(_)) => Cell::Count(values().sum::<f64>() as i64),
                _ => Cell::Number((values().sum::<f64>() * 1e6).round() / 1e6),
            })
        };
        self.columns.iter().enumerate().map(sum).collect()
    }
}

impl Head {
    /// A column that grows up to so many cells.
    pub(crate) const fn new(title: &'static str, most: u16) -> Head {
        Head { title, most, sum: false, bar: false }
    }

    /// Columns by what stands above them in both languages, and how far each grows.
    pub(crate) fn all(rows: &[((&'static str, &'static str), u16)], lang: Lang) -> Vec<Head> {
        rows.iter().map(|((zh, en), most)| Head::new(lang.pick(zh, en), *most)).collect()
    }

    pub(crate) const fn sum(title: &'static str) -> Head {
        Head { title, most: 12, sum: true, bar: false }
    }

    pub(crate) const fn bar(title: &'static str) -> Head {
        Head { title, most: 12, sum: false, bar: true }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    /// Words; made with [`Cell::text`].
    Text(String),
    Count(i64),
    Number(f64),
    /// A number that another row has told already: sums leave it out.
    Again(f64),
    Percent(u8),
    /// A share in tenths of a percent.
    Share(u32),
    Day(NaiveDate),
    Light(Light),
    /// One of a few words that have an order.
    Term(usize, &'static str),
}

/// More characters than this in a cell are an error to Excel.
const LONGEST: usize = 32_767;

impl Cell {
    /// Words without anything that could drive a reader's program, cut to what a cell can hold.
    pub(crate) fn text(words: &str) -> Cell {
        let clean = sanitize(words.trim(), true);
        match clean.char_indices().nth(LONGEST - 1) {
            _ if clean.is_empty() => Cell::Empty,
            Some((at, _)) => Cell::Text(format!("{}…", &clean[..at])),
            None => Cell::Text(clean),
        }
    }

    /// 是 or 否.
    pub(crate) fn is(is: bool, lang: Lang) -> Cell {
        Cell::Term(usize::from(!is), YES_NO[usize::from(!is)].label(lang))
    }

    /// 是 where it is so.
    pub(crate) fn only(is: bool, lang: Lang) -> Cell {
        if is { Cell::is(true, lang) } else { Cell::Empty }
    }

    /// Entries by their ids and titles.
    pub(super) fn entries<'a>(of: &Ledger, ids: impl IntoIterator<Item = &'a EntryId>) -> Cell {
        let title = |id: &EntryId| of.get(id).map_or_else(|| id.to_string(), |entry| format!("{id} {}", entry.title));
        Cell::text(&ids.into_iter().map(title).collect::<Vec<_>>().join("；"))
    }

    pub(crate) fn count(n: usize) -> Cell {
        Cell::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }

    pub(crate) fn day(day: Option<NaiveDate>) -> Cell {
        day.map_or(Cell::Empty, Cell::Day)
    }

    pub(crate) fn percent(value: Option<u8>) -> Cell {
        value.map_or(Cell::Empty, Cell::Percent)
    }

    pub(crate) fn number(value: Option<f64>) -> Cell {
        value.filter(|v| v.is_finite()).map_or(Cell::Empty, Cell::Number)
    }

    /// What it adds to a sum.
    pub(crate) fn summed(&self) -> Option<f64> {
        self.value().filter(|_| !matches!(self, Cell::Again(_)))
    }

    /// A number that a sum counts once: where another row has named the same thing it stands beside the sum.
    pub(crate) fn once(value: f64, counts: bool) -> Cell {
        match Cell::number(Some(value)) {
            Cell::Number(n) if !counts => Cell::Again(n),
            cell => cell,
        }
    }

    /// As a reader sees it.
    pub(crate) fn words(&self, lang: Lang) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(words) => words.clone(),
            Cell::Count(n) => n.to_string(),
            Cell::Number(n) => number(*n),
            Cell::Again(n) => format!("{}{}", number(*n), lang.bracketed(lang.pick("已计", "counted"))),
            Cell::Percent(p) => format!("{p}%"),
            Cell::Share(tenths) => share_label(*tenths),
            Cell::Day(day) => day.to_string(),
            Cell::Light(light) => light.label(lang).to_owned(),
            Cell::Term(_, word) => (*word).to_owned(),
        }
    }

    /// The number that it holds; none for words.
    pub(crate) fn value(&self) -> Option<f64> {
        match self {
            Cell::Count(n) => Some(*n as f64),
            Cell::Number(n) | Cell::Again(n) => Some(*n),
            Cell::Percent(p) => Some(f64::from(*p) / 100.0),
            Cell::Share(tenths) => Some(f64::from(*tenths) / 1000.0),
            Cell::Empty | Cell::Text(_) | Cell::Day(_) | Cell::Light(_) | Cell::Term(..) => None,
        }
    }

    /// Where it stands among others of its column: empty ones before all, numbers and days by what they are, words in the order
    /// in which people read numbers in them.
    pub(crate) fn compare(&self, other: &Cell) -> Ordering {
        match (self, other) {
            (Cell::Empty, Cell::Empty) => Ordering::Equal,
            (Cell::Empty, _) => Ordering::Less,
            (_, Cell::Empty) => Ordering::Greater,
            (Cell::Text(a), Cell::Text(b)) => natural_key(a).cmp(&natural_key(b)),
            (Cell::Day(a), Cell::Day(b)) => a.cmp(b),
            (Cell::Term(a, _), Cell::Term(b, _)) => a.cmp(b),
            (Cell::Light(a), Cell::Light(b)) => a.rank().cmp(&b.rank()),
            (a, b) => match (a.value(), b.value()) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                (a, b) => a.is_some().cmp(&b.is_some()),
            },
        }
    }

    /// Whether it stands to the right of its column.
    pub(crate) fn is_number(&self) -> bool {
        self.value().is_some()
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
