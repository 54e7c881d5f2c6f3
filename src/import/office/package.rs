//! The parts of a zipped document, bounded: what a file says of its own length is not believed.

use std::io::{Cursor, Read};

/// No part is unpacked further.
const PART: u64 = 64 << 20;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It is no such file, or damaged.
    Damaged,
    /// It unpacks to more than any document.
    TooLarge,
}

/// A part of a zipped document; none where it has no such part.
pub(crate) fn part(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, Broken> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Broken::Damaged)?;
    if archive.len() > 20_000 {
        return Err(Broken::TooLarge);
    }
    let Ok(mut file) = archive.by_name(name) else { return Ok(None) };
    let mut out = Vec::new();
    let read = (&mut file).take(PART + 1).read_to_end(&mut out).map_err(|_| Broken::Damaged)?;
    if read as u64 > PART { Err(Broken::TooLarge) } else { Ok(Some(out)) }
}

/// Whether a zipped document has a part.
pub(crate) fn has(bytes: &[u8], name: &str) -> Result<bool, Broken> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Broken::Damaged)?;
    Ok(archive.index_for_name(name).is_some())
}

/// Refuses what unpacks to more than any document does.
pub(crate) fn bounded(bytes: &[u8]) -> Result<(), Broken> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Broken::Damaged)?;
    let mut left = 5 * PART;
    for at in 0..archive.len().min(20_000) {
        let Ok(mut file) = archive.by_index(at) else { continue };
        let read = std::io::copy(&mut (&mut file).take(left + 1), &mut std::io::sink()).map_err(|_| Broken::Damaged)?;
        left = left.checked_sub(read).ok_or(Broken::TooLarge)?;
    }
    Ok(())
}
