//! The cells of a table that is laid out, put together of the pieces on its lines.

use super::align::{Columns, align};
use super::head::Head;
use super::page::{Page, Said, is_number};
use super::raster::{Line, Span};
use super::rows::{Column, Piece, Stretch, ranges};
use crate::import::body_name::{Likeness, level, likeness};
use crate::import::mark::mark;
use crate::import::table::Holds;

/// A cell: where it begins, and its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub line: usize,
    pub text: String,
    /// Its last line reached to the edge of the column.
    full: bool,
}

/// The cells of a table by its rows. A cell that stands over several rows is in each of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    pub texts: Vec<Text>,
    /// Of each row its line and its cells.
    pub rows: Vec<(usize, Vec<Option<usize>>)>,
    /// The lines of rows of which it is not sure where they end.
    pub unsure: Vec<usize>,
    holds: Vec<Option<Holds>>,
    /// How many rows the head has.
    heads: usize,
    /// Behind the head and the last heading between rows nothing stands yet.
    begun: bool,
}

impl Cells {
    /// The head alone.
    pub fn of(head: &Head) -> Cells {
        let mut cells = Cells { holds: head.columns.iter().map(|c| c.holds).collect(), ..Cells::default() };
        let mut above: Vec<Option<usize>> = Vec::new();
        let mut last: Option<((usize, String), usize)> = None;
        for column in &head.columns {
            let Some(said) = column.above.clone() else {
                above.push(None);
                continue;
            };
            let at = match &last {
                Some((known, at)) if *known == said => *at,
                _ => cells.text(said.0, said.1.clone()),
            };
            last = Some((said, at));
            above.push(Some(at));
        }
        if above.iter().any(Option::is_some) {
            cells.rows.push((head.first, above));
        }
        let own = head.columns.iter().map(|c| Some(cells.text(c.line, c.heading.clone()))).collect();
        cells.rows.push((head.last, own));
        cells.heads = cells.rows.len();
        cells
    }

    fn text(&mut self, line: usize, text: String) -> usize {
        self.texts.push(Text { line, text, full: false });
        self.texts.len() - 1
    }

    pub fn shift(&mut self, by: usize) {
        self.texts.iter_mut().for_each(|t| t.line += by);
        self.rows.iter_mut().for_each(|r| r.0 += by);
        self.unsure.iter_mut().for_each(|line| *line += by);
    }

    /// Whether each row has a number and the numbers run on: then no row is left out, and none is made of two.
    pub fn runs_on(&self) -> bool {
        let Some(number) = self.holds.iter().position(|h| *h == Some(Holds::Number)) else { return false };
        let own = |row: &&(usize, Vec<Option<usize>>)| row.1.windows(2).any(|pair| pair[0] != pair[1]);
        let numbers = self.rows.iter().filter(own).filter_map(|(_, row)| row[number].map(|at| self.texts[at].text.as_str()));
        let mut last = 0;
        let count = numbers.filter(|text| is_number(text)).filter(|text| follows(text, &mut last)).count();
        count > 1 && count + self.heads == self.rows.iter().filter(own).count()
    }

    /// The column of the task, which no other row shares.
    fn task(&self) -> Option<usize> {
        self.holds.iter().rposition(|h| *h == Some(Holds::Task))
    }

    /// Whether a text of this column may stand over several rows.
    fn may_be_merged(&self, column: usize) -> bool {
        match self.holds[column] {
            Some(Holds::Category) => true,
            Some(Holds::Task) => self.task() != Some(column),
            _ => false,
        }
    }

    /// Puts pieces into a cell of a row, behind what stands there.
    fn add(&mut self, row: usize, column: usize, pieces: &[Piece], lines: &[usize]) {
        for piece in pieces {
            let line = lines[piece.line];
            match self.rows[row].1[column] {
                Some(at) => {
                    let joint = joint(&self.texts[at], piece, self.holds[column]);
                    let text = &mut self.texts[at];
                    text.text.push_str(joint);
                    text.text.push_str(&piece.text);
                    text.full = piece.full;
                }
                None => {
                    let at = self.text(line, piece.text.clone());
                    self.texts[at].full = piece.full;
                    self.rows[row].1[column] = Some(at);
                }
            }
        }
    }
}

/// Whether a number comes next: one more than the last, or the first again.
fn follows(text: &str, last: &mut u32) -> bool {
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit()).rsplit(|c: char| !c.is_ascii_digit()).next();
    let Some(number) = digits.and_then(|digits| digits.parse().ok()) else { return false };
    let comes_next = number == 1 || number == *last + 1;
    *last = number;
    comes_next
}

/// What stands between two lines of a cell: nothing where the page broke it.
fn joint(before: &Text, after: &Piece, holds: Option<Holds>) -> &'static str {
    let (last, first): (Vec<char>, Vec<char>) = (before.text.chars().collect(), after.text.chars().collect());
    if let (Some(a), Some(b)) = (last.last(), first.first())
        && a.is_ascii_alphabetic()
        && b.is_ascii_alphabetic()
    {
        return " ";
    }
    let anew = match holds {
        Some(Holds::Bodies(_)) => {
            let line: Vec<char> = before.text.rsplit('\n').next().unwrap_or_default().chars().collect();
            let place = line.ends_with(&['市']) || line.ends_with(&['县']) || line.ends_with(&['区']) || line.ends_with(&['州']);
            !before.full && !place && likeness(&line) == Likeness::Strong && level(&first).is_some()
        }
        Some(Holds::Task | Holds::Content) => !before.full && mark(&first).is_some_and(|m| !m.weak),
        _ => false,
    };
    if anew { "\n" } else { "" }
}

/// Puts what stands on a page into the cells.
pub(super) fn cells(of: &mut Cells, page: &Page, cuts: &[usize], lines: &[Line]) {
    let mut stretch: Vec<usize> = Vec::new();
    for (line, said) in &page.lines {
        match said {
            Said::Cells => stretch.push(*line),
            Said::Category => {
                put(of, &stretch, cuts, lines);
                stretch.clear();
                let text = of.text(*line, lines[*line].whole());
                // A heading between rows goes over all columns.
                of.rows.push((*line, vec![Some(text); cuts.len() + 1]));
                of.begun = false;
            }
        }
    }
    put(of, &stretch, cuts, lines);
}

/// The pieces of each column, of each line what stands in which.
fn columns(set: &[Vec<Option<Span>>], numbers: &[usize], lines: &[Line], count: usize) -> Vec<Column> {
    let mut columns: Vec<Vec<(Piece, usize)>> = vec![Vec::new(); count];
    for (at, (row, number)) in set.iter().zip(numbers).enumerate() {
        for (column, span) in row.iter().enumerate() {
            if let Some(span) = span {
                columns[column].push((Piece { line: at, text: lines[*number].text(*span), full: false }, span.end - span.start));
            }
        }
    }
    let full = |column: Vec<(Piece, usize)>| {
        let most = column.iter().map(|(_, width)| *width).max().unwrap_or_default();
        let near = |width: usize| width > 1 && width + 1 + usize::from(most > 8) >= most;
        column.into_iter().map(|(piece, width)| Piece { full: near(width), ..piece }).collect()
    };
    columns.into_iter().map(full).collect()
}

/// Lines that are cut where the columns of the page part, and then row by row.
fn rows_of(of: &Cells, numbers: &[usize], cuts: &[usize], lines: &[Line]) -> Rows {
    let first = numbers.iter().map(|n| lines[*n].cut(cuts)).collect::<Vec<_>>();
    let mut rows = Rows::of(of, columns(&first, numbers, lines, cuts.len() + 1), numbers.len());
    for _ in 0..2 {
        let mut bounds = rows.starts.clone();
        bounds.insert(0, 0);
        bounds.push(numbers.len());
        let by = Columns { cuts, holds: &of.holds };
        let set: Vec<Vec<Option<Span>>> =
            bounds.windows(2).flat_map(|w| align(&by, &numbers[w[0]..w[1]].iter().map(|n| &lines[*n]).collect::<Vec<_>>())).collect();
        let next = Rows::of(of, columns(&set, numbers, lines, cuts.len() + 1), numbers.len());
        let same = next.starts == rows.starts;
        rows = next;
        if same {
            break;
        }
    }
    rows
}

/// A row whose cells stand further from its number than this is doubted.
const STRAINED: f64 = 4.0;

/// Rows of a stretch of lines.
struct Rows {
    anchors: Vec<usize>,
    starts: Vec<usize>,
    /// Of each row whether it is not sure where it ends.
    unsure: Vec<bool>,
    /// The columns in which each row has its own text.
    single: Vec<Column>,
    /// The columns in which a text stands over several rows, with these texts.
    merged: Vec<(usize, Vec<Vec<Piece>>)>,
}

impl Rows {
    fn of(of: &Cells, columns: Vec<Column>, len: usize) -> Rows {
        let number = of.holds.iter().position(|h| *h == Some(Holds::Number));
        let numbers = number.map(|number| columns[number].as_slice()).unwrap_or_default();
        let anchors: Vec<usize> = numbers.iter().filter(|p| is_number(&p.text)).map(|p| p.line).collect();
        let mut merged = Vec::new();
        let mut single = Vec::new();
        for (n, column) in columns.into_iter().enumerate() {
            let blocks = if of.may_be_merged(n) { blocks(&column) } else { Vec::new() };
            if of.may_be_merged(n) && blocks.len() < anchors.len().max(1) {
                merged.push((n, blocks));
                single.push(Vec::new());
            } else {
                single.push(column);
            }
        }
        let stretch = Stretch { len, anchors: &anchors, columns: &single, goes_on: of.begun };
        let starts = stretch.starts();
        let unsure = stretch.strain(&starts).into_iter().map(|cost| cost > STRAINED).collect();
        Rows { anchors, starts, unsure, single, merged }
    }

    /// The first and the last line of each row.
    fn extents(&self, len: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for (n, start) in self.starts.iter().enumerate() {
            let end = self.starts.get(n + 1).copied().unwrap_or(len);
            let inside = self.single.iter().flatten().map(|p| p.line).filter(|line| line >= start && *line < end);
            out.push((inside.clone().min().unwrap_or(*start), inside.max().unwrap_or(*start)));
        }
        out
    }
}

/// Lines between two headings as rows.
fn put(of: &mut Cells, numbers: &[usize], cuts: &[usize], lines: &[Line]) {
    if numbers.iter().all(|n| lines[*n].is_blank()) {
        return;
    }
    let rows = rows_of(of, numbers, cuts, lines);
    let first = of.rows.len();
    take_rows(of, &rows, numbers);
    let extents = rows.extents(numbers.len());
    for (column, blocks) in &rows.merged {
        take_merged(of, *column, blocks, (first, &extents, numbers));
    }
    of.begun = true;
}

fn take_rows(of: &mut Cells, rows: &Rows, numbers: &[usize]) {
    let first = rows.starts.first().copied().unwrap_or(numbers.len());
    if let Some(row) = of.rows.len().checked_sub(1).filter(|_| of.begun) {
        for (n, column) in rows.single.iter().enumerate() {
            of.add(row, n, &column[..column.partition_point(|p| p.line < first)], numbers);
        }
    }
    for (row, start) in rows.starts.iter().enumerate() {
        let end = rows.starts.get(row + 1).copied().unwrap_or(numbers.len());
        let line = numbers[rows.anchors[row]];
        if rows.unsure[row] {
            of.unsure.push(line);
        }
        of.rows.push((line, vec![None; rows.single.len()]));
        for (n, column) in rows.single.iter().enumerate() {
            let own = &column[column.partition_point(|p| p.line < *start)..column.partition_point(|p| p.line < end)];
            of.add(of.rows.len() - 1, n, own, numbers);
        }
    }
}

/// Pieces that stand close to one another.
fn blocks(column: &Column) -> Vec<Vec<Piece>> {
    let mut blocks: Vec<Vec<Piece>> = Vec::new();
    for piece in column {
        match blocks.last_mut() {
            Some(block) if block.last().is_some_and(|last| piece.line <= last.line + 2) => block.push(piece.clone()),
            _ => blocks.push(vec![piece.clone()]),
        }
    }
    blocks
}

fn take_merged(of: &mut Cells, column: usize, blocks: &[Vec<Piece>], (first, extents, numbers): (usize, &[(usize, usize)], &[usize])) {
    let middle = |b: &Vec<Piece>| b.first().zip(b.last()).map_or(0.0, |(f, l)| (f.line + l.line) as f64 / 2.0);
    let middles: Vec<f64> = blocks.iter().map(middle).collect();
    let known = of.begun.then(|| first.checked_sub(1).and_then(|row| of.rows[row].1[column])).flatten();
    let ranges = ranges(&middles, extents, known.is_some());
    let above = ranges.first().map_or(extents.len(), |r| r.start);
    for row in 0..above {
        of.rows[first + row].1[column] = known;
    }
    for (range, block) in ranges.into_iter().zip(blocks) {
        of.add(first + range.start, column, block, numbers);
        let cell = of.rows[first + range.start].1[column];
        for row in range {
            of.rows[first + row].1[column] = cell;
        }
    }
}
