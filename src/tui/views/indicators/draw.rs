//! Goals against measured values.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::columns::{self, Column, Subject, What};
use super::draw_page;
use crate::domain::{Indicator, Keeping, Pace};
use crate::text::width;
use crate::tui::command::Go;
use crate::tui::table::Line;
use crate::tui::view::{filter_line, listing, pen, rows};
use crate::tui::views::indicators::Row;
use crate::tui::{Hit, Model, Viewports};

/// From this height a line at the foot says in words how the indicator under the cursor stands.
const FOOTED: u16 = 10;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    top(frame, Rect { height: 1, ..area }, model, viewports);
    let foot = u16::from(area.height >= FOOTED);
    let rest = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let buf = frame.buffer_mut();
    if model.indicators.zoomed {
        draw_page::draw_page(buf, rest, model);
        return;
    }
    let place = Rect { height: rest.height - foot, ..rest };
    table(buf, place, model, viewports);
    if foot > 0 {
        about(buf, Rect { y: place.bottom(), height: 1, ..area }, model);
    }
}

/// How many stand how, and the filter.
fn top(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let (view, lang) = (&model.indicators, model.lang);
    let all = model.ledger().indicators.len();
    let count = if view.count == all { all.to_string() } else { format!("{}/{all}", view.count) };
    let tally = Keeping::ALL.map(|k| format!("{} {}", k.label(lang), view.tally(k))).join("  ");
    let text = format!("{} {count}  {tally}", lang.pick("指标", "indicators"));
    let filter = &view.arrangement.filter;
    let filtering = filter.typing || !filter.input.value().is_empty();
    let marks = match view.arrangement.marks.len() {
        0 => String::new(),
        n => lang.pick(format!("已标 {n}  "), format!("{n} marked  ")),
    };
    let rows = || view.table.rows.iter().filter(|r| !r.is_heading());
    let at = view.table.rows.iter().take(view.table.cursor).filter(|r| !r.is_heading()).count();
    let right = if view.zoomed { String::new() } else { format!("{marks}{}", listing::place(at, rows().count(), 0, model)) };
    let end = area.right().saturating_sub(width(&right) as u16 + 1);
    pen::text(frame.buffer_mut(), (end, area.y, area.right() - end), &right, model.theme.head);
    let room = if filtering { area.width / 2 } else { end.saturating_sub(area.x + 1) };
    let used = pen::text(frame.buffer_mut(), (area.x + 1, area.y, room), &text, model.theme.head);
    let x = area.x + 1 + used + 2;
    let place = Rect { x, width: end.saturating_sub(x + 1), ..area };
    filter_line::input_line(frame, place, (&filter.input, filter.typing, None), model, viewports);
}

fn table(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let (view, theme) = (&model.indicators, &model.theme);
    let (columns, hidden) = columns::fitting(area.width, model.lang);
    let mut x = area.x + 1;
    for (column, cells) in &columns {
        let at = columns::place(column);
        let sign = at.map_or("", |at| listing::sign(view, at, model.ascii));
        let label = format!("{}{sign}", model.lang.pick(column.head.0, column.head.1));
        pen::cell(buf, (x, area.y, *cells), &label, (theme.head, column.numeric));
        if let Some(at) = at {
            viewports.put(Rect { x, width: *cells, height: 1, ..area }.intersection(area), Hit::Head(at));
        }
        x += cells + 1;
    }
    if hidden {
        pen::text(buf, (area.right().saturating_sub(1), area.y, 1), ">", theme.accent);
    }
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if view.table.rows.is_empty() {
        empty(buf, body, model);
    }
    for (i, row, line) in rows::in_sight(&view.table, body, viewports) {
        match row {
            Row::Plan { label, count, folded } => {
                let sign = if *folded { "+ " } else { "" };
                pen::text(buf, (line.x, line.y, line.width), &format!("{sign}{label}  {count}"), theme.head);
            }
            Row::Indicator { index, .. } => {
                if let (Some(indicator), Some(pace)) = (model.ledger().indicators.get(*index), view.pace(*index)) {
                    indicator_row(buf, line, &columns, model, (indicator, pace));
                }
            }
        }
        listing::mark(buf, line, view, i, model);
        if i == view.table.cursor {
            pen::cursor(buf, line, theme);
        }
    }
}

fn empty(buf: &mut Buffer, area: Rect, model: &Model) {
    let lang = model.lang;
    let back = model.keymap.label(Go::Back);
    let text = match model.ledger().indicators.is_empty() {
        true => lang.pick("台账里没有指标。", "The ledger holds no indicator.").to_owned(),
        false => lang.pick(format!("没有符合的指标。{back} 清除筛选。"), format!("Nothing matches. {back} clears the filter.")),
    };
    pen::text(buf, (area.x + 2, area.y + 1, area.width.saturating_sub(2)), &text, model.theme.dim);
}

fn indicator_row(buf: &mut Buffer, line: Rect, columns: &[(&Column, u16)], model: &Model, (indicator, pace): (&Indicator, &Pace)) {
    let theme = &model.theme;
    let light = theme.light_of(pace.light());
    let subject = Subject { ledger: model.ledger(), indicator, pace, lang: model.lang, day: model.today };
    let mut x = line.x + 1;
    for (Column { what, numeric, .. }, cells) in columns {
        let place = Rect { x, y: line.y, width: *cells, height: 1 }.intersection(line);
        let style: Style = match what {
            What::Light | What::Keeping | What::Gauge => light,
            What::Scope | What::Unit | What::Baseline | What::Period | What::Spark => theme.dim,
            _ => theme.text,
        };
        let text = subject.drawn(*what, (usize::from(place.width), model.ascii), model.today);
        if *what == What::Name {
            pen::highlighted(buf, place, &text, &found(model, &text), (style, theme.matched));
        } else {
            pen::cell(buf, (place.x, place.y, place.width), &text, (style, *numeric));
        }
        x += cells + 1;
    }
}

/// Where the filter's words are.
fn found(model: &Model, text: &str) -> Vec<std::ops::Range<usize>> {
    model.indicators.arrangement.filter.input.value().split_whitespace().flat_map(|w| crate::query::Matcher::new(w).ranges(text)).collect()
}

/// How the indicator under the cursor stands, in a sentence.
fn about(buf: &mut Buffer, line: Rect, model: &Model) {
    let view = &model.indicators;
    let Some((indicator, pace)) = view.current().and_then(|i| model.ledger().indicators.get(i).zip(view.pace(i))) else { return };
    let year = pace.target.map(|(y, t)| format!("{y} {} {}", model.lang.pick("目标", "goal"), t.label(model.lang))).unwrap_or_default();
    let text = format!("{} {}  {year}  {}", indicator.scope, indicator.name, pace.sentence(&indicator.unit, model.lang));
    pen::text(buf, (line.x + 1, line.y, line.width.saturating_sub(1)), &text, model.theme.dim);
}
