use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::{Doing, StoreError};

/// An advisory lock, held as long as this lives; the system drops it when the process dies.
pub(crate) struct Lock {
    _file: Option<File>,
}

/// How long a save waits for another program's save.
const PATIENCE: Duration = Duration::from_secs(5);

impl Lock {
    /// Takes the lock, waiting a few seconds for another's save. Where locks cannot be had (a data folder that
    /// cannot be written, a share without locks) the save goes on without: the content is compared anyway.
    pub(crate) fn take(lock: &Path, ledger: &Path) -> Result<Lock, StoreError> {
        let Some(file) = open(lock) else { return Ok(Lock { _file: None }) };
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: Some(file) }),
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(20)),
                Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(ledger.to_owned())),
                Err(TryLockError::Error(e)) if e.kind() == std::io::ErrorKind::Unsupported => return Ok(Lock { _file: None }),
                Err(TryLockError::Error(e)) => return Err(StoreError::io(Doing::Locking, lock)(e)),
            }
        }
    }
}

/// Whether another program holds the lock now. Writes nothing.
pub(super) fn is_held(lock: &Path) -> bool {
    let Ok(file) = File::options().write(true).open(lock) else { return false };
    matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

fn open(lock: &Path) -> Option<File> {
    fs::create_dir_all(lock.parent()?).ok()?;
    File::options().create(true).truncate(false).write(true).open(lock).ok()
}
