//! The mouse: wheel, clicks and what is dragged.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::input::Input;
use super::{dialog, dispatcher, filter, finder, form, keys, prompt, typing};
use crate::tui::command::{Bulletin, Columns, Command, Go, Move, Rows, Tables};
use crate::tui::dialog::Dialog;
use crate::tui::{Hit, Model};

/// The wheel moves the cursor by three rows, or in what can be chosen from, or read.
pub(crate) fn wheel(model: &mut Model, down: bool) {
    let event = KeyEvent::new(if down { KeyCode::Down } else { KeyCode::Up }, KeyModifiers::NONE);
    match &mut model.dialog {
        None => (0..3).for_each(|_| dispatcher::run(model, Move::Rows(if down { 1 } else { -1 }).into())),
        Some(Dialog::Menu(_) | Dialog::Finder(_) | Dialog::Prompt(_)) => keys::key(model, event),
        Some(Dialog::Form(form)) => form.wheel(event),
        Some(Dialog::Page(page)) => page.turn(if down { 3 } else { -3 }),
        Some(Dialog::Question(_)) => {}
    }
}

/// The wheel over the detail of an entry scrolls it, unless something stands before it.
pub(crate) fn wheel_over(model: &mut Model, hit: Hit, down: bool) {
    if hit != Hit::Detail || model.dialog.is_some() {
        return wheel(model, down);
    }
    dispatcher::run(model, Move::Detail(if down { 3 } else { -3 }).into())
}

/// A click puts the caret into a field; with the button held, what lies between is selected.
pub(crate) fn point(model: &mut Model, hit: Hit, (x, y): (u16, u16), held: bool) {
    if let Hit::Text { field, x: left, y: top } = hit {
        model.notice = None;
        let place = (usize::from(x.saturating_sub(left)), usize::from(y.saturating_sub(top)));
        typing::point(model, field, place, held);
    }
}

/// A click chooses what it meets; a double click opens it.
pub(crate) fn click(model: &mut Model, hit: Hit, double: bool) {
    if let Hit::Key(key) = hit {
        return keys::key(model, key.event());
    }
    model.notice = None;
    let input = match hit {
        Hit::Item(at) => item(model, at),
        _ if matches!(model.dialog, Some(Dialog::Form(_))) => Input::Taken,
        _ if model.dialog.is_some() => {
            model.dialog = None;
            Input::Taken
        }
        Hit::View(view) => Go::View(view).into(),
        Hit::Binding(binding) => binding.command.clone().into(),
        Hit::Column(column) => Columns::Head(column).into(),
        Hit::Head(column) => Tables::SortBy(column).into(),
        Hit::Scope(scope) => Rows::Scope(scope).into(),
        Hit::Tab(tab) => Bulletin::Tab(tab).into(),
        Hit::Row(row) => row_command(model, row, double).into(),
        Hit::Cell(row, column) => {
            model.list.columns.at = column;
            row_command(model, row, double).into()
        }
        Hit::Count(row, column) => {
            model.matrix.column = column;
            row_command(model, row, double).into()
        }
        Hit::Offer(at) => {
            filter::choose_offer(model, at);
            Input::Taken
        }
        Hit::Key(_) | Hit::Edge { .. } | Hit::Divider { .. } | Hit::Text { .. } | Hit::Detail => Input::Taken,
    };
    keys::follow(model, input)
}

fn item(model: &mut Model, at: usize) -> Input {
    match &model.dialog {
        Some(Dialog::Menu(_)) => dialog::choose(model, at),
        Some(Dialog::Finder(_)) => finder::choose(model, at),
        Some(Dialog::Prompt(_)) => prompt::enter(model, Some(at)),
        Some(Dialog::Form(_)) => {
            form::choose(model, at);
            Input::Taken
        }
        Some(Dialog::Page(_) | Dialog::Question(_)) | None => Input::Taken,
    }
}

/// A click goes to a row; the second of two opens it.
fn row_command(model: &mut Model, row: usize, double: bool) -> Command {
    let is_there = model.tab_mut().0.cursor().is_some_and(|cursor| *cursor == row);
    if double && is_there { Go::Open.into() } else { Move::To(row).into() }
}

/// The edge of a column, or of the detail pane, is dragged to a place.
pub(crate) fn drag(model: &mut Model, hit: Hit, (x, y): (u16, u16)) {
    match hit {
        Hit::Edge { column, start } => model.list.columns.set_width(column, x.saturating_sub(start)),
        Hit::Divider { beside: true, end } => model.list.pane.beside = Some(end.saturating_sub(x + 1)),
        Hit::Text { .. } => point(model, hit, (x, y), true),
        Hit::Divider { beside: false, end } => model.list.pane.below = Some(end.saturating_sub(y + 1)),
        _ => {}
    }
}
