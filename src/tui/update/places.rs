//! From view to view: there, back and forward.

use super::{filter, indicators};
use crate::tui::action::Action;
use crate::tui::keymap::BINDINGS;
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

/// Goes to where an action means something; true when that is elsewhere.
pub(super) fn go_for(model: &mut Model, action: Action) -> bool {
    let mut bindings = BINDINGS.iter().filter(|b| b.action == action);
    if bindings.clone().any(|b| b.is_for(model.view)) {
        return false;
    }
    let Some(view) = bindings.find_map(|b| b.views.first()) else { return false };
    go(model, *view);
    true
}

fn here(model: &Model) -> Place {
    Place {
        view: model.view,
        filter: model.list.input.value().to_owned(),
        entered: model.trail.entered.clone(),
        at: model.current().map(|e| e.id.clone()),
    }
}

/// Opens what is under the cursor.
pub(super) fn open(model: &mut Model) {
    match model.view {
        View::List => model.list.zoomed = !model.list.zoomed && model.current().is_some(),
        View::Indicators => indicators::zoom(model),
        View::Departments => drill_down(model),
        View::Timeline | View::Contested | View::Dispatch => {}
    }
}

/// From a department's row to the list of what it leads or shares in.
fn drill_down(model: &mut Model) {
    let Some(row) = model.matrix.rows.get(model.matrix.cursor) else { return };
    let text = match &row.dept {
        Some(dept) => format!("部门:\"{}\"", model.ledger.departments.name(dept)),
        None => "是:未明确".to_owned(),
    };
    go(model, View::List);
    filter::set(model, &text);
    model.trail.entered = text;
}

/// The entry that the row is about, in the list; a filter that would hide it is lifted.
pub(super) fn show_entry(model: &mut Model) {
    let found = match model.view {
        View::Timeline => model.list.current(),
        View::Contested => model.contested.current(),
        View::Indicators => model.indicators.entry(&model.ledger).and_then(|id| model.ledger.index_of(id)),
        _ => None,
    };
    let Some(index) = found else {
        model.tell(model.lang.pick("这里没有对应的条目", "no entry belongs to this"));
        return;
    };
    go(model, View::List);
    model.list.zoomed = false;
    if model.list.row_of(index).is_none() {
        model.list.scope = crate::query::Scope::All;
        filter::set(model, "");
        model.trail.entered.clear();
    }
    model.list.go_to(index);
}

/// One step back: close, end, clear, and at last to the place before.
pub(super) fn back(model: &mut Model) {
    let rows = model.view.has_rows_of_list();
    if model.view == View::List && model.list.zoomed {
        model.list.zoomed = false;
    } else if model.view == View::Indicators && indicators::back(model) {
    } else if rows && model.list.anchor.take().is_some() {
        model.tell(model.lang.pick("连续标记结束", "range ended"));
    } else if rows && !model.list.marks.is_empty() {
        model.list.marks.clear();
    } else if rows && model.list.input.value() != model.trail.entered {
        let entered = model.trail.entered.clone();
        filter::set(model, &entered);
    } else {
        travel(model, true);
    }
}

/// To the place before or after.
pub(super) fn travel(model: &mut Model, back: bool) {
    let now = here(model);
    let Some(place) = model.trail.travel(back, || now) else {
        if !back {
            model.tell(model.lang.pick("前面没有了", "nothing lies ahead"));
        }
        return;
    };
    model.view = place.view;
    model.trail.entered = place.entered;
    if model.list.input.value() != place.filter {
        filter::set(model, &place.filter);
        if let Some(at) = place.at.and_then(|id| model.ledger.index_of(&id)) {
            model.list.go_to(at);
        }
    }
    model.prepare_view();
}
