//! What a ledger's file has lost though no save took it out: by what the last save on this machine wrote, and by what a program has read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::filesystem::FileSystem;
use super::read;
use super::saved_here::SavedHere;
use super::stamp::Stamp;
use super::{taken_out, versions};
use crate::domain::{Ledger, UpdateId};
use crate::merge::{Merged, Note, PutBack, keep, merge, put_back, take_out};

/// What becomes of records that the file has lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lost {
    /// The save that finds them missing puts them back.
    #[default]
    PutBack,
    /// Whoever saves is given them and asks a person. They are not in the file before he saves them.
    Ask,
}

/// Where it is known what the file held.
pub(super) struct Memory<'a> {
    pub(super) files: &'a dyn FileSystem,
    /// The last versions.
    pub(super) folder: PathBuf,
    pub(super) here: &'a SavedHere,
    /// Whether the file holds again what it held before.
    pub(super) again: bool,
    pub(super) written: Option<Written>,
    /// What the program takes out itself.
    pub(super) taken: Vec<UpdateId>,
}

/// What the last save on this machine wrote. It is looked for before the file is read: what is found later may be newer than what
/// was read.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) path: PathBuf,
    /// Whether it is unknown here.
    pub(super) is_news: bool,
}

impl Memory<'_> {
    /// Brings back into a merge what the file lacks and nobody took out; nothing where there is nothing of that.
    pub(super) fn bring_back(&self, merged: &mut Merged, (file, stamp): (&Ledger, Stamp), ours: &Ledger) -> Option<PutBack> {
        let gone: HashSet<UpdateId> = taken_out::read(self.files, &self.folder).into_iter().chain(self.taken.iter().cloned()).collect();
        let wanted = |ledger: &Ledger| {
            let mut ledger = ledger.clone();
            take_out(&mut ledger, &gone);
            ledger
        };
        let (ours, found) = (wanted(ours), merged.ledger.clone());
        let mut lost = put_back(&ours, &mut merged.ledger, &|_| true);
        let mut older = false;
        if let Some((last, is_older)) = self.last((file, stamp)) {
            let last = wanted(&last);
            lost.extend(put_back(&last, &mut merged.ledger, &|_| true));
            if is_older {
                let whole = merge(Some(file), &merged.ledger, &last).ledger;
                older = !lost.0.is_empty() || whole != merged.ledger;
                merged.ledger = whole;
            }
        }
        // What a program of this user has saved is no older copy, whatever it is like.
        let is_saved = || versions::last_written(self.files, &self.folder).is_some_and(|path| versions::is_of(&path, stamp));
        if self.again && !is_saved() {
            older |= self.here.put_back(&mut merged.ledger, (file, &ours));
        }
        // What the file holds is taken out by whoever undoes it, and by nobody who once left it out: somebody has saved it again.
        if older {
            keep(&found, &mut merged.ledger);
            older = merged.ledger != found;
        }
        merged.notes.extend(lost.note(&merged.ledger));
        merged.notes.extend(older.then_some(Note::OlderCopy));
        (older || !lost.0.is_empty()).then_some(lost)
    }

    /// What the last save wrote, where it may hold more than the file and the program; and whether the file is an older copy as a whole.
    fn last(&self, (file, stamp): (&Ledger, Stamp)) -> Option<(Ledger, bool)> {
        let written = self.written.as_ref().filter(|written| !versions::is_of(&written.path, stamp))?;
        let is_older = versions::is_version(self.files, &self.folder, stamp);
        let last = (written.is_news || is_older).then(|| last_saved(self.files, &written.path, file))?;
        Some((last?, is_older))
    }
}

/// What a save wrote. Where another ledger has come into the file's place, that was no loss.
pub(super) fn last_saved(files: &dyn FileSystem, written: &Path, file: &Ledger) -> Option<Ledger> {
    let ledger = read::parse(written, &versions::whole(files, written)?).ok()?.ledger;
    let is_other = !file.entries().is_empty() && file.entries().iter().all(|entry| ledger.get(&entry.id).is_none());
    (!is_other).then_some(ledger)
}
