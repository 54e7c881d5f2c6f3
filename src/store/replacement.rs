//! A new content in the place of the one that it was made from, and of no other.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::disk;
use super::filesystem::{FileInfo, FileSystem};
use super::settled::{self, is_fresh, settled};
use super::stamp::Stamp;
use super::versions;

/// What a file held when the new content was made from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) info: FileInfo,
    pub(super) stamp: Stamp,
}

impl Seen {
    /// Reads a ledger, again where somebody is in the midst of replacing it; `known` is what it held before.
    pub(super) fn read(files: &dyn FileSystem, file: &Path, known: Option<Stamp>) -> io::Result<(Seen, Vec<u8>)> {
        let is_whole = |bytes: &[u8]| known.is_some_and(|known| Stamp::of(bytes) == known) || settled::is_whole(bytes);
        let read = settled(files, file, || files.read(file), is_whole)?;
        Ok((Seen { info: read.info, stamp: Stamp::of(&read.bytes) }, read.bytes))
    }

    /// Whether a file holds what was seen. The bytes are read again only where the clock of the file system could have
    /// missed a change.
    fn still_holds(&self, files: &dyn FileSystem, file: &Path) -> io::Result<bool> {
        let holds = || {
            let now = files.info(file)?;
            if now.same_content(&self.info) && !is_fresh(&now) {
                return Ok(true);
            }
            Ok(now.len == self.info.len && Stamp::of(&files.read(file)?) == self.stamp)
        };
        // Where somebody is putting another in its place it may not be there for a moment.
        holds().or_else(|e: io::Error| if e.kind() == io::ErrorKind::NotFound { Ok(false) } else { Err(e) })
    }
}

/// How a replacement went.
#[derive(Debug)]
pub(super) enum Replaced {
    /// The file holds the new content, by reading it.
    Done {
        info: FileInfo,
        /// Why the old content, or the new one, could not be kept among the last versions.
        version: Option<io::Error>,
    },
    /// Somebody has written meanwhile; what he wrote stands in the file.
    Overtaken,
}

pub(super) struct Replacement<'a> {
    pub(super) files: &'a dyn FileSystem,
    pub(super) target: &'a Path,
    pub(super) seen: Seen,
    pub(super) versions: &'a Path,
    pub(super) now: &'a str,
}

impl Replacement<'_> {
    /// Writes beside the file, and changes places with it where the system can (Linux): then what is replaced is known to
    /// be what was seen, and is put back where it is not. Elsewhere the file is looked at right before the renaming. At every instant the
    /// old or the new content is there, whole.
    pub(super) fn write<'p>(&self, pieces: impl Iterator<Item = &'p [u8]> + Clone) -> io::Result<Replaced> {
        let (wanted, again) = (Stamp::of_pieces(pieces.clone()), pieces.clone());
        let beside = disk::write_beside(self.files, self.target, pieces.map(Ok), Some(self.seen.info))?;
        let placed = self.place(&beside);
        let _ = self.files.remove(&beside);
        let Some(version) = placed? else { return Ok(Replaced::Overtaken) };
        disk::sync_folder(self.files, disk::folder_of(self.target))?;
        // Where the old content could not be kept the new one cannot be either.
        let version = version.and_then(|()| {
            versions::keep_written(self.files, self.versions, (self.now, wanted, self.seen.stamp), (again, self.seen.info.rights))
        });
        // The last look: what others write after it finds a file that is saved.
        let (there, _) = Seen::read(self.files, self.target, Some(wanted))?;
        Ok(if there.stamp == wanted { Replaced::Done { info: there.info, version: version.err() } } else { Replaced::Overtaken })
    }

    /// Puts it in its place; nothing when somebody was there first. Inside: how keeping the old content went.
    fn place(&self, beside: &Path) -> io::Result<Option<io::Result<()>>> {
        if !self.seen.still_holds(self.files, self.target)? {
            return Ok(None);
        }
        if self.files.exchange(beside, self.target).is_ok() {
            return match self.seen.still_holds(self.files, beside) {
                Ok(true) => Ok(Some(self.keep(beside))),
                Ok(false) => self.files.exchange(beside, self.target).map(|()| None),
                Err(e) => self.files.exchange(beside, self.target).and(Err(e)),
            };
        }
        let kept = self.keep(self.target);
        Ok(self.rename(beside)?.then_some(kept))
    }

    /// Renames it over the file; says whether nobody was there first. Clients of shares that cannot replace a file remove it first, and
    /// find another there, or none to remove, where two do so at once; a program that was killed may have it open a moment longer: tried
    /// again while the file is as it was seen.
    fn rename(&self, beside: &Path) -> io::Result<bool> {
        for pause in settled::PAUSES {
            match self.files.rename(beside, self.target) {
                Err(e) if passes(e.kind()) => self.files.pause(Duration::from_millis(pause)),
                renamed => return renamed.map(|()| true),
            }
            let is_swept = || self.files.info(beside).is_err_and(|e| e.kind() == io::ErrorKind::NotFound);
            if !self.seen.still_holds(self.files, self.target)? || is_swept() {
                return Ok(false);
            }
        }
        self.files.rename(beside, self.target).map(|()| true)
    }

    fn keep(&self, old: &Path) -> io::Result<()> {
        versions::keep(self.files, old, self.versions, (self.now, self.seen.stamp))
    }
}

/// Whether a renaming that failed so may go well the next moment.
fn passes(error: io::ErrorKind) -> bool {
    use io::ErrorKind::{AlreadyExists, ExecutableFileBusy, Interrupted, NotFound, ResourceBusy};
    matches!(error, AlreadyExists | ExecutableFileBusy | Interrupted | NotFound | ResourceBusy)
}
