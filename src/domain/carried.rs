//! In what an entry goes on that is carried over: a plan, other entries, or what stands in no ledger.

use super::entry::Entry;
use super::fold::fold;
use super::id::EntryId;
use super::ledger::Ledger;
use super::status::Status;
use super::update::{Fact, Update};
use crate::text::list_parts;

/// The ids of entries in which another goes on, as the log has them.
pub(super) fn written<'a>(ids: impl Iterator<Item = &'a EntryId>) -> String {
    ids.map(EntryId::as_str).collect::<Vec<_>>().join("、")
}

/// The ids that were [`written`]; none where it is a plan, or words.
pub(super) fn read(into: &str) -> Vec<EntryId> {
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_id = |part: &str| part.split_once('/').is_some_and(|(plan, at)| !plan.is_empty() && plan.chars().all(is_code) && !at.is_empty());
    let parts: Vec<&str> = into.split('、').collect();
    if parts.iter().all(|part| is_id(part)) { parts.into_iter().map(EntryId::from).collect() } else { Vec::new() }
}

impl Ledger {
    /// The entries that are named as those in which one goes on; none where it is a plan, or words.
    pub(crate) fn goes_on_in<'a>(&'a self, into: &str) -> Vec<&'a Entry> {
        let entry = |part: &str| self.get(&EntryId::from(part)).map(AsRef::as_ref);
        let all: Option<Vec<&Entry>> = list_parts(into, |part| entry(part).is_some()).into_iter().map(entry).collect();
        all.unwrap_or_default()
    }

    /// The entries in which one goes on that is carried over.
    pub(super) fn follows<'a>(&'a self, entry: &Entry) -> Vec<&'a Entry> {
        let state = fold(self, entry, None);
        let into = state.carried_into.value.filter(|_| state.status.value == Some(Status::CarriedOver));
        into.map(|into| self.goes_on_in(&into)).unwrap_or_default()
    }

    /// Whether an entry goes on, through whatever others, in itself: then nobody carries it out.
    pub(super) fn goes_round(&self, entry: &Entry) -> bool {
        let (mut seen, mut next) = (Vec::new(), self.follows(entry));
        while let Some(at) = next.pop() {
            if at.id == entry.id {
                return true;
            }
            if !seen.contains(&&at.id) {
                seen.push(&at.id);
                next.extend(self.follows(at));
            }
        }
        false
    }

    /// What it is called that one goes on in: a plan, or one entry; of several their ids.
    pub(crate) fn called_into<'a>(&'a self, into: &'a str) -> &'a str {
        match self.goes_on_in(into).as_slice() {
            [one] => &one.title,
            _ => self.plan_name(into),
        }
    }

    /// The same for readers.
    pub(crate) fn destination(&self, into: &str) -> String {
        match self.goes_on_in(into).as_slice() {
            [] => self.plan_name(into).to_owned(),
            entries => entries.iter().map(|e| e.heading()).collect::<Vec<_>>().join("、"),
        }
    }

    /// The entries of which the work goes on in this one.
    pub(crate) fn came_from<'a>(&'a self, id: &EntryId) -> Vec<&'a Entry> {
        let told = |u: &Update| u.says.iter().any(|f| matches!(f, Fact::CarriedInto { to, .. } if to.contains(id.as_str())));
        let goes_on_here = |entry: &Entry| self.follows(entry).iter().any(|e| e.id == *id);
        let named = self.entries().iter().map(AsRef::as_ref).filter(|entry: &&Entry| entry.updates.iter().any(told));
        named.filter(|entry| goes_on_here(entry)).collect()
    }
}
