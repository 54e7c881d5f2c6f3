use chrono::Local;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::disk;
use super::error::{Doing, StoreError};
use super::folders::Folders;
use super::lock::Lock;
use super::read;
use super::scan::{Layout, scan};
use super::splice::{Old, Spliced, rewritten, splice};
use super::stamp::{Glimpse, Stamp};
use super::unite::{Source, Stages, United, repair, side};
use super::versions;
use super::write;
use crate::domain::{Ledger, Touched};
use crate::merge::{Difference, Merged, Note, differences, merge};
use crate::progress::Progress;
use crate::text::{Lang, Say};

/// A ledger's file: knows what was read, where each entry stands, and saves only what changed.
///
/// It also remembers what each copy of the ledger that is at large had in common with the file, so that a save
/// that finds the file changed can merge. A remembered ledger shares its entries with the copies: it costs a
/// pointer an entry.
#[derive(Debug)]
pub struct LedgerFile {
    path: PathBuf,
    folders: Folders,
    stamp: Stamp,
    glimpse: Option<Glimpse>,
    layout: Layout,
    /// What the file holds.
    current: Ledger,
    /// What copies of an older lineage had in common with the file when it was last read or written.
    bases: Vec<Ledger>,
}

/// How a save went.
#[derive(Debug, Default)]
#[must_use = "what others wrote came in with the save"]
pub struct Saved {
    /// What others had written into the file meanwhile; the file now holds both.
    pub taken_in: Option<Box<TakenIn>>,
}

/// What others had written into the file.
#[derive(Debug)]
pub struct TakenIn {
    /// The ledger as the file holds it now, or will once what is unsaved is saved.
    pub ledger: Ledger,
    /// In what it differs from ours.
    pub differences: Vec<Difference>,
    /// What a person should look at.
    pub notes: Vec<Note>,
    ours: Ledger,
}

impl Saved {
    /// What others had written, in sentences; nothing when nobody had.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        self.taken_in.as_ref().map(|t| t.sentences(lang)).unwrap_or_default()
    }
}

impl TakenIn {
    fn new(merged: Merged, ours: &Ledger) -> Box<TakenIn> {
        let differences = differences(ours, &merged.ledger);
        Box::new(TakenIn { ledger: merged.ledger, differences, notes: merged.notes, ours: ours.clone() })
    }

    /// Whose what: a line for each thing that came in, then what a person should look at.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let line = |d: &Difference| d.line(&self.ledger, lang);
        self.differences.iter().map(line).chain(self.notes.iter().map(|n| n.say(lang))).collect()
    }

    /// Brings what came in into a ledger that may have gone on from ours meanwhile; says whether it had. If not, it is
    /// what came in.
    pub fn adopt(&self, ledger: &mut Ledger) -> bool {
        let gone_on = *ledger != self.ours;
        let mut adopted = if gone_on { merge(Some(&self.ours), ledger, &self.ledger).ledger } else { self.ledger.clone() };
        adopted.set_lineage(self.ledger.lineage());
        *ledger = adopted;
        gone_on
    }
}

/// No two readings of a file in one run of the program have the same.
fn fresh_lineage() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// So many older lineages are remembered; a copy that is older still merges with what the file holds.
const REMEMBERED: usize = 4;

impl LedgerFile {
    /// Reads a ledger, and says how far it is; can be called off. Never writes a byte.
    pub fn open(path: &Path, folders: &Folders, progress: &Progress) -> Result<(LedgerFile, Ledger), StoreError> {
        let glimpse = glimpse(path);
        let bytes = disk::read_counted(path, progress).map_err(StoreError::io(Doing::Reading, path))?;
        progress.check()?;
        let (stamp, _, parsed) = read::read(path, &bytes, progress)?;
        let mut ledger = parsed.ledger;
        ledger.set_lineage(fresh_lineage());
        let (current, bases) = (ledger.clone(), Vec::new());
        let file = LedgerFile { path: path.to_owned(), folders: folders.clone(), stamp, glimpse, layout: parsed.layout, current, bases };
        Ok((file, ledger))
    }

    /// Writes a new ledger where no file is yet.
    pub fn create(path: &Path, folders: &Folders, ledger: &Ledger) -> Result<LedgerFile, StoreError> {
        let text = write::canonical(ledger)?;
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(StoreError::io(Doing::Writing, folder))?;
        }
        disk::replace(path, text.as_bytes(), |_| ()).map_err(StoreError::io(Doing::Writing, path))?;
        let mut file = LedgerFile::open(path, folders, &Progress::default())?.0;
        file.current.set_lineage(ledger.lineage());
        Ok(file)
    }

    /// Reads it again. Copies of the ledger from before can still be saved by the new file.
    pub fn reopen(&self) -> Result<(LedgerFile, Ledger), StoreError> {
        let (mut file, ledger) = LedgerFile::open(&self.path, &self.folders, &Progress::default())?;
        file.bases.clone_from(&self.bases);
        file.remember(self.current.clone());
        Ok((file, ledger))
    }

    /// Repairs a ledger that a merge left with two sides (see [`repair`]) and writes it; the file as it was is kept
    /// among the last versions. Nothing when there is nothing to repair. Git is not told.
    pub fn repair(path: &Path, folders: &Folders, stages: Option<&Stages>) -> Result<Option<(United, Source)>, StoreError> {
        let target = disk::resolved(path);
        let _lock = Lock::take(&folders.lock(&target), path)?;
        let text = side(&target, path)?;
        let Some((united, source)) = repair(path, &text, stages)? else { return Ok(None) };
        overwrite(path, folders, &united.text)?;
        Ok(Some((united, source)))
    }

    /// Brings a file into canonical spelling; says whether it had another. The file as it was is kept among the last
    /// versions.
    pub fn format(path: &Path, folders: &Folders) -> Result<bool, StoreError> {
        let (old, new) = format_text(path)?;
        if old == new {
            return Ok(false);
        }
        let _lock = Lock::take(&folders.lock(&disk::resolved(path)), path)?;
        // What was read before the lock was had may have changed since.
        overwrite(path, folders, &format_text(path)?.1)?;
        Ok(true)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file looks changed since it was read or saved; cheap enough to ask every second.
    pub fn looks_changed(&self) -> bool {
        glimpse(&self.path) != self.glimpse
    }

    /// Saves what is touched. Where others have changed the file meanwhile, both are merged, and what came in is
    /// handed back: the caller adopts it, and until it does its next saves are merged again. On any failure the
    /// old file is whole, and the unsaved work is put beside it.
    pub fn save(&mut self, ledger: &Ledger, touched: &Touched) -> Result<Saved, StoreError> {
        if touched.is_empty() {
            return Ok(Saved::default());
        }
        let target = disk::resolved(&self.path);
        let _lock = Lock::take(&self.folders.lock(&target), &self.path)?;
        let bytes = fs::read(&target).map_err(|e| self.not_saved(ledger, e))?;
        let untouched = Stamp::of(&bytes) == self.stamp;
        if untouched && ledger.lineage() == self.current.lineage() {
            let old = read::utf8(&self.path, &bytes)?;
            let new = splice(&self.old(old), ledger, touched)?;
            self.put(ledger, old, new)?;
            return Ok(Saved::default());
        }
        let (text, merged) = self.merged(ledger, &bytes, untouched)?;
        let new = rewritten(&self.old(text), &merged.ledger)?;
        if new.text(text) == text {
            self.current = merged.ledger.clone();
        } else {
            self.put(&merged.ledger, text, new)?;
        }
        self.remember(ledger.clone());
        Ok(Saved { taken_in: Some(TakenIn::new(merged, ledger)) })
    }

    /// Takes in what others have written into the file, without writing: for a screen that sees the file change.
    /// Nothing when the file holds nothing new. What cannot be read is told once, and not again before it changes.
    pub fn take_in(&mut self, ledger: &Ledger) -> Result<Option<Box<TakenIn>>, StoreError> {
        let seen = glimpse(&self.path);
        self.news(ledger).inspect_err(|_| self.glimpse = seen)
    }

    fn news(&mut self, ledger: &Ledger) -> Result<Option<Box<TakenIn>>, StoreError> {
        let bytes = fs::read(&self.path).map_err(StoreError::io(Doing::Reading, &self.path))?;
        let untouched = Stamp::of(&bytes) == self.stamp;
        if untouched && ledger.lineage() == self.current.lineage() {
            self.glimpse = glimpse(&self.path);
            return Ok(None);
        }
        let (_, merged) = self.merged(ledger, &bytes, untouched)?;
        self.current.set_lineage(merged.ledger.lineage());
        Ok(Some(TakenIn::new(merged, ledger)))
    }

    /// Reads what is on disk now and merges a ledger with it.
    fn merged<'b>(&mut self, ledger: &Ledger, bytes: &'b [u8], untouched: bool) -> Result<(&'b str, Merged), StoreError> {
        let text = if untouched {
            read::utf8(&self.path, bytes)?
        } else {
            let glimpse = glimpse(&self.path);
            let (stamp, text, parsed) = read::read(&self.path, bytes, &Progress::default()).map_err(|e| self.unreadable(ledger, e))?;
            (self.stamp, self.glimpse, self.layout) = (stamp, glimpse, parsed.layout);
            let mut current = parsed.ledger;
            current.set_lineage(fresh_lineage());
            let before = std::mem::replace(&mut self.current, current);
            self.remember(before);
            text
        };
        let base = self.bases.iter().find(|b| b.lineage() == ledger.lineage()).unwrap_or(&self.current);
        let mut merged = merge(Some(base), ledger, &self.current);
        merged.ledger.set_lineage(fresh_lineage());
        Ok((text, merged))
    }

    /// Remembers what copies of a lineage have in common with the file.
    fn remember(&mut self, base: Ledger) {
        self.bases.retain(|b| b.lineage() != base.lineage());
        self.bases.push(base);
        let surplus = self.bases.len().saturating_sub(REMEMBERED);
        self.bases.drain(..surplus);
    }

    fn old<'a>(&'a self, text: &'a str) -> Old<'a> {
        Old { text, layout: &self.layout, ledger: &self.current }
    }

    /// What is on disk cannot be read, so nothing can be merged with it: the work goes beside it.
    fn unreadable(&self, ledger: &Ledger, source: StoreError) -> StoreError {
        match self.rescue(ledger) {
            Some(rescue) => StoreError::ChangedOnDisk { path: self.path.clone(), rescue, source: Box::new(source) },
            None => source,
        }
    }

    fn put(&mut self, ledger: &Ledger, old: &str, mut new: Spliced) -> Result<(), StoreError> {
        let Some(layout) = new.layout.take().or_else(|| scan(&new.text(old))) else {
            return Err(StoreError::Unspellable("the new text does not scan; nothing was written".into()));
        };
        let (versions, now) = (self.folders.versions(&disk::resolved(&self.path)), moment());
        let pieces = new.pieces(old);
        let bytes = || pieces.iter().map(|p| p.as_bytes());
        disk::replace_with(&self.path, bytes(), |target| versions::keep(target, &versions, &now)).map_err(|e| self.not_saved(ledger, e))?;
        disk::sweep(&disk::resolved(&self.path));
        self.stamp = Stamp::of_pieces(bytes());
        self.glimpse = glimpse(&self.path);
        self.layout = layout;
        self.current = ledger.clone();
        Ok(())
    }

    fn not_saved(&self, ledger: &Ledger, source: std::io::Error) -> StoreError {
        StoreError::NotSaved { path: self.path.clone(), rescue: self.rescue(ledger), source }
    }

    /// Puts the whole ledger with its unsaved work beside the file, or into the data folder when that fails.
    fn rescue(&self, ledger: &Ledger) -> Option<PathBuf> {
        let text = write::canonical(ledger).ok()?;
        let name = self.path.file_stem().map_or_else(|| "tasks".into(), |s| s.to_string_lossy().into_owned());
        let name = format!("{name}.unsaved-{}.ron", Local::now().format("%Y%m%d-%H%M%S"));
        let beside = self.path.with_file_name(&name);
        let away = self.folders.data.join(&name);
        let _ = fs::create_dir_all(&self.folders.data);
        [beside, away, std::env::temp_dir().join(&name)].into_iter().find(|place| disk::replace(place, text.as_bytes(), |_| ()).is_ok())
    }
}

/// Writes a whole text in the place of another, which is kept among the last versions. The caller holds the lock.
fn overwrite(path: &Path, folders: &Folders, text: &str) -> Result<(), StoreError> {
    let (versions, now) = (folders.versions(&disk::resolved(path)), moment());
    disk::replace(path, text.as_bytes(), |target| versions::keep(target, &versions, &now)).map_err(StoreError::io(Doing::Writing, path))
}

/// The name of a version that is kept now.
fn moment() -> String {
    Local::now().format("%Y%m%d-%H%M%S%.3f").to_string()
}

fn glimpse(path: &Path) -> Option<Glimpse> {
    fs::metadata(path).ok().map(|m| Glimpse::of(&m))
}

/// What `fmt` would make of a ledger file: the text as it is, and as it should be.
pub fn format_text(path: &Path) -> Result<(String, String), StoreError> {
    let bytes = fs::read(path).map_err(StoreError::io(Doing::Reading, path))?;
    let (_, text, parsed) = read::read(path, &bytes, &Progress::default())?;
    let new = write::formatted(text, &parsed.layout, &parsed.ledger)?;
    Ok((text.to_owned(), new))
}

/// Reads a ledger that nobody means to write.
pub(crate) fn read_ledger(path: &Path) -> Result<Ledger, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::io(Doing::Reading, path))?;
    read::read(path, &bytes, &Progress::default()).map(|(_, _, parsed)| parsed.ledger)
}

/// Reads a ledger from a text that is in no file: the built-in one, or one from another place.
pub fn parse_text(name: &str, text: &str) -> Result<Ledger, StoreError> {
    read::parse(Path::new(name), text).map(|p| p.ledger)
}
