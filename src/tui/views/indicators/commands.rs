//! Indicators: the page of one, and whether they stand by plan.

use super::{Goals, Row};
use crate::tui::command::Tables;
use crate::tui::listing::Fold;
use crate::tui::model::Model;
use crate::tui::update::tables;

pub(crate) fn run(_: &mut Model, none: Goals) {
    match none {}
}

/// The page of the indicator under the cursor, or back to all; a folded plan unfolds.
pub(crate) fn open(model: &mut Model) {
    if matches!(model.indicators.table.current(), Some(Row::Plan { .. })) {
        return tables::run(model, Tables::Fold(Fold::Here));
    }
    model.indicators.zoomed = !model.indicators.zoomed && model.indicators.current().is_some();
    model.indicators.scroll = 0;
}

/// By plan, or all in one row.
pub(crate) fn toggle_group(model: &mut Model) {
    model.indicators.flat = !model.indicators.flat;
    model.indicators.refresh(model.book.ledger());
}
