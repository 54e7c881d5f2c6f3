use chrono::Local;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::{Doing, StoreError};
use super::folders::Folders;
use super::lock::Lock;
use super::read;
use super::scan::{Layout, scan};
use super::stamp::{Glimpse, Stamp};
use super::versions;
use super::write::{self, Keys};
use crate::domain::{Ledger, Touched};

/// A ledger's file: knows what was read, where each entry stands, and saves only what changed.
#[derive(Debug)]
pub struct LedgerFile {
    path: PathBuf,
    folders: Folders,
    stamp: Stamp,
    glimpse: Option<Glimpse>,
    layout: Layout,
    keys: Keys,
}

impl LedgerFile {
    /// Reads a ledger. Never writes a byte.
    pub fn open(path: &Path, folders: &Folders) -> Result<(LedgerFile, Ledger), StoreError> {
        let glimpse = glimpse(path);
        let bytes = fs::read(path).map_err(StoreError::io(Doing::Reading, path))?;
        let stamp = Stamp::of(&bytes);
        let (_, parsed) = read::read(path, bytes)?;
        let keys = Keys::of(&parsed.ledger);
        let file = LedgerFile { path: path.to_owned(), folders: folders.clone(), stamp, glimpse, layout: parsed.layout, keys };
        Ok((file, parsed.ledger))
    }

    /// Writes a new ledger where no file is yet.
    pub fn create(path: &Path, folders: &Folders, ledger: &Ledger) -> Result<LedgerFile, StoreError> {
        let text = write::canonical(ledger)?;
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(StoreError::io(Doing::Writing, folder))?;
        }
        disk::replace(path, text.as_bytes(), |_| ()).map_err(StoreError::io(Doing::Writing, path))?;
        Ok(LedgerFile::open(path, folders)?.0)
    }

    /// Reads it again.
    pub fn reopen(&self) -> Result<(LedgerFile, Ledger), StoreError> {
        LedgerFile::open(&self.path, &self.folders)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file looks changed since it was read or saved; cheap enough to ask every second.
    pub fn looks_changed(&self) -> bool {
        glimpse(&self.path) != self.glimpse
    }

    /// Saves what is touched. On any failure the old file is whole, and the unsaved work is put beside it.
    pub fn save(&mut self, ledger: &Ledger, touched: &Touched) -> Result<(), StoreError> {
        if touched.is_empty() {
            return Ok(());
        }
        let target = disk::resolved(&self.path);
        let _lock = Lock::take(&self.folders.lock(&target), &self.path)?;
        let bytes = fs::read(&target).map_err(|e| self.not_saved(ledger, e))?;
        if Stamp::of(&bytes) != self.stamp {
            return Err(match self.rescue(ledger) {
                Some(rescue) => StoreError::ChangedOnDisk { path: self.path.clone(), rescue },
                None => self.not_saved(ledger, std::io::Error::other("changed on disk")),
            });
        }
        let old = String::from_utf8_lossy(&bytes);
        let new = write::splice(&old, &self.layout, &self.keys, ledger, touched)?;
        drop(old);
        self.put(ledger, &new)
    }

    /// Writes the whole text anew: for `fmt` and other rewritings, under the same guards.
    pub fn rewrite(&mut self, ledger: &Ledger, text: &str) -> Result<(), StoreError> {
        let target = disk::resolved(&self.path);
        let _lock = Lock::take(&self.folders.lock(&target), &self.path)?;
        self.put(ledger, text)
    }

    fn put(&mut self, ledger: &Ledger, text: &str) -> Result<(), StoreError> {
        let Some(layout) = scan(text) else {
            return Err(StoreError::Unspellable("the new text does not scan; nothing was written".into()));
        };
        let versions = self.folders.versions(&disk::resolved(&self.path));
        let now = Local::now().format("%Y%m%d-%H%M%S%.3f").to_string();
        disk::replace(&self.path, text.as_bytes(), |target| versions::keep(target, &versions, &now))
            .map_err(|e| self.not_saved(ledger, e))?;
        self.stamp = Stamp::of(text.as_bytes());
        self.glimpse = glimpse(&self.path);
        self.layout = layout;
        self.keys = Keys::of(ledger);
        Ok(())
    }

    fn not_saved(&self, ledger: &Ledger, source: std::io::Error) -> StoreError {
        StoreError::NotSaved { path: self.path.clone(), rescue: self.rescue(ledger), source }
    }

    /// Puts the whole ledger with its unsaved work beside the file, or into the data folder when that fails.
    fn rescue(&self, ledger: &Ledger) -> Option<PathBuf> {
        let text = write::canonical(ledger).ok()?;
        let name = self.path.file_stem().map_or_else(|| "tasks".into(), |s| s.to_string_lossy().into_owned());
        let name = format!("{name}.unsaved-{}.ron", Local::now().format("%Y%m%d-%H%M%S"));
        let beside = self.path.with_file_name(&name);
        let away = self.folders.data.join(&name);
        let _ = fs::create_dir_all(&self.folders.data);
        [beside, away, std::env::temp_dir().join(&name)].into_iter().find(|place| disk::replace(place, text.as_bytes(), |_| ()).is_ok())
    }
}

/// Writes a document (a bulletin, an export) so that it is whole or not there.
pub fn write_document(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    disk::replace(path, bytes, |_| ()).map_err(StoreError::io(Doing::Writing, path))
}

/// Reads a document that somebody hands in.
pub fn read_document(path: &Path) -> Result<Vec<u8>, StoreError> {
    fs::read(path).map_err(StoreError::io(Doing::Reading, path))
}

fn glimpse(path: &Path) -> Option<Glimpse> {
    fs::metadata(path).ok().map(|m| Glimpse::of(&m))
}

/// What `fmt` would make of a ledger file: the text as it is, and as it should be.
pub fn format_text(path: &Path) -> Result<(String, String), StoreError> {
    let bytes = fs::read(path).map_err(StoreError::io(Doing::Reading, path))?;
    let (text, parsed) = read::read(path, bytes)?;
    let new = write::formatted(&text, &parsed.layout, &parsed.ledger)?;
    Ok((text, new))
}

/// Reads a ledger from a text that is in no file: the built-in one, or one from another place.
pub fn parse_text(name: &str, text: &str) -> Result<Ledger, StoreError> {
    read::parse(Path::new(name), text).map(|p| p.ledger)
}
