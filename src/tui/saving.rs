//! Whether what the screen shows is saved.

use std::path::PathBuf;

use crate::domain::Touched;

/// Whether the file holds what the screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saving {
    /// Changed since the last save that was begun.
    pub unsaved: Touched,
    /// Changed since the last edit that went into the journal.
    pub(crate) unwritten: Touched,
    /// How many edits went into the journal.
    pub(crate) edits: u64,
    /// What the save under way writes.
    pub under_way: Option<Touched>,
    /// The last save failed. Every change tries again, and so does time.
    pub failed: bool,
    /// The file is gone, or holds what cannot be read: what the screen shows is in it no more.
    pub(crate) astray: bool,
    /// The save under way was begun by time alone: nobody waits for its answer.
    pub(crate) quiet: bool,
    /// An edit that is not in the file could not be written into the journal either.
    pub(crate) unjournalled: bool,
    /// Where the whole ledger was put when the last save failed.
    pub(crate) rescue: Option<PathBuf>,
}

impl Saving {
    pub(crate) fn changed(&mut self, touched: Touched) {
        self.unwritten.extend(touched.clone());
        self.unsaved.extend(touched);
    }

    /// Whether nothing waits to be saved.
    pub(crate) fn is_clean(&self) -> bool {
        self.unsaved.is_empty() && self.under_way.is_none()
    }

    /// Whether what the screen shows is known not to be in the file.
    pub(crate) fn is_troubled(&self) -> bool {
        self.failed || self.astray
    }
}
