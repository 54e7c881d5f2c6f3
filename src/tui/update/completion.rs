//! Completion of the filter, and the filters used before.

use super::filter;
use crate::query::Completion;
use crate::tui::model::Model;

/// Works out anew what is offered at the caret.
pub(super) fn renew(model: &mut Model) {
    let input = &model.list.input;
    let completion = match model.list.typing {
        true => Completion::at(input.value(), input.caret(), (model.ledger(), model.book.index(), model.lang)),
        false => Completion::default(),
    };
    model.list.offers.completion = completion;
    model.list.offers.chosen = 0;
}

/// Takes the offer under the cursor.
pub(super) fn take(model: &mut Model) {
    let offers = &model.list.offers;
    let Some((text, caret)) = offers.completion.take(model.list.input.value(), offers.chosen) else { return };
    model.list.input.set_at(&text, caret);
    filter::apply(model);
    renew(model);
}

/// Takes an offer by its number.
pub(super) fn choose(model: &mut Model, at: usize) {
    model.list.offers.chosen = at;
    take(model);
}

/// To the next offer, round at the end.
pub(super) fn step(model: &mut Model, down: bool) {
    let offers = &mut model.list.offers;
    let count = offers.completion.offers.len().max(1);
    offers.chosen = if down { (offers.chosen + 1) % count } else { (offers.chosen + count - 1) % count };
}

/// To a filter used before, or back to what was being typed.
pub(super) fn recall(model: &mut Model, earlier: bool) {
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
    filter::apply(model);
    model.list.offers.completion = Completion::default();
}
