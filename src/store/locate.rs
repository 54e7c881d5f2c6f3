use std::fs;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::{Doing, StoreError};
use super::folders::Folders;

/// The ledger of the five plans, as it was when the program was built.
pub const BUILT_IN: &str = include_str!("../../tasks.ron");

/// The ledger file's name.
pub(crate) const FILE_NAME: &str = "tasks.ron";

/// Which ledger was found, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// Named by the user.
    Named(PathBuf),
    /// In the current folder or above it.
    Near(PathBuf),
    /// The user's own copy of the built-in ledger, kept from an earlier time.
    Own(PathBuf),
    /// The user's own copy of the built-in ledger, made just now.
    Fresh(PathBuf),
}

impl Located {
    /// Where the ledger is.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Located::Named(p) | Located::Near(p) | Located::Own(p) | Located::Fresh(p) => p,
        }
    }
}

/// Finds the ledger: the named file, else `tasks.ron` in the folder or above, else a copy of the built-in one.
pub fn locate(named: Option<&Path>, folder: &Path, folders: &Folders) -> Result<Located, StoreError> {
    if let Some(path) = named {
        return Ok(Located::Named(if path.is_dir() { path.join(FILE_NAME) } else { path.to_owned() }));
    }
    if let Some(near) = folder.ancestors().map(|f| f.join(FILE_NAME)).find(|p| p.is_file()) {
        return Ok(Located::Near(near));
    }
    let own = folders.ledger();
    if own.is_file() {
        return Ok(Located::Own(own));
    }
    fs::create_dir_all(&folders.data).map_err(StoreError::io(Doing::Writing, &folders.data))?;
    disk::replace(&own, BUILT_IN.as_bytes()).map_err(StoreError::io(Doing::Writing, &own))?;
    Ok(Located::Fresh(own))
}
