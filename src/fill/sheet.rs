//! The cells of a sheet: some are written, rows come in, and all other bytes stay.

use std::collections::{BTreeMap, HashSet};

use super::book::{Book, Shows, escaped};
use super::node::{Node, rewritten, with_attribute, without_attribute};
use super::reference::{Growth, copied};
use super::value::{Value, serial};

/// What is written into the cells of a row, by columns that are counted from 0.
pub(super) type Cells = BTreeMap<u16, Value>;

/// A sheet of a form as it is drawn.
pub(super) struct Sheet<'a> {
    text: &'a str,
    root: Node<'a>,
}

/// A rectangle of cells; rows are counted from 1, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Merge {
    rows: (u32, u32),
    columns: (u16, u16),
}

impl<'a> Sheet<'a> {
    pub(super) fn read(text: &'a str) -> Option<Sheet<'a>> {
        let root = Node::read(text)?;
        root.child("sheetData").is_some().then_some(Sheet { text, root })
    }

    fn rows(&self) -> impl Iterator<Item = (u32, &Node<'a>)> {
        let mut last = 0;
        self.root.child("sheetData").into_iter().flat_map(|data| data.named("row")).map(move |row| {
            last = row.attribute(self.text, "r").and_then(|r| r.parse().ok()).unwrap_or(last + 1);
            (last, row)
        })
    }

    /// The last row in which a cell is drawn.
    pub(super) fn drawn(&self) -> u32 {
        self.rows().filter(|(_, row)| row.child("c").is_some()).map(|(number, _)| number).max().unwrap_or(0)
    }

    /// The cells that hold formulas.
    pub(super) fn formulas(&self) -> HashSet<(u32, u16)> {
        let of_row = |(number, row): (u32, &Node<'a>)| {
            let cells = places(row, self.text).filter(|(_, cell)| cell.child("f").is_some());
            cells.map(|(column, _)| (number, column)).collect::<Vec<_>>()
        };
        self.rows().flat_map(of_row).collect()
    }

    /// The cells that a cell before them goes over.
    pub(super) fn covered(&self) -> HashSet<(u32, u16)> {
        let merges = self.merges().into_iter().map(|(merge, _)| merge);
        let cells = |merge: Merge| {
            let rows = merge.rows.0..=merge.rows.1.min(merge.rows.0.saturating_add(10_000));
            let all = rows.flat_map(move |row| (merge.columns.0..=merge.columns.1).map(move |column| (row, column)));
            all.filter(move |place| *place != (merge.rows.0, merge.columns.0))
        };
        merges.flat_map(cells).collect()
    }

    fn merges(&self) -> Vec<(Merge, &Node<'a>)> {
        let all = self.root.child("mergeCells").into_iter().flat_map(|all| all.named("mergeCell"));
        all.filter_map(|node| Some((Merge::read(&node.attribute(self.text, "ref")?)?, node))).collect()
    }

    /// The sheet with these cells; rows are numbered as they are when those of the growth have come in.
    pub(super) fn written(&self, cells: &BTreeMap<u32, Cells>, growth: Option<Growth>, book: &Book) -> Option<String> {
        let data = self.root.child("sheetData")?;
        let pen = Pen { text: self.text, book, prefix: data.prefix(), widths: self.column_styles() };
        let mut pieces = self.around(growth);
        let mut rows = String::new();
        let mut left: BTreeMap<u32, &Cells> = cells.iter().map(|(row, cells)| (*row, cells)).collect();
        for (number, row) in self.rows() {
            let moved = growth.map_or(number, |growth| growth.moved(number));
            pen.missing(&mut rows, &mut left, moved);
            let change = growth.filter(|_| moved != number).map(Change::Moves).or(growth.map(Change::Stays));
            rows.push_str(&pen.row(row, moved, (left.remove(&moved), change)));
            for down in growth.filter(|growth| growth.row == number).map_or(0..0, |growth| 1..growth.by + 1) {
                let cells = left.remove(&(number + down));
                rows.push_str(&pen.row(row, number + down, (cells, Some(Change::Copies(down)))));
            }
        }
        pen.missing(&mut rows, &mut left, u32::MAX);
        let tag = data.tag;
        pieces.push((data.span.clone(), format!("<{tag}>{rows}</{tag}>")));
        Some(rewritten(self.text, pieces))
    }

    /// What refers to rows beside the cells.
    fn around(&self, growth: Option<Growth>) -> Vec<(std::ops::Range<usize>, String)> {
        let mut pieces = Vec::new();
        let Some(growth) = growth else { return pieces };
        let mut area = |node: &Node<'a>, name: &str| {
            if let Some(old) = node.attribute(self.text, name) {
                pieces.push((node.span.start..node.inner.start, with_attribute(node.opening(self.text), name, &growth.area(&old))));
            }
        };
        for (name, attribute) in [("dataValidation", "sqref"), ("conditionalFormatting", "sqref"), ("hyperlink", "ref")] {
            self.root.each(name, &mut |node| area(node, attribute));
        }
        ["autoFilter", "dimension"].iter().filter_map(|name| self.root.child(name)).for_each(|node| area(node, "ref"));
        for name in ["formula", "formula1", "formula2"] {
            self.root.each(name, &mut |node| {
                pieces.push((node.inner.clone(), escaped(&growth.formula(&node.words(self.text), true))));
            });
        }
        if let Some(all) = self.root.child("mergeCells") {
            pieces.push((all.span.clone(), self.merged(all, growth)));
        }
        pieces
    }

    /// The merged cells: those of the row that is copied are merged in the copies too.
    fn merged(&self, all: &Node<'a>, growth: Growth) -> String {
        let (mut areas, tag) = (Vec::new(), format!("{}mergeCell", all.prefix()));
        for (merge, node) in self.merges() {
            let old = node.attribute(self.text, "ref").unwrap_or_default();
            if merge.rows == (growth.row, growth.row) {
                areas.extend((0..=growth.by).map(|down| copied(&old, down)));
            } else {
                areas.push(growth.area(&old));
            }
        }
        let inside: String = areas.iter().map(|area| format!("<{tag} ref=\"{area}\"/>")).collect();
        format!("{}{inside}</{}>", with_attribute(all.opening(self.text), "count", &areas.len().to_string()), all.tag)
    }

    /// The style of each column whose cells are not drawn.
    fn column_styles(&self) -> Vec<(u16, u16, String)> {
        let all = self.root.child("cols").into_iter().flat_map(|cols| cols.named("col"));
        let one = |col: &Node<'a>| {
            let number = |name: &str| col.attribute(self.text, name).and_then(|n| n.parse::<u32>().ok());
            let place = |n: u32| u16::try_from(n.saturating_sub(1)).unwrap_or(u16::MAX);
            Some((place(number("min")?), place(number("max")?), col.attribute(self.text, "style")?))
        };
        all.filter_map(one).collect()
    }
}

/// What becomes of a row where others come in.
#[derive(Clone, Copy)]
enum Change {
    Stays(Growth),
    Moves(Growth),
    /// It is a copy of one that stands so many rows above it.
    Copies(u32),
}

/// Writes rows and cells as the sheet writes its own.
struct Pen<'a> {
    text: &'a str,
    book: &'a Book,
    prefix: &'a str,
    widths: Vec<(u16, u16, String)>,
}

impl Pen<'_> {
    /// A row as it is drawn, with new cells in it.
    fn row(&self, row: &Node<'_>, number: u32, (cells, change): (Option<&Cells>, Option<Change>)) -> String {
        let is_same = matches!(change, None | Some(Change::Stays(_)));
        let has_formula = || change.is_some() && row.children.iter().any(|cell| cell.child("f").is_some());
        if cells.is_none() && is_same && !has_formula() {
            return self.text[row.span.clone()].to_owned();
        }
        let opening = without_attribute(&with_attribute(row.opening(self.text), "r", &number.to_string()), "spans");
        let style = row.attribute(self.text, "s").filter(|_| row.attribute(self.text, "customFormat").is_some());
        let mut written: BTreeMap<u16, String> = BTreeMap::new();
        for (column, cell) in places(row, self.text) {
            written.insert(column, self.cell(cell, (number, column), (cells.and_then(|c| c.get(&column)), change)));
        }
        for (column, value) in cells.into_iter().flatten().filter(|(_, value)| **value != Value::Nothing) {
            let fresh = || self.fresh((number, *column), style.clone(), value);
            written.entry(*column).or_insert_with(fresh);
        }
        let inside: String = written.into_values().collect();
        format!("{}>{inside}</{}>", opening.trim_end_matches('>').trim_end_matches('/'), row.tag)
    }

    /// Rows that are not drawn.
    fn missing(&self, out: &mut String, left: &mut BTreeMap<u32, &Cells>, before: u32) {
        while let Some((number, cells)) = left.first_key_value().map(|(n, c)| (*n, *c)).filter(|(n, _)| *n < before) {
            left.remove(&number);
            let written = cells.iter().filter(|(_, value)| **value != Value::Nothing);
            let inside: String = written.map(|(column, value)| self.fresh((number, *column), None, value)).collect();
            out.push_str(&format!("<{0}row r=\"{number}\">{inside}</{0}row>", self.prefix));
        }
    }

    /// A cell as it is drawn, with a new value where there is one.
    fn cell(&self, cell: &Node<'_>, (row, column): (u32, u16), (value, change): (Option<&Value>, Option<Change>)) -> String {
        let opening = with_attribute(cell.opening(self.text), "r", &address(row, column));
        let style = cell.attribute(self.text, "s");
        match (value, change) {
            (Some(value), _) if *value != Value::Nothing => self.filled(&opening, style, value),
            (_, Some(Change::Copies(down))) => {
                let formula = cell.child("f").map(|f| self.copied(f, down)).unwrap_or_default();
                let bare = without_attribute(&opening, "t");
                closed(&bare, cell.tag, &formula)
            }
            (_, Some(Change::Moves(growth) | Change::Stays(growth))) => self.moved(cell, &opening, growth),
            _ => format!("{opening}{}", &self.text[cell.inner.start..cell.span.end]),
        }
    }

    /// A formula in a copy of its row: what hangs on the first of a group goes by that one.
    fn copied(&self, formula: &Node<'_>, down: u32) -> String {
        let words = formula.words(self.text);
        let opening = without_attribute(formula.opening(self.text), "ref");
        if words.is_empty() {
            return self.text[formula.span.clone()].to_owned();
        }
        let opening = ["t", "si", "ca", "aca"].iter().fold(opening, |opening, name| without_attribute(&opening, name));
        closed(&opening, formula.tag, &escaped(&copied(&words, down)))
    }

    /// A cell that stays as it is, whose formula follows rows that came in.
    fn moved(&self, cell: &Node<'_>, opening: &str, growth: Growth) -> String {
        let Some(formula) = cell.child("f") else { return format!("{opening}{}", &self.text[cell.inner.start..cell.span.end]) };
        let tag = match formula.attribute(self.text, "ref") {
            Some(area) => with_attribute(formula.opening(self.text), "ref", &growth.area(&area)),
            None => formula.opening(self.text).to_owned(),
        };
        let words = escaped(&growth.formula(&formula.words(self.text), true));
        let before = &self.text[cell.inner.start..formula.span.start];
        let after = &self.text[formula.span.end..cell.span.end];
        format!("{opening}{before}{}{after}", closed(&tag, formula.tag, &words))
    }

    /// A cell that is not drawn.
    fn fresh(&self, (row, column): (u32, u16), style: Option<String>, value: &Value) -> String {
        let of_column = || self.widths.iter().find(|(first, last, _)| (*first..=*last).contains(&column)).map(|(.., style)| style.clone());
        let style = style.or_else(of_column);
        let shown = style.as_ref().map(|s| format!(" s=\"{s}\"")).unwrap_or_default();
        self.filled(&format!("<{}c r=\"{}\"{shown}/>", self.prefix, address(row, column)), style, value)
    }

    /// A cell with a value, as its style shows it.
    fn filled(&self, opening: &str, style: Option<String>, value: &Value) -> String {
        let shows = self.book.shows(style.and_then(|s| s.parse().ok()));
        let number = match (value, shows) {
            (Value::Number(number), Shows::Percent) => Some((number / 100.0).to_string()),
            (Value::Number(number), shows) if shows != Shows::Text => Some(number.to_string()),
            (Value::Percent(percent), Shows::Percent) => Some((f64::from(*percent) / 100.0).to_string()),
            (Value::Day(day), Shows::Day) => Some(serial(*day, self.book.from_1904).to_string()),
            _ => None,
        };
        let (prefix, bare) = (self.prefix, without_attribute(opening, "t"));
        let tag = format!("{prefix}c");
        match number {
            Some(number) => closed(&bare, &tag, &format!("<{prefix}v>{number}</{prefix}v>")),
            None => {
                let words = escaped(&value.shown());
                let inside = format!("<{prefix}is><{prefix}t xml:space=\"preserve\">{words}</{prefix}t></{prefix}is>");
                closed(&with_attribute(&bare, "t", "inlineStr"), &tag, &inside)
            }
        }
    }
}

/// An element with what stands in it.
fn closed(opening: &str, tag: &str, inside: &str) -> String {
    let opening = opening.trim_end_matches('>').trim_end_matches('/').trim_end();
    if inside.is_empty() { format!("{opening}/>") } else { format!("{opening}>{inside}</{tag}>") }
}

/// The cells of a row with their columns.
fn places<'n, 'a>(row: &'n Node<'a>, text: &'n str) -> impl Iterator<Item = (u16, &'n Node<'a>)> {
    let mut next = 0_u16;
    row.named("c").map(move |cell| {
        let column = cell.attribute(text, "r").and_then(|name| place_of(&name)).map_or(next, |(_, column)| column);
        next = column.saturating_add(1);
        (column, cell)
    })
}

/// `E7`.
pub(super) fn address(row: u32, column: u16) -> String {
    let (mut letters, mut rest) = (Vec::new(), u32::from(column) + 1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{}{row}", letters.iter().rev().collect::<String>())
}

/// The row, counted from 1, and the column, counted from 0, of `E7`.
fn place_of(name: &str) -> Option<(u32, u16)> {
    let name = name.replace('$', "");
    let at = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(at);
    let sum = letters.chars().try_fold(0_u32, |sum, c| {
        let value = c.is_ascii_alphabetic().then(|| u32::from(c.to_ascii_uppercase()) - u32::from('A') + 1)?;
        sum.checked_mul(26)?.checked_add(value)
    })?;
    Some((digits.parse().ok()?, u16::try_from(sum.checked_sub(1)?).ok()?))
}

impl Merge {
    fn read(area: &str) -> Option<Merge> {
        let (first, last) = area.split_once(':').unwrap_or((area, area));
        let ((top, left), (bottom, right)) = (place_of(first)?, place_of(last)?);
        Some(Merge { rows: (top, bottom), columns: (left, right) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "<worksheet><dimension ref=\"A1:C6\"/><sheetData><row r=\"1\" spans=\"1:3\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
        <row r=\"4\" ht=\"20\"><c r=\"A4\" s=\"1\"/><c r=\"B4\" s=\"2\"/><c r=\"C4\" s=\"1\"><f>B4*2</f><v>0</v></c></row>\
        <row r=\"6\"><c r=\"A6\" t=\"s\"><v>1</v></c><c r=\"C6\"><f>SUM(C3:C4)</f><v>0</v></c></row></sheetData>\
        <mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A6:B6\"/></mergeCells></worksheet>";

    fn written(cells: &[(u32, u16, Value)], growth: Option<Growth>) -> String {
        let mut rows: BTreeMap<u32, Cells> = BTreeMap::new();
        cells.iter().for_each(|(row, column, value)| drop(rows.entry(*row).or_default().insert(*column, value.clone())));
        let book = Book { styles: vec![Shows::Plain, Shows::Plain, Shows::Percent], ..Book::default() };
        Sheet::read(SHEET).unwrap().written(&rows, growth, &book).unwrap()
    }

    #[test]
    fn what_is_not_written_stays_byte_by_byte() {
        assert_eq!(written(&[], None), SHEET);
        let text = written(&[(4, 0, Value::Text("甲<乙".into())), (4, 1, Value::Percent(80)), (5, 2, Value::Number(1.5))], None);
        assert!(text.contains("<c r=\"A4\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">甲&lt;乙</t></is></c>"), "{text}");
        assert!(text.contains("<c r=\"B4\" s=\"2\"><v>0.8</v></c><c r=\"C4\" s=\"1\"><f>B4*2</f><v>0</v></c>"), "{text}");
        assert!(text.contains("<row r=\"5\"><c r=\"C5\"><v>1.5</v></c></row><row r=\"6\">"), "{text}");
        assert!(text.starts_with(&SHEET[..SHEET.find("<row r=\"4\"").unwrap()]), "{text}");
    }

    #[test]
    fn rows_that_come_in_are_copies_and_all_below_follows() {
        let text = written(&[(5, 0, Value::Text("乙".into()))], Some(Growth { row: 4, by: 2 }));
        assert!(text.contains("<row r=\"5\" ht=\"20\"><c r=\"A5\" s=\"1\" t=\"inlineStr\">"), "{text}");
        assert!(text.contains("<c r=\"C5\" s=\"1\"><f>B5*2</f></c></row><row r=\"6\" ht=\"20\"><c r=\"A6\" s=\"1\"/>"), "{text}");
        assert!(text.contains("<row r=\"8\"><c r=\"A8\" t=\"s\"><v>1</v></c><c r=\"C8\"><f>SUM(C3:C6)</f><v>0</v></c></row>"), "{text}");
        assert!(text.contains("<mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A8:B8\"/>") && text.contains("ref=\"A1:C8\""), "{text}");
    }

    #[test]
    fn cells_under_a_merged_one_and_formulas_are_known() {
        let sheet = Sheet::read(SHEET).unwrap();
        assert_eq!(sheet.covered(), [(1, 1), (1, 2), (6, 1)].into());
        assert_eq!((sheet.formulas(), sheet.drawn()), ([(4, 2), (6, 2)].into(), 6));
        assert_eq!((address(7, 27), place_of("AB7"), place_of("$B$2")), ("AB7".to_owned(), Some((7, 27)), Some((2, 1))));
    }
}
