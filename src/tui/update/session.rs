//! How the session looks, and its end.

use super::{leaving, saving};
use crate::tui::command::Session;
use crate::tui::model::Model;

pub(crate) fn run(model: &mut Model, session: Session) {
    match session {
        Session::Theme(theme) => model.set_theme(theme.map(|t| *t)),
        Session::Lang(lang) => model.speak(lang),
        Session::Save => return saving::ask(model),
        Session::Quit => return leaving::quit(model),
        Session::Leave => leaving::drop_unsaved(model),
    }
}
