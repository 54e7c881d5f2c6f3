//! Forms that came back, a line each row, with all of the one under the cursor below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Row;
use crate::packet::{Batch, BatchRow, Verdict};
use crate::text::{Say, sanitize, wrap};
use crate::tui::view::{pen, rows};
use crate::tui::{Model, Viewports};

/// Lines for what is under the cursor, at most.
const DETAIL: u16 = 12;

pub(super) fn draw(buf: &mut Buffer, area: Rect, (back, model): (&Batch, &Model), viewports: &mut Viewports) {
    top(buf, Rect { height: 1, ..area }, (back, model));
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let mut detail = detail(back, model, usize::from(area.width.saturating_sub(2)));
    detail.truncate(usize::from(DETAIL.min(body.height / 2)).saturating_sub(1));
    let table = Rect { height: body.height.saturating_sub(detail.len() as u16 + 1), ..body };
    for (i, row, line) in rows::in_sight(&model.import.table, table, viewports) {
        draw_row(buf, line, *row, (back, model));
        if i == model.import.table.cursor {
            pen::cursor(buf, line, &model.theme);
        }
    }
    let rule = Rect { y: table.bottom(), height: 1, ..area }.intersection(area);
    pen::rule(buf, rule, model.theme.border, model.ascii);
    for (y, (text, style)) in (rule.bottom()..area.bottom()).zip(detail) {
        pen::text(buf, (area.x + 1, y, area.width.saturating_sub(1)), &text, style);
    }
}

/// How far one has come.
fn top(buf: &mut Buffer, line: Rect, (back, model): (&Batch, &Model)) {
    let count = |verdict: Verdict| back.count(model.ledger(), |row| row.verdict == verdict);
    let (open, accepted, out) = (count(Verdict::Open), count(Verdict::Accepted), count(Verdict::Rejected));
    let (all, files, told) = (back.rows.len(), back.files.len(), back.told.len());
    let known = all - open - accepted - out;
    let doubts = back.count(model.ledger(), |row| row.is_doubtful() && row.verdict == Verdict::Open);
    let text = model.lang.pick(
        format!(
            "交回 {files} 份、{all} 行：待定 {open}（有疑问 {doubts}），接受 {accepted}，不要 {out}，已记入 {known}；没有采用 {told} 处"
        ),
        format!("{files} forms, {all} rows: {open} open ({doubts} in doubt), {accepted} accepted, {out} out, {known} in; {told} not taken"),
    );
    pen::text(buf, (line.x + 1, line.y, line.width.saturating_sub(1)), &text, model.theme.head);
}

fn draw_row(buf: &mut Buffer, line: Rect, row: Row, (back, model): (&Batch, &Model)) {
    let put = |buf: &mut Buffer, text: &str, style: Style| {
        pen::text(buf, (line.x + 1, line.y, line.width.saturating_sub(1)), &sanitize(text, false), style);
    };
    match row {
        Row::Back(at) => {
            let Some(row) = back.rows.get(at) else { return };
            let (mark, style) = mark(row, model);
            let says = said(row, model).join(model.lang.pick("；", "; ")).replace('\n', " ");
            let by = row.update().by.label(model.ledger());
            put(buf, &format!("{mark} {}  {by}  {says}", row.about(model.ledger())), style);
        }
        Row::Told(at) => {
            let not_taken = model.lang.pick("没有采用", "not taken");
            back.told.get(at).into_iter().for_each(|text| put(buf, &format!("{not_taken}  {text}"), model.theme.dim));
        }
        _ => {}
    }
}

/// A sign for what becomes of a row, and its style.
fn mark(row: &BatchRow, model: &Model) -> (&'static str, Style) {
    let (lang, theme) = (model.lang, &model.theme);
    match row.verdict {
        _ if row.is_in(model.ledger()) => (lang.pick("已记入", "in"), theme.dim),
        Verdict::Accepted => (lang.pick("接受", "yes"), theme.good),
        Verdict::Rejected => (lang.pick("不要", "no"), theme.dim),
        Verdict::Open if row.is_doubtful() => ("？", theme.yellow),
        Verdict::Open => ("-", theme.head),
    }
}

fn said(row: &BatchRow, model: &Model) -> Vec<String> {
    row.update().sentences(model.ledger(), model.lang)
}

/// All of what is under the cursor, in lines.
fn detail(back: &Batch, model: &Model, cells: usize) -> Vec<(String, Style)> {
    let (lang, theme) = (model.lang, &model.theme);
    let mut lines = Vec::new();
    let mut put = |text: &str, style: Style| lines.extend(wrap(&sanitize(text, true), cells).into_iter().map(|line| (line, style)));
    match model.import.table.current() {
        Some(Row::Back(at)) => {
            let Some(row) = back.rows.get(*at) else { return lines };
            let about = row.update().about_label(model.ledger(), lang).unwrap_or_default();
            put(&format!("{}  {}  {}", row.about(model.ledger()), row.update().by.label(model.ledger()), about), theme.head);
            row.cautions().iter().for_each(|caution| put(&caution.say(lang), if caution.is_doubt() { theme.yellow } else { theme.dim }));
            said(row, model).iter().for_each(|text| put(text, theme.text));
            put(&format!("{}  {}", row.file, row.place()), theme.dim);
        }
        Some(Row::Told(at)) => back.told.get(*at).into_iter().for_each(|text| put(text, theme.text)),
        _ => put(lang.pick("没有读出可记录的行", "nothing was read that could be recorded"), theme.dim),
    }
    lines
}
