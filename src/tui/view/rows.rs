//! What lists of entries have in common, whatever stands in their rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen;
use crate::domain::Flag;
use crate::text::wrap;
use crate::tui::command::{Ask, Command, Go, Rows};
use crate::tui::table::{Line, Table, first_in_sight};
use crate::tui::{Hit, Model, Viewports};

/// The rows of a table that are in sight, a line each, with their numbers; a click goes to one.
pub(crate) fn in_sight<'a, R: Line>(
    table: &'a Table<R>,
    area: Rect,
    viewports: &mut Viewports,
) -> impl Iterator<Item = (usize, &'a R, Rect)> + use<'a, R> {
    viewports.seen.page = usize::from(area.height);
    let first = table.first_in_sight(viewports.seen.page);
    let lines = (area.top()..area.bottom()).map(move |y| Rect { y, height: 1, ..area });
    let rows = (first..).zip(&table.rows[first.min(table.rows.len())..]).zip(lines).map(|((i, row), line)| (i, row, line));
    for (i, _, line) in rows.clone().filter(|(_, row, _)| !row.is_heading()) {
        viewports.put(line, Hit::Row(i));
    }
    rows
}

/// The first row of the list to show.
pub(crate) fn first_row(viewports: &mut Viewports, model: &Model, height: usize) -> usize {
    viewports.seen.page = height;
    first_in_sight(&model.list.rows, model.list.cursor, &model.list.first, height)
}

/// An empty list says what to do.
pub(crate) fn empty(buf: &mut Buffer, area: Rect, model: &Model) {
    let lang = model.lang;
    let [us, back, scope] = [Ask::Us.into(), Go::Back.into(), Rows::NextScope.into()].map(|c: Command| model.keymap.label(c));
    let text = if model.ledger().entries().is_empty() {
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
    let why = model.list.emptied.as_deref().unwrap_or_default();
    let cells = usize::from(area.width.saturating_sub(4));
    let lines = wrap(why, cells).into_iter().filter(|l| !l.is_empty()).chain(wrap(&text, cells));
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        pen::text(buf, (area.x + 2, y, area.width.saturating_sub(2)), &line, model.theme.dim);
    }
}

/// The marks before an entry's row; gives the style of the row.
pub(crate) fn gutter(buf: &mut Buffer, line: Rect, model: &Model, index: usize) -> Style {
    let theme = &model.theme;
    let state = &model.standing(index).state;
    let marked = model.list.marks.contains(index);
    let fits = model.list.query.matches(model.book.index(), model.ledger(), model.book.standings(), index);
    let closed = !state.is_open();
    if marked {
        pen::text(buf, (line.x, line.y, 1), "*", theme.mark);
    }
    if Flag::Contested.holds(model.standing(index)) {
        pen::text(buf, (line.x + 1, line.y, 1), "!", theme.error);
    }
    let base = if !fits || closed { theme.dim } else { theme.text };
    if marked { base.patch(theme.mark) } else { base }
}
