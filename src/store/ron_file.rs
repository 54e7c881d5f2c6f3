//! RON files other than the ledger: settings, named views, templates. Every mistake has its place.

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::io;
use std::path::Path;

use super::complaint;
use super::disk;
use super::error::{Doing, Spot, StoreError};
use super::filesystem::{FileSystem, SystemFiles};
use super::read::utf8;

/// The text of a file that a person edits, without a byte order mark.
pub(crate) fn read_text(path: &Path) -> Result<String, StoreError> {
    let bytes = SystemFiles.read(path).map_err(StoreError::io(Doing::Reading, path))?;
    Ok(utf8(path, &bytes)?.trim_start_matches('\u{feff}').to_owned())
}

/// What the text of a file says.
pub fn parse_ron<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, StoreError> {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text).map_err(|e| {
        let at = Spot { path: path.to_owned(), line: e.span.start.line, column: e.span.start.col };
        StoreError::Syntax(at, complaint::in_chinese(&e.code), e.code.to_string())
    })
}

/// Reads a RON file of our own by whatever calls.
pub(crate) fn read_own_ron<T: DeserializeOwned>(files: &dyn FileSystem, path: &Path) -> Result<T, StoreError> {
    let bytes = files.read(path).map_err(StoreError::io(Doing::Reading, path))?;
    parse_ron(path, utf8(path, &bytes)?)
}

/// Reads a RON file that an office edits, such as the template of its bulletins.
pub(crate) fn read_ron<T: DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    parse_ron(path, &read_text(path)?)
}

/// As [`read_ron`]; where there is no such file, what goes without saying.
pub(crate) fn read_ron_or_default<T: DeserializeOwned + Default>(path: &Path) -> Result<T, StoreError> {
    if path.exists() { read_ron(path) } else { Ok(T::default()) }
}

/// Writes a RON file, whole or not at all.
pub(crate) fn write_ron<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    let text = spelled(value)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    disk::replace(path, text.as_bytes())
}

/// As [`write_ron`], for what nobody else may read.
pub fn write_private_ron<T: Serialize>(files: &dyn FileSystem, path: &Path, value: &T) -> io::Result<()> {
    write_privately(files, path, spelled(value)?.as_bytes())
}

/// Writes a file into a folder of our own, whole or not at all; nobody else may read either.
pub(crate) fn write_privately(files: &dyn FileSystem, path: &Path, bytes: &[u8]) -> io::Result<()> {
    files.create_folder(disk::folder_of(path))?;
    disk::replace_privately(files, path, bytes)
}

fn spelled<T: Serialize>(value: &T) -> io::Result<String> {
    Ok(ron::ser::to_string_pretty(value, PrettyConfig::new().new_line("\n")).map_err(io::Error::other)? + "\n")
}
