//! The way of a key: to what waits for it, else to the command that it is in the view.

use crossterm::event::KeyEvent;

use super::{dialog, dispatcher, filter, finder, form, prompt, session, typing};
use crate::tui::command::Command;
use crate::tui::dialog::Dialog;
use crate::tui::{Key, Leaving, Model};

/// What a key or a click comes to.
#[derive(Debug)]
pub(crate) enum Input {
    /// It was taken where it was.
    Taken,
    /// It goes into the field with the caret.
    Type(KeyEvent),
    /// It closed what was open, and means what it means in the view.
    Pass(KeyEvent),
    Run(Command),
    /// Runs where it means something: in this view, else in the first in which it does.
    Seek(Command),
}

impl<C: Into<Command>> From<C> for Input {
    fn from(command: C) -> Input {
        Input::Run(command.into())
    }
}

/// A key was pressed, or clicked on where it is shown.
pub(crate) fn key(model: &mut Model, event: KeyEvent) {
    model.notice = None;
    let input = match &model.dialog {
        _ if model.leaving != Leaving::No => return session::key(model, event),
        None if model.is_typing() => filter::key(model, event),
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
                let input = filter::begin_with(model, event);
                follow(model, input)
            }
        },
    }
}
