//! Every change is saved at once, one save at a time; what fails stays unsaved and is told.

use std::sync::Arc;

use super::sharing;
use crate::query::Book;
use crate::store::{Saved, StoreError, TakenIn};
use crate::text::Say;
use crate::tui::journal::Entry;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Writes what was changed into the journal, and begins a save unless one is under way: also after one that failed, so that every
/// change tries again.
pub(super) fn save(model: &mut Model) -> Vec<Effect> {
    let (unwritten, edits) = (std::mem::take(&mut model.saving.unwritten), &mut model.saving.edits);
    let saves = model.saving.under_way.is_none() && !model.saving.unsaved.is_empty();
    if unwritten.is_empty() && !saves {
        return Vec::new();
    }
    let ledger = Arc::new(model.book.ledger().clone());
    let mut effects = Vec::new();
    if !unwritten.is_empty() {
        *edits += 1;
        effects.push(Effect::Journal(Entry::Edited(ledger.clone(), unwritten)));
    }
    if saves {
        let touched = std::mem::take(&mut model.saving.unsaved);
        (model.saving.under_way, model.saving.quiet) = (Some(touched.clone()), false);
        effects.push(Effect::Save(ledger, touched, *edits));
    }
    effects
}

/// A moment has passed: a save that failed is tried again, without a word when it fails again.
pub(crate) fn again(model: &mut Model) -> Vec<Effect> {
    if !model.saving.failed {
        return Vec::new();
    }
    let effects = save(model);
    model.saving.quiet = !effects.is_empty();
    effects
}

/// The person asks for a save: one that failed is tried again, else there is nothing to do.
pub(crate) fn ask(model: &mut Model) -> Vec<Effect> {
    let lang = model.lang;
    if model.saving.failed {
        model.tell(lang.pick("再存一次……", "saving again …"));
        return save(model);
    }
    let clean = model.saving.is_clean();
    let all = lang.pick("已保存：每次改动都随手存盘，不用另存", "all is saved: every change is saved by itself");
    model.tell(if clean { all } else { lang.pick("正在保存", "saving") });
    save(model)
}

/// The last save before an end that does not wait: also what has changed while a save was under way.
pub(crate) fn last(model: &mut Model) -> Vec<Effect> {
    if model.saving.unsaved.is_empty() {
        return Vec::new();
    }
    let mut touched = std::mem::take(&mut model.saving.unsaved);
    touched.extend(model.saving.under_way.take().unwrap_or_default());
    model.saving.under_way = Some(touched.clone());
    vec![Effect::Save(Arc::new(model.ledger().clone()), touched, model.saving.edits)]
}

/// A save has ended. What others had written meanwhile comes in, and work goes on.
pub(crate) fn saved(model: &mut Model, result: Result<Saved, Box<StoreError>>) -> Vec<Effect> {
    let under_way = model.saving.under_way.take().unwrap_or_default();
    match result {
        Ok(saved) => {
            if std::mem::take(&mut model.saving.failed) {
                model.tell(model.lang.pick("已保存", "saved"));
            }
            if let Some(lack) = saved.lacks.first() {
                model.complain(lack.say(model.lang));
            }
            let mut effects = adopt(model, saved.taken_in.as_deref());
            let more = save(model);
            effects.extend(if more.is_empty() { sharing::when_saved(model) } else { more });
            effects
        }
        Err(e) => {
            model.saving.unsaved.extend(under_way);
            model.saving.failed = true;
            model.shared.wish = None;
            if !model.saving.quiet {
                model.complain(format!("{}  {}", e.say(model.lang), e.hint(model.lang)));
            }
            Vec::new()
        }
    }
}

/// Somebody changed the file: what is new in it comes in.
pub(crate) fn changed_on_disk(model: &Model) -> Vec<Effect> {
    vec![Effect::TakeIn(Box::new(model.ledger().clone()))]
}

/// What others wrote was read.
pub(crate) fn taken_in(model: &mut Model, taken: Option<&TakenIn>) -> Vec<Effect> {
    let mut effects = adopt(model, taken);
    effects.extend(save(model));
    effects.push(Effect::LookAtRepo);
    effects
}

fn adopt(model: &mut Model, taken: Option<&TakenIn>) -> Vec<Effect> {
    let Some(taken) = taken else { return Vec::new() };
    let mut ledger = model.ledger().clone();
    let gone_on = taken.adopt(&mut ledger);
    let ahead = model.ahead.take().filter(|book| !gone_on && book.ledger().lineage() == ledger.lineage());
    model.replace_book(ahead.map_or_else(|| Book::new(ledger, model.today), |book| *book));
    let lang = model.lang;
    let news = taken.sentences(lang);
    if let Some(first) = news.first() {
        let more = if news.len() > 1 {
            lang.pick(format!("（共 {} 处）", news.len()), format!(" ({} in all)", news.len()))
        } else {
            String::new()
        };
        model.tell(format!("{}{more}{}{first}", lang.pick("已并入别处的改动", "taken in from elsewhere"), lang.pick("：", ": ")));
    }
    vec![Effect::Journal(Entry::TookIn(Arc::new(model.ledger().clone())))]
}
