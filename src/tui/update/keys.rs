//! The way of a key: to what waits for it, else to the command that it is in the view.

use crossterm::event::{KeyCode, KeyEvent};

use super::input::Input;
use super::{dialog, dispatcher, filtering, finder, form, prompt, session, typing};
use crate::tui::command::{Command, Go};
use crate::tui::dialog::Dialog;
use crate::tui::{Key, Leaving, Model, View};

/// A key was pressed, or clicked on where it is shown.
pub(crate) fn key(model: &mut Model, event: KeyEvent) {
    model.notice = None;
    // Its foot says that Esc ends it, and so it may be pressed once too often.
    let in_menu = matches!(&model.dialog, Some(Dialog::Menu(menu)) if menu.items.iter().any(|item| item.space.is_some()));
    if model.leaving == Leaving::No && waits_for_rows(model, event) {
        return model.dispatch.hold(event);
    }
    let input = match &model.dialog {
        _ if model.leaving != Leaving::No => return session::key(model, event),
        None if model.is_typing() => filtering::key(model, event),
        None => Input::Pass(event),
        Some(Dialog::Form(_)) => form::key(model, event),
        Some(Dialog::Finder(_)) => finder::key(model, event),
        Some(Dialog::Prompt(_)) => prompt::key(model, event),
        Some(_) => dialog::key(model, event),
    };
    follow(model, input);
    model.menu_closed = in_menu && model.dialog.is_none() && event.code != KeyCode::Esc;
}

/// Whether a key is for rows that are still put together: what is typed ahead acts on the table that it opened, and not on nothing.
fn waits_for_rows(model: &mut Model, event: KeyEvent) -> bool {
    if model.dialog.is_some() || model.is_typing() || model.view != View::Dispatch || !model.dispatch.awaits_rows() {
        return false;
    }
    let goes = model.keymap.binding_of(Key::of(event), model.view).is_some_and(|binding| match binding.command {
        Command::Go(to) => to != Go::Open && to != Go::ShowEntry,
        Command::Session(_) | Command::Bulletin(_) => true,
        _ => false,
    });
    if goes {
        model.dispatch.drop_held();
    }
    !goes
}

pub(crate) fn follow(model: &mut Model, input: Input) {
    match input {
        Input::Taken => {}
        Input::Type(event) => typing::key(model, event),
        Input::Run(command) => dispatcher::run(model, command),
        Input::Seek(command) => dispatcher::seek(model, command),
        Input::Pass(event) => match model.keymap.binding_of(Key::of(event), model.view) {
            Some(binding) => dispatcher::run(model, binding.command.clone()),
            None => {
                let input = filtering::begin_with(model, event);
                follow(model, input)
            }
        },
    }
}
