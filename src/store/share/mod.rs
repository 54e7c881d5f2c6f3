//! Sharing the ledger through git: commits that say what they hold, and the round of fetch, merge and push.
//!
//! A merge is made among git's objects and only then taken by a fast-forward, which git does wholly or not at all:
//! at no moment is there a merge that somebody would have to finish or abort.

mod commit;
mod error;
mod message;
mod sync;
mod tree;
mod union;
mod watch;

pub use commit::Committed;
pub use error::ShareError;
pub use message::Message;
pub use sync::{Stage, Synced};
pub use watch::CommitWatch;

use std::path::Path;

use super::error::StoreError;
use super::git::{Repo, Standing};
use super::ledger_file::parse_text;
use crate::domain::Ledger;
use crate::text::Lang;

/// A ledger that is shared through a repository.
#[derive(Clone, Debug)]
pub struct Sharing {
    repo: Repo,
    /// Of commit messages.
    lang: Lang,
}

impl Sharing {
    /// The sharing of a ledger. `prompts` lets git ask for passwords at the terminal.
    pub fn of(ledger: &Path, lang: Lang, prompts: bool) -> Result<Sharing, ShareError> {
        let repo = Repo::of(ledger)?.ok_or_else(|| ShareError::NoRepo(ledger.to_owned()))?;
        let repo = if prompts { repo.with_prompts() } else { repo };
        Ok(Sharing { repo, lang })
    }

    /// The repository.
    pub fn repo(&self) -> &Repo {
        &self.repo
    }

    /// Branch, distance to the others as of the last fetch, and how the file stands.
    pub fn standing(&self) -> Result<Standing, ShareError> {
        Ok(self.repo.standing()?)
    }

    /// The ledger in a commit, under the name that it has there; none when it was not there yet.
    pub fn ledger_at(&self, word: &str) -> Result<Option<Ledger>, ShareError> {
        let Some(commit) = self.repo.commit(word)? else { return Err(ShareError::NoCommit(word.to_owned())) };
        let mut path = self.repo.place()?;
        if self.repo.version(&commit, &path)?.is_none() {
            path = self.repo.path_in(("HEAD", &path), &commit)?;
        }
        Ok(self.text_at(&commit, &path)?.map(|text| self.parse(&format!("{word}:{path}"), &text)).transpose()?)
    }

    fn text_at(&self, commit: &str, path: &str) -> Result<Option<String>, ShareError> {
        Ok(self.repo.version(commit, path)?.map(|v| self.repo.text(&v)).transpose()?)
    }

    fn parse(&self, name: &str, text: &str) -> Result<Ledger, StoreError> {
        parse_text(name, text)
    }
}
