//! The list: a line for scope and filter, the table, and the detail pane beside or below it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::line::{self, Look};
use super::{completion, detail, pen, table};
use crate::query::Scope;
use crate::text::{Say, width};
use crate::tui::action::Action;
use crate::tui::field::Editor;
use crate::tui::list::{Pane, Row};
use crate::tui::model::Model;
use crate::tui::viewports::{Hit, Viewports, scrolled};

/// From this width the detail pane stands beside the list.
const BESIDE: u16 = 110;
/// From this height it stands below it.
const BELOW: u16 = 20;

/// Cells beside the scopes that a filter wants for more than its text; where there are fewer, only the present scope is
/// named.
const FILTER: u16 = 22;

/// Draws the list view.
pub(super) fn list(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let top = Rect { height: 1, ..area };
    let rest = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let caret = filter_line(frame, top, model, viewports);
    if model.list.zoomed {
        detail::detail(frame.buffer_mut(), rest, model, viewports);
        return;
    }
    let (table, pane) = split(rest, model.list.detail && model.current().is_some(), model.list.pane);
    table::table(frame.buffer_mut(), table, model, viewports);
    if let Some((rule, pane)) = pane {
        pen::rule(frame.buffer_mut(), rule, model.theme.border, model.ascii);
        let beside = rule.width == 1;
        let end = if beside { pane.right() } else { pane.bottom() };
        viewports.put(rule, Hit::Divider { beside, end });
        detail::detail(frame.buffer_mut(), pane, model, viewports);
    }
    if let Some(caret) = caret {
        completion::offers(frame.buffer_mut(), area, caret, model, viewports);
    }
}

fn split(area: Rect, wanted: bool, by_hand: Pane) -> (Rect, Option<(Rect, Rect)>) {
    if wanted && area.width >= BESIDE {
        let pane = by_hand.beside.unwrap_or((area.width / 3).clamp(38, 80)).clamp(20, area.width - 40);
        let table = Rect { width: area.width - pane - 1, ..area };
        let rule = Rect { x: table.right(), width: 1, ..area };
        (table, Some((rule, Rect { x: rule.x + 1, width: pane, ..area })))
    } else if wanted && area.height >= BELOW - 3 {
        let pane = by_hand.below.unwrap_or((area.height * 2 / 5).clamp(6, 16)).clamp(3, area.height - 6);
        let table = Rect { height: area.height - pane - 1, ..area };
        let rule = Rect { y: table.bottom(), height: 1, ..area };
        (table, Some((rule, Rect { y: rule.y + 1, height: pane, ..area })))
    } else {
        (area, None)
    }
}

/// Scopes, the filter, and how many entries it leaves; gives where the caret is.
pub(super) fn filter_line(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) -> Option<(u16, u16)> {
    let (theme, lang, list) = (&model.theme, model.lang, &model.list);
    let buf = frame.buffer_mut();
    let mut x = area.x;
    let scopes = Scope::ALL.iter().map(|s| width(s.label(lang)) as u16 + 2).sum::<u16>();
    let filtering = list.typing || !list.input.value().is_empty();
    let wanted = scopes + FILTER + width(list.input.value()).max(8) as u16;
    let marks = if list.marks.is_empty() { String::new() } else { format!("{} {}  ", lang.pick("已标", "marked"), list.marks.len()) };
    let count = format!("{marks}{}", lang.pick(format!("{} 条", list.count), format!("{} entries", list.count)));
    let narrow = filtering && area.width < wanted || area.width < scopes + width(&count) as u16 + 3;
    for scope in Scope::ALL.into_iter().filter(|s| !narrow || *s == list.scope) {
        let style = if scope == list.scope { theme.accent } else { theme.dim };
        let word = if scope == list.scope { format!("[{}]", scope.label(lang)) } else { format!(" {} ", scope.label(lang)) };
        let used = pen::text(buf, (x, area.y, area.right().saturating_sub(x)), &word, style);
        viewports.put(Rect { x, width: used, height: 1, ..area }, Hit::Scope(scope));
        x += used;
    }
    let at = area.right().saturating_sub(width(&count) as u16 + 1);
    pen::text(buf, (at, area.y, area.right() - at), &count, theme.head);
    let from = x + 1;
    let room = at.saturating_sub(from + 1);
    let mistake = list.mistake.as_ref().map(|m| m.say(lang));
    let place = Rect { x: from, y: area.y, width: room, height: 1 };
    input_line(frame, place, (&list.input, list.typing, mistake.as_deref()), model, viewports)
}

/// A filter while it is typed or in force, with the caret, and what is wrong with it behind it; gives where the caret is.
pub(super) fn input_line(
    frame: &mut Frame<'_>,
    area: Rect,
    (input, typing, mistake): (&Editor, bool, Option<&str>),
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
    let style = if mistake.is_some() { theme.error } else { theme.text.add_modifier(Modifier::UNDERLINED) };
    let focused = typing && model.dialog.is_none();
    let caret = line::line(frame, field, input, &Look { style, focused, field: model.dialog.is_none().then_some(0) }, viewports);
    if let (Some(mistake), true) = (mistake, cells > 0) {
        let after = field.right() + 1;
        pen::text(frame.buffer_mut(), (after, area.y, area.right().saturating_sub(after)), mistake, theme.dim);
    }
    focused.then_some(caret)
}

/// The first row to show; the heading of a group stays in sight with its first entry.
pub(super) fn first_row(viewports: &mut Viewports, model: &Model, height: usize) -> usize {
    let (list, first) = (&model.list, &mut viewports.list);
    viewports.page = height;
    *first = scrolled(*first, list.cursor, height, list.rows.len());
    if height > 1 && list.cursor == *first && first.checked_sub(1).is_some_and(|i| matches!(list.rows.get(i), Some(Row::Group(_)))) {
        *first -= 1;
    }
    *first
}

/// An empty list says what to do.
pub(super) fn empty(buf: &mut Buffer, area: Rect, model: &Model) {
    let lang = model.lang;
    let [us, back, scope] = [Action::ChooseUs, Action::Back, Action::NextScope].map(|a| model.keymap.label(a));
    let text = if model.ledger.entries().is_empty() {
        lang.pick("台账里还没有条目。退出后用 duban add 添加。", "The ledger holds no entry yet. Leave, and add some with duban add.")
            .to_owned()
    } else if model.list.scope.needs_us() && model.us.is_none() {
        lang.pick(format!("还没有设定本单位：按 {us} 设定。"), format!("We are nobody yet: press {us}."))
    } else {
        lang.pick(
            format!("没有符合的条目。{back} 清除筛选，{scope} 换范围。"),
            format!("Nothing matches. {back} clears the filter, {scope} changes the scope."),
        )
    };
    pen::text(buf, (area.x + 2, area.y + 1, area.width.saturating_sub(2)), &text, model.theme.dim);
}

/// The marks before an entry's row; gives the style of the row.
pub(super) fn gutter(buf: &mut Buffer, line: Rect, model: &Model, index: usize) -> Style {
    let theme = &model.theme;
    let state = &model.standing(index).state;
    let marked = model.list.marks.contains(index);
    let fits = model.list.query.matches(&model.index, &model.ledger, &model.standings, index);
    let closed = !state.is_open();
    if marked {
        pen::text(buf, (line.x, line.y, 1), "*", theme.mark);
    }
    if state.is_contested() || !model.ledger.entries()[index].contested.is_empty() {
        pen::text(buf, (line.x + 1, line.y, 1), "!", theme.error);
    }
    let base = if !fits || closed { theme.dim } else { theme.text };
    if marked { base.patch(theme.mark) } else { base }
}
