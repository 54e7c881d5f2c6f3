//! What waits today, a line each with its number.

use chrono::{Datelike, Weekday};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::long_date;
use crate::text::{width, wrap};
use crate::tui::command::Closing;
use crate::tui::table::Line;
use crate::tui::view::{listing, pen, rows};
use crate::tui::views::today::changes::{ChangeRow, Changes};
use crate::tui::views::today::{Desk, Item, Row};
use crate::tui::{Hit, Model, Viewports};

/// Lines are not drawn out further than this: the eye must find the number that belongs to a label.
const WIDEST: u16 = 120;
/// From this height a line at the foot says where one is.
const FOOTED: u16 = 8;
/// Cells of a number.
const COUNT: u16 = 6;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    if let Some(page) = &model.desk.page {
        return changes(frame, area, page, model, viewports);
    }
    let buf = frame.buffer_mut();
    pen::text(buf, (area.x + 1, area.y, area.width.saturating_sub(1)), &date(model), model.theme.dim);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    viewports.seen.desk = Some((usize::from(body.height), if body.width >= TWO_COLUMNS { 2 } else { 1 }));
    let noted = noted(model, body);
    let body = Rect { height: body.height.saturating_sub(u16::from(noted.is_some())), ..body };
    let labels = model
        .desk
        .table
        .rows
        .iter()
        .filter_map(|row| if let Row::Item(Item { count: Some(_), label, .. }) = row { Some(width(label) as u16) } else { None });
    let label = labels.max().unwrap_or(0).min(body.width.saturating_sub(COUNT + 6)).max(12);
    let shown: Vec<(usize, &Row, Rect)> = match halves(&model.desk.table.rows, body) {
        Some(at) => beside(&model.desk.table.rows, at, body, viewports),
        None => rows::in_sight(&model.desk.table, body, viewports).collect(),
    };
    let last = shown.last().map_or(0, |(i, ..)| i + 1);
    for (i, row, line) in shown {
        let room = line.width.saturating_sub(1);
        match row {
            Row::Heading(text) => drop(pen::text(buf, (line.x + 1, line.y, room), text, model.theme.head)),
            Row::Nothing(text) => drop(pen::text(buf, (line.x + 3, line.y, room.saturating_sub(2)), text, model.theme.dim)),
            Row::Item(it) => item(buf, line, it, (label, model)),
        }
        if i == model.desk.table.cursor && !matches!(row, Row::Heading(_) | Row::Nothing(_)) {
            pen::cursor(buf, Rect { width: line.width.min(WIDEST), ..line }, &model.theme);
        }
    }
    if let Some(words) = noted {
        pen::text(buf, (area.x + 1, body.bottom(), area.width.saturating_sub(2)), &words, model.theme.accent);
    }
    let top = Rect { x: area.x + 20.min(area.width), width: area.width.saturating_sub(20), height: 1, ..area };
    listing::more(buf, top, model.desk.table.rows.len().saturating_sub(last), model);
}

/// What stands beside the line under the cursor, where it has no room there; in two columns it has.
fn noted(model: &Model, body: Rect) -> Option<String> {
    let item = model.desk.current().filter(|_| body.width < TWO_COLUMNS && body.height > FOOTED)?;
    let labels = model
        .desk
        .table
        .rows
        .iter()
        .filter_map(|row| if let Row::Item(item) = row { item.count.map(|_| width(&item.label)) } else { None });
    let label = item.count.map_or(width(&item.label), |_| labels.max().unwrap_or(0) + usize::from(COUNT));
    (!item.note.is_empty() && label + width(&item.note) + 6 > usize::from(body.width)).then(|| item.note.clone())
}

/// From this width what waits stands in two columns.
const TWO_COLUMNS: u16 = 150;

/// The heading with which the second column begins; none where one column is enough, or two are not.
fn halves(rows: &[Row], body: Rect) -> Option<usize> {
    let height = usize::from(body.height);
    let headings = (1..rows.len()).filter(|at| matches!(rows[*at], Row::Heading(_)));
    let at = headings.min_by_key(|at| at.abs_diff(rows.len() / 2)).filter(|_| body.width >= TWO_COLUMNS)?;
    (at <= height && rows.len() - at <= height).then_some(at)
}

/// The rows in two columns, with a line each; a click goes to one.
fn beside<'a>(all: &'a [Row], at: usize, body: Rect, viewports: &mut Viewports) -> Vec<(usize, &'a Row, Rect)> {
    viewports.seen.page = usize::from(body.height);
    let half = body.width / 2;
    let place = |i: usize| {
        let (x, y) = if i < at { (body.x, i) } else { (body.x + half, i - at) };
        Rect { x, y: body.y + y as u16, width: half.saturating_sub(2), height: 1 }
    };
    let shown: Vec<(usize, &Row, Rect)> = all.iter().enumerate().map(|(i, row)| (i, row, place(i))).collect();
    for (i, _, line) in shown.iter().filter(|(_, row, _)| !row.is_heading()) {
        viewports.put(*line, Hit::Row(*i));
    }
    shown
}

fn item(buf: &mut Buffer, line: Rect, item: &Item, (label, model): (u16, &Model)) {
    let theme = &model.theme;
    let x = line.x + 3;
    let Some(count) = item.count else {
        let used = pen::text(buf, (x, line.y, line.right().saturating_sub(x)), &item.label, theme.text);
        let note = x + used + 2;
        pen::text(buf, (note, line.y, line.right().min(line.x + WIDEST).saturating_sub(note)), &item.note, theme.dim);
        return;
    };
    let (words, number) = if count == 0 { (theme.dim, theme.dim) } else { (theme.text, theme.accent) };
    pen::text(buf, (x, line.y, label), &item.label, words);
    let at = x + label;
    pen::cell(buf, (at, line.y, COUNT.min(line.right().saturating_sub(at))), &count.to_string(), (number, true));
    let note = at + COUNT + 2;
    let words = match item.waits_to_be_closed(model.lang) {
        true => closing(model),
        false => item.note.clone(),
    };
    pen::text(buf, (note, line.y, line.right().min(line.x + WIDEST).saturating_sub(note)), &words, theme.dim);
}

/// By which key forms go out that ask how all of it ends.
fn closing(model: &Model) -> String {
    let key = model.keymap.label(Closing::Choose);
    model.lang.pick(format!("按 {key} 终期核实：给牵头单位发核实表"), format!("{key} closes them: a form to each body that leads"))
}

/// What has changed, under the things in which it has, or the bodies that lead them or recorded it.
fn changes(frame: &mut Frame<'_>, area: Rect, page: &Changes, model: &Model, viewports: &mut Viewports) {
    let (theme, buf) = (&model.theme, frame.buffer_mut());
    let turn = model.keymap.label(Desk::Turn);
    let title = format!("{}{}", page.title(model.lang), model.lang.pick(format!("（{turn} 换）"), format!(" ({turn} turns)")));
    pen::text(buf, (area.x + 1, area.y, area.width.saturating_sub(1)), &title, theme.accent);
    let foot = u16::from(area.height >= FOOTED);
    let whole = whole(page, area);
    let below = foot + whole.len() as u16;
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + below), ..area };
    let mut last = 0;
    for (i, row, line) in rows::in_sight(&page.table, body, viewports) {
        last = i + 1;
        let (indent, text, style) = match row {
            ChangeRow::Heading { label, count, folded } => {
                let count = if page.is_by_thing() && !folded { String::new() } else { format!("  {count}") };
                (1, format!("{}{label}{count}", if *folded { "+ " } else { "" }), theme.head)
            }
            ChangeRow::Line(_, text) => (3, text.clone(), theme.text),
        };
        pen::text(buf, (line.x + indent, line.y, line.width.saturating_sub(indent)), &text, style);
        listing::mark(buf, line, page, i, model);
        if i == page.table.cursor && !row.is_heading() {
            pen::cursor(buf, line, theme);
        }
    }
    for (text, y) in whole.iter().zip(body.bottom()..area.bottom()) {
        pen::text(frame.buffer_mut(), (area.x + 1, y, area.width.saturating_sub(2)), text, theme.accent);
    }
    let line = Rect { y: area.bottom() - foot, height: foot, ..area };
    if line.height > 0 {
        listing::foot(frame, line, page.table.rows.len().saturating_sub(last), model, viewports);
    }
}

/// The change under the cursor in as many lines as it takes, where one is too short for it: at most a third of the view.
fn whole(page: &Changes, area: Rect) -> Vec<String> {
    let Some(ChangeRow::Line(_, text)) = page.table.current() else { return Vec::new() };
    if width(text) + 3 <= usize::from(area.width) {
        return Vec::new();
    }
    let mut lines = wrap(text, usize::from(area.width.saturating_sub(2).max(2)));
    lines.truncate(usize::from(area.height / 3));
    lines
}

/// The day, as it stands on a desk.
fn date(model: &Model) -> String {
    let (lang, day) = (model.lang, model.desk.day);
    let weekday = match day.weekday() {
        Weekday::Mon => lang.pick("一", "Monday"),
        Weekday::Tue => lang.pick("二", "Tuesday"),
        Weekday::Wed => lang.pick("三", "Wednesday"),
        Weekday::Thu => lang.pick("四", "Thursday"),
        Weekday::Fri => lang.pick("五", "Friday"),
        Weekday::Sat => lang.pick("六", "Saturday"),
        Weekday::Sun => lang.pick("日", "Sunday"),
    };
    lang.pick(format!("{} 星期{weekday}", long_date(day)), format!("{weekday}, {day}"))
}
