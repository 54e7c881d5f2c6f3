//! Every change is saved at once, one save at a time; what fails stays unsaved and is told.

use std::path::Path;
use std::sync::Arc;

use super::{left, sharing};
use crate::query::Book;
use crate::store::{Saved, StoreError, TakenIn};
use crate::text::Say;
use crate::tui::journal::Entry;
use crate::tui::{Effect, Model};

/// Writes what was changed into the journal, and begins a save unless one is under way: also after one that failed, so that every
/// change tries again.
pub(crate) fn save(model: &mut Model) {
    let unwritten = std::mem::take(&mut model.saving.unwritten);
    if !unwritten.is_empty() {
        model.saving.edits += 1;
        model.effects.push(Effect::Journal(Entry::Edited(Arc::new(model.book.ledger().clone()), unwritten)));
    }
    if model.saving.under_way.is_none() && !model.saving.unsaved.is_empty() {
        model.saving.quiet = false;
        last(model);
    }
}

/// A moment has passed: a save that failed is tried again, without a word when it fails again.
pub(crate) fn again(model: &mut Model) {
    if model.saving.failed && model.saving.under_way.is_none() {
        save(model);
        model.saving.quiet = true;
    }
}

/// The person asks for a save: one that failed is tried again, else there is nothing to do.
pub(crate) fn ask(model: &mut Model) {
    let (zh, en) = match model.saving.is_clean() {
        _ if model.saving.failed => ("再存一次……", "saving again …"),
        true if model.saving.astray => {
            model.effects.push(Effect::TakeIn(Box::new(model.book.ledger().clone())));
            ("再看一次台账文件……", "looking at the file again …")
        }
        true => ("已保存：每次改动都随手存盘，不用另存", "all is saved: every change is saved by itself"),
        false => ("正在保存", "saving"),
    };
    model.notify(model.lang.pick(zh, en));
    save(model);
}

/// The last save before an end that does not wait: also what has changed while a save was under way.
pub(crate) fn last(model: &mut Model) {
    if model.saving.unsaved.is_empty() {
        return;
    }
    let mut touched = std::mem::take(&mut model.saving.unsaved);
    touched.extend(model.saving.under_way.take().unwrap_or_default());
    model.saving.under_way = Some(touched.clone());
    model.effects.push(Effect::Save(Arc::new(model.book.ledger().clone()), touched, model.saving.edits));
}

/// A save has ended. What others had written meanwhile comes in, and work goes on.
pub(crate) fn saved(model: &mut Model, result: Result<Saved, Box<StoreError>>) {
    let under_way = model.saving.under_way.take().unwrap_or_default();
    match result {
        Ok(saved) => {
            (model.saving.unjournalled, model.saving.rescue) = (model.saving.unjournalled && !model.saving.unsaved.is_empty(), None);
            let astray = std::mem::take(&mut model.saving.astray);
            if std::mem::take(&mut model.saving.failed) || astray {
                model.notify(model.lang.pick("已保存", "saved"));
            }
            if let Some(lack) = saved.lacks.first() {
                model.complain(lack.say(model.lang));
            }
            adopt(model, saved.taken_in.as_deref());
            save(model);
            if model.saving.is_clean() {
                sharing::when_saved(model);
            }
        }
        Err(e) => {
            model.saving.unsaved.extend(under_way);
            model.saving.failed = true;
            model.shared.wish = None;
            model.saving.rescue = e.rescue().map(Path::to_owned);
            if !model.saving.quiet {
                model.complain(format!("{}  {}", e.say(model.lang), e.hint(model.lang)));
            }
        }
    }
}

/// What others have made of the file cannot be read.
pub(crate) fn astray(model: &mut Model, error: &StoreError) {
    model.saving.astray = true;
    model.shared.wish = None;
    model.saving.rescue = error.rescue().map(Path::to_owned);
    model.complain(format!("{}  {}", error.say(model.lang), error.hint(model.lang)));
}

/// What others wrote was read.
pub(crate) fn taken_in(model: &mut Model, taken: Option<&TakenIn>) {
    if std::mem::take(&mut model.saving.astray) {
        model.notify(model.lang.pick("台账文件又读得到了", "the ledger's file can be read again"));
    }
    adopt(model, taken);
    save(model);
    model.effects.push(Effect::LookAtRepo);
}

fn adopt(model: &mut Model, taken: Option<&TakenIn>) {
    let Some(taken) = taken else { return };
    let mut ledger = model.ledger().clone();
    let gone_on = taken.adopt(&mut ledger);
    model.saving.unsaved.extend(taken.unsaved.clone());
    let ahead = model.ahead.take().filter(|book| !gone_on && book.ledger().lineage() == ledger.lineage());
    model.replace_book(ahead.map_or_else(|| Book::new(ledger, model.today), |book| *book));
    match &taken.missing {
        Some(missing) => left::from_file(model, missing),
        None => left::look(model),
    }
    let lang = model.lang;
    let news = taken.sentences(lang);
    if let Some(first) = news.first() {
        let more = if news.len() > 1 {
            lang.pick(format!("（共 {} 处）", news.len()), format!(" ({} in all)", news.len()))
        } else {
            String::new()
        };
        model.notify(format!("{}{more}{}{first}", lang.pick("已并入别处的改动", "taken in from elsewhere"), lang.pick("：", ": ")));
    }
    model.effects.push(Effect::Journal(Entry::TookIn(Arc::new(model.book.ledger().clone()))));
}
