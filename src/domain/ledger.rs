use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

use super::claim::Contested;
use super::department::Register;
use super::entry::{Cooperation, Entry, Lead};
use super::id::{DeptId, EntryId};
use super::indicator::Indicator;
use super::plan::Plan;
use super::schedule::Schedule;
use super::settings::Settings;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// No plan is deeper; what goes on longer is a ring.
const LEVELS: usize = 32;

/// The ledger (台账): plans, bodies, goals, and every entry with its log.
///
/// Entries are shared (`Arc`), so that a snapshot for a background task costs a pointer an entry.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// What the ledger is called; a made-up one says so here.
    pub title: String,
    /// Numbers of the rules.
    pub settings: Settings,
    /// The plans.
    pub plans: Vec<Plan>,
    /// The bodies.
    pub departments: Register,
    /// The goals.
    pub indicators: Vec<Arc<Indicator>>,
    /// Rival values of contested fields of all that is no entry (待裁定); one of them is shown.
    pub contested: Vec<Contested>,
    entries: Vec<Arc<Entry>>,
    position: Arc<HashMap<EntryId, usize>>,
    lineage: u64,
}

impl PartialEq for Ledger {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title
            && self.settings == other.settings
            && self.plans == other.plans
            && self.departments == other.departments
            && self.indicators == other.indicators
            && self.contested == other.contested
            && same_entries(&self.entries, &other.entries)
    }
}

/// Entries that are shared are the same: nobody looks into them.
fn same_entries(ours: &[Arc<Entry>], theirs: &[Arc<Entry>]) -> bool {
    ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
}

impl Ledger {
    /// From which reading of its file it comes; copies, however changed, come from the same. Two ledgers are
    /// equal whatever their lineage.
    pub fn lineage(&self) -> u64 {
        self.lineage
    }

    /// Says from which reading of its file it comes.
    pub fn set_lineage(&mut self, lineage: u64) {
        self.lineage = lineage;
    }

    /// All entries in the ledger's order.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// Replaces all entries. Of entries with the same id the first is the one that is found by it.
    pub fn set_entries(&mut self, entries: Vec<Arc<Entry>>) {
        self.entries = entries;
        self.reindex();
    }

    /// The entry of an id.
    pub fn get(&self, id: &EntryId) -> Option<&Arc<Entry>> {
        self.position.get(id).map(|i| &self.entries[*i])
    }

    /// Where an entry stands.
    pub fn index_of(&self, id: &EntryId) -> Option<usize> {
        self.position.get(id).copied()
    }

    /// The entry of an id, to be changed in place.
    pub fn get_mut(&mut self, id: &EntryId) -> Option<&mut Entry> {
        let i = *self.position.get(id)?;
        Some(Arc::make_mut(&mut self.entries[i]))
    }

    /// Puts an entry at a place (or at the end when the place is beyond it).
    pub fn insert(&mut self, at: usize, entry: Entry) {
        let at = at.min(self.entries.len());
        let id = entry.id.clone();
        self.entries.insert(at, Arc::new(entry));
        if at + 1 == self.entries.len() {
            Arc::make_mut(&mut self.position).entry(id).or_insert(at);
        } else {
            self.reindex();
        }
    }

    /// Takes an entry out, and says where it stood.
    pub fn remove(&mut self, id: &EntryId) -> Option<(usize, Entry)> {
        let at = *self.position.get(id)?;
        let entry = self.entries.remove(at);
        self.reindex();
        Some((at, Arc::unwrap_or_clone(entry)))
    }

    /// The plan of a code.
    pub fn plan(&self, code: &str) -> Option<&Plan> {
        self.plans.iter().find(|p| p.code == code)
    }

    /// What a plan is called in columns and tables: its short name, else its title; its code where there is no such plan.
    pub fn plan_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.plan(code).map_or(code, Plan::short_name)
    }

    /// The index of an indicator by its identity.
    pub fn indicator_index(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|i| i.id() == id)
    }

    /// An entry and those above it, the nearest first; of parents that form a ring no more than could stand above it.
    pub fn upward<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
        let above = |at: &&'a Entry| self.get(at.parent.as_ref()?).map(AsRef::as_ref);
        std::iter::successors(Some(entry), above).take(LEVELS)
    }

    /// The nearest entry at or above this one that has a clause of its own; an entry whose parents form a
    /// ring, or are missing, has none.
    pub fn clause_holder<'a>(&'a self, entry: &'a Entry) -> Option<&'a Entry> {
        self.upward(entry).find(|at| at.lead != Lead::Inherited).filter(|at| at.lead != Lead::Unassigned)
    }

    /// The places of the entries that inherit their lead from an entry, directly or through others.
    pub fn heirs(&self, id: &EntryId) -> Vec<usize> {
        let inherits = |e: &Entry| self.upward(e).take_while(|at| at.lead == Lead::Inherited).any(|at| at.parent.as_ref() == Some(id));
        self.entries.iter().enumerate().filter(|(_, e)| inherits(e)).map(|(i, _)| i).collect()
    }

    /// The lead that the plan gives the entry, by its own clause or its parent's.
    pub fn planned_lead<'a>(&'a self, entry: &'a Entry) -> Option<&'a DeptId> {
        self.clause_holder(entry).and_then(|e| e.lead.named())
    }

    /// The cooperating and implementing bodies, by its own clause or its parent's.
    pub fn cooperating<'a>(&'a self, entry: &'a Entry) -> &'a [Cooperation] {
        self.clause_holder(entry).map_or(&[], |e| &e.cooperating)
    }

    /// The first day on which work on an entry is expected: its own start year, else the plan's first day.
    pub fn start_of(&self, entry: &Entry) -> Option<NaiveDate> {
        match entry.start_year {
            Some(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            None => self.plan(entry.id.plan()).map(|p| p.start),
        }
    }

    /// The way to the deadline in force; none where nobody knows when it begins or ends.
    pub fn schedule(&self, entry: &Entry, deadline: Option<NaiveDate>) -> Option<Schedule> {
        Some(Schedule::Linear { start: self.start_of(entry)?, end: deadline? })
    }

    /// The entry that a person means: its id, or its reference when one plan alone has it; full-width and
    /// half-width forms, and blanks, make no difference.
    pub fn find(&self, word: &str) -> Result<&Arc<Entry>, NotFound> {
        if let Some(entry) = self.get(&EntryId::from(word)) {
            return Ok(entry);
        }
        let loose = |s: &str| crate::text::fold_width(s).replace([' ', '\t'], "");
        let wanted = loose(word);
        let whole = self.entries.iter().filter(|e| loose(e.id.as_str()) == wanted);
        let mut hits: Vec<&Arc<Entry>> = whole.collect();
        if hits.is_empty() {
            hits = self.entries.iter().filter(|e| loose(e.id.reference()) == wanted).collect();
        }
        match hits.as_slice() {
            [] => Err(NotFound::Nothing(word.to_owned())),
            [one] => Ok(one),
            many => Err(NotFound::Several(word.to_owned(), many.iter().map(|e| e.id.clone()).collect())),
        }
    }

    fn reindex(&mut self) {
        let mut position = HashMap::with_capacity(self.entries.len());
        for (i, entry) in self.entries.iter().enumerate() {
            position.entry(entry.id.clone()).or_insert(i);
        }
        self.position = Arc::new(position);
    }
}

/// Why a word could not be taken for one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// No entry has such an id or reference.
    Nothing(String),
    /// Several entries have such a reference.
    Several(String, Vec<EntryId>),
}

says_as_error!(NotFound);

impl Say for NotFound {
    fn say(&self, lang: Lang) -> String {
        match self {
            NotFound::Nothing(word) => lang.pick(format!("没有条目 `{word}`"), format!("there is no entry `{word}`")),
            NotFound::Several(word, all) => {
                let all = all.iter().map(EntryId::as_str).collect::<Vec<_>>().join("、");
                lang.pick(format!("`{word}` 在多个方案里都有：{all}"), format!("several plans have `{word}`: {all}"))
            }
        }
    }
}
