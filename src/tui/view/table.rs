//! The table of the list: its head, and the rows that are in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::columns::Layout;
use super::{pen, rows};
use crate::domain::{Attribute, Holds};
use crate::text::{sanitize, width, wrap};
use crate::tui::table::scrolled;
use crate::tui::views::list::Row;
use crate::tui::{Hit, Model, Viewports};

/// A wrapped row has no more lines than this.
const LINES: usize = 4;

pub(crate) fn table(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let layout = Layout::new(&model.list.columns, area.width, model.lang, &mut viewports.column);
    viewports.seen.widths = layout.placed.iter().map(|p| (p.column, p.cells)).collect();
    head(buf, Rect { height: 1, ..area }, &layout, model, viewports);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if model.list.rows.is_empty() {
        rows::empty(buf, body, model);
    }
    let height = usize::from(body.height);
    first_row(viewports, model, height, &layout);
    let mut y = body.y;
    for (i, row) in model.list.rows.iter().enumerate().skip(model.list.first.get()) {
        if y >= body.bottom() {
            break;
        }
        let lines = lines_of(row, &layout, model) as u16;
        let line = Rect { y, height: lines.min(body.bottom() - y), ..body };
        match row {
            Row::Group(group) => {
                let sums = model.list.sums(i, model.ledger(), model.book.standings()).sentence(model.lang);
                let label = if group.folded.is_some() { format!("+ {}", group.label) } else { group.label.clone() };
                heading(buf, line, (&label, group.count, &sums), model);
                if group.folded.is_some() {
                    viewports.put(line, Hit::Row(i));
                    if i == model.list.cursor {
                        pen::cursor(buf, line, &model.theme);
                    }
                }
            }
            Row::Entry { index, depth } => {
                entry_row(buf, line, &layout, model, (*index, *depth));
                viewports.put(line, Hit::Row(i));
                for placed in &layout.placed {
                    let cell = Rect { x: line.x + placed.x, width: placed.cells, ..line }.intersection(line);
                    viewports.put(cell, Hit::Cell(i, placed.column));
                }
                if i == model.list.cursor {
                    pen::cursor(buf, line, &model.theme);
                }
            }
        }
        y += lines;
    }
}

/// The name of a group, how many it holds, and what they come to.
pub(crate) fn heading(buf: &mut Buffer, line: Rect, (label, count, sums): (&str, usize, &str), model: &Model) {
    let used = pen::text(buf, (line.x, line.y, line.width), &format!("{label}  {count}"), model.theme.head);
    let x = line.x + used + 3;
    if usize::from(line.right().saturating_sub(x)) >= width(sums) {
        pen::text(buf, (x, line.y, line.right().saturating_sub(x)), sums, model.theme.dim);
    }
}

fn head(buf: &mut Buffer, line: Rect, layout: &Layout, model: &Model, viewports: &mut Viewports) {
    let theme = &model.theme;
    for placed in &layout.placed {
        let (head, direction) = (placed.column.head(model.lang), direction(placed.column, model));
        // Where both have no room, what says that it is sorted says more.
        let narrow = !direction.is_empty() && usize::from(placed.cells) < width(head).min(4) + width(&direction);
        let label = if narrow { direction } else { format!("{head}{direction}") };
        let style = match placed.column == model.list.columns.at {
            true => theme.accent.add_modifier(Modifier::UNDERLINED),
            false => theme.head,
        };
        let place = Rect { x: line.x + placed.x, width: placed.cells, ..line };
        let blanks = place.width.saturating_sub(width(&label) as u16);
        let from = if placed.column.holds().is_number() { blanks } else { 0 };
        pen::text(buf, (place.x + from, place.y, place.width - from), &label, style);
        viewports.put(place, Hit::Column(placed.column));
        // The cell between two heads is the edge of the left one.
        viewports.put(Rect { x: place.right(), width: 1, ..line }.intersection(line), Hit::Edge { column: placed.column, start: place.x });
    }
    if layout.more_left {
        pen::text(buf, (line.x, line.y, 1), "<", theme.accent);
    }
    if layout.more_right {
        pen::text(buf, (line.right().saturating_sub(1), line.y, 1), ">", theme.accent);
    }
}

/// Which way a column is sorted, and as which of several.
fn direction(column: Attribute, model: &Model) -> String {
    let keys = &model.list.order.0;
    let Some(at) = column.sort_key().and_then(|key| keys.iter().position(|(k, _)| *k == key)) else { return String::new() };
    if column == Attribute::Plan && model.list.columns.holds(Attribute::Reference) {
        return String::new();
    }
    let sign = match (keys[at].1, model.ascii) {
        (false, false) => "↑",
        (true, false) => "↓",
        (false, true) => "^",
        (true, true) => "v",
    };
    if keys.len() > 1 { format!("{sign}{}", at + 1) } else { sign.to_owned() }
}

/// The first row to show, so that the cursor's row is whole and the heading of a group stays with its first entry.
fn first_row(viewports: &mut Viewports, model: &Model, height: usize, layout: &Layout) {
    if !model.list.columns.wrap {
        rows::first_row(viewports, model, height);
        return;
    }
    viewports.seen.page = height;
    let rows = &model.list.rows;
    let cursor = model.list.cursor.min(rows.len().saturating_sub(1));
    let before = model.list.first.get();
    let wanted = scrolled(before, cursor, height, rows.len()).min(before.max(cursor.saturating_sub(height)));
    let mut first = cursor;
    let mut used = rows.get(cursor).map_or(0, |r| lines_of(r, layout, model));
    while first > wanted.min(cursor) {
        used += lines_of(&rows[first - 1], layout, model);
        if used > height {
            break;
        }
        first -= 1;
    }
    model.list.first.set(first);
}

/// How many lines a row takes.
fn lines_of(row: &Row, layout: &Layout, model: &Model) -> usize {
    match row {
        Row::Entry { index, depth } if model.list.columns.wrap => {
            let wrapping = layout.placed.iter().filter(|p| wraps(p.column));
            let lines = |p: &super::columns::Placed| {
                let cells = usize::from(p.cells).saturating_sub(indent(p.column, *depth));
                let text = p.column.text(model.ledger(), model.book.standings(), *index, model.lang);
                if width(&text) <= cells { 1 } else { wrap(&text, cells).len().min(LINES) }
            };
            wrapping.map(lines).max().unwrap_or(1)
        }
        _ => 1,
    }
}

/// Whether words of a filter are marked in it, and long ones wrap.
fn wraps(column: Attribute) -> bool {
    column != Attribute::Plan && matches!(column.holds(), Holds::Text | Holds::List | Holds::Entries | Holds::Body | Holds::Bodies)
}

fn indent(column: Attribute, depth: u8) -> usize {
    if column == Attribute::Title { usize::from(depth) * 2 } else { 0 }
}

/// Draws an entry into its lines.
pub(crate) fn entry_row(buf: &mut Buffer, line: Rect, layout: &Layout, model: &Model, (index, depth): (usize, u8)) {
    let base = rows::gutter(buf, line, model, index);
    for placed in &layout.placed {
        let place = Rect { x: line.x + placed.x, width: placed.cells, ..line }.intersection(line);
        let mut text = placed.column.text(model.ledger(), model.book.standings(), index, model.lang);
        let entry = &model.ledger().entries()[index];
        if placed.column == Attribute::Title && width(&text) > usize::from(place.width) && !entry.short.is_empty() {
            text.clone_from(&entry.short);
        }
        if placed.column == Attribute::Title && model.list.folds.contains(model.ledger().entries()[index].id.as_str()) {
            text.insert_str(0, "+ ");
        }
        let style = style_of(placed.column, model, index, base);
        let indent = (indent(placed.column, depth) as u16).min(place.width);
        let place = Rect { x: place.x + indent, width: place.width - indent, ..place };
        let place = if placed.column == Attribute::Title { told(buf, place, model, index) } else { place };
        cell(buf, place, placed.column, &text, (style, model));
    }
}

/// Says at the end of a title that the entry was found by its reports, and by which of their words; gives the room before it.
fn told(buf: &mut Buffer, place: Rect, model: &Model, index: usize) -> Rect {
    let Some(of) = model.list.query.told(model.book.index(), index) else { return place };
    let label = format!("〔{}〕", of.name(model.lang));
    let cells = width(&label) as u16;
    if place.width < cells + 8 {
        return place;
    }
    pen::text(buf, (place.right() - cells, place.y, cells), &label, model.theme.matched);
    Rect { width: place.width - cells, ..place }
}

fn cell(buf: &mut Buffer, place: Rect, column: Attribute, text: &str, (style, model): (Style, &Model)) {
    let one = Rect { height: place.height.min(1), ..place };
    if !wraps(column) {
        return pen::cell(buf, (one.x, one.y, one.width), text, (style, column.holds().is_number()));
    }
    let clean = sanitize(text, false);
    let cells = usize::from(place.width);
    if place.height > 1 && width(&clean) > cells {
        let mut lines = wrap(&clean, cells);
        let most = usize::from(place.height);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).concat();
            lines.push(rest);
        }
        for (n, part) in lines.iter().enumerate() {
            let line = Rect { y: place.y + n as u16, height: 1, ..place };
            pen::highlighted(buf, line, part, &model.list.query.highlights(part), (style, model.theme.matched));
        }
        return;
    }
    pen::highlighted(buf, one, &clean, &model.list.query.highlights(&clean), (style, model.theme.matched));
}

fn style_of(column: Attribute, model: &Model, index: usize, base: Style) -> Style {
    let standing = model.standing(index);
    match column {
        Attribute::Light => model.theme.light_of(standing.verdict.light),
        Attribute::Lead if standing.state.lead.value.is_none() => model.theme.dim,
        _ => base,
    }
}
