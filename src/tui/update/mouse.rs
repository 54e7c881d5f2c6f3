//! The mouse: wheel and click.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{columns, command, completion, dialog, places, typing};
use crate::domain::Attribute;
use crate::tui::action::Action;
use crate::tui::dialog::Dialog;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::trail::View;
use crate::tui::viewports::Hit;

/// The wheel moves the cursor by three rows.
pub(super) fn wheel(model: &mut Model, down: bool) -> Vec<Effect> {
    if model.dialog.is_some() {
        let code = if down { KeyCode::Down } else { KeyCode::Up };
        return dialog::wheel(model, KeyEvent::new(code, KeyModifiers::NONE));
    }
    let action = if down { Action::Down } else { Action::Up };
    (0..3).flat_map(|_| command::act(model, action)).collect()
}

/// The wheel over the detail of an entry scrolls it, unless something stands before it.
pub(super) fn wheel_over(model: &mut Model, hit: Hit, down: bool) -> Vec<Effect> {
    if hit != Hit::Detail || model.dialog.is_some() {
        return wheel(model, down);
    }
    command::act(model, if down { Action::DetailDown } else { Action::DetailUp })
}

/// A click puts the caret into a field; with the button held, what lies between is selected.
pub(super) fn point(model: &mut Model, hit: Hit, (x, y): (u16, u16), held: bool) -> Vec<Effect> {
    if let Hit::Text { field, x: left, y: top } = hit {
        model.notice = None;
        let place = (usize::from(x.saturating_sub(left)), usize::from(y.saturating_sub(top)));
        typing::point(model, field, place, held);
    }
    Vec::new()
}

/// A click chooses what it meets; a double click opens it.
pub(super) fn click(model: &mut Model, hit: Hit, double: bool) -> Vec<Effect> {
    model.notice = None;
    match hit {
        Hit::Item(at) => return dialog::click(model, at),
        Hit::Key(key) => return super::key(model, key.event()),
        _ if matches!(model.dialog, Some(Dialog::Form(_))) => {}
        _ if model.dialog.is_some() => model.dialog = None,
        Hit::View(view) => places::go(model, view),
        Hit::Action(action) => return command::act(model, action),
        Hit::Column(column) => click_head(model, column),
        Hit::Row(row) => return click_row(model, row, double),
        Hit::Cell(row, column) => {
            model.list.columns.at = column;
            return click_row(model, row, double);
        }
        Hit::Count(row, column) => {
            model.matrix.column = column;
            return click_row(model, row, double);
        }
        Hit::Scope(scope) => command::set_scope(model, scope),
        Hit::Offer(at) => completion::choose(model, at),
        Hit::Leaf(leaf) => model.dispatch.show(leaf),
        Hit::Edge { .. } | Hit::Divider { .. } | Hit::Text { .. } | Hit::Detail => {}
    }
    Vec::new()
}

/// The edge of a column, or of the detail pane, is dragged to a place.
pub(super) fn drag(model: &mut Model, hit: Hit, (x, y): (u16, u16)) -> Vec<Effect> {
    match hit {
        Hit::Edge { column, start } => model.list.columns.set_width(column, x.saturating_sub(start)),
        Hit::Divider { beside: true, end } => model.list.pane.beside = Some(end.saturating_sub(x + 1)),
        Hit::Text { .. } => return point(model, hit, (x, y), true),
        Hit::Divider { beside: false, end } => model.list.pane.below = Some(end.saturating_sub(y + 1)),
        _ => {}
    }
    Vec::new()
}

/// A click on a column's head chooses the column; a second one sorts by it, and then the other way round.
fn click_head(model: &mut Model, column: Attribute) {
    if model.list.columns.at != column {
        model.list.columns.at = column;
        return;
    }
    let sorted = column.sort_key().and_then(|key| model.list.order.0.first().filter(|(k, _)| *k == key));
    let descending = sorted.is_some_and(|(_, descending)| !descending);
    columns::sort(model, descending);
}

fn click_row(model: &mut Model, row: usize, double: bool) -> Vec<Effect> {
    let (cursor, open) = match model.view {
        View::List => (&mut model.list.cursor, Action::Open),
        View::Timeline => (&mut model.list.cursor, Action::ShowEntry),
        View::Departments => match &mut model.matrix.page {
            Some(page) => (&mut page.cursor, Action::Open),
            None => (&mut model.matrix.cursor, Action::Open),
        },
        View::Indicators => (&mut model.indicators.cursor, Action::Open),
        // A ruling is worth a question: a double click offers the rivals.
        View::Contested => (&mut model.contested.cursor, Action::RuleMenu),
        View::Dispatch => return Vec::new(),
    };
    if *cursor == row && double {
        return command::act(model, open);
    }
    *cursor = row;
    command::step(model, 0);
    Vec::new()
}
