//! Runs commands: each family in its file, whose match has an arm for every variant.

use super::{
    closing, columns, edits, form, given, going, letters, moving, of_steps, places, restoring, saved, session, sharing, show, steps,
    tables, who,
};
use crate::tui::command::{Binding, Command};
use crate::tui::model::Model;
use crate::tui::views::contested::Rule;
use crate::tui::views::each_view;

/// Runs a command; where what it needs is missing, that is told.
pub(crate) fn run(model: &mut Model, command: Command) {
    if let Some(lack) = Binding::of(&command).and_then(|b| model.lack(b.need)) {
        return model.notify(lack);
    }
    let changes = command.edits() || matches!(command, Command::Steps(_) | Command::Restore(_) | Command::Share(_));
    if changes && who::only_looks(model) {
        return;
    }
    if command.edits() && who::is_unknown(model) {
        return who::ask_before(model, command);
    }
    carry_out(model, command)
}

macro_rules! families {
    ($($(#[$doc:meta])* $View:ident $tab:tt $go:tt $folder:ident $Family:ident $state:tt $rows:ident;)*) => {
        fn carry_out(model: &mut Model, command: Command) {
            match command {
                $(Command::$Family(own) => crate::tui::views::$folder::commands::run(model, own),)*
                Command::Given(given) => given::run(model, given),
                Command::Edit(edit) => edits::carry_out(model, edit),
                Command::OfSteps(what) => of_steps::run(model, what),
                Command::Steps(way) => steps::run(model, way),
                Command::Tables(what) => tables::run(model, what),
                Command::Urge(urge) => letters::run(model, urge),
                Command::Closing(what) => closing::run(model, what),
                Command::Views(views) => saved::run(model, views),
                Command::Restore(restore) => restoring::run(model, restore),
                Command::Share(share) => sharing::run(model, share),
                Command::Show(what) => show::run(model, what),
                Command::Session(session) => session::run(model, session),
                Command::Move(to) => moving::run(model, to),
                Command::Go(to) => places::run(model, to),
                Command::Mark(mark) => moving::mark(model, mark),
                Command::Columns(columns) => columns::run(model, columns),
                Command::Ask(ask) => form::run(model, ask),
            }
        }
    };
}

each_view!(families);

/// Runs a command that was found, where it means something. A ruling is not made for what one has not seen.
pub(crate) fn seek(model: &mut Model, command: Command) {
    let has_moved = going::go_for(model, &command);
    if !has_moved || command != Command::Rule(Rule::Here) {
        run(model, command);
    }
}
