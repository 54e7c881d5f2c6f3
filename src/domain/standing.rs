use chrono::NaiveDate;
use std::sync::Arc;

use super::entry::Entry;
use super::fold::fold;
use super::id::EntryId;
use super::ledger::Ledger;
use super::light::{Verdict, judge};
use super::schedule::Moment;
use super::state::State;

/// How an entry stands on a day: its folded state and what the rules say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Folded from the log.
    pub state: State,
    /// By the rules.
    pub verdict: Verdict,
}

impl Standing {
    /// How one entry stands in the course of a day, with the whole log known.
    pub(crate) fn of(ledger: &Ledger, entry: &Entry, day: NaiveDate) -> Standing {
        let state = fold(ledger, entry, None);
        let verdict = judge(ledger, entry, &state, Moment::During(day));
        Standing { state, verdict }
    }

    /// How it stood by what was recorded up to the cut-off.
    pub(crate) fn known_at(ledger: &Ledger, entry: &Entry, when: Moment, cutoff: NaiveDate) -> Standing {
        let state = fold(ledger, entry, Some(cutoff));
        let verdict = judge(ledger, entry, &state, when);
        Standing { state, verdict }
    }
}

/// The standings of all entries on a day, in the ledger's order; entries that change are judged anew alone.
#[derive(Clone, Debug)]
pub struct Standings {
    day: NaiveDate,
    all: Vec<Standing>,
}

impl Standings {
    /// Judges every entry.
    pub fn new(ledger: &Ledger, day: NaiveDate) -> Standings {
        Standings::of(ledger, day, ledger.entries())
    }

    /// Judges every entry as they come: all of the ledger's, in its order. For a caller that counts them.
    pub(crate) fn of<'a>(ledger: &Ledger, day: NaiveDate, entries: impl IntoIterator<Item = &'a Arc<Entry>>) -> Standings {
        let mut all = Vec::with_capacity(ledger.entries().len());
        all.extend(entries.into_iter().map(|e| Standing::of(ledger, e, day)));
        Standings { day, all }
    }

    pub(crate) fn day(&self) -> NaiveDate {
        self.day
    }

    /// All standings, in the ledger's order.
    pub fn all(&self) -> &[Standing] {
        &self.all
    }

    /// Judges an entry anew after a change, and when its lead is another, those that inherit it. False when the
    /// entry was added or removed, so that everything must be judged.
    pub(crate) fn renew(&mut self, ledger: &Ledger, id: &EntryId) -> bool {
        let Some(at) = ledger.index_of(id).filter(|_| self.all.len() == ledger.entries().len()) else { return false };
        let before = self.all[at].state.lead.value.take();
        self.all[at] = Standing::of(ledger, &ledger.entries()[at], self.day);
        if self.all[at].state.lead.value != before {
            for heir in ledger.inheriting_descendants(id) {
                self.all[heir] = Standing::of(ledger, &ledger.entries()[heir], self.day);
            }
        }
        true
    }
}
