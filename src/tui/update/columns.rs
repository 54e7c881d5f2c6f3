//! Columns of the list, and the order by them.

use crate::domain::Attribute;
use crate::query::Order;
use crate::tui::action::Action;
use crate::tui::dialog::{Choice, Dialog, Menu};
use crate::tui::model::Model;
use crate::tui::trail::View;

/// Cells by which a key makes a column wider.
const STEP: i16 = 2;

/// What a key does to the columns.
pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::ColumnLeft | Action::ColumnRight => turn(model, action == Action::ColumnRight),
        Action::MoveColumnLeft | Action::MoveColumnRight => {
            let moved = model.list.columns.shift(action == Action::MoveColumnRight);
            at_end(model, moved);
        }
        Action::Narrower => resize(model, -STEP),
        Action::Wider => resize(model, STEP),
        Action::HideColumn => hide(model),
        Action::PinColumn => pin(model),
        Action::Wrap => {
            model.list.columns.wrap = !model.list.columns.wrap;
            model.tell(if model.list.columns.wrap {
                model.lang.pick("长文字折行", "long texts wrap")
            } else {
                model.lang.pick("长文字截断", "long texts are cut")
            });
        }
        Action::SortUp => sort(model, false),
        Action::SortDown => sort(model, true),
        Action::ChooseColumns => open_menu(model, 0),
        _ => {}
    }
}

fn at_end(model: &mut Model, moved: bool) {
    if !moved {
        model.tell(model.lang.pick("到边了", "this is the edge"));
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
            let key = model.keymap.label(Action::ChooseColumns);
            model.lang.pick(format!("已隐藏“{label}”；按 {key} 再显示"), format!("“{label}” is hidden; {key} shows it again"))
        }
        false => model.lang.pick("只剩这一列了", "this is the last column").to_owned(),
    };
    model.tell(text);
}

fn pin(model: &mut Model) {
    let label = model.list.columns.at.head(model.lang);
    let text = match model.list.columns.pin() {
        true => model.lang.pick(format!("“{label}”已固定"), format!("“{label}” is pinned")),
        false => model.lang.pick(format!("“{label}”不再固定"), format!("“{label}” scrolls with the others")),
    };
    model.tell(text);
}

/// Sorts by the column under the cursor; what was sorted by before breaks its ties.
pub(super) fn sort(model: &mut Model, descending: bool) {
    let column = model.list.columns.at;
    let Some(key) = column.sort_key() else {
        let text = model.lang.pick("这一列不能排序", "the list cannot be sorted by this column");
        return model.tell(text);
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
        let tick = if model.list.columns.holds(column) { "[x]" } else { "[ ]" };
        (key, format!("{tick} {}", column.head(lang)), Choice::Column(column))
    };
    let items = ('1'..='9').chain('a'..='z').zip(Attribute::columns()).map(item).collect();
    let title = lang.pick("显示哪些列（Esc 完成）", "Which columns (Esc when done)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// Shows or hides a column; the menu stays open.
pub(super) fn toggle(model: &mut Model, column: Attribute) {
    model.list.columns.toggle(column);
    let cursor = Attribute::columns().position(|c| c == column).unwrap_or(0);
    open_menu(model, cursor);
}

/// The menu of orders, with those in force.
pub(super) fn sort_menu(model: &mut Model, cursor: usize) {
    let lang = model.lang;
    let item = |(letter, key): (char, Attribute)| {
        let place = model.list.order.0.iter().position(|(k, _)| *k == key);
        let sign = place.map(|at| {
            let descending = model.list.order.0[at].1;
            format!("  {}{}", at + 1, if descending { lang.pick("降", " down") } else { lang.pick("升", " up") })
        });
        (letter, format!("{}{}", key.name(lang), sign.unwrap_or_default()), Choice::Sort(key))
    };
    let items = ('1'..='9').chain('a'..='z').zip(Attribute::sort_keys()).map(item).collect();
    let title = lang.pick("排序（空格：加为下一级）", "Sort by (Space adds a further key)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// Adds a key to the order, turns it round, or takes it out; the menu stays open.
pub(super) fn add_key(model: &mut Model, key: Attribute) {
    model.list.order = model.list.order.cycled(key);
    model.refresh_list();
    let cursor = Attribute::sort_keys().position(|k| k == key).unwrap_or(0);
    sort_menu(model, cursor);
}
