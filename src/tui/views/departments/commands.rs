//! From the departments to what they count.

use super::{Bodies, Count};
use crate::tui::model::Model;
use crate::tui::update::going::{list_of, show_entry};
use crate::tui::update::tables;

pub(crate) fn run(model: &mut Model, command: Bodies) {
    match command {
        Bodies::List => list_of_body(model),
        Bodies::Up => tables::sort_here(model, false),
        Bodies::Down => tables::sort_here(model, true),
    }
}

/// From a department's name to its page, from a count to the list of what is counted, from the page to an entry.
pub(crate) fn open(model: &mut Model) {
    if model.matrix.page.is_some() {
        return show_entry(model);
    }
    let column = model.matrix.column;
    if matches!(column, Count::Name | Count::Last) {
        return model.matrix.open(&model.book.snapshot());
    }
    let Some(row) = model.matrix.table.current() else { return };
    if column.count(row) == Some(0) {
        return model.notify(model.lang.pick("这一格没有条目", "this cell counts nothing"));
    }
    let text = column.filter(model.ledger(), row.dept.as_ref(), model.lang);
    list_of(model, &text);
}

/// The list of all that a body leads or shares in.
fn list_of_body(model: &mut Model) {
    if model.matrix.page.is_none() && model.matrix.table.current().is_none() {
        return;
    }
    let text = Count::Name.filter(model.ledger(), model.matrix.body(), model.lang);
    list_of(model, &text);
}
