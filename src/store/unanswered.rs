//! Until a person has answered what the file has lost lies with the last versions, and who says nothing has it put back at the end.

use std::io;

use super::error::StoreError;
use super::ledger_file::{LedgerFile, moment};
use super::lock::Lock;
use super::lost::Lost;
use super::missing::{Answer, Missing};
use super::stamp::Stamp;
use super::{disk, taken_out, versions, write};
use crate::domain::{Change, Ledger, UpdateId};

impl LedgerFile {
    /// What is shared, where what lies in the file is an older copy of it.
    pub(super) fn newer(&mut self, stamp: Stamp) -> Option<Ledger> {
        self.archive.asked_about(stamp)?.newer(&self.path, &|newer, older| self.was_saved_over(newer, older))
    }

    /// Whether a save of this user put a text in the place of a newer one: an act, and no older copy.
    pub(crate) fn was_saved_over(&self, newer: &str, older: &str) -> bool {
        let folder = self.folders.versions(&disk::resolved(&self.path));
        versions::follows(&*self.files, &folder, [newer, older].map(|text| Stamp::of(text.as_bytes())))
    }

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

    /// What is missing is put back: somebody says so, or nobody answers any more. Where that fails it lies with the last versions, and is
    /// missed by who comes next.
    pub fn put_back_unanswered(&mut self) -> Result<(), StoreError> {
        let Some(missing) = self.unanswered.take() else { return Ok(()) };
        self.lost = Lost::PutBack;
        let whole = missing.put_back(&self.current);
        let touched = Change::between(&self.current, &whole).touched();
        self.save(&whole, &touched).map(drop)
    }

    /// What a person has let go: it is not asked about again.
    pub(crate) fn was_let_go(&self) -> Vec<UpdateId> {
        taken_out::answered(&*self.files, &self.folders.versions(&disk::resolved(&self.path)))
    }
}
