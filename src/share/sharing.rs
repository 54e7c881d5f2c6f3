use std::path::Path;

use super::error::ShareError;
use super::git::{Repo, Standing};
use crate::domain::Ledger;
use crate::store::{StoreError, parse_text};
use crate::text::Lang;

/// A ledger that is shared through a repository.
#[derive(Clone, Debug)]
pub struct Sharing {
    pub(super) repo: Repo,
    /// Of commit messages.
    pub(super) lang: Lang,
}

impl Sharing {
    /// The sharing of a ledger. `prompts` lets git ask for passwords at the terminal.
    pub fn of(ledger: &Path, lang: Lang, prompts: bool) -> Result<Sharing, ShareError> {
        let repo = Repo::of(ledger)?.ok_or_else(|| ShareError::NoRepo(ledger.to_owned()))?;
        let repo = if prompts { repo.with_prompts() } else { repo };
        Ok(Sharing { repo, lang })
    }

    /// The repository.
    pub(crate) fn repo(&self) -> &Repo {
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

    pub(super) fn text_at(&self, commit: &str, path: &str) -> Result<Option<String>, ShareError> {
        Ok(self.repo.version(commit, path)?.map(|v| self.repo.text(&v)).transpose()?)
    }

    pub(super) fn parse(&self, name: &str, text: &str) -> Result<Ledger, StoreError> {
        parse_text(name, text)
    }
}
