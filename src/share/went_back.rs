//! The ledger went back to what it had been, and nobody's act did it: an older copy was laid over the file, or a merge took one side whole.
//! What was dropped on the way comes back, as it would from another clone.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::error::ShareError;
use super::git::{GitError, Repo};
use super::history::{Commit, Version};
use super::sharing::{Sharing, WentBack, temporary};
use crate::domain::Ledger;
use crate::merge::{merge, put_back};
use crate::store::{Archive, Archivist, WasSavedOver, holds_changes, parse_text};
use crate::text::Lang;

/// So many merges of one round are looked at, the newest.
const MERGES: usize = 200;

/// A merge of more than so many commits, itself counted, is not looked at further.
const PARENTS: usize = 66;

/// So many commits that nobody has yet are looked at, the newest.
const COMMITS: usize = 100;

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

    /// The commits that nobody else has yet which touched the ledger, the oldest first.
    pub(super) fn unsent(&self, tracking: &str) -> Result<Vec<Commit>, ShareError> {
        let (Some(head), Some(theirs)) = (self.repo.commit("HEAD")?, self.repo.commit(tracking)?) else { return Ok(Vec::new()) };
        let base = self.bases(&head, &theirs)?.into_iter().next().filter(|base| *base != head);
        let mut all = base.map_or(Ok(Vec::new()), |base| self.repo.history_of(&format!("{base}..{head}")))?;
        all.truncate(COMMITS);
        all.reverse();
        Ok(all)
    }

    /// What this user's commits of these went back from, those of an older copy.
    pub(super) fn lapses(&self, unsent: &[Commit], was_saved_over: WasSavedOver<'_>) -> Result<Vec<WentBack>, ShareError> {
        let (us, mut all) = (self.repo.config("user.name"), Vec::new());
        // What others have committed they have also answered for.
        for commit in unsent.iter().filter(|commit| us.as_ref() == Some(&commit.author)) {
            let (Some(from), Some(to)) = (&commit.from, &commit.to) else { continue };
            let text = || self.repo.text(to).ok();
            all.extend(self.laid_over((to.object.clone(), &text), (from, &format!("{}^", commit.id)), was_saved_over)?);
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

    /// What the merges of a range of commits dropped of their sides.
    pub(super) fn dropped_by_merges(&self, range: &str) -> Result<Vec<WentBack>, ShareError> {
        let most = format!("--max-count={MERGES}");
        let said = self.repo.run(["rev-list", "--merges", "--parents", "--reverse", &most, range])?;
        let place = self.repo.place()?;
        let mut all = Vec::new();
        for merge in said.lines() {
            let commits: Vec<&str> = merge.split(' ').take(PARENTS).collect();
            let asked: String = commits.iter().map(|commit| format!("{commit}:{place}\n")).collect();
            let said = self.repo.answers(&["cat-file", "--batch-check", "--buffer"].map(OsString::from), asked)?;
            let blobs: Vec<&str> = said.lines().filter_map(|line| line.split_once(" blob ").map(|(object, _)| object)).collect();
            let ([merged, ours, theirs @ ..], true) = (blobs.as_slice(), blobs.len() == commits.len()) else { continue };
            for (n, other) in theirs.iter().enumerate() {
                if other != ours {
                    all.extend(self.dropped_side([commits[0], commits[1], commits[n + 2]], [merged, ours, other], &place)?);
                }
            }
        }
        Ok(all)
    }

    /// What a merge took over of neither what one side had changed nor what the other had. The merge that took what there was to take
    /// holds all that one side alone has changed as that side wrote it, and is not read.
    fn dropped_side(&self, [commit, ours, theirs]: [&str; 3], blobs: [&str; 3], place: &str) -> Result<Option<WentBack>, ShareError> {
        let base = self.base_text(&self.bases(ours, theirs)?, (commit, place))?;
        let text = |blob: &str| self.repo.text(&Version { object: blob.to_owned(), path: place.to_owned() }).ok();
        let [Some(merged), Some(ours), Some(theirs)] = blobs.map(text) else { return Ok(None) };
        if [&ours, &theirs].into_iter().all(|side| holds_changes(&merged, base.as_deref(), side)) {
            return Ok(None);
        }
        let [Ok(to), Ok(ours), Ok(theirs)] = [&merged, &ours, &theirs].map(|text| parse_text("", text)) else { return Ok(None) };
        let base = base.and_then(|text| parse_text("", &text).ok());
        let mut from = to.clone();
        for side in [&ours, &theirs] {
            from = merge(base.as_ref(), &from, side).ledger;
        }
        // What the merge kept though a side had dropped it stays.
        for all in [&ours, &theirs, &to] {
            put_back(all, &mut from, &|_| true);
        }
        Ok((from != to).then_some(WentBack { to, from }))
    }
}

impl Repo {
    /// Whether a commit or one before it brought an object to where the ledger lies, or took it from there.
    fn held_before(&self, object: &str, commit: &str) -> Result<bool, GitError> {
        if !self.output(&["cat-file", "-e", object].map(OsString::from))?.status.success() {
            return Ok(false);
        }
        let find = format!("--find-object={object}");
        let args = ["log", "-1", "-m", "--full-history", "--no-show-signature", "--format=%H", &find, commit, "--"].map(OsString::from);
        Ok(!self.run(args.into_iter().chain([self.path()]))?.trim().is_empty())
    }
}
