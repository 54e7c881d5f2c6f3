//! Every edit goes into the journal, on a thread of its own: the one that owns the file may be waiting for somebody's lock.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::message::Message;
use crate::domain::{Ledger, Touched};
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
    /// What was restored is among our own edits now.
    Settle(Vec<Arc<Backup>>),
}

/// Begins to write; what cannot be written is told once, since saves are tried all the same.
pub(super) fn start(mut journal: Journal, tell: impl Fn(Message) + Send + 'static) -> (Sender<Entry>, JoinHandle<()>) {
    let (entries, todo): (_, Receiver<Entry>) = mpsc::channel();
    let writer = thread::spawn(move || {
        let mut failed = false;
        for entry in todo {
            match entry {
                Entry::Edited(ledger, touched) => {
                    let ledger = Arc::unwrap_or_clone(ledger);
                    if let Err(e) = journal.edited(ledger, &touched)
                        && !std::mem::replace(&mut failed, true)
                    {
                        tell(Message::NotJournalled(e));
                    }
                }
                Entry::TookIn(ledger) => journal.took_in(Arc::unwrap_or_clone(ledger)),
                Entry::Saved(edit) => journal.saved(edit),
                Entry::Settle(backups) => backups.iter().for_each(|b| b.settle()),
            }
        }
    });
    (entries, writer)
}
