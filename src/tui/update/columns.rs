//! Columns of the list, and the order by them.

use crate::domain::Attribute;
use crate::query::Order;
use crate::tui::command::Columns;
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::{Model, View};

/// Cells by which a key makes a column wider.
const STEP: i16 = 2;

pub(crate) fn run(model: &mut Model, columns: Columns) {
    match columns {
        Columns::Left => turn(model, false),
        Columns::Right => turn(model, true),
        Columns::Head(column) => head(model, column),
        Columns::MoveLeft => shift(model, false),
        Columns::MoveRight => shift(model, true),
        Columns::Narrower => resize(model, -STEP),
        Columns::Wider => resize(model, STEP),
        Columns::Hide => hide(model),
        Columns::Choose => open_menu(model, 0),
        Columns::Toggle(column) => toggle(model, column),
        Columns::Pin => pin(model),
        Columns::Wrap => wrap(model),
        Columns::SortUp => sort(model, false),
        Columns::SortDown => sort(model, true),
    }
}

fn head(model: &mut Model, column: Attribute) {
    if model.list.columns.at != column {
        model.list.columns.at = column;
        return;
    }
    let sorted = column.sort_key().and_then(|key| model.list.order.0.first().filter(|(k, _)| *k == key));
    let descending = sorted.is_some_and(|(_, descending)| !descending);
    sort(model, descending);
}

fn shift(model: &mut Model, right: bool) {
    let moved = model.list.columns.shift(right);
    at_end(model, moved);
}

fn wrap(model: &mut Model) {
    let wrap = !model.list.columns.wrap;
    model.list.columns.wrap = wrap;
    let lang = model.lang;
    model.notify(if wrap { lang.pick("长文字折行", "long texts wrap") } else { lang.pick("长文字截断", "long texts are cut") });
}

fn at_end(model: &mut Model, moved: bool) {
    if !moved {
        model.notify(model.lang.pick("到边了", "this is the edge"));
    }
}

fn turn(model: &mut Model, right: bool) {
    let moved = match model.view {
        View::Departments if model.matrix.page.is_some() => true,
        View::Departments => model.matrix.turn(right),
        _ => model.list.columns.turn(right),
    };
    at_end(model, moved);
}

fn resize(model: &mut Model, by: i16) {
    let at = model.list.columns.at;
    let seen = model.seen.widths.iter().find(|(column, _)| *column == at).map_or(12, |(_, cells)| *cells);
    model.list.columns.resize(by, seen);
}

fn hide(model: &mut Model) {
    let label = model.list.columns.at.head(model.lang);
    let text = match model.list.columns.hide() {
        true => {
            let key = model.keymap.label(Columns::Choose);
            model.lang.pick(format!("已隐藏“{label}”；按 {key} 再显示"), format!("“{label}” is hidden; {key} shows it again"))
        }
        false => model.lang.pick("只剩这一列了", "this is the last column").to_owned(),
    };
    model.notify(text);
}

fn pin(model: &mut Model) {
    let label = model.list.columns.at.head(model.lang);
    let text = match model.list.columns.pin() {
        true => model.lang.pick(format!("“{label}”已固定"), format!("“{label}” is pinned")),
        false => model.lang.pick(format!("“{label}”不再固定"), format!("“{label}” scrolls with the others")),
    };
    model.notify(text);
}

/// Sorts by the column under the cursor; what was sorted by before breaks its ties.
fn sort(model: &mut Model, descending: bool) {
    let column = model.list.columns.at;
    let Some(key) = column.sort_key() else {
        let text = model.lang.pick("这一列不能排序", "the list cannot be sorted by this column");
        return model.notify(text);
    };
    model.list.order = match (key, descending) {
        (Attribute::Plan, false) => Order::default(),
        _ => model.list.order.put_first(key, descending),
    };
    model.refresh_list();
}

/// All columns, those that are shown ticked.
fn open_menu(model: &mut Model, cursor: usize) {
    let lang = model.lang;
    let item = |(key, column): (char, Attribute)| {
        let note = if is_squeezed(model, column) {
            lang.pick("  （放不下，选它就显示）", "  (no room; choose it to show it)")
        } else {
            ""
        };
        let tick = if model.list.columns.holds(column) && note.is_empty() { "[x]" } else { "[ ]" };
        Item::new(key, format!("{tick} {}{note}", column.head(lang)), Columns::Toggle(column)).with_space(Columns::Toggle(column))
    };
    let items = item_keys().zip(Attribute::columns()).map(item).collect();
    let title = lang.pick("显示哪些列（Esc 完成）", "Which columns (Esc when done)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// Whether a column that is not hidden had no room in the last frame.
fn is_squeezed(model: &Model, column: Attribute) -> bool {
    let Some(shown) = model.list.columns.shown.iter().find(|s| s.column == column) else { return false };
    let seen = &model.seen.widths;
    !shown.always && !seen.is_empty() && !seen.iter().any(|(c, _)| *c == column)
}

fn toggle(model: &mut Model, column: Attribute) {
    if is_squeezed(model, column) {
        model.list.columns.show_always(column);
    } else {
        model.list.columns.toggle(column);
    }
    let cursor = Attribute::columns().position(|c| c == column).unwrap_or(0);
    open_menu(model, cursor);
}
