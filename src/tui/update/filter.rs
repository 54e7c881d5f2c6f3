//! The filter of the list in force, what is offered while it is typed, and the filters used before.

use crate::query::{Completion, Filter};
use crate::tui::Model;

/// Remembers the filter in force, if it is one, for another day.
pub(crate) fn remember(model: &mut Model) {
    if model.list.mistake.is_none()
        && let Some(user_state) = &mut model.user_state
    {
        model.list.offers.fresh |= user_state.remember(model.list.input.value());
    }
}

/// Writes the filters remembered, when there is a new one.
pub(crate) fn keep(model: &mut Model) {
    if std::mem::take(&mut model.list.offers.fresh) {
        model.keep_user_state();
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
    let here = model.list.current();
    model.refresh_list();
    model.list.rest_on_first_unless(here);
    model.list.rest_on_named(model.book.ledger());
}

/// Works out anew what is offered at the caret.
pub(crate) fn offer(model: &mut Model) {
    let input = &model.list.input;
    let completion = match model.list.typing {
        true => Completion::at(input.value(), input.caret(), (model.ledger(), model.book.index(), model.lang)),
        false => Completion::default(),
    };
    model.list.offers.completion = completion;
    model.list.offers.chosen = 0;
}

pub(crate) fn take_offer(model: &mut Model) {
    let offers = &model.list.offers;
    let Some((text, caret)) = offers.completion.take(model.list.input.value(), offers.chosen) else { return };
    model.list.input.set_at(&text, caret);
    apply(model);
    offer(model);
}

pub(crate) fn choose_offer(model: &mut Model, at: usize) {
    model.list.offers.chosen = at;
    take_offer(model);
}

/// To the next offer, round at the end.
pub(crate) fn step_offers(model: &mut Model, down: bool) {
    let offers = &mut model.list.offers;
    let count = offers.completion.offers.len().max(1);
    offers.chosen = if down { (offers.chosen + 1) % count } else { (offers.chosen + count - 1) % count };
}

/// To a filter used before, or back to what was being typed.
pub(crate) fn recall(model: &mut Model, earlier: bool) {
    let Some(filters) = model.user_state.as_ref().map(|d| &d.filters) else { return };
    let offers = &mut model.list.offers;
    if offers.back == 0 {
        model.list.input.value().clone_into(&mut offers.typed);
    }
    let back = if earlier { (offers.back + 1).min(filters.len()) } else { offers.back.saturating_sub(1) };
    if back == offers.back {
        return;
    }
    offers.back = back;
    let text = if back == 0 { offers.typed.clone() } else { filters[filters.len() - back].clone() };
    model.list.input.set(&text);
    apply(model);
    model.list.offers.completion = Completion::default();
}
