//! Bytes to disk: atomic, durable, with permissions and symbolic links kept.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::progress::{Progress, Step};

const PREFIX: &str = ".duban-";
const SUFFIX: &str = ".tmp";

/// The file that a path leads to, through symbolic links; a path that leads nowhere yet is itself.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Writes a file so that at any instant either the old or the new content is there, whole: a temporary file in
/// the same folder, fsync, rename, fsync of the folder. `before_rename` runs when the new content is safe on
/// disk and the old file is still in place.
pub(crate) fn replace(path: &Path, bytes: &[u8], before_rename: impl FnOnce(&Path)) -> io::Result<()> {
    replace_with(path, [bytes].into_iter(), before_rename)
}

/// As [`replace`], for a content that lies in pieces.
pub(super) fn replace_with<'a>(path: &Path, pieces: impl Iterator<Item = &'a [u8]>, before_rename: impl FnOnce(&Path)) -> io::Result<()> {
    replace_unless(path, pieces.map(Ok), |target| {
        before_rename(target);
        Ok(())
    })
}

/// As [`replace_with`], given up at the first error among the pieces or before the renaming: nothing is left of it then.
pub(super) fn replace_unless<'a>(
    path: &Path,
    pieces: impl Iterator<Item = io::Result<&'a [u8]>>,
    before_rename: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let target = resolved(path);
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|m| m.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "read-only file"));
    }
    let mut temporary = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
    for piece in pieces {
        temporary.write_all(piece?)?;
    }
    keep_permissions(temporary.as_file(), old.as_ref())?;
    temporary.as_file().sync_all()?;
    before_rename(&target)?;
    temporary.persist(&target).map_err(|e| e.error)?;
    sync_folder(folder);
    Ok(())
}

/// So many bytes are read before somebody may call it off.
const PIECE: u64 = 4 << 20;

/// The bytes of a file, counted as they come in; only a part of them when it is called off.
pub(super) fn read_counted(path: &Path, progress: &Progress) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let len = file.metadata().map_or(0, |m| usize::try_from(m.len()).unwrap_or(0));
    progress.begin(Step::Reading, len);
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(len)?;
    while !progress.is_called_off() {
        match Read::by_ref(&mut file).take(PIECE).read_to_end(&mut bytes)? {
            0 => break,
            read => progress.add(read),
        }
    }
    Ok(bytes)
}

/// A temporary file that is older than this was left by a program that was killed.
const STALE: Duration = Duration::from_secs(600);

/// Removes the temporary files beside a file that programs which were killed have left. What cannot be removed stays.
pub(super) fn sweep(target: &Path) {
    let Some(items) = target.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    for item in items.flatten() {
        let name = item.file_name();
        let ours = name.to_str().is_some_and(|n| n.starts_with(PREFIX) && n.ends_with(SUFFIX));
        let age = || item.metadata().ok().filter(fs::Metadata::is_file)?.modified().ok()?.elapsed().ok();
        if ours && age().is_some_and(|age| age > STALE) {
            let _ = fs::remove_file(item.path());
        }
    }
}

#[cfg(unix)]
fn keep_permissions(file: &File, old: Option<&fs::Metadata>) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let mode = old.map_or(0o644, |m| m.permissions().mode());
    file.set_permissions(fs::Permissions::from_mode(mode))?;
    if let Some(old) = old {
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            // Only root may give a file away; where it may not, the file stays the writer's.
            let _ = fchown(file, Some(old.uid()), Some(old.gid()));
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_permissions(_: &File, _: Option<&fs::Metadata>) -> io::Result<()> {
    Ok(())
}

/// A folder that cannot be synced (Windows, some network shares) is no reason to call a save failed.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
}
