use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::{DeptId, Entry, EntryId, Ledger, Place, PlanCode};

/// For whom a bulletin is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// The whole ledger.
    #[default]
    Ledger,
    /// Some plans, by their codes.
    Plans(Vec<PlanCode>),
    /// One body: what it leads and what it cooperates in ([`crate::domain::duties`]).
    Department(DeptId),
    /// Some entries, under a name that says which.
    Chosen(Chosen),
}

/// Entries that somebody has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// What they have in common: `虎林市`, `方案:虎林农业 灯:红`.
    pub(crate) name: String,
    pub(crate) entries: Arc<HashSet<EntryId>>,
}

impl Audience {
    /// What concerns a place: all that names it or a place in it, and where no place is named all of its plans.
    pub(crate) fn of_place(ledger: &Ledger, place: &Place) -> Audience {
        let concerns = |entry: &&Arc<Entry>| {
            let plan = entry.id.plan();
            let own = ledger.plan(plan).map(|plan| plan.place.as_str()).filter(|_| entry.regions.is_empty());
            let named = entry.regions.iter().map(String::as_str).chain(own);
            let mut places = named.filter_map(|word| ledger.places.resolve(word, plan));
            places.any(|one| ledger.places.upward(one).any(|above| above.id == place.id))
        };
        let entries = ledger.entries().iter().filter(concerns).map(|entry| entry.id.clone()).collect();
        Audience::Chosen(Chosen { name: ledger.places.name(&place.id).to_owned(), entries: Arc::new(entries) })
    }

    /// By what it is told from other audiences: nothing for the whole ledger.
    pub(super) fn mark(&self) -> String {
        match self {
            Audience::Ledger => String::new(),
            Audience::Plans(codes) => format!(" plans {}", codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")),
            Audience::Department(id) => format!(" dept {}", id.as_str()),
            Audience::Chosen(chosen) => format!(" chosen {}", chosen.name),
        }
    }

    /// Whether it is told what is about some entries; a body, what is its own.
    pub(super) fn hears<'a>(&self, mut entries: impl Iterator<Item = &'a EntryId>, is_its: impl FnOnce(&DeptId) -> bool) -> bool {
        match self {
            Audience::Ledger => true,
            Audience::Plans(codes) => entries.any(|entry| codes.iter().any(|code| *code == *entry.plan())),
            Audience::Department(body) => is_its(body),
            Audience::Chosen(chosen) => entries.any(|entry| chosen.entries.contains(entry)),
        }
    }

    /// The body for which it is written, where it is for one.
    pub(super) fn body(&self) -> Option<&DeptId> {
        if let Audience::Department(id) = self { Some(id) } else { None }
    }

    /// The entries that were chosen, where some were.
    pub(super) fn chosen(&self) -> Option<&HashSet<EntryId>> {
        if let Audience::Chosen(chosen) = self { Some(&chosen.entries) } else { None }
    }

    /// The titles of the plans, or the name of the body or of what was chosen; none for the whole ledger.
    pub(super) fn names(&self, ledger: &Ledger) -> Vec<String> {
        let title = |code: &PlanCode| ledger.plan(code).map_or_else(|| code.to_string(), |p| p.title.clone());
        match self {
            Audience::Ledger => Vec::new(),
            Audience::Plans(codes) => codes.iter().map(title).collect(),
            Audience::Department(id) => vec![ledger.departments.name(id).to_owned()],
            Audience::Chosen(chosen) => vec![chosen.name.clone()],
        }
    }
}
