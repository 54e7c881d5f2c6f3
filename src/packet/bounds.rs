//! How much of a file that somebody hands in is unpacked.

use std::io::{self, Cursor, Read};
use zip::ZipArchive;

use super::error::PacketError;

/// What a workbook may come to when it is unpacked, in bytes: a form of 10,000 filled rows is a tenth of it.
const UNPACKED: u64 = 128 << 20;
/// How many cells of a workbook may hold something.
pub(super) const CELLS: usize = 500_000;

/// Refuses a workbook that would unpack to more than a form ever does. What its parts say of their own length is not believed.
pub(super) fn check(bytes: &[u8]) -> Result<(), PacketError> {
    let broken = |e: &dyn std::fmt::Display| PacketError::NoWorkbook(e.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let mut left = UNPACKED;
    for part in 0..archive.len() {
        let file = archive.by_index(part).map_err(|e| broken(&e))?;
        let unpacked = io::copy(&mut file.take(left + 1), &mut io::sink()).map_err(|e| broken(&e))?;
        left = left.checked_sub(unpacked).ok_or(PacketError::TooLarge)?;
    }
    Ok(())
}
