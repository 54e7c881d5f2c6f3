//! Departments against statuses.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen;
use crate::domain::{Status, status_label};
use crate::tui::matrix::DepartmentRow;
use crate::tui::model::Model;
use crate::tui::viewports::{Hit, Viewports, scrolled};

/// Draws the matrix.
pub(super) fn departments(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let (theme, lang) = (&model.theme, model.lang);
    let total = area.width;
    let number: u16 = lang.pick(6, 9);
    let mut heads: Vec<&str> =
        vec![lang.pick("牵头", "leads"), lang.pick("配合", "shares"), lang.pick("逾期", "late"), lang.pick("红灯", "red")];
    let statuses: Vec<&str> = std::iter::once(None).chain(Status::ALL.map(Some)).map(|s| status_label(s, lang)).collect();
    heads.extend(&statuses);
    heads.push(lang.pick("最近反馈", "reported"));
    let room = |n: usize| 20 + n as u16 * (number + 1) + 12 <= total;
    let shown = (4..=11).rev().find(|n| room(*n)).unwrap_or(4);
    let date = total >= 20 + shown as u16 * (number + 1) + 12;
    let name = total.saturating_sub(2 + shown as u16 * (number + 1) + if date { 11 } else { 0 }).max(8);
    let head_line = Rect { height: 1, ..area };
    cells(
        buf,
        head_line,
        (name, number, shown, date),
        (lang.pick("单位", "Body"), &heads.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>()),
        theme.head,
    );
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let height = usize::from(body.height);
    viewports.page = height;
    viewports.matrix = scrolled(viewports.matrix, model.matrix.cursor, height, model.matrix.rows.len());
    for (i, row) in model.matrix.rows.iter().enumerate().skip(viewports.matrix).take(height) {
        let line = Rect { y: body.y + (i - viewports.matrix) as u16, height: 1, ..body };
        let style = if row.leads + row.cooperates == 0 { theme.dim } else { theme.text };
        cells(buf, line, (name, number, shown, date), (&row.name, &values(row)), style);
        viewports.put(line, Hit::Row(i));
        if i == model.matrix.cursor {
            buf.set_style(line, theme.cursor);
        }
    }
}

fn values(row: &DepartmentRow) -> Vec<String> {
    let count = |n: usize| if n == 0 { "-".to_owned() } else { n.to_string() };
    let mut all: Vec<String> = [row.leads, row.cooperates, row.late, row.red].into_iter().chain(row.by_status).map(count).collect();
    all.push(row.last.map(|d| d.to_string()).unwrap_or_default());
    all
}

type Widths = (u16, u16, usize, bool);

fn cells(
    buf: &mut Buffer,
    line: Rect,
    (name, number, shown, date): Widths,
    (label, values): (&str, &[String]),
    style: ratatui::style::Style,
) {
    let mut x = line.x + 1;
    pen::cell(buf, (x, line.y, name), label, (style, false));
    x += name + 1;
    for value in values.iter().take(shown) {
        pen::cell(buf, (x, line.y, number), value, (style, true));
        x += number + 1;
    }
    if date && let Some(last) = values.last() {
        pen::cell(buf, (x, line.y, 10), last, (style, false));
    }
}
