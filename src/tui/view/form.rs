//! Fields to fill in, with the caret of the terminal at the caret of the field.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::line::{self, Look};
use super::pen;
use super::popup::{choices, open_box};
use crate::text::{width, wrap};
use crate::tui::form::{Field, Form};
use crate::tui::{Hit, Model, Viewports};

pub(crate) fn form(frame: &mut Frame<'_>, area: Rect, open: &Form, model: &Model, viewports: &mut Viewports) {
    let fields = open.fields();
    let label_cells = fields.iter().map(|f| width(f.label(model.lang))).max().unwrap_or(0) as u16 + 2;
    let wanted: u16 = fields.iter().map(|f| f.lines() + f.offers.len() as u16).sum::<u16>() + 3;
    let tight = wanted + 2 > area.height;
    let gap = u16::from(fields.len() > 1 && wanted + 2 + fields.len() as u16 <= area.height);
    let aside = if open.aside.is_empty() || area.width < 90 + ASIDE { 0 } else { ASIDE };
    let above = aside_lines(open, area, wanted + gap * fields.len() as u16, aside);
    let height = wanted + gap * fields.len() as u16 + above.len() as u16;
    let whole = open_box(frame, area, (area.width.saturating_sub(4).min(90 + aside), height), &open.title, model);
    let inner = Rect { width: whole.width - aside.min(whole.width), ..whole };
    beside(frame, Rect { x: inner.right() + 2, width: aside.saturating_sub(2), ..whole }, open, model);
    let mut y = inner.y;
    for line in &above {
        pen::text(frame.buffer_mut(), (inner.x, y, inner.width), line, model.theme.dim);
        y += 1;
    }
    for (i, field) in fields.into_iter().enumerate() {
        let focused = i == open.focus;
        let lines = if tight && !focused { 1 } else { field.lines() };
        let place = Rect { x: inner.x + label_cells, y, width: inner.width.saturating_sub(label_cells), height: lines };
        let place = place.intersection(Rect { height: inner.height.saturating_sub(1), ..inner });
        if place.height == 0 {
            break;
        }
        let style = if focused { model.theme.accent } else { model.theme.dim };
        pen::text(frame.buffer_mut(), (inner.x, y, label_cells), field.label(model.lang), style);
        viewports.put(Rect { x: inner.x, width: label_cells, ..place }, Hit::Text { field: i, x: place.x, y });
        let look = Look { style: model.theme.field, focused, field: Some(i) };
        edit(frame, place, (field, &look), model, viewports);
        y += lines;
        if focused {
            let below = Rect { y, height: inner.bottom().saturating_sub(y + 1), ..place };
            y += offers(frame, below, field, model, viewports);
        }
        y += gap;
    }
    if let Some(error) = &open.error {
        pen::text(frame.buffer_mut(), (inner.x, inner.bottom().saturating_sub(1), inner.width), error, model.theme.error);
    }
}

/// Cells of what stands beside the fields.
const ASIDE: u16 = 34;

/// What stands above the fields where there is no room beside them, as far as there is any.
fn aside_lines(open: &Form, area: Rect, height: u16, beside: u16) -> Vec<String> {
    let room = area.height.saturating_sub(height + 2).min(3);
    let lines = open.aside.iter().take(if beside > 0 { 0 } else { usize::from(room) });
    lines.map(|line| line.replace('\n', " ")).collect()
}

fn beside(frame: &mut Frame<'_>, place: Rect, open: &Form, model: &Model) {
    let lines = open.aside.iter().flat_map(|line| wrap(line, usize::from(place.width.max(2))));
    for (line, y) in lines.zip(place.top()..place.bottom()) {
        pen::text(frame.buffer_mut(), (place.x, y, place.width), &line, model.theme.dim);
    }
}

fn edit(frame: &mut Frame<'_>, place: Rect, (field, look): (&Field, &Look), model: &Model, viewports: &mut Viewports) {
    let Some(area) = field.editor.drawn() else {
        return one_line(frame, place, (field, look), model, viewports);
    };
    area.render(place, frame.buffer_mut());
    fill(frame.buffer_mut(), place, look.style);
    if area.is_empty() {
        let (text, style) = remark_of(field, model);
        pen::text(frame.buffer_mut(), (place.x, place.y, place.width), text, style.patch(look.style));
    }
    if let Some(field) = look.field {
        viewports.put(place, Hit::Text { field, x: place.x, y: place.y });
    }
    if look.focused {
        let (cursor, (top, left)) = (area.screen_cursor(), area.scroll_offset());
        let x = place.x + (cursor.col as u16).saturating_sub(left).min(place.width.saturating_sub(1));
        let y = place.y + (cursor.row as u16).saturating_sub(top).min(place.height.saturating_sub(1));
        frame.set_cursor_position((x, y));
    }
}

/// The ground of a field, under what is written on it; lines to write on where there are no colours.
fn fill(buf: &mut Buffer, place: Rect, ground: Style) {
    let place = place.intersection(buf.area);
    for y in place.top()..place.bottom() {
        for x in place.left()..place.right() {
            let cell = &mut buf[(x, y)];
            cell.bg = ground.bg.unwrap_or(cell.bg);
            cell.modifier.insert(ground.add_modifier);
        }
    }
}

/// What is said beside a field.
fn remark_of<'a>(field: &'a Field, model: &Model) -> (&'a str, Style) {
    match &field.remark {
        Ok(meaning) => (meaning, model.theme.dim),
        Err(wrong) => (wrong, model.theme.error),
    }
}

/// A line, with what is said of it on its right.
fn one_line(frame: &mut Frame<'_>, place: Rect, (field, look): (&Field, &Look), model: &Model, viewports: &mut Viewports) {
    let (remark, style) = remark_of(field, model);
    let side = (width(remark) as u16 + 2).min(place.width / 2);
    let cells = place.width.saturating_sub(if remark.is_empty() { 0 } else { side });
    let beside = (place.x + cells + 1, place.y, side.saturating_sub(1));
    pen::text(frame.buffer_mut(), beside, remark, style);
    line::line(frame, Rect { width: cells, ..place }, &field.editor, look, viewports);
}

/// The bodies that fit what is typed; gives the lines they took.
fn offers(frame: &mut Frame<'_>, place: Rect, field: &Field, model: &Model, viewports: &mut Viewports) -> u16 {
    choices(frame, place, (field.offers.as_slice(), Some(field.chosen)), (model, viewports), |buf, line, id| {
        pen::text(buf, (line.x, line.y, line.width), model.ledger().departments.name(id), model.theme.text);
    });
    place.height.min(field.offers.len() as u16)
}
