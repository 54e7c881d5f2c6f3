//! The filter of the list in force.

use crate::query::Filter;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Remembers the filter in force, if it is one, for another day.
pub(super) fn remember(model: &mut Model) {
    if model.list.mistake.is_none()
        && let Some(user_state) = &mut model.user_state
    {
        model.list.offers.fresh |= user_state.remember(model.list.input.value());
    }
}

/// Writes the filters remembered, when there is a new one.
pub(super) fn kept(model: &mut Model) -> Option<Effect> {
    let user_state = model.user_state.as_ref().filter(|_| std::mem::take(&mut model.list.offers.fresh))?;
    Some(Effect::Keep(Box::new(user_state.clone())))
}

/// Puts a filter in force.
pub(super) fn set(model: &mut Model, text: &str) {
    model.list.input.set(text);
    apply(model);
}

/// Reads the filter anew; rows that stayed though they do not fit it go.
pub(super) fn apply(model: &mut Model) {
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
