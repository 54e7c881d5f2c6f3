//! What a document holds before anybody has read it: lines and cells, each with its place.

use std::sync::Arc;

use crate::text::{Lang, Say};

/// A document as lines and tables.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// All texts, in the document's order.
    pub(crate) units: Vec<Unit>,
    /// How they stand.
    pub(crate) parts: Vec<Part>,
    /// What the reader of the file left out, and why.
    pub(crate) told: Vec<Told>,
}

/// A line of text, or a cell of a table.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub place: Place,
    pub text: String,
    /// The number of characters of all units before it.
    pub start: u32,
}

/// A piece of a document.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// A line: the number of its unit.
    Line(usize),
    Table(Grid),
}

/// A table: of each row the units of its cells. A merged cell stands wherever its range goes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub sheet: Option<Arc<str>>,
    pub rows: Vec<GridRow>,
    /// Texts among its rows that belong to the page: numbers, running heads.
    pub noise: Vec<usize>,
    /// The numbers of rows of which it is not said where they end.
    pub guessed: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct GridRow {
    /// The number of the row in its sheet, or of the line.
    pub number: u32,
    pub cells: Vec<Option<usize>>,
}

/// Where something stands in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line or the row, counted from 1.
    pub line: u32,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The column of a table, counted from 0.
    pub column: Option<u16>,
}

/// `A`, `B` … `Z`, `AA`.
fn letters(column: u16) -> String {
    let (head, last) = (column / 26, (b'A' + (column % 26) as u8) as char);
    if head == 0 { last.to_string() } else { format!("{}{last}", letters(head - 1)) }
}

impl Say for Place {
    fn say(&self, lang: Lang) -> String {
        let sheet = self.sheet.as_ref().map(|s| format!("{s}!")).unwrap_or_default();
        match self.column {
            Some(column) if self.sheet.is_some() => format!("{sheet}{}{}", letters(column), self.line),
            _ => lang.pick(format!("第 {} 行", self.line), format!("line {}", self.line)),
        }
    }
}

/// Something that the reader of a file left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    /// Tracked deletions (`w:del`): so many.
    Deletions(usize),
    /// Comments.
    Comments(usize),
    /// Sheets that are hidden.
    HiddenSheet(String),
    /// Beyond these rows or columns nothing was read.
    Cut(String),
    /// Cells that hold an error (`#REF!`).
    Errors(usize),
}

impl Say for Told {
    fn say(&self, lang: Lang) -> String {
        match self {
            Told::Deletions(n) => lang.pick(format!("修订中删除的文字 {n} 处，未读"), format!("{n} tracked deletions left out")),
            Told::Comments(n) => lang.pick(format!("批注 {n} 条，未读"), format!("{n} comments left out")),
            Told::HiddenSheet(name) => {
                lang.pick(format!("工作表 `{name}` 已隐藏，未读"), format!("sheet `{name}` is hidden and was left out"))
            }
            Told::Cut(what) => lang.pick(format!("文件过大，其余未读：{what}"), format!("too large, the rest was not read: {what}")),
            Told::Errors(n) => lang.pick(format!("错误值（如 `#REF!`）{n} 格"), format!("{n} cells hold an error such as `#REF!`")),
        }
    }
}

/// A line of a document, or a row of a table, as it stands: where, and the numbers of the texts in it.
#[derive(Clone, Debug)]
pub struct SourceLine {
    /// Where.
    pub place: Place,
    pub(crate) units: Vec<usize>,
}

impl Source {
    /// All lines and rows, in the document's order; a merged cell stands in each of its rows, once.
    pub fn printed(&self) -> Vec<SourceLine> {
        let place = |unit: usize| self.units.get(unit).map(|u| u.place.clone()).unwrap_or_default();
        let row = |row: &GridRow| {
            let mut units: Vec<usize> = row.cells.iter().flatten().copied().collect();
            units.dedup();
            Some(SourceLine { place: Place { line: row.number, ..place(*units.first()?) }, units })
        };
        let lines = |part: &Part| match part {
            Part::Line(unit) => vec![SourceLine { place: place(*unit), units: vec![*unit] }],
            Part::Table(grid) => grid.rows.iter().filter_map(row).collect(),
        };
        self.parts.iter().flat_map(lines).collect()
    }

    /// The texts of a line or row, each with the number of its first character.
    pub fn texts(&self, of: &SourceLine) -> Vec<(u32, &str)> {
        of.units.iter().filter_map(|unit| self.units.get(*unit)).map(|unit| (unit.start, unit.text.as_str())).collect()
    }

    /// Adds a text; gives its number.
    pub(crate) fn add(&mut self, place: Place, text: String) -> usize {
        let start = self.units.last().map_or(0, |u| u.start + u.text.chars().count() as u32);
        self.units.push(Unit { place, text, start });
        self.units.len() - 1
    }

    /// Adds a line under the next number.
    pub(crate) fn add_line(&mut self, line: u32, text: String) {
        let unit = self.add(Place { line, ..Place::default() }, text);
        self.parts.push(Part::Line(unit));
    }

    /// How many characters there are.
    pub(crate) fn len(&self) -> u32 {
        self.units.last().map_or(0, |u| u.start + u.text.chars().count() as u32)
    }

    /// What the reader of the file left out, in words.
    pub fn left_out(&self, lang: Lang) -> Vec<String> {
        self.told.iter().map(|t| t.say(lang)).collect()
    }

    /// The unit in which a character stands.
    pub(crate) fn unit_at(&self, at: u32) -> usize {
        self.units.partition_point(|u| u.start <= at).saturating_sub(1)
    }

    /// Where a character stands.
    pub(crate) fn place_at(&self, at: u32) -> Place {
        self.units.get(self.unit_at(at)).map(|u| u.place.clone()).unwrap_or_default()
    }
}
