//! The ledger as one person saw it last: what is different now is news to him.

use std::path::Path;

use crate::domain::Ledger;
use crate::store::{Doing, Folders, StoreError, canonical, read_ledger, replace};

/// The ledger as it was last seen; none where it never was.
pub(crate) fn read_seen(folders: &Folders, ledger: &Path) -> Result<Option<Ledger>, StoreError> {
    let path = folders.seen_file(ledger);
    if path.exists() { read_ledger(&path).map(Some) } else { Ok(None) }
}

/// From now on this is what was seen.
pub(crate) fn write_seen(folders: &Folders, path: &Path, ledger: &Ledger) -> Result<(), StoreError> {
    let file = folders.seen_file(path);
    let folder = file.parent().unwrap_or(&file);
    std::fs::create_dir_all(folder).map_err(StoreError::io(Doing::Writing, folder))?;
    replace(&file, canonical(ledger)?.as_bytes()).map_err(StoreError::io(Doing::Writing, &file))
}
