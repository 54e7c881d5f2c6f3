//! Indicators: the filter, the order, the page of one.

use super::{Goals, IndicatorOrder};
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::model::Model;

pub(crate) fn run(model: &mut Model, Goals::SortBy(order): Goals) {
    model.indicators.order = order;
    model.indicators.refresh(model.book.ledger());
}

/// The page of the indicator under the cursor, or back to all.
pub(crate) fn open(model: &mut Model) {
    model.indicators.zoomed = !model.indicators.zoomed && model.indicators.current().is_some();
    model.indicators.scroll = 0;
}

pub(crate) fn sort_menu(model: &mut Model) {
    let lang = model.lang;
    let item = |(key, order): (char, IndicatorOrder)| Item::new(key, order.label(lang), Goals::SortBy(order));
    let items = item_keys().zip(IndicatorOrder::ALL).map(item).collect();
    let cursor = IndicatorOrder::ALL.iter().position(|o| *o == model.indicators.order).unwrap_or(0);
    model.dialog = Some(Dialog::Menu(Menu { title: lang.pick("指标排序", "Sort indicators by").to_owned(), items, cursor }));
}

/// By plan, or all in one row.
pub(crate) fn toggle_group(model: &mut Model) {
    model.indicators.flat = !model.indicators.flat;
    model.indicators.refresh(model.book.ledger());
}
