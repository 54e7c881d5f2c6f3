//! Indicators: the filter, the order, the page of one.

use crossterm::event::{KeyCode, KeyEvent};

use super::input::Input;
use crate::tui::command::Rows;
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::indicators::IndicatorOrder;
use crate::tui::model::Model;

/// A key while the filter is being typed.
pub(super) fn key(model: &mut Model, event: KeyEvent) -> Input {
    let view = &mut model.indicators;
    match event.code {
        KeyCode::Enter => view.typing = false,
        KeyCode::Esc => {
            view.typing = false;
            view.clear(model.book.ledger());
        }
        KeyCode::Backspace if view.input.value().is_empty() => view.typing = false,
        KeyCode::Up => view.step(-1),
        KeyCode::Down => view.step(1),
        KeyCode::PageUp => view.step(-15),
        KeyCode::PageDown => view.step(15),
        _ => return Input::Type(event),
    }
    Input::Taken
}

/// Begins to type, behind what is already there.
pub(super) fn begin(model: &mut Model) {
    model.indicators.typing = true;
    model.indicators.zoomed = false;
}

/// The rows follow what is typed.
pub(super) fn renew(model: &mut Model) {
    model.indicators.refresh(model.book.ledger());
}

/// The page of the indicator under the cursor, or back to all.
pub(super) fn zoom(model: &mut Model) {
    model.indicators.zoomed = !model.indicators.zoomed && model.indicators.current().is_some();
    model.indicators.scroll = 0;
}

/// Offers the orders.
pub(super) fn sort_menu(model: &mut Model) {
    let lang = model.lang;
    let item = |(key, order): (char, IndicatorOrder)| Item::new(key, order.label(lang), Rows::SortIndicators(order));
    let items = item_keys().zip(IndicatorOrder::ALL).map(item).collect();
    let cursor = IndicatorOrder::ALL.iter().position(|o| *o == model.indicators.order).unwrap_or(0);
    model.dialog = Some(Dialog::Menu(Menu { title: lang.pick("指标排序", "Sort indicators by").to_owned(), items, cursor }));
}

/// Puts them into an order.
pub(super) fn sort(model: &mut Model, order: IndicatorOrder) {
    model.indicators.order = order;
    model.indicators.refresh(model.book.ledger());
}

/// By plan, or all in one row.
pub(super) fn toggle_group(model: &mut Model) {
    model.indicators.flat = !model.indicators.flat;
    model.indicators.refresh(model.book.ledger());
}
