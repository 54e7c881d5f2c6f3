use std::path::{Path, PathBuf};

use super::git::Repo;
use crate::store::{FileInfo, FileSystem, SystemFiles};

/// Notices commits in a ledger's repository, whoever makes them; cheap enough to ask every second. What was
/// recorded before a commit may be with others from then on.
#[derive(Clone, Debug)]
pub(crate) struct CommitWatch {
    /// Git's own log of where the branch stood.
    log: Option<PathBuf>,
    seen: Option<FileInfo>,
}

impl CommitWatch {
    /// Of the repository in which a ledger lies; without one nothing is ever noticed.
    pub(crate) fn of(ledger: &Path) -> CommitWatch {
        let log = Repo::of(ledger).ok().flatten().map(|repo| repo.git_dir().join("logs").join("HEAD"));
        let seen = log.as_deref().and_then(look);
        CommitWatch { log, seen }
    }

    /// Whether there were commits since it was last asked.
    pub(crate) fn has_news(&mut self) -> bool {
        let now = self.log.as_deref().and_then(look);
        std::mem::replace(&mut self.seen, now) != now
    }
}

fn look(path: &Path) -> Option<FileInfo> {
    SystemFiles.info(path).ok()
}
