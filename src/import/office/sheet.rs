//! Workbooks and csv: sheets as tables, merged ranges filled, hidden sheets told of.

use calamine::{Data, Dimensions, Reader, Sheets, open_workbook_auto_from_rs};
use std::io::Cursor;
use std::sync::Arc;

use super::package::{Broken, bounded};
use crate::import::source::{Grid, GridRow, Part, Place, Source, Told};

/// Beyond these nothing is read.
const ROWS: u32 = 200_000;
const COLUMNS: u32 = 256;
const CELLS: usize = 3_000_000;

/// The cells of a sheet that hold something: row, column, text.
type Cells = Vec<(u32, u32, String)>;

/// Reads a workbook.
pub(crate) fn source(bytes: &[u8]) -> Result<Source, Broken> {
    if bytes.starts_with(b"PK") {
        bounded(bytes)?;
    }
    // The library panics on some damaged workbooks: they cannot be read, like others.
    std::panic::catch_unwind(|| opened(bytes)).unwrap_or(Err(Broken::Damaged))
}

fn opened(bytes: &[u8]) -> Result<Source, Broken> {
    let mut book: Sheets<Cursor<&[u8]>> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| Broken::Damaged)?;
    let mut source = Source::default();
    let mut errors = 0;
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.visible != calamine::SheetVisible::Visible {
            source.told.push(Told::HiddenSheet(sheet.name));
            continue;
        }
        let (cells, cut) = cells(&mut book, &sheet.name, &mut errors);
        if cut {
            source.told.push(Told::Cut(sheet.name.clone()));
        }
        let merged = merged(&mut book, &sheet.name);
        let grid = grid(&mut source, &sheet.name, cells, &merged);
        source.parts.push(Part::Table(grid));
    }
    if errors > 0 {
        source.told.push(Told::Errors(errors));
    }
    Ok(source)
}

/// The cells of a sheet one after another, so that one far away makes no large table; and whether there were more.
fn cells(book: &mut Sheets<Cursor<&[u8]>>, name: &str, errors: &mut usize) -> (Cells, bool) {
    let (mut all, mut cut) = (Cells::new(), false);
    let mut take = |row: u32, column: u32, value: &Data| {
        *errors += usize::from(matches!(value, Data::Error(_)));
        let text = text(value);
        if text.trim().is_empty() {
            return true;
        }
        let fits = row < ROWS && column < COLUMNS && all.len() < CELLS;
        cut |= !fits;
        if fits {
            all.push((row, column, text));
        }
        all.len() < CELLS
    };
    if let Sheets::Xlsx(book) = book {
        let Ok(mut reader) = book.worksheet_cells_reader(name) else { return (all, cut) };
        while let Ok(Some(cell)) = reader.next_cell() {
            let (row, column) = cell.get_position();
            if !take(row, column, &Data::from(cell.get_value().clone())) {
                break;
            }
        }
    } else if let Ok(range) = book.worksheet_range(name) {
        let (top, left) = range.start().unwrap_or_default();
        range.used_cells().for_each(|(row, column, value)| {
            take(top + row as u32, left + column as u32, value);
        });
    }
    (all, cut)
}

fn grid(source: &mut Source, name: &str, mut cells: Cells, merged: &[Dimensions]) -> Grid {
    let sheet: Arc<str> = name.into();
    let mut grid = Grid { sheet: Some(Arc::clone(&sheet)), ..Grid::default() };
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    for (row, column, text) in cells {
        if grid.rows.last().is_none_or(|last| last.number != row + 1) {
            grid.rows.push(GridRow { number: row + 1, cells: Vec::new() });
        }
        let place = Place { line: row + 1, sheet: Some(Arc::clone(&sheet)), column: Some(column as u16) };
        let unit = source.add(place, text);
        if let Some(last) = grid.rows.last_mut() {
            last.cells.resize(column as usize, None);
            last.cells.push(Some(unit));
        }
    }
    fill(&mut grid, merged);
    grid
}

/// The merged ranges of a sheet.
fn merged(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A merged cell stands wherever its range goes; only real ranges are filled.
fn fill(grid: &mut Grid, merged: &[Dimensions]) {
    for range in merged {
        let column = range.start.1 as usize;
        let at = |row: u32, grid: &Grid| grid.rows.binary_search_by_key(&(row + 1), |r| r.number).ok();
        let Some(unit) = at(range.start.0, grid).and_then(|row| grid.rows[row].cells.get(column).copied().flatten()) else { continue };
        let first = grid.rows.partition_point(|r| r.number < range.start.0 + 1);
        for row in grid.rows[first..].iter_mut().take_while(|r| r.number <= range.end.0 + 1) {
            let last = range.end.1.min(COLUMNS - 1) as usize;
            if row.cells.len() <= last {
                row.cells.resize(last + 1, None);
            }
            row.cells[column..=last].iter_mut().for_each(|cell| *cell = Some(unit));
        }
    }
}

/// A cell as its sheet shows it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => calamine_number(*number),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Data::DateTime(day) => day.as_datetime().map_or_else(|| day.as_f64().to_string(), |d| d.date().to_string()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.chars().take_while(|c| *c != 'T').collect(),
    }
}

fn calamine_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { format!("{}", (number * 1e6).round() / 1e6) }
}

/// Reads a text of values with commas or tabs between them.
pub(crate) fn csv(text: &str) -> Source {
    let mut source = Source::default();
    let separator = if text.lines().take(5).any(|l| l.contains('\t')) { '\t' } else { ',' };
    let mut grid = Grid::default();
    for (n, record) in records(text, separator).into_iter().take(ROWS as usize).enumerate() {
        let line = n as u32 + 1;
        let cell = |(column, text): (usize, String)| {
            let place = Place { line, sheet: None, column: Some(column as u16) };
            (!text.trim().is_empty()).then(|| source.add(place, text))
        };
        let cells = record.into_iter().take(COLUMNS as usize).enumerate().map(cell).collect();
        grid.rows.push(GridRow { number: line, cells });
    }
    source.parts.push(Part::Table(grid));
    source
}

/// The records of such a text; what stands in quotes may hold separators and line breaks.
fn records(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(record) = all.last_mut() else { break };
        let Some(field) = record.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' if quoted || field.is_empty() => quoted = !quoted,
            '\n' if !quoted => all.push(vec![String::new()]),
            '\r' if !quoted => {}
            c if c == separator && !quoted => record.push(String::new()),
            c => field.push(c),
        }
    }
    all
}
