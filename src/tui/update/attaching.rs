//! What is attached to entries: looked for beside the ledger, then attached to those that there are by then.

use super::bulk;
use crate::domain::{AnyRecord, Attachment, Change, Entry, EntryId, Ledger};
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Has something looked for that is to be attached.
pub(super) fn look_for(model: &mut Model, entries: Vec<EntryId>, what: String) {
    model.effects.push(Effect::LookForFile(entries, what));
}

/// What a record is about to name that is attached, and may be a file: what has a hash is known as one.
pub(super) fn unsealed(record: &AnyRecord, ledger: &Ledger) -> Vec<(EntryId, String)> {
    let AnyRecord::Entry(entry) = record else { return Vec::new() };
    let before = ledger.get(&entry.id);
    let is_new = |one: &&Attachment| one.sha256.is_empty() && before.is_none_or(|before| !before.attachments.contains(one));
    entry.attachments.iter().filter(is_new).map(|one| (entry.id.clone(), one.name.clone())).collect()
}

/// Attaches what was found, to all of these entries as one step.
pub(super) fn found(model: &mut Model, entries: &[EntryId], one: &Attachment) {
    let with = |old: &Entry| {
        let mut new = old.clone();
        new.attach(one.clone());
        (new != *old).then(|| (Change::amend(new), old.heading()))
    };
    let changes: Vec<(Change, String)> = entries.iter().filter_map(|id| model.ledger().get(id)).filter_map(|old| with(old)).collect();
    let what = format!("{}{}", model.lang.pick("附件：", "attached: "), one.told());
    match changes.is_empty() {
        true => model.notify(model.lang.pick("已经附上，没有改动", "it is attached already")),
        false => bulk::propose(model, changes, entries.len(), &what),
    }
}
