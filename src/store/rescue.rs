use std::path::{Path, PathBuf};

use super::disk;
use super::filesystem::{FileSystem, SystemFiles};
use super::folders::Folders;

/// By what a rescue is known, after the ledger's own name.
pub(super) const RESCUED: &str = ".unsaved-";

/// Where a ledger's rescues lie, the likeliest first: beside it, in the data folder, in the temporary one.
pub(super) fn rescue_places(target: &Path, folders: &Folders) -> Vec<PathBuf> {
    std::iter::once(disk::folder_of(target).to_owned()).chain(folders.unsaved(target)).collect()
}

/// A ledger's name without its ending.
pub(super) fn stem(target: &Path) -> String {
    target.file_stem().map_or_else(|| "tasks".into(), |s| s.to_string_lossy().into_owned())
}

/// The files with work of a ledger that could not be saved.
pub(super) fn rescues(ledger: &Path, folders: &Folders) -> Vec<PathBuf> {
    let target = disk::resolved(ledger);
    let stem = stem(&target);
    let is = |name: &str| name.strip_prefix(&stem).is_some_and(|n| n.starts_with(RESCUED) && n.ends_with(".ron"));
    let files = rescue_places(&target, folders).into_iter().flat_map(|folder| SystemFiles.list(&folder).unwrap_or_default());
    let mut found: Vec<PathBuf> = files.filter(|f| f.file_name().is_some_and(|n| is(&n.to_string_lossy()))).collect();
    found.sort();
    found
}
