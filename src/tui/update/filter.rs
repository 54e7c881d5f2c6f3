//! The filter of the list in force.

use crate::query::Filter;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Remembers the filter in force, if it is one, for another day.
pub(crate) fn remember(model: &mut Model) {
    if model.list.mistake.is_none()
        && let Some(desk) = &mut model.desk
    {
        model.list.offers.fresh |= desk.remember(model.list.input.value());
    }
}

/// Writes the filters remembered, when there is a new one.
pub(crate) fn keep(model: &mut Model) {
    if let Some(desk) = model.desk.as_ref().filter(|_| std::mem::take(&mut model.list.offers.fresh)) {
        model.effects.push(Effect::Keep(Box::new(desk.clone())));
    }
}

pub(crate) fn set(model: &mut Model, text: &str) {
    model.list.input.set(text);
    apply(model);
}

/// Reads the filter anew; rows that stayed though they do not fit it go.
pub(crate) fn apply(model: &mut Model) {
    model.list.let_go();
    let text = model.list.input.value();
    match Filter::parse(text) {
        Ok(filter) => {
            model.list.mistake = None;
            model.list.filter = filter;
        }
        Err(mistake) => {
            model.list.mistake = Some(mistake);
            return;
        }
    }
    if text.trim().is_empty() {
        model.list.filter = Filter::default();
    }
    model.refresh_list();
}
