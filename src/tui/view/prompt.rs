//! The command line, with what could be meant under it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::line::{self, Look};
use super::pen;
use super::popup::{choices, open_box};
use crate::text::{pad, width};
use crate::tui::field::Editor;
use crate::tui::orders::{Order, Prompt, divided};
use crate::tui::{Model, Viewports};

/// Cells of the names of commands.
const NAME: u16 = 19;

pub(crate) fn prompt(frame: &mut Frame<'_>, area: Rect, open: &Prompt, model: &Model, viewports: &mut Viewports) {
    let title = title(open, model);
    let height = (open.offers.len() as u16).saturating_add(3).clamp(4, 16).min(area.height);
    let place = Rect { y: area.bottom() - height, height, ..area };
    let inner = open_box(frame, place, (area.width.min(100), height), &title, model);
    signed(frame, inner, ":", (&open.input, model), viewports);
    let rows = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    let widest = open.offers.iter().map(|o| width(&o.name) as u16 + 2).max().unwrap_or(0);
    let names = widest.clamp(NAME, NAME.max(rows.width / 2));
    choices(frame, rows, (open.offers.as_slice(), open.chosen), (model, viewports), |buf, line, offer| {
        let keys = offer.binding.map(|b| model.keymap.labels(b)).unwrap_or_default();
        let right = (width(&keys) as u16).min(line.width / 3);
        pen::text(buf, (line.x, line.y, names.min(line.width)), &pad(&offer.name, usize::from(names) - 1), model.theme.accent);
        let room = line.width.saturating_sub(names + right + 1);
        pen::text(buf, (line.x + names, line.y, room), &offer.note, model.theme.text);
        pen::text(buf, (line.right().saturating_sub(right), line.y, right), &keys, model.theme.dim);
    });
}

/// What can be written; once it is a command that changes entries, which ones it is about.
fn title(open: &Prompt, model: &Model) -> String {
    let lang = model.lang;
    if !Order::from_name(divided(open.input.value()).0).is_some_and(Order::edits) {
        return lang.pick("命令 · 中文、拼音或英文，后面可写参数", "Command · words or pinyin, arguments behind them").to_owned();
    }
    match (model.list.marks.len(), model.current()) {
        _ if !model.view.has_rows_of_list() => lang.pick("命令 · 先回清单看清是哪一条", "Command · in the list only").to_owned(),
        (0, Some(entry)) => format!("{}{}", lang.pick("命令 · 将改 ", "Command · about "), entry.heading()),
        (0, None) => lang.pick("命令 · 这里没有条目", "Command · there is no entry here").to_owned(),
        (n, _) => lang.pick(format!("命令 · 将改标记的 {n} 条"), format!("Command · about {n} marked entries")),
    }
}

/// A line to type in behind a sign, with the caret of the terminal at its caret.
pub(crate) fn signed(frame: &mut Frame<'_>, area: Rect, sign: &str, (input, model): (&Editor, &Model), viewports: &mut Viewports) {
    let used = pen::text(frame.buffer_mut(), (area.x, area.y, area.width), sign, model.theme.accent);
    let field = Rect { x: area.x + used, width: area.width.saturating_sub(used), height: 1, ..area };
    line::line(frame, field, input, &Look { style: model.theme.text, focused: true, field: Some(0) }, viewports);
}
