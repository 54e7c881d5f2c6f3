//! The lines of a table on its pages: what is the page's and what is the table's, and where the table ends.

use super::head::{Head, head};
use super::raster::{Line, Span};
use crate::import::mark::{MarkKind, mark};
use crate::import::noise::is_page_number;
use crate::import::table::Holds;

/// A line of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Cells, or nothing.
    Cells,
    /// A heading between rows.
    Category,
}

/// What of a table stands on a page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// The spans of its headings.
    pub heads: Vec<Span>,
    /// Its lines, with their numbers.
    pub lines: Vec<(usize, Said)>,
}

/// The pages of a table.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    pub pages: Vec<Page>,
    /// Lines that belong to the page: numbers, running heads, the head again.
    pub noise: Vec<usize>,
    /// The line behind the table.
    pub end: usize,
}

/// Lines at the top of a page in which its running heads stand.
const TOP: usize = 5;
/// A longer text across columns is none of a table.
const CATEGORY: usize = 30;

/// The pages of a table below its head.
pub(super) fn pages(lines: &[Line], top: &Head) -> Pages {
    let number = top.columns.iter().position(|c| c.holds == Some(Holds::Number));
    let heads: Vec<Span> = top.columns.iter().map(|c| c.span).collect();
    let mut of = Pages { pages: vec![Page { heads, lines: Vec::new() }], noise: Vec::new(), end: lines.len() };
    let mut at = top.last + 1;
    let mut fresh = false;
    while at < lines.len() {
        let line = &lines[at];
        fresh |= line.page;
        if let Some((next, skipped)) = again(lines, at, top, fresh) {
            of.noise.extend(skipped);
            of.noise.extend(next.first..=next.last);
            of.pages.push(Page { heads: next.columns.iter().map(|c| c.span).collect(), lines: Vec::new() });
            (at, fresh) = (next.last + 1, false);
            continue;
        }
        let chars: Vec<char> = line.whole().chars().collect();
        // A number alone may be the number of a row: a page's stands behind dashes, or away from where rows have theirs.
        if !chars.is_empty() && is_page_number(&chars) && !is_row_number(line, number, &of) {
            of.noise.push(at);
            fresh = true;
        } else if line.is_blank() {
            of.put(at, Said::Cells, fresh);
        } else {
            let Some(said) = said(lines, at, number, &of) else {
                of.end = at;
                break;
            };
            of.put(at, said, fresh);
            fresh = false;
        }
        at += 1;
    }
    of
}

impl Pages {
    fn heads(&self) -> &[Span] {
        self.pages.last().map_or(&[], |p| &p.heads)
    }

    /// Puts a line on the page, or on a new one that has no head of its own.
    fn put(&mut self, at: usize, said: Said, fresh: bool) {
        let Some(page) = self.pages.last_mut() else { return };
        let begun = !page.lines.is_empty();
        if fresh && begun && said == Said::Cells {
            let heads = page.heads.clone();
            self.pages.push(Page { heads, lines: vec![(at, said)] });
        } else {
            page.lines.push((at, said));
        }
    }
}

/// The head once more, with the lines before it that are the page's.
fn again(lines: &[Line], at: usize, top: &Head, fresh: bool) -> Option<(Head, Vec<usize>)> {
    let same = |h: &Head| h.said() == top.said() && h.columns.len() == top.columns.len();
    let said: Vec<usize> = (at..lines.len()).filter(|n| !lines[*n].is_blank()).take(if fresh { TOP } else { 1 }).collect();
    let found = said.iter().find_map(|first| head(lines, *first).filter(same))?;
    let before: Vec<usize> = said.into_iter().filter(|n| *n < found.first).collect();
    let running = before.iter().all(|n| lines[*n].tokens(2).len() <= 2);
    running.then_some((found, before))
}

/// Whether a line holds the number of a row.
pub(super) fn is_row_number(line: &Line, number: Option<usize>, pages: &Pages) -> bool {
    let heads = pages.heads();
    let Some(span) = number.and_then(|n| heads.get(n).copied()) else { return false };
    let after = number.and_then(|n| heads.get(n + 1)).map_or(usize::MAX, |next| next.start);
    let own = Span { start: span.start.saturating_sub(3), end: (span.end + 3).min(after) };
    line.tokens(1).iter().any(|word| own.meets(*word) && is_number(&line.text(*word)))
}

/// `3`, `1-2`, `（4）`.
pub(super) fn is_number(text: &str) -> bool {
    let bare = text.trim_matches(|c| matches!(c, '（' | '）' | '(' | ')' | '.' | '、' | ' '));
    !bare.is_empty()
        && bare.chars().count() <= 6
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'))
}

/// What a line of text is to the table; nothing where it stands behind it.
fn said(lines: &[Line], at: usize, number: Option<usize>, pages: &Pages) -> Option<Said> {
    let line = &lines[at];
    let heads = pages.heads();
    let over = |word: &Span| heads.iter().filter(|h| word.start * 2 <= h.middle() && h.middle() < word.end * 2).count();
    let spans = line.tokens(1).iter().any(|word| over(word) > 1);
    let alone = line.tokens(2).len() == 1;
    let text = line.whole();
    let chars: Vec<char> = text.chars().collect();
    let numbered = mark(&chars).is_some_and(|m| matches!(m.kind, MarkKind::Han | MarkKind::ParHan | MarkKind::Chapter));
    let short = chars.len() <= CATEGORY && !text.contains(['。', '；']);
    let note = ["注：", "注:", "备注：", "说明："].iter().any(|w| text.starts_with(w));
    if note && alone {
        return None;
    }
    if !(spans || alone && numbered && short) {
        return Some(Said::Cells);
    }
    // A heading between rows has rows below it; text does not.
    let below = (at + 1..lines.len()).filter(|n| !lines[*n].is_blank()).take(12);
    let rows = match number {
        Some(_) => below.into_iter().any(|n| is_row_number(&lines[n], number, pages)),
        None => below.into_iter().take(2).any(|n| lines[n].tokens(2).len() > 2),
    };
    (alone && short && rows).then_some(Said::Category)
}
