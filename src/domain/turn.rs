//! What became of a body or a place, from a day on: told in its page, in `diff`, `log` and commit messages.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use super::called::Dated;
use super::department::Department;
use super::former::Former;
use super::handover::Handover;
use super::id::{DeptId, Names};
use super::ledger::Ledger;
use crate::text::Lang;

/// A turn in the life of a body or a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// From which day on; none where nobody says it.
    pub(crate) from: Option<NaiveDate>,
    became: Became,
    /// The document that says so.
    basis: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Became {
    /// It is called otherwise.
    Called(String),
    /// Another body has its duties.
    PartOf(DeptId),
    /// It has another body's duties.
    HeirOf(DeptId),
    /// It has what another body had to do in so many entries.
    Takes(DeptId, usize),
    /// Another body has what it had to do in so many entries.
    Gives(DeptId, usize),
}

impl Turn {
    /// Whether it says what a field of the record holds, so that the field need not be told besides.
    pub(crate) fn tells(&self, field: &str) -> bool {
        match self.became {
            Became::Called(_) => matches!(field, "name" | "former"),
            Became::PartOf(_) => matches!(field, "successor" | "until" | "basis"),
            Became::HeirOf(_) | Became::Takes(..) | Became::Gives(..) => false,
        }
    }

    /// As readers see it: `自2026-12-01起更名为某局（某编发〔2026〕3号）`.
    pub(crate) fn sentence(&self, names: &dyn Names, lang: Lang) -> String {
        let since = self.from.map(|day| lang.pick(format!("自{day}起"), format!("from {day} on "))).unwrap_or_default();
        let became = match &self.became {
            Became::Called(name) => lang.pick(format!("更名为{name}"), format!("called {name}")),
            Became::PartOf(heir) => {
                let heir = names.name_of(heir);
                lang.pick(format!("职责由{heir}承接"), format!("its duties are those of {heir}"))
            }
            Became::HeirOf(before) => {
                let before = names.name_of(before);
                lang.pick(format!("承接{before}的职责"), format!("it has the duties of {before}"))
            }
            Became::Takes(other, count) => {
                let other = names.name_of(other);
                lang.pick(format!("接手{other}的 {count} 项职责"), format!("it has what {other} had to do in {count} entries"))
            }
            Became::Gives(other, count) => {
                let other = names.name_of(other);
                lang.pick(format!("{count} 项职责划给{other}"), format!("{other} has what it had to do in {count} entries"))
            }
        };
        let basis = if self.basis.is_empty() { String::new() } else { lang.bracketed(&self.basis) };
        format!("{since}{became}{basis}")
    }
}

/// The names that one had after those of before, in the order of time.
pub(super) fn renamings<R: Dated>(record: &R) -> Vec<Turn> {
    let mut former: Vec<&Former> = record.former().iter().collect();
    former.sort_by_key(|f| f.until);
    let after = former.iter().skip(1).map(|f| f.name.as_str()).chain([record.name()]);
    let turn =
        |(f, name): (&&Former, &str)| Turn { from: f.until.succ_opt(), became: Became::Called(name.to_owned()), basis: f.basis.clone() };
    former.iter().zip(after).map(turn).collect()
}

impl Department {
    /// That another body has its duties, where one has or will have them.
    fn end_told(&self) -> Option<Turn> {
        let from = self.until.and_then(|day| day.succ_opt());
        self.successor.clone().map(|heir| Turn { from, became: Became::PartOf(heir), basis: self.basis.clone() })
    }

    pub(super) fn all_turns(&self) -> Vec<Turn> {
        renamings(self).into_iter().chain(self.end_told()).collect()
    }
}

impl Ledger {
    /// What became of a body and what will, in the order of time, a sentence each.
    pub(crate) fn history_of(&self, id: &DeptId, lang: Lang) -> Vec<String> {
        let own = self.departments.get(id).map(Department::all_turns).unwrap_or_default();
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
