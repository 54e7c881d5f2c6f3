//! Places of the data folder that nobody can look into or write to: what is kept there of a ledger is not gone, and nobody sees it.

use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::{Doing, StoreError};
use super::filesystem::{FileSystem, SystemFiles, may_not_fill};
use super::folders::Folders;

impl Folders {
    /// Where versions, work that could not be saved, steps and forms of a ledger may lie, and nobody can look.
    pub(crate) fn closed(&self, ledger: &Path) -> Vec<StoreError> {
        let target = disk::resolved(ledger);
        let kept = [self.versions(&target), self.steps(&target), self.drafts(ledger)];
        let all: Vec<StoreError> = kept.into_iter().chain(self.unsaved(&target)).filter_map(|place| closed(&place)).collect();
        // Where the folder above all of them is closed that is one thing.
        closed(&self.data).map_or(all, |above| vec![above])
    }

    /// Why nothing can be kept in the data folder, where nothing can.
    pub(crate) fn sealed(&self) -> Option<StoreError> {
        let nearest = self.data.ancestors().find(|folder| folder.exists())?;
        may_not_fill(nearest).map(|e| StoreError::Kept(Doing::Writing, nearest.to_owned(), e))
    }
}

/// Why a folder, or a file in it, cannot be read. What is not there is not closed.
fn closed(place: &Path) -> Option<StoreError> {
    let told =
        |path: PathBuf| move |e: io::Error| (e.kind() != io::ErrorKind::NotFound).then_some(StoreError::Kept(Doing::Reading, path, e));
    let files = match SystemFiles.list(place) {
        Ok(files) => files,
        Err(e) => return told(place.to_owned())(e),
    };
    files.into_iter().filter(|file| !file.is_dir()).find_map(|file| SystemFiles.open(&file).err().and_then(told(file)))
}
