//! What the tables of all views show alike: the signs at their heads, marks before their rows, and a line at the foot.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{filter_line, pen, rows};
use crate::report::Cell;
use crate::text::{Lang, width};
use crate::tui::listing::Listing;
use crate::tui::table::{Line, Table};
use crate::tui::{Hit, Model, Viewports};

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

/// A column that has room: its place among the heads, its cells, and whether numbers stand in it.
pub(crate) struct Column {
    pub(crate) at: usize,
    pub(crate) cells: u16,
    pub(crate) is_number: bool,
}

/// A table as it is drawn.
pub(crate) struct Drawn<'a, L, R> {
    pub(crate) listing: &'a L,
    pub(crate) table: &'a Table<R>,
    pub(crate) columns: Vec<Column>,
    /// Whether other columns have no room.
    pub(crate) hides: bool,
}

impl<L: Listing, R: Line> Drawn<'_, L, R> {
    /// Draws heads and rows, a row in the style that is said of it; gives the row behind the last in sight.
    pub(crate) fn draw(
        &self,
        buf: &mut Buffer,
        area: Rect,
        (model, viewports): (&Model, &mut Viewports),
        style: impl Fn(&R, &[Cell]) -> Style,
    ) -> usize {
        self.heads(buf, area, model, viewports);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let mut last = 0;
        for (i, row, line) in rows::in_sight(self.table, body, viewports) {
            last = i + 1;
            let Some(cells) = self.listing.cells(i) else { continue };
            let style = style(row, &cells);
            for (column, place) in self.placed(line) {
                let words = cells.get(column.at).map(|cell| cell.words(model.lang)).filter(|words| !words.is_empty());
                pen::cell(buf, (place.x, place.y, place.width), words.as_deref().unwrap_or("-"), (style, column.is_number));
            }
            mark(buf, line, self.listing, i, model);
            if i == self.table.cursor {
                pen::cursor(buf, line, &model.theme);
            }
        }
        last
    }

    /// The heads, each with a sign where it orders the rows; a click on one orders by it.
    fn heads(&self, buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
        let (heads, theme) = (self.listing.heads(model.lang), &model.theme);
        for (column, place) in self.placed(Rect { height: 1, ..area }) {
            let label = format!("{}{}", heads[column.at].title, sign(self.listing, column.at, model.ascii));
            pen::cell(buf, (place.x, place.y, place.width), &label, (theme.head, column.is_number));
            viewports.put(place, Hit::Head(column.at));
        }
        if self.hides {
            pen::text(buf, (area.right().saturating_sub(1), area.y, 1), ">", theme.accent);
        }
    }

    /// The columns with their places on a line.
    fn placed(&self, line: Rect) -> impl Iterator<Item = (&Column, Rect)> {
        self.columns.iter().scan(line.x + 1, move |x, column| {
            let place = Rect { x: *x, width: column.cells, ..line }.intersection(line);
            *x = x.saturating_add(column.cells + 1);
            Some((column, place))
        })
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
