//! Exports into files that people edit: what somebody has changed is left alone.

use std::path::{Path, PathBuf};

use super::disk;
use super::document::write_document;
use super::error::{Doing, StoreError};
use super::filesystem::{FileSystem, SystemFiles};
use super::folders::Folders;
use super::stamp::Stamp;
use crate::progress::Progress;
use crate::text::Lang;

/// Over what an export may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// No file at all.
    Nothing,
    /// What we wrote ourselves and nobody has changed.
    OurOwn,
    /// Whatever is there: the person says so.
    Anything,
}

impl Over {
    /// By the option that says so.
    pub(crate) fn of(force: bool) -> Over {
        if force { Over::Anything } else { Over::OurOwn }
    }
}

/// Where an export has gone.
#[derive(Debug)]
pub struct Output {
    pub(crate) path: PathBuf,
    /// What was left alone, under the name that was asked for.
    pub(crate) left: Option<PathBuf>,
}

impl<'a> From<&'a str> for Output {
    fn from(path: &'a str) -> Output {
        Output { path: path.into(), left: None }
    }
}

impl Output {
    /// Where it is; and what was left alone.
    pub(crate) fn sentence(&self, done: &str, lang: Lang) -> String {
        let left = self.left.as_ref().map(|left| left.display()).map(|left| {
            lang.pick(
                format!("；{left} 不是 duban 写的那一份了（有人改过），没有动"),
                format!("; {left} is not what duban wrote any more, and was left alone"),
            )
        });
        format!("{done} {}{}", self.path.display(), left.unwrap_or_default())
    }
}

/// Writes an export; where what is there is not what we wrote there last, under a new name. On another machine, or after the data
/// folder is gone, nothing is known to be ours.
pub(crate) fn write_output(
    path: &Path,
    bytes: &[u8],
    (ledger, folders): (&Path, &Folders),
    over: Over,
    progress: &Progress,
) -> Result<Output, StoreError> {
    let new = Stamp::of(bytes);
    let free = |path: &PathBuf| match over {
        Over::Nothing => !path.exists(),
        Over::OurOwn => is_ours(path, new, folders),
        Over::Anything => true,
    };
    let place = (1..).map(|n| numbered(path, n)).find(free).unwrap_or_else(|| path.to_owned());
    write_document(&place, bytes, Some(ledger), progress)?;
    let record = folders.output_record(&place);
    // Where this cannot be kept the next export takes a new name.
    let _ = SystemFiles.create_folder(disk::folder_of(&record)).and_then(|()| disk::replace_privately(&record, new.mark().as_bytes()));
    let left = (place != path).then(|| path.to_owned());
    Ok(Output { path: place, left })
}

/// Writes several exports into a folder, which is made where it is not there; the first that cannot be written ends it.
pub(crate) fn write_outputs(
    folder: &Path,
    files: Vec<(String, Vec<u8>)>,
    at: (&Path, &Folders),
    over: Over,
    progress: &Progress,
) -> Result<Vec<Output>, StoreError> {
    std::fs::create_dir_all(folder).map_err(StoreError::io(Doing::Writing, folder))?;
    files.into_iter().map(|(name, bytes)| write_output(&folder.join(name), &bytes, at, over, progress)).collect()
}

/// Whether nothing is lost by writing there: nothing is there, or what we would write, or what we wrote. What is no file is
/// the system's to judge.
fn is_ours(path: &Path, new: Stamp, folders: &Folders) -> bool {
    if !SystemFiles.info(path).is_ok_and(|info| info.regular) {
        return true;
    }
    let there = SystemFiles.read(path).map(|bytes| Stamp::of(&bytes));
    let known = SystemFiles.read(&folders.output_record(path)).ok();
    there.is_ok_and(|there| there == new || known.is_some_and(|known| known == there.mark().as_bytes()))
}

/// The file's name with a number before its ending, from the second on.
fn numbered(path: &Path, n: usize) -> PathBuf {
    if n == 1 {
        return path.to_owned();
    }
    let word = |part: Option<&std::ffi::OsStr>| part.map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = (word(path.file_stem()), word(path.extension()));
    path.with_file_name(if ending.is_empty() { format!("{stem}-{n}") } else { format!("{stem}-{n}.{ending}") })
}
