//! Files whose whole text is written anew: spelled as usual, repaired, restored where nothing can be read.

use std::path::Path;

use super::disk;
use super::error::{Doing, StoreError};
use super::filesystem::SystemFiles;
use super::folders::Folders;
use super::ledger_file::{LedgerFile, ROUNDS, moment, restless};
use super::lock::{Lock, Waiting};
use super::replacement::{Replaced, Replacement, Seen};
use super::unite::{Source, Stages, United, repair};
use super::{read, write};

impl LedgerFile {
    /// Repairs a ledger that a merge left with two sides (see [`repair`]) and writes it; the file as it was is kept
    /// among the last versions. Nothing when there is nothing to repair. Git is not told.
    pub fn repair(path: &Path, folders: &Folders, stages: Option<&Stages>) -> Result<Option<(United, Source)>, StoreError> {
        rewrite(path, folders, |bytes| {
            let repaired = repair(path, read::utf8(path, bytes)?, stages)?;
            Ok(repaired.map(|(united, source)| (united.text.clone(), (united, source))))
        })
    }

    /// Brings a file into canonical spelling; says whether it had another. The file as it was is kept among the last
    /// versions.
    pub fn format(path: &Path, folders: &Folders, to: Spelling) -> Result<bool, StoreError> {
        let written = rewrite(path, folders, |bytes| Ok(formatted(path, read::utf8(path, bytes)?, to)?.map(|new| (new, ()))))?;
        Ok(written.is_some())
    }

    /// Puts a text into the place of a file that may hold anything; what it held is kept among the last versions. Where there is no file, who
    /// may read the one that the text is from may read the new one.
    pub(crate) fn replace_with(path: &Path, folders: &Folders, (text, like): (&str, &Path)) -> Result<(), StoreError> {
        if !disk::resolved(path).exists() {
            let text = std::iter::once(Ok(text.as_bytes()));
            return disk::replace_unless(path, text, Some(like), || Ok(())).map_err(StoreError::io(Doing::Writing, path));
        }
        rewrite(path, folders, |_| Ok(Some((text.to_owned(), ())))).map(|_| ())
    }
}

/// Writes a file's text anew under the same guards as a save; nothing where nothing is to be written. What is made of the
/// text is made again when somebody has written meanwhile.
fn rewrite<T>(
    path: &Path,
    folders: &Folders,
    make: impl Fn(&[u8]) -> Result<Option<(String, T)>, StoreError>,
) -> Result<Option<T>, StoreError> {
    let (files, target) = (&SystemFiles, disk::resolved(path));
    let _lock = Lock::take(files, &target, &Waiting::default());
    for _ in 0..ROUNDS {
        let (seen, bytes) = Seen::read(files, &target, None).map_err(StoreError::io(Doing::Reading, path))?;
        let Some((text, made)) = make(&bytes)? else { return Ok(None) };
        let (versions, now) = (folders.versions(&target), moment());
        let replacement = Replacement { files, target: &target, seen, versions: &versions, now: &now };
        let written = replacement.write([text.as_bytes()].into_iter()).map_err(StoreError::io(Doing::Writing, path))?;
        if matches!(written, Replaced::Done { .. }) {
            return Ok(Some(made));
        }
    }
    Err(StoreError::io(Doing::Writing, path)(restless()))
}

/// How a text is spelled anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// In its own format.
    Canonical,
    /// In the newest one.
    Upgraded,
    /// In the one before.
    Earlier,
}

/// Whether `fmt` would leave a ledger file as it is.
pub(crate) fn is_formatted(path: &Path, to: Spelling) -> Result<bool, StoreError> {
    let (_, bytes) = Seen::read(&SystemFiles, path, None).map_err(StoreError::io(Doing::Reading, path))?;
    Ok(formatted(path, read::utf8(path, &bytes)?, to)?.is_none())
}

/// The canonical spelling of a ledger's text; nothing when it is that already.
pub fn formatted(path: &Path, text: &str, to: Spelling) -> Result<Option<String>, StoreError> {
    let mut parsed = read::parse(path, text)?;
    match to {
        Spelling::Canonical => {}
        Spelling::Upgraded => parsed.ledger.upgrade(),
        Spelling::Earlier => parsed.ledger.downgrade(),
    }
    let new = write::formatted(text, &parsed.layout, &parsed.ledger)?;
    Ok(Some(new).filter(|n| n != text))
}
