//! Departments against statuses.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::draw_page::draw_page;
use crate::domain::Light;
use crate::text::{Lang, width};
use crate::tui::view::{pen, rows};
use crate::tui::views::departments::{Count, DepartmentRow};
use crate::tui::{Hit, Model, Viewports};

/// Cells of the day of the last report.
const DATE: u16 = 10;
/// The name of a body keeps at least so many cells.
const NAME: u16 = 24;
/// The day of the last report has room when so many counts have it too.
const FEW: usize = 4;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let buf = frame.buffer_mut();
    if let Some(page) = &model.matrix.page {
        return draw_page(buf, area, page, model, viewports);
    }
    let plan = Plan::new(area.width, model);
    let under = |c: Count| match c == model.matrix.column {
        true => model.theme.accent.add_modifier(Modifier::UNDERLINED),
        false => model.theme.head,
    };
    let heads: Vec<_> = plan.columns.iter().map(|(c, _)| (*c, c.head(model.lang).to_owned(), under(*c))).collect();
    plan.draw(buf, Rect { height: 1, ..area }, &heads, (model.lang.pick("最近反馈", "reported"), model.theme.head));
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if model.matrix.table.rows.is_empty() {
        let text = model.lang.pick(
            "台账里还没有单位。在 tasks.ron 的 departments 里写上。",
            "The ledger holds no body yet: write them under `departments` of tasks.ron.",
        );
        pen::text(buf, (body.x + 2, body.y + 1, body.width.saturating_sub(2)), text, model.theme.dim);
    }
    for (i, row, line) in rows::in_sight(&model.matrix.table, body, viewports) {
        body_row(buf, line, &plan, row, (model, i == model.matrix.table.cursor));
        for (column, (x, width)) in plan.columns.iter().filter_map(|(c, _)| Some((*c, plan.place(*c)?))) {
            viewports.put(Rect { x: line.x + x, width, ..line }.intersection(line), Hit::Count(i, column));
        }
    }
}

fn body_row(buf: &mut Buffer, line: Rect, plan: &Plan, row: &DepartmentRow, (model, under_cursor): (&Model, bool)) {
    let theme = &model.theme;
    let base = if row.leads + row.cooperates == 0 { theme.dim } else { theme.text };
    let text = |c: &Count| match c.count(row) {
        None => row.name.clone(),
        Some(0) => "-".to_owned(),
        Some(n) => n.to_string(),
    };
    let style = |c: Count| match c {
        Count::Late | Count::Red if c.count(row) != Some(0) => theme.light_of(Light::Red),
        _ => base,
    };
    let cells: Vec<_> = plan.columns.iter().map(|(c, _)| (*c, text(c), style(*c))).collect();
    let last = row.last.map(|d| d.to_string()).unwrap_or_default();
    plan.draw(buf, line, &cells, (&last, base));
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
    date: bool,
}

impl Plan {
    fn new(total: u16, model: &Model) -> Plan {
        let all: Vec<(Count, u16)> = Count::all().skip(1).map(|c| (c, cells(c, model.lang))).collect();
        let room = |date: bool| total.saturating_sub(2 + NAME + if date { DATE + 1 } else { 0 });
        let date = taken(&all[..FEW]) <= room(true);
        let at = all.iter().position(|(c, _)| *c == model.matrix.column).unwrap_or(0);
        let fits = |first: usize| (first + 1..=all.len()).rev().find(|end| taken(&all[first..*end]) <= room(date)).unwrap_or(first + 1);
        let first = (0..=at).find(|first| fits(*first) > at).unwrap_or(at);
        let shown = &all[first..fits(first)];
        let taken = 2 + taken(shown) + if date { DATE + 1 } else { 0 };
        // Counts stand near the names: on a wide screen the blanks are behind them.
        let longest = model.matrix.table.rows.iter().map(|r| width(&r.name) as u16).max().unwrap_or(0).max(NAME);
        let name = total.saturating_sub(taken).min(longest + 2).max(4);
        let columns = std::iter::once((Count::Name, name)).chain(shown.iter().copied()).collect();
        Plan { columns, name, date }
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

    fn draw(&self, buf: &mut Buffer, line: Rect, cells: &[(Count, String, Style)], (last, last_style): (&str, Style)) {
        for (column, text, style) in cells {
            if let Some((x, width)) = self.place(*column) {
                let place = Rect { x: line.x + x, width, ..line }.intersection(line);
                pen::cell(buf, (place.x, place.y, place.width), text, (*style, *column != Count::Name));
            }
        }
        if self.date {
            let x = line.x + 2 + self.name + taken(&self.columns[1..]);
            pen::cell(buf, (x, line.y, DATE.min(line.right().saturating_sub(x))), last, (last_style, false));
        }
    }
}

/// Cells of a column of counts: as many as its head, and not fewer than a count of five digits.
fn cells(column: Count, lang: Lang) -> u16 {
    width(column.head(lang)).max(5) as u16
}

/// Cells of columns with the blanks after them.
fn taken(columns: &[(Count, u16)]) -> u16 {
    columns.iter().map(|(_, cells)| cells + 1).sum()
}
