//! What nobody leads: taking who is suggested, and what hangs below.

use super::entry::Entry;
use super::fold::lead_of;
use super::intent::Intent;
use super::ledger::Ledger;
use super::proposed::ProposedLead;
use super::stated::Lead;
use super::update::Update;

impl Entry {
    /// That the first of those who are suggested leads, for the reason for which it was suggested.
    pub(crate) fn as_proposed(&self) -> Option<Intent> {
        let ProposedLead { lead, ground } = self.proposed.first()?.clone();
        Some(Intent::Lead { to: lead, reason: ground })
    }

    /// The entry once updates are in its log: where they say who leads, nobody is suggested any more. None where it is as it was.
    pub(crate) fn settled_by(&self, updates: &[Update]) -> Option<Entry> {
        (!self.proposed.is_empty() && updates.iter().any(|u| u.about.is_whole() && u.settles_lead())).then(|| self.without_proposed())
    }

    /// The entry without suggestions.
    pub(crate) fn without_proposed(&self) -> Entry {
        Entry { proposed: Vec::new(), ..self.clone() }
    }
}

impl Ledger {
    /// All that hangs under an entry and that nobody leads by itself, in the ledger's order. What has its lead from above needs none.
    pub(crate) fn unled_below<'a>(&'a self, entry: &'a Entry) -> Vec<&'a Entry> {
        let hangs = |e: &Entry| self.upward(e).skip(1).any(|above| above.id == entry.id);
        let unled = |e: &&Entry| e.lead == Lead::Unassigned && e.id != entry.id && hangs(e) && lead_of(self, e, None).is_none();
        self.entries().iter().map(AsRef::as_ref).filter(unled).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EntryId;
    use crate::domain::sample::{any_tree, recorder};
    use proptest::prelude::*;

    fn proposed(lead: &str, ground: &str) -> ProposedLead {
        ProposedLead { lead: lead.into(), ground: ground.to_owned() }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_suggestion_changes_nobodys_duties_and_taking_it_is_undone_wholly(mut ledger in any_tree(), at in 0..9usize, body in 0..5usize) {
            let id = ledger.entries()[at % ledger.entries().len()].id.clone();
            let body = ledger.departments[body].id.clone();
            let lead = |ledger: &Ledger, id: &EntryId| lead_of(ledger, ledger.get(id).unwrap(), None);
            let ids: Vec<EntryId> = ledger.entries().iter().map(|e| e.id.clone()).collect();
            let before: Vec<_> = ids.iter().map(|id| lead(&ledger, id)).collect();
            ledger.get_mut(&id).unwrap().proposed = vec![proposed(&body, "所在地"), proposed("别的局", "")];
            prop_assert_eq!(ids.iter().map(|id| lead(&ledger, id)).collect::<Vec<_>>(), before);
            let suggested = ledger.clone();
            let entry = suggested.get(&id).unwrap();
            if let Ok(change) = recorder().record(&ledger, entry, &entry.as_proposed().unwrap(), None) {
                let undo = change.apply(&mut ledger).unwrap();
                prop_assert_eq!(lead(&ledger, &id), Some(body));
                prop_assert!(ledger.get(&id).unwrap().proposed.is_empty());
                undo.apply(&mut ledger).unwrap();
                prop_assert_eq!(ledger, suggested);
            }
        }
    }
}
