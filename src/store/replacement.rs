//! A new content in the place of the one that it was made from, and of no other.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::filesystem::{FileInfo, FileSystem};
use super::stamp::Stamp;
use super::versions;

/// What a file held when the new content was made from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    info: FileInfo,
    stamp: Stamp,
}

impl Seen {
    /// Reads a file as it is now.
    pub(super) fn read(files: &dyn FileSystem, file: &Path) -> io::Result<(Seen, Vec<u8>)> {
        let info = files.info(file)?;
        let bytes = files.read(file)?;
        Ok((Seen { info, stamp: Stamp::of(&bytes) }, bytes))
    }

    pub(super) fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Whether a file holds what was seen. The bytes are read again only where the clock of the file system could have
    /// missed a change.
    fn still_holds(&self, files: &dyn FileSystem, file: &Path) -> io::Result<bool> {
        let now = files.info(file)?;
        if now.same_content(&self.info) && is_settled(&now) {
            return Ok(true);
        }
        Ok(now.len == self.info.len && Stamp::of(&files.read(file)?) == self.stamp)
    }
}

/// File systems tell moments apart that lie two seconds from each other, or less (FAT).
const TICK: Duration = Duration::from_secs(2);

/// Whether a later change would have another time.
fn is_settled(info: &FileInfo) -> bool {
    info.modified.and_then(|m| SystemTime::now().duration_since(m).ok()).is_some_and(|age| age > TICK)
}

/// How a replacement went.
#[derive(Debug)]
pub(super) enum Replaced {
    /// The file holds the new content, by reading it.
    Done {
        /// What the file looks like now.
        info: FileInfo,
        /// Why the old content could not be kept among the last versions.
        version: Option<io::Error>,
    },
    /// Somebody has written meanwhile; what he wrote stands in the file.
    Overtaken,
}

/// What is put in the place of what was seen.
pub(super) struct Replacement<'a> {
    pub(super) files: &'a dyn FileSystem,
    pub(super) target: &'a Path,
    pub(super) seen: Seen,
    /// Where the old content is kept.
    pub(super) versions: &'a Path,
    /// By which moment it is named there.
    pub(super) now: &'a str,
}

impl Replacement<'_> {
    /// Writes beside the file, and changes places with it where the system can (Linux): then what is replaced is known to
    /// be what was seen, and is put back where it is not. Elsewhere the file is looked at right before the renaming. At every instant the
    /// old or the new content is there, whole.
    pub(super) fn write<'p>(&self, pieces: impl Iterator<Item = &'p [u8]> + Clone) -> io::Result<Replaced> {
        let wanted = Stamp::of_pieces(pieces.clone());
        let beside = self.beside(pieces)?;
        let placed = self.place(&beside);
        let _ = self.files.remove(&beside);
        let Some(version) = placed? else { return Ok(Replaced::Overtaken) };
        self.sync_folder()?;
        let (there, _) = Seen::read(self.files, self.target)?;
        Ok(if there.stamp == wanted { Replaced::Done { info: there.info, version: version.err() } } else { Replaced::Overtaken })
    }

    /// The new content in a file of its own, on the disk.
    fn beside<'p>(&self, pieces: impl Iterator<Item = &'p [u8]>) -> io::Result<PathBuf> {
        if self.seen.info.readonly {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "read-only file"));
        }
        let (path, mut pen) = loop {
            let path = self.target.with_file_name(format!("{}{:016x}{}", super::disk::PREFIX, fastrand::u64(..), super::disk::SUFFIX));
            match self.files.create(&path) {
                Ok(pen) => break (path, pen),
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
        };
        let written = || {
            for piece in pieces {
                pen.write(piece)?;
            }
            if let Some(rights) = self.seen.info.rights {
                pen.take_rights(rights)?;
            }
            pen.sync()
        };
        match written() {
            Ok(()) => Ok(path),
            Err(e) => {
                let _ = self.files.remove(&path);
                Err(e)
            }
        }
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
        self.files.rename(beside, self.target)?;
        Ok(Some(kept))
    }

    fn keep(&self, old: &Path) -> io::Result<()> {
        versions::keep(self.files, old, self.versions, self.now)
    }

    /// A folder that cannot be opened (Windows) or synced at all (some shares) is no reason to call a save failed.
    fn sync_folder(&self) -> io::Result<()> {
        use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
        let folder = self.target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match self.files.sync_folder(folder) {
            Err(e) if !matches!(e.kind(), InvalidInput | PermissionDenied | Unsupported) => Err(e),
            _ => Ok(()),
        }
    }
}
