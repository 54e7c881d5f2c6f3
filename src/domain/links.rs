//! The links between entries, read the other way round too.

use std::collections::HashMap;

use super::entry::Entry;
use super::id::EntryId;
use super::records::Records;

/// The links of all entries, read the other way round too.
#[derive(Clone, Debug, Default)]
pub struct Links {
    carriers: HashMap<EntryId, Vec<EntryId>>,
    things: HashMap<EntryId, Vec<EntryId>>,
}

impl Links {
    pub(super) fn of(entries: &Records<Entry>) -> Links {
        let mut links = Links::default();
        for entry in entries.iter() {
            for above in &entry.carries_out {
                links.carriers.entry(above.clone()).or_default().push(entry.id.clone());
            }
            for other in entry.same_as.iter().filter(|other| entries.by_id(other).is_some()) {
                links.unite(&entry.id, other);
            }
        }
        let place = |id: &EntryId| entries.place_of(id);
        links.things.values_mut().for_each(|thing| thing.sort_by_key(place));
        links
    }

    /// Makes one thing of the things of two entries.
    fn unite(&mut self, one: &EntryId, other: &EntryId) {
        let mut all: Vec<EntryId> = Vec::new();
        for id in [one, other] {
            for part in self.things.get(id).cloned().unwrap_or_else(|| vec![id.clone()]) {
                if !all.contains(&part) {
                    all.push(part);
                }
            }
        }
        for id in &all {
            self.things.insert(id.clone(), all.clone());
        }
    }

    /// The entries that carry one out, in the ledger's order.
    pub(super) fn carriers(&self, id: &EntryId) -> &[EntryId] {
        self.carriers.get(id).map_or(&[], Vec::as_slice)
    }

    /// All entries that name one thing, in the ledger's order; none where only this one does.
    pub(super) fn thing(&self, id: &EntryId) -> &[EntryId] {
        self.things.get(id).map_or(&[], Vec::as_slice)
    }
}
