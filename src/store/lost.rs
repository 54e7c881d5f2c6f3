//! What a ledger's file has lost though no save took it out: by what the last save on this machine wrote, and by what a program has read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::filesystem::FileSystem;
use super::saved_here::SavedHere;
use super::stamp::Stamp;
use super::{read, taken_out, versions};
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

/// Whether a save of this user put the second of two texts in the place of the first: an act, and no older copy.
pub(crate) type WasSavedOver<'a> = &'a dyn Fn(&str, &str) -> bool;

/// Knows what was shared of a ledger.
pub(crate) trait Archivist: Send + Sync {
    /// What is shared, where what lies in the ledger's file is an older copy of it.
    fn newer(&self, ledger: &Path, was_saved_over: WasSavedOver<'_>) -> Option<Ledger>;

    /// Whether a content was shared once, and what lies in the ledger's file is what has come of it.
    fn went_on(&self, ledger: &Path, content: &Path) -> bool;
}

/// What was shared of the ledger. It is asked about each content once.
#[derive(Default)]
pub(crate) struct Archive {
    archivist: Option<Arc<dyn Archivist>>,
    asked: Option<Stamp>,
}

impl Archive {
    pub(crate) fn kept_by(archivist: Arc<dyn Archivist>) -> Archive {
        Archive { archivist: Some(archivist), asked: None }
    }

    /// Whom to ask about a content; nobody twice.
    pub(super) fn asked_about(&mut self, stamp: Stamp) -> Option<Arc<dyn Archivist>> {
        self.archivist.clone().filter(|_| self.asked.replace(stamp) != Some(stamp))
    }
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Archive")
    }
}

/// Where it is known what the file held.
pub(super) struct Memory<'a> {
    pub(super) files: &'a dyn FileSystem,
    /// The last versions.
    pub(super) folder: PathBuf,
    pub(super) here: &'a SavedHere,
    /// Whether the file holds again what it held before.
    pub(super) again: bool,
    pub(super) known: Known,
    pub(super) archive: &'a Archive,
    /// The ledger.
    pub(super) path: &'a Path,
    /// What the program takes out itself.
    pub(super) taken: Vec<UpdateId>,
}

/// What there is besides the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) written: Option<Written>,
    /// What is shared, where the file is an older copy of it.
    pub(super) newer: Option<Ledger>,
}

impl Known {
    /// Whether it may hold more than the file and the program.
    pub(super) fn is_news(&self) -> bool {
        self.newer.is_some() || self.written.as_ref().is_some_and(|written| written.is_news)
    }
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
        if let Some(newer) = &self.known.newer {
            lost.extend(put_back(&wanted(newer), &mut merged.ledger.clone(), &|_| true));
            for whole in [&ours, &wanted(newer)] {
                merged.ledger = merge(Some(file), &merged.ledger, whole).ledger;
            }
            older |= merged.ledger != found;
        }
        // What a program of this user has saved is no older copy, whatever it is like.
        let is_saved = || versions::last_written(self.files, &self.folder).is_some_and(|path| versions::is_of(&path, stamp));
        if self.again && !is_saved() && !versions::last_written(self.files, &self.folder).is_some_and(|path| self.went_on(&path)) {
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

    /// Whether what a save wrote was shared, and others have gone on from it to what lies in the file: that is no older copy.
    fn went_on(&self, written: &Path) -> bool {
        self.archive.archivist.as_ref().is_some_and(|archivist| archivist.went_on(self.path, written))
    }

    /// What the last save wrote, where it may hold more than the file and the program; and whether the file is an older copy as a whole.
    fn last(&self, (file, stamp): (&Ledger, Stamp)) -> Option<(Ledger, bool)> {
        let written = self.known.written.as_ref().filter(|written| !versions::is_of(&written.path, stamp))?;
        let is_older = versions::is_version(self.files, &self.folder, stamp) && !self.went_on(&written.path);
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
