use super::snapshot::Snapshot;
use crate::domain::{DeptId, Duty, vocabulary};

/// Whose and which entries the list shows; `Tab` goes through them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// 全部.
    #[default]
    All,
    /// 我牵头: we lead, or a group that holds us, or a body whose duties we took over ([`crate::domain::duties`]).
    Leading,
    /// 我配合: likewise, where we do not lead.
    Cooperating,
    /// 临期: open, and the deadline is near.
    DueSoon,
    /// 逾期: open, and the deadline has passed.
    Overdue,
}

vocabulary!(Scope {
    All = "全部", "all", "all", [];
    Leading = "我牵头", "we lead", "leading", [];
    Cooperating = "我配合", "we cooperate", "cooperating", [];
    DueSoon = "临期", "due soon", "due-soon", [];
    Overdue = "逾期", "overdue", "overdue", [];
});

impl Scope {
    /// The scope after this one; the first after the last.
    pub(crate) fn next(self) -> Scope {
        self.moved(1)
    }

    /// The scope before this one; the last before the first.
    pub(crate) fn previous(self) -> Scope {
        self.moved(Scope::ALL.len() - 1)
    }

    fn moved(self, by: usize) -> Scope {
        Scope::ALL[(self.rank() + by) % Scope::ALL.len()]
    }

    /// Whether it asks who “we” are.
    pub(crate) fn needs_us(self) -> bool {
        matches!(self, Scope::Leading | Scope::Cooperating)
    }

    /// The scope made ready for many entries.
    pub fn gate(self, stock: &Snapshot<'_>, us: Option<&DeptId>) -> ScopeFilter {
        ScopeFilter { scope: self, us: us.and_then(|us| stock.index.bodies.find(us.as_str())) }
    }
}

/// A scope with who we are. When nobody is “we”, nothing is ours. It holds for the index that it was made with.
#[derive(Clone, Copy, Debug)]
pub struct ScopeFilter {
    scope: Scope,
    us: Option<u32>,
}

impl ScopeFilter {
    /// Whether it matches the entry at a place of the ledger.
    pub fn matches(&self, stock: &Snapshot<'_>, i: usize) -> bool {
        let Some(standing) = stock.standings.all().get(i) else { return false };
        let ours = || self.us.and_then(|us| stock.index.duty(i, us));
        match self.scope {
            Scope::All => true,
            Scope::Leading => ours() == Some(Duty::Leads),
            Scope::Cooperating => ours() == Some(Duty::Shares(())),
            Scope::DueSoon => standing.verdict.due_soon,
            Scope::Overdue => standing.verdict.overdue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::all as stock;
    use crate::text::Lang;

    fn admitted(scope: Scope, us: Option<&str>) -> Vec<&'static str> {
        let (ledger, index, standings) = stock();
        let stock = Snapshot { ledger: &ledger, standings: &standings, index: &index };
        let gate = scope.gate(&stock, us.map(DeptId::from).as_ref());
        let all = (0..ledger.entries().len()).filter(|i| gate.matches(&stock, *i));
        all.map(|i| crate::query::sample::REFERENCES[i]).collect()
    }

    #[test]
    fn tab_goes_round() {
        for scope in Scope::ALL {
            assert_eq!(scope.next().previous(), scope);
            assert_eq!(Scope::from_word(scope.word()), Some(scope));
            assert_eq!(Scope::from_word(scope.label(Lang::Zh)), Some(scope));
        }
        assert_eq!(Scope::Overdue.next(), Scope::All);
    }

    #[test]
    fn a_member_sees_what_its_group_must_do() {
        assert_eq!(admitted(Scope::Cooperating, Some("密山市人民政府")), ["一", "一1"]);
        assert_eq!(admitted(Scope::Leading, Some("密山市人民政府")), ["三"]);
        assert_eq!(admitted(Scope::Leading, Some("鸡西市农业农村局")), ["一", "一1", "一2"]);
    }

    #[test]
    fn a_successor_sees_what_its_predecessor_must_do() {
        assert_eq!(admitted(Scope::Leading, Some("鸡西市数据局")), ["二"]);
    }

    #[test]
    fn nothing_is_ours_while_nobody_is_we() {
        assert!(admitted(Scope::Leading, None).is_empty());
        assert_eq!(admitted(Scope::All, None).len(), crate::query::sample::REFERENCES.len());
    }

    #[test]
    fn closed_entries_are_neither_near_nor_late() {
        assert_eq!(admitted(Scope::DueSoon, None), ["一1"]);
        assert_eq!(admitted(Scope::Overdue, None), ["一2"]);
    }
}
