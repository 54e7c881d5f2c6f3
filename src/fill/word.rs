//! The tables of a Word document: cells are written in the face that stands in them, rows come in as copies of one that is there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::escaped;
use super::node::{Node, rewritten, without_attribute};
use super::reference::Growth;
use super::sheet::Cells;
use super::value::Value;
use crate::import::{FormGrid, Grid, GridRow, Place, Source};

/// The part that holds the text.
pub(super) const DOCUMENT: &str = "word/document.xml";

/// A document whose tables are to be filled.
pub(super) struct Document<'a> {
    text: &'a str,
    root: Node<'a>,
}

/// A cell and the columns that it takes.
struct Slot<'n, 'a> {
    first: u16,
    last: u16,
    cell: &'n Node<'a>,
    /// It goes on from the row above.
    goes_on: bool,
}

impl<'a> Document<'a> {
    pub(super) fn read(text: &'a str) -> Option<Document<'a>> {
        Some(Document { text, root: Node::read(text)? })
    }

    /// The tables that stand in the text itself, not in others.
    fn tables(&self) -> Vec<&Node<'a>> {
        let mut all = Vec::new();
        outermost(&self.root, &mut all);
        all
    }

    /// The tables as they are read, with how many rows each has.
    pub(super) fn grids(&self) -> Vec<(FormGrid, u32)> {
        self.tables().into_iter().map(|table| self.grid(table)).collect()
    }

    fn grid(&self, table: &Node<'a>) -> (FormGrid, u32) {
        let (mut source, mut grid) = (Source::default(), Grid::default());
        let mut number = 0;
        for row in table.named("tr") {
            number += 1;
            let above = grid.rows.last().map(|row: &GridRow| row.cells.clone()).unwrap_or_default();
            let mut cells: Vec<Option<usize>> = Vec::new();
            for slot in self.slots(row) {
                let unit = if slot.goes_on {
                    above.get(usize::from(slot.first)).copied().flatten()
                } else {
                    let words = self.words(slot.cell);
                    let place = Place { line: number, sheet: None, column: Some(slot.first) };
                    (!words.trim().is_empty()).then(|| source.add(place, words))
                };
                cells.resize(usize::from(slot.last) + 1, unit);
                cells[usize::from(slot.first)..].fill(unit);
            }
            grid.rows.push(GridRow { number, cells });
        }
        (FormGrid::new(Arc::new(source), grid), number)
    }

    fn slots<'n>(&'n self, row: &'n Node<'a>) -> Vec<Slot<'n, 'a>> {
        let mut next = 0_u16;
        let mut all = Vec::new();
        for cell in row.named("tc") {
            let properties = cell.child("tcPr");
            let value = |name: &str| properties.and_then(|p| p.child(name)).map(|node| node.attribute(self.text, "val"));
            let span = value("gridSpan").flatten().and_then(|span| span.parse::<u16>().ok()).unwrap_or(1).clamp(1, 200);
            let goes_on = value("vMerge").is_some_and(|how| how.as_deref() != Some("restart"));
            let last = next.saturating_add(span - 1);
            all.push(Slot { first: next, last, cell, goes_on });
            next = last.saturating_add(1);
        }
        all
    }

    /// What stands in a cell; deletions that are tracked do not.
    fn words(&self, cell: &Node<'a>) -> String {
        let lines = cell.named("p").map(|paragraph| {
            let mut words = String::new();
            text_of(paragraph, self.text, &mut words);
            words
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The document with the cells of a table written; rows are numbered as they are when those of the growth have come in.
    pub(super) fn written(&self, table: usize, cells: &BTreeMap<u32, Cells>, growth: Option<Growth>) -> Option<String> {
        let tables = self.tables();
        let table = tables.get(table)?;
        let mut pieces = Vec::new();
        for (number, row) in (1..).zip(table.named("tr")) {
            let moved = growth.map_or(number, |growth| growth.moved(number));
            if let Some(cells) = cells.get(&moved) {
                pieces.push((row.span.clone(), self.row(row, cells, false)));
            }
            if let Some(growth) = growth.filter(|growth| growth.row == number) {
                let copies = (1..=growth.by).map(|down| self.row(row, cells.get(&(number + down)).unwrap_or(&Cells::new()), true));
                pieces.push((row.span.end..row.span.end, copies.collect()));
            }
        }
        Some(rewritten(self.text, pieces))
    }

    /// A row with new cells; a copy keeps nothing of what stood in it.
    fn row(&self, row: &Node<'a>, cells: &Cells, is_copy: bool) -> String {
        let mut pieces = Vec::new();
        for slot in self.slots(row) {
            let value = cells.get(&slot.first).filter(|value| **value != Value::Nothing);
            if slot.goes_on || (value.is_none() && !is_copy) {
                continue;
            }
            let words = value.map(Value::shown).unwrap_or_default();
            let paragraphs: Vec<&Node<'a>> = slot.cell.named("p").collect();
            let Some(first) = paragraphs.first() else { continue };
            pieces.push((first.span.clone(), self.paragraph(first, &words)));
            pieces.extend(paragraphs[1..].iter().map(|more| (more.span.clone(), String::new())));
        }
        let from = row.span.start;
        let pieces = pieces.into_iter().map(|(range, new)| (range.start - from..range.end - from, new)).collect();
        let text = rewritten(&self.text[row.span.clone()], pieces);
        // Paragraphs are known by an id of their own, which a copy must not have.
        if is_copy { ["w14:paraId", "w14:textId"].iter().fold(text, |text, name| without_all(text, name)) } else { text }
    }

    /// A paragraph with these words in the face of those that stood there.
    fn paragraph(&self, paragraph: &Node<'a>, words: &str) -> String {
        let prefix = paragraph.prefix();
        let properties = paragraph.child("pPr");
        let kept = properties.map_or("", |p| &self.text[p.span.clone()]);
        let of_mark = || properties.and_then(|p| p.child("rPr")).map(|face| &self.text[face.span.clone()]);
        let of_run = paragraph.named("r").find_map(|run| run.child("rPr")).map(|face| &self.text[face.span.clone()]);
        let face = of_run.or_else(of_mark).unwrap_or("");
        let lines: Vec<String> =
            words.split('\n').map(|line| format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", escaped(line))).collect();
        let run = if words.is_empty() {
            String::new()
        } else {
            format!("<{prefix}r>{face}{}</{prefix}r>", lines.join(&format!("<{prefix}br/>")))
        };
        let opening = paragraph.opening(self.text).trim_end_matches('>').trim_end_matches('/').trim_end();
        format!("{opening}>{kept}{run}</{}>", paragraph.tag)
    }
}

fn without_all(mut text: String, name: &str) -> String {
    loop {
        let shorter = without_attribute(&text, name);
        if shorter == text {
            return text;
        }
        text = shorter;
    }
}

fn outermost<'n, 'a>(node: &'n Node<'a>, all: &mut Vec<&'n Node<'a>>) {
    for child in &node.children {
        match child.name() {
            "tbl" => all.push(child),
            // What is written a second time for old programs, and what is deleted, is no table of the text.
            "Fallback" | "del" => {}
            _ => outermost(child, all),
        }
    }
}

fn text_of(node: &Node<'_>, text: &str, out: &mut String) {
    for child in &node.children {
        match child.name() {
            "t" => out.push_str(&child.words(text)),
            "tab" | "br" => out.push(' '),
            "del" | "delText" | "instrText" | "Fallback" | "pPr" | "rPr" => {}
            _ => text_of(child, text, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>项目名称</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>进展情况</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p w14:paraId=\"1\"><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:p></w:tc><w:tc><w:p/><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>";

    #[test]
    fn cells_are_written_in_their_face_and_rows_come_in() {
        let document = Document::read(TEXT).unwrap();
        let row = |title: &str| Cells::from([(0, Value::Text(title.into())), (1, Value::Text("已开工\n在建".into()))]);
        let text = document.written(0, &[(2, row("甲")), (3, row("乙"))].into(), Some(Growth { row: 2, by: 1 })).unwrap();
        assert!(text.contains("<w:p w14:paraId=\"1\"><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">甲</w:t></w:r></w:p>"), "{text}");
        assert!(text.contains("已开工</w:t><w:br/><w:t xml:space=\"preserve\">在建</w:t></w:r></w:p></w:tc></w:tr><w:tr>"), "{text}");
        assert_eq!((text.matches("paraId").count(), text.matches("<w:tr>").count()), (1, 3));
        let (_, rows) = &Document::read(&text).unwrap().grids()[0];
        assert_eq!(*rows, 3);
    }
}
