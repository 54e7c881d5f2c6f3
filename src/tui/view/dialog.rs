//! What stands before the view.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::popup::{choices, open_box};
use super::{form, pen, prompt};
use crate::text::{pad, width, wrap};
use crate::tui::dialog::{Dialog, Finder, Menu, Page, Question};
use crate::tui::{Hit, Key, Model, Viewports};

pub(crate) fn dialog(frame: &mut Frame<'_>, area: Rect, open: &Dialog, model: &Model, viewports: &mut Viewports) {
    match open {
        Dialog::Form(open) => form::form(frame, area, open, model, viewports),
        Dialog::Menu(open) => menu(frame, area, open, model, viewports),
        Dialog::Finder(open) => finder(frame, area, open, model, viewports),
        Dialog::Prompt(open) => prompt::prompt(frame, area, open, model, viewports),
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
    prompt::signed(frame, inner, "> ", (&open.input, model), viewports);
    let rows = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    if open.fits.is_empty() {
        pen::text(frame.buffer_mut(), (rows.x, rows.y, rows.width), lang.pick("没有这样的操作", "no such action"), model.theme.dim);
    }
    choices(frame, rows, (open.fits.as_slice(), Some(open.cursor)), (model, viewports), |buf, line, binding| {
        let keys = model.keymap.labels(binding);
        let keys = if keys.is_empty() { format!(":{}", binding.word) } else { keys };
        pen::text(buf, (line.x, line.y, 16), &pad(&keys, 16), model.theme.accent);
        let style = if binding.is_for(model.view) { model.theme.text } else { model.theme.dim };
        pen::text(buf, (line.x + 16, line.y, line.width.saturating_sub(16)), binding.label(lang), style);
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
    let answers = [('y', model.lang.pick("y 是    ", "y yes    ")), ('n', model.lang.pick("n 否", "n no"))];
    lines.push(String::new());
    lines.push(answers.map(|a| a.1).concat());
    let inner = open_box(frame, area, (cells + 4, lines.len() as u16 + 2), model.lang.pick("请确认", "Please confirm"), model);
    let gone = lines.len().saturating_sub(usize::from(inner.height));
    lines.drain(lines.len().saturating_sub(gone + 1)..lines.len().saturating_sub(1));
    for (i, line) in lines.iter().take(usize::from(inner.height)).enumerate() {
        let style = if i == 0 { model.theme.accent } else { model.theme.text };
        pen::text(frame.buffer_mut(), (inner.x, inner.y + i as u16, inner.width), line, style);
    }
    // What does not fit the box goes, but for the answers.
    let y = inner.bottom().saturating_sub(1);
    let mut x = inner.x;
    for (key, words) in answers {
        let cells = width(words) as u16;
        viewports.put(Rect { x, y, width: cells, height: 1 }, Hit::Key(Key::letter(key)));
        x += cells;
    }
}
