use std::path::{Path, PathBuf};

use super::git::Repo;
use crate::store::Glimpse;

/// Notices commits in a ledger's repository, whoever makes them; cheap enough to ask every second. What was
/// recorded before a commit may be with others from then on.
#[derive(Clone, Debug)]
pub struct CommitWatch {
    /// Git's own log of where the branch stood.
    log: Option<PathBuf>,
    seen: Option<Glimpse>,
}

impl CommitWatch {
    /// Of the repository in which a ledger lies; without one nothing is ever noticed.
    pub fn of(ledger: &Path) -> CommitWatch {
        let log = Repo::of(ledger).ok().flatten().map(|repo| repo.git_dir().join("logs").join("HEAD"));
        let seen = log.as_deref().and_then(glimpse);
        CommitWatch { log, seen }
    }

    /// Whether there were commits since it was last asked.
    pub fn has_news(&mut self) -> bool {
        let now = self.log.as_deref().and_then(glimpse);
        std::mem::replace(&mut self.seen, now) != now
    }
}

fn glimpse(path: &Path) -> Option<Glimpse> {
    std::fs::metadata(path).ok().map(|m| Glimpse::of(&m))
}
