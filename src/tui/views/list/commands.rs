//! Which entries are shown, and in which order.

use super::{Row, Rows};
use crate::domain::Attribute;
use crate::query::{GroupBy, Order, Scope};
use crate::tui::command::Ask;
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::model::Model;
use crate::tui::update::going::to_rows;
use crate::tui::update::{filter, filtering, tables, values};
use crate::tui::views::{View, indicators};

pub(crate) fn run(model: &mut Model, rows: Rows) {
    match rows {
        Rows::Filter => return filtering::begin(model),
        Rows::FilterBy(text) => {
            to_rows(model);
            filter::set(model, &text);
            return filter::remember(model);
        }
        Rows::SameValue => return values::same(model),
        Rows::Narrow(term) => return values::narrow(model, term.as_deref()),
        Rows::Frequency => return values::count(model),
        Rows::NextScope => return set_scope(model, model.list.scope.next_whose()),
        Rows::NextWhich => return set_scope(model, model.list.scope.next_which()),
        Rows::Scope(scope) => {
            to_rows(model);
            return set_scope(model, scope);
        }
        Rows::Sort if !model.view.has_rows_of_list() => return tables::sort_menu(model),
        Rows::Sort => return sort_menu(model, 0),
        Rows::SortBy(order) => {
            to_rows(model);
            model.list.order = order;
        }
        Rows::SortAlso(key) => return sort_also(model, key),
        Rows::Reverse => model.list.order = model.list.order.reversed(),
        Rows::Group if model.view == View::Indicators => return indicators::commands::toggle_group(model),
        Rows::Group => return group_menu(model),
        Rows::GroupBy(by) => {
            to_rows(model);
            model.list.group = by;
        }
        Rows::Tree => {
            model.list.tree = !model.list.tree;
            if model.list.tree {
                model.list.order = Order::default();
            }
        }
        Rows::Fold => return fold(model),
        Rows::FoldAll => {
            let had_groups = model.list.group != GroupBy::NONE;
            if !had_groups && model.list.folds.is_empty() {
                return fold_parents(model);
            }
            model.list.fold_all();
        }
        Rows::Refresh => model.list.let_go(),
    }
    model.refresh_list();
}

/// Folds or unfolds what the row under the cursor belongs to.
fn fold(model: &mut Model) {
    let label = model.list.rows.iter().take(model.list.cursor + 1).rev().find_map(|r| match r {
        Row::Group(heading) => Some(heading.label.clone()),
        Row::Entry { .. } => None,
    });
    let unfolds = matches!(model.list.rows.get(model.list.cursor), Some(Row::Group(_)));
    if !model.list.fold_here(model.book.ledger()) {
        return model.notify(model.lang.pick("这里没有可以收起的", "nothing folds here"));
    }
    model.refresh_list();
    if let Some(label) = label.filter(|_| !unfolds) {
        let is_folded = model.list.folds.contains(&label);
        if is_folded {
            model.list.go_to_group(&label);
        }
    }
}

/// Folds every parent whose parts stand below it.
fn fold_parents(model: &mut Model) {
    let depth = |row: Option<&Row>| match row {
        Some(Row::Entry { depth, .. }) => Some(*depth),
        _ => None,
    };
    let rows = &model.list.rows;
    let is_parent = |at: &usize| depth(rows.get(at + 1)) > depth(rows.get(*at)) && depth(rows.get(*at)).is_some();
    let places = (0..rows.len()).filter(is_parent).filter_map(|at| rows[at].place());
    let ids: Vec<String> = places.map(|i| model.ledger().entries()[i].id.as_str().to_owned()).collect();
    model.list.folds = ids.into_iter().collect();
    model.refresh_list();
}

/// The entry fills the screen, or no longer; a folded group unfolds.
pub(crate) fn open(model: &mut Model) {
    if matches!(model.list.rows.get(model.list.cursor), Some(Row::Group(_))) {
        return fold(model);
    }
    model.list.zoomed = !model.list.zoomed && model.current().is_some();
}

fn set_scope(model: &mut Model, scope: Scope) {
    model.list.scope = scope;
    model.list.let_go();
    if scope.needs_us() && model.us.is_none() {
        let key = model.keymap.label(Ask::Us);
        let zh = format!("还没有设定本单位：按 {key} 设定，或用 --as 启动");
        model.notify(model.lang.pick(zh, format!("we are nobody yet: press {key}, or start with --as")));
    }
    model.refresh_list();
}

/// The menu of orders, with those in force.
fn sort_menu(model: &mut Model, cursor: usize) {
    let lang = model.lang;
    let item = |(letter, key): (char, Attribute)| {
        let place = model.list.order.0.iter().position(|(k, _)| *k == key);
        let sign = place.map(|at| {
            let descending = model.list.order.0[at].1;
            format!("  {}{}", at + 1, if descending { lang.pick("降", " down") } else { lang.pick("升", " up") })
        });
        let order = if key == Attribute::Plan { Order::default() } else { Order::by(key) };
        let label = format!("{}{}", key.name(lang), sign.unwrap_or_default());
        Item::new(letter, label, Rows::SortBy(order)).with_space(Rows::SortAlso(key))
    };
    let items = item_keys().zip(Attribute::sort_keys()).map(item).collect();
    let title = lang.pick("排序（空格：加为下一级）", "Sort by (Space adds a further key)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// Adds a key to the order, turns it round, or takes it out; the menu stays open.
fn sort_also(model: &mut Model, key: Attribute) {
    model.list.order = model.list.order.cycled(key);
    model.refresh_list();
    let cursor = Attribute::sort_keys().position(|k| k == key).unwrap_or(0);
    sort_menu(model, cursor);
}

fn group_menu(model: &mut Model) {
    let cursor = GroupBy::all().position(|g| g == model.list.group).unwrap_or(0);
    let items = item_keys().zip(GroupBy::all()).map(|(key, by)| Item::new(key, by.label(model.lang), Rows::GroupBy(by))).collect();
    model.dialog = Some(Dialog::Menu(Menu { title: model.lang.pick("分组", "Group by").to_owned(), items, cursor }));
}
