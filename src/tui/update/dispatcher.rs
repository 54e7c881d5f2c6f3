//! Runs commands: each family in its file, whose match has an arm for every variant.

use super::{
    columns, contested, dispatch, edits, form, given, going, moving, places, rows, saved, session, sharing, show, steps, timeline,
};
use crate::tui::command::{Binding, Command, Rule};
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Runs a command; where what it needs is missing, that is told.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    if let Some(lack) = Binding::of(&command).and_then(|b| model.lack(b.need)) {
        model.tell(lack);
        return Vec::new();
    }
    match command {
        Command::Given(given) => return given::run(model, given),
        Command::Edit(edit) => return edits::carry_out(model, edit),
        Command::Rule(rule) => return contested::run(model, rule),
        Command::Bulletin(bulletin) => return dispatch::run(model, bulletin),
        Command::Steps(way) => return steps::run(model, way),
        Command::Views(views) => return saved::run(model, views),
        Command::Share(share) => return sharing::run(model, share),
        Command::Show(what) => return show::run(model, what),
        Command::Session(session) => return session::run(model, session),
        Command::Move(to) => moving::run(model, to),
        Command::Go(to) => places::run(model, to),
        Command::Rows(rows) => rows::run(model, rows),
        Command::Mark(mark) => moving::mark(model, mark),
        Command::Columns(columns) => columns::run(model, columns),
        Command::Ask(ask) => form::run(model, ask),
        Command::Time(time) => timeline::run(model, time),
    }
    Vec::new()
}

/// Runs a command that was found, where it means something. A ruling is not made for what one has not seen.
pub(super) fn seek(model: &mut Model, command: Command) -> Vec<Effect> {
    let has_moved = going::go_for(model, &command);
    if has_moved && command == Command::Rule(Rule::Here) { Vec::new() } else { run(model, command) }
}
