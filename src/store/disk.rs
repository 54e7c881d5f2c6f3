//! Bytes to disk: atomic, durable, with permissions and symbolic links kept.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::filesystem::{FileSystem, LONGEST, SystemFiles, bounded, take_rights};
use crate::progress::{Progress, Step};

pub(super) const PREFIX: &str = ".duban-";
pub(super) const SUFFIX: &str = ".tmp";

/// The file that a path leads to, through symbolic links; of a path that leads nowhere its folder is followed.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

/// Writes a file so that at any instant either the old or the new content is there, whole: a temporary file in
/// the same folder, fsync, rename, fsync of the folder.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_unless(path, [Ok(bytes)].into_iter(), None, |_| Ok(()))
}

/// As [`replace`], for a content that lies in pieces: given up at the first error among them or in `before_rename`, which
/// runs when the new content is safe on disk and the old file is still in place. Nothing is left of it then. A file that is
/// new belongs to whom another does, and may be read by the same.
pub(super) fn replace_unless<'a>(
    path: &Path,
    pieces: impl Iterator<Item = io::Result<&'a [u8]>>,
    like: Option<&Path>,
    before_rename: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let target = resolved(path);
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = SystemFiles.info(&target).ok();
    if old.is_some_and(|o| o.readonly) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "read-only file"));
    }
    let mut temporary = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
    for piece in pieces {
        temporary.write_all(piece?)?;
    }
    let like = || SystemFiles.info(like?).ok();
    match old.or_else(like).and_then(|o| o.rights) {
        Some(rights) => take_rights(temporary.as_file(), rights)?,
        None => open_to_all(temporary.as_file())?,
    }
    temporary.as_file().sync_all()?;
    before_rename(&target)?;
    temporary.persist(&target).map_err(|e| e.error)?;
    sync_folder(folder);
    Ok(())
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

/// A new file may be read by all, as others write theirs: temporary files may not.
#[cfg(unix)]
fn open_to_all(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_all(_: &File) -> io::Result<()> {
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
