//! From view to view.

use crate::tui::command::{BINDINGS, Command};
use crate::tui::model::Model;
use crate::tui::trail::{Place, View};

/// Goes to a view and remembers the way back.
pub(super) fn go(model: &mut Model, view: View) {
    model.list.typing = false;
    model.indicators.typing = false;
    if model.view != view {
        let place = here(model);
        model.trail.leave(place);
        model.view = view;
        model.trail.entered = model.list.input.value().to_owned();
    }
    model.prepare_view();
}

/// Goes to a view that shows the list's rows.
pub(super) fn to_rows(model: &mut Model) {
    if !model.view.has_rows_of_list() {
        go(model, View::List);
    }
    model.list.zoomed = false;
}

/// Goes to where a command means something; true when that is elsewhere.
pub(super) fn go_for(model: &mut Model, command: &Command) -> bool {
    let mut bindings = BINDINGS.iter().filter(|b| b.command == *command);
    if bindings.clone().any(|b| b.is_for(model.view)) {
        return false;
    }
    let Some(view) = bindings.find_map(|b| b.home()) else { return false };
    go(model, view);
    true
}

pub(super) fn here(model: &Model) -> Place {
    Place {
        view: model.view,
        filter: model.list.input.value().to_owned(),
        entered: model.trail.entered.clone(),
        at: model.current().map(|e| e.id.clone()),
    }
}
