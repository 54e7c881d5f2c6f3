//! How much of a file that somebody hands in is unpacked.

use crate::packet::error::PacketError;
use crate::report::{Unreadable, check_bounds};

/// How many cells of a workbook may hold something.
pub(super) const CELLS: usize = 500_000;

/// Refuses a workbook that would unpack to more than a form ever does.
pub(super) fn check(bytes: &[u8]) -> Result<(), PacketError> {
    check_bounds(bytes).map_err(|e| match e {
        Unreadable::Broken(why) => PacketError::NoWorkbook(why),
        Unreadable::TooLarge => PacketError::TooLarge,
    })
}
