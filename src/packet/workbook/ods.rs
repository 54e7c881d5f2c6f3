//! Workbooks of LibreOffice (ods), which WPS saves too.

use calamine::{CellErrorType, Data};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

use super::bounds;
use super::sheet::{Merge, RawSheet};
use crate::packet::error::PacketError;
use crate::report::{Piece, Unreadable, pieces};

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The part with the cells; none where the file is another one.
pub(super) fn content(bytes: &[u8]) -> Result<Option<Vec<u8>>, PacketError> {
    let broken = |e: &dyn std::fmt::Display| PacketError::NoWorkbook(e.to_string());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let mut part = |name: &str| -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        zip.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    if !part("mimetype").is_some_and(|kind| kind.starts_with(KIND.as_bytes())) {
        return Ok(None);
    }
    let is_locked = part("META-INF/manifest.xml").is_some_and(|manifest| String::from_utf8_lossy(&manifest).contains("encryption-data"));
    if is_locked {
        return Err(PacketError::OldOrLocked);
    }
    part("content.xml").map(Some).ok_or_else(|| broken(&"content.xml"))
}

pub(super) fn sheets(content: &[u8]) -> Result<Vec<RawSheet>, PacketError> {
    let mut reading = Reading::default();
    let mut outcome = Ok(());
    let each = |piece| {
        if outcome.is_ok() {
            outcome = reading.take(piece);
        }
    };
    pieces(content, each).map_err(|e| match e {
        Unreadable::Broken(why) => PacketError::NoWorkbook(why),
        Unreadable::TooLarge => PacketError::TooLarge,
    })?;
    outcome.map(|()| reading.sheets)
}

#[derive(Default)]
struct Reading {
    sheets: Vec<RawSheet>,
    count: usize,
    row: u32,
    /// How often the row that is read comes one after another, and what is in it.
    rows: u32,
    cells: Vec<(u32, Held)>,
    column: u32,
    cell: Option<Held>,
    /// What is pinned to the cell that is read, while it is read.
    remark: Option<String>,
}

/// A cell while it is read.
#[derive(Clone, Default)]
struct Held {
    kind: String,
    value: String,
    text: String,
    repeated: u32,
    spans: (u32, u32),
    has_formula: bool,
    remark: String,
}

type Attributes = Vec<(String, String)>;

fn text_of(attributes: &Attributes, name: &str) -> String {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn count_of(attributes: &Attributes, name: &str) -> u32 {
    text_of(attributes, name).parse().unwrap_or(1).max(1)
}

impl Reading {
    fn take(&mut self, piece: Piece) -> Result<(), PacketError> {
        match piece {
            Piece::Open(name, attributes) => self.open(&name, &attributes),
            Piece::Text(text) => self.say(&text),
            Piece::Close(name) => match name.as_str() {
                "table-cell" | "covered-table-cell" => self.end_cell(),
                "table-row" => return self.end_row(),
                "annotation" => {
                    let remark = self.remark.take().unwrap_or_default();
                    self.cell.iter_mut().for_each(|cell| remark.trim().clone_into(&mut cell.remark));
                }
                "p" => self.say("\n"),
                _ => {}
            },
        }
        Ok(())
    }

    fn open(&mut self, name: &str, attributes: &Attributes) {
        match name {
            "table" => {
                let sheet = RawSheet { name: text_of(attributes, "name"), percents: Some(BTreeSet::new()), ..RawSheet::default() };
                self.sheets.push(sheet);
                self.row = 0;
            }
            "table-row" => (self.rows, self.column) = (count_of(attributes, "number-rows-repeated"), 0),
            "table-cell" | "covered-table-cell" => self.cell = Some(begun(attributes)),
            "annotation" => self.remark = Some(String::new()),
            "s" => self.say(&" ".repeat(count_of(attributes, "c").min(100) as usize)),
            "line-break" => self.say("\n"),
            "tab" => self.say("\t"),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        match (&mut self.remark, &mut self.cell) {
            (Some(remark), _) => remark.push_str(text),
            (None, Some(cell)) => cell.text.push_str(text),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let at = self.column;
        self.column = at.saturating_add(cell.repeated);
        if cell.has_formula || !cell.remark.is_empty() || !matches!(cell.data(), Data::Empty) {
            self.cells.push((at, cell));
        }
    }

    fn end_row(&mut self) -> Result<(), PacketError> {
        let (first, cells) = (self.row, std::mem::take(&mut self.cells));
        self.row = first.saturating_add(self.rows);
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        for (at, cell) in cells {
            let places = u64::from(self.rows) * u64::from(cell.repeated);
            if places > bounds::CELLS as u64 {
                return Err(PacketError::TooLarge);
            }
            for row in first..first.saturating_add(self.rows) {
                for column in at..at.saturating_add(cell.repeated) {
                    cell.stand(sheet, (row, column), &mut self.count)?;
                }
            }
        }
        Ok(())
    }
}

fn begun(attributes: &Attributes) -> Held {
    let value = ["value", "date-value", "boolean-value", "string-value"].map(|name| text_of(attributes, name));
    let kinds: Vec<&str> = attributes.iter().filter(|(key, _)| key == "value-type").map(|(_, kind)| kind.as_str()).collect();
    let kind = if kinds.contains(&"error") { "error" } else { kinds.first().copied().unwrap_or_default() };
    Held {
        kind: kind.to_owned(),
        value: value.into_iter().find(|value| !value.is_empty()).unwrap_or_default(),
        repeated: count_of(attributes, "number-columns-repeated"),
        spans: (count_of(attributes, "number-rows-spanned"), count_of(attributes, "number-columns-spanned")),
        has_formula: !text_of(attributes, "formula").is_empty(),
        ..Held::default()
    }
}

impl Held {
    fn data(&self) -> Data {
        let text = self.text.trim();
        match self.kind.as_str() {
            "error" => Data::Error(CellErrorType::Value),
            "float" | "percentage" | "currency" => self.value.parse().map_or(Data::Empty, Data::Float),
            "date" => Data::String(self.value.chars().take(10).collect()),
            _ if text.is_empty() => Data::Empty,
            _ => Data::String(text.to_owned()),
        }
    }

    fn stand(&self, sheet: &mut RawSheet, place: super::Place, count: &mut usize) -> Result<(), PacketError> {
        let data = self.data();
        if self.has_formula {
            if data == Data::Empty {
                sheet.unreckoned.insert(place)
            } else {
                sheet.reckoned.insert(place)
            };
        }
        if self.kind == "percentage" {
            sheet.percents.get_or_insert_default().insert(place);
        }
        if self.spans != (1, 1) {
            let last = (place.0.saturating_add(self.spans.0 - 1), place.1.saturating_add(self.spans.1 - 1));
            sheet.merges.push(Merge { first: place, last });
        }
        if !self.remark.is_empty() {
            sheet.remarks.push((place, self.remark.clone()));
        }
        if data == Data::Empty { Ok(()) } else { sheet.put(place, data, count) }
    }
}
