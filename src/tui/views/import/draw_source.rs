//! The document as it stands, with the words lit from which something was read.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::ops::Range;

use crate::import::{Review, SourceLine, Use};
use crate::text::{Say, width};
use crate::tui::Model;
use crate::tui::view::pen;

/// Cells for the number of a line.
const NUMBER: u16 = 6;

/// A character with its place in the document; none of one that only parts cells.
type Placed = (char, Option<u32>);

/// Draws the lines around the words that are lit first of all.
pub(super) fn draw(buf: &mut Buffer, area: Rect, review: &Review, (spans, model): (&[(u32, u32)], &Model)) {
    if area.height == 0 || area.width < NUMBER + 8 {
        return;
    }
    let cells = usize::from(area.width - NUMBER - 1);
    let first = spans.first().map(|span| span.0).unwrap_or_default();
    let at = review.lines.iter().position(|line| holds(review, line, first)).unwrap_or_default();
    let mut y = area.top();
    for line in &review.lines[above(review, at, usize::from(area.height) / 3, cells)..] {
        let chars = characters(review, line);
        let mut number = line.place.line.to_string();
        for part in wrapped(&chars, cells) {
            if y >= area.bottom() {
                return;
            }
            pen::cell(buf, (area.x, y, NUMBER - 1), &std::mem::take(&mut number), (model.theme.dim, true));
            draw_line(buf, Rect { x: area.x + NUMBER, y, width: area.width - NUMBER, height: 1 }, &chars[part], (review, spans, model));
            y += 1;
        }
    }
}

/// Where the line stands of which the words are lit, for a title.
pub(super) fn place(review: &Review, span: Option<(u32, u32)>, model: &Model) -> String {
    let line = span.and_then(|span| review.lines.iter().find(|line| holds(review, line, span.0)));
    line.map(|line| line.place.say(model.lang)).unwrap_or_default()
}

fn draw_line(buf: &mut Buffer, place: Rect, chars: &[Placed], (review, spans, model): (&Review, &[(u32, u32)], &Model)) {
    let text: String = chars.iter().map(|(c, _)| c).collect();
    let ranges = |is: &dyn Fn(u32) -> bool| {
        let (mut found, mut byte): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
        for (c, at) in chars {
            let end = byte + c.len_utf8();
            if at.is_some_and(is) {
                match found.last_mut().filter(|last| last.end == byte) {
                    Some(last) => last.end = end,
                    None => found.push(byte..end),
                }
            }
            byte = end;
        }
        found
    };
    let (coverage, theme) = (&review.reading.coverage, &model.theme);
    let is_read = |at: u32| matches!(coverage.at(at), Use::Entry | Use::Part | Use::Heading | Use::Front);
    let style = if chars.iter().filter_map(|(_, at)| *at).any(is_read) { theme.text } else { theme.dim };
    pen::highlighted(buf, place, &text, &ranges(&|at| coverage.at(at) == Use::Unread), (style, theme.error));
    let lit = ranges(&|at| spans.iter().any(|(from, to)| (*from..*to).contains(&at)));
    for range in lit {
        let (before, found) = (width(&text[..range.start]) as u16, width(&text[range]) as u16);
        let part = Rect { x: place.x.saturating_add(before), width: found, ..place }.intersection(place);
        buf.set_style(part.intersection(buf.area), theme.cursor.patch(theme.matched));
    }
}

fn holds(review: &Review, line: &SourceLine, at: u32) -> bool {
    review.source.texts(line).iter().any(|(start, text)| at >= *start && at < *start + text.chars().count() as u32)
}

/// The first line to show so that so many lines of the screen stand above a line.
fn above(review: &Review, at: usize, lines: usize, cells: usize) -> usize {
    let mut left = lines;
    let mut first = at;
    while first > 0 {
        let tall = wrapped(&characters(review, &review.lines[first - 1]), cells).len();
        if tall > left {
            break;
        }
        (left, first) = (left - tall, first - 1);
    }
    first
}

/// What stands in a line, its cells apart.
fn characters(review: &Review, line: &SourceLine) -> Vec<Placed> {
    let mut chars = Vec::new();
    for (nth, (start, text)) in review.source.texts(line).into_iter().enumerate() {
        if nth > 0 {
            chars.extend([(' ', None), ('|', None), (' ', None)]);
        }
        chars.extend(text.chars().zip(start..).map(|(c, at)| (if c.is_control() { ' ' } else { c }, Some(at))));
    }
    chars
}

/// Ranges of characters that each fill a line; an empty line is one.
fn wrapped(chars: &[Placed], cells: usize) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, (c, _)) in chars.iter().enumerate() {
        let taken = width(c.encode_utf8(&mut [0; 4]));
        if used + taken > cells && at > start {
            parts.push(start..at);
            (start, used) = (at, 0);
        }
        used += taken;
    }
    parts.push(start..chars.len());
    parts
}
