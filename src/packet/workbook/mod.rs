//! The sheets of a file that came back, whatever program saved it: xlsx, ods, xls of before 2007, or a text with commas or tabs.

mod bounds;
mod looks;
mod ods;
mod old;
mod text;
mod xlsx;

use calamine::Data;
use std::collections::{BTreeMap, BTreeSet};

use super::error::{PacketError, Why};

/// Row and column, both counted from 0.
pub(super) type Place = (u32, u32);

/// The cells that hold something: one stray value at the far end of a sheet costs no more than any other.
pub(super) type Rows = BTreeMap<u32, BTreeMap<u32, Data>>;

/// With what files of before 2007, and encrypted ones, begin.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Cells that are shown as one; the words stand in the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) first: Place,
    pub(super) last: Place,
}

/// How a cell shows the number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    Plain,
    /// As a percent: 1 is 100 %.
    Percent,
    /// The file does not tell.
    Unknown,
}

/// What a sheet of a workbook holds.
#[derive(Default)]
pub(super) struct RawSheet {
    pub(super) name: String,
    pub(super) rows: Rows,
    /// The cells with a formula whose result no program has written down.
    pub(super) unreckoned: BTreeSet<Place>,
    /// Those with a formula and its result.
    pub(super) reckoned: BTreeSet<Place>,
    /// Those that show their number as a percent; nothing where the file does not tell.
    pub(super) percents: Option<BTreeSet<Place>>,
    pub(super) merges: Vec<Merge>,
    /// What somebody has pinned to cells.
    pub(super) remarks: Vec<(Place, String)>,
}

impl RawSheet {
    pub(super) fn value(&self, row: u32, column: u32) -> Option<&Data> {
        self.rows.get(&row)?.get(&column)
    }

    pub(super) fn is_unreckoned(&self, row: u32, column: u32) -> bool {
        self.unreckoned.contains(&(row, column))
    }

    /// Why a cell says nothing: its formula gives an error, or no result.
    pub(super) fn unsaid(&self, row: u32, column: u32) -> Option<Why> {
        match self.value(row, column) {
            Some(Data::Error(e)) => Some(Why::BrokenFormula(e.to_string())),
            _ => self.is_unreckoned(row, column).then_some(Why::Unreckoned),
        }
    }

    /// What stands in a cell, as a reader sees it.
    pub(super) fn text(&self, row: u32, column: u32) -> String {
        match self.value(row, column) {
            Some(Data::Float(n)) if self.shows(row, column) == Shows::Percent => format!("{}%", crate::domain::number(hundredfold(*n))),
            Some(cell) => cell_text(cell),
            None => String::new(),
        }
    }

    pub(super) fn shows(&self, row: u32, column: u32) -> Shows {
        match &self.percents {
            Some(percents) if percents.contains(&(row, column)) => Shows::Percent,
            Some(_) => Shows::Plain,
            None => Shows::Unknown,
        }
    }

    /// Takes in a value, unless a workbook holds too many.
    fn put(&mut self, place: Place, value: Data, count: &mut usize) -> Result<(), PacketError> {
        *count += 1;
        if *count > bounds::CELLS {
            return Err(PacketError::TooLarge);
        }
        self.rows.entry(place.0).or_default().insert(place.1, value);
        Ok(())
    }
}

/// A part of one, in parts of a hundred.
pub(super) fn hundredfold(part: f64) -> f64 {
    (part * 100.0 * 1e6).round() / 1e6
}

/// All sheets of a workbook that hold cells.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, PacketError> {
    if bytes.starts_with(&COMPOUND) {
        return old::sheets(bytes);
    }
    if !bytes.starts_with(b"PK") {
        return text::sheets(bytes);
    }
    bounds::check(bytes)?;
    match ods::content(bytes)? {
        Some(content) => ods::sheets(&content),
        None => xlsx::sheets(bytes),
    }
}

/// The libraries that unpack a workbook panic on some damaged ones; that is a file that cannot be read like any other.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, PacketError>) -> Result<T, PacketError> {
    let broken = |_| Err(PacketError::NoWorkbook("damaged".to_owned()));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(broken)
}

/// What stands in a cell, as a reader sees it.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::String(s) => s.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned(),
        Data::DateTime(at) => at.as_datetime().map_or_else(|| at.to_string(), |d| d.date().to_string()),
        other => other.to_string().trim().to_owned(),
    }
}
