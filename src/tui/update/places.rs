//! From view to view: there, back and forward.

use super::{dispatch, filter, indicators, saved};
use crate::domain::Subject;
use crate::tui::action::Action;
use crate::tui::department::Page;
use crate::tui::keymap::BINDINGS;
use crate::tui::matrix::Column;
use crate::tui::model::Model;
use crate::tui::settings::Opening;
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

/// The first place of a session: nothing lies behind it.
pub(in crate::tui) fn open_with(model: &mut Model, opening: &Opening) {
    match opening {
        Opening::Tab(view) => model.view = *view,
        Opening::Named(name) => saved::take(model, name),
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

/// From a department's name to its page, from a count to the list of what is counted, from the page to an entry.
fn drill_down(model: &mut Model) {
    if model.matrix.page.is_some() {
        return show_entry(model);
    }
    let column = model.matrix.column;
    if column == Column::Name {
        return model.matrix.open(&model.book.stock());
    }
    let Some(row) = model.matrix.rows.get(model.matrix.cursor) else { return };
    if column.count(row) == Some(0) {
        return model.tell(model.lang.pick("这一格没有条目", "this cell counts nothing"));
    }
    let text = column.filter(model.ledger(), row.dept.as_ref(), model.lang);
    list_of(model, &text);
}

/// The list of all that a body leads or shares in.
pub(super) fn list_of_body(model: &mut Model) {
    let dept = match (&model.matrix.page, model.matrix.rows.get(model.matrix.cursor)) {
        (Some(page), _) => page.dept.clone(),
        (None, Some(row)) => row.dept.clone(),
        (None, None) => return,
    };
    let text = Column::Name.filter(model.ledger(), dept.as_ref(), model.lang);
    list_of(model, &text);
}

fn list_of(model: &mut Model, text: &str) {
    go(model, View::List);
    model.list.scope = crate::query::Scope::All;
    model.list.zoomed = false;
    filter::set(model, text);
    text.clone_into(&mut model.trail.entered);
}

/// The entry that the row is about, in the list; a filter that would hide it is lifted.
pub(super) fn show_entry(model: &mut Model) {
    let found = match model.view {
        View::Timeline => model.list.current(),
        View::Departments => model.matrix.page.as_ref().and_then(Page::current),
        View::Contested => model.contested.current().and_then(|(d, _)| entry_of(model, &d.subject)),
        View::Indicators => model.indicators.entry(model.ledger()).and_then(|id| model.ledger().index_of(id)),
        _ => None,
    };
    let Some(index) = found else {
        model.tell(model.lang.pick("这里没有对应的条目", "no entry belongs to this"));
        return;
    };
    show(model, index);
}

/// An entry in the list, by its place in the ledger; a filter that would hide it is lifted.
pub(super) fn show(model: &mut Model, index: usize) {
    go(model, View::List);
    model.list.zoomed = false;
    if model.list.row_of(index).is_none() {
        model.list.scope = crate::query::Scope::All;
        filter::set(model, "");
        model.trail.entered.clear();
    }
    model.list.go_to(index);
}

/// The entry that a dispute is about; for an indicator's, the one that it measures.
fn entry_of(model: &Model, subject: &Subject) -> Option<usize> {
    let ledger = model.ledger();
    match subject {
        Subject::Entry(id) => ledger.index_of(id),
        Subject::Indicator(id) => ledger.index_of(ledger.indicators.by_id(id)?.entry.as_ref()?),
        _ => None,
    }
}

/// One step back: close, end, clear, call exports off, and at last to the place before.
pub(super) fn back(model: &mut Model) {
    let rows = model.view.has_rows_of_list();
    if model.view == View::List && model.list.zoomed {
        model.list.zoomed = false;
    } else if close_page(model) {
        // A page of the view was closed; that was the step.
    } else if rows && model.list.anchor.take().is_some() {
        model.tell(model.lang.pick("连续标记结束", "range ended"));
    } else if rows && !model.list.marks.is_empty() {
        model.list.marks.clear();
    } else if rows && model.list.input.value() != model.trail.entered {
        let entered = model.trail.entered.clone();
        filter::set(model, &entered);
    } else if !model.exports.is_empty() {
        dispatch::call_off(model);
    } else {
        travel(model, true);
    }
}

/// Closes the page of a body or of an indicator, or clears the indicators' filter; false when there is none.
fn close_page(model: &mut Model) -> bool {
    match model.view {
        View::Departments => model.matrix.page.take().is_some(),
        View::Indicators => indicators::back(model),
        _ => false,
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
        if let Some(at) = place.at.and_then(|id| model.ledger().index_of(&id)) {
            model.list.go_to(at);
        }
    }
    model.prepare_view();
}
