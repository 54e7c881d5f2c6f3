//! The ledger as one person saw it last: what is different now is news to him.

use std::path::Path;

use crate::domain::Ledger;
use crate::store::{Doing, Folders, StoreError, SystemFiles, canonical, read_ledger, write_privately};

/// The ledger as it was last seen; none where it never was.
pub(crate) fn read_seen(folders: &Folders, ledger: &Path) -> Result<Option<Ledger>, StoreError> {
    let path = folders.seen_file(ledger);
    if path.exists() { read_ledger(&path).map(Some) } else { Ok(None) }
}

/// From now on this is what was seen.
pub(crate) fn write_seen(folders: &Folders, path: &Path, ledger: &Ledger) -> Result<(), StoreError> {
    let file = folders.seen_file(path);
    write_privately(&SystemFiles, &file, canonical(ledger)?.as_bytes()).map_err(StoreError::io(Doing::Writing, &file))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn nobody_else_reads_what_one_has_seen() {
        let home = tempfile::tempdir().unwrap();
        let (folders, ledger) = (Folders::under(&home.path().join("home")), home.path().join("tasks.ron"));
        write_seen(&folders, &ledger, &Ledger::default()).unwrap();
        let file = folders.seen_file(&ledger);
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o077;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0, 0));
        assert_eq!(read_seen(&folders, &ledger).unwrap(), Some(Ledger::default()));
    }
}
