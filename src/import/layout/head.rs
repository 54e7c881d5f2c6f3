//! The head of a table that is laid out: headings above their columns, each over one line or several.

use super::raster::{Line, Span};
use crate::import::table::{Holds, holds};
use crate::import::words::Words;

/// A heading over several lines takes no more than these.
const TALLEST: usize = 6;
/// A heading's line is no longer than this.
const LONGEST: usize = 14;

/// What a line more of a head has to say.
const LINE: usize = 2;

/// The head of a table.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Its first and its last line.
    pub first: usize,
    pub last: usize,
    pub columns: Vec<Column>,
    score: usize,
}

/// A column by its heading.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub span: Span,
    /// Where its heading begins.
    pub line: usize,
    pub heading: String,
    /// The heading above it and its neighbours, and where that begins.
    pub above: Option<(usize, String)>,
    pub holds: Option<Holds>,
}

impl Head {
    /// All headings in a row.
    pub fn said(&self) -> String {
        self.columns.iter().map(|c| c.heading.as_str()).collect()
    }
}

/// The head that begins at a line, if one does.
pub(super) fn head(lines: &[Line], at: usize) -> Option<Head> {
    let starts = (at..lines.len().min(at + 3)).filter(|first| !lines[*first].is_blank());
    let best = starts
        .filter_map(|first| widest(lines, first))
        .max_by_key(|h| (h.score + (h.last - h.first) * LINE, std::cmp::Reverse(h.first)))?;
    (best.first == at).then_some(best)
}

fn widest(lines: &[Line], first: usize) -> Option<Head> {
    let mut best: Option<Head> = None;
    let mut tokens: Vec<Token> = Vec::new();
    for last in first..lines.len().min(first + TALLEST) {
        let line = &lines[last];
        if last > first && (line.page || (line.is_blank() && lines[last - 1].is_blank())) {
            break;
        }
        let own = words_of(line, last);
        if !own.iter().all(|t| is_heading(&t.text)) || (own.len() == 1 && own[0].text.chars().count() > 4) {
            break;
        }
        tokens.extend(own);
        if line.is_blank() {
            continue;
        }
        let columns = columns(&tokens);
        let score = score(&columns, last - first);
        if score > 0 && best.as_ref().is_none_or(|b| b.score < score) {
            best = Some(Head { first, last, columns, score });
        }
    }
    best
}

/// Words of a head on one line.
#[derive(Clone, Debug)]
struct Token {
    line: usize,
    span: Span,
    text: String,
}

/// The words of a line, parted at two blanks, and at one where both sides are headings.
fn words_of(line: &Line, at: usize) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for span in line.tokens(2) {
        let inner: Vec<Span> = line.tokens(1).into_iter().filter(|s| span.meets(*s)).collect();
        let known = |s: &Span| meaning(&line.text(*s)).is_some();
        let spans = if inner.len() > 1 && inner.iter().all(known) { inner } else { vec![span] };
        out.extend(spans.into_iter().map(|span| Token { line: at, span, text: line.text(span) }));
    }
    out
}

fn is_heading(text: &str) -> bool {
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    let sentence = text.chars().any(|c| matches!(c, '，' | '。' | '；' | '：'));
    count <= LONGEST
        && !sentence
        && !text.starts_with('附')
        && !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '—' | ' '))
}

/// What a heading says of its column.
fn meaning(text: &str) -> Option<Holds> {
    let mut words = Words::default();
    text.chars().for_each(|c| words.push(c, 0));
    holds(&words)
}

/// Words that stand under one another are a heading; one that stands over several is above them.
fn columns(tokens: &[Token]) -> Vec<Column> {
    let is_above: Vec<bool> = tokens.iter().map(|t| below(t, tokens).len() > 1).collect();
    let mut columns: Vec<Column> = Vec::new();
    for token in tokens.iter().zip(&is_above).filter(|(_, above)| !**above).map(|(t, _)| t) {
        match columns.iter_mut().find(|c| c.span.meets(token.span)) {
            Some(column) => {
                column.heading.push_str(&token.text);
                column.span = column.span.with(token.span);
            }
            None => columns.push(Column { span: token.span, line: token.line, heading: token.text.clone(), above: None, holds: None }),
        }
    }
    columns.sort_by_key(|c| c.span.start);
    for above in tokens.iter().zip(&is_above).filter(|(_, above)| **above).map(|(t, _)| t) {
        for under in below(above, tokens) {
            for column in columns.iter_mut().filter(|c| c.span.meets(under)) {
                column.above = Some((above.line, above.text.clone()));
            }
        }
    }
    for column in &mut columns {
        let whole = column.above.as_ref().map(|(_, above)| format!("{above}{}", column.heading));
        column.holds = meaning(&column.heading).or_else(|| meaning(&whole?));
    }
    columns
}

/// The words of a lower line over which one stands: it goes over two of them, or over the gap between two that nothing else stands over.
fn below(token: &Token, tokens: &[Token]) -> Vec<Span> {
    let mut lines: Vec<usize> = tokens.iter().map(|t| t.line).filter(|line| *line > token.line).collect();
    lines.sort_unstable_by(|a, b| b.cmp(a));
    lines.dedup();
    lines.into_iter().map(|line| under(token, tokens, line)).find(|spans| spans.len() > 1).unwrap_or_default()
}

fn under(token: &Token, tokens: &[Token], line: usize) -> Vec<Span> {
    let free = |t: &&Token| tokens.iter().all(|o| o.line >= t.line || o.span == token.span || !o.span.meets(t.span));
    let row: Vec<Span> = tokens.iter().filter(|t| t.line == line).filter(free).map(|t| t.span).collect();
    let met: Vec<Span> = row.iter().copied().filter(|s| s.meets(token.span)).collect();
    if met.len() > 1 {
        return met;
    }
    let between = row.windows(2).find(|pair| {
        let middle = pair[0].start + pair[1].end;
        pair[0].middle() < token.span.middle() && token.span.middle() < pair[1].middle() && token.span.middle().abs_diff(middle) <= 6
    });
    between.map(<[Span]>::to_vec).unwrap_or_default()
}

/// How much a head says; nothing where no tasks are in it.
fn score(columns: &[Column], more: usize) -> usize {
    let known = columns.iter().filter(|c| c.holds.is_some_and(|h| h != Holds::Other)).count();
    let tasks = columns.iter().filter(|c| matches!(c.holds, Some(Holds::Task | Holds::Content))).count();
    if columns.len() < 3 || tasks == 0 || known < 3 {
        return 0;
    }
    let said = known * 2 + columns.iter().filter(|c| c.holds.is_some()).count();
    (said * 4).saturating_sub(more * LINE).max(1)
}

#[cfg(test)]
mod tests {
    use super::super::raster::Pitch;
    use super::*;

    fn headings(text: &str) -> Vec<String> {
        let lines: Vec<Line> = text.lines().map(|l| Line::new(l, Pitch::Char)).collect();
        let head = (0..lines.len()).find_map(|at| head(&lines, at));
        head.map(|h| h.columns.iter().map(|c| format!("{}{}", c.above.as_ref().map_or("", |(_, a)| a), c.heading)).collect())
            .unwrap_or_default()
    }

    #[test]
    fn a_heading_may_go_over_lines_and_stand_over_others() {
        assert_eq!(
            headings("  重点任务清单\n\n序号  任务名称   牵头单位   完成时限\n1   修路  甲局  6月"),
            ["序号", "任务名称", "牵头单位", "完成时限"]
        );
        assert_eq!(
            headings("序                    牵头   完成\n    任务内容\n号                    单位   时限"),
            ["序号", "任务内容", "牵头单位", "完成时限"]
        );
        assert_eq!(
            headings(
                "                         责任分工\n序号    任务内容                             完成时限\n                    牵头单位    配合单位"
            ),
            ["序号", "任务内容", "责任分工牵头单位", "责任分工配合单位", "完成时限"]
        );
        assert_eq!(headings("一、加快  建设\n支持  发展  园区"), Vec::<String>::new());
    }
}
