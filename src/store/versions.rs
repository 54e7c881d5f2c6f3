use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use super::filesystem::{FileSystem, SystemFiles};

/// How many last versions of a ledger are kept.
pub const KEPT: usize = 20;

/// Keeps the content of a file as a last version, by a hard link where the system can (no copy, no wait), and drops the
/// oldest: but none for one that could not be kept.
pub(super) fn keep(files: &dyn FileSystem, file: &Path, folder: &Path, now: &str) -> io::Result<()> {
    files.create_folder(folder)?;
    put(files, file, folder, now)?;
    let versions = list_of(files, folder);
    for old in versions.iter().take(versions.len().saturating_sub(KEPT)) {
        let _ = files.remove(old);
    }
    Ok(())
}

/// A name for each: two of the same moment do not meet.
fn put(files: &dyn FileSystem, file: &Path, folder: &Path, now: &str) -> io::Result<()> {
    let mut copy = None;
    for n in 0.. {
        let name = folder.join(if n == 0 { format!("{now}.ron") } else { format!("{now}-{n:03}.ron") });
        let from = copy.as_deref().unwrap_or(file);
        match files.link(from, &name) {
            Ok(()) => break,
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            // Another disk, or one without links.
            Err(_) if copy.is_none() => copy = Some(copied(files, file, folder)?),
            Err(_) if files.info(&name).is_ok() => {}
            Err(_) => return files.rename(from, &name),
        }
    }
    copy.map_or(Ok(()), |c| files.remove(&c))
}

/// The file's bytes in a file of the folder that is no version yet: on the disk, and read back.
fn copied(files: &dyn FileSystem, file: &Path, folder: &Path) -> io::Result<PathBuf> {
    let (bytes, rights) = (files.read(file)?, files.info(file)?.rights);
    let copy = disk::write_new(files, disk::temporary_names(folder), std::iter::once(Ok(bytes.as_slice())), rights)?;
    match files.read(&copy) {
        Ok(there) if there == bytes => Ok(copy),
        other => files.remove(&copy).and(Err(other.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))),
    }
}

/// The kept versions, the oldest first.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    list_of(&SystemFiles, folder)
}

fn list_of(files: &dyn FileSystem, folder: &Path) -> Vec<PathBuf> {
    let mut all = files.list(folder).unwrap_or_default();
    all.retain(|p| p.extension().is_some_and(|e| e == "ron"));
    all.sort();
    all
}
