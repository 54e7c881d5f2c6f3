use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::ShareError;
use super::git::{FileState, Repo, Standing};
use super::message::Message;
use crate::domain::Ledger;
use crate::merge::Departed;
use crate::progress::Progress;
use crate::store::{Doing, Folders, LedgerFile, StoreError, parse_text, read_ledger};
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
    /// What merges other ledgers of the repository; none: what is registered.
    pub(super) program: Option<PathBuf>,
    /// Where last versions of the ledger are kept.
    pub(super) folders: Folders,
    pub(super) consent: Consent,
    /// Whether a version of others that cannot be read is set aside.
    pub(super) sets_aside: bool,
}

/// Is told that updates have left the log; says whether they are put back.
#[derive(Clone)]
pub struct Consent(pub(super) Arc<dyn Fn(&Departed) -> bool + Send + Sync>);

impl Consent {
    /// As whoever is asked says.
    pub fn by(ask: impl Fn(&Departed) -> bool + Send + Sync + 'static) -> Consent {
        Consent(Arc::new(ask))
    }
}

impl std::fmt::Debug for Consent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Consent")
    }
}

impl Sharing {
    /// The sharing of a ledger. `prompts` lets git ask for passwords at the terminal.
    pub fn of(ledger: &Path, lang: Lang, prompts: bool) -> Result<Sharing, ShareError> {
        let repo = Repo::of(ledger)?.ok_or_else(|| ShareError::NoRepo(ledger.to_owned()))?;
        let repo = if prompts { repo.with_prompts() } else { repo };
        Ok(Sharing { repo, lang, program: None, folders: Folders::of_user(), consent: Consent::by(|_| true), sets_aside: false })
    }

    /// Lets this program merge what git gives to the driver, whatever is registered.
    #[must_use]
    pub fn merging_by(self, program: Option<PathBuf>) -> Sharing {
        Sharing { program, ..self }
    }

    /// Keeps last versions of the ledger elsewhere than in the user's folders.
    #[must_use]
    pub fn keeping_in(self, folders: Folders) -> Sharing {
        Sharing { folders, ..self }
    }

    /// Asks whether updates that left the log are put back; else they are.
    #[must_use]
    pub fn asking(self, consent: Consent) -> Sharing {
        Sharing { consent, ..self }
    }

    pub(super) fn acting(&self) -> Sharing {
        Sharing { repo: self.repo.acting(), ..self.clone() }
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
        let (here, repo) = (self.acting(), self.repo.acting());
        if repo.unfinished().is_none() && repo.standing()?.file == FileState::Changed {
            let older = here.laid_over_head(&|newer, older| here.saved_over(newer, older)).ok().flatten();
            let mut answers = here.answers()?;
            if here.put_back(&["HEAD".into()], older.into_iter().collect(), &mut answers)? && here.is_as_committed()? {
                // What git had been told to commit is the older copy.
                repo.mark_resolved()?;
            }
            here.remember(&mut answers)?;
        }
        let Some(mut committed) = here.uncommitted(wish)? else { return Ok(None) };
        if repo.standing()?.file == FileState::Untracked {
            repo.mark_resolved()?;
        }
        let message = temporary(committed.message.text().as_bytes())?;
        let args = ["commit", "--quiet", "--only", "--cleanup=whitespace", "--file"].map(OsString::from);
        if let Err(e) = repo.run(args.into_iter().chain([message.path().into(), "--".into(), repo.path()])) {
            // What was to be committed may have been taken back meanwhile.
            return if repo.standing()?.file == FileState::Committed { Ok(None) } else { Err(e.into()) };
        }
        committed.id = self.repo.commit("HEAD")?;
        if wish.is_some() {
            here.answered_for()?;
        }
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
            FileState::Unmerged => return Err(ShareError::Unfinished(self.repo.begun())),
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

    /// Whether a save of this user put a text in the place of a newer one.
    pub(super) fn saved_over(&self, newer: &str, older: &str) -> bool {
        self.opened().is_some_and(|file| file.was_saved_over(newer, older))
    }

    /// The ledger's file, if it can be read.
    pub(super) fn opened(&self) -> Option<LedgerFile> {
        LedgerFile::open(&self.file(), &self.folders, &Progress::default()).ok().map(|(file, _)| file)
    }

    /// Whether the file is what is committed, whatever git was told to commit next.
    fn is_as_committed(&self) -> Result<bool, ShareError> {
        let head = self.repo.version("HEAD", &self.repo.place()?)?;
        Ok(head.map(|head| head.object) == Some(self.repo.object_of(&self.file())?))
    }

    /// Whether git holds the ledger at all.
    fn is_known(&self) -> Result<bool, ShareError> {
        let args = ["ls-files", "-z", "--"].map(OsString::from);
        Ok(!self.repo.run(args.into_iter().chain([self.repo.path()]))?.is_empty())
    }

    pub(super) fn file(&self) -> PathBuf {
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
