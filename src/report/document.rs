use ecow::EcoString;
use std::collections::HashMap;

use super::blank::{Blank, Filled};
use crate::text::sanitize;

/// A document laid out for any renderer: what stands where, not how it looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub(crate) title: String,
    /// What follows the title, in order.
    pub blocks: Vec<Block>,
    /// Whether all that stands before the annexes is meant for one page, and is set small and close for it.
    pub(crate) one_page: bool,
    /// Whether it is one wide table, for which the paper lies on its side.
    pub(crate) lies: bool,
}

impl Document {
    pub(crate) fn rows(&self) -> usize {
        self.blocks.iter().map(|b| if let Block::Table(t) = b { t.rows.len() } else { 0 }).sum()
    }
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: level 1 (`一、`, 黑体) or 2 (`（一）`, 楷体). The numbering is part of the text.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A table.
    Table(Table),
    /// A place of its own for a person to write: what belongs there. Shown as `【待填：…】`.
    Blank(Blank),
    /// A line of an official document that has a place of its own.
    Line(Part, Vec<Run>),
    /// An annex begins, on a new page; made by [`Block::annex`]. With `wide` its tables want a landscape page.
    Annex {
        /// What stands above it: `附件`, with its number when the document has several.
        label: String,
        /// What it holds.
        title: String,
        /// Whether the page should lie on its side.
        wide: bool,
    },
}

impl Block {
    /// An annex, which its document numbers.
    pub(crate) fn annex(title: &str, wide: bool) -> Block {
        Block::Annex { label: String::new(), title: title.to_owned(), wide }
    }
}

/// Which line of an official document; one that the office does not want is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The red head above the title (红头); without words: the paper has it, its room is kept free.
    RedHead,
    /// The document's number (发文字号).
    Number,
    /// To whom it goes (主送机关), without a colon.
    Recipients,
    /// A line of the list of annexes below the body (附件说明): `附件：1.…`, then `2.…`.
    AnnexList,
    /// Who signs (发文机关署名).
    Issuer,
    /// Its date (成文日期).
    Date,
}

impl Part {
    /// What stands before it where a line cannot show its part by its place.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Part::RedHead => "红头：",
            Part::Number => "文号：",
            Part::Recipients => "主送：",
            Part::AnnexList | Part::Issuer | Part::Date => "",
        }
    }
}

/// A stretch of text in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// As it is.
    Plain(String),
    /// Set off from the rest.
    Strong(String),
    /// A place within a sentence for a person to write.
    Blank(Blank),
}

/// A table; every row has as many cells as there are columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub(crate) columns: Vec<Column>,
    /// The cells; those that say the same as another table or the summary share the text with it.
    pub rows: Vec<Vec<EcoString>>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub(crate) head: &'static str,
    /// A hint of its width, in Chinese characters.
    pub(crate) width: u8,
    /// Whether it holds numbers, which stand to the right.
    pub(crate) numeric: bool,
}

impl Column {
    pub(crate) const fn words(head: &'static str, width: u8) -> Column {
        Column { head, width, numeric: false }
    }

    pub(crate) const fn number(head: &'static str, width: u8) -> Column {
        Column { head, width, numeric: true }
    }
}

impl Table {
    pub(crate) fn new(columns: &[Column], rows: Vec<Vec<EcoString>>) -> Table {
        Table { columns: columns.to_vec(), rows }
    }
}

impl Run {
    /// The text; of a blank what was written there, else its mark.
    pub(crate) fn text(&self) -> String {
        match self {
            Run::Plain(s) | Run::Strong(s) => s.clone(),
            Run::Blank(blank) => blank.words(),
        }
    }
}

/// To whom a document goes, with the colon behind it that stands there.
pub(super) fn with_colon(recipients: &[Run]) -> Vec<Run> {
    let ends = recipients.last().is_some_and(|r| r.text().ends_with(['：', ':']));
    recipients.iter().cloned().chain((!ends).then(|| Run::Plain("：".into()))).collect()
}

impl Document {
    /// A document in the usual type. Its annexes are numbered in their order.
    pub(crate) fn new(title: impl Into<String>, mut blocks: Vec<Block>) -> Document {
        let labels = blocks.iter_mut().filter_map(|b| if let Block::Annex { label, .. } = b { Some(label) } else { None });
        let labels: Vec<&mut String> = labels.collect();
        let several = labels.len() > 1;
        for (number, label) in (1..).zip(labels) {
            *label = if several { format!("附件{number}") } else { "附件".to_owned() };
        }
        Document { title: title.into(), blocks, one_page: false, lies: false }
    }

    /// All blanks, in order.
    pub(crate) fn blanks(&self) -> impl Iterator<Item = &Blank> {
        self.blocks.iter().flat_map(|block| {
            let (alone, runs): (Option<&Blank>, &[Run]) = match block {
                Block::Blank(blank) => (Some(blank), &[]),
                Block::Paragraph(runs) | Block::Line(_, runs) => (None, runs),
                Block::Heading(..) | Block::Table(_) | Block::Annex { .. } => (None, &[]),
            };
            alone.into_iter().chain(runs.iter().filter_map(|run| if let Run::Blank(blank) = run { Some(blank) } else { None }))
        })
    }

    fn blanks_mut(&mut self) -> impl Iterator<Item = &mut Blank> {
        self.blocks.iter_mut().flat_map(|block| {
            let (alone, runs): (Option<&mut Blank>, &mut [Run]) = match block {
                Block::Blank(blank) => (Some(blank), &mut []),
                Block::Paragraph(runs) | Block::Line(_, runs) => (None, runs),
                Block::Heading(..) | Block::Table(_) | Block::Annex { .. } => (None, &mut []),
            };
            alone.into_iter().chain(runs.iter_mut().filter_map(|run| if let Run::Blank(blank) = run { Some(blank) } else { None }))
        })
    }

    /// The document of a bulletin: its blanks are known again, and hold what was written into them. Where the same is asked twice, each
    /// place is one of its own.
    pub(super) fn filled(mut self, paper: &str, filled: &Filled) -> Document {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for blank in self.blanks_mut() {
            let nth = counts.entry(blank.key().to_owned()).or_insert(0);
            *nth += 1;
            blank.settle(paper, *nth, filled);
        }
        self
    }

    /// Makes every text harmless: no control characters, no bidi overrides, no line feeds.
    pub(super) fn clean(mut self) -> Document {
        let clean = |s: &mut String| *s = sanitize(s.trim(), false);
        let clean_cell = |s: &mut EcoString| {
            let clean = sanitize(s.trim(), false);
            if clean != *s {
                *s = clean.into();
            }
        };
        clean(&mut self.title);
        for block in &mut self.blocks {
            match block {
                Block::Heading(_, text) | Block::Annex { title: text, .. } => clean(text),
                Block::Blank(blank) => blank.clean(),
                Block::Paragraph(runs) | Block::Line(_, runs) => runs.iter_mut().for_each(|run| match run {
                    Run::Plain(s) | Run::Strong(s) => clean(s),
                    Run::Blank(blank) => blank.clean(),
                }),
                Block::Table(table) => table.rows.iter_mut().flatten().for_each(clean_cell),
            }
        }
        self
    }
}
