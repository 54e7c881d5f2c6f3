//! The ledger went back to what it had been, and nobody's act did it: an older copy was laid over the file, or a merge took one side whole.
//! What was dropped on the way comes back, as it would from another clone.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::error::ShareError;
use super::git::{GitError, Repo};
use super::history::Version;
use super::sharing::{Sharing, WentBack};
use crate::store::{Archive, parse_text, unite};
use crate::text::Lang;

/// So many merges of one round are looked at, the newest.
const MERGES: usize = 200;

/// Lets a ledger's file ask what is committed. Where git cannot be asked nothing is known of it.
pub(crate) fn archive() -> Archive {
    Archive::kept_by(Arc::new(|ledger: &Path, was_saved_over: WasSavedOver<'_>| {
        let sharing = Sharing::of(ledger, Lang::Zh, false).ok()?;
        sharing.laid_over_head(was_saved_over).ok().flatten().map(|went_back| went_back.from)
    }))
}

/// Whether a save of this user put the second of two texts in the place of the first: an act, and no older copy.
pub(super) type WasSavedOver<'a> = &'a dyn Fn(&str, &str) -> bool;

impl Sharing {
    /// What the file in the folder went back from, where it is an older copy of what is committed.
    pub(super) fn laid_over_head(&self, was_saved_over: WasSavedOver<'_>) -> Result<Option<WentBack>, ShareError> {
        let Some(version) = self.repo.version("HEAD", &self.repo.place()?)? else { return Ok(None) };
        let object = self.repo.object_of(&self.file())?;
        let text = || fs::read_to_string(self.file()).ok();
        self.laid_over((object, &text), (&version, "HEAD"), was_saved_over)
    }

    /// What the commits went back from that nobody else has yet: one of an older copy, and merges of one side.
    pub(super) fn unsent_lapses(&self, tracking: &str, was_saved_over: WasSavedOver<'_>) -> Result<Vec<WentBack>, ShareError> {
        let (Some(head), Some(theirs)) = (self.repo.commit("HEAD")?, self.repo.commit(tracking)?) else { return Ok(Vec::new()) };
        let base = self.bases(&head, &theirs)?.into_iter().next();
        let Some(base) = base.filter(|base| *base != head) else { return Ok(Vec::new()) };
        let mut all = self.one_sided(&format!("{base}..{head}"))?;
        let place = self.repo.place()?;
        let versions = (self.repo.version(&head, &place)?, self.repo.version(&base, &self.repo.path_in((&head, &place), &base)?)?);
        if let (Some(now), Some(then)) = versions {
            let text = || self.repo.text(&now).ok();
            all.extend(self.laid_over((now.object.clone(), &text), (&then, &base), was_saved_over)?);
        }
        Ok(all)
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
        Ok(to.ok().zip(from.ok()).map(|(to, from)| WentBack { to, from }))
    }

    /// The merges of a range of commits that took one side whole though both had changed the ledger.
    pub(super) fn one_sided(&self, range: &str) -> Result<Vec<WentBack>, ShareError> {
        let most = format!("--max-count={MERGES}");
        let said = self.repo.run(["rev-list", "--merges", "--parents", "--reverse", &most, range])?;
        let merges: Vec<[&str; 3]> = said.lines().filter_map(|line| line.split(' ').collect::<Vec<_>>().try_into().ok()).collect();
        if merges.is_empty() {
            return Ok(Vec::new());
        }
        let place = self.repo.place()?;
        let asked: String = merges.iter().flatten().map(|commit| format!("{commit}:{place}\n")).collect();
        let said = self.repo.answers(&["cat-file", "--batch-check", "--buffer"].map(OsString::from), asked)?;
        let blobs: Vec<Option<&str>> = said.lines().map(|line| line.split_once(" blob ").map(|(object, _)| object)).collect();
        let mut all = Vec::new();
        for (commits, blobs) in merges.iter().zip(blobs.chunks_exact(3)) {
            let &[Some(merged), Some(ours), Some(theirs)] = blobs else { continue };
            if ours != theirs && (merged == ours || merged == theirs) {
                all.extend(self.dropped_side(*commits, &place)?);
            }
        }
        Ok(all)
    }

    /// What a merge should have been; none where only the side that it took had changed.
    fn dropped_side(&self, [merge, ours, theirs]: [&str; 3], place: &str) -> Result<Option<WentBack>, ShareError> {
        let base = self.base_text(&self.bases(ours, theirs)?, (merge, place))?;
        let sides = [ours, theirs].map(|side| self.text_at(side, place).ok().flatten());
        let ([Some(ours), Some(theirs)], Some(merged)) = (sides, self.text_at(merge, place)?) else { return Ok(None) };
        if base.as_deref() == Some(if merged == ours { &theirs } else { &ours }) {
            return Ok(None);
        }
        let Ok(united) = unite(Path::new(place), base.as_deref(), &ours, &theirs) else { return Ok(None) };
        let (to, from) = (parse_text("", &merged), parse_text("", &united.text));
        Ok(to.ok().zip(from.ok()).map(|(to, from)| WentBack { to, from }))
    }
}

impl Repo {
    /// Whether a commit or one before it brought an object to where the ledger lies, or took it from there.
    fn held_before(&self, object: &str, commit: &str) -> Result<bool, GitError> {
        if !self.output(&["cat-file", "-e", object].map(OsString::from))?.status.success() {
            return Ok(false);
        }
        let find = format!("--find-object={object}");
        let args = ["log", "-1", "--full-history", "--no-show-signature", "--format=%H", &find, commit, "--"].map(OsString::from);
        Ok(!self.run(args.into_iter().chain([self.path()]))?.trim().is_empty())
    }
}
