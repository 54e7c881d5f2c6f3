//! The way of a key: to what waits for it, else to the command that it is in the view.

use crossterm::event::{KeyCode, KeyEvent};

use super::input::Input;
use super::{dialog, dispatcher, filtering, finder, form, prompt, session, typing};
use crate::tui::dialog::Dialog;
use crate::tui::{Key, Leaving, Model};

/// A key was pressed, or clicked on where it is shown.
pub(crate) fn key(model: &mut Model, event: KeyEvent) {
    model.notice = None;
    if std::mem::take(&mut model.trail.stays) && event.code == KeyCode::Esc && model.dialog.is_none() {
        return;
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
    follow(model, input)
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
