//! The file that stands for a lock, on a disk or a share.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::holder::machine;

/// Held until dropped.
pub trait Guard: fmt::Debug + Send + Sync {}

/// How an attempt at a lock went.
#[derive(Debug)]
pub enum Attempt {
    /// It is ours until the guard is dropped.
    Held(Box<dyn Guard>),
    /// Somebody who is alive holds it.
    Busy,
    /// The lock's file is there; nothing tells whether its maker is alive: the file system has no locks, or another machine made it,
    /// whose locks many a share does not show to ours.
    Unknowable,
}

impl Attempt {
    /// What holds the lock, where it is ours.
    pub(crate) fn held(self) -> Option<Box<dyn Guard>> {
        if let Attempt::Held(guard) = self { Some(guard) } else { None }
    }
}

/// How often the holder of a lock says that he is alive, by writing his name anew: a share shows that to all who wait.
const BEAT: Duration = Duration::from_secs(5);

/// Which of the words of a lock says where it was made; those before it are its holder's.
const PLACE: usize = 4;

/// No more is read of what a lock says, in bytes.
pub(super) const LONGEST: u64 = 4096;

/// The file is made, locked, and removed when the lock is given back. Whoever locks a file that its path does not
/// lead to any more has come too late and tries again; a file whose maker was killed on this machine is not locked, so that
/// the next one takes it over.
pub(super) fn try_lock(file: &Path, holder: &str) -> io::Result<Attempt> {
    let (made, mut open) = match File::options().write(true).create_new(true).open(file) {
        Ok(new) => (true, new),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => match open_lock(File::options().read(true).write(true), file) {
            Ok(old) => (false, old),
            // Another's file that only he may write to; a shared lock of it tells as much.
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => (false, open_lock(File::options().read(true), file)?),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Attempt::Busy),
            Err(e) => return Err(e),
        },
        Err(e) => return Err(e),
    };
    match open.try_lock() {
        Ok(()) if !is_at(&open, file) => Ok(Attempt::Busy),
        Ok(()) if !made && is_anothers(&mut open, holder) => Ok(Attempt::Unknowable),
        Ok(()) => Ok(Attempt::Held(held(open, file, holder))),
        Err(TryLockError::WouldBlock) => Ok(Attempt::Busy),
        Err(TryLockError::Error(_)) if made => Ok(Attempt::Held(held(open, file, holder))),
        Err(TryLockError::Error(_)) => Ok(Attempt::Unknowable),
    }
}

/// Whether it was made through another kernel or mount, or nobody has yet said through which: of a lock that he has on it the system may
/// know nothing here (FUSE, shares without locks).
fn is_anothers(lock: &mut File, holder: &str) -> bool {
    let mut text = String::new();
    let read = lock.take(LONGEST).read_to_string(&mut text);
    !holder.is_empty() && (read.is_err() || text.trim_end().split('\t').nth(PLACE) != Some(place(lock).as_str()))
}

/// Where two files are locked against each other if at all: the running kernel and the device on which it sees them. Two machines may
/// have one name, and two accounts of one machine may have a share mounted each for himself.
fn place(file: &File) -> String {
    let device = file.metadata().ok().and_then(|m| system::device(&m)).unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_else(|_| machine());
    format!("{}:{device}", kernel.trim())
}

/// A lock's file that was there before. Who can write into the folder could put a link in its place, and what is written into it would
/// come into another file: a link, or a file of several names, is no lock.
fn open_lock(options: &mut OpenOptions, file: &Path) -> io::Result<File> {
    let open = if fs::symlink_metadata(file)?.is_file() {
        system::open_itself(options, file)?
    } else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    if system::names(&open.metadata()?) > 1 { Err(io::ErrorKind::InvalidInput.into()) } else { Ok(open) }
}

fn held(mut file: File, path: &Path, holder: &str) -> Box<dyn Guard> {
    // Who holds it is told as well as can be: it is no part of the lock.
    let _ = system::everybody_may_lock(&file);
    let says = if holder.is_empty() { String::new() } else { format!("{}\t{}\n", holder.trim_end(), place(&file)) };
    let _ = file.rewind().and_then(|()| file.write_all(says.as_bytes())).and_then(|()| file.set_len(says.len() as u64));
    let heart = if says.is_empty() { None } else { file.try_clone().ok().and_then(|file| beating(file, says)) };
    Box::new(LockFile { path: path.to_owned(), _heart: heart, _file: file })
}

/// Writes what the lock says anew until its other end is dropped.
fn beating(mut file: File, says: String) -> Option<Sender<()>> {
    let (ours, heart) = channel();
    let beat = move || {
        while heart.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
            let _ = file.rewind().and_then(|()| file.write_all(says.as_bytes())).and_then(|()| file.sync_data());
        }
    };
    thread::Builder::new().name("lock".into()).spawn(beat).ok().map(|_| ours)
}

/// Whether the path still leads to the file.
fn is_at(file: &File, path: &Path) -> bool {
    let ours = file.try_clone().and_then(same_file::Handle::from_file);
    let there = same_file::Handle::from_path(path);
    matches!((ours, there), (Ok(ours), Ok(there)) if ours == there)
}

#[derive(Debug)]
struct LockFile {
    path: PathBuf,
    _heart: Option<Sender<()>>,
    _file: File,
}

impl Guard for LockFile {}

impl Drop for LockFile {
    fn drop(&mut self) {
        // Removed while it is still locked: nobody can have taken it over.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
mod system {
    use std::fs::{File, Metadata, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    use rustix::fs::OFlags;

    /// Opens a file, and nothing to which it is a link; waits for nobody, should it have become a pipe.
    pub(super) fn open_itself(options: &mut OpenOptions, file: &Path) -> io::Result<File> {
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32).open(file)
    }

    /// How many names a file has.
    pub(super) fn names(metadata: &Metadata) -> u64 {
        metadata.nlink()
    }

    pub(super) fn device(metadata: &Metadata) -> Option<u64> {
        Some(metadata.dev())
    }

    pub(super) fn everybody_may_lock(file: &File) -> io::Result<()> {
        file.set_permissions(Permissions::from_mode(0o666))
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{File, Metadata, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(super) fn open_itself(options: &mut OpenOptions, file: &Path) -> io::Result<File> {
        options.open(file)
    }

    pub(super) fn names(_: &Metadata) -> u64 {
        1
    }

    pub(super) fn device(_: &Metadata) -> Option<u64> {
        None
    }

    pub(super) fn everybody_may_lock(_: &File) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    const US: &str = "张三\t一楼\t2025-11-20T09:00:00+08:00\t1\n";

    fn is_held(lock: &Path) -> bool {
        matches!(try_lock(lock, US), Ok(Attempt::Held(_)))
    }

    #[test]
    fn what_a_program_that_was_killed_here_left_is_taken_over_at_once_and_what_came_through_another_mount_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("lock");
        let Ok(Attempt::Held(guard)) = try_lock(&lock, US) else { panic!("no lock") };
        let says = fs::read_to_string(&lock).unwrap();
        assert!(says.starts_with(US.trim_end()) && matches!(try_lock(&lock, US), Ok(Attempt::Busy)));
        drop(guard);
        assert!(!lock.exists());
        for (left, ours) in [(says.clone(), true), (says.replace(':', "0:"), false), (US.to_owned(), false), (String::new(), false)] {
            fs::write(&lock, &left).unwrap();
            assert_eq!(is_held(&lock), ours, "{left}");
            assert_eq!(lock.exists(), !ours);
        }
    }

    #[test]
    fn what_may_hold_anything_is_read_to_a_bound_and_is_no_lock_of_ours() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("lock");
        for left in [vec![0xff; 9], "甲\t".repeat(9_999).into_bytes()] {
            fs::write(&lock, left).unwrap();
            assert!(!is_held(&lock));
        }
    }
}
