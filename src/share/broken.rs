//! One broken version among the commits of others must not stop all: whose it is is told, and it can be set aside.

use std::path::Path;

use super::error::ShareError;
use super::history::{Commit, Version};
use super::sharing::Sharing;
use crate::store::{StoreError, unite};

impl Sharing {
    /// Sets a version of others that cannot be read aside, by a new commit with the last one before it that can.
    #[must_use]
    pub fn setting_aside(self) -> Sharing {
        Sharing { sets_aside: true, ..self }
    }

    /// The ledger's text in a commit of others: what can be read, or holds nothing worse than the markers of a merge. Else the
    /// last text that can be, where it is to be set aside; none where that is in our own past already.
    pub(super) fn text_of_others(&self, tip: &str, path: &str, ours: &str) -> Result<Option<String>, ShareError> {
        let text = self.text_at(tip, path)?.ok_or_else(|| ShareError::Removed(path.to_owned()))?;
        // Merged with itself it is as it was, without the markers that somebody committed.
        match unite(Path::new(path), None, &text, &text) {
            Ok(_) => return Ok(Some(text)),
            Err(e) if !self.sets_aside => return Err(self.blame(tip, e)?),
            Err(_) => {}
        }
        let Some((commit, version)) = self.last_readable(tip)? else { return Ok(None) };
        if self.is_ancestor(&commit, ours)? { Ok(None) } else { Ok(Some(self.repo.text(&version)?)) }
    }

    /// Which commit broke the ledger, and who made it.
    fn blame(&self, tip: &str, error: StoreError) -> Result<ShareError, ShareError> {
        let history = self.repo.history_of(tip)?;
        let broken = history.iter().zip(self.repo.ledgers(versions(&history))?).take_while(|(_, (_, ledger))| ledger.is_err());
        Ok(match broken.last() {
            Some((c, _)) => ShareError::Broken([c.id.clone(), c.author.clone(), c.subject.clone()], Box::new(error)),
            None => error.into(),
        })
    }

    fn last_readable(&self, tip: &str) -> Result<Option<(String, Version)>, ShareError> {
        let history = self.repo.history_of(tip)?;
        let mut read = history.iter().zip(self.repo.ledgers(versions(&history))?);
        Ok(read.find(|(_, (_, ledger))| ledger.is_ok()).map(|(commit, (version, _))| (commit.id.clone(), version)))
    }
}

/// The version of each commit; what is not there cannot be read.
fn versions(history: &[Commit]) -> Vec<Version> {
    let gone = || Version { object: "0".repeat(40), path: String::new() };
    history.iter().map(|commit| commit.to.clone().unwrap_or_else(gone)).collect()
}
