//! A file that is read while somebody puts another in its place, or writes into it: it is read again, a bounded number of
//! times, before anything is said of it.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::filesystem::{FileInfo, FileSystem};
use super::scan::scan;

/// What a reading of a file gave.
pub(super) struct Read {
    /// What it looked like before its bytes were read.
    pub(super) info: FileInfo,
    pub(super) bytes: Vec<u8>,
}

/// So long is waited before a file is read again, in milliseconds: a second and a quarter in all, as long as clients of shares
/// believe what they knew of a file.
pub(super) const PAUSES: [u64; 8] = [5, 10, 20, 40, 80, 160, 320, 640];

/// So often is read again what nobody seems to be writing: a file that is gone, or that was half written long ago.
const SHORT: usize = 4;

/// Reads a file that nobody is in the midst of replacing: it is there, looks the same before and after, and is whole. What stays as it
/// is is given back as it is.
pub(super) fn settled(
    files: &dyn FileSystem,
    file: &Path,
    mut read: impl FnMut() -> io::Result<Vec<u8>>,
    is_whole: impl Fn(&[u8]) -> bool,
) -> io::Result<Read> {
    let mut pauses = PAUSES.into_iter().enumerate();
    loop {
        let (seen, moving) = look(files, file, &mut read);
        let again = match &seen {
            Err(e) => passes(e.kind()),
            Ok(seen) => moving || !is_whole(&seen.bytes),
        };
        let fresh = seen.as_ref().is_ok_and(|seen| moving || is_fresh(&seen.info));
        match pauses.next().filter(|(n, _)| again && (fresh || *n < SHORT)) {
            Some((_, pause)) => files.pause(Duration::from_millis(pause)),
            None => return seen,
        }
    }
}

/// Reads once; says whether somebody was at it meanwhile.
fn look(files: &dyn FileSystem, file: &Path, read: &mut impl FnMut() -> io::Result<Vec<u8>>) -> (io::Result<Read>, bool) {
    let seen = files.info(file).and_then(|info| Ok(Read { info, bytes: read()? }));
    let after = seen.is_ok().then(|| files.info(file).ok()).flatten();
    let still = |seen: &Read| after.is_some_and(|after| after.same_content(&seen.info)) && seen.info.len == seen.bytes.len() as u64;
    let moving = seen.as_ref().is_ok_and(|seen| !still(seen));
    (seen, moving)
}

/// Whether a text could be a ledger to its end: of one that is half there a bracket stays open. One with git's markers will not be
/// another by itself.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\n<<<<<<< ").is_some() || std::str::from_utf8(bytes).is_ok_and(|text| scan(text).is_some())
}

/// Whether it may be otherwise the next moment.
fn passes(error: ErrorKind) -> bool {
    use ErrorKind::{FileTooLarge, InvalidInput, IsADirectory, NotADirectory, OutOfMemory, PermissionDenied, Unsupported};
    !matches!(error, FileTooLarge | InvalidInput | IsADirectory | NotADirectory | OutOfMemory | PermissionDenied | Unsupported)
}

/// File systems tell moments apart that lie two seconds from each other, or less (FAT).
const TICK: Duration = Duration::from_secs(2);

/// Whether it was written so short a time ago that a later change may have the same time.
pub(super) fn is_fresh(info: &FileInfo) -> bool {
    info.modified.and_then(|m| SystemTime::now().duration_since(m).ok()).is_none_or(|age| age <= TICK)
}
