//! Every change is saved at once, one save at a time; what fails stays unsaved and is told.

use super::sharing;
use crate::query::Book;
use crate::store::{Saved, StoreError, TakenIn};
use crate::text::Say;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Begins a save unless one is under way: also after one that failed, so that every change tries again.
pub(super) fn save(model: &mut Model) -> Vec<Effect> {
    if model.saving.under_way.is_some() || model.saving.unsaved.is_empty() {
        return Vec::new();
    }
    let touched = std::mem::take(&mut model.saving.unsaved);
    (model.saving.under_way, model.saving.quiet) = (Some(touched.clone()), false);
    vec![Effect::Save(Box::new(model.ledger().clone()), touched)]
}

/// A moment has passed: a save that failed is tried again, without a word when it fails again.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    if !model.saving.failed {
        return Vec::new();
    }
    let effects = save(model);
    model.saving.quiet = !effects.is_empty();
    effects
}

/// The person asks for a save: one that failed is tried again, else there is nothing to do.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
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
pub(super) fn last(model: &mut Model) -> Vec<Effect> {
    if model.saving.unsaved.is_empty() {
        return Vec::new();
    }
    let mut touched = std::mem::take(&mut model.saving.unsaved);
    touched.extend(model.saving.under_way.take().unwrap_or_default());
    model.saving.under_way = Some(touched.clone());
    vec![Effect::Save(Box::new(model.ledger().clone()), touched)]
}

/// A save has ended. What others had written meanwhile comes in, and work goes on.
pub(super) fn saved(model: &mut Model, result: Result<Saved, Box<StoreError>>) -> Vec<Effect> {
    let under_way = model.saving.under_way.take().unwrap_or_default();
    match result {
        Ok(saved) => {
            if std::mem::take(&mut model.saving.failed) {
                model.tell(model.lang.pick("已保存", "saved"));
            }
            if let Some(lack) = saved.lacks.first() {
                model.complain(lack.say(model.lang));
            }
            adopt(model, saved.taken_in.as_deref());
            let mut effects = save(model);
            if effects.is_empty() {
                effects = sharing::when_saved(model);
            }
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
pub(super) fn changed_on_disk(model: &Model) -> Vec<Effect> {
    vec![Effect::TakeIn(Box::new(model.ledger().clone()))]
}

/// What others wrote was read.
pub(super) fn taken_in(model: &mut Model, taken: Option<&TakenIn>) -> Vec<Effect> {
    adopt(model, taken);
    let mut effects = save(model);
    effects.push(Effect::LookAtRepo);
    effects
}

fn adopt(model: &mut Model, taken: Option<&TakenIn>) {
    let Some(taken) = taken else { return };
    let mut ledger = model.ledger().clone();
    let gone_on = taken.adopt(&mut ledger);
    model.saving.unsaved.extend(taken.put_back.clone());
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
}
