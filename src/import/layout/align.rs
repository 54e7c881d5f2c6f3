//! Which column the words of a row belong to: what stands under one another in a row is of one cell, and the cells of a
//! row stand in the order of the columns, though each row may be set a little aside.

use super::page::is_number;
use super::raster::{Line, Span};
use crate::import::table::Holds;

/// Columns: where they part, and what they hold.
pub(super) struct Columns<'a> {
    pub cuts: &'a [usize],
    pub holds: &'a [Option<Holds>],
}

/// Words of a row that stand under one another.
struct Block {
    span: Span,
    /// Of each word its line, and where it stands.
    words: Vec<(usize, Span)>,
    text: String,
}

/// Of each of the lines of a row what stands in which column.
pub(super) fn align(columns: &Columns<'_>, lines: &[&Line]) -> Vec<Vec<Option<Span>>> {
    let blocks = blocks(lines);
    let mut out = vec![vec![None; columns.cuts.len() + 1]; lines.len()];
    for (block, column) in blocks.iter().zip(assigned(columns, &blocks)) {
        for (line, span) in &block.words {
            let cell: &mut Option<Span> = &mut out[*line][column];
            *cell = Some(cell.map_or(*span, |known| known.with(*span)));
        }
    }
    out
}

fn blocks(lines: &[&Line]) -> Vec<Block> {
    let mut words: Vec<(usize, Span)> =
        lines.iter().enumerate().flat_map(|(n, line)| line.tokens(1).into_iter().map(move |span| (n, span))).collect();
    words.sort_by_key(|(n, span)| (span.start, *n));
    let mut blocks: Vec<Block> = Vec::new();
    for (line, span) in words {
        match blocks.last_mut() {
            Some(block) if span.start < block.span.end => {
                block.span = block.span.with(span);
                block.words.push((line, span));
            }
            _ => blocks.push(Block { span, words: vec![(line, span)], text: String::new() }),
        }
    }
    for block in &mut blocks {
        block.words.sort_by_key(|(line, span)| (*line, span.start));
        block.text = block.words.iter().map(|(line, span)| lines[*line].text(*span)).collect();
    }
    blocks
}

/// The column of each block, such that they keep their order and stand as near to their columns as can be.
fn assigned(columns: &Columns<'_>, blocks: &[Block]) -> Vec<usize> {
    let count = columns.cuts.len() + 1;
    let mut costs: Vec<f64> = Vec::new();
    let mut ways: Vec<Vec<usize>> = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let before = n.checked_sub(1).map(|n| &blocks[n]);
        let mut next = Vec::with_capacity(count);
        let mut way = Vec::with_capacity(count);
        for column in 0..count {
            let own = columns.outside(block.span, column) + columns.strange(&block.text, column);
            let joined = before.map_or(0.0, |before| join(before, block));
            let best = (0..=column.min(costs.len().saturating_sub(1)))
                .filter(|_| !costs.is_empty())
                .map(|from| (from, costs[from] + if from == column { joined } else { 0.0 }))
                .min_by(|a, b| a.1.total_cmp(&b.1));
            next.push(own + best.map_or(0.0, |(_, cost)| cost));
            way.push(best.map_or(0, |(from, _)| from));
        }
        costs = next;
        ways.push(way);
    }
    let mut at = (0..costs.len()).min_by(|a, b| costs[*a].total_cmp(&costs[*b])).unwrap_or_default();
    let mut out = Vec::with_capacity(blocks.len());
    for way in ways.iter().rev() {
        out.push(at);
        at = way[at];
    }
    out.reverse();
    out
}

/// What it costs that two neighbours are one cell: little where they are words of one line.
fn join(before: &Block, block: &Block) -> f64 {
    let near = block.span.start == before.span.end + 1;
    let shared = before.words.iter().any(|(line, _)| block.words.iter().any(|(other, _)| other == line));
    let nothing = |block: &Block| is_none(&block.text);
    match (near && !nothing(before) && !nothing(block), shared) {
        (true, true) => 0.5,
        (false, true) => 6.0,
        _ => 10.0,
    }
}

/// What stands in a cell in which nothing is to be said.
fn is_none(text: &str) -> bool {
    matches!(text, "—" | "——" | "/" | "-" | "无")
}

impl Columns<'_> {
    /// How far places stand out of a column.
    fn outside(&self, span: Span, column: usize) -> f64 {
        let start = column.checked_sub(1).map_or(0, |n| self.cuts[n]);
        let end = self.cuts.get(column).copied().unwrap_or(usize::MAX);
        let before = start.min(span.end).saturating_sub(span.start) + start.saturating_sub(span.end);
        let after = span.end.saturating_sub(end.max(span.start)) + span.start.saturating_sub(end);
        (before + after) as f64 * 0.5
    }

    /// How little a text is what a column holds.
    fn strange(&self, text: &str, column: usize) -> f64 {
        let has = |of: &[char]| text.contains(of);
        let digits = text.contains(|c: char| c.is_ascii_digit());
        let day = digits && text.chars().all(|c| c.is_ascii_digit() || "年月日底前.-/".contains(c)) && !is_number(text);
        match self.holds.get(column).copied().flatten() {
            _ if is_none(text) => 0.0,
            Some(Holds::Number) if !is_number(text) => 6.0,
            Some(Holds::Deadline | Holds::Span) if !digits && !has(&['年', '月', '期', '续']) => 4.0,
            Some(Holds::Bodies(_)) if digits || text.contains('。') => 3.0,
            Some(Holds::Deadline | Holds::Span | Holds::Other) | None => 0.0,
            _ if day => 3.0,
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::raster::Pitch;
    use super::*;
    use crate::import::table::BodiesOf;

    #[test]
    fn a_row_that_is_set_aside_has_its_cells_in_its_columns() {
        let lines: Vec<Line> = ["   汇聚水文数据，形成面向防灾的", "3                  市财政局   2026 年 6 月", "   服务"]
            .iter()
            .map(|l| Line::new(l, Pitch::Char))
            .collect();
        let holds = [Some(Holds::Number), Some(Holds::Content), Some(Holds::Bodies(BodiesOf::Lead)), Some(Holds::Deadline)];
        let columns = Columns { cuts: &[2, 24, 30], holds: &holds };
        let lines: Vec<&Line> = lines.iter().collect();
        let texts: Vec<Vec<String>> = align(&columns, &lines)
            .iter()
            .zip(&lines)
            .map(|(row, line)| row.iter().map(|s| s.map(|s| line.text(s)).unwrap_or_default()).collect())
            .collect();
        assert_eq!(texts[1], ["3", "", "市财政局", "2026 年 6 月"]);
        assert_eq!((texts[0][1].as_str(), texts[2][1].as_str()), ("汇聚水文数据，形成面向防灾的", "服务"));
    }
}
