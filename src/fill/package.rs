//! A zipped office file of which some parts are written anew: all others are copied as they are packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::report::{Unreadable, check_bounds};

/// An office file with what became of its parts.
#[derive(Clone, Debug)]
pub(super) struct Package {
    bytes: Vec<u8>,
    /// The parts that are written anew, and those that go.
    changed: BTreeMap<String, Option<String>>,
}

impl Package {
    /// Refuses a file that would unpack to too much.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Package, Unreadable> {
        check_bounds(&bytes)?;
        Ok(Package { bytes, changed: BTreeMap::new() })
    }

    /// The file as it was read.
    pub(super) fn source(&self) -> &[u8] {
        &self.bytes
    }

    /// A part as it is by now.
    pub(super) fn part(&self, name: &str) -> Option<String> {
        if let Some(changed) = self.changed.get(name) {
            return changed.clone();
        }
        let mut archive = ZipArchive::new(Cursor::new(&self.bytes)).ok()?;
        let mut bytes = Vec::new();
        archive.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
    }

    /// Writes a part anew.
    pub(super) fn put(&mut self, name: &str, text: String) {
        self.changed.insert(name.to_owned(), Some(text));
    }

    /// Leaves a part out.
    pub(super) fn leave_out(&mut self, name: &str) {
        self.changed.insert(name.to_owned(), None);
    }

    /// The file with its new parts.
    pub(super) fn packed(&self) -> Result<Vec<u8>, Unreadable> {
        self.pack().map_err(|e| Unreadable::Broken(e.to_string()))
    }

    fn pack(&self) -> ZipResult<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(&self.bytes))?;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at)?;
            match self.changed.get(file.name()) {
                None => zip.raw_copy_file(file)?,
                Some(None) => {}
                Some(Some(text)) => {
                    let same = SimpleFileOptions::default()
                        .compression_method(CompressionMethod::Deflated)
                        .last_modified_time(file.last_modified().unwrap_or(DateTime::DEFAULT));
                    zip.start_file(file.name().to_owned(), same)?;
                    zip.write_all(text.as_bytes())?;
                }
            }
        }
        Ok(zip.finish()?.into_inner())
    }
}
