//! One save at a time, by a lock beside the ledger that all who can write there meet.

use chrono::{DateTime, FixedOffset, Local, SubsecRound};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::filesystem::{Attempt, FileInfo, FileSystem, Guard};
use crate::text::{Lang, Say, sanitize};

/// Who saves, on which machine, since when: what a lock says of its holder. What is not known is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub(crate) person: String,
    pub(crate) machine: String,
    pub(crate) since: Option<DateTime<FixedOffset>>,
}

impl Holder {
    fn ourselves() -> Holder {
        let word = |names: &[&str]| names.iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty())).unwrap_or_default();
        let since = Some(Local::now().trunc_subsecs(0).fixed_offset());
        Holder { person: word(&["USER", "USERNAME", "LOGNAME"]), machine: machine(), since }
    }

    fn text(&self) -> String {
        let since = self.since.map(|s| s.to_rfc3339()).unwrap_or_default();
        format!("{}\t{}\t{since}\t{}\n", self.person, self.machine, std::process::id())
    }

    fn read(text: &str) -> Holder {
        let mut words = text.split('\t').map(|w| sanitize(w.trim(), false));
        let mut next = || words.next().unwrap_or_default();
        Holder { person: next(), machine: next(), since: next().parse().ok() }
    }
}

impl Say for Holder {
    fn say(&self, lang: Lang) -> String {
        let who = match (self.person.as_str(), self.machine.as_str()) {
            ("", "") => lang.pick("另一个程序", "another program").to_owned(),
            (person, "") => person.to_owned(),
            ("", machine) => machine.to_owned(),
            (person, machine) => format!("{person}@{machine}"),
        };
        let time = self.since.map(|s| s.with_timezone(&Local).format("%H:%M:%S"));
        let (zh, en) = time.map(|t| (format!("（自 {t} 起）"), format!(" (since {t})"))).unwrap_or_default();
        lang.pick(format!("{who} 正在保存{zh}"), format!("{who} is saving{en}"))
    }
}

#[cfg(unix)]
pub(super) fn machine() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
pub(super) fn machine() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

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
/// Where nothing tells whether the maker of a lock's file is alive: so long it may stay as it is.
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

fn holder(files: &dyn FileSystem, lock: &Path) -> Holder {
    Holder::read(&files.read(lock).map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default())
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
    match files.try_lock(&path, "") {
        Ok(Attempt::Busy | Attempt::Unknowable) => Some(known),
        Ok(Attempt::Held(_)) | Err(_) => None,
    }
}
