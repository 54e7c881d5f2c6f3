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
use super::lost::{Archive, Known, Lost, Memory, Written, last_saved};
use super::missing::Missing;
use super::read::{self, Opened};
use super::replacement::{Replaced, Replacement, Seen};
use super::rescue::{RESCUED, rescue_places, stem};
use super::saved::{Lack, Saved, TakenIn};
use super::saved_here::SavedHere;
use super::scan::{Layout, scan};
use super::splice::{Old, Spliced, rewritten, splice};
use super::stamp::Stamp;
use super::step_kind::StepKind;
use super::{taken_out, versions, write};
use crate::domain::{Change, Ledger, Touched, UpdateId};
use crate::merge::{Merged, Note, PutBack, held, merge, put_back};
use crate::progress::Progress;

/// A ledger's file: knows what was read, where each entry stands, and saves only what changed.
///
/// It also remembers what each copy of the ledger that is at large had in common with the file, so that a save
/// that finds the file changed can merge. A remembered ledger shares its entries with the copies: it costs a
/// pointer an entry.
#[derive(Debug)]
pub struct LedgerFile {
    pub(crate) path: PathBuf,
    pub(super) folders: Folders,
    pub(super) files: Arc<dyn FileSystem>,
    pub(crate) waiting: Waiting,
    pub(super) stamp: Stamp,
    info: Option<FileInfo>,
    layout: Layout,
    /// What the file holds.
    pub(super) current: Ledger,
    /// What copies of an older lineage had in common with the file when it was last read or written.
    bases: Vec<Ledger>,
    /// Of what it was told already that it cannot be had.
    pub(super) told: Told,
    /// Where work lies that could not be saved.
    rescued: Option<PathBuf>,
    /// What must come back when an older copy takes the file's place.
    pub(super) saved_here: SavedHere,
    /// What becomes of records that the file has lost.
    pub lost: Lost,
    /// What was shared of it.
    pub(crate) archive: Archive,
    /// What the next step is to those before it.
    pub(crate) kind: StepKind,
    /// Whether whoever saves has steps of its own that it takes back: such a save takes back the step that it undoes.
    pub(crate) goes_back: bool,
    /// They were handed over, and it is not known yet whether they are to come back.
    pub(super) unanswered: Option<Missing>,
}

/// Of what it was told already that it cannot be had.
#[derive(Debug, Default)]
pub(super) struct Told {
    lock: bool,
    version: bool,
    pub(super) step: bool,
}

/// A ledger merged with what the file holds.
struct Met<'b> {
    text: &'b str,
    /// What the file is to hold.
    merged: Merged,
    /// What it lacks of that.
    lacking: Touched,
    /// Whether the file had lost something.
    has_lost: bool,
    /// What of that a person is to be asked about.
    missing: Option<Box<Missing>>,
}

impl Met<'_> {
    fn unchanged(ledger: &Ledger, note: Note) -> Met<'static> {
        let merged = Merged { ledger: ledger.clone(), notes: vec![note] };
        Met { text: "", merged, lacking: Touched::default(), has_lost: false, missing: None }
    }

    fn taken_in(self, ours: &Ledger) -> Box<TakenIn> {
        TakenIn::new(self.merged, ours, self.lacking, self.missing)
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
        LedgerFile::open_on(Arc::new(SystemFiles), path, folders, progress)
    }

    /// Reads a ledger that is saved by another file system's calls than the machine's own.
    pub fn open_on(
        files: Arc<dyn FileSystem>,
        path: &Path,
        folders: &Folders,
        progress: &Progress,
    ) -> Result<(LedgerFile, Ledger), StoreError> {
        let Opened { info, stamp, parsed } = read::open(&*files, path, progress)?;
        let info = Some(info);
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
            told: Told::default(),
            kind: StepKind::default(),
            goes_back: false,
            rescued: None,
            saved_here: SavedHere::new(disk::resolved(path), stamp, info),
            lost: Lost::default(),
            archive: Archive::default(),
            unanswered: None,
        };
        Ok((file, ledger))
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
        let (mut done, mut gone) = (false, false);
        for _ in 0..ROUNDS {
            let written = self.written(&target);
            let (seen, bytes) = match Seen::read(&*self.files, &target, Some(self.stamp)) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    self.bring_file_back(&target).map_err(|why| self.away(ledger, why))?;
                    gone = true;
                    continue;
                }
                there => there.map_err(|e| self.not_saved(ledger, e))?,
            };
            let known = Known { written, newer: self.newer(seen.stamp) };
            done = self.save_over((ledger, touched), (seen, &bytes), known, &mut saved)?;
            if done {
                break;
            }
        }
        if !done {
            return Err(self.not_saved(ledger, restless()));
        }
        if let Some(e) = lock.missing().filter(|_| !std::mem::replace(&mut self.told.lock, true)) {
            saved.lacks.push(Lack::Lock(e));
        }
        saved.lacks.extend(gone.then_some(Lack::File));
        self.saved_here.own.extend(touched.clone());
        self.keep_unanswered();
        if let Some(rescue) = self.rescued.take() {
            let _ = self.files.remove(&rescue);
        }
        Ok(saved)
    }

    /// Saves over what was seen in the file; says whether it was still there.
    fn save_over(
        &mut self,
        (ledger, touched): (&Ledger, &Touched),
        (seen, bytes): (Seen, &[u8]),
        known: Known,
        saved: &mut Saved,
    ) -> Result<bool, StoreError> {
        let untouched = seen.stamp == self.stamp;
        let is_ours = untouched && ledger.lineage() == self.current.lineage();
        let written = known.written.as_ref().map(|w| w.path.clone());
        let met = if is_ours && !known.is_news() { None } else { Some(self.merged(ledger, (seen, bytes), known)?) };
        let Some(mut met) = met.filter(|met| !is_ours || met.has_lost) else {
            let old = read::utf8(&self.path, bytes)?;
            let new = splice(&self.old(old), ledger, touched)?;
            let done = self.put(ledger, (seen, old), new, saved)?;
            self.saved_here.looked_through(written.filter(|_| done));
            return Ok(done);
        };
        let kept = met.merged.ledger.clone();
        let new = rewritten(&self.old(met.text), &kept)?;
        if new.text(met.text) == met.text {
            self.current = kept;
        } else if !self.put(&kept, (seen, met.text), new, saved)? {
            return Ok(false);
        }
        self.remember(ledger.clone());
        self.saved_here.looked_through(written);
        met.lacking = Touched::default();
        saved.taken_in = Some(met.taken_in(ledger));
        Ok(true)
    }

    /// What the last save of this user wrote.
    fn written(&self, target: &Path) -> Option<Written> {
        let path = versions::last_written(&*self.files, &self.folders.versions(target))?;
        Some(Written { is_news: self.saved_here.is_news(&path), path })
    }

    /// Puts what the last save on this machine wrote, and the file has lost, into what was read from it.
    pub(crate) fn put_back_last(&self, ledger: &mut Ledger) -> PutBack {
        let target = disk::resolved(&self.path);
        let (files, folder) = (&*self.files, self.folders.versions(&target));
        let last = self.written(&target).filter(|w| w.is_news).and_then(|w| last_saved(files, &w.path, &self.current));
        let gone = taken_out::read(files, &folder);
        last.map(|last| put_back(&last, ledger, &|id| !gone.contains(id))).unwrap_or_default()
    }

    /// Takes in what others have written into the file, without writing: for a screen that sees the file change.
    /// Nothing when the file holds nothing new. What cannot be read is told once, and not again before it changes.
    pub fn take_in(&mut self, ledger: &Ledger) -> Result<Option<Box<TakenIn>>, StoreError> {
        let seen = self.files.info(&self.path).ok();
        self.news(ledger).inspect_err(|_| self.info = seen)
    }

    fn news(&mut self, ledger: &Ledger) -> Result<Option<Box<TakenIn>>, StoreError> {
        let written = self.written(&disk::resolved(&self.path));
        let (read, gone) = match Seen::read(&*self.files, &self.path, Some(self.stamp)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                self.bring_file_back(&disk::resolved(&self.path)).map_err(|why| self.away(ledger, why))?;
                (Seen::read(&*self.files, &self.path, Some(self.stamp)), true)
            }
            read => (read, false),
        };
        let (seen, bytes) = read.map_err(StoreError::io(Doing::Reading, &self.path))?;
        let untouched = seen.stamp == self.stamp;
        let is_ours = untouched && ledger.lineage() == self.current.lineage();
        let path = written.as_ref().map(|w| w.path.clone());
        let known = Known { written, newer: self.newer(seen.stamp) };
        let met = if is_ours && !known.is_news() { None } else { Some(self.merged(ledger, (seen, &bytes), known)?) };
        self.saved_here.looked_through(path);
        let Some(mut met) = met.filter(|met| !is_ours || met.has_lost) else {
            self.info = Some(seen.info);
            return Ok(gone.then(|| Met::unchanged(ledger, Note::FileGone).taken_in(ledger)));
        };
        if met.missing.is_some() {
            self.keep_unanswered();
        }
        met.merged.notes.extend(gone.then_some(Note::FileGone));
        self.current.set_lineage(met.merged.ledger.lineage());
        Ok(Some(met.taken_in(ledger)))
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
    fn merged<'b>(&mut self, ledger: &Ledger, (seen, bytes): (Seen, &'b [u8]), known: Known) -> Result<Met<'b>, StoreError> {
        let mut again = false;
        let text = if seen.stamp == self.stamp {
            read::utf8(&self.path, bytes)?
        } else {
            let (stamp, text, parsed) = read::read(&self.path, bytes, &Progress::default()).map_err(|e| self.unreadable(ledger, e))?;
            (self.stamp, self.info, self.layout) = (stamp, Some(seen.info), parsed.layout);
            again = self.saved_here.held(stamp);
            let mut current = parsed.ledger;
            current.set_lineage(fresh_lineage());
            // A screen may be open for days: what others recorded meanwhile is of days that it has not seen begin.
            current.believe_until(Local::now().date_naive());
            let before = std::mem::replace(&mut self.current, current);
            self.remember(before);
            text
        };
        let mut merged = merge(Some(self.in_common(ledger)), ledger, &self.current);
        let found = merged.clone();
        let folder = self.folders.versions(&disk::resolved(&self.path));
        let taken = self.taken_out_by(ledger);
        let memory =
            Memory { files: &*self.files, folder, here: &self.saved_here, again, known, archive: &self.archive, path: &self.path, taken };
        let has_lost = memory.bring_back(&mut merged, (&self.current, self.stamp), ledger).is_some();
        let mut missing = None;
        if has_lost && self.lost == Lost::Ask {
            let with = std::mem::replace(&mut merged, found).ledger;
            missing = Some(self.misses(Missing::of(&merged.ledger, with)));
        }
        // A merge keeps what others took out and ours builds on: that is to be saved as well.
        let lacks = has_lost && missing.is_none() || !merged.notes.is_empty();
        let lacking = if lacks { Change::between(&self.current, &merged.ledger).touched() } else { Touched::default() };
        merged.ledger.set_lineage(fresh_lineage());
        Ok(Met { text, merged, lacking, has_lost, missing })
    }

    /// What a copy of the ledger had in common with the file when that was last read or written.
    pub(super) fn in_common(&self, ledger: &Ledger) -> &Ledger {
        self.bases.iter().find(|b| b.lineage() == ledger.lineage()).unwrap_or(&self.current)
    }

    /// Which updates of what a ledger has in common with the file it has not itself: its program takes them out.
    pub(crate) fn taken_out_by(&self, ledger: &Ledger) -> Vec<UpdateId> {
        put_back(self.in_common(ledger), &mut ledger.clone(), &|_| true).ids().collect()
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
        let before = self.take_out((&versions, ledger));
        let replacement = Replacement { files: &*self.files, target: &target, seen, versions: &versions, now: &now };
        let written = replacement.write(bytes.clone());
        if let (Some(before), Err(_) | Ok(Replaced::Overtaken)) = (before, &written) {
            let _ = taken_out::write(&*self.files, &versions, &before);
        }
        let Replaced::Done { info, version } = written.map_err(|e| self.not_saved(ledger, e))? else { return Ok(false) };
        if let Some(e) = version.filter(|_| !std::mem::replace(&mut self.told.version, true)) {
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

    /// Before the file is without them: remembers what this save takes out of it, and forgets what it puts in again. Gives what was
    /// remembered before, where that is another.
    fn take_out(&self, (versions, ledger): (&Path, &Ledger)) -> Option<Vec<UpdateId>> {
        let taken = put_back(&self.current, &mut ledger.clone(), &|_| true);
        let before = taken_out::read(&*self.files, versions);
        let again = held(ledger, &before);
        let mut now: Vec<UpdateId> = before.iter().filter(|id| !again.contains(*id)).cloned().collect();
        now.extend(taken.ids());
        let changed = now != before;
        // Where it cannot be remembered they may come back once more.
        changed.then(|| taken_out::write(&*self.files, versions, &now).ok()).flatten().map(|()| before)
    }

    fn away(&mut self, ledger: &Ledger, source: io::Error) -> StoreError {
        StoreError::Away { path: self.path.clone(), rescue: self.rescue(ledger), source }
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
        let stem = format!("{}{RESCUED}{}", stem(&target), moment());
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

/// By which moment a version or a rescue is named: to the microsecond, so that names stand in the order of writing.
pub(super) fn moment() -> String {
    Local::now().format("%Y%m%d-%H%M%S%.6f").to_string()
}

/// So often a save begins anew when somebody writes without a lock meanwhile.
pub(super) const ROUNDS: usize = 40;

pub(super) fn restless() -> io::Error {
    io::Error::new(io::ErrorKind::ResourceBusy, "the file changes all the time")
}

/// Reads a ledger from a text that is in no file: the built-in one, or one from another place.
pub fn parse_text(name: &str, text: &str) -> Result<Ledger, StoreError> {
    read::parse(Path::new(name), text).map(|p| p.ledger)
}
