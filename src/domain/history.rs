//! What became of a body and what will, as its page tells it.

use std::collections::BTreeMap;

use super::department::Department;
use super::handover::Handover;
use super::id::DeptId;
use super::ledger::Ledger;
use super::records::Record;
use super::turn::{Became, Turn};
use crate::text::Lang;

impl Ledger {
    /// What became of a body and what will, in the order of time, a sentence each.
    pub(crate) fn history_of(&self, id: &DeptId, lang: Lang) -> Vec<String> {
        let own = self.departments.get(id).map(|body| body.turns()).unwrap_or_default();
        let taken = self.departments.iter().filter(|d| d.successor.as_ref() == Some(id));
        let heir = |d: &Department| d.end_told().map(|end| Turn { became: Became::HeirOf(d.id.clone()), ..end });
        let mut all: Vec<Turn> = own.into_iter().chain(taken.filter_map(|d| heir(d))).chain(self.handed_turns(id)).collect();
        all.sort();
        let comes = |turn: &Turn| turn.from.is_some_and(|from| from > self.day());
        let ahead = |turn: &Turn| if comes(turn) { lang.pick("将", "to come: ") } else { "" };
        all.iter().map(|turn| format!("{}{}", ahead(turn), turn.sentence(self, lang))).collect()
    }

    /// What was handed over to a body or by it, counted by day, body and document.
    fn handed_turns(&self, id: &DeptId) -> Vec<Turn> {
        let mut counts: BTreeMap<&Handover, usize> = BTreeMap::new();
        let all = self.entries().iter().flat_map(|e| &e.handed).filter(|one| one.from == *id || one.to == *id);
        all.for_each(|one| *counts.entry(one).or_default() += 1);
        let turn = |(one, count): (&Handover, usize)| {
            let became = if one.to == *id { Became::Takes(one.from.clone(), count) } else { Became::Gives(one.to.clone(), count) };
            Turn { from: Some(one.on), became, basis: one.basis.clone() }
        };
        counts.into_iter().map(turn).collect()
    }
}
