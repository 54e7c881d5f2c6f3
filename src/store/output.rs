//! Exports into files that people edit: what somebody has changed is left alone.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::document::write_document;
use super::error::{Doing, StoreError};
use super::filesystem::{FileSystem, SystemFiles};
use super::folders::Folders;
use super::ron_file::write_privately;
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

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) bytes: &'a [u8],
    /// What is to be known of it when the file is met again; nothing for most.
    pub(crate) aside: &'a str,
}

impl<'a> From<&'a [u8]> for Sheet<'a> {
    fn from(bytes: &'a [u8]) -> Sheet<'a> {
        Sheet { bytes, aside: "" }
    }
}

/// Where an export has gone.
#[derive(Debug)]
pub struct Output {
    pub(crate) path: PathBuf,
    /// What was left alone, under the name that was asked for.
    pub(crate) left: Option<PathBuf>,
    /// What else is to be told of it.
    pub(crate) notes: Vec<String>,
}

impl<'a> From<&'a str> for Output {
    fn from(path: &'a str) -> Output {
        Output { path: path.into(), left: None, notes: Vec::new() }
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
        let notes = self.notes.iter().map(|note| format!("{}{note}", lang.pick("；", "; "))).collect::<String>();
        format!("{done} {}{}{notes}", self.path.display(), left.unwrap_or_default())
    }
}

/// Writes an export; where what is there is not what we wrote there last, under a new name. On another machine, or after the data
/// folder is gone, nothing is known to be ours.
pub(crate) fn write_output(
    path: &Path,
    sheet: Sheet<'_>,
    (ledger, folders): (&Path, &Folders),
    over: Over,
    progress: &Progress,
) -> Result<Output, StoreError> {
    if is_stream(path) {
        std::fs::write(path, sheet.bytes).map_err(StoreError::io(Doing::Writing, path))?;
        return Ok(Output { path: path.to_owned(), left: None, notes: Vec::new() });
    }
    let new = Stamp::of(sheet.bytes);
    let free = |path: &PathBuf| match over {
        Over::Nothing => !path.exists(),
        Over::OurOwn => is_ours(path, new, folders),
        Over::Anything => true,
    };
    let place = (1..).map(|n| numbered(path, n)).find(free).unwrap_or_else(|| path.to_owned());
    write_document(&place, sheet.bytes, Some(ledger), progress)?;
    remember(&place, (&new.mark(), sheet.aside), folders);
    let left = (place != path).then(|| path.to_owned());
    Ok(Output { path: place, left, notes: Vec::new() })
}

/// A pipe or a device, into which is written: nothing may take its place.
fn is_stream(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// Keeps by what a file is known again, and what is known of it. Where this cannot be kept the next export takes a new name.
fn remember(path: &Path, (mark, aside): (&str, &str), folders: &Folders) {
    let record = folders.output_record(path);
    let text = format!("{mark}\n{aside}");
    let _ = write_privately(&SystemFiles, &record, text.trim_end().as_bytes());
}

/// What was kept of a file: by what it is known, and what is known of it.
fn remembered(path: &Path, folders: &Folders) -> Option<(String, String)> {
    let text = String::from_utf8(SystemFiles.read(&folders.output_record(path)).ok()?).ok()?;
    let (mark, aside) = text.split_once('\n').unwrap_or((&text, ""));
    Some((mark.to_owned(), aside.to_owned()))
}

/// A file that is there under the name of an export or one of the names beside it, and is not what was written there last.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    /// What was kept of it; nothing where it is not known.
    pub(crate) aside: String,
    modified: SystemTime,
    mark: String,
}

/// So many names of one export are looked at.
const NAMES: usize = 30;
/// A file of more bytes is not read back.
const READ_BACK: u64 = 64 << 20;

/// The files of an export that somebody has changed, the one that was changed last at the end.
pub(crate) fn edited_outputs(path: &Path, folders: &Folders) -> Vec<Edited> {
    let one = |n: usize| {
        let path = numbered(path, n);
        let there = std::fs::metadata(&path).ok().filter(|there| there.is_file() && there.len() <= READ_BACK)?;
        let bytes = SystemFiles.read(&path).ok()?;
        let (mark, aside) = remembered(&path, folders).unwrap_or_default();
        let is_as_written = Stamp::of(&bytes).mark() == mark;
        let modified = there.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        (!is_as_written).then_some(Edited { path, bytes, aside, modified, mark })
    };
    let mut all: Vec<Edited> = (1..=NAMES).filter_map(one).collect();
    all.sort_by_key(|edited| edited.modified);
    all
}

impl Edited {
    /// Something else is known of it now; it is still what somebody made of it.
    pub(crate) fn keep(&self, aside: &str, folders: &Folders) {
        remember(&self.path, (&self.mark, aside), folders);
    }

    /// All that is in it is kept elsewhere: the next export may take its place, as long as it stays as it is.
    pub(crate) fn give_up(&self, aside: &str, folders: &Folders) {
        remember(&self.path, (&Stamp::of(&self.bytes).mark(), aside), folders);
    }
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
    files.into_iter().map(|(name, bytes)| write_output(&folder.join(name), bytes.as_slice().into(), at, over, progress)).collect()
}

/// Whether nothing is lost by writing there: nothing is there, or what we would write, or what we wrote. What is no file is
/// the system's to judge.
fn is_ours(path: &Path, new: Stamp, folders: &Folders) -> bool {
    if !SystemFiles.info(path).is_ok_and(|info| info.regular) {
        return true;
    }
    let there = SystemFiles.read(path).map(|bytes| Stamp::of(&bytes));
    let known = remembered(path, folders);
    there.is_ok_and(|there| there == new || known.is_some_and(|(mark, _)| mark == there.mark()))
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
