//! Indicators: the page of one, and whether they stand by plan.

use super::Goals;
use crate::tui::model::Model;

pub(crate) fn run(_: &mut Model, none: Goals) {
    match none {}
}

/// The page of the indicator under the cursor, or back to all.
pub(crate) fn open(model: &mut Model) {
    model.indicators.zoomed = !model.indicators.zoomed && model.indicators.current().is_some();
    model.indicators.scroll = 0;
}

/// By plan, or all in one row.
pub(crate) fn toggle_group(model: &mut Model) {
    model.indicators.flat = !model.indicators.flat;
    model.indicators.refresh(model.book.ledger());
}
