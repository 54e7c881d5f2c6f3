//! Every edit goes into the journal, and what is typed into forms beside it, on a thread of its own: the one that owns the
//! ledger's file may be waiting for somebody's lock.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::domain::{Ledger, Touched};
use crate::profile::{Draft, DraftsFile};
use crate::store::{Backup, Journal};

/// Something for the journal.
#[derive(Debug)]
pub enum Entry {
    /// An edit was made: the ledger after it, and what it touched.
    Edited(Arc<Ledger>, Touched),
    /// Others' changes came in.
    TookIn(Arc<Ledger>),
    /// The file holds the edits up to the one of this number.
    Saved(u64),
    /// Forms that were begun and not handed in.
    Drafts(Vec<Draft>),
    /// What was restored is among our own edits now.
    Settle(Vec<Arc<Backup>>),
}

/// What could not be written, and why not.
pub(super) enum Unwritten {
    Edit(io::Error),
    Draft(io::Error),
}

/// Begins to write. What cannot be written is told once, since saves are tried all the same.
pub(super) fn start(journal: Journal, drafts: DraftsFile, tell: impl Fn(Unwritten) + Send + 'static) -> (Sender<Entry>, JoinHandle<()>) {
    let (entries, todo): (_, Receiver<Entry>) = mpsc::channel();
    let writer = thread::spawn(move || {
        let mut writer = Writer { journal, drafts };
        let mut failed = [false; 2];
        while let Ok(first) = todo.recv() {
            let entries: Vec<Entry> = std::iter::once(first).chain(todo.try_iter()).collect();
            // Of drafts that came quicker than they can be written the last hold all.
            let last = entries.iter().rposition(|e| matches!(e, Entry::Drafts(_)));
            let stale = |(at, entry): &(usize, Entry)| matches!(entry, Entry::Drafts(_)) && Some(*at) != last;
            for (_, entry) in entries.into_iter().enumerate().filter(|e| !stale(e)) {
                let is_draft = matches!(entry, Entry::Drafts(_));
                if let Err(e) = writer.write(entry)
                    && !std::mem::replace(&mut failed[usize::from(is_draft)], true)
                {
                    tell(if is_draft { Unwritten::Draft(e) } else { Unwritten::Edit(e) });
                }
            }
        }
    });
    (entries, writer)
}

struct Writer {
    journal: Journal,
    drafts: DraftsFile,
}

impl Writer {
    fn write(&mut self, entry: Entry) -> io::Result<()> {
        match entry {
            Entry::Edited(ledger, touched) => return self.journal.edited(Arc::unwrap_or_clone(ledger), &touched),
            Entry::Drafts(drafts) => return self.drafts.write(&drafts),
            Entry::TookIn(ledger) => self.journal.took_in(Arc::unwrap_or_clone(ledger)),
            Entry::Saved(edit) => self.journal.saved(edit),
            Entry::Settle(backups) => backups.iter().for_each(|b| b.settle()),
        }
        Ok(())
    }
}
