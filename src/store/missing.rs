//! What the ledger's file has lost and a person is asked about: until he answers it lies with the last versions, and who says nothing has it
//! put back at the end.

use std::io;

use super::ledger_file::{LedgerFile, moment};
use super::lock::Lock;
use super::lost::Lost;
use super::stamp::Stamp;
use super::{disk, taken_out, versions, write};
use crate::domain::{Change, Ledger, UpdateId};
use crate::merge::{Difference, differences, held, merge, put_back};

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

    /// Of its updates those that a ledger does not hold either: nobody has built on them.
    pub(crate) fn left_out_of(&self, ledger: &Ledger) -> Vec<UpdateId> {
        let there = held(ledger, &self.updates);
        self.updates.iter().filter(|id| !there.contains(*id)).cloned().collect()
    }

    /// This and what was missing before and is not answered yet.
    fn and(self, before: Option<Missing>) -> Missing {
        match before {
            Some(before) => Missing::of(&self.without, merge(Some(&before.without), &before.with, &self.with).ledger),
            None => self,
        }
    }
}

impl LedgerFile {
    /// Notes that something is missing; gives all that is.
    pub(super) fn misses(&mut self, missing: Missing) -> Box<Missing> {
        let all = missing.and(self.unanswered.take());
        self.unanswered = Some(all.clone());
        Box::new(all)
    }

    /// What waits for an answer lies with the last versions as what was saved last: a program that comes later misses it too.
    pub(super) fn keep_unanswered(&mut self) {
        let Some(missing) = &self.unanswered else { return };
        let Ok(text) = write::canonical(&missing.put_back(&self.current)) else { return };
        // Where it cannot be kept what was there before the loss is among the last versions.
        let _ = self.remember_as_saved(text.as_bytes());
        let target = disk::resolved(&self.path);
        self.saved_here.looked_through(versions::last_written(&*self.files, &self.folders.versions(&target)));
    }

    fn remember_as_saved(&self, text: &[u8]) -> io::Result<()> {
        let folder = self.folders.versions(&disk::resolved(&self.path));
        let stamp = Stamp::of(text);
        self.files.create_folder(&folder)?;
        versions::keep_written(&*self.files, &folder, (&moment(), stamp, stamp), (std::iter::once(text), self.saved_here.rights))
    }

    /// A person has answered for these updates. What he leaves out is not in the file on purpose, and nobody asks about it again; what is to be
    /// put back he saves.
    pub fn answer(&mut self, answer: Answer, updates: &[UpdateId]) {
        self.unanswered = None;
        if answer == Answer::LeaveOut {
            let there = self.files.read(&self.path).ok().filter(|bytes| Stamp::of(bytes) == self.stamp);
            // What is in the file is what is wanted.
            let _ = there.map(|bytes| self.remember_as_saved(&bytes));
            self.let_go(updates);
        }
    }

    /// Remembers that these are not in the file on purpose.
    pub fn let_go(&mut self, ids: &[UpdateId]) {
        if ids.is_empty() {
            return;
        }
        let target = disk::resolved(&self.path);
        let (_lock, folder) = (Lock::take(&*self.files, &target, &self.waiting), self.folders.versions(&target));
        taken_out::let_go(&*self.files, &folder, ids);
    }

    /// Nobody answers any more: what is missing is put back.
    pub fn put_back_unanswered(&mut self) {
        let Some(missing) = self.unanswered.take() else { return };
        self.lost = Lost::PutBack;
        let whole = missing.put_back(&self.current);
        let touched = Change::between(&self.current, &whole).touched();
        // Where that fails it lies with the last versions, and is missed by who comes next.
        let _ = self.save(&whole, &touched);
    }

    /// What a person has let go: it is not asked about again.
    pub(crate) fn was_let_go(&self) -> Vec<UpdateId> {
        taken_out::answered(&*self.files, &self.folders.versions(&disk::resolved(&self.path)))
    }
}
