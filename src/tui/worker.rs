//! The thread that owns the ledger's file: one thing after another is read and written there, so that the frame waits for no
//! disk.

use chrono::NaiveDate;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::closing::Sending;
use super::importing::Job;
use super::journal::Entry;
use super::message::{Effect, Message};
use super::printing;
use super::views::dispatch::Export;
use crate::domain::{Ledger, UpdateId};
use crate::merge::{differences, put_back};
use crate::profile::{Handwriting, Imports, read_seen, write_layout, write_seen};
use crate::progress::Progress;
use crate::query::Book;
use crate::report::{LETTER, Template};
use crate::share::{CommitWatch, Sharing, archive};
use crate::store::{
    Folders, LedgerFile, Lost, Output, Over, Sheet, StoreError, TakenIn, Waiting, attachment, backups, changed_after, let_go_of_rescues,
    read_ron_or_default, write_output, write_outputs, write_ron,
};
use crate::text::{Lang, Say};

/// How often the file is looked at for others' changes.
const LOOK: Duration = Duration::from_secs(1);

pub(super) struct Worker<T> {
    pub(super) file: LedgerFile,
    pub(super) folders: Folders,
    pub(super) journal: Sender<Entry>,
    pub(super) commits: CommitWatch,
    pub(super) today: NaiveDate,
    /// Something was read to be restored: the next save may hold what lies beside the ledger.
    pub(super) restored: bool,
    /// The file could not be read when it was looked at last: what it should hold may lie beside it.
    pub(super) astray: bool,
    /// Somebody has committed, and the screen may not have heard of it yet.
    pub(super) unheard: bool,
    /// The documents that are being taken in.
    pub(super) imports: Imports,
    /// The ledger as it was seen last, once it was asked for.
    pub(super) seen: Option<Ledger>,
    pub(super) notify: T,
}

impl<T: Fn(Message) + Clone + Send + Sync + 'static> Worker<T> {
    pub(super) fn start(mut self) -> (Sender<Effect>, JoinHandle<()>) {
        self.file.lost = Lost::Ask;
        self.file.archive = archive();
        self.file.goes_back = true;
        let (jobs, todo) = mpsc::channel();
        let notify = self.notify.clone();
        self.file.waiting = Waiting(Some(Arc::new(move |holder| notify(Message::Waiting(holder.clone())))));
        (jobs, thread::spawn(move || self.work(&todo)))
    }

    /// Does what comes; between whiles looks whether others have written.
    fn work(&mut self, todo: &Receiver<Effect>) {
        let mut notified = false;
        loop {
            match todo.recv_timeout(LOOK) {
                Err(RecvTimeoutError::Disconnected) => {
                    let _ = self.file.put_back_unanswered();
                    return;
                }
                Ok(job) => {
                    self.carry_out(job);
                    notified = false;
                }
                Err(RecvTimeoutError::Timeout) => {
                    let changed = self.file.looks_changed();
                    if changed && !notified {
                        (self.notify)(Message::ChangedOnDisk);
                    }
                    notified = changed;
                    self.look_for_commits();
                }
            }
        }
    }

    fn carry_out(&mut self, job: Effect) {
        let notify = self.notify.clone();
        match job {
            Effect::Save(ledger, touched, edits) => {
                let (ledger, stays) = self.keeping_what_was_committed(ledger);
                let saved = self.file.save_step(&ledger, &touched).map_err(Box::new);
                if saved.is_ok() {
                    let _ = self.journal.send(Entry::Saved(edits));
                    if std::mem::take(&mut self.restored) {
                        let_go_of_rescues(&self.file.path, &self.folders);
                    }
                }
                self.go_ahead(saved.as_ref().ok().and_then(|s| s.taken_in.as_deref()));
                notify(Message::Saved(saved));
                if !stays.is_empty() {
                    notify(Message::Stays(ledger, stays));
                }
            }
            Effect::Heard => self.unheard = false,
            Effect::Answer(answer, updates) => self.file.answer(answer, &updates),
            Effect::TakeIn(ledger) => {
                let taken = self.file.take_in(&ledger).map_err(Box::new);
                let was_astray = std::mem::replace(&mut self.astray, taken.is_err());
                if was_astray && taken.is_ok() {
                    let_go_of_rescues(&self.file.path, &self.folders);
                }
                self.go_ahead(taken.as_ref().ok().and_then(|t| t.as_deref()));
                notify(Message::TakenIn(taken));
            }
            Effect::ReadBackups(chosen, ledger) => {
                self.restored = true;
                let restored = chosen.iter().try_fold(ledger, |ledger, backup| backup.restored(Some(&ledger)).map(Box::new));
                notify(Message::Restored(chosen, restored));
            }
            Effect::LookForNews(ledger) => match self.seen() {
                Ok(seen) => notify(Message::News(seen.map(|seen| differences(&seen, &ledger)))),
                Err(e) => notify(Message::NotKept(e.say(Lang::Zh))),
            },
            // What was said is written in the order in which it was.
            Effect::Import(job @ (Job::Keep(_) | Job::Drop(_))) => self.import(job)(),
            Effect::Saw => self.saw(),
            Effect::Keep(state) => self.keep(&self.folders.views_file(), &state),
            Effect::KeepLayout(person, layout) => {
                if let Err(e) = write_layout(&self.folders, &self.file.path, &person, &layout) {
                    notify(Message::NotKept(format!("{}: {e}", self.folders.layout_file(&self.file.path).display())));
                }
            }
            Effect::KeepIdentity(identity) => self.keep(&self.folders.identity_file(), &identity),
            job => self.set_going(job),
        }
    }

    /// Looks whether somebody has committed since it was looked last.
    fn look_for_commits(&mut self) {
        if self.commits.has_news() {
            self.unheard = true;
            (self.notify)(Message::Committed);
        }
    }

    /// What somebody may have committed a moment ago leaves the log by no save: what this one would take out stays, and is taken back by a
    /// correction. Gives what is to be saved, and which updates stay.
    fn keeping_what_was_committed(&mut self, ledger: Arc<Ledger>) -> (Arc<Ledger>, Vec<UpdateId>) {
        self.look_for_commits();
        if !self.unheard {
            return (ledger, Vec::new());
        }
        let stays = self.file.taken_out_by(&ledger);
        if stays.is_empty() {
            return (ledger, stays);
        }
        let mut whole = Ledger::clone(&ledger);
        put_back(self.file.held(), &mut whole, &|id| stays.contains(id));
        (Arc::new(whole), stays)
    }

    /// What writes a file of its own where no other is.
    fn puts(&self, lang: Lang) -> impl Fn(PathBuf, &[u8]) -> Result<PathBuf, String> + use<T> {
        let (ledger, folders) = (self.file.path.clone(), self.folders.clone());
        move |path: PathBuf, bytes: &[u8]| {
            let written = write_output(&path, bytes.into(), (&ledger, &folders), Over::Nothing, &Progress::default());
            written.map(|output| output.path).map_err(|e| e.say(lang))
        }
    }

    /// What takes long and touches nothing goes on a thread of its own: the file that this one owns must not wait for it.
    fn set_going(&self, job: Effect) {
        let notify = self.notify.clone();
        match job {
            Effect::ListBackups(ledger, lang) => {
                let (path, folders) = (self.file.path.clone(), self.folders.clone());
                thread::spawn(move || {
                    let all = backups(&path, &folders, Some(&ledger));
                    let closed = folders.closed(&path);
                    closed.iter().for_each(|e| notify(Message::NotKept(format!("{}  {}", e.say(lang), e.hint(lang)))));
                    if !all.is_empty() || closed.is_empty() {
                        let after = changed_after(&all, Some(&ledger), lang);
                        notify(Message::Backups(all, after));
                    }
                });
            }
            Effect::Compare(asked) => {
                let path = self.file.path.clone();
                thread::spawn(move || {
                    let lang = asked.lang;
                    let version =
                        |name: &str| Sharing::of(&path, lang, false).and_then(|s| s.ledger_at(name)).map(Option::unwrap_or_default);
                    let answer = asked.finish(|name| version(name).map_err(|e| format!("{}  {}", e.say(lang), e.hint(lang))));
                    notify(Message::Compared(Box::new(answer)));
                });
            }
            Effect::Draft(draft) => drop(thread::spawn(move || notify(Message::Drafted(Box::new(draft.finish(template(draft.lang))))))),
            Effect::Export(export) => {
                let (ledger, folders) = (self.file.path.clone(), self.folders.clone());
                thread::spawn(move || {
                    let written = write((&ledger, &folders), &export);
                    // Whoever called it off was notified so then.
                    if !export.progress.is_called_off() {
                        notify(Message::Exported(export.name.clone(), written));
                    }
                });
            }
            Effect::Letters(letters) => {
                let lang = letters.lang;
                let put = self.puts(lang);
                thread::spawn(move || match template(lang) {
                    Ok(template) => notify(Message::Letters(Box::new(letters.write(&template, put)))),
                    Err(e) => notify(Message::NotKept(e)),
                });
            }
            Effect::Import(job) => drop(thread::spawn(self.import(job))),
            Effect::LookForFile(entries, what) => {
                let path = self.file.path.clone();
                let here = std::env::current_dir().ok();
                thread::spawn(move || notify(Message::FileFound(entries, attachment(&path, here.as_deref(), &what))));
            }
            Effect::Closing(sending) => {
                let (ledger, folders) = (self.file.path.clone(), self.folders.clone());
                thread::spawn(move || {
                    let written = send_out(&sending, &ledger, &folders);
                    // Whoever called it off was notified so then.
                    if !sending.progress.is_called_off() {
                        notify(Message::Closing(sending.name().to_owned(), written));
                    }
                });
            }
            _ => {}
        }
    }

    /// What does a job for documents that are taken in.
    fn import(&self, job: Job) -> impl FnOnce() + Send + use<T> {
        let (notify, imports, path) = (self.notify.clone(), self.imports.clone(), self.file.path.clone());
        move || job.finish(&imports, &path).into_iter().for_each(|brought| notify(Message::Import(brought)))
    }

    /// The ledger as it was seen last; from the first time on, as it is.
    fn seen(&mut self) -> Result<Option<Ledger>, StoreError> {
        if self.seen.is_none() {
            self.seen = read_seen(&self.folders, &self.file.path)?;
        }
        if self.seen.is_none() {
            self.saw();
            return Ok(None);
        }
        Ok(self.seen.clone())
    }

    fn saw(&mut self) {
        let seen = self.file.held().clone();
        if let Err(e) = write_seen(&self.folders, &self.file.path, &seen) {
            (self.notify)(Message::NotKept(e.say(Lang::Zh)));
        }
        self.seen = Some(seen);
    }

    fn keep(&self, path: &Path, what: &impl Serialize) {
        if let Err(e) = write_ron(path, what) {
            (self.notify)(Message::NotKept(format!("{}: {e}", path.display())));
        }
    }

    /// Judges and lays out what came in, so that the frame need not wait for it.
    fn go_ahead(&self, taken: Option<&TakenIn>) {
        if let Some(taken) = taken {
            (self.notify)(Message::Ahead(Box::new(Book::new(taken.ledger.clone(), self.today))));
        }
    }
}

/// The office's own template, where there is one; what is wrong with it in words.
fn template(lang: Lang) -> Result<Template, String> {
    read_ron_or_default(&Folders::of_user().template_file()).map_err(|e| e.say(lang))
}

/// Writes a bulletin by the office's own template, with what was filled in by hand into its blanks; who may read the ledger may read it.
fn write(places: (&Path, &Folders), export: &Export) -> Result<Output, String> {
    let (mut template, lang) = (template(export.lang)?, export.lang);
    let mut hand = Handwriting::default();
    let bytes = export.bytes(|summary| {
        if LETTER.format(export.word).is_some() {
            hand = Handwriting::take_over(places, summary, &mut template, Some(&export.path));
        }
        template.clone()
    })?;
    let over = if export.is_new() { Over::Nothing } else { Over::OurOwn };
    let sheet = Sheet { bytes: &bytes, aside: &hand.aside(export.word, &bytes) };
    let mut output = write_output(&export.path, sheet, places, over, &export.progress).map_err(|e| match e {
        StoreError::CalledOff => e.say(lang),
        _ => format!("{}{}", e.say(lang), e.hint(lang)),
    })?;
    output.notes = hand.sentences(lang);
    // Whoever opens it from elsewhere must know where it is.
    output.path = std::path::absolute(&output.path).unwrap_or(output.path);
    if export.is_printed() {
        output.notes.push(printing::open(&output.path, lang));
    }
    Ok(output)
}

/// Writes the forms of a closing round beside the ledger: into which folder, and how many files.
fn send_out(sending: &Sending, ledger: &Path, folders: &Folders) -> Result<(String, usize), String> {
    let folder = ledger.with_file_name(&sending.round.folder);
    let files = sending.files().map_err(|e| e.say(Lang::Zh))?;
    let written = write_outputs(&folder, files, (ledger, folders), Over::OurOwn, &sending.progress).map_err(|e| e.say(Lang::Zh))?;
    Ok((folder.display().to_string(), written.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Author, Change, Intent, Recorder, Status};
    use crate::store::Lost;
    use std::process::Command;

    const TEXT: &str = "Ledger(format: 1, entries: [Entry(id: \"p/一\", kind: Task, title: \"甲事\", lead: Unassigned)])\n";

    fn git(folder: &Path, words: &[&str]) {
        let mut command = Command::new("git");
        command.current_dir(folder).args(["-c", "user.name=张三", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]);
        assert!(command.args(words).output().unwrap().status.success());
    }

    /// The worker glanced at git's log and told of the commit; the screen had asked for an undo before it heard that.
    #[test]
    fn what_was_committed_before_the_screen_heard_of_it_leaves_the_file_by_no_save() {
        let home = tempfile::tempdir().unwrap();
        let (folder, folders) = (home.path().join("work"), Folders::under(&home.path().join("home")));
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("tasks.ron");
        std::fs::write(&path, TEXT).unwrap();
        git(&folder, &["init", "-q"]);
        git(&folder, &["add", "-A"]);
        git(&folder, &["commit", "-qm", "一"]);
        let (mut file, mut ledger) = LedgerFile::open(&path, &folders, &Progress::default()).unwrap();
        file.lost = Lost::Ask;
        let (journal, _entries) = mpsc::channel();
        let (told, messages) = mpsc::channel();
        let (commits, today) = (CommitWatch::of(&path), "2025-10-15".parse().unwrap());
        let notify = move |message| drop(told.send(message));
        let (restored, astray, unheard) = (false, false, false);
        let imports = Imports::of(&folders, &file.path);
        let mut worker = Worker { file, folders, journal, commits, today, restored, astray, unheard, imports, seen: None, notify };
        let clock = Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap());
        let recorder = Recorder { by: Author::default(), clock, entropy: Arc::new(|| 7) };
        let change = recorder.record(&ledger, &ledger.entries()[0].clone(), &Intent::Status(Status::Blocked), None).unwrap();
        let (before, touched) = (ledger.clone(), change.touched());
        change.apply(&mut ledger).unwrap();
        worker.carry_out(Effect::Save(Arc::new(ledger.clone()), touched.clone(), 1));
        git(&folder, &["commit", "-qam", "二"]);
        worker.look_for_commits();
        worker.carry_out(Effect::Save(Arc::new(before.clone()), touched, 2));
        let stays = |m: Message| matches!(m, Message::Stays(_, updates) if updates.len() == 1);
        assert!(messages.try_iter().any(stays) && std::fs::read_to_string(&path).unwrap().contains("Blocked"));
        // Once it has heard of it what it takes out it means to take out.
        worker.carry_out(Effect::Heard);
        let undo = Change::between(&ledger, &before);
        worker.carry_out(Effect::Save(Arc::new(before), undo.touched(), 3));
        assert!(!messages.try_iter().any(stays) && !std::fs::read_to_string(&path).unwrap().contains("Blocked"));
    }
}
