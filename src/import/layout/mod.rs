//! Tables that were laid out as text: columns are runs of blanks that stand under one another, cells go over lines and
//! stand in the middle of their rows, pages break them (`pdftotext -layout` makes such texts).

mod align;
mod cells;
mod cuts;
mod head;
mod page;
mod raster;
mod rows;

use std::cell::Cell;

use self::cells::{Cells, cells};
use self::cuts::cuts;
use self::head::head;
use self::page::{Said, pages};
use self::raster::{Line, Pitch};
use super::source::{Grid, GridRow, Part, Place, Source};

/// The lines of a text, in which tables are looked for.
pub(super) struct Layout<'a> {
    texts: &'a [&'a str],
    lines: Vec<Line>,
    /// How many heads may still turn out to be none.
    tries: Cell<usize>,
}

/// Heads of which no table comes are no longer looked for after so many.
const TRIES: usize = 20;

impl<'a> Layout<'a> {
    pub fn new(texts: &'a [&'a str]) -> Layout<'a> {
        Layout { texts, lines: lines(texts, Pitch::Char), tries: Cell::new(TRIES) }
    }

    /// Puts the table that begins at a line into a source; gives the number of lines that it takes.
    pub fn table(&self, at: usize, source: &mut Source) -> Option<usize> {
        let may = (at..self.lines.len().min(at + 6)).any(|n| self.lines[n].tokens(2).len() > 2);
        if !may || self.tries.get() == 0 || self.lines[at].is_blank() || head(&self.lines, at).is_none() {
            return None;
        }
        let narrow = read(&self.lines, at);
        let wide = read(&lines(&self.texts[at..], Pitch::Wide), 0).map(|mut laid| {
            laid.shift(at);
            laid
        });
        let best = [narrow, wide].into_iter().flatten().min_by_key(|laid| (std::cmp::Reverse(laid.end), laid.cost))?;
        if !best.cells.runs_on() {
            self.tries.set(self.tries.get() - 1);
            return None;
        }
        let taken = best.end - at;
        best.put(source, self.texts);
        Some(taken)
    }
}

fn lines(texts: &[&str], pitch: Pitch) -> Vec<Line> {
    texts.iter().map(|text| Line::new(text, pitch)).collect()
}

/// A table that was read.
struct Laid {
    cells: Cells,
    noise: Vec<usize>,
    end: usize,
    /// Of words that its columns cut through.
    cost: usize,
}

fn read(lines: &[Line], at: usize) -> Option<Laid> {
    let head = head(lines, at)?;
    let pages = pages(lines, &head);
    let mut cost = 0;
    let mut of = Cells::of(&head);
    for page in &pages.pages {
        let own: Vec<&Line> = page.lines.iter().filter(|(_, said)| *said == Said::Cells).map(|(n, _)| &lines[*n]).collect();
        let (cuts, more) = cuts(&page.heads, &own);
        cost += more;
        cells(&mut of, page, &cuts, lines);
    }
    Some(Laid { cells: of, noise: pages.noise, end: pages.end, cost })
}

impl Laid {
    fn shift(&mut self, by: usize) {
        self.end += by;
        self.noise.iter_mut().for_each(|n| *n += by);
        self.cells.shift(by);
    }

    /// The units stand in the order of the table: its head, its rows, and what belongs to the pages.
    fn put(self, source: &mut Source, texts: &[&str]) {
        let place = |line: usize, column: Option<u16>| Place { line: line as u32 + 1, sheet: None, column };
        let mut units: Vec<Option<usize>> = vec![None; self.cells.texts.len()];
        let mut grid = Grid::default();
        for (line, row) in &self.cells.rows {
            let mut cells = Vec::with_capacity(row.len());
            for (column, cell) in row.iter().enumerate() {
                cells.push(cell.map(|cell| {
                    let text = &self.cells.texts[cell];
                    *units[cell].get_or_insert_with(|| source.add(place(text.line, Some(column as u16)), text.text.clone()))
                }));
            }
            grid.rows.push(GridRow { number: *line as u32 + 1, cells });
        }
        for line in self.noise.into_iter().filter(|line| !texts[*line].trim().is_empty()) {
            grid.noise.push(source.add(place(line, None), texts[line].to_owned()));
        }
        grid.guessed = self.cells.unsure.iter().map(|line| *line as u32 + 1).collect();
        source.parts.push(Part::Table(grid));
    }
}
