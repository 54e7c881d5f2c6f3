//! Files in one archive: the same files give the same bytes, with no clock, in one order.

use std::io::{Cursor, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::error::{RenderError, Rendered};
use crate::progress::{Progress, Step};

/// So many bytes are packed before somebody may call it off.
const PIECE: usize = 1 << 18;

/// Packs files, each with its name, counting the bytes; `kind`: what it is to be.
pub(super) fn zipped(kind: &'static str, files: &[(&str, &[u8])], progress: &Progress) -> Rendered {
    let packed = pack(files, progress).map_err(|_| RenderError::stopped(kind, progress))?;
    progress.check()?;
    Ok(packed)
}

fn pack(files: &[(&str, &[u8])], progress: &Progress) -> ZipResult<Vec<u8>> {
    progress.begin(Step::Packing, files.iter().map(|(_, content)| content.len()).sum());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, options)?;
        for piece in content.chunks(PIECE) {
            progress.writer(&mut zip).write_all(piece)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}
