//! Moving the cursor, and marking on the way.

use crate::tui::command::{Mark, Move};
use crate::tui::views::list::Row;
use crate::tui::{Model, View};

/// Rows that a page key moves before anything was drawn.
const PAGE: isize = 15;

pub(crate) fn run(model: &mut Model, to: Move) {
    match to {
        Move::Rows(by) => step(model, by),
        Move::Pages(by) => step(model, by * page(model)),
        Move::First => step(model, isize::MIN / 2),
        Move::Last => step(model, isize::MAX / 2),
        Move::To(row) => {
            if let Some(cursor) = model.tab_mut().0.cursor() {
                *cursor = row;
                step(model, 0);
            }
        }
        Move::Detail(by) => scroll_detail(model, by),
    }
}

fn step(model: &mut Model, by: isize) {
    if model.view == View::List && model.list.zoomed {
        return scroll_detail(model, by.clamp(-20, 20) as i16);
    }
    let seen = std::mem::take(&mut model.seen);
    model.tab_mut().0.move_by(by, &seen);
    model.seen = seen;
}

/// Scrolls the detail, no further than there is something to see.
fn scroll_detail(model: &mut Model, by: i16) {
    let list = &mut model.list;
    list.detail_scroll = list.detail_scroll.saturating_add_signed(by).min(model.seen.detail);
}

/// Rows that a page key moves: a page less one, so that a row of the last page stays in sight.
fn page(model: &Model) -> isize {
    match isize::try_from(model.seen.page) {
        Ok(0) | Err(_) => PAGE,
        Ok(rows) => (rows - 1).max(1),
    }
}

/// Marks the row under the cursor of a table, or all rows, or none when all are.
fn mark_in_table(model: &mut Model, mark: Mark) {
    let at = model.tab().at();
    let keys = |model: &Model| match (model.tab().listing(), mark) {
        (Some(listing), Mark::All) => (0..listing.len()).filter_map(|row| listing.key(row)).collect::<Vec<_>>(),
        (Some(listing), _) => listing.key(at).into_iter().collect(),
        (None, _) => Vec::new(),
    };
    let keys = keys(model);
    if keys.is_empty() {
        return model.notify(model.lang.pick("这里没有可以标记的行", "no row can be marked here"));
    }
    let Some(arrangement) = model.tab_mut().0.arrangement() else { return };
    if mark != Mark::All {
        keys.into_iter().for_each(|key| arrangement.toggle(key));
        return step(model, 1);
    }
    if keys.iter().all(|key| arrangement.marks.contains(key)) {
        arrangement.marks.clear();
    } else {
        arrangement.marks.extend(keys);
    }
}

pub(crate) fn mark(model: &mut Model, mark: Mark) {
    if !model.view.has_rows_of_list() {
        return mark_in_table(model, mark);
    }
    let list = &mut model.list;
    match mark {
        Mark::One => {
            if let Some(place) = list.current() {
                if !list.marks.remove(place) {
                    list.marks.insert(place);
                }
                list.step(1);
            }
        }
        Mark::Range => {
            list.anchor = if list.anchor.is_some() { None } else { Some(list.cursor) };
            list.mark_range();
        }
        Mark::All => {
            let shown: Vec<usize> = list.rows.iter().filter_map(Row::place).collect();
            if shown.iter().all(|place| list.marks.contains(*place)) {
                list.marks.clear();
            } else {
                list.marks.extend(shown);
            }
        }
    }
}
