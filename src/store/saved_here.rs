use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Readers};
use super::filesystem::{FileInfo, FileSystem, Rights};
use super::stamp::Stamp;
use super::versions;
use crate::domain::{Ledger, Touched};
use crate::merge::merge;

/// What one program knows of the file that it has open beyond what is in it now: by this the file comes back when somebody takes it away
/// or puts an older copy over it.
#[derive(Debug)]
pub(super) struct SavedHere {
    /// The file itself, behind whatever links led to it.
    target: PathBuf,
    /// Who may do what with it.
    pub(super) rights: Option<Rights>,
    /// What the file held since it was opened, the last at the end.
    contents: Vec<Stamp>,
    /// What was saved from here.
    pub(super) own: Touched,
    /// What a save of another program wrote, once it was looked through.
    looked_through: Option<PathBuf>,
}

/// So many contents are known again.
const KNOWN: usize = 4096;

impl SavedHere {
    pub(super) fn new(target: PathBuf, stamp: Stamp, info: Option<FileInfo>) -> SavedHere {
        SavedHere { target, rights: info.and_then(|i| i.rights), contents: vec![stamp], own: Touched::default(), looked_through: None }
    }

    /// The file was saved.
    pub(super) fn holds(&mut self, stamp: Stamp, info: &FileInfo) {
        self.rights = info.rights.or(self.rights);
        self.held(stamp);
    }

    /// The file was found with a content; says whether it had it once before and another one since.
    pub(super) fn held(&mut self, stamp: Stamp) -> bool {
        let older = self.contents.last().is_some_and(|last| *last != stamp) && self.contents.contains(&stamp);
        self.contents.retain(|s| *s != stamp);
        self.contents.push(stamp);
        let surplus = self.contents.len().saturating_sub(KNOWN);
        self.contents.drain(..surplus);
        older
    }

    /// Whether what a save wrote is unknown here: neither was it in the file since that was opened, nor was it looked through.
    pub(super) fn is_news(&self, written: &Path) -> bool {
        self.looked_through.as_deref() != Some(written) && !self.contents.iter().rev().any(|stamp| versions::is_of(written, *stamp))
    }

    /// All that a save wrote is in what its program was given.
    pub(super) fn looked_through(&mut self, written: Option<PathBuf>) {
        self.looked_through = written.or(self.looked_through.take());
    }

    /// Nobody has edited an older copy to take something out of it: what was saved from here comes back into what was made of it.
    /// Says whether it lacked anything.
    pub(super) fn put_back(&self, merged: &mut Ledger, (older, ours): (&Ledger, &Ledger)) -> bool {
        let (before, after) = older.excerpts(ours, &self.own);
        let whole = merge(Some(&before), &after, merged).ledger;
        let lacked = whole != *older;
        *merged = whole;
        lacked
    }

    /// Writes the file where it was, unless it is there again.
    pub(super) fn bring_file_back(&self, files: &dyn FileSystem, text: &[u8]) -> io::Result<()> {
        let folder = disk::folder_of(&self.target);
        let beside = disk::write_new(files, disk::temporary_names(folder), std::iter::once(Ok(text)), Readers::of(self.rights))?;
        // Where a file can have no second name (shares), somebody else may have been faster all the same.
        let is_there = |_: &io::Error| files.info(&self.target).is_ok();
        let linked = files.link(&beside, &self.target);
        let placed = linked.or_else(|e| if is_there(&e) { Ok(()) } else { files.rename(&beside, &self.target) });
        let placed = placed.or_else(|e| if is_there(&e) { Ok(()) } else { Err(e) });
        let _ = files.remove(&beside);
        placed.and_then(|()| disk::sync_folder(files, folder))
    }
}
