//! What lists of entries have in common, whatever stands in their rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen;
use crate::tui::command::{Ask, Command, Go, Rows};
use crate::tui::list::Row;
use crate::tui::model::Model;
use crate::tui::viewports::{Viewports, scrolled};

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
    pen::text(buf, (area.x + 2, area.y + 1, area.width.saturating_sub(2)), &text, model.theme.dim);
}

/// The marks before an entry's row; gives the style of the row.
pub(super) fn gutter(buf: &mut Buffer, line: Rect, model: &Model, index: usize) -> Style {
    let theme = &model.theme;
    let state = &model.standing(index).state;
    let marked = model.list.marks.contains(index);
    let fits = model.list.query.matches(model.book.index(), model.ledger(), model.book.standings(), index);
    let closed = !state.is_open();
    if marked {
        pen::text(buf, (line.x, line.y, 1), "*", theme.mark);
    }
    if state.is_contested() || !model.ledger().entries()[index].contested.is_empty() {
        pen::text(buf, (line.x + 1, line.y, 1), "!", theme.error);
    }
    let base = if !fits || closed { theme.dim } else { theme.text };
    if marked { base.patch(theme.mark) } else { base }
}
