//! Tables of forms that are to be filled: the same heads, rows and sums, without what they hold.

use std::sync::Arc;

use super::column::unit_in;
use super::header::Header;
use super::row::{Row, row};
use crate::import::source::{Grid, Source};
use crate::import::wash::wash;
use crate::import::words::Words;

/// A table of a form.
#[derive(Clone, Debug)]
pub(crate) struct FormGrid {
    source: Arc<Source>,
    grid: Grid,
}

/// The head of such a table.
#[derive(Clone, Debug)]
pub(crate) struct FormHead {
    /// Its last row, counted from 1.
    pub(crate) last: u32,
    /// Of each column its headings put together, and the lowest of them.
    pub(crate) headings: Vec<(String, String)>,
    /// 万元 a unit, as it is said above the table.
    pub(crate) unit: Option<f64>,
    header: Header,
}

/// A row below the head.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum GridLine {
    /// Its number, counted from 1, and what stands in which column.
    Row(u32, Vec<(u16, String)>),
    /// A sum or a note.
    Sum(u32),
    /// A heading between rows.
    Heading,
}

/// 万元 a unit of money that words name: `总投资（亿元）`.
pub(crate) fn money_unit(words: &str) -> Option<f64> {
    unit_in(&plain(words))
}

fn plain(text: &str) -> Words {
    let mut words = Words::default();
    text.chars().for_each(|c| words.push(c, 0));
    words
}

impl FormGrid {
    pub(crate) fn new(source: Arc<Source>, grid: Grid) -> FormGrid {
        FormGrid { source, grid }
    }

    /// The tables of a document, each with the sheet on which it stands.
    pub(crate) fn of(source: &Source) -> Vec<(Option<String>, FormGrid)> {
        let shared = Arc::new(source.clone());
        let tables = source.parts.iter().filter_map(|part| match part {
            crate::import::source::Part::Table(grid) => Some(grid),
            crate::import::source::Part::Line(_) => None,
        });
        tables.map(|grid| (grid.sheet.as_ref().map(ToString::to_string), FormGrid::new(Arc::clone(&shared), grid.clone()))).collect()
    }

    /// Its head: the row, or the few rows, of which most say what stands beneath.
    pub(crate) fn head(&self, knows: impl Fn(&str) -> bool) -> Option<FormHead> {
        let header = Header::of_form(&self.grid, &self.source, knows)?;
        let number = |row: usize| self.grid.rows.get(row).map_or(0, |row| row.number);
        let above = self.grid.rows[..header.first].iter().flat_map(|row| row.cells.iter().flatten());
        let unit = above.filter_map(|unit| self.source.units.get(*unit)).find_map(|unit| money_unit(&unit.text));
        let line = |words: &Words| words.to_string().replace('\n', "");
        let headings = header.columns.iter().zip(&header.lowest).map(|((_, whole), own)| (line(whole), line(own))).collect();
        Some(FormHead { last: number(header.last), headings, unit, header })
    }

    /// What stands below the head.
    pub(crate) fn lines(&self, head: &FormHead) -> Vec<GridLine> {
        (head.header.last + 1..self.grid.rows.len()).filter_map(|at| self.line(at, head)).collect()
    }

    fn line(&self, at: usize, head: &FormHead) -> Option<GridLine> {
        let number = self.grid.rows[at].number;
        Some(match row(&self.grid, at, &head.header, &self.source) {
            Row::Noise(units) if units.iter().all(|unit| wash(&self.source.units[*unit]).is_empty()) => return None,
            Row::Noise(_) => GridLine::Sum(number),
            Row::Category(..) => GridLine::Heading,
            Row::Task(_) | Row::Odd => GridLine::Row(number, self.cells(at)),
        })
    }

    /// Whether a row heads those below it.
    pub(crate) fn is_heading(&self, head: &FormHead, number: u32) -> bool {
        let at = self.grid.rows.binary_search_by_key(&number, |row| row.number);
        at.is_ok_and(|at| at > head.header.last && self.line(at, head) == Some(GridLine::Heading))
    }

    fn cells(&self, at: usize) -> Vec<(u16, String)> {
        let cells = self.grid.rows[at].cells.iter();
        (0..).zip(cells).filter_map(|(column, unit)| Some((column, self.source.units.get((*unit)?)?.text.trim().to_owned()))).collect()
    }
}
