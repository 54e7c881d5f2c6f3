//! Indicators: the filter, the order, the page of one.

use crossterm::event::{KeyCode, KeyEvent};

use super::typing;
use crate::tui::dialog::{Choice, Dialog, Menu};
use crate::tui::indicators::IndicatorOrder;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// A key while the filter is being typed.
pub(super) fn key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let view = &mut model.indicators;
    match event.code {
        KeyCode::Enter => view.typing = false,
        KeyCode::Esc => {
            view.typing = false;
            clear(model);
        }
        KeyCode::Backspace if view.input.value().is_empty() => view.typing = false,
        KeyCode::Up => view.step(-1),
        KeyCode::Down => view.step(1),
        KeyCode::PageUp => view.step(-15),
        KeyCode::PageDown => view.step(15),
        _ => return typing::key(model, event),
    }
    Vec::new()
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

fn clear(model: &mut Model) {
    model.indicators.input.set("");
    renew(model);
}

/// The page of the indicator under the cursor, or back to all.
pub(super) fn zoom(model: &mut Model) {
    model.indicators.zoomed = !model.indicators.zoomed && model.indicators.current().is_some();
    model.indicators.scroll = 0;
}

/// Closes the page or clears the filter; false when there is neither.
pub(super) fn back(model: &mut Model) -> bool {
    if model.indicators.zoomed {
        model.indicators.zoomed = false;
    } else if !model.indicators.input.value().is_empty() {
        clear(model);
    } else {
        return false;
    }
    true
}

/// Offers the orders.
pub(super) fn sort_menu(model: &mut Model) {
    let lang = model.lang;
    let items =
        ('1'..='9').zip(IndicatorOrder::ALL).map(|(c, order)| (c, order.label(lang).to_owned(), Choice::Indicators(order))).collect();
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
