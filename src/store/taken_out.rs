//! Updates that somebody took out of a ledger on purpose: undone before anybody saw them, or let go. Programs of the same user leave them out
//! where they find them missing. A file beside the last versions, a line for each.

use std::io;
use std::path::Path;

use super::disk::{self, Readers};
use super::filesystem::FileSystem;
use crate::domain::UpdateId;

const NAME: &str = "taken-out.txt";

/// So many are remembered, the newest.
const REMEMBERED: usize = 2048;

/// What was taken out of the ledger whose versions lie in a folder, the newest last.
pub(super) fn read(files: &dyn FileSystem, folder: &Path) -> Vec<UpdateId> {
    let bytes = files.read(&folder.join(NAME)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).lines().map(UpdateId::from).collect()
}

/// Remembers these and no others.
pub(super) fn write(files: &dyn FileSystem, folder: &Path, ids: &[UpdateId]) -> io::Result<()> {
    files.create_folder(folder)?;
    let newest = &ids[ids.len().saturating_sub(REMEMBERED)..];
    let text: String = newest.iter().map(|id| format!("{id}\n")).collect();
    let new = disk::write_new(files, disk::temporary_names(folder), std::iter::once(Ok(text.as_bytes())), Readers::Ourselves)?;
    files.rename(&new, &folder.join(NAME)).or_else(|e| files.remove(&new).and(Err(e)))
}
