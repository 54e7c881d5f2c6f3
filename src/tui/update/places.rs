//! From view to view: there, back and forward.

use super::going::{go, here, list_of, show, show_entry};
use super::{drafts, filter, saved};
use crate::tui::command::Go;
use crate::tui::listing::Closing;
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
    drafts::list(model);
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

/// One step back: what the foot names. A menu that a choice has closed is not taken for something else that is open.
fn back(model: &mut Model) {
    let rows = model.view.has_rows_of_list();
    match model.closing() {
        Some(Closing::Marks | Closing::Filter) if model.menu_closed => {
            let key = model.keymap.label(Go::Back);
            let zh = format!("菜单已经关了；再按 {key} 才清除标记、筛选");
            model.notify(model.lang.pick(zh, format!("the menu is closed; {key} once more lifts marks and filter")));
        }
        Some(Closing::Exports) => dispatch::commands::call_off(model),
        Some(Closing::Page) if model.view == View::List => model.list.zoomed = false,
        Some(Closing::Range) => {
            model.list.anchor = None;
            model.notify(model.lang.pick("连续标记结束", "range ended"));
        }
        Some(Closing::Marks) if rows => model.list.marks.clear(),
        Some(Closing::Filter) if rows => {
            let entered = model.trail.entered.clone();
            filter::set(model, &entered);
        }
        Some(Closing::Page | Closing::Marks | Closing::Filter) => {
            let (tab, book) = model.tab_mut();
            tab.close(book);
        }
        Some(Closing::Place) | None => travel(model, true),
    }
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
