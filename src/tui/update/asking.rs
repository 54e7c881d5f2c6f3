//! When the question who sits here is put, and what goes on after it.

use super::{dispatcher, form, show, who};
use crate::tui::command::{Ask, Command};
use crate::tui::model::Asking;
use crate::tui::{Model, View};

/// Shows the tour to somebody who has never seen it, and remembers that.
pub(crate) fn welcome(model: &mut Model) {
    who::ask_soon(model);
    show::greet(model);
    settle(model);
}

/// Goes on when what was open is closed: with the question, or with what waited for its answer.
pub(crate) fn settle(model: &mut Model) {
    if model.dialog.is_some() {
        return;
    }
    match std::mem::take(&mut model.asking) {
        Asking::Not => {}
        // Who types on past the tour is not interrupted: he is asked before he changes anything.
        Asking::Soon if model.view != View::Today || model.is_typing() => {}
        Asking::Soon => ask(model, None),
        Asking::Wanted(command) => ask(model, command),
        Asking::Before(command) => {
            if !std::mem::replace(&mut model.identity.asked, true) {
                model.notify(model.lang.pick("以后随时用 :我 说明我是谁", "say who we are at any time with :us"));
                who::keep(model);
            }
            if let Some(command) = command {
                dispatcher::run(model, *command);
            }
        }
    }
}

fn ask(model: &mut Model, before: Option<Box<Command>>) {
    model.asking = Asking::Before(before);
    form::run(model, Ask::Us);
}
