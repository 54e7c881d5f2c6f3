use crossterm::event::KeyEvent;

use crate::tui::command::Command;

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
