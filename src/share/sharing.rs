use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use super::error::ShareError;
use super::git::{FileState, Repo, Standing, Unfinished};
use super::message::Message;
use crate::domain::Ledger;
use crate::store::{Doing, StoreError, parse_text, read_ledger};
use crate::text::Lang;

/// A commit of the ledger that was made, or would be.
#[derive(Clone, Debug)]
pub struct Committed {
    /// Its message.
    pub message: Message,
    /// Its id; none in a dry run.
    pub(crate) id: Option<String>,
}

/// A ledger that is shared through a repository.
#[derive(Clone, Debug)]
pub struct Sharing {
    pub(crate) repo: Repo,
    pub(super) lang: Lang,
}

impl Sharing {
    /// The sharing of a ledger. `prompts` lets git ask for passwords at the terminal.
    pub fn of(ledger: &Path, lang: Lang, prompts: bool) -> Result<Sharing, ShareError> {
        let repo = Repo::of(ledger)?.ok_or_else(|| ShareError::NoRepo(ledger.to_owned()))?;
        let repo = if prompts { repo.with_prompts() } else { repo };
        Ok(Sharing { repo, lang })
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
        Ok(self.text_at(&commit, &path)?.map(|text| parse_text(&format!("{word}:{path}"), &text)).transpose()?)
    }

    pub(super) fn text_at(&self, commit: &str, path: &str) -> Result<Option<String>, ShareError> {
        Ok(self.repo.version(commit, path)?.map(|v| self.repo.text(&v)).transpose()?)
    }

    /// Commits the ledger and nothing else; none when it is as committed. `wish` is the first line of the message.
    pub fn commit(&self, wish: Option<&str>) -> Result<Option<Committed>, ShareError> {
        let Some(mut committed) = self.uncommitted(wish)? else { return Ok(None) };
        if self.repo.standing()?.file == FileState::Untracked {
            self.repo.mark_resolved()?;
        }
        let message = temporary(committed.message.text().as_bytes())?;
        let args = ["commit", "--quiet", "--only", "--cleanup=whitespace", "--file"].map(OsString::from);
        self.repo.run(args.into_iter().chain([message.path().into(), "--".into(), self.repo.path()]))?;
        committed.id = self.repo.commit("HEAD")?;
        Ok(Some(committed))
    }

    pub(crate) fn uncommitted(&self, wish: Option<&str>) -> Result<Option<Committed>, ShareError> {
        if let Some(what) = self.repo.unfinished() {
            return Err(ShareError::Unfinished(what));
        }
        let path = self.file();
        match self.repo.standing()?.file {
            FileState::Committed if self.is_known()? => return Ok(None),
            FileState::Committed => return Err(ShareError::Ignored(path)),
            FileState::Unmerged => return Err(ShareError::Unfinished(Unfinished::Merge)),
            FileState::Changed | FileState::Untracked => {}
        }
        let ledger = self.working()?;
        let head = self.repo.commit("HEAD")?;
        let old = match &head {
            // What was committed unreadable is no reason not to commit what is readable now.
            Some(commit) => self.text_at(commit, &self.repo.place()?)?.map(|t| parse_text("HEAD", &t).unwrap_or_default()),
            None => None,
        };
        let mut message = Message::of_change(old.as_ref(), &ledger, self.lang);
        if let Some(wish) = wish {
            message = Message { subject: wish.to_owned(), body: message.body };
        }
        Ok(Some(Committed { message, id: None }))
    }

    /// Whether git holds the ledger at all.
    fn is_known(&self) -> Result<bool, ShareError> {
        let args = ["ls-files", "-z", "--"].map(OsString::from);
        Ok(!self.repo.run(args.into_iter().chain([self.repo.path()]))?.is_empty())
    }

    pub(super) fn file(&self) -> std::path::PathBuf {
        self.repo.folder.join(&self.repo.name)
    }

    /// The ledger as it lies in the folder.
    pub(crate) fn working(&self) -> Result<Ledger, ShareError> {
        Ok(read_ledger(&self.file())?)
    }
}

/// A file for git to read, for as long as the value lives.
pub(super) fn temporary(bytes: &[u8]) -> Result<tempfile::NamedTempFile, ShareError> {
    let folder = std::env::temp_dir();
    let write = || {
        let mut file = tempfile::Builder::new().prefix("duban-").tempfile()?;
        file.write_all(bytes)?;
        file.flush()?;
        Ok(file)
    };
    write().map_err(|e| StoreError::io(Doing::Writing, folder)(e).into())
}
