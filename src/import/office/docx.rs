//! Word documents: paragraphs with their automatic numbers, tables with merged cells; deletions that are tracked are left out.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::numbering::{Numbering, attribute};
use super::package::{Broken, part};
use crate::import::source::{Grid, GridRow, Part, Place, Source, Told};

/// Deeper than this nothing is nested in a document that somebody wrote.
const DEPTH: usize = 200;
/// A table has no more columns.
const COLUMNS: usize = 256;

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    text: String,
    span: usize,
    /// It goes on from the row above.
    goes_on: bool,
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
}

#[derive(Default)]
struct Reading {
    source: Source,
    line: u32,
    numbering: Numbering,
    paragraph: String,
    number: Option<(String, usize)>,
    tables: Vec<Table>,
    deletions: usize,
    comments: usize,
    /// Elements that are open and hide what is in them.
    hidden: usize,
    in_field: usize,
    in_text: bool,
    /// Text boxes are written twice; the second way is left out.
    fallback: usize,
}

/// Reads a Word document.
pub(crate) fn source(bytes: &[u8]) -> Result<Source, Broken> {
    let xml = part(bytes, "word/document.xml")?.ok_or(Broken::Damaged)?;
    let numbering = part(bytes, "word/numbering.xml")?.map(|xml| Numbering::read(&xml)).unwrap_or_default();
    let mut reading = Reading { numbering, ..Reading::default() };
    reading.read(&xml)?;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = part(bytes, name)? {
            reading.read(&xml)?;
        }
    }
    if part(bytes, "word/comments.xml")?.is_some_and(|xml| !xml.is_empty()) {
        reading.comments += 1;
    }
    let mut source = reading.source;
    if reading.deletions > 0 {
        source.told.push(Told::Deletions(reading.deletions));
    }
    if reading.comments > 0 {
        source.told.push(Told::Comments(reading.comments));
    }
    Ok(source)
}

impl Reading {
    fn read(&mut self, xml: &[u8]) -> Result<(), Broken> {
        let mut reader = Reader::from_reader(xml);
        let mut depth = 0usize;
        loop {
            match reader.read_event().map_err(|_| Broken::Damaged)? {
                Event::Start(tag) => {
                    depth += 1;
                    if depth > DEPTH {
                        return Err(Broken::TooLarge);
                    }
                    self.open(&tag);
                }
                Event::Empty(tag) => {
                    self.open(&tag);
                    self.close(tag.local_name().as_ref());
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.close(tag.local_name().as_ref());
                }
                Event::Text(text) if self.in_text => {
                    let words = text.decode().map_err(|_| Broken::Damaged)?;
                    self.say(&words);
                }
                Event::GeneralRef(entity) if self.in_text => {
                    let name = entity.decode().map_err(|_| Broken::Damaged)?;
                    self.say(&entity_text(&name));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn say(&mut self, words: &str) {
        if self.hidden == 0 && self.fallback == 0 && self.in_field == 0 {
            self.paragraph.push_str(words);
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            b"t" => self.in_text = true,
            b"del" | b"moveFrom" => {
                self.hidden += 1;
                self.deletions += 1;
            }
            b"Fallback" => self.fallback += 1,
            b"instrText" | b"delText" => self.in_field += 1,
            b"tab" if self.number.is_none() || !self.paragraph.is_empty() => self.say(" "),
            b"br" | b"cr" => self.say("\n"),
            b"txbxContent" => self.end_paragraph(),
            b"ilvl" => {
                let level = attribute(tag, b"val").and_then(|v| v.parse().ok()).unwrap_or_default();
                self.number = Some((self.number.take().map(|n| n.0).unwrap_or_default(), level));
            }
            b"numId" => {
                let id = attribute(tag, b"val").unwrap_or_default();
                self.number = Some((id, self.number.take().map_or(0, |n| n.1)));
            }
            b"tbl" => {
                self.end_paragraph();
                self.tables.push(Table::default());
            }
            b"tr" => self.tables.last_mut().into_iter().for_each(|t| t.rows.push(Vec::new())),
            b"tc" => self.with_row(|row| row.push(Cell { span: 1, ..Cell::default() })),
            b"gridSpan" => {
                let span = attribute(tag, b"val").and_then(|v| v.parse().ok()).unwrap_or(1usize).clamp(1, COLUMNS);
                self.with_row(|row| row.last_mut().into_iter().for_each(|c| c.span = span));
            }
            b"vMerge" => {
                let goes_on = attribute(tag, b"val").is_none_or(|v| v != "restart");
                self.with_row(|row| row.last_mut().into_iter().for_each(|c| c.goes_on = goes_on));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        match name {
            b"t" => self.in_text = false,
            b"del" | b"moveFrom" => self.hidden = self.hidden.saturating_sub(1),
            b"Fallback" => self.fallback = self.fallback.saturating_sub(1),
            b"instrText" | b"delText" => self.in_field = self.in_field.saturating_sub(1),
            b"p" | b"txbxContent" => self.end_paragraph(),
            b"tbl" => self.end_table(),
            _ => {}
        }
    }

    fn with_row(&mut self, change: impl FnOnce(&mut Vec<Cell>)) {
        if let Some(row) = self.tables.last_mut().and_then(|t| t.rows.last_mut()) {
            change(row);
        }
    }

    fn end_paragraph(&mut self) {
        let number = self.number.take().filter(|(id, _)| !id.is_empty() && id != "0");
        let text = std::mem::take(&mut self.paragraph);
        let text = match number {
            Some((id, level)) if !text.trim().is_empty() => format!("{}{text}", self.numbering.next(&id, level)),
            _ => text,
        };
        if text.trim().is_empty() {
            return;
        }
        if self.tables.is_empty() {
            for line in text.split('\n') {
                self.line += 1;
                self.source.add_line(self.line, line.to_owned());
            }
            return;
        }
        self.with_row(|row| {
            if let Some(cell) = row.last_mut() {
                if !cell.text.is_empty() {
                    cell.text.push('\n');
                }
                cell.text.push_str(&text);
            }
        });
    }

    /// A table in a cell is told as lines of that cell.
    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if !self.tables.is_empty() {
            let lines: Vec<String> = table.rows.iter().map(|r| r.iter().map(|c| c.text.trim()).collect::<Vec<_>>().join(" ")).collect();
            self.with_row(|row| {
                if let Some(cell) = row.last_mut() {
                    cell.text.push('\n');
                    cell.text.push_str(lines.join("\n").trim());
                }
            });
            return;
        }
        let mut grid = Grid::default();
        for row in table.rows {
            self.line += 1;
            let cells = self.cells(row, grid.rows.last());
            grid.rows.push(GridRow { number: self.line, cells });
        }
        self.source.parts.push(Part::Table(grid));
    }

    /// The units of a row's cells; one that goes on from above is that of above.
    fn cells(&mut self, row: Vec<Cell>, above: Option<&GridRow>) -> Vec<Option<usize>> {
        let mut cells: Vec<Option<usize>> = Vec::new();
        for cell in row {
            let column = cells.len();
            if column >= COLUMNS {
                break;
            }
            let unit = if cell.goes_on {
                above.and_then(|a| a.cells.get(column).copied().flatten())
            } else if cell.text.trim().is_empty() {
                None
            } else {
                let place = Place { line: self.line, sheet: None, column: Some(column as u16) };
                Some(self.source.add(place, cell.text))
            };
            cells.extend(std::iter::repeat_n(unit, cell.span.min(COLUMNS - column)));
        }
        cells
    }
}

/// What an entity stands for; of those that a file defines itself nothing.
fn entity_text(name: &str) -> String {
    match name {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => name.strip_prefix('#').and_then(number).and_then(char::from_u32).map(String::from).unwrap_or_default(),
    }
}

fn number(digits: &str) -> Option<u32> {
    digits.strip_prefix(['x', 'X']).map_or_else(|| digits.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())
}
