//! The filter: typing it, while the list follows with every key, what is offered meanwhile, and those used before.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::going;
use super::keys::Input;
use crate::query::{Completion, Filter};
use crate::tui::command::{Move, Rows};
use crate::tui::tab::Words;
use crate::tui::views::list::Offers;
use crate::tui::{Model, View};

/// Begins to type, behind what is already there; in a view without a filter it is the list's.
pub(crate) fn begin(model: &mut Model) {
    let (tab, book) = model.tab_mut();
    if let Some(filter) = tab.filter() {
        filter.typing = true;
        return tab.refit(book);
    }
    if !model.view.has_rows_of_list() {
        going::go(model, View::List);
    }
    model.list.typing = true;
    model.list.zoomed = false;
    model.list.offers = Offers::default();
    offer(model);
}

/// A hanzi typed in a view opens the filter with it: an input method is on, and no key means a hanzi.
pub(crate) fn begin_with(model: &mut Model, event: KeyEvent) -> Input {
    if let KeyCode::Char(c) = event.code
        && !c.is_ascii()
        && c.is_alphanumeric()
        && !event.modifiers.contains(KeyModifiers::CONTROL)
    {
        begin(model);
        return key(model, event);
    }
    Input::Taken
}

pub(crate) fn key(model: &mut Model, event: KeyEvent) -> Input {
    if !model.view.has_rows_of_list() {
        return key_of_own(model, event);
    }
    match event.code {
        KeyCode::Enter => {
            model.list.typing = false;
            remember(model);
        }
        KeyCode::Esc => {
            model.list.typing = false;
            set(model, "");
        }
        KeyCode::Backspace if model.list.input.value().is_empty() => model.list.typing = false,
        KeyCode::Char(c @ ('p' | 'n')) if event.modifiers.contains(KeyModifiers::CONTROL) => recall(model, c == 'p'),
        KeyCode::Tab if model.list.offers.any() => take_offer(model),
        KeyCode::Up | KeyCode::Down if model.list.offers.any() => step_offers(model, event.code == KeyCode::Down),
        KeyCode::Up => model.list.step(-1),
        KeyCode::Down => model.list.step(1),
        KeyCode::Tab => return Rows::NextScope.into(),
        KeyCode::BackTab => return Rows::PreviousScope.into(),
        KeyCode::PageDown => return Move::Pages(1).into(),
        KeyCode::PageUp => return Move::Pages(-1).into(),
        _ => return Input::Type(event),
    }
    Input::Taken
}

/// A key while the filter is being typed that a view has of its own.
fn key_of_own(model: &mut Model, event: KeyEvent) -> Input {
    let (tab, book) = model.tab_mut();
    let Some(filter) = tab.filter() else { return Input::Taken };
    match event.code {
        KeyCode::Enter => filter.typing = false,
        KeyCode::Esc => {
            *filter = Words::default();
            tab.refit(book);
        }
        KeyCode::Backspace if filter.input.value().is_empty() => filter.typing = false,
        KeyCode::Up => return Move::Rows(-1).into(),
        KeyCode::Down => return Move::Rows(1).into(),
        KeyCode::PageUp => return Move::Pages(-1).into(),
        KeyCode::PageDown => return Move::Pages(1).into(),
        _ => return Input::Type(event),
    }
    Input::Taken
}

/// What follows from what was typed, or from where the caret is now.
pub(crate) fn renew(model: &mut Model, changed: bool) {
    if !model.view.has_rows_of_list() {
        let (tab, book) = model.tab_mut();
        return if changed {
            tab.refit(book)
        };
    }
    if changed {
        model.list.offers.back = 0;
        apply(model);
    }
    offer(model);
}

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
        model.keep_desk();
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
