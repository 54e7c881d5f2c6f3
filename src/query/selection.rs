use super::compiled::Query;
use super::emptied::emptied;
use super::filter::{Archived, Filter};
use super::order::Order;
use super::scope::Scope;
use super::snapshot::Snapshot;
use crate::domain::{Attribute, DeptId, Flag};
use crate::text::Lang;

/// All that decides which entries are listed, and in which order; the screen and the command line list by it.
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

/// What a selection finds in a ledger.
#[derive(Debug)]
pub struct Selected {
    /// The filter, compiled for the ledger.
    pub query: Query,
    /// The places of the entries, in order.
    pub places: Vec<usize>,
}

impl Selection {
    /// The selected entries; dates of the filter are reckoned from the day of the standings.
    pub fn select(&self, stock: &Snapshot<'_>) -> Selected {
        let query = self.filter.compile(stock.ledger, stock.index, stock.standings.day());
        let mut places = query.select(stock.index, stock.ledger, stock.standings);
        if self.scope != Scope::default() {
            let gate = self.scope.gate(stock, self.us.as_ref());
            places.retain(|i| gate.matches(stock, *i));
        }
        self.order.sort(stock, &mut places);
        Selected { query, places }
    }

    /// Why it finds nothing, where it does: which condition leaves nothing, or that the scope does.
    pub(crate) fn emptied(&self, stock: &Snapshot<'_>, selected: &Selected, lang: Lang) -> Option<String> {
        if !selected.places.is_empty() {
            return None;
        }
        let outside = selected.query.select(stock.index, stock.ledger, stock.standings).len();
        if self.scope != Scope::default() && outside > 0 {
            let scope = self.scope.label(lang);
            return Some(lang.pick(
                format!("范围“{scope}”里没有；全部范围里符合筛选的有 {outside} 条"),
                format!("nothing within the scope “{scope}”; {outside} match the filter in all"),
            ));
        }
        self.only_archived(stock, lang).or_else(|| emptied(&self.filter, stock, lang))
    }

    /// That all that it asks for is archived.
    fn only_archived(&self, stock: &Snapshot<'_>, lang: Lang) -> Option<String> {
        let filter = Filter { archived: Archived::Always, ..self.filter.clone() };
        let there = Selection { filter, ..self.clone() }.select(stock).places.len();
        (there > 0).then(|| {
            let (name, flag) = (Attribute::Is.name(lang), Flag::Archived.label(lang));
            lang.pick(
                format!("归档的方案里有 {there} 条；加上 {name}:{flag}，或写明方案，就列出来"),
                format!("archived plans have {there}; ask for {name}:{flag}, or for the plan"),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{book, references};

    #[test]
    fn filter_scope_and_order_work_together() {
        let book = book();
        let selection = Selection {
            filter: Filter::parse("daomi").unwrap(),
            scope: crate::query::Whose::Leading.into(),
            us: Some("鸡西市农业农村局".into()),
            order: "-due".parse().unwrap(),
        };
        assert_eq!(references(&selection.select(&book.snapshot()).places), ["一", "一2"]);
        assert_eq!(Selection::default().select(&book.snapshot()).places.len(), 6);
    }
}
