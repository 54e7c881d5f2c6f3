//! The thread that owns the ledger's file: one thing after another is read and written there, so that the frame waits for no
//! disk.

use chrono::NaiveDate;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::journal::Entry;
use super::message::Message;
use super::views::dispatch::{Draft, Export};
use crate::domain::{Ledger, Touched};
use crate::profile::{Desk, write_desk};
use crate::query::Book;
use crate::report::Template;
use crate::share::CommitWatch;
use crate::store::{Backup, Folders, LedgerFile, TakenIn, Waiting, backups, read_ron_or_default, write_document};
use crate::text::{Lang, Say};

/// How often the file is looked at for others' changes.
const GLANCE: Duration = Duration::from_secs(1);

/// Something for the thread that owns the file.
pub(super) enum Job {
    Save(Arc<Ledger>, Touched, u64),
    TakeIn(Box<Ledger>),
    ListBackups(Box<Ledger>),
    ReadBackups(Vec<Arc<Backup>>, Box<Ledger>),
    Keep(Box<Desk>),
    Draft(Box<Draft>, Lang),
    Export(Box<Export>, Lang),
    End,
}

pub(super) struct Worker<T> {
    pub(super) file: LedgerFile,
    pub(super) folders: Folders,
    pub(super) journal: Sender<Entry>,
    pub(super) today: NaiveDate,
    pub(super) tell: T,
}

impl<T: Fn(Message) + Clone + Send + Sync + 'static> Worker<T> {
    pub(super) fn start(mut self) -> (Sender<Job>, JoinHandle<()>) {
        let (jobs, todo) = mpsc::channel();
        let tell = self.tell.clone();
        self.file.tell_waiting(Waiting::tell(move |holder| tell(Message::Waiting(holder.clone()))));
        (jobs, thread::spawn(move || self.work(&todo)))
    }

    /// Does what comes; between whiles looks whether others have written.
    fn work(&mut self, todo: &Receiver<Job>) {
        let (mut told, mut commits) = (false, CommitWatch::of(self.file.path()));
        loop {
            match todo.recv_timeout(GLANCE) {
                Ok(Job::End) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(job) => {
                    self.carry_out(job);
                    told = false;
                }
                Err(RecvTimeoutError::Timeout) => {
                    let changed = self.file.looks_changed();
                    if changed && !told {
                        (self.tell)(Message::ChangedOnDisk);
                    }
                    told = changed;
                    if commits.has_news() {
                        (self.tell)(Message::Committed);
                    }
                }
            }
        }
    }

    fn carry_out(&mut self, job: Job) {
        let tell = self.tell.clone();
        match job {
            Job::Save(ledger, touched, edits) => {
                let saved = self.file.save(&ledger, &touched).map_err(Box::new);
                if saved.is_ok() {
                    let _ = self.journal.send(Entry::Saved(edits));
                }
                self.go_ahead(saved.as_ref().ok().and_then(|s| s.taken_in.as_deref()));
                tell(Message::Saved(saved));
            }
            Job::TakeIn(ledger) => {
                let taken = self.file.take_in(&ledger).map_err(Box::new);
                self.go_ahead(taken.as_ref().ok().and_then(|t| t.as_deref()));
                tell(Message::TakenIn(taken));
            }
            Job::ListBackups(ledger) => tell(Message::Backups(backups(self.file.path(), &self.folders, Some(&ledger)))),
            Job::ReadBackups(chosen, ledger) => {
                let restored = chosen.iter().try_fold(ledger, |ledger, backup| backup.restored(Some(&ledger)).map(Box::new));
                tell(Message::Restored(chosen, restored));
            }
            Job::Keep(desk) => {
                let views = self.folders.views_file();
                if let Err(e) = write_desk(&views, &desk) {
                    tell(Message::NotKept(format!("{}: {e}", views.display())));
                }
            }
            // The file that this thread owns must not wait for a long document.
            Job::Draft(draft, lang) => drop(thread::spawn(move || tell(Message::Drafted(Box::new(draft.finish(template(lang))))))),
            Job::Export(export, lang) => {
                let ledger = self.file.path().to_owned();
                thread::spawn(move || {
                    let written = write(&ledger, &export, lang);
                    // Whoever called it off was told so then.
                    if !export.progress.is_called_off() {
                        tell(Message::Exported(export.name.clone(), written));
                    }
                });
            }
            Job::End => {}
        }
    }

    /// Judges and lays out what came in, so that the frame need not wait for it.
    fn go_ahead(&self, taken: Option<&TakenIn>) {
        if let Some(taken) = taken {
            (self.tell)(Message::Ahead(Box::new(Book::new(taken.ledger.clone(), self.today))));
        }
    }
}

/// The office's own template, where there is one; what is wrong with it in words.
fn template(lang: Lang) -> Result<Template, String> {
    read_ron_or_default(&Folders::of_user().template_file()).map_err(|e| e.say(lang))
}

/// Writes a bulletin by the office's own template, beside its ledger.
fn write(ledger: &Path, export: &Export, lang: Lang) -> Result<PathBuf, String> {
    let path = ledger.with_file_name(&export.name);
    let bytes = export.bytes(&template(lang)?, lang)?;
    write_document(&path, &bytes, Some(ledger), &export.progress).map(|()| path).map_err(|e| e.say(lang))
}
