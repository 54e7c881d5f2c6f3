//! From view to view: there, back and forward.

use super::{filter, saved};
use crate::query::Scope;
use crate::tui::command::{BINDINGS, Command, Go};
use crate::tui::trail::Place;
use crate::tui::views::{View, dispatch, each_view};
use crate::tui::{Model, Opening};

pub(crate) fn run(model: &mut Model, to: Go) {
    match to {
        Go::View(view) => go(model, view),
        Go::Open => open(model),
        Go::Back => back(model),
        Go::Forward => travel(model, false),
        Go::ShowEntry => show_entry(model),
        Go::Entry(place) => show(model, place),
    }
}

/// The first place of a session: nothing lies behind it.
pub(crate) fn open_with(model: &mut Model, opening: &Opening) {
    match opening {
        Opening::Tab(view) => model.view = *view,
        Opening::Named(name) => saved::take(model, name),
    }
    model.prepare_view();
}

macro_rules! openings {
    ($($(#[$doc:meta])* $View:ident $tab:tt $go:tt $folder:ident $Family:ident $state:tt $rows:ident;)*) => {
        /// Opens what is under the cursor.
        fn open(model: &mut Model) {
            match model.view { $(View::$View => crate::tui::views::$folder::commands::open(model),)* }
        }
    };
}

each_view!(openings);

/// One step back: close, end, clear, call exports off, and at last to the place before.
fn back(model: &mut Model) {
    let rows = model.view.has_rows_of_list();
    if model.view == View::List && model.list.zoomed {
        model.list.zoomed = false;
    } else if close(model) {
        // That was the step.
    } else if rows && model.list.anchor.take().is_some() {
        model.notify(model.lang.pick("连续标记结束", "range ended"));
    } else if rows && !model.list.marks.is_empty() {
        model.list.marks.clear();
    } else if rows && model.list.input.value() != model.trail.entered {
        let entered = model.trail.entered.clone();
        filter::set(model, &entered);
    } else if !model.exports.is_empty() {
        dispatch::commands::call_off(model);
    } else {
        travel(model, true);
    }
}

fn close(model: &mut Model) -> bool {
    let (tab, book) = model.tab_mut();
    tab.close(book)
}

fn travel(model: &mut Model, back: bool) {
    let now = here(model);
    let Some(place) = model.trail.travel(back, || now) else {
        if !back {
            model.notify(model.lang.pick("前面没有了", "nothing lies ahead"));
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
    model.list.scope = Scope::All;
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
        model.list.scope = Scope::All;
        filter::set(model, "");
        model.trail.entered.clear();
    }
    model.list.go_to(index);
}
