//! Bytes to disk: atomic, durable, with permissions and symbolic links kept.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::filesystem::{FileInfo, FileSystem, LONGEST, Rights, SystemFiles, bounded};
use super::holder::machine;
use crate::progress::{Progress, Step};

const PREFIX: &str = ".duban-";
const SUFFIX: &str = ".tmp";

/// The file that a path leads to, through symbolic links; of a path that leads nowhere its folder is followed.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    let in_folder = || Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a file so that at any instant either the old or the new content is there, whole: a temporary file in
/// the same folder, fsync, rename, fsync of the folder.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_unless(path, [Ok(bytes)].into_iter(), None, || Ok(()))
}

/// As [`replace`], for a content that lies in pieces: given up at the first error among them or in `before_rename`, which
/// runs when the new content is safe on disk and the old file is still in place. Nothing is left of it then. A file that is
/// new may be read by whom another may be read by.
pub(super) fn replace_unless<'a>(
    path: &Path,
    pieces: impl Iterator<Item = io::Result<&'a [u8]>>,
    like: Option<&Path>,
    before_rename: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    let target = resolved(path);
    let like = || Some(FileInfo { readonly: false, ..SystemFiles.info(like?).ok()? });
    let new = write_beside(&SystemFiles, &target, pieces, SystemFiles.info(&target).ok().or_else(like))?;
    if let Err(e) = before_rename().and_then(|()| SystemFiles.rename(&new, &target)) {
        let _ = SystemFiles.remove(&new);
        return Err(e);
    }
    sync_folder(&SystemFiles, folder_of(&target))
}

/// As [`replace`], for what nobody else may read.
pub(super) fn replace_privately(files: &dyn FileSystem, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = resolved(path);
    let new = write_new(files, temporary_names(folder_of(&target)), std::iter::once(Ok(bytes)), Readers::Ourselves)?;
    files.rename(&new, &target).or_else(|e| files.remove(&new).and(Err(e)))?;
    sync_folder(files, folder_of(&target))
}

/// Who may read a new file, also while it is being written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Readers {
    /// As the person has it set for all his files.
    AsUsual,
    /// Nobody else.
    Ourselves,
    /// Who may read another.
    Like(Rights),
}

impl Readers {
    /// Of a file with these rights; where they are not known, nobody else.
    pub(super) fn of(rights: Option<Rights>) -> Readers {
        rights.map_or(Readers::Ourselves, Readers::Like)
    }
}

/// Writes what is to take a file's place into a temporary file beside it. Nothing takes the place of a file that nobody may write to.
pub(super) fn write_beside<'p>(
    files: &dyn FileSystem,
    target: &Path,
    pieces: impl Iterator<Item = io::Result<&'p [u8]>>,
    old: Option<FileInfo>,
) -> io::Result<PathBuf> {
    if old.is_some_and(|o| o.readonly) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "read-only file"));
    }
    let readers = old.and_then(|o| o.rights).map_or(Readers::AsUsual, Readers::Like);
    write_new(files, temporary_names(folder_of(target)), pieces, readers)
}

/// Writes into a file of the first of these names that no file has yet: wholly and onto the disk, or not at all.
pub(super) fn write_new<'p>(
    files: &dyn FileSystem,
    names: impl Iterator<Item = PathBuf>,
    pieces: impl Iterator<Item = io::Result<&'p [u8]>>,
    readers: Readers,
) -> io::Result<PathBuf> {
    for path in names {
        let made = if let Readers::AsUsual = readers { files.create(&path) } else { files.create_private(&path) };
        let mut pen = match made {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => continue,
            pen => pen?,
        };
        let written = || {
            if let Readers::Like(rights) = readers {
                pen.take_rights(rights)?;
            }
            for piece in pieces {
                pen.write(piece?)?;
            }
            pen.sync()
        };
        return match written() {
            Ok(()) => Ok(path),
            Err(e) => files.remove(&path).and(Err(e)),
        };
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

pub(super) fn temporary_names(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::iter::repeat_with(move || folder.join(format!("{PREFIX}{}-{:016x}{SUFFIX}", maker(), fastrand::u64(..))))
}

/// A folder that cannot be opened (Windows) or synced at all (some shares) is no reason to call a save failed.
pub(super) fn sync_folder(files: &dyn FileSystem, folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match files.sync_folder(folder) {
        Err(e) if !matches!(e.kind(), InvalidInput | PermissionDenied | Unsupported) => Err(e),
        _ => Ok(()),
    }
}

/// So many bytes are read before somebody may call it off.
const PIECE: u64 = 4 << 20;

/// The bytes of a file, counted as they come in; only a part of them when it is called off.
pub(super) fn read_counted(files: &dyn FileSystem, path: &Path, progress: &Progress) -> io::Result<Vec<u8>> {
    let len = bounded(&files.info(path)?)?;
    let mut file = files.open(path)?;
    progress.begin(Step::Reading, len);
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(len)?;
    while !progress.is_called_off() {
        match Read::by_ref(&mut file).take(PIECE).read_to_end(&mut bytes)? {
            0 => break,
            _ if bytes.len() as u64 > LONGEST => return Err(io::ErrorKind::FileTooLarge.into()),
            read => progress.add(read),
        }
    }
    Ok(bytes)
}

/// A temporary file that is older than this was left by a program that was killed, on whichever machine.
const STALE: Duration = Duration::from_secs(600);

/// Who makes a temporary file: the machine, as far as its processes know of each other, and the process.
fn maker() -> String {
    format!("{}-{}", machine_mark(), std::process::id())
}

/// A container's processes are numbered by themselves.
fn machine_mark() -> String {
    let numbering = fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    format!("{:08x}", super::stamp::hash(format!("{} {}", machine(), numbering.display()).as_bytes()) as u32)
}

/// Whether a temporary file was made by a process of this machine that is no more.
fn is_orphan(name: &str) -> bool {
    let mut words = name.trim_start_matches(PREFIX).split('-');
    let ours = words.next().is_some_and(|machine| machine == machine_mark());
    ours && words.next().and_then(|process| process.parse().ok()).is_some_and(is_gone)
}

#[cfg(unix)]
fn is_gone(process: i32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let gone = |pid| matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH));
    Pid::from_raw(process).is_some_and(gone)
}

#[cfg(not(unix))]
fn is_gone(_: i32) -> bool {
    false
}

/// Removes the temporary files beside a file that programs which were killed have left. What cannot be removed stays.
pub(super) fn sweep(target: &Path) {
    let Some(items) = target.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    for item in items.flatten() {
        let name = item.file_name();
        let ours = name.to_str().is_some_and(|n| n.starts_with(PREFIX) && n.ends_with(SUFFIX));
        let age = || item.metadata().ok().filter(fs::Metadata::is_file)?.modified().ok()?.elapsed().ok();
        if ours && (name.to_str().is_some_and(is_orphan) || age().is_some_and(|age| age > STALE)) {
            let _ = fs::remove_file(item.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::time::SystemTime;

    #[test]
    fn what_killed_programs_left_is_swept_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let names = [".duban-old.tmp", ".duban-new.tmp", ".duban-old.ron", "old.tmp", "tasks.ron"];
        for name in names {
            let file = File::create(folder.path().join(name)).unwrap();
            if name != ".duban-new.tmp" {
                file.set_modified(SystemTime::now() - STALE * 2).unwrap();
            }
        }
        sweep(&folder.path().join("tasks.ron"));
        let left: Vec<bool> = names.iter().map(|n| folder.path().join(n).exists()).collect();
        assert_eq!(left, [false, true, true, true, true]);
    }

    #[cfg(unix)]
    #[test]
    fn what_a_dead_process_of_this_machine_left_is_swept_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut dead = std::process::Command::new("true").spawn().unwrap();
        dead.wait().unwrap();
        let of = |machine: &str, process: u32| folder.path().join(format!("{PREFIX}{machine}-{process}-00{SUFFIX}"));
        let all = [of(&machine_mark(), dead.id()), of(&machine_mark(), std::process::id()), of("elsewhere", dead.id())];
        all.iter().for_each(|file| drop(File::create(file).unwrap()));
        sweep(&folder.path().join("tasks.ron"));
        assert_eq!(all.map(|file| file.exists()), [false, true, true]);
    }
}
