//! What a message does to the model. No IO happens here: it is asked for with effects.

mod arguments;
mod asking;
mod attaching;
pub(super) mod bulk;
mod closing;
mod columns;
mod dialog;
mod dispatcher;
mod drafts;
mod edits;
pub(super) mod exports;
pub(super) mod filter;
pub(super) mod filtering;
mod finder;
mod form;
mod given;
pub(super) mod going;
pub(super) mod input;
mod keys;
mod layout;
mod left;
mod letters;
mod mouse;
mod moving;
mod news;
mod of_steps;
mod panel;
mod places;
mod prompt;
mod rearranging;
mod restoring;
mod saved;
mod saving;
mod session;
mod sharing;
mod show;
mod steps;
pub(super) mod tables;
mod typing;
pub(super) mod values;
mod who;

pub(crate) use asking::welcome;
pub(crate) use drafts::give_up as give_up_draft;
pub(crate) use form::open as ask_of;
pub(crate) use form::reopen as open_draft;
pub(crate) use form::run as ask;
pub(crate) use layout::restore as restore_layout;
pub(crate) use news::{look_for as look_for_news, saw as saw_news};
pub(crate) use places::open_with;

use crossterm::event::KeyEventKind;

use super::message::{Effect, Message};
use super::model::Model;
use super::views::{dispatch, import, today};
use crate::text::{Say, os_error, set_ambiguous_wide};

/// Takes one message in; gives what the world is asked to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    set_ambiguous_wide(model.ascii);
    take(model, message);
    settle(model);
    while let Some(event) = model.dispatch.release() {
        keys::key(model, event);
        settle(model);
    }
    model.take_effects()
}

/// What follows whatever was taken in.
fn settle(model: &mut Model) {
    if model.dialog.is_none() {
        model.take_sight();
    }
    asking::settle(model);
    filter::keep(model);
    drafts::keep(model);
    layout::keep(model);
    dispatch::commands::draft(model);
    session::settle(model);
    left::settle(model);
    news::settle(model);
}

fn take(model: &mut Model, message: Message) {
    match message {
        Message::Key(event) if event.kind == KeyEventKind::Release => {}
        Message::Key(event) => keys::key(model, event),
        Message::Paste(text) => typing::paste(model, &text),
        Message::Wheel(down) => mouse::wheel(model, down),
        Message::WheelOver(hit, down) => mouse::wheel_over(model, hit, down),
        Message::Point(hit, x, y) => mouse::point(model, hit, (x, y), false),
        Message::Click(hit) => mouse::click(model, hit, false),
        Message::DoubleClick(hit) => mouse::click(model, hit, true),
        Message::Drag(hit, x, y) => mouse::drag(model, hit, (x, y)),
        Message::Redraw => {}
        Message::Tick => saving::again(model),
        Message::Saved(result) => saving::saved(model, result),
        // What is shown is past, and stays as it was.
        Message::ChangedOnDisk if model.is_past() => {}
        Message::ChangedOnDisk => model.effects.push(Effect::TakeIn(Box::new(model.book.ledger().clone()))),
        Message::Ahead(book) => model.ahead = Some(book),
        Message::TakenIn(Ok(taken)) => saving::taken_in(model, taken.as_deref()),
        Message::TakenIn(Err(e)) => saving::astray(model, &e),
        Message::Committed => {
            model.history.share();
            model.effects.extend([Effect::Heard, Effect::LookAtRepo]);
        }
        Message::Stays(ledger, updates) => bulk::stays(model, &ledger, &updates),
        Message::Drafted(drafted) => model.dispatch.take(*drafted),
        Message::Exported(name, result) => dispatch::commands::exported(model, &name, result),
        Message::Letters(written) => letters::written(model, *written),
        Message::FileFound(entries, one) => attaching::found(model, &entries, &one),
        Message::Closing(name, written) => closing::written(model, &name, written),
        Message::Backups(all, after) => restoring::listed(model, all, &after),
        Message::Restored(backups, ledger) => restoring::read(model, backups, ledger),
        Message::Waiting(holder) => {
            let more = model.lang.pick("，排队等候", "; waiting for that");
            model.notify(format!("{}{more}", holder.say(model.lang)));
        }
        Message::NotJournalled(e) => {
            let why = os_error(&e, model.lang);
            model.saving.unjournalled = true;
            let (zh, en) = (format!("改动没能记进日志（{why}）；照常存盘"), format!("the journal cannot be written ({why}); saves go on"));
            model.complain(model.lang.pick(zh, en));
        }
        Message::NotDrafted(e) => {
            let why = os_error(&e, model.lang);
            let (zh, en) = (
                format!("表单里打的字没能留底（{why}）；交了才算数"),
                format!("what is typed into forms cannot be kept ({why}) before it is handed in"),
            );
            model.complain(model.lang.pick(zh, en));
        }
        Message::NotKept(text) => model.complain(text),
        Message::Import(brought) => import::commands::brought(model, brought),
        Message::Compared(found) => today::commands::compared(model, *found),
        Message::News(found) => news::came(model, found),
        Message::Sharing(news) => sharing::news(model, news),
        Message::Ground(ground) => model.set_ground(ground),
        Message::Terminate => {
            model.quit = true;
            saving::last(model);
        }
    }
}
