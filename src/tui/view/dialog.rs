//! What stands before the view.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::line::{self, Look};
use super::popup::{choices, open_box};
use super::{form, pen};
use crate::text::{pad, width, wrap};
use crate::tui::dialog::{Dialog, Enter, Finder, Fit, Menu, Page, Question};
use crate::tui::field::Editor;
use crate::tui::orders::{Order, Prompt, divided};
use crate::tui::{Hit, Key, Model, Viewports};

pub(crate) fn dialog(frame: &mut Frame<'_>, area: Rect, open: &Dialog, model: &Model, viewports: &mut Viewports) {
    match open {
        Dialog::Form(open) => form::form(frame, area, open, model, viewports),
        Dialog::Menu(open) => menu(frame, area, open, model, viewports),
        Dialog::Finder(open) => finder(frame, area, open, model, viewports),
        Dialog::Prompt(open) => prompt(frame, area, open, model, viewports),
        Dialog::Page(open) => page(frame, area, open, model, viewports),
        Dialog::Question(open) => question(frame, area, open, model, viewports),
    }
}

fn menu(frame: &mut Frame<'_>, area: Rect, open: &Menu, model: &Model, viewports: &mut Viewports) {
    let widest = open.items.iter().map(|i| width(&i.label) + 4).max().unwrap_or(0).max(width(&open.title) + 6);
    let inner = open_box(frame, area, (widest as u16 + 6, open.items.len() as u16 + 2), &open.title, model);
    choices(frame, inner, (open.items.as_slice(), Some(open.cursor)), (model, viewports), |buf, line, item| {
        pen::text(buf, (line.x, line.y, 2), &item.key.to_string(), model.theme.accent);
        pen::text(buf, (line.x + 3, line.y, line.width.saturating_sub(3)), &item.label, model.theme.text);
    });
}

fn finder(frame: &mut Frame<'_>, area: Rect, open: &Finder, model: &Model, viewports: &mut Viewports) {
    let lang = model.lang;
    let title = lang.pick("帮助 · 输入中文、拼音、英文或按键，回车执行", "Help · type words or a key, Enter runs it");
    let height = (open.fits.len() as u16 + 4).min(area.height).max(6);
    let inner = open_box(frame, area, (area.width.min(84), height), title, model);
    signed(frame, inner, "> ", (&open.input, model), viewports);
    let rows = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    if open.fits.is_empty() {
        pen::text(frame.buffer_mut(), (rows.x, rows.y, rows.width), lang.pick("没有这样的操作", "no such action"), model.theme.dim);
    }
    choices(frame, rows, (open.fits.as_slice(), Some(open.cursor)), (model, viewports), |buf, line, fit| {
        let (keys, label, is_here) = match fit {
            Fit::Whole(binding) => (model.keymap.labels(binding), binding.label(lang), binding.is_for(model.view)),
            Fit::Order(order) => (format!(":{} …", order.name(lang)), order.label(lang), true),
        };
        let keys = match fit {
            Fit::Whole(binding) if keys.is_empty() => format!(":{}", binding.word),
            _ => keys,
        };
        pen::text(buf, (line.x, line.y, 16), &pad(&keys, 16), model.theme.accent);
        let style = if is_here { model.theme.text } else { model.theme.dim };
        pen::text(buf, (line.x + 16, line.y, line.width.saturating_sub(16)), label, style);
    });
}

fn page(frame: &mut Frame<'_>, area: Rect, open: &Page, model: &Model, viewports: &mut Viewports) {
    let cells = area.width.saturating_sub(8).clamp(16, 76);
    let lines: Vec<String> = open.text.iter().flat_map(|p| wrap(p, usize::from(cells))).collect();
    let inner = open_box(frame, area, (cells + 4, lines.len() as u16 + 2), &open.title, model);
    let hidden = lines.len().saturating_sub(usize::from(inner.height));
    viewports.seen.longer = hidden > 0;
    for (i, line) in lines.iter().skip(open.scroll.min(hidden)).take(usize::from(inner.height)).enumerate() {
        pen::text(frame.buffer_mut(), (inner.x, inner.y + i as u16, inner.width), line, model.theme.text);
    }
    if hidden > open.scroll {
        let more = model.lang.pick(" 下面还有 ", " more below ");
        let x = inner.right().saturating_sub(width(more) as u16);
        pen::text(frame.buffer_mut(), (x, inner.bottom(), width(more) as u16), more, model.theme.accent);
    }
}

fn question(frame: &mut Frame<'_>, area: Rect, open: &Question, model: &Model, viewports: &mut Viewports) {
    let cells = area.width.saturating_sub(8).clamp(16, 70);
    let mut lines: Vec<String> = open.text.iter().flat_map(|p| wrap(p, usize::from(cells))).collect();
    let [yes, no] = open.names(model.lang);
    let (on_yes, on_no) = match (open.enter, model.lang.pick("（回车）", " (Enter)")) {
        (Enter::Yes, enter) => (enter, ""),
        (Enter::No, enter) => ("", enter),
    };
    let answers = [('y', format!("y {yes}{on_yes}    ")), ('n', format!("n {no}{on_no}"))];
    lines.push(String::new());
    lines.push(answers.each_ref().map(|a| a.1.as_str()).concat());
    let inner = open_box(frame, area, (cells + 4, lines.len() as u16 + 2), model.lang.pick("请确认", "Please confirm"), model);
    let gone = lines.len().saturating_sub(usize::from(inner.height));
    if gone > 0 {
        let (from, to) = (lines.len().saturating_sub(gone + 2), lines.len().saturating_sub(1));
        lines.splice(from..to, [model.lang.pick(format!("……还有 {gone} 行"), format!("… {gone} more lines"))]);
    }
    for (i, line) in lines.iter().take(usize::from(inner.height)).enumerate() {
        let style = if i == 0 { model.theme.accent } else { model.theme.text };
        pen::text(frame.buffer_mut(), (inner.x, inner.y + i as u16, inner.width), line, style);
    }
    let y = inner.bottom().saturating_sub(1);
    let mut x = inner.x;
    for (key, words) in answers {
        let cells = width(&words) as u16;
        viewports.put(Rect { x, y, width: cells, height: 1 }, Hit::Key(Key::letter(key)));
        x += cells;
    }
}

/// Cells of the names of commands.
const NAME: u16 = 19;

fn prompt(frame: &mut Frame<'_>, area: Rect, open: &Prompt, model: &Model, viewports: &mut Viewports) {
    let title = title(open, model);
    let cells = area.width.min(100);
    let names = open.offers.iter().map(|o| width(&o.name) as u16 + 2).max().unwrap_or(0);
    let names = names.clamp(NAME, NAME.max(cells.saturating_sub(4) / 2));
    let noted = cells.saturating_sub(names + 4);
    // What is said of the offer under the cursor is read whole.
    let chosen = open.chosen.and_then(|at| open.offers.get(at)).filter(|offer| width(&offer.note) as u16 > noted);
    let whole = chosen.map(|offer| wrap(&offer.note, usize::from(cells.saturating_sub(4).max(2)))).unwrap_or_default();
    let height = ((open.offers.len() + whole.len()) as u16).saturating_add(3).clamp(4, 16).min(area.height);
    let place = Rect { y: area.bottom() - height, height, ..area };
    let inner = open_box(frame, place, (cells, height), &title, model);
    signed(frame, inner, ":", (&open.input, model), viewports);
    let rows = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1 + whole.len() as u16), ..inner };
    choices(frame, rows, (open.offers.as_slice(), open.chosen), (model, viewports), |buf, line, offer| {
        pen::text(buf, (line.x, line.y, names.min(line.width)), &pad(&offer.name, usize::from(names) - 1), model.theme.accent);
        let room = line.width.saturating_sub(names);
        let used = pen::text(buf, (line.x + names, line.y, room), &offer.note, model.theme.text);
        // Its keys are shown where they leave the words whole.
        let keys = offer.binding.map(|b| model.keymap.labels(b)).unwrap_or_default();
        let right = width(&keys) as u16;
        if used + right < room {
            pen::text(buf, (line.right() - right, line.y, right), &keys, model.theme.dim);
        }
    });
    for (line, y) in whole.iter().zip(rows.bottom()..inner.bottom()) {
        pen::text(frame.buffer_mut(), (inner.x, y, inner.width), line, model.theme.dim);
    }
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
fn signed(frame: &mut Frame<'_>, area: Rect, sign: &str, (input, model): (&Editor, &Model), viewports: &mut Viewports) {
    let used = pen::text(frame.buffer_mut(), (area.x, area.y, area.width), sign, model.theme.accent);
    let field = Rect { x: area.x + used, width: area.width.saturating_sub(used), height: 1, ..area };
    line::line(frame, field, input, &Look { style: model.theme.text, focused: true, field: Some(0) }, viewports);
}
