use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Readers};
use super::filesystem::{FileSystem, Rights, SystemFiles};
use super::stamp::Stamp;

/// How many last versions of a ledger are kept.
pub const KEPT: usize = 20;

/// How a content is named that a save has just written: it becomes a version where something else takes its place than a later save of
/// this user.
const WRITTEN: &str = "written";

/// Before the hash in the name of a version that a save of this user had written; others stand in the ledger's file by another hand.
const OURS: char = '=';

/// Whether a save of this user had written a version.
pub(super) fn is_ours(path: &Path) -> bool {
    stem(path).contains([OURS, WRITES])
}

/// Keeps the content of a file as a last version, by a hard link where the system can (no copy, no wait), and drops the
/// oldest: but none for one that could not be kept. One with the same content is kept once, as the newer of the two.
pub(super) fn keep(files: &dyn FileSystem, file: &Path, folder: &Path, (now, stamp): (&str, Stamp)) -> io::Result<()> {
    files.create_folder(folder)?;
    let is_ours = written(files, folder).iter().any(|path| is_of(path, stamp));
    let kept = put(files, file, folder, &format!("{now}{}{}", if is_ours { OURS } else { '-' }, stamp.mark()))?;
    let (mark, versions) = (stamp.mark(), list_of(files, folder));
    let (same, others): (Vec<_>, Vec<_>) = versions.into_iter().filter(|v| *v != kept).partition(|v| stem(v).contains(&mark));
    let surplus = (others.len() + 1).saturating_sub(KEPT);
    if !same.is_empty() {
        disk::sync_folder(files, folder)?;
    }
    for old in same.iter().chain(others.iter().take(surplus)) {
        let _ = files.remove(old);
    }
    Ok(())
}

/// Before the hash in the name of what a save writes.
const WRITES: char = '~';

/// Keeps what a save has written, in a file of its own: who writes into the ledger in place writes into no copy of it. The disk is not waited for,
/// since the ledger itself is on it; a copy that a power failure tore does not fit its name.
pub(super) fn keep_written<'p>(
    files: &dyn FileSystem,
    folder: &Path,
    (now, stamp, replaced): (&str, Stamp, Stamp),
    (pieces, rights): (impl Iterator<Item = &'p [u8]>, Option<Rights>),
) -> io::Result<()> {
    // Of one moment the new content is the later: `~` comes after `-`.
    let path = folder.join(format!("{now}{WRITES}{}.{WRITTEN}", stamp.mark()));
    let mut pen = match files.create_private(&path) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        pen => pen?,
    };
    let copy = || {
        rights.map_or(Ok(()), |r| pen.take_rights(r))?;
        pieces.into_iter().try_for_each(|piece| pen.write(piece))
    };
    copy().or_else(|e| files.remove(&path).and(Err(e)))?;
    settle(files, folder, replaced, &path);
    Ok(())
}

/// What was written before is a version by now, as the content that this save has replaced; what is not had left the file without a save
/// of ours, and becomes one.
fn settle(files: &dyn FileSystem, folder: &Path, replaced: Stamp, new: &Path) {
    for path in written(files, folder).into_iter().filter(|path| path != new) {
        let whole = || is_whole(files, &path);
        if !stem(&path).ends_with(&replaced.mark()) && whole() && files.rename(&path, &path.with_extension("ron")).is_ok() {
            continue;
        }
        let _ = files.remove(&path);
    }
}

/// What the last save of this user wrote, on this machine.
pub(super) fn last_written(files: &dyn FileSystem, folder: &Path) -> Option<PathBuf> {
    written(files, folder).pop()
}

/// Whether a file's name says that it holds a content.
pub(super) fn is_of(path: &Path, stamp: Stamp) -> bool {
    stem(path).contains(&stamp.mark())
}

/// Whether a content is one of the last versions.
pub(super) fn is_version(files: &dyn FileSystem, folder: &Path, stamp: Stamp) -> bool {
    list_of(files, folder).iter().any(|version| is_of(version, stamp))
}

/// Whether of two contents the second came after the first, by a save of this user.
pub(super) fn follows(files: &dyn FileSystem, folder: &Path, contents: [Stamp; 2]) -> bool {
    let all: Vec<PathBuf> = list_of(files, folder).into_iter().chain(last_written(files, folder)).collect();
    let [first, second] = contents.map(|stamp| all.iter().rposition(|path| is_of(path, stamp)));
    // What git or another hand brought back is kept as the latest too, where a save has followed.
    let second = second.filter(|place| is_ours(&all[*place]));
    first.is_some() && first < second
}

/// What cannot be read now may be read the next moment; what is not there is not.
fn once_more<T>(read: impl Fn() -> io::Result<T>) -> io::Result<T> {
    read().or_else(|e| if e.kind() == io::ErrorKind::NotFound { Err(e) } else { read() })
}

/// The text of a file that holds what its name says.
pub(super) fn whole(files: &dyn FileSystem, path: &Path) -> Option<String> {
    let bytes = once_more(|| files.read(path)).ok().filter(|bytes| is_of(path, Stamp::of(bytes)))?;
    String::from_utf8(bytes).ok()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether a file holds what its name says.
fn is_whole(files: &dyn FileSystem, path: &Path) -> bool {
    files.read(path).is_ok_and(|bytes| stem(path).ends_with(&Stamp::of(&bytes).mark()))
}

/// What saves wrote and the ledger does not hold any more, whatever came into its place.
pub(super) fn overwritten(files: &dyn FileSystem, folder: &Path, ledger: &Path) -> Vec<PathBuf> {
    let present = files.read(ledger).ok().map(|bytes| Stamp::of(&bytes).mark());
    let holds = |path: &Path| present.as_ref().is_some_and(|there| stem(path).ends_with(there));
    written(files, folder).into_iter().filter(|path| !holds(path) && is_whole(files, path)).collect()
}

/// The bytes of a content that is kept, whichever way.
pub(super) fn content(files: &dyn FileSystem, folder: &Path, stamp: Stamp) -> Option<Vec<u8>> {
    let mark = stamp.mark();
    let all = written(files, folder).into_iter().chain(list_of(files, folder));
    all.filter(|path| stem(path).contains(&mark)).find_map(|path| files.read(&path).ok().filter(|bytes| Stamp::of(bytes) == stamp))
}

fn written(files: &dyn FileSystem, folder: &Path) -> Vec<PathBuf> {
    of_ending(files, folder, WRITTEN)
}

/// A name for each: two of the same moment do not meet.
fn put(files: &dyn FileSystem, file: &Path, folder: &Path, named: &str) -> io::Result<PathBuf> {
    let mut copy: Option<PathBuf> = None;
    for n in 0.. {
        let name = folder.join(if n == 0 { format!("{named}.ron") } else { format!("{named}-{n:03}.ron") });
        let from = copy.as_deref().unwrap_or(file);
        match files.link(from, &name) {
            Ok(()) => return copy.map_or(Ok(()), |c| files.remove(&c)).map(|()| name),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            // Another disk, or one without links.
            Err(_) if copy.is_none() => copy = Some(copied(files, file, folder)?),
            Err(_) if files.info(&name).is_ok() => {}
            Err(_) => return files.rename(from, &name).map(|()| name),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The file's bytes in a file of the folder that is no version yet: on the disk, and read back.
fn copied(files: &dyn FileSystem, file: &Path, folder: &Path) -> io::Result<PathBuf> {
    let (bytes, rights) = (files.read(file)?, files.info(file)?.rights);
    let copy = disk::write_new(files, disk::temporary_names(folder), std::iter::once(Ok(bytes.as_slice())), Readers::of(rights))?;
    match files.read(&copy) {
        Ok(there) if there == bytes => Ok(copy),
        other => files.remove(&copy).and(Err(other.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))),
    }
}

/// The kept versions, the oldest first.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    list_of(&SystemFiles, folder)
}

/// Whether anything was saved of the ledger whose versions lie in a folder.
pub(super) fn has_some(folder: &Path) -> bool {
    !list(folder).is_empty() || last_written(&SystemFiles, folder).is_some()
}

fn list_of(files: &dyn FileSystem, folder: &Path) -> Vec<PathBuf> {
    of_ending(files, folder, "ron")
}

fn of_ending(files: &dyn FileSystem, folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut all = once_more(|| files.list(folder)).unwrap_or_default();
    all.retain(|p| p.extension().is_some_and(|e| e == ending));
    all.sort();
    all
}
