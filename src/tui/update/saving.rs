//! Every change is saved at once, one save at a time; what fails stays unsaved and is told.

use crate::domain::Ledger;
use crate::store::StoreError;
use crate::text::Say;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Begins a save unless one is under way or the last one failed.
pub(super) fn save(model: &mut Model) -> Vec<Effect> {
    if model.saving.under_way.is_some() || model.saving.unsaved.is_empty() || model.saving.failed {
        return Vec::new();
    }
    let touched = std::mem::take(&mut model.saving.unsaved);
    model.saving.under_way = Some(touched.clone());
    vec![Effect::Save(Box::new(model.ledger.clone()), touched)]
}

/// Tries again after a failure.
pub(super) fn retry(model: &mut Model) -> Vec<Effect> {
    model.saving.failed = false;
    save(model)
}

/// A save has ended.
pub(super) fn saved(model: &mut Model, result: Result<(), Box<StoreError>>) -> Vec<Effect> {
    let under_way = model.saving.under_way.take().unwrap_or_default();
    match result {
        Ok(()) => save(model),
        Err(e) => {
            model.saving.unsaved.extend(under_way);
            model.saving.failed = true;
            model.complain(format!("{}  {}", e.say(model.lang), e.hint(model.lang)));
            Vec::new()
        }
    }
}

/// Somebody changed the file: what is all saved is read again.
pub(super) fn changed_on_disk(model: &mut Model) -> Vec<Effect> {
    if model.saving.is_clean() { vec![Effect::Load] } else { Vec::new() }
}

/// The file was read again.
pub(super) fn loaded(model: &mut Model, ledger: Ledger) -> Vec<Effect> {
    if !model.saving.is_clean() || ledger == model.ledger {
        return Vec::new();
    }
    model.replace_ledger(ledger);
    model.tell(model.lang.pick("台账文件被别处改动，已重新读取", "the ledger's file was changed elsewhere and has been read again"));
    Vec::new()
}
