//! Typing the filter: the list follows with every key.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::input::Input;
use super::{filter, going};
use crate::tui::command::{Move, Rows};
use crate::tui::listing::Words;
use crate::tui::views::list::Offers;
use crate::tui::{Model, View};

/// Begins to type; what is already there is replaced by what is typed, or gone on with from its end or beginning. In a view without a filter it is the list's.
pub(crate) fn begin(model: &mut Model) {
    let (tab, book) = model.tab_mut();
    if let Some(filter) = tab.filter() {
        filter.typing = true;
        filter.input.select_all();
        return tab.refit(book);
    }
    if !model.view.has_rows_of_list() {
        going::go(model, View::List);
    }
    model.list.typing = true;
    model.list.input.select_all();
    model.list.zoomed = false;
    model.list.offers = Offers::default();
    filter::offer(model);
}

/// A hanzi typed in a view opens the filter with it: an input method is on, and no key means a hanzi.
pub(crate) fn begin_with(model: &mut Model, event: KeyEvent) -> Input {
    if let KeyCode::Char(c) = event.code
        && !c.is_ascii()
        && c.is_alphanumeric()
        && !event.modifiers.contains(KeyModifiers::CONTROL)
    {
        begin(model);
        let input = key(model, event);
        if !std::mem::replace(&mut model.told_of_input_method, true) {
            let zh = "输入法开着：打的字进了筛选；按 Shift 切换成英文再按命令键，或按 F9 用数字选命令";
            model.notify(
                model.lang.pick(zh, "an input method is on: what is typed filters; switch it off (Shift), or F9 lists commands by number"),
            );
        }
        return input;
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
            filter::remember(model);
        }
        KeyCode::Esc => {
            model.list.typing = false;
            filter::set(model, "");
        }
        KeyCode::Backspace if model.list.input.value().is_empty() => model.list.typing = false,
        KeyCode::Char(c @ ('p' | 'n')) if event.modifiers.contains(KeyModifiers::CONTROL) => filter::recall(model, c == 'p'),
        KeyCode::Tab if model.list.offers.any() => filter::take_offer(model),
        KeyCode::Up | KeyCode::Down if model.list.offers.any() => filter::step_offers(model, event.code == KeyCode::Down),
        KeyCode::Up => model.list.step(-1),
        KeyCode::Down => model.list.step(1),
        KeyCode::Tab => return Rows::NextScope.into(),
        KeyCode::BackTab => return Rows::NextWhich.into(),
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
        filter::apply(model);
    }
    filter::offer(model);
}
