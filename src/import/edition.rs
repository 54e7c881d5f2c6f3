//! A document that is read once more: what it says otherwise than the ledger, and what it no longer has.

use std::collections::HashSet;

use super::doubt::Of;
use super::draft::Reading;
use super::naming::Naming;
use crate::domain::{Deadline, Entry, EntryId, Ledger};

/// What an entry and its draft say differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// The entry.
    pub entry: EntryId,
    /// What of it.
    pub of: Of,
    /// What the ledger says; may be empty.
    pub was: String,
    /// What the document says.
    pub now: String,
}

/// How a document differs from the entries of its plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// What it says otherwise.
    pub differs: Vec<Differs>,
    /// Entries that it does not have.
    pub dropped: Vec<EntryId>,
}

/// Holds a document against the entries of a plan.
pub(super) fn edition(ledger: &Ledger, reading: &Reading, code: &str, mut naming: Naming<'_>) -> Edition {
    let mut found = Edition::default();
    let mut read: HashSet<EntryId> = HashSet::new();
    for draft in &reading.drafts {
        let id = EntryId::of(code, &draft.reference);
        if let Some(entry) = ledger.get(&id) {
            let mut put = |field: Of, was: String, now: String| {
                if !now.is_empty() && was != now {
                    found.differs.push(Differs { entry: id.clone(), of: field, was, now });
                }
            };
            put(Of::Title, entry.title.clone(), draft.title.value.clone());
            let lead = draft.leader().map(|body| naming.body(&body.name).to_string());
            put(Of::Lead, entry.lead.named().map(ToString::to_string).unwrap_or_default(), lead.unwrap_or_default());
            put(Of::Deadline, stated(entry), draft.deadline.as_ref().map(|f| f.value.to_string()).unwrap_or_default());
        }
        read.insert(id);
    }
    let gone = ledger.entries().iter().map(|e| &e.id).filter(|id| id.plan() == code && !read.contains(*id));
    found.dropped = gone.cloned().collect();
    found
}

fn stated(entry: &Entry) -> String {
    match &entry.deadline {
        Some(Deadline::Stated(day)) => day.to_string(),
        _ => String::new(),
    }
}
