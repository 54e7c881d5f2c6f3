//! The sheets of a file that came back, whatever program saved it: xlsx, ods, xls of before 2007, or a text with commas or tabs.

mod bounds;
mod looks;
mod ods;
mod old;
mod sheet;
mod text;
mod xlsx;

pub(super) use sheet::{Merge, Merges, Place, RawSheet, Shows, guarded, hundredfold};

use super::error::PacketError;

/// With what files of before 2007, and encrypted ones, begin.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// All sheets of a workbook that hold cells.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, PacketError> {
    if bytes.is_empty() {
        return Err(PacketError::Empty);
    }
    if bytes.starts_with(&COMPOUND) {
        return old::sheets(bytes);
    }
    if !bytes.starts_with(b"PK") {
        return text::sheets(bytes);
    }
    bounds::check(bytes)?;
    match ods::content(bytes)? {
        Some(content) => ods::sheets(&content),
        None => xlsx::sheets(bytes),
    }
}
