//! From view to view: there, back and forward.

use super::going::{go, here, list_of, show, show_entry};
use super::{filter, saved};
use crate::tui::command::Go;
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
        Go::Told => match model.told.clone() {
            Some(filter) => list_of(model, &filter),
            None => model.notify(model.lang.pick("还没有提示说到哪些条目", "no notice has spoken of entries yet")),
        },
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
