//! What the ledger's file has lost and a person is asked about.

use crate::domain::{Ledger, UpdateId};
use crate::merge::{Departed, Difference, Gone, differences, held, merge, put_back};
use crate::text::Lang;

/// What a person says of records that have left the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They come back.
    PutBack,
    /// They stay away.
    LeaveOut,
}

/// What the file has lost: the ledger without it and with it.
#[derive(Clone, Debug)]
pub struct Missing {
    pub(super) without: Ledger,
    pub(super) with: Ledger,
    /// Whose updates are among it, and how many of each.
    pub whose: Vec<(String, usize)>,
    /// Which ones.
    pub updates: Vec<UpdateId>,
}

impl Missing {
    pub(super) fn of(without: &Ledger, with: Ledger) -> Missing {
        let back = put_back(&with, &mut without.clone(), &|_| true);
        Missing { whose: back.whose(&with), updates: back.ids().collect(), without: without.clone(), with }
    }

    /// A ledger that went on from the one without it, with it.
    pub fn put_back(&self, ledger: &Ledger) -> Ledger {
        let mut whole = merge(Some(&self.without), ledger, &self.with).ledger;
        whole.set_lineage(ledger.lineage());
        whole
    }

    /// In what a ledger would change that had it back.
    pub(crate) fn differences(&self, ledger: &Ledger) -> Vec<Difference> {
        differences(ledger, &self.put_back(ledger))
    }

    /// As a person is asked about it.
    pub(crate) fn departed(&self, ledger: &Ledger, lang: Lang) -> Departed {
        Departed::of(Gone::FromFile, Vec::new(), (ledger, &self.put_back(ledger)), lang)
    }

    /// Of its updates those that a ledger does not hold either: nobody has built on them.
    pub(crate) fn left_out_of(&self, ledger: &Ledger) -> Vec<UpdateId> {
        let there = held(ledger, &self.updates);
        self.updates.iter().filter(|id| !there.contains(*id)).cloned().collect()
    }

    /// This and what was missing before and is not answered yet.
    pub(super) fn and(self, before: Option<Missing>) -> Missing {
        match before {
            Some(before) => Missing::of(&self.without, merge(Some(&before.without), &before.with, &self.with).ledger),
            None => self,
        }
    }
}
