//! What a message does to the model. No IO happens here: it is asked for with effects.

mod arguments;
pub(super) mod bulk;
mod columns;
mod completion;
mod dialog;
mod dispatcher;
mod edits;
pub(super) mod filter;
pub(super) mod filtering;
mod finder;
mod form;
mod given;
pub(super) mod going;
pub(super) mod input;
mod keys;
mod leaving;
mod mouse;
mod moving;
mod offers;
mod places;
mod prompt;
mod restoring;
mod saved;
mod saving;
mod session;
mod sharing;
mod show;
mod steps;
mod tour;
mod typing;
pub(super) mod values;

pub(crate) use places::open_with;
pub(crate) use tour::welcome;

use crossterm::event::KeyEventKind;

use super::message::{Effect, Message};
use super::model::Model;
use super::views::dispatch;
use crate::text::{Say, os_error, set_ambiguous_wide};

/// Takes one message in; gives what the world is asked to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    set_ambiguous_wide(model.ascii);
    let mut effects = take(model, message);
    for effect in &effects {
        if let Effect::Copy(text) = effect {
            text.clone_into(&mut model.clipboard);
        }
    }
    effects.extend(filter::kept(model));
    effects.extend(form::kept(model));
    effects.extend(dispatch::commands::draft(model));
    effects.extend(model.take_stale().map(Effect::LetGo));
    leaving::settle(model);
    effects
}

/// What the person did.
fn take(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(event) if event.kind == KeyEventKind::Release => Vec::new(),
        Message::Key(event) => keys::key(model, event),
        Message::Paste(text) => {
            typing::paste(model, &text);
            Vec::new()
        }
        Message::Wheel(down) => mouse::wheel(model, down),
        Message::WheelOver(hit, down) => mouse::wheel_over(model, hit, down),
        Message::Point(hit, x, y) => mouse::point(model, hit, (x, y), false),
        Message::Click(hit) => mouse::click(model, hit, false),
        Message::DoubleClick(hit) => mouse::click(model, hit, true),
        Message::Drag(hit, x, y) => mouse::drag(model, hit, (x, y)),
        Message::Redraw => Vec::new(),
        news => hear(model, news),
    }
}

/// What came of what was asked of the world, and what happened there.
fn hear(model: &mut Model, news: Message) -> Vec<Effect> {
    match news {
        Message::Tick => saving::again(model),
        Message::Saved(result) => saving::saved(model, result),
        Message::ChangedOnDisk => saving::changed_on_disk(model),
        Message::Ahead(book) => {
            model.ahead = Some(book);
            Vec::new()
        }
        Message::TakenIn(Ok(taken)) => saving::taken_in(model, taken.as_deref()),
        Message::TakenIn(Err(e)) => {
            model.complain(format!("{}  {}", e.say(model.lang), e.hint(model.lang)));
            Vec::new()
        }
        Message::Committed => {
            model.history.share();
            vec![Effect::LookAtRepo]
        }
        Message::Drafted(drafted) => {
            model.dispatch.take(*drafted);
            Vec::new()
        }
        Message::Exported(name, result) => {
            dispatch::commands::exported(model, &name, result);
            Vec::new()
        }
        Message::Backups(all) => {
            restoring::listed(model, all);
            Vec::new()
        }
        Message::Restored(backups, ledger) => {
            restoring::read(model, backups, ledger);
            Vec::new()
        }
        Message::Waiting(holder) => {
            let zh = "，排队等候";
            model.tell(format!("{}{}", holder.say(model.lang), model.lang.pick(zh, "; waiting for that")));
            Vec::new()
        }
        Message::NotJournalled(e) => {
            let why = os_error(&e, model.lang);
            let (zh, en) = (format!("改动没能记进日志（{why}）；照常存盘"), format!("the journal cannot be written ({why}); saves go on"));
            model.complain(model.lang.pick(zh, en));
            Vec::new()
        }
        Message::NotKept(text) => {
            model.complain(text);
            Vec::new()
        }
        Message::Sharing(news) => sharing::news(model, news),
        Message::Ground(ground) => {
            model.set_ground(ground);
            Vec::new()
        }
        Message::Terminate => {
            model.quit = true;
            saving::last(model)
        }
        _ => Vec::new(),
    }
}
