//! The ledger's file went back to what it had been, and nobody's act did it: an older copy was laid over it. What was dropped on the way comes
//! back, as it would from another clone.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::error::ShareError;
use super::git::{GitError, Repo};
use super::history::Version;
use super::putting_back::WentBack;
use super::sharing::{Sharing, temporary};
use crate::domain::Ledger;
use crate::merge::Cause;
use crate::store::{Archive, Archivist, WasSavedOver, parse_text};
use crate::text::Lang;

/// Lets a ledger's file ask what is committed. Where git cannot be asked nothing is known of it.
pub(crate) fn archive() -> Archive {
    Archive::kept_by(Arc::new(Commits))
}

struct Commits;

impl Archivist for Commits {
    fn newer(&self, ledger: &Path, was_saved_over: WasSavedOver<'_>) -> Option<Ledger> {
        let sharing = Sharing::of(ledger, Lang::Zh, false).ok()?;
        sharing.laid_over_head(was_saved_over).ok().flatten().map(|went_back| went_back.from)
    }

    fn went_on(&self, ledger: &Path, content: &Path) -> bool {
        let gone_on = || -> Result<bool, ShareError> {
            let repo = Sharing::of(ledger, Lang::Zh, false)?.repo;
            let Some(head) = repo.version("HEAD", &repo.place()?)? else { return Ok(false) };
            let (now, then) = (repo.object_of(ledger)?, repo.object_of(content)?);
            Ok(now == head.object && now != then && repo.held_before(&then, "HEAD")?)
        };
        gone_on().unwrap_or(false)
    }
}

impl Sharing {
    /// What the file in the folder went back from, where it is an older copy of what is committed; line ends and marks of another editor
    /// make no other copy of it.
    pub(super) fn laid_over_head(&self, was_saved_over: WasSavedOver<'_>) -> Result<Option<WentBack>, ShareError> {
        let Some(version) = self.repo.version("HEAD", &self.repo.place()?)? else { return Ok(None) };
        let object = self.repo.object_of(&self.file())?;
        let Ok(text) = fs::read_to_string(self.file()) else { return Ok(None) };
        let plain = format!("{}\n", text.trim_start_matches('\u{feff}').trim_end());
        let is_other = object != version.object && plain != text;
        let object = if is_other { self.repo.object_of(temporary(plain.as_bytes())?.path())? } else { object };
        self.laid_over((object, &|| Some(plain.clone())), (&version, "HEAD"), was_saved_over)
    }

    /// What a content went back from: a commit before a newer one held it, and no save of this user put it in the newer one's place.
    fn laid_over(
        &self,
        (object, text): (String, &dyn Fn() -> Option<String>),
        (newer, commit): (&Version, &str),
        was_saved_over: WasSavedOver<'_>,
    ) -> Result<Option<WentBack>, ShareError> {
        if object == newer.object || !self.repo.held_before(&object, commit)? {
            return Ok(None);
        }
        let (Some(older), newer) = (text(), self.repo.text(newer)?) else { return Ok(None) };
        if was_saved_over(&newer, &older) {
            return Ok(None);
        }
        let (to, from) = (parse_text("", &older), parse_text("", &newer));
        Ok(to.ok().zip(from.ok()).map(|(to, from)| WentBack { to, from, by: Cause::OlderCopy }))
    }
}

impl Repo {
    /// Whether a commit or one before it brought an object to where the ledger lies, or took it from there.
    pub(super) fn held_before(&self, object: &str, commit: &str) -> Result<bool, GitError> {
        if !self.output(&["cat-file", "-e", object].map(OsString::from))?.status.success() {
            return Ok(false);
        }
        let find = format!("--find-object={object}");
        let args = ["log", "-1", "-m", "--full-history", "--no-show-signature", "--format=%H", &find, commit, "--"].map(OsString::from);
        Ok(!self.run(args.into_iter().chain([self.path()]))?.trim().is_empty())
    }
}
