use std::collections::HashSet;
use std::ffi::OsString;
use std::path::Path;

use super::answers::Answers;
use super::error::ShareError;
use super::message::Message;
use super::sharing::{Sharing, temporary};
use crate::domain::UpdateId;
use crate::merge::Note;
use crate::store::{unite, unite_but};

/// A merge that lies among git's objects and nowhere else yet.
pub(super) struct Union {
    pub(crate) commit: String,
    pub(crate) notes: Vec<Note>,
}

/// The ledger's paths in three commits and in their merge.
pub(super) struct Paths {
    pub(crate) ours: String,
    pub(crate) theirs: String,
    pub(crate) merged: String,
}

impl Sharing {
    /// Merges two commits: the ledger by our own rules, all else as git does. What is answered to stay away does.
    pub(super) fn union(&self, (ours, theirs): (&str, &str), name: &str, answers: &Answers) -> Result<Union, ShareError> {
        let bases = self.bases(ours, theirs)?;
        let paths = self.paths(bases.first().map(String::as_str), ours, theirs)?;
        let (tree, conflicts) = self.merged_tree(bases.first().map(String::as_str), ours, theirs)?;
        let others: Vec<String> = conflicts.into_iter().filter(|p| ![&paths.ours, &paths.theirs, &paths.merged].contains(&p)).collect();
        if !others.is_empty() {
            return Err(ShareError::OtherFiles(others));
        }
        let mine = self.text_at(ours, &paths.ours)?.ok_or_else(|| ShareError::Removed(paths.ours.clone()))?;
        let other = self.text_of_others(theirs, &paths.theirs, ours)?.unwrap_or_else(|| mine.clone());
        let base = self.base_text(&bases, (ours, &paths.ours))?;
        let base = if other == mine { Some(mine.clone()) } else { base };
        let out: HashSet<UpdateId> = answers.left_out().collect();
        let sides = (mine.as_str(), other.as_str());
        let united = unite_but(Path::new(&format!("{name}:{}", paths.theirs)), base.as_deref(), sides, &|id| !out.contains(id))?;
        let tree = self.with_ledger(&tree, &paths, &united.text)?;
        let message = temporary(Message::of_merge(name, &united.notes, self.lang).text().as_bytes())?;
        let mut args: Vec<OsString> = ["commit-tree", &tree, "-p", ours, "-p", theirs, "-F"].map(OsString::from).into();
        args.push(message.path().into());
        if self.repo.config("commit.gpgsign").is_some_and(|v| v == "true") {
            args.push("-S".into());
        }
        let commit = self.repo.run(args)?.trim().to_owned();
        Ok(Union { commit, notes: united.notes })
    }

    /// The newest commits that both sides have.
    pub(super) fn bases(&self, ours: &str, theirs: &str) -> Result<Vec<String>, ShareError> {
        let output = self.repo.output(&["merge-base", "--all", ours, theirs].map(OsString::from))?;
        Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
    }

    fn paths(&self, base: Option<&str>, ours: &str, theirs: &str) -> Result<Paths, ShareError> {
        let mine = self.repo.place()?;
        let Some(base) = base else { return Ok(Paths { ours: mine.clone(), theirs: mine.clone(), merged: mine }) };
        let before = self.repo.path_in((ours, &mine), base)?;
        let other = self.repo.path_in((base, &before), theirs)?;
        let merged = if mine == before { other.clone() } else { mine.clone() };
        Ok(Paths { ours: mine, theirs: other, merged })
    }

    /// The ledger before both sides. Where there are several such commits, what they make together.
    pub(super) fn base_text(&self, bases: &[String], known: (&str, &str)) -> Result<Option<String>, ShareError> {
        let text = |commit: &str| self.text_at(commit, &self.repo.path_in(known, commit)?);
        let Some((first, more)) = bases.split_first() else { return Ok(None) };
        let mut all = text(first)?;
        for next in more {
            let older = match self.bases(first, next)?.first() {
                Some(older) => text(older)?,
                None => None,
            };
            all = match (all, text(next)?) {
                (Some(a), Some(b)) => Some(unite(&self.file(), older.as_deref(), &a, &b)?.text),
                _ => None,
            };
        }
        Ok(all)
    }
}
