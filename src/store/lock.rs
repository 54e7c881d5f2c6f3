//! One save at a time, by a lock beside the ledger that all who can write there meet.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::disk::{self, Readers};
use super::filesystem::{FileInfo, FileSystem};
use super::holder::Holder;
use super::lock_file::{self, Attempt, Guard};

/// Who is told, about once a second, for whom a save waits.
#[derive(Clone, Default)]
pub(crate) struct Waiting(pub(crate) Option<Notify>);

type Notify = Arc<dyn Fn(&Holder) + Send + Sync>;

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting")
    }
}

/// The right to save, held as long as this lives; the system drops it when the process dies.
#[derive(Debug)]
pub(crate) struct Lock(io::Result<Box<dyn Guard>>);

/// Nobody is told of a save that ends within this time.
const UNNOTICED: Duration = Duration::from_millis(400);
/// How often it is told for whom a save waits.
const REMINDER: Duration = Duration::from_secs(1);
/// Where nothing tells whether the maker of a lock's file is alive: so long it may stay as it is. Who lives writes it anew every few seconds.
const STALE: Duration = Duration::from_secs(30);

impl Lock {
    /// Takes the lock of a ledger file, behind those who were there before. Where no lock can be had (a folder in which
    /// no file can be made) the save goes on without: what is on disk is compared anyway.
    pub(crate) fn take(files: &dyn FileSystem, ledger: &Path, waiting: &Waiting) -> Lock {
        let (path, text) = (lock_of(ledger), Holder::ourselves().text());
        let (begun, mut told, mut seen) = (Instant::now(), None::<Instant>, None::<(FileInfo, Instant)>);
        loop {
            match files.try_lock(&path, &text) {
                Ok(Attempt::Held(guard)) => return Lock(Ok(guard)),
                Ok(Attempt::Busy) => seen = None,
                Ok(Attempt::Unknowable) => {
                    let now = files.info(&path).ok();
                    match (now, seen) {
                        (Some(now), Some((then, since))) if now == then => {
                            if since.elapsed() > STALE {
                                let _ = files.remove(&path);
                                seen = None;
                            }
                        }
                        (Some(now), None) if is_old(files, &path, &now) => drop(files.remove(&path)),
                        _ => seen = now.map(|n| (n, Instant::now())),
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted && begun.elapsed() < UNNOTICED => {}
                // Windows refuses a file that is about to go.
                Err(e) if cfg!(windows) && e.kind() == io::ErrorKind::PermissionDenied && begun.elapsed() < UNNOTICED => {}
                Err(e) => return Lock(Err(e)),
            }
            if begun.elapsed() > UNNOTICED && told.is_none_or(|t| t.elapsed() > REMINDER) {
                told = Some(Instant::now());
                if let Some(notify) = &waiting.0 {
                    notify(&holder(files, &path));
                }
            }
            std::thread::sleep(Duration::from_millis(fastrand::u64(4..24)));
        }
    }

    /// Why there is none, where none could be had.
    pub(crate) fn missing(self) -> Option<io::Error> {
        self.0.err()
    }
}

/// Whether a lock has stayed as it is for long, by the clock that gives files their times there: that of a file that is made now.
fn is_old(files: &dyn FileSystem, lock: &Path, info: &FileInfo) -> bool {
    let made = disk::write_new(files, disk::temporary_names(disk::folder_of(lock)), std::iter::empty(), Readers::AsUsual);
    let now = made.and_then(|new| files.info(&new).and_then(|now| files.remove(&new).map(|()| now.modified)));
    let age = now.ok().flatten().zip(info.modified).and_then(|(now, then)| now.duration_since(then).ok());
    age.is_some_and(|age| age > STALE)
}

/// Who is said to hold a lock. Whoever can write into the folder may have put anything in its place, of any length.
fn holder(files: &dyn FileSystem, lock: &Path) -> Holder {
    let mut bytes = Vec::new();
    let read = || files.open(lock)?.take(lock_file::LONGEST).read_to_end(&mut bytes);
    let regular = files.info(lock).is_ok_and(|info| info.regular);
    let _ = regular.then(read);
    Holder::read(&String::from_utf8_lossy(&bytes))
}

/// The lock of a ledger file, beside it: `.tasks.ron.lock`. It is there only while somebody saves.
pub(super) fn lock_of(ledger: &Path) -> PathBuf {
    let name = ledger.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
    ledger.with_file_name(format!(".{name}.lock"))
}

/// Who holds the lock of a ledger file now; nobody when nobody does. Leaves no trace.
pub(crate) fn held_by(files: &dyn FileSystem, ledger: &Path) -> Option<Holder> {
    let path = lock_of(ledger);
    files.info(&path).ok()?;
    let known = holder(files, &path);
    match files.try_lock(&path, &Holder::ourselves().text()) {
        Ok(Attempt::Busy | Attempt::Unknowable) => Some(known),
        Ok(Attempt::Held(_)) | Err(_) => None,
    }
}
