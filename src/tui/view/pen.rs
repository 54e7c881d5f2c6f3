//! Putting text into cells: cut to its place, never driving the terminal.

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use std::num::NonZeroU16;
use std::ops::Range;

use crate::text::{cells as cells_of, cut, is_ambiguous, pad, pad_left, sanitize, width};
use crate::tui::theme::Theme;

/// Column, row, and how many cells there are.
pub(crate) type Spot = (u16, u16, u16);

/// Writes one line, cut with `…` to its width; gives the cells it took.
pub(crate) fn text(buf: &mut Buffer, (x, y, cells): Spot, s: &str, style: Style) -> u16 {
    let place = Rect { x, y, width: cells, height: 1 }.intersection(buf.area);
    if place.is_empty() {
        return 0;
    }
    let shown = cut(&sanitize(s, false), usize::from(place.width));
    let mut next = place.x;
    for (symbol, taken) in cells_of(&shown) {
        buf[(next, y)].set_symbol(symbol).set_style(style);
        for second in next + 1..next + taken as u16 {
            buf[(second, y)].reset();
        }
        next += taken as u16;
    }
    next - place.x
}

/// Writes one line into exactly its width: filled with blanks, on the left for numbers.
pub(crate) fn cell(buf: &mut Buffer, (x, y, cells): Spot, s: &str, (style, numeric): (Style, bool)) {
    let clean = sanitize(s, false);
    let fitted = if numeric { pad_left(&clean, usize::from(cells)) } else { pad(&clean, usize::from(cells)) };
    text(buf, (x, y, cells), &fitted, style);
}

/// Writes one line in which some byte ranges have a style of their own.
pub(crate) fn highlighted(buf: &mut Buffer, place: Rect, s: &str, ranges: &[Range<usize>], (style, matched): (Style, Style)) {
    text(buf, (place.x, place.y, place.width), s, style);
    for range in ranges {
        let (Some(before), Some(found)) = (s.get(..range.start), s.get(range.clone())) else { continue };
        let (from, cells) = (width(before) as u16, width(found) as u16);
        let part = Rect { x: place.x.saturating_add(from), y: place.y, width: cells, height: 1 }.intersection(place);
        buf.set_style(part.intersection(buf.area), matched);
    }
}

/// Puts the cursor on an area. Words with a colour of their own keep it, but not where the cursor is reversed: it
/// would be a bar of patches.
pub(crate) fn cursor(buf: &mut Buffer, area: Rect, theme: &Theme) {
    let solid = theme.cursor.add_modifier.contains(Modifier::REVERSED);
    let style = if solid { Style::reset().patch(theme.text).patch(theme.cursor) } else { theme.cursor };
    let ordinary = [Some(Color::Reset), theme.text.fg];
    for place in area.intersection(buf.area).positions() {
        let cell = &mut buf[place];
        let (own, weight) = (cell.fg, cell.modifier);
        cell.set_style(style);
        cell.modifier.insert(weight);
        if !solid && !ordinary.contains(&Some(own)) {
            cell.fg = own;
        }
    }
}

/// Gives every cell without colours those of the theme's text: a theme that has them is readable on any terminal.
pub(crate) fn ground(buf: &mut Buffer, text: Style) {
    let colour = |own: &mut Color, theirs: Option<Color>| *own = theirs.filter(|_| *own == Color::Reset).unwrap_or(*own);
    for cell in &mut buf.content {
        colour(&mut cell.fg, text.fg);
        colour(&mut cell.bg, text.bg);
    }
}

/// Fills an area with blanks; a wide character that would reach into it goes as a whole.
pub(crate) fn clear(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        if let Some(x) = area.x.checked_sub(1).filter(|x| *x >= buf.area.x && width(buf[(*x, y)].symbol()) > 1) {
            buf[(x, y)].set_symbol(" ");
        }
    }
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buf[(x, y)].reset();
        }
    }
}

/// Makes the second cells of wide characters unlike any blank, so that a blank that comes in the place of one is sent
/// to the terminal: it has erased that cell in a colour of its own when it wrote over the first.
pub(crate) fn mark_second_cells(buf: &mut Buffer) {
    let columns = usize::from(buf.area.width);
    for i in 1..buf.content.len() {
        let symbol = buf.content[i - 1].symbol();
        if i % columns != 0 && symbol.len() > 1 && width(symbol) > 1 {
            buf.content[i].modifier.insert(Modifier::HIDDEN);
        }
    }
}

/// Keeps columns straight where the terminal draws characters of ambiguous width in two cells: such a character takes
/// the blank behind it, as `text` leaves one; where a widget has left none, something narrow stands for it.
pub(crate) fn settle_ambiguous(buf: &mut Buffer) {
    const TWO: CellDiffOption = CellDiffOption::ForcedWidth(NonZeroU16::MIN.saturating_add(1));
    let columns = usize::from(buf.area.width);
    for i in 0..buf.content.len() {
        if !is_ambiguous(buf.content[i].symbol()) {
            continue;
        }
        let has_room = (i + 1) % columns != 0 && buf.content[i + 1].symbol() == " ";
        let cell = &mut buf.content[i];
        if has_room {
            cell.set_diff_option(TWO);
        } else {
            let mark = narrow(cell.symbol());
            cell.set_symbol(mark);
        }
    }
}

/// A mark of one cell in the place of an ambiguous one.
fn narrow(symbol: &str) -> &'static str {
    const LIKE: [(&str, &str); 16] = [
        ("…", "~"),
        ("“”", "\""),
        ("‘’", "'"),
        ("·•", "."),
        ("—–─━┄", "-"),
        ("×", "x"),
        ("↑", "^"),
        ("↓", "v"),
        ("→", ">"),
        ("←", "<"),
        ("│┊", "|"),
        ("①Ⅰ", "1"),
        ("②Ⅱ", "2"),
        ("③Ⅲ", "3"),
        ("④Ⅳ", "4"),
        ("℃", "C"),
    ];
    LIKE.iter().find(|(those, _)| those.contains(symbol)).map_or("?", |(_, mark)| mark)
}

/// A frame around an area, with a title; from ASCII where the terminal draws lines two cells wide.
pub(crate) fn frame(buf: &mut Buffer, area: Rect, title: &str, (style, title_style): (Style, Style), ascii: bool) -> Rect {
    let area = area.intersection(buf.area);
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let (h, v, corners) = if ascii { ("-", "|", ["+"; 4]) } else { ("─", "│", ["┌", "┐", "└", "┘"]) };
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for x in area.x + 1..right {
        buf[(x, area.y)].set_symbol(h).set_style(style);
        buf[(x, bottom)].set_symbol(h).set_style(style);
    }
    for y in area.y + 1..bottom {
        buf[(area.x, y)].set_symbol(v).set_style(style);
        buf[(right, y)].set_symbol(v).set_style(style);
    }
    for ((x, y), corner) in [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)].into_iter().zip(corners) {
        buf[(x, y)].set_symbol(corner).set_style(style);
    }
    if !title.is_empty() && area.width > 6 {
        text(buf, (area.x + 2, area.y, area.width - 4), &format!(" {title} "), title_style);
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// A rule across an area's first line, or down its first column.
pub(crate) fn rule(buf: &mut Buffer, area: Rect, style: Style, ascii: bool) {
    let area = area.intersection(buf.area);
    let across = area.width >= area.height;
    let symbol = match (across, ascii) {
        (true, false) => "─",
        (true, true) => "-",
        (false, false) => "│",
        (false, true) => "|",
    };
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buf[(x, y)].set_symbol(symbol).set_style(style);
        }
    }
}
