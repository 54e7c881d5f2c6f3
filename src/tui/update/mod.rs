//! What a message does to the model. No IO happens here: it is asked for with effects.

mod bulk;
mod columns;
mod command;
mod completion;
mod contested;
mod dialog;
mod dispatch;
mod edits;
mod filter;
mod form;
mod given;
mod indicators;
mod leaving;
mod mouse;
mod offers;
mod places;
mod prompt;
mod saved;
mod saving;
mod sharing;
mod steps;
mod timeline;
mod tour;
mod typing;
mod values;

pub(super) use places::open_with;
pub(super) use tour::welcome;

use crossterm::event::{KeyEvent, KeyEventKind};

use super::keymap::Key;
use super::message::{Effect, Message};
use super::model::{Leaving, Model};
use crate::text::{Say, set_ambiguous_wide};

/// Takes one message in; gives what the world is asked to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    set_ambiguous_wide(model.ascii);
    let mut effects = take(model, message);
    for effect in &effects {
        if let Effect::Copy(text) = effect {
            text.clone_into(&mut model.clipboard);
        }
    }
    effects.extend(dispatch::draft(model));
    effects.extend(model.take_stale().map(Effect::LetGo));
    leaving::settle(model);
    effects
}

fn take(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(event) if event.kind == KeyEventKind::Release => Vec::new(),
        Message::Key(event) => key(model, event),
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
        Message::Redraw | Message::Tick => Vec::new(),
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
            dispatch::exported(model, &name, result);
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
    }
}

fn key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    model.notice = None;
    if model.leaving != Leaving::No {
        leaving::key(model, event);
        return Vec::new();
    }
    if model.dialog.is_some() {
        return dialog::key(model, event);
    }
    if model.is_typing() {
        return filter::key(model, event);
    }
    let key = Key::of(event);
    if let Some(action) = model.keymap.action_of(key, model.view) {
        return command::act(model, action);
    }
    filter::begin_with(model, event)
}
