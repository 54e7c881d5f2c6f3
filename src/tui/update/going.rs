//! From view to view.

use super::filter;
use crate::query::Scope;
use crate::tui::command::{BINDINGS, Command};
use crate::tui::trail::Place;
use crate::tui::{Model, View};

/// Goes to a view and remembers the way back.
pub(crate) fn go(model: &mut Model, view: View) {
    model.list.typing = false;
    if let Some(filter) = model.tab_mut().0.filter() {
        filter.typing = false;
    }
    if model.view != view {
        let place = here(model);
        model.trail.leave(place);
        model.view = view;
        model.trail.entered = model.list.input.value().to_owned();
    }
    model.prepare_view();
}

/// Goes to a view that shows the list's rows.
pub(crate) fn to_rows(model: &mut Model) {
    if !model.view.has_rows_of_list() {
        go(model, View::List);
    }
    model.list.zoomed = false;
}

/// Goes to where a command means something; true when that is elsewhere.
pub(crate) fn go_for(model: &mut Model, command: &Command) -> bool {
    let mut bindings = BINDINGS.iter().filter(|b| b.command == *command);
    if bindings.clone().any(|b| b.is_for(model.view)) {
        return false;
    }
    let Some(view) = bindings.find_map(|b| b.home()) else { return false };
    go(model, view);
    true
}

pub(crate) fn here(model: &Model) -> Place {
    Place {
        view: model.view,
        filter: model.list.input.value().to_owned(),
        entered: model.trail.entered.clone(),
        at: model.current().map(|e| e.id.clone()),
    }
}

pub(crate) fn list_of(model: &mut Model, text: &str) {
    go(model, View::List);
    model.list.scope = Scope::default();
    model.list.zoomed = false;
    filter::set(model, text);
    text.clone_into(&mut model.trail.entered);
}

/// The entry that the row is about, in the list; a filter that would hide it is lifted.
pub(crate) fn show_entry(model: &mut Model) {
    let found = model.tab().entry(&model.book);
    let Some(index) = found else {
        model.notify(model.lang.pick("这里没有对应的条目", "no entry belongs to this"));
        return;
    };
    show(model, index);
}

/// An entry in the list, by its place in the ledger; a filter that would hide it is lifted.
pub(crate) fn show(model: &mut Model, index: usize) {
    go(model, View::List);
    model.list.zoomed = false;
    if model.list.row_of(index).is_none() {
        model.list.scope = Scope::default();
        filter::set(model, "");
        model.trail.entered.clear();
    }
    model.list.go_to(index);
}
