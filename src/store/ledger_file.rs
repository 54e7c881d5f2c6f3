use chrono::Local;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::disk::{self, Readers};
use super::error::{Doing, StoreError};
use super::filesystem::{FileInfo, FileSystem, Rights, SystemFiles};
use super::folders::{FILE_NAME, Folders};
use super::lock::{Lock, Waiting};
use super::read;
use super::replacement::{Replaced, Replacement, Seen};
use super::rescue::{RESCUED, rescue_places, stem};
use super::saved::{Lack, Saved, TakenIn};
use super::saved_here::SavedHere;
use super::scan::{Layout, scan};
use super::splice::{Old, Spliced, rewritten, splice};
use super::stamp::Stamp;
use super::unite::{Source, Stages, United, repair};
use super::{versions, write};
use crate::domain::{Change, Ledger, Touched};
use crate::merge::{Merged, Note, merge, put_back};
use crate::progress::Progress;

/// A ledger's file: knows what was read, where each entry stands, and saves only what changed.
///
/// It also remembers what each copy of the ledger that is at large had in common with the file, so that a save
/// that finds the file changed can merge. A remembered ledger shares its entries with the copies: it costs a
/// pointer an entry.
#[derive(Debug)]
pub struct LedgerFile {
    pub(crate) path: PathBuf,
    folders: Folders,
    files: Arc<dyn FileSystem>,
    pub(crate) waiting: Waiting,
    stamp: Stamp,
    info: Option<FileInfo>,
    layout: Layout,
    /// What the file holds.
    current: Ledger,
    /// What copies of an older lineage had in common with the file when it was last read or written.
    bases: Vec<Ledger>,
    /// Of what it was told already that it cannot be had.
    told: (bool, bool),
    /// Where work lies that could not be saved.
    rescued: Option<PathBuf>,
    /// What must come back when an older copy takes the file's place.
    pub(super) saved_here: SavedHere,
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
        LedgerFile::open_on(Arc::new(SystemFiles), path, folders, progress)
    }

    /// Reads a ledger that is saved by another file system's calls than the machine's own.
    pub fn open_on(
        files: Arc<dyn FileSystem>,
        path: &Path,
        folders: &Folders,
        progress: &Progress,
    ) -> Result<(LedgerFile, Ledger), StoreError> {
        let info = files.info(path).ok();
        let bytes = disk::read_counted(&*files, path, progress).map_err(StoreError::io(Doing::Reading, path))?;
        progress.check()?;
        let (stamp, _, parsed) = read::read(path, &bytes, progress)?;
        let mut ledger = parsed.ledger;
        ledger.set_lineage(fresh_lineage());
        let file = LedgerFile {
            path: path.to_owned(),
            folders: folders.clone(),
            files,
            waiting: Waiting::default(),
            stamp,
            info,
            layout: parsed.layout,
            current: ledger.clone(),
            bases: Vec::new(),
            told: (false, false),
            rescued: None,
            saved_here: SavedHere::new(disk::resolved(path), stamp, info),
        };
        Ok((file, ledger))
    }

    /// Repairs a ledger that a merge left with two sides (see [`repair`]) and writes it; the file as it was is kept
    /// among the last versions. Nothing when there is nothing to repair. Git is not told.
    pub fn repair(path: &Path, folders: &Folders, stages: Option<&Stages>) -> Result<Option<(United, Source)>, StoreError> {
        rewrite(path, folders, |bytes| {
            let repaired = repair(path, read::utf8(path, bytes)?, stages)?;
            Ok(repaired.map(|(united, source)| (united.text.clone(), (united, source))))
        })
    }

    /// Brings a file into canonical spelling; says whether it had another. The file as it was is kept among the last
    /// versions.
    pub fn format(path: &Path, folders: &Folders) -> Result<bool, StoreError> {
        let written = rewrite(path, folders, |bytes| Ok(formatted(path, read::utf8(path, bytes)?)?.map(|new| (new, ()))))?;
        Ok(written.is_some())
    }

    /// Puts a text into the place of a file that may hold anything; what it held is kept among the last versions. Where there is no file, who
    /// may read the one that the text is from may read the new one.
    pub(crate) fn replace_with(path: &Path, folders: &Folders, (text, like): (&str, &Path)) -> Result<(), StoreError> {
        if !disk::resolved(path).exists() {
            let text = std::iter::once(Ok(text.as_bytes()));
            return disk::replace_unless(path, text, Some(like), || Ok(())).map_err(StoreError::io(Doing::Writing, path));
        }
        rewrite(path, folders, |_| Ok(Some((text.to_owned(), ())))).map(|_| ())
    }

    /// What the file held when it was read or saved last.
    pub(crate) fn held(&self) -> &Ledger {
        &self.current
    }

    /// Whether the file looks changed since it was read or saved; cheap enough to ask every second.
    pub fn looks_changed(&self) -> bool {
        let now = self.files.info(&self.path).ok();
        !matches!((now, self.info), (Some(now), Some(then)) if now.same_content(&then)) && (now, self.info) != (None, None)
    }

    /// Saves what is touched. Where others have changed the file meanwhile, both are merged, and what came in is
    /// handed back: the caller adopts it, and until it does its next saves are merged again. On any failure the
    /// old file is whole, and the unsaved work is put beside it.
    pub fn save(&mut self, ledger: &Ledger, touched: &Touched) -> Result<Saved, StoreError> {
        if touched.is_empty() {
            return Ok(Saved::default());
        }
        let target = disk::resolved(&self.path);
        let lock = Lock::take(&*self.files, &target, &self.waiting);
        let mut saved = Saved::default();
        let (mut written, mut gone) = (false, false);
        for _ in 0..ROUNDS {
            let (seen, bytes) = match Seen::read(&*self.files, &target) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    self.bring_file_back(&target).map_err(|_| self.not_saved(ledger, e))?;
                    gone = true;
                    continue;
                }
                there => there.map_err(|e| self.not_saved(ledger, e))?,
            };
            written = self.save_over(ledger, touched, (seen, &bytes), &mut saved)?;
            if written {
                break;
            }
        }
        if !written {
            return Err(self.not_saved(ledger, restless()));
        }
        if let Some(e) = lock.missing().filter(|_| !std::mem::replace(&mut self.told.0, true)) {
            saved.lacks.push(Lack::Lock(e));
        }
        saved.lacks.extend(gone.then_some(Lack::File));
        self.saved_here.own.extend(touched.clone());
        if let Some(rescue) = self.rescued.take() {
            let _ = self.files.remove(&rescue);
        }
        Ok(saved)
    }

    /// Saves over what was seen in the file; says whether it was still there.
    fn save_over(&mut self, ledger: &Ledger, touched: &Touched, there: (Seen, &[u8]), saved: &mut Saved) -> Result<bool, StoreError> {
        let (seen, bytes) = there;
        let untouched = seen.stamp == self.stamp;
        if untouched && ledger.lineage() == self.current.lineage() {
            let old = read::utf8(&self.path, bytes)?;
            let new = splice(&self.old(old), ledger, touched)?;
            return self.put(ledger, (seen, old), new, saved);
        }
        let (text, merged, _) = self.merged(ledger, bytes, untouched)?;
        let new = rewritten(&self.old(text), &merged.ledger)?;
        if new.text(text) == text {
            self.current = merged.ledger.clone();
        } else if !self.put(&merged.ledger, (seen, text), new, saved)? {
            return Ok(false);
        }
        self.remember(ledger.clone());
        saved.taken_in = Some(TakenIn::new(merged, ledger, Touched::default()));
        Ok(true)
    }

    /// Takes in what others have written into the file, without writing: for a screen that sees the file change.
    /// Nothing when the file holds nothing new. What cannot be read is told once, and not again before it changes.
    pub fn take_in(&mut self, ledger: &Ledger) -> Result<Option<Box<TakenIn>>, StoreError> {
        let seen = self.files.info(&self.path).ok();
        self.news(ledger).inspect_err(|_| self.info = seen)
    }

    fn news(&mut self, ledger: &Ledger) -> Result<Option<Box<TakenIn>>, StoreError> {
        let (bytes, gone) = match self.files.read(&self.path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound && self.bring_file_back(&disk::resolved(&self.path)).is_ok() => {
                (self.files.read(&self.path), true)
            }
            read => (read, false),
        };
        let bytes = bytes.map_err(StoreError::io(Doing::Reading, &self.path))?;
        let untouched = Stamp::of(&bytes) == self.stamp;
        if untouched && ledger.lineage() == self.current.lineage() {
            self.info = self.files.info(&self.path).ok();
            let same = || Merged { ledger: ledger.clone(), notes: vec![Note::FileGone] };
            return Ok(gone.then(|| TakenIn::new(same(), ledger, Touched::default())));
        }
        let (_, mut merged, back) = self.merged(ledger, &bytes, untouched)?;
        merged.notes.extend(gone.then_some(Note::FileGone));
        self.current.set_lineage(merged.ledger.lineage());
        Ok(Some(TakenIn::new(merged, ledger, back)))
    }

    /// Puts the file back that somebody took away, as it was; not over one that is there again by then.
    fn bring_file_back(&self, target: &Path) -> io::Result<()> {
        let text = match versions::content(&*self.files, &self.folders.versions(target), self.stamp) {
            Some(bytes) => bytes,
            None => write::canonical(&self.current).map_err(|e| io::Error::other(e.to_string()))?.into_bytes(),
        };
        self.saved_here.bring_file_back(&*self.files, &text)
    }

    /// Reads what is on disk now and merges a ledger with it. Records that the disk has lost and the ledger has come back, and in an
    /// older copy all that was saved here.
    fn merged<'b>(&mut self, ledger: &Ledger, bytes: &'b [u8], untouched: bool) -> Result<(&'b str, Merged, Touched), StoreError> {
        let mut older = false;
        let text = if untouched {
            read::utf8(&self.path, bytes)?
        } else {
            let info = self.files.info(&self.path).ok();
            let (stamp, text, parsed) = read::read(&self.path, bytes, &Progress::default()).map_err(|e| self.unreadable(ledger, e))?;
            (self.stamp, self.info, self.layout) = (stamp, info, parsed.layout);
            older = self.saved_here.held(stamp);
            let mut current = parsed.ledger;
            current.set_lineage(fresh_lineage());
            let before = std::mem::replace(&mut self.current, current);
            self.remember(before);
            text
        };
        let base = self.bases.iter().find(|b| b.lineage() == ledger.lineage()).unwrap_or(&self.current);
        let mut merged = merge(Some(base), ledger, &self.current);
        let back = put_back(ledger, &mut merged.ledger, &|_| true);
        merged.notes.extend(back.note(&merged.ledger));
        let mut back = back.touched();
        if older && self.saved_here.put_back(&mut merged.ledger, (&self.current, ledger)) {
            merged.notes.push(Note::OlderCopy);
            back.extend(Change::between(&self.current, &merged.ledger).touched());
        }
        merged.ledger.set_lineage(fresh_lineage());
        Ok((text, merged, back))
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
    fn unreadable(&mut self, ledger: &Ledger, source: StoreError) -> StoreError {
        match self.rescue(ledger) {
            Some(rescue) => StoreError::ChangedOnDisk { path: self.path.clone(), rescue, source: Box::new(source) },
            None => source,
        }
    }

    /// Puts a new text in the place of the old one; says whether that was still there.
    fn put(&mut self, ledger: &Ledger, (seen, old): (Seen, &str), mut new: Spliced, saved: &mut Saved) -> Result<bool, StoreError> {
        let Some(layout) = new.layout.take().or_else(|| scan(&new.text(old))) else {
            return Err(StoreError::Unspellable("the new text does not scan; nothing was written".into()));
        };
        let target = disk::resolved(&self.path);
        let (versions, now) = (self.folders.versions(&target), moment());
        let pieces = new.pieces(old);
        let bytes = pieces.iter().map(|p| p.as_bytes());
        let replacement = Replacement { files: &*self.files, target: &target, seen, versions: &versions, now: &now };
        let written = replacement.write(bytes.clone()).map_err(|e| self.not_saved(ledger, e))?;
        let Replaced::Done { info, version } = written else { return Ok(false) };
        if let Some(e) = version.filter(|_| !std::mem::replace(&mut self.told.1, true)) {
            saved.lacks.push(Lack::Version(e));
        }
        [&target, &versions.join(FILE_NAME)].into_iter().for_each(|file| disk::sweep(file));
        self.stamp = Stamp::of_pieces(bytes);
        self.info = Some(info);
        self.saved_here.holds(self.stamp, &info);
        self.layout = layout;
        self.current = ledger.clone();
        Ok(true)
    }

    fn not_saved(&mut self, ledger: &Ledger, source: io::Error) -> StoreError {
        StoreError::NotSaved { path: self.path.clone(), rescue: self.rescue(ledger), source }
    }

    /// Puts the whole ledger with its unsaved work beside the file, or into the data folder when that fails. One file is
    /// kept current until a save goes well.
    fn rescue(&mut self, ledger: &Ledger) -> Option<PathBuf> {
        let text = write::canonical(ledger).ok()?;
        let rights = self.files.info(&self.path).ok().and_then(|i| i.rights).or(self.saved_here.rights).map(Rights::of_a_copy);
        let target = disk::resolved(&self.path);
        let stem = format!("{}{RESCUED}{}", stem(&target), Local::now().format("%Y%m%d-%H%M%S"));
        let name = |n: u32| if n == 1 { format!("{stem}.ron") } else { format!("{stem}-{n}.ron") };
        let written = rescue_places(&target, &self.folders).iter().find_map(|folder| {
            // Beside the ledger who may read it may read its rescue; what lies elsewhere is ours.
            let beside = *folder == disk::folder_of(&target);
            let readers = if beside { Readers::of(rights) } else { Readers::Ourselves };
            let _ = beside || self.files.create_folder(folder).is_ok();
            let text = std::iter::once(Ok(text.as_bytes()));
            disk::write_new(&*self.files, (1..).map(|n| folder.join(name(n))), text, readers).ok()
        })?;
        if let Some(before) = self.rescued.replace(written.clone()) {
            let _ = self.files.remove(&before);
        }
        Some(written)
    }
}

/// By which moment a version is named: to the millisecond.
pub(super) fn moment() -> String {
    Local::now().format("%Y%m%d-%H%M%S%.3f").to_string()
}

/// So often a save begins anew when somebody writes without a lock meanwhile.
const ROUNDS: usize = 40;

fn restless() -> io::Error {
    io::Error::new(io::ErrorKind::ResourceBusy, "the file changes all the time")
}

/// Writes a file's text anew under the same guards as a save; nothing where nothing is to be written. What is made of the
/// text is made again when somebody has written meanwhile.
fn rewrite<T>(
    path: &Path,
    folders: &Folders,
    make: impl Fn(&[u8]) -> Result<Option<(String, T)>, StoreError>,
) -> Result<Option<T>, StoreError> {
    let (files, target) = (&SystemFiles, disk::resolved(path));
    let _lock = Lock::take(files, &target, &Waiting::default());
    for _ in 0..ROUNDS {
        let (seen, bytes) = Seen::read(files, &target).map_err(StoreError::io(Doing::Reading, path))?;
        let Some((text, made)) = make(&bytes)? else { return Ok(None) };
        let (versions, now) = (folders.versions(&target), moment());
        let replacement = Replacement { files, target: &target, seen, versions: &versions, now: &now };
        let written = replacement.write([text.as_bytes()].into_iter()).map_err(StoreError::io(Doing::Writing, path))?;
        if matches!(written, Replaced::Done { .. }) {
            return Ok(Some(made));
        }
    }
    Err(StoreError::io(Doing::Writing, path)(restless()))
}

/// Whether `fmt` would change a ledger file.
pub(crate) fn is_formatted(path: &Path) -> Result<bool, StoreError> {
    let bytes = SystemFiles.read(path).map_err(StoreError::io(Doing::Reading, path))?;
    Ok(formatted(path, read::utf8(path, &bytes)?)?.is_none())
}

/// The canonical spelling of a ledger's text; nothing when it is that already.
pub fn formatted(path: &Path, text: &str) -> Result<Option<String>, StoreError> {
    let parsed = read::parse(path, text)?;
    let new = write::formatted(text, &parsed.layout, &parsed.ledger)?;
    Ok(Some(new).filter(|n| n != text))
}

/// Reads a ledger that nobody means to write.
pub(crate) fn read_ledger(path: &Path) -> Result<Ledger, StoreError> {
    let bytes = SystemFiles.read(path).map_err(StoreError::io(Doing::Reading, path))?;
    read::read(path, &bytes, &Progress::default()).map(|(_, _, parsed)| parsed.ledger)
}

/// Reads a ledger from a text that is in no file: the built-in one, or one from another place.
pub fn parse_text(name: &str, text: &str) -> Result<Ledger, StoreError> {
    read::parse(Path::new(name), text).map(|p| p.ledger)
}
