use super::filter::Filter;
use super::index::Index;
use super::order::Order;
use super::scope::Scope;
use super::snapshot::Snapshot;
use crate::domain::{DeptId, Ledger, Standings};

/// All that decides which entries are listed, and in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The filter.
    pub filter: Filter,
    /// Whose and which.
    pub scope: Scope,
    /// Who “we” are.
    pub us: Option<DeptId>,
    /// In which order; the ledger's own when it has no keys.
    pub order: Order,
}

impl Selection {
    /// The places of the selected entries; dates of the filter are reckoned from the day of the standings.
    pub fn select(&self, ledger: &Ledger, index: &Index, standings: &Standings) -> Vec<usize> {
        let query = self.filter.compile(ledger, index, standings.day());
        let stock = Snapshot { ledger, standings, index };
        let gate = self.scope.gate(&stock, self.us.as_ref());
        let mut places = query.select(index, ledger, standings);
        places.retain(|i| gate.matches(&stock, *i));
        self.order.sort(&stock, &mut places);
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{all, references};

    #[test]
    fn filter_scope_and_order_work_together() {
        let (ledger, index, standings) = all();
        let selection = Selection {
            filter: Filter::parse("daomi").unwrap(),
            scope: crate::query::Whose::Leading.into(),
            us: Some("鸡西市农业农村局".into()),
            order: "-due".parse().unwrap(),
        };
        assert_eq!(references(&selection.select(&ledger, &index, &standings)), ["一", "一2"]);
        assert_eq!(Selection::default().select(&ledger, &index, &standings).len(), 6);
    }
}
