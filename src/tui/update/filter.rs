//! Typing the filter: the list follows with every key.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{command, completion, indicators, places, typing};
use crate::query::Filter;
use crate::tui::action::Action;
use crate::tui::completion::Offers;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::trail::View;

/// Begins to type, behind what is already there; in a view without a filter it is the list's.
pub(super) fn begin(model: &mut Model) {
    if model.view == View::Indicators {
        return indicators::begin(model);
    }
    if !model.view.has_rows_of_list() {
        places::go(model, View::List);
    }
    model.list.typing = true;
    model.list.zoomed = false;
    model.list.offers = Offers::default();
    completion::renew(model);
}

/// A hanzi typed in a view opens the filter with it: an input method is on, and no key means a hanzi.
pub(super) fn begin_with(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    if let KeyCode::Char(c) = event.code
        && !c.is_ascii()
        && c.is_alphanumeric()
        && !event.modifiers.contains(KeyModifiers::CONTROL)
    {
        begin(model);
        return key(model, event);
    }
    Vec::new()
}

/// A key while the filter is being typed.
pub(super) fn key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    if model.view == View::Indicators {
        return indicators::key(model, event);
    }
    match event.code {
        KeyCode::Enter => {
            model.list.typing = false;
            remember(model);
            return kept(model);
        }
        KeyCode::Esc => {
            model.list.typing = false;
            set(model, "");
        }
        KeyCode::Backspace if model.list.input.value().is_empty() => model.list.typing = false,
        KeyCode::Char(c @ ('p' | 'n')) if event.modifiers.contains(KeyModifiers::CONTROL) => completion::recall(model, c == 'p'),
        KeyCode::Tab if model.list.offers.any() => completion::take(model),
        KeyCode::Up | KeyCode::Down if model.list.offers.any() => completion::step(model, event.code == KeyCode::Down),
        KeyCode::Up => model.list.step(-1),
        KeyCode::Down => model.list.step(1),
        KeyCode::Tab | KeyCode::BackTab | KeyCode::PageDown | KeyCode::PageUp => {
            let action = match event.code {
                KeyCode::Tab => Action::NextScope,
                KeyCode::BackTab => Action::PreviousScope,
                KeyCode::PageDown => Action::PageDown,
                _ => Action::PageUp,
            };
            return command::act(model, action);
        }
        _ => return typing::key(model, event),
    }
    Vec::new()
}

/// What follows from what was typed, or from where the caret is now.
pub(super) fn renew(model: &mut Model, changed: bool) {
    if changed {
        model.list.offers.back = 0;
        apply(model);
    }
    completion::renew(model);
}

/// Remembers the filter in force, if it is one, for another day.
pub(super) fn remember(model: &mut Model) {
    if model.list.mistake.is_none()
        && let Some(desk) = &mut model.desk
    {
        model.list.offers.fresh |= desk.remember(model.list.input.value());
    }
}

/// Writes the filters remembered, when there is a new one.
pub(super) fn kept(model: &mut Model) -> Vec<Effect> {
    match &model.desk {
        Some(desk) if std::mem::take(&mut model.list.offers.fresh) => vec![Effect::Keep(Box::new(desk.clone()))],
        _ => Vec::new(),
    }
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
        model.list.filter = command::no_filter();
    }
    model.refresh_list();
}
