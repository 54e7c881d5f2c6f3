//! The links between entries, read the other way round too.

use chrono::NaiveDate;
use std::collections::HashMap;

use super::entry::{Entry, LEVELS};
use super::handed::{handed_along, shared_after};
use super::handover::Handover;
use super::id::EntryId;
use super::list::Cooperation;
use super::records::Records;
use super::stated::Lead;

/// The links of all entries, read the other way round too.
#[derive(Clone, Debug, Default)]
pub struct Links {
    carriers: HashMap<EntryId, Vec<EntryId>>,
    /// The entries under one that others carry out, without those.
    below: HashMap<EntryId, Vec<EntryId>>,
    things: HashMap<EntryId, Vec<EntryId>>,
    /// Where something was handed over, who shares since.
    shared: HashMap<EntryId, Vec<Cooperation>>,
}

impl Links {
    /// Those of a day.
    pub(super) fn of(entries: &Records<Entry>, day: NaiveDate) -> Links {
        let mut links = Links::default();
        for entry in entries.iter() {
            if !entry.handed.is_empty() {
                links.shared.insert(entry.id.clone(), shared_on(entries, entry, day));
            }
            for above in &entry.carries_out {
                links.carriers.entry(above.clone()).or_default().push(entry.id.clone());
            }
            for other in entry.same_as.iter().filter(|other| entries.by_id(other).is_some()) {
                links.unite(&entry.id, other);
            }
        }
        for entry in entries.iter() {
            let above = entry.parent.as_ref().and_then(|parent| links.carriers.get_key_value(parent));
            if let Some((parent, _)) = above.filter(|(_, carriers)| !carriers.contains(&entry.id)) {
                links.below.entry(parent.clone()).or_default().push(entry.id.clone());
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

    /// Who shares in an entry since something of it was handed over; none where nothing was.
    pub(super) fn shared(&self, id: &EntryId) -> Option<&[Cooperation]> {
        self.shared.get(id).map(Vec::as_slice)
    }

    /// The entries that carry one out, in the ledger's order.
    pub(super) fn carriers(&self, id: &EntryId) -> &[EntryId] {
        self.carriers.get(id).map_or(&[], Vec::as_slice)
    }

    /// Those under one that others carry out, which are done for themselves, in the ledger's order.
    pub(super) fn below(&self, id: &EntryId) -> &[EntryId] {
        self.below.get(id).map_or(&[], Vec::as_slice)
    }

    /// All entries that name one thing, in the ledger's order; none where only this one does.
    pub(super) fn thing(&self, id: &EntryId) -> &[EntryId] {
        self.things.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Who shares on a day in an entry of which something was handed over.
fn shared_on(entries: &Records<Entry>, entry: &Entry, day: NaiveDate) -> Vec<Cooperation> {
    let above = |at: &&Entry| entries.by_id(at.parent.as_ref().filter(|_| at.lead == Lead::Inherited)?).map(AsRef::as_ref);
    let path: Vec<&Entry> = std::iter::successors(Some(entry), above).take(LEVELS).collect();
    let handed: Vec<&Handover> = handed_along(path.iter().copied()).into_iter().filter(|one| one.on <= day).collect();
    path.last().map_or_else(Vec::new, |holder| shared_after(&holder.cooperating, &handed))
}
