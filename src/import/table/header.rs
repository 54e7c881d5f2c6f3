//! Where the head of a table stands: one row or two, below titles, above the tasks.

use super::column::{Holds, holds, is_numeral};
use crate::import::source::{Grid, Source};
use crate::import::wash::wash;
use crate::import::words::Words;

/// The head of a table.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its first and its last row.
    pub first: usize,
    pub last: usize,
    /// Of each column what it holds, and its heading.
    pub columns: Vec<(Option<Holds>, Words)>,
    /// Of each the lowest of its headings.
    pub lowest: Vec<Words>,
    /// Rows numbered in Chinese are headings between those numbered in digits.
    pub han_is_category: bool,
}

/// How far down a head may stand.
const DEPTH: usize = 30;

/// Finds the head of a table of tasks.
pub(super) fn header(grid: &Grid, source: &Source) -> Option<Header> {
    let score = |columns: &[Headed]| {
        let distinct = distinct(columns);
        let known = distinct.iter().filter(|c| c.holds.is_some_and(|h| h != Holds::Other)).count();
        let tasks = distinct.iter().filter(|c| matches!(c.holds, Some(Holds::Task | Holds::Content))).count();
        if tasks == 0 || known < 2 { 0 } else { known * 2 + distinct.iter().filter(|c| c.holds.is_some()).count() }
    };
    best(grid, source, score)
}

impl Header {
    /// Finds the head of a table that is to be filled: the rows in which most headings are known.
    pub(super) fn of_form(grid: &Grid, source: &Source, knows: impl Fn(&str) -> bool) -> Option<Header> {
        let is_known = |c: &&Headed| knows(&c.whole.to_string()) || knows(&c.own.to_string());
        let score = |columns: &[Headed]| match distinct(columns).into_iter().filter(is_known).count() {
            0 | 1 => 0,
            known => known * 3,
        };
        best(grid, source, score)
    }
}

/// A column of a head in the making.
struct Headed {
    holds: Option<Holds>,
    /// Its headings put together, and the lowest.
    whole: Words,
    own: Words,
}

/// A heading over several columns once.
fn distinct(columns: &[Headed]) -> Vec<&Headed> {
    let mut distinct: Vec<&Headed> = columns.iter().collect();
    distinct.dedup_by(|a, b| a.whole == b.whole);
    distinct
}

/// The rows whose headings score most.
fn best(grid: &Grid, source: &Source, score: impl Fn(&[Headed]) -> usize) -> Option<Header> {
    let rows = grid.rows.len().min(DEPTH);
    let mut best: Option<(usize, Header)> = None;
    for first in (0..rows).filter(|&row| !is_title(grid, row)) {
        for last in (first..(first + 3).min(rows)).take_while(|&row| row == first || !is_data(grid, source, row)) {
            let columns = columns(grid, source, first, last);
            // A second row is taken where it says more than one alone.
            let score = (score(&columns) * 4).saturating_sub((last - first) * 3);
            if score > 0 && best.as_ref().is_none_or(|(most, _)| score > *most) {
                let lowest = columns.iter().map(|c| c.own.clone()).collect();
                let columns = columns.into_iter().map(|c| (c.holds, c.whole)).collect();
                best = Some((score, Header { first, last, columns, lowest, han_is_category: false }));
            }
        }
    }
    best.map(|(_, header)| Header { han_is_category: mixes(grid, source, &header), ..header })
}

/// A row that begins with a number, or holds a sentence, is none of a head.
fn is_data(grid: &Grid, source: &Source, row: usize) -> bool {
    let cells: Vec<Words> = grid.rows[row].cells.iter().flatten().map(|u| wash(&source.units[*u])).collect();
    let number = |w: &Words| !w.is_empty() && w.chars.iter().all(|c| c.is_ascii_digit() || *c == '.');
    cells.iter().find(|w| !w.is_empty()).is_some_and(number) || cells.iter().any(|w| w.len() > 24 || w.contains("，") || w.contains("。"))
}

/// Whether the numbers of rows are digits for most and Chinese for some.
fn mixes(grid: &Grid, source: &Source, header: &Header) -> bool {
    let Some(number) = header.columns.iter().position(|(h, _)| *h == Some(Holds::Number)) else { return false };
    let numbers =
        grid.rows[header.last + 1..].iter().filter_map(|r| r.cells.get(number).copied().flatten()).map(|u| wash(&source.units[u]));
    let (han, other): (Vec<Words>, Vec<Words>) = numbers.filter(|w| w.len() <= 6).partition(is_numeral);
    !han.is_empty() && other.len() >= han.len()
}

/// A row in which one cell goes over more than half of the columns, or stands alone.
fn is_title(grid: &Grid, row: usize) -> bool {
    let cells = &grid.rows[row].cells;
    let said: Vec<usize> = cells.iter().flatten().copied().collect();
    let widest = said.iter().map(|u| said.iter().filter(|o| *o == u).count()).max().unwrap_or_default();
    said.len() < 2 || (widest > 1 && widest * 2 > cells.len())
}

/// The headings of rows, those of a column put together.
fn columns(grid: &Grid, source: &Source, first: usize, last: usize) -> Vec<Headed> {
    let width = grid.rows[first..=last].iter().map(|r| r.cells.len()).max().unwrap_or_default();
    let cell = |row: usize, column: usize| grid.rows[row].cells.get(column).copied().flatten();
    (0..width)
        .map(|column| {
            let mut units: Vec<usize> = (first..=last).filter_map(|row| cell(row, column)).collect();
            units.dedup();
            let parts: Vec<Words> = units.iter().map(|u| wash(&source.units[*u])).collect();
            let mut whole = Words::default();
            parts.iter().for_each(|p| whole.extend(p));
            // The lowest row says it best, unless it says nothing of its own.
            let own = parts.iter().rev().find_map(holds).filter(|_| parts.len() > 1);
            let all = holds(&whole);
            let long = parts.iter().any(|p| p.len() > 24);
            Headed { holds: if long { None } else { own.or(all) }, own: parts.last().cloned().unwrap_or_default(), whole }
        })
        .collect()
}
