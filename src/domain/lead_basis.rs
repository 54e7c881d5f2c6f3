//! On what ground a body counts as leading an entry.

use super::entry::Entry;
use super::id::DeptId;
use super::ledger::Ledger;
use super::stated::{Lead, LeadBasis};

impl Ledger {
    /// The ground on which this body leads the entry now.
    pub(crate) fn lead_basis(&self, entry: &Entry, lead: &DeptId) -> LeadBasis {
        let planned = self
            .clause_holder(entry)
            .map(|holder| &holder.lead)
            .filter(|planned| planned.named().is_some_and(|named| named == lead || self.departments.now(named) == lead));
        planned.and_then(Lead::ground).unwrap_or(LeadBasis::Settled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Kind};

    #[test]
    fn only_the_order_of_names_is_marked_and_what_was_settled_since_is_not() {
        let mut ledger = Ledger::default();
        let (top, below) = (EntryId::of("p", "一"), EntryId::of("p", "一1"));
        let first = Entry { lead: Lead::FirstNamed("甲局".into()), ..Entry::new(top.clone(), Kind::Task, "事") };
        let part = Entry { lead: Lead::Inherited, parent: Some(top), ..Entry::new(below.clone(), Kind::Task, "分") };
        ledger.set_entries(vec![first.into(), part.into()]);
        let part = ledger.get(&below).unwrap();
        assert_eq!(ledger.lead_basis(part, &"甲局".into()), LeadBasis::FirstNamed);
        assert_eq!(ledger.lead_basis(part, &"乙局".into()), LeadBasis::Settled);
        assert_eq!(LeadBasis::ALL.map(LeadBasis::mark), ["", "*", ""]);
    }
}
