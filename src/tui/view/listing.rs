//! What the tables of all views show alike: the signs at their heads, marks before their rows, and a line at the foot.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{filter_line, pen};
use crate::text::{Lang, width};
use crate::tui::listing::Listing;
use crate::tui::{Model, Viewports};

/// Behind the head of the column that orders a table.
pub(crate) fn sign(listing: &dyn Listing, column: usize, ascii: bool) -> &'static str {
    match (listing.arrangement().order.filter(|(at, _)| *at == column), ascii) {
        (Some((_, false)), false) => "↑",
        (Some((_, true)), false) => "↓",
        (Some((_, false)), true) => "^",
        (Some((_, true)), true) => "v",
        (None, _) => "",
    }
}

/// The mark before a row.
pub(crate) fn mark(buf: &mut Buffer, line: Rect, listing: &dyn Listing, row: usize, model: &Model) {
    if listing.key(row).is_some_and(|key| listing.arrangement().marks.contains(&key)) {
        pen::text(buf, (line.x, line.y, 1), "*", model.theme.mark);
    }
}

/// Which row of how many, how many are below the last in sight.
pub(crate) fn place(at: usize, rows: usize, below: usize, model: &Model) -> String {
    let lang = model.lang;
    if rows == 0 {
        let filter = model.tab().listing().map(|listing| &listing.arrangement().filter);
        let is_narrowed = filter.is_some_and(|filter| !filter.typing && !filter.input.value().is_empty());
        return if is_narrowed { lang.pick("没有符合的行", "no row matches").to_owned() } else { String::new() };
    }
    let more = beyond(below, lang);
    format!("{}/{rows}{}{more}", (at + 1).min(rows), if more.is_empty() { "" } else { "  " })
}

/// That lines follow below the last in sight; nothing where none do.
fn beyond(below: usize, lang: Lang) -> String {
    match below {
        0 => String::new(),
        n => lang.pick(format!("下面还有 {n} 行"), format!("{n} more below")),
    }
}

/// The same at the end of a line.
pub(crate) fn more(buf: &mut Buffer, line: Rect, below: usize, model: &Model) {
    let text = beyond(below, model.lang);
    let cells = width(&text) as u16 + 1;
    if !text.is_empty() && line.width > cells {
        pen::text(buf, (line.right() - cells, line.y, cells), &text, model.theme.dim);
    }
}

/// The line at the foot: the filter while it is typed or in force, marks, sums, which row of how many.
pub(crate) fn foot(frame: &mut Frame<'_>, line: Rect, below: usize, model: &Model, viewports: &mut Viewports) {
    let Some(listing) = model.tab().listing() else { return };
    let (theme, lang, arrangement) = (&model.theme, model.lang, listing.arrangement());
    let rows = (0..listing.len()).filter(|row| listing.cells(*row).is_some()).count();
    let at = (0..=model.tab().at()).filter(|row| *row < listing.len() && listing.cells(*row).is_some()).count().saturating_sub(1);
    let marks = match arrangement.marks.len() {
        0 => String::new(),
        n => lang.pick(format!("已标 {n}  "), format!("{n} marked  ")),
    };
    let grid = listing.grid(lang, !arrangement.marks.is_empty());
    let sums: Vec<String> =
        grid.sums().into_iter().zip(&grid.columns).filter_map(|(s, h)| Some(format!("{} {}", h.title, s?.words(lang)))).collect();
    let sums = match sums.is_empty() {
        true => listing.unsummed(lang).to_owned(),
        false => format!("{} {}  ", lang.pick("合计", "total"), sums.join("  ")),
    };
    let right = format!("{marks}{}", place(at, rows, below, model));
    let x = line.right().saturating_sub(width(&right) as u16 + 1).max(line.x);
    pen::text(frame.buffer_mut(), (x, line.y, line.right() - x), &right, theme.head);
    let room = Rect { x: line.x + 1, width: x.saturating_sub(line.x + 2), ..line };
    let filter = &arrangement.filter;
    if filter.typing || !filter.input.value().is_empty() {
        filter_line::input_line(frame, room, (&filter.input, filter.typing, None), model, viewports);
    } else {
        pen::text(frame.buffer_mut(), (room.x, room.y, room.width), &sums, theme.dim);
    }
}
