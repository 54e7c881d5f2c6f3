//! The line of scope and filter, over a list of entries or of indicators, with what could stand at its caret below it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::line::{self, Look};
use super::pen;
use crate::query::{Scope, Which, Whose};
use crate::text::{Lang, Say, width, wrap};
use crate::tui::field::Editor;
use crate::tui::{Hit, Model, Viewports};

/// Cells beside the scopes that a filter wants for more than its text; where there are fewer, only the present scope is
/// named.
const FILTER: u16 = 22;

/// What comes below the line, over what stands there.
pub(crate) struct Under {
    /// Where the caret is.
    caret: Option<(u16, u16)>,
    /// What is said of the filter and has no room beside it, and whether it is wrong.
    said: Option<Result<String, String>>,
}

/// Scopes, the filter, and how many entries it leaves.
pub(crate) fn filter_line(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) -> Under {
    let (theme, lang, list) = (&model.theme, model.lang, &model.list);
    let buf = frame.buffer_mut();
    let mut x = area.x;
    let scopes = choices(list.scope, lang).iter().map(|c| width(c.label) as u16 + 2).sum::<u16>();
    let filtering = list.typing || !list.input.value().is_empty();
    let said = match &list.mistake {
        Some(mistake) => Some(Err(mistake.say(lang))),
        None => list.filter.remarks(lang).into_iter().next().map(Ok),
    };
    let words = said.as_ref().map_or(0, |said: &Result<String, String>| width(said.as_ref().unwrap_or_else(|e| e)) as u16);
    let wanted = scopes + FILTER + words + width(list.input.value()).max(8) as u16;
    let marks = if list.marks.is_empty() { String::new() } else { format!("{} {}  ", lang.pick("已标", "marked"), list.marks.len()) };
    let at = list.rows.iter().take(list.cursor + 1).filter(|r| r.place().is_some()).count();
    let at = if list.count == 0 || at == 0 { String::new() } else { format!("{at}/") };
    let count = format!("{marks}{}", lang.pick(format!("{at}{} 条", list.count), format!("{at}{} entries", list.count)));
    let narrow = filtering && area.width < wanted || area.width < scopes + width(&count) as u16 + 3;
    for Choice { label, scope, chosen } in choices(list.scope, lang).into_iter().filter(|c| !narrow || c.chosen) {
        let style = if chosen { theme.accent } else { theme.dim };
        let word = if chosen { format!("[{label}]") } else { format!(" {label} ") };
        let used = pen::text(buf, (x, area.y, area.right().saturating_sub(x)), &word, style);
        viewports.put(Rect { x, width: used, height: 1, ..area }, Hit::Scope(scope));
        x += used;
    }
    let at = area.right().saturating_sub(width(&count) as u16 + 1);
    pen::text(buf, (at, area.y, area.right() - at), &count, theme.head);
    let from = x + 1;
    let room = at.saturating_sub(from + 1);
    let place = Rect { x: from, y: area.y, width: room, height: 1 };
    let beside = said.as_ref().map(|said| said.as_ref().map(String::as_str).map_err(String::as_str));
    let caret = input_line(frame, place, (&list.input, list.typing, beside), model, viewports);
    let label = width(lang.pick("筛选 ", "filter ")) as u16;
    let has_room = label + width(list.input.value()) as u16 + 2 + words <= room;
    Under { caret, said: said.filter(|_| filtering && !has_room) }
}

/// What is said of the filter, whole, and what could stand at its caret.
pub(crate) fn under(buf: &mut Buffer, area: Rect, under: &Under, model: &Model, viewports: &mut Viewports) {
    let mut y = area.y + 1;
    if let Some(said) = under.said.as_ref().filter(|_| model.dialog.is_none()) {
        let (words, style) = said.as_ref().map_or_else(|e| (e, model.theme.error), |s| (s, model.theme.dim));
        for line in wrap(words, usize::from(area.width.saturating_sub(2).max(2))) {
            let place = Rect { y, height: 1, ..area }.intersection(area);
            pen::clear(buf, place);
            pen::text(buf, (place.x + 1, y, place.width.saturating_sub(1) * place.height), &line, style);
            y += 1;
        }
    }
    if let Some((x, _)) = under.caret {
        offers(buf, area, (x, y), model, viewports);
    }
}

/// A word of the line, and the scope that a click on it makes.
struct Choice {
    label: &'static str,
    scope: Scope,
    chosen: bool,
}

/// Whose, then which of them: one of each may be chosen.
fn choices(now: Scope, lang: Lang) -> Vec<Choice> {
    let whose = |whose: Whose| Choice { label: whose.label(lang), scope: Scope { whose, ..now }, chosen: now.whose == whose };
    let which = |which: Which| Choice { label: which.label(lang), scope: now.toggled(which), chosen: now.which == Some(which) };
    Whose::ALL.map(whose).into_iter().chain(Which::ALL.map(which)).collect()
}

/// A filter while it is typed or in force, with the caret, and behind it how it was understood or what is wrong with it; gives where the caret is.
pub(crate) fn input_line(
    frame: &mut Frame<'_>,
    area: Rect,
    (input, typing, beside): (&Editor, bool, Option<Result<&str, &str>>),
    model: &Model,
    viewports: &mut Viewports,
) -> Option<(u16, u16)> {
    let (theme, lang) = (&model.theme, model.lang);
    if !typing && input.value().is_empty() {
        return None;
    }
    let buf = frame.buffer_mut();
    let used = pen::text(buf, (area.x, area.y, area.width), lang.pick("筛选 ", "filter "), theme.accent);
    let room = area.width.saturating_sub(used);
    // One cell more than the text, for the caret behind it.
    let cells = (width(input.value()) as u16 + 1).min(room);
    let field = Rect { x: area.x + used, width: cells, height: 1, ..area };
    let style = if beside.is_some_and(|b| b.is_err()) { theme.error } else { theme.text.add_modifier(Modifier::UNDERLINED) };
    let focused = typing && model.dialog.is_none();
    let caret = line::line(frame, field, input, &Look { style, focused, field: model.dialog.is_none().then_some(0) }, viewports);
    let after = field.right() + 1;
    // What has no room here stands below.
    if let Some(Ok(said) | Err(said)) = beside
        && usize::from(area.right().saturating_sub(after)) >= width(said)
    {
        pen::text(frame.buffer_mut(), (after, area.y, area.right() - after), said, theme.dim);
    }
    focused.then_some(caret)
}

/// What could stand at the caret of the filter.
fn offers(buf: &mut Buffer, area: Rect, (x, y): (u16, u16), model: &Model, viewports: &mut Viewports) {
    let offers = &model.list.offers;
    if !offers.any() || model.dialog.is_some() {
        return;
    }
    let all = &offers.completion.offers;
    let text = all.iter().map(|o| width(&o.text)).max().unwrap_or(0) as u16;
    let note = all.iter().map(|o| width(&o.note)).max().unwrap_or(0) as u16;
    let cells = (text + if note > 0 { note + 2 } else { 0 } + 2).min(area.width);
    let x = x.min(area.right().saturating_sub(cells)).max(area.x);
    let place = Rect { x, y, width: cells, height: all.len() as u16 }.intersection(area);
    pen::clear(buf, place);
    for (i, (offer, y)) in all.iter().zip(place.top()..place.bottom()).enumerate() {
        let line = Rect { y, height: 1, ..place };
        buf.set_style(line, model.theme.field);
        viewports.put(line, Hit::Offer(i));
        pen::text(buf, (line.x + 1, y, line.width.saturating_sub(1)), &offer.text, model.theme.text.patch(model.theme.field));
        let beside = line.x + 1 + text + 2;
        pen::text(buf, (beside, y, line.right().saturating_sub(beside)), &offer.note, model.theme.dim.patch(model.theme.field));
        if i == offers.chosen {
            pen::cursor(buf, line, &model.theme);
        }
    }
}
