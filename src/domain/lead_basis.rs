//! On what ground a body counts as leading an entry.

use super::entry::Entry;
use super::id::DeptId;
use super::ledger::Ledger;
use super::stated::Lead;
use super::vocabulary::vocabulary;

/// The ground on which the body that leads now does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeadBasis {
    /// A clause says that it leads (牵头).
    Stated,
    /// A clause lists bodies and says of none that it leads; this one is named first.
    FirstNamed,
    /// It was settled since, and the log says why.
    Settled,
}

vocabulary!(LeadBasis {
    Stated = "明确牵头", "said to lead", "stated", ["写明"];
    FirstNamed = "列名首位", "named first", "first_named", ["首位"];
    Settled = "后经明确", "settled since", "settled", ["明确"];
} or "未明确", "nobody leads", "none", ["无"]);

impl LeadBasis {
    /// Behind the name of a body wherever it is said to lead, so that nobody takes an order of names for a duty.
    pub(crate) fn mark(self) -> &'static str {
        if self == LeadBasis::FirstNamed { "*" } else { "" }
    }
}

impl Ledger {
    /// The ground on which this body leads the entry now.
    pub(crate) fn lead_basis(&self, entry: &Entry, lead: &DeptId) -> LeadBasis {
        match self.clause_holder(entry).map(|holder| &holder.lead) {
            Some(Lead::Stated(stated)) if stated == lead => LeadBasis::Stated,
            Some(Lead::FirstNamed(first)) if first == lead => LeadBasis::FirstNamed,
            _ => LeadBasis::Settled,
        }
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
