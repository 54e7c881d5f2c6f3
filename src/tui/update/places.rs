//! From view to view: there, back and forward.

use super::going::{go, here};
use super::{contested, dispatch, filter, indicators, saved};
use crate::tui::command::Go;
use crate::tui::matrix::Count;
use crate::tui::model::Model;
use crate::tui::settings::Opening;
use crate::tui::trail::View;

pub(super) fn run(model: &mut Model, to: Go) {
    match to {
        Go::View(view) => go(model, view),
        Go::Open => open(model),
        Go::Back => back(model),
        Go::Forward => travel(model, false),
        Go::ShowEntry => show_entry(model),
        Go::Entry(place) => show(model, place),
        Go::ListOfBody => list_of_body(model),
    }
}

/// The first place of a session: nothing lies behind it.
pub(in crate::tui) fn open_with(model: &mut Model, opening: &Opening) {
    match opening {
        Opening::Tab(view) => model.view = *view,
        Opening::Named(name) => saved::take(model, name),
    }
    model.prepare_view();
}

/// Opens what is under the cursor.
fn open(model: &mut Model) {
    match model.view {
        View::List => model.list.zoomed = !model.list.zoomed && model.current().is_some(),
        View::Indicators => indicators::zoom(model),
        View::Departments => drill_down(model),
        View::Timeline => show_entry(model),
        // A ruling is worth a question.
        View::Contested => contested::menu(model),
        View::Dispatch => {}
    }
}

/// From a department's name to its page, from a count to the list of what is counted, from the page to an entry.
fn drill_down(model: &mut Model) {
    if model.matrix.page.is_some() {
        return show_entry(model);
    }
    let column = model.matrix.column;
    if column == Count::Name {
        return model.matrix.open(&model.book.snapshot());
    }
    let Some(row) = model.matrix.rows.get(model.matrix.cursor) else { return };
    if column.count(row) == Some(0) {
        return model.tell(model.lang.pick("这一格没有条目", "this cell counts nothing"));
    }
    let text = column.filter(model.ledger(), row.dept.as_ref(), model.lang);
    list_of(model, &text);
}

/// The list of all that a body leads or shares in.
fn list_of_body(model: &mut Model) {
    let dept = match (&model.matrix.page, model.matrix.rows.get(model.matrix.cursor)) {
        (Some(page), _) => page.dept.clone(),
        (None, Some(row)) => row.dept.clone(),
        (None, None) => return,
    };
    let text = Count::Name.filter(model.ledger(), dept.as_ref(), model.lang);
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
fn show_entry(model: &mut Model) {
    let found = model.tab().entry(&model.book);
    let Some(index) = found else {
        model.tell(model.lang.pick("这里没有对应的条目", "no entry belongs to this"));
        return;
    };
    show(model, index);
}

/// An entry in the list, by its place in the ledger; a filter that would hide it is lifted.
fn show(model: &mut Model, index: usize) {
    go(model, View::List);
    model.list.zoomed = false;
    if model.list.row_of(index).is_none() {
        model.list.scope = crate::query::Scope::All;
        filter::set(model, "");
        model.trail.entered.clear();
    }
    model.list.go_to(index);
}

/// One step back: close, end, clear, call exports off, and at last to the place before.
fn back(model: &mut Model) {
    let rows = model.view.has_rows_of_list();
    if model.view == View::List && model.list.zoomed {
        model.list.zoomed = false;
    } else if close(model) {
        // That was the step.
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

fn close(model: &mut Model) -> bool {
    let (tab, book) = model.tab_mut();
    tab.close(book)
}

/// To the place before or after.
fn travel(model: &mut Model, back: bool) {
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
