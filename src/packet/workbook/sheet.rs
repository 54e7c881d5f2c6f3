//! What a sheet of a workbook holds, whatever program saved it.

use calamine::Data;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::bounds;
use crate::packet::column::address;
use crate::packet::error::{PacketError, Why};

/// Row and column, both counted from 0.
pub(in crate::packet) type Place = (u32, u32);

/// The cells that hold something: one stray value at the far end of a sheet costs no more than any other.
pub(in crate::packet) type Rows = BTreeMap<u32, BTreeMap<u32, Data>>;

/// Cells that are shown as one; the words stand in the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::packet) struct Merge {
    pub(in crate::packet) first: Place,
    pub(in crate::packet) last: Place,
}

/// Cells that are shown as one, to be found by any of their rows in their first column.
pub(in crate::packet) struct Merges(HashMap<u32, Vec<Merge>>);

impl Merges {
    /// Those of a sheet that begin below its heads.
    pub(in crate::packet) fn below(raw: &RawSheet, head: u32) -> Merges {
        let mut all: HashMap<u32, Vec<Merge>> = HashMap::new();
        for merge in raw.merges.iter().filter(|merge| merge.first.0 > head) {
            all.entry(merge.first.1).or_default().push(*merge);
        }
        all.values_mut().for_each(|of_column| of_column.sort_by_key(|merge| merge.first.0));
        Merges(all)
    }

    pub(in crate::packet) fn at(&self, (row, column): Place) -> Option<Merge> {
        let of_column = self.0.get(&column)?;
        let next = of_column.partition_point(|merge| merge.first.0 <= row);
        of_column.get(next.checked_sub(1)?).filter(|merge| merge.last.0 >= row).copied()
    }

    /// The cell in which the words of a cell stand: its own, or that from which it is merged downwards.
    pub(in crate::packet) fn stands(&self, place: Place) -> Place {
        self.at(place).map_or(place, |merge| merge.first)
    }
}

impl Merge {
    /// How many rows are shown as one.
    pub(in crate::packet) fn rows(&self) -> usize {
        (self.last.0 - self.first.0 + 1) as usize
    }

    /// As spreadsheets write it: `J4:J6`.
    pub(in crate::packet) fn range(&self) -> String {
        format!("{}:{}", address(self.first.0, self.first.1), address(self.last.0, self.last.1))
    }
}

/// How a cell shows the number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::packet) enum Shows {
    Plain,
    /// As a percent: 1 is 100 %.
    Percent,
    /// The file does not tell.
    Unknown,
}

/// What a sheet of a workbook holds.
#[derive(Default)]
pub(in crate::packet) struct RawSheet {
    pub(in crate::packet) name: String,
    pub(in crate::packet) rows: Rows,
    /// The cells with a formula whose result no program has written down.
    pub(in crate::packet) unreckoned: BTreeSet<Place>,
    /// Those with a formula and its result.
    pub(in crate::packet) reckoned: BTreeSet<Place>,
    /// Those that show their number as a percent; nothing where the file does not tell.
    pub(in crate::packet) percents: Option<BTreeSet<Place>>,
    pub(in crate::packet) merges: Vec<Merge>,
    /// What somebody has pinned to cells.
    pub(in crate::packet) remarks: Vec<(Place, String)>,
}

impl RawSheet {
    pub(in crate::packet) fn value(&self, row: u32, column: u32) -> Option<&Data> {
        self.rows.get(&row)?.get(&column)
    }

    pub(in crate::packet) fn is_unreckoned(&self, row: u32, column: u32) -> bool {
        self.unreckoned.contains(&(row, column))
    }

    /// Why a cell says nothing: its formula gives an error, or no result.
    pub(in crate::packet) fn unsaid(&self, row: u32, column: u32) -> Option<Why> {
        match self.value(row, column) {
            Some(Data::Error(e)) => Some(Why::BrokenFormula(e.to_string())),
            _ => self.is_unreckoned(row, column).then_some(Why::Unreckoned),
        }
    }

    /// What stands in a cell, as a reader sees it.
    pub(in crate::packet) fn text(&self, row: u32, column: u32) -> String {
        match self.value(row, column) {
            Some(Data::Float(n)) if self.shows(row, column) == Shows::Percent => format!("{}%", crate::domain::number(hundredfold(*n))),
            Some(cell) => cell_text(cell),
            None => String::new(),
        }
    }

    pub(in crate::packet) fn shows(&self, row: u32, column: u32) -> Shows {
        match &self.percents {
            Some(percents) if percents.contains(&(row, column)) => Shows::Percent,
            Some(_) => Shows::Plain,
            None => Shows::Unknown,
        }
    }

    /// Takes in a value, unless a workbook holds too many.
    pub(super) fn put(&mut self, place: Place, value: Data, count: &mut usize) -> Result<(), PacketError> {
        *count += 1;
        if *count > bounds::CELLS {
            return Err(PacketError::TooLarge);
        }
        self.rows.entry(place.0).or_default().insert(place.1, value);
        Ok(())
    }
}

/// A part of one, in parts of a hundred.
pub(in crate::packet) fn hundredfold(part: f64) -> f64 {
    (part * 100.0 * 1e6).round() / 1e6
}

/// The libraries that unpack a workbook panic on some damaged ones; that is a file that cannot be read like any other.
pub(in crate::packet) fn guarded<T>(read: impl FnOnce() -> Result<T, PacketError>) -> Result<T, PacketError> {
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
