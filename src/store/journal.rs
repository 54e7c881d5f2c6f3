//! The journal: what was changed and may not be in the ledger's file yet. Every edit is on the disk before anything
//! else is done with it; what the file holds is let go.
//!
//! A journal is a file of records that are only ever appended. A record is a line that says its number, the lengths of two
//! small ledgers and the xxh3 of both, then the ledgers: what the edit touched, before it and after. A record that a
//! power failure cut short does not fit its line, and is passed over. Each merges with whatever the ledger's file holds by then.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk;
use super::filesystem::{FileSystem, Pen, SystemFiles};
use super::folders::Folders;
use super::ledger_file::{moment, parse_text};
use super::lock_file::{Attempt, Guard};
use super::stamp::hash;
use super::write::canonical;
use crate::domain::{Ledger, Touched};
use crate::merge::merge;

/// How a journal's file ends.
const ENDING: &str = "journal";

/// The journal of one program that has a ledger open.
#[derive(Debug)]
pub struct Journal {
    files: Arc<dyn FileSystem>,
    folders: Vec<PathBuf>,
    /// The ledger as it was after the last edit.
    before: Ledger,
    /// How many edits there were.
    edits: u64,
    open: Option<Open>,
}

struct Open {
    path: PathBuf,
    pen: Box<dyn Pen>,
    /// Who looks for journals of the dead knows by it that we live.
    _lock: Option<Box<dyn Guard>>,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Open").field(&self.path).finish()
    }
}

impl Journal {
    /// A journal for a ledger that is open now; there is no file before there is an edit.
    pub fn new(ledger: Ledger, path: &Path, folders: &Folders) -> Journal {
        Journal::on(Arc::new(SystemFiles), ledger, path, folders)
    }

    /// As [`Journal::new`], by another file system's calls than the machine's own.
    pub fn on(files: Arc<dyn FileSystem>, ledger: Ledger, path: &Path, folders: &Folders) -> Journal {
        Journal { files, folders: folders.unsaved(&disk::resolved(path)), before: ledger, edits: 0, open: None }
    }

    /// An edit has been made. It is on the disk when this comes back.
    pub fn edited(&mut self, now: Ledger, touched: &Touched) -> io::Result<()> {
        self.edits += 1;
        let (before, after) = self.before.excerpts(&now, touched);
        self.before = now;
        self.append(&both(self.edits, &before, &after)?)
    }

    /// Others' changes have come in: they are no edits of ours.
    pub fn took_in(&mut self, now: Ledger) {
        self.before = now;
    }

    /// The file holds the edits up to this one.
    pub fn saved(&mut self, edit: u64) {
        if edit >= self.edits {
            if let Some(open) = self.open.take() {
                let _ = self.files.remove(&open.path);
            }
        } else if self.open.is_some() {
            // Where this cannot be written those edits are merged once more, which changes nothing.
            let _ = self.append(format!("saved {edit}\n").as_bytes());
        }
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self.opened().and_then(|open| open.pen.write(bytes).and_then(|()| open.pen.sync()));
        if written.is_err() {
            // What follows half a record would not be read: the next edit begins another file.
            self.open = None;
        }
        written
    }

    fn opened(&mut self) -> io::Result<&mut Open> {
        let open = match self.open.take() {
            Some(open) => open,
            None => self.begin()?,
        };
        Ok(self.open.insert(open))
    }

    /// Begins a file in the first place where one can be made.
    fn begin(&self) -> io::Result<Open> {
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for folder in &self.folders {
            let path = folder.join(format!("{}-{}-{:04x}.{ENDING}", moment(), std::process::id(), fastrand::u16(..)));
            let made = self.files.create_folder(folder).and_then(|()| {
                let lock = self.files.try_lock(&lock_of(&path), "");
                let pen = self.files.create_private(&path)?;
                self.files.sync_folder(folder).or_else(|e| if e.kind() == io::ErrorKind::Unsupported { Ok(()) } else { Err(e) })?;
                Ok(Open { path, pen, _lock: lock.ok().and_then(Attempt::held) })
            });
            match made {
                Ok(open) => return Ok(open),
                Err(e) => failed = e,
            }
        }
        Err(failed)
    }
}

fn lock_of(journal: &Path) -> PathBuf {
    journal.with_extension("lock")
}

/// Two small ledgers as a record.
pub(super) fn both(edit: u64, before: &Ledger, after: &Ledger) -> io::Result<Vec<u8>> {
    let spelled = |ledger: &Ledger| canonical(ledger).map_err(|e| io::Error::other(e.to_string()));
    Ok(record(edit, &spelled(before)?, &spelled(after)?))
}

fn record(edit: u64, before: &str, after: &str) -> Vec<u8> {
    let body = format!("{before}{after}");
    let mut record = format!("edit {edit} {} {} {:016x}\n", before.len(), after.len(), hash(body.as_bytes()));
    record.push_str(&body);
    record.into_bytes()
}

/// A journal that a program left which is no more.
#[derive(Debug)]
pub struct Leftover {
    /// Its file.
    pub path: PathBuf,
    /// What each edit touched, before it and after.
    edits: Vec<(Ledger, Ledger)>,
    /// Whether something in it cannot be read: then it stays where it is.
    spoiled: bool,
    /// Nobody else takes it while we have it.
    _lock: Option<Box<dyn Guard>>,
}

impl Leftover {
    /// A ledger with the edits in it.
    pub fn recovered(&self, ledger: &Ledger) -> Ledger {
        self.edits.iter().fold(ledger.clone(), |ledger, (before, after)| {
            let mut merged = merge(Some(before), after, &ledger).ledger;
            merged.set_lineage(ledger.lineage());
            merged
        })
    }

    /// It is not wanted any more.
    pub(crate) fn discard(&self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The journals of a ledger whose programs are no more, the oldest first; those that say nothing new are let go.
pub fn leftovers(ledger: &Ledger, path: &Path, folders: &Folders) -> Vec<Leftover> {
    leftovers_on(&SystemFiles, ledger, path, folders)
}

/// As [`leftovers`], by another file system's calls than the machine's own.
pub fn leftovers_on(files: &dyn FileSystem, ledger: &Ledger, path: &Path, folders: &Folders) -> Vec<Leftover> {
    let mut found: Vec<PathBuf> = folders.unsaved(&disk::resolved(path)).iter().flat_map(|f| files.list(f).unwrap_or_default()).collect();
    found.retain(|f| f.extension().is_some_and(|e| e == ENDING));
    found.sort();
    found.into_iter().filter_map(|file| leftover(files, file)).filter(|l| l.recovered(ledger) != *ledger || let_go(files, l)).collect()
}

fn let_go(files: &dyn FileSystem, leftover: &Leftover) -> bool {
    if !leftover.spoiled {
        let _ = files.remove(&leftover.path);
    }
    false
}

fn leftover(files: &dyn FileSystem, path: PathBuf) -> Option<Leftover> {
    let _lock = match files.try_lock(&lock_of(&path), "") {
        Ok(Attempt::Busy) => return None,
        lock => lock.ok().and_then(Attempt::held),
    };
    let (edits, spoiled) = edits(&files.read(&path).ok()?);
    Some(Leftover { path, edits, spoiled, _lock })
}

/// The edits that a journal holds and the ledger's file did not, as far as they are whole; and whether any is not: it is passed over.
pub(super) fn edits(mut bytes: &[u8]) -> (Vec<(Ledger, Ledger)>, bool) {
    let (mut edits, mut spoiled) = (Vec::new(), false);
    while let Some((line, rest)) = bytes.iter().position(|b| *b == b'\n').map(|at| (&bytes[..at], &bytes[at + 1..])) {
        let words: Vec<&str> = std::str::from_utf8(line).unwrap_or_default().split(' ').collect();
        match words.as_slice() {
            ["saved", edit] => {
                let saved: u64 = edit.parse().unwrap_or_default();
                edits.retain(|(number, _)| *number > saved);
                bytes = rest;
                continue;
            }
            ["edit", edit, before, after, check] => {
                if let Some((number, both, left)) = whole([edit, before, after], check, rest) {
                    edits.push((number, both));
                    bytes = left;
                    continue;
                }
            }
            _ => {}
        }
        (bytes, spoiled) = (rest, true);
    }
    (edits.into_iter().map(|(_, both)| both).collect(), spoiled || !bytes.is_empty())
}

type Whole<'a> = (u64, (Ledger, Ledger), &'a [u8]);

/// A record's number and ledgers, and what follows it; nothing of one that is not whole.
fn whole<'a>(numbers: [&str; 3], check: &str, rest: &'a [u8]) -> Option<Whole<'a>> {
    let [edit, before, after] = numbers.map(|n| n.parse::<u64>().ok());
    let (before, after) = (usize::try_from(before?).ok()?, usize::try_from(after?).ok()?);
    let body = rest.get(..before.checked_add(after)?)?;
    if format!("{:016x}", hash(body)) != check {
        return None;
    }
    let ledger = |bytes| parse_text(ENDING, std::str::from_utf8(bytes).ok()?).ok();
    Some((edit?, (ledger(&body[..before])?, ledger(&body[before..])?), &rest[body.len()..]))
}
