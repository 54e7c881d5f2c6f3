//! Departments against statuses.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::draw_page::draw_page;
use crate::domain::{Attribute, Light, Workload};
use crate::report::Cell;
use crate::text::width;
use crate::tui::columns::Columns;
use crate::tui::command::Go;
use crate::tui::view::columns::Layout;
use crate::tui::view::{listing, pen, rows, table};
use crate::tui::views::departments::Count;
use crate::tui::views::departments::page::Page;
use crate::tui::{Hit, Model, Viewports};

/// The name of a body keeps at least so many cells on a narrow screen, and on a wide one.
const NAME: (u16, u16) = (24, 32);
/// From this width the entries of the body under the cursor stand beside the table.
const BESIDE: u16 = 170;
/// From this height a line at the foot says where one is.
const FOOTED: u16 = 8;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    if let Some(page) = &model.matrix.page {
        return draw_page(frame, area, page, model, viewports);
    }
    let foot = u16::from(area.height >= FOOTED);
    let pane = if area.width >= BESIDE { area.width / 3 } else { 0 };
    let table = Rect { height: area.height - foot, width: area.width - pane, ..area };
    if pane > 0 {
        let rule = Rect { x: table.right(), width: 1, ..table };
        pen::rule(frame.buffer_mut(), rule, model.theme.border, model.ascii);
        beside(frame.buffer_mut(), Rect { x: rule.right(), width: pane - 1, ..table }, model);
    }
    let last = matrix(frame.buffer_mut(), table, model, viewports);
    if foot > 0 {
        let below = model.matrix.table.rows.len().saturating_sub(last);
        listing::foot(frame, Rect { y: table.bottom(), height: 1, ..area }, below, model, viewports);
    }
}

/// What the body under the cursor has to do with, as far as there is room.
fn beside(buf: &mut Buffer, area: Rect, model: &Model) {
    let mut columns = Columns::from_words(&["light!", "title!", "due!", "status!", "percent!"].map(str::to_owned));
    columns.at = Attribute::Title;
    let layout = Layout::new(&columns, area.width, model.lang, &mut 0);
    let mut lines = (area.top()..area.bottom()).map(|y| Rect { y, height: 1, ..area });
    let stock = model.book.snapshot();
    for section in 0..Page::SECTIONS {
        let places = model.matrix.beside(section, &stock);
        if places.is_empty() {
            continue;
        }
        let Some(line) = lines.next() else { return };
        table::heading(buf, line, (Page::title_of(section, model.lang), places.len(), ""), model);
        for (index, line) in places.into_iter().zip(&mut lines) {
            table::entry_row(buf, line, &layout, model, (index, 0));
        }
    }
}

/// Heads and rows; gives the row behind the last in sight.
fn matrix(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) -> usize {
    let plan = Plan::new(area.width, model);
    let under = |c: Count| match c == model.matrix.column {
        true => model.theme.accent.add_modifier(Modifier::UNDERLINED),
        false => model.theme.head,
    };
    let signed = |c: Count| {
        let at = Count::all().position(|other| other == c).unwrap_or(0);
        format!("{}{}", c.head(model.lang), listing::sign(&model.matrix, at, model.ascii))
    };
    let heads: Vec<_> = plan.columns.iter().map(|(c, _)| (*c, signed(*c), under(*c))).collect();
    let line = Rect { height: 1, ..area };
    plan.draw(buf, line, &heads);
    for (column, (x, width)) in plan.columns.iter().filter_map(|(c, _)| Some((*c, plan.place(*c)?))) {
        let at = Count::all().position(|other| other == column).unwrap_or(0);
        viewports.put(Rect { x: line.x + x, width, ..line }.intersection(line), Hit::Head(at));
    }
    if plan.more.0 {
        pen::text(buf, (line.x, line.y, 1), "<", model.theme.accent);
    }
    if plan.more.1 {
        pen::text(buf, (line.right().saturating_sub(1), line.y, 1), ">", model.theme.accent);
    }
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if model.matrix.table.rows.is_empty() {
        let back = model.keymap.label(Go::Back);
        let text = match model.matrix.arrangement.filter.input.value().is_empty() {
            true => model.lang.pick(
                "台账里还没有单位。在 tasks.ron 的 departments 里写上。".to_owned(),
                "The ledger holds no body yet: write them under `departments` of tasks.ron.".to_owned(),
            ),
            false => model.lang.pick(format!("没有符合的单位。{back} 清除筛选。"), format!("No body matches. {back} clears the filter.")),
        };
        pen::text(buf, (body.x + 2, body.y + 1, body.width.saturating_sub(2)), &text, model.theme.dim);
    }
    let mut last = 0;
    for (i, row, line) in rows::in_sight(&model.matrix.table, body, viewports) {
        last = i + 1;
        body_row(buf, line, &plan, row, (model, i == model.matrix.table.cursor));
        for (column, (x, width)) in plan.columns.iter().filter_map(|(c, _)| Some((*c, plan.place(*c)?))) {
            viewports.put(Rect { x: line.x + x, width, ..line }.intersection(line), Hit::Count(i, column));
        }
        listing::mark(buf, line, &model.matrix, i, model);
    }
    last
}

fn body_row(buf: &mut Buffer, line: Rect, plan: &Plan, row: &Workload, (model, under_cursor): (&Model, bool)) {
    let theme = &model.theme;
    let base = if row.leads + row.cooperates == 0 { theme.dim } else { theme.text };
    let text = |c: &Count| match c.cell(row) {
        Cell::Count(0) | Cell::Empty => "-".to_owned(),
        cell => cell.words(model.lang),
    };
    let style = |c: Count| match c {
        Count::Late | Count::Red if c.count(row) != Some(0) => theme.light_of(Light::Red),
        _ => base,
    };
    let cells: Vec<_> = plan.columns.iter().map(|(c, _)| (*c, text(c), style(*c))).collect();
    plan.draw(buf, line, &cells);
    if under_cursor {
        pen::cursor(buf, line, theme);
        if let Some((x, cells)) = plan.place(model.matrix.column) {
            let cell = Rect { x: line.x + x, width: cells, ..line }.intersection(line);
            buf.set_style(cell, theme.accent.add_modifier(Modifier::UNDERLINED));
        }
    }
}

/// The columns in sight, each with its cells; the one under the cursor is always among them.
struct Plan {
    columns: Vec<(Count, u16)>,
    name: u16,
    /// Whether columns lie to the left of those in sight, and to the right.
    more: (bool, bool),
}

impl Plan {
    fn new(total: u16, model: &Model) -> Plan {
        let all: Vec<(Count, u16)> = Count::all().skip(1).map(|c| (c, cells(c, model))).collect();
        let least = if total < 100 { NAME.0 } else { NAME.1 };
        let room = total.saturating_sub(3 + least);
        let at = all.iter().position(|(c, _)| *c == model.matrix.column).unwrap_or(0);
        let fits = |first: usize| (first + 1..=all.len()).rev().find(|end| taken(&all[first..*end]) <= room).unwrap_or(first + 1);
        let first = (0..=at).find(|first| fits(*first) > at).unwrap_or(at);
        let shown = &all[first..fits(first)];
        let taken = 3 + taken(shown);
        // Counts stand near the names: on a wide screen the blanks are behind them.
        let longest = model.matrix.table.rows.iter().map(|r| width(&r.name) as u16).max().unwrap_or(0).max(least);
        let name = total.saturating_sub(taken).min(longest + 2).max(4);
        let columns = std::iter::once((Count::Name, name)).chain(shown.iter().copied()).collect();
        Plan { columns, name, more: (first > 0, first + shown.len() < all.len()) }
    }

    /// Where the cell of a column begins, and how wide it is.
    fn place(&self, column: Count) -> Option<(u16, u16)> {
        let at = self.columns.iter().position(|(c, _)| *c == column)?;
        let (_, cells) = self.columns[at];
        Some(match at {
            0 => (1, cells),
            _ => (2 + self.name + taken(&self.columns[1..at]), cells),
        })
    }

    fn draw(&self, buf: &mut Buffer, line: Rect, cells: &[(Count, String, Style)]) {
        for (column, text, style) in cells {
            if let Some((x, width)) = self.place(*column) {
                let place = Rect { x: line.x + x, width, ..line }.intersection(line);
                pen::cell(buf, (place.x, place.y, place.width), text, (*style, *column != Count::Name));
            }
        }
    }
}

/// Cells of a column: as many as its head with the sign of its order, and not fewer than a count of five digits, or a day.
fn cells(column: Count, model: &Model) -> u16 {
    let least = if column == Count::Last { 10 } else { 5 };
    let at = Count::all().position(|c| c == column).unwrap_or(0);
    (width(column.head(model.lang)) + width(listing::sign(&model.matrix, at, model.ascii))).max(least) as u16
}

/// Cells of columns with the blanks after them.
fn taken(columns: &[(Count, u16)]) -> u16 {
    columns.iter().map(|(_, cells)| cells + 1).sum()
}
