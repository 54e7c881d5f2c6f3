use super::snapshot::Snapshot;
use crate::domain::{DeptId, Duty, Standing, vocabulary};
use crate::text::Lang;

/// Whose entries the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Whose {
    /// 全部.
    #[default]
    All,
    /// 我牵头: we lead, or a group that holds us, or a body whose duties we took over ([`crate::domain::duties`]).
    Leading,
    /// 我配合: likewise, where we do not lead.
    Cooperating,
}

vocabulary!(Whose {
    All = "全部", "all", "all", [];
    Leading = "我牵头", "we lead", "leading", [];
    Cooperating = "我配合", "we cooperate", "cooperating", [];
});

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// 临期: open, and the deadline is near.
    DueSoon,
    /// 逾期: open, and the deadline has passed.
    Overdue,
    /// 未反馈: a report on the period that is being collected is owed; of what is ours, by ourselves.
    Unreported,
}

vocabulary!(Which {
    DueSoon = "临期", "due soon", "due-soon", [];
    Overdue = "逾期", "overdue", "overdue", [];
    Unreported = "未反馈", "unreported", "unreported", [];
});

/// Whose and which entries the list shows: both must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Whose.
    pub whose: Whose,
    /// Which of them; all when none is said.
    pub which: Option<Which>,
}

impl From<Whose> for Scope {
    fn from(whose: Whose) -> Scope {
        Scope { whose, which: None }
    }
}

impl From<Which> for Scope {
    fn from(which: Which) -> Scope {
        Scope { whose: Whose::All, which: Some(which) }
    }
}

impl Scope {
    /// All, those that name one thing first.
    pub fn all() -> impl Iterator<Item = Scope> {
        let single = Whose::ALL.map(Scope::from).into_iter().chain(Which::ALL.map(Scope::from));
        let ours = Whose::ALL.into_iter().skip(1);
        single.chain(ours.flat_map(|whose| Which::ALL.map(|which| Scope { whose, which: Some(which) })))
    }

    /// Whose comes after; the first after the last.
    pub(crate) fn next_whose(self) -> Scope {
        Scope { whose: Whose::ALL[(self.whose.rank() + 1) % Whose::ALL.len()], ..self }
    }

    /// Which comes after: all of them after the last.
    pub(crate) fn next_which(self) -> Scope {
        Scope { which: Which::ALL.get(self.which.map_or(0, |w| w.rank() + 1)).copied(), ..self }
    }

    /// The same with one kind only, or with all where it is that kind already.
    pub(crate) fn toggled(self, which: Which) -> Scope {
        Scope { which: Some(which).filter(|w| self.which != Some(*w)), ..self }
    }

    /// As readers see it: `我牵头 × 逾期`.
    pub fn label(self, lang: Lang) -> String {
        self.in_words(|whose| whose.label(lang), |which| which.label(lang), " × ")
    }

    /// For files and the command line: `leading+overdue`.
    pub fn word(self) -> String {
        self.in_words(Whose::word, Which::word, "+")
    }

    fn in_words(self, whose: impl Fn(Whose) -> &'static str, which: impl Fn(Which) -> &'static str, between: &str) -> String {
        match (self.whose, self.which) {
            (Whose::All, Some(w)) => which(w).to_owned(),
            (who, None) => whose(who).to_owned(),
            (who, Some(w)) => format!("{}{between}{}", whose(who), which(w)),
        }
    }

    /// The scope that words mean: whose, which, or both in either order.
    pub fn from_word(words: &str) -> Option<Scope> {
        let one = |word: &str| Whose::from_word(word).map(Scope::from).or_else(|| Which::from_word(word).map(Scope::from));
        if let Some(scope) = one(words) {
            return Some(scope);
        }
        let divided = |signs: &'static [char]| words.split_once(signs).filter(|(a, b)| !a.trim().is_empty() && !b.trim().is_empty());
        let (first, second) = divided(&['+', '＋', '×', ',', '，', '、']).or_else(|| divided(&[' ', '\u{3000}']))?;
        let both = [one(first.trim())?, one(second.trim())?];
        let whose = both.iter().find(|s| s.which.is_none())?.whose;
        let which = both.iter().find_map(|s| s.which)?;
        Some(Scope { whose, which: Some(which) })
    }

    /// Whether it asks who “we” are.
    pub(crate) fn needs_us(self) -> bool {
        self.whose != Whose::All
    }

    /// The scope made ready for many entries.
    pub fn gate(self, stock: &Snapshot<'_>, us: Option<&DeptId>) -> ScopeFilter {
        ScopeFilter { scope: self, us: us.and_then(|us| stock.index.bodies.find(us.as_str())) }
    }
}

impl Which {
    fn holds(self, standing: &Standing) -> bool {
        match self {
            Which::DueSoon => standing.verdict.due_soon,
            Which::Overdue => standing.verdict.overdue,
            Which::Unreported => standing.verdict.unreported,
        }
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
        let holds = |which: Which| match self.us.filter(|_| which == Which::Unreported && self.scope.needs_us()) {
            Some(us) => stock.owing(i).any(|(body, owing)| body == us && !owing.said),
            None => which.holds(standing),
        };
        self.scope.which.is_none_or(holds)
            && match self.scope.whose {
                Whose::All => true,
                Whose::Leading => ours() == Some(Duty::Leads),
                Whose::Cooperating => ours() == Some(Duty::Shares(())),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::book;

    fn admitted(scope: impl Into<Scope>, us: Option<&str>) -> Vec<&'static str> {
        let book = book();
        let stock = book.snapshot();
        let gate = scope.into().gate(&stock, us.map(DeptId::from).as_ref());
        let all = (0..stock.ledger.entries().len()).filter(|i| gate.matches(&stock, *i));
        all.map(|i| crate::query::sample::REFERENCES[i]).collect()
    }

    #[test]
    fn every_scope_is_read_from_its_words_and_the_keys_go_round() {
        for scope in Scope::all() {
            for words in [scope.word(), scope.label(Lang::Zh), scope.label(Lang::En)] {
                assert_eq!(Scope::from_word(&words), Some(scope), "{words}");
            }
            assert_eq!(scope.next_whose().next_whose().next_whose(), scope);
            assert_eq!(scope.next_which().next_which().next_which().next_which(), scope);
        }
        let both = Scope { whose: Whose::Leading, which: Some(Which::Overdue) };
        for words in ["逾期 我牵头", "我牵头，逾期", "overdue,leading"] {
            assert_eq!(Scope::from_word(words), Some(both), "{words}");
        }
        assert_eq!(Scope::from_word("我牵头 我配合"), None);
        assert_eq!(Scope::all().count(), 12);
    }

    #[test]
    fn a_member_sees_what_its_group_must_do() {
        assert_eq!(admitted(Whose::Cooperating, Some("密山市人民政府")), ["一", "一1"]);
        assert_eq!(admitted(Whose::Leading, Some("密山市人民政府")), ["三"]);
        assert_eq!(admitted(Whose::Leading, Some("鸡西市农业农村局")), ["一", "一1", "一2"]);
    }

    #[test]
    fn a_successor_sees_what_its_predecessor_must_do() {
        assert_eq!(admitted(Whose::Leading, Some("鸡西市数据局")), ["二"]);
    }

    #[test]
    fn nothing_is_ours_while_nobody_is_we() {
        assert!(admitted(Whose::Leading, None).is_empty());
        assert_eq!(admitted(Whose::All, None).len(), crate::query::sample::REFERENCES.len());
    }

    #[test]
    fn closed_entries_are_neither_near_nor_late() {
        assert_eq!(admitted(Which::DueSoon, None), ["一1"]);
        assert_eq!(admitted(Which::Overdue, None), ["一2"]);
    }

    #[test]
    fn what_is_late_is_ours_where_both_are_asked_for() {
        let late = |whose| Scope { whose, which: Some(Which::Overdue) };
        assert_eq!(admitted(late(Whose::Leading), Some("鸡西市农业农村局")), ["一2"]);
        assert!(admitted(late(Whose::Leading), Some("密山市人民政府")).is_empty());
    }
}
