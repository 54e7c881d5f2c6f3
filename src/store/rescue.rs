use std::io;
use std::path::{Path, PathBuf};

use super::filesystem::{FileSystem, Rights};
use super::folders::Folders;

/// By what a rescue is known, after the ledger's own name.
pub(super) const RESCUED: &str = ".unsaved-";

/// Where a ledger's rescues lie, the likeliest first: beside it, in the data folder, in the temporary one.
pub(super) fn rescue_places(target: &Path, folders: &Folders) -> [PathBuf; 3] {
    let [data, temporary] = folders.unsaved(target);
    [target.parent().unwrap_or(Path::new("")).to_owned(), data, temporary]
}

/// A ledger's name without its ending.
pub(super) fn stem(target: &Path) -> String {
    target.file_stem().map_or_else(|| "tasks".into(), |s| s.to_string_lossy().into_owned())
}

/// Writes a text into a folder under a name that no file has yet (`stem.ron`, `stem-2.ron`, …): wholly and onto the disk, or not at all.
/// It may be read by whom the ledger may be read by.
pub(super) fn write(files: &dyn FileSystem, folder: &Path, (stem, text): (&str, &[u8]), rights: Option<Rights>) -> io::Result<PathBuf> {
    let names = std::iter::once(format!("{stem}.ron")).chain((2..).map(|n| format!("{stem}-{n}.ron")));
    for name in names {
        let path = folder.join(name);
        let mut pen = match files.create(&path) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => continue,
            pen => pen?,
        };
        let rights = rights.map_or(Ok(()), |r| pen.take_rights(r));
        let written = rights.and_then(|()| pen.write(text)).and_then(|()| pen.sync());
        if written.is_err() {
            let _ = files.remove(&path);
        }
        return written.map(|()| path);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
