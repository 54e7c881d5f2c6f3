//! From what waits to where it is done.

use super::{Desk, Jump};
use crate::tui::command::Ask;
use crate::tui::model::Model;
use crate::tui::update::ask;
use crate::tui::update::going::{go, list_of};

pub(crate) fn run(_: &mut Model, what: Desk) {
    match what {}
}

/// Follows the line under the cursor.
pub(crate) fn open(model: &mut Model) {
    match model.desk.current().map(|item| item.leads.clone()) {
        Some(Jump::List(filter)) => list_of(model, &filter),
        Some(Jump::View(view)) => go(model, view),
        Some(Jump::Who) => ask(model, Ask::Us),
        None => {}
    }
}
