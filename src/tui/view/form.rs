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
    let aside = if open.aside.is_empty() || area.width < 90 + ASIDE { 0 } else { ASIDE };
    let cells = area.width.saturating_sub(4).min(90 + aside);
    let setting = Setting::new(open, Rect { width: cells.saturating_sub(4 + aside), ..area }, model);
    let above = aside_lines(open, setting.label + setting.cells, area.height.saturating_sub(setting.height() + 2), aside);
    let (height, still) = (setting.height() + above.len() as u16 + 2, setting.still() + above.len() as u16 + 2);
    let whole = open_box(frame, standing(area, height, still), (cells, height), &open.title, model);
    let inner = Rect { width: whole.width - aside.min(whole.width), ..whole };
    beside(frame, Rect { x: inner.right() + 2, width: aside.saturating_sub(2), ..whole }, open, model);
    let mut y = inner.y;
    for line in &above {
        pen::text(frame.buffer_mut(), (inner.x, y, inner.width), line, model.theme.dim);
        y += 1;
    }
    let error = (setting.error.len() as u16).min(inner.height);
    let room = Rect { y, height: inner.bottom().saturating_sub(y + error.max(1)), ..inner };
    fields(frame, room, (open, &setting), model, viewports);
    for (line, y) in setting.error.iter().zip(inner.bottom() - error..inner.bottom()) {
        pen::text(frame.buffer_mut(), (inner.x, y, inner.width), line, model.theme.error);
    }
}

/// Where a form of this height stands: in the middle as long as nothing is said below its fields, and growing downward from there
/// while there is room, so that the field with the caret stays where it is while one types.
fn standing(area: Rect, height: u16, still: u16) -> Rect {
    let height = height.min(area.height);
    let top = (area.height - still.min(area.height)) / 2;
    Rect { y: area.y + top.min(area.height - height), height, ..area }
}

/// The fields from the first that lets the one with the caret be in sight.
fn fields(frame: &mut Frame<'_>, room: Rect, (open, setting): (&Form, &Setting), model: &Model, viewports: &mut Viewports) {
    let mut y = room.y;
    for (i, field) in open.fields().into_iter().enumerate().skip(setting.first(open.focus, room.height)) {
        let focused = i == open.focus;
        let (lines, below) = &setting.fields[i];
        let place = Rect { x: room.x + setting.label, y, width: room.width.saturating_sub(setting.label), height: *lines };
        let place = place.intersection(room);
        if place.height == 0 {
            break;
        }
        let style = if focused { model.theme.accent } else { model.theme.dim };
        pen::text(frame.buffer_mut(), (room.x, y, setting.label), field.label(model.lang), style);
        viewports.put(Rect { x: room.x, width: setting.label, ..place }, Hit::Text { field: i, x: place.x, y });
        let look = Look { style: model.theme.field, focused, field: Some(i) };
        edit(frame, place, (field, &look), model, viewports);
        y += lines;
        for (line, at) in below.iter().zip(y..room.bottom()) {
            pen::text(frame.buffer_mut(), (place.x, at, place.width), line, remark_of(field, model).1);
        }
        y += below.len() as u16;
        if focused {
            let below = Rect { y, height: room.bottom().saturating_sub(y), ..place };
            y += offers(frame, below, field, model, viewports);
        }
        y += setting.gap;
    }
}

/// How the fields are set: so that what is wrong, and what is said of the field with the caret, is read whole.
struct Setting {
    /// Cells of the labels, and of what stands behind them.
    label: u16,
    cells: u16,
    /// The lines of each field, and what is said of it below, where it has no room beside it.
    fields: Vec<(u16, Vec<String>)>,
    /// Lines that the field with the caret wants for what it offers.
    offers: u16,
    gap: u16,
    error: Vec<String>,
}

impl Setting {
    fn new(open: &Form, room: Rect, model: &Model) -> Setting {
        let fields = open.fields();
        let label = fields.iter().map(|f| width(f.label(model.lang))).max().unwrap_or(0) as u16 + 2;
        let cells = room.width.saturating_sub(label);
        let error = open.error.as_deref().map(|error| wrap(error, usize::from(room.width.max(2)))).unwrap_or_default();
        let below = |(i, field): (usize, &&Field)| {
            let (remark, is_wrong) = field.told();
            let is_told = remark.is_empty() || has_room(field, cells);
            let lines = if is_told || !is_wrong && i != open.focus { Vec::new() } else { wrap(remark, usize::from(cells.max(2))) };
            (field.lines(), lines)
        };
        let set = fields.iter().enumerate().map(below).collect();
        let offers = fields.get(open.focus).map_or(0, |f| f.offers.len() as u16);
        let mut setting = Setting { label, cells, fields: set, offers, gap: 0, error };
        let room = room.height.saturating_sub(2);
        if setting.height() > room {
            setting.fields.iter_mut().enumerate().filter(|(i, _)| *i != open.focus).for_each(|(_, (lines, _))| *lines = 1);
        }
        let gaps = fields.len() as u16;
        setting.gap = u16::from(gaps > 1 && setting.height() + gaps <= room);
        setting
    }

    fn of(&self, field: usize) -> u16 {
        self.fields.get(field).map_or(0, |(lines, below)| lines + below.len() as u16 + self.gap)
    }

    fn height(&self) -> u16 {
        (0..self.fields.len()).map(|i| self.of(i)).sum::<u16>() + self.offers + self.error.len().max(1) as u16
    }

    /// Its height while nothing is said below the fields.
    fn still(&self) -> u16 {
        self.fields.iter().map(|(lines, _)| lines + self.gap).sum::<u16>() + 1
    }

    /// The first field to show in so many lines.
    fn first(&self, focus: usize, height: u16) -> usize {
        let mut left = height.saturating_sub(self.of(focus) + self.offers.min(3));
        let before = (0..focus).rev().take_while(|i| {
            let fits = self.of(*i) <= left;
            left = left.saturating_sub(self.of(*i));
            fits
        });
        focus - before.count()
    }
}

/// Whether what is said of a field has room beside it, or in it.
fn has_room(field: &Field, cells: u16) -> bool {
    let (words, is_wrong) = field.told();
    field.editor.drawn().map_or_else(|| width(words) as u16 + 2 <= cells / 2, |area| area.is_empty() || !is_wrong)
}

/// Cells of what stands beside the fields.
const ASIDE: u16 = 34;

/// What stands above the fields where there is no room beside them, as far as there is any.
fn aside_lines(open: &Form, cells: u16, room: u16, beside: u16) -> Vec<String> {
    let most = if beside > 0 { 0 } else { usize::from(room.min(3)) };
    let mut lines: Vec<String> = open.aside.iter().flat_map(|line| wrap(line, usize::from(cells.max(2)))).collect();
    if lines.len() > most {
        // What has no room goes into the last line, which is cut with a sign.
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.extend(Some(rest).filter(|_| most > 0));
    }
    lines
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
        for (line, y) in wrap(text, usize::from(place.width.max(2))).iter().zip(place.top()..place.bottom()) {
            pen::text(frame.buffer_mut(), (place.x, y, place.width), line, style.patch(look.style));
        }
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
    let (words, is_wrong) = field.told();
    (words, if is_wrong { model.theme.error } else { model.theme.dim })
}

/// A line, with what is said of it on its right where that has room.
fn one_line(frame: &mut Frame<'_>, place: Rect, (field, look): (&Field, &Look), model: &Model, viewports: &mut Viewports) {
    let (remark, style) = remark_of(field, model);
    let side = if remark.is_empty() || !has_room(field, place.width) { 0 } else { width(remark) as u16 + 2 };
    let cells = place.width.saturating_sub(side);
    pen::text(frame.buffer_mut(), (place.x + cells + 1, place.y, side.saturating_sub(1)), remark, style);
    line::line(frame, Rect { width: cells, ..place }, &field.editor, look, viewports);
}

/// What fits what is typed; gives the lines that it took.
fn offers(frame: &mut Frame<'_>, place: Rect, field: &Field, model: &Model, viewports: &mut Viewports) -> u16 {
    choices(frame, place, (field.offers.as_slice(), Some(field.chosen)), (model, viewports), |buf, line, offer| {
        let label = offer.label(model.ledger(), model.lang);
        pen::text(buf, (line.x, line.y, line.width), &label, model.theme.text);
    });
    place.height.min(field.offers.len() as u16)
}
