//! Trees among git's objects: what git makes of two commits, and the ledger put into it. The folder and its index
//! are not touched.

use std::collections::BTreeMap;
use std::ffi::OsString;

use super::driver::settings;
use super::error::ShareError;
use super::git::{GitError, Repo, told};
use super::sharing::{Sharing, temporary};
use super::union::Paths;

/// An index of its own, for as long as the value lives.
pub(super) struct Index<'a> {
    repo: &'a Repo,
    folder: tempfile::TempDir,
    top: Vec<OsString>,
}

/// Mode and object of the three sides of a file; what a side has not is none.
type Stages = [Option<(String, String)>; 3];

impl Sharing {
    /// What git makes of two commits, and the files in which it sees conflicts.
    pub(super) fn merged_tree(&self, base: Option<&str>, ours: &str, theirs: &str) -> Result<(String, Vec<String>), ShareError> {
        // Names are given as they are seen from where git works.
        let mut asked = self.repo.at_top()?;
        for (key, value) in self.program.iter().flat_map(|program| settings(program)).filter(|(key, _)| key.starts_with("merge.")) {
            asked.extend(["-c".into(), format!("{key}={value}").into()]);
        }
        asked.extend(["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages"].map(OsString::from));
        // Two offices that each began by themselves.
        asked.extend(base.is_none().then(|| "--allow-unrelated-histories".into()));
        asked.extend([ours, theirs].map(OsString::from));
        let output = self.repo.output(&asked)?;
        match output.status.code() {
            Some(0 | 1) => {
                let said = String::from_utf8_lossy(&output.stdout).into_owned();
                let mut fields = said.split('\0').filter(|f| !f.is_empty()).map(str::to_owned);
                Ok((fields.next().unwrap_or_default(), fields.collect()))
            }
            Some(129) => self.merged_index(base.ok_or(ShareError::OldGit)?, ours, theirs),
            _ => Err(told(&asked, &output).err().unwrap_or(GitError::Stopped).into()),
        }
    }

    /// The same for a git before 2.38: file by file, without looking for files that were renamed.
    pub(super) fn merged_index(&self, base: &str, ours: &str, theirs: &str) -> Result<(String, Vec<String>), ShareError> {
        let index = Index::new(&self.repo)?;
        index.run(&["read-tree", "-i", "-m", "--aggressive", base, ours, theirs])?;
        let mut files: BTreeMap<String, Stages> = BTreeMap::new();
        for record in index.run(&["ls-files", "-u", "-z", "--full-name"])?.split('\0').filter(|r| !r.is_empty()) {
            let Some((head, path)) = record.split_once('\t') else { continue };
            if let [mode, object, stage] = head.split(' ').collect::<Vec<_>>()[..] {
                let number: usize = stage.parse().unwrap_or(1);
                files.entry(path.to_owned()).or_default()[number.clamp(1, 3) - 1] = Some((mode.to_owned(), object.to_owned()));
            }
        }
        let mut conflicts = Vec::new();
        for (path, stages) in files {
            let merged = self.merged_file(&stages)?;
            if merged.is_none() {
                conflicts.push(path.clone());
            }
            match merged.or(stages[1].clone()).or(stages[2].clone()) {
                Some((mode, object)) => index.put(&mode, &object, &path)?,
                None => index.take(&path)?,
            }
        }
        Ok((index.tree()?, conflicts))
    }

    /// What git makes of a file's three sides, if they go together.
    fn merged_file(&self, stages: &Stages) -> Result<Option<(String, String)>, ShareError> {
        let [Some(base), Some(ours), Some(theirs)] = stages else { return Ok(None) };
        if [base, ours, theirs].iter().any(|(mode, _)| !mode.starts_with("100")) {
            return Ok(None);
        }
        let mut files = Vec::new();
        for (_, object) in [ours, base, theirs] {
            let bytes = self.repo.output(&["cat-file".into(), "blob".into(), object.into()])?.stdout;
            files.push(temporary(&bytes)?);
        }
        let mut args: Vec<OsString> = vec!["merge-file".into(), "--quiet".into()];
        args.extend(files.iter().map(|f| f.path().as_os_str().to_owned()));
        if !self.repo.output(&args)?.status.success() {
            return Ok(None);
        }
        let object = self.repo.object(&["-w".into(), "--no-filters".into()], files[0].path())?;
        Ok(Some((if ours.0 == base.0 { theirs.0.clone() } else { ours.0.clone() }, object)))
    }

    /// A tree with the merged ledger in its place, and in no other.
    pub(super) fn with_ledger(&self, tree: &str, paths: &Paths, text: &str) -> Result<String, ShareError> {
        let file = temporary(text.as_bytes())?;
        let blob = self.repo.object(&["-w".into(), self.repo.as_ledger()], file.path())?;
        let kept = self.repo.run(["ls-tree", "-z", "--full-tree", tree, "--", &paths.merged])?;
        let mode = kept.split(' ').next().filter(|m| m.starts_with("100")).unwrap_or("100644");
        let index = Index::new(&self.repo)?;
        index.run(&["read-tree", tree])?;
        for other in [&paths.ours, &paths.theirs].into_iter().filter(|p| **p != paths.merged) {
            index.take(other)?;
        }
        index.put(mode, &blob, &paths.merged)?;
        index.tree()
    }
}

impl Index<'_> {
    pub(super) fn new(repo: &Repo) -> Result<Index<'_>, GitError> {
        Ok(Index { repo, folder: tempfile::tempdir().map_err(GitError::Io)?, top: repo.at_top()? })
    }

    pub(super) fn run(&self, args: &[&str]) -> Result<String, GitError> {
        let args: Vec<OsString> = self.top.iter().cloned().chain(args.iter().map(OsString::from)).collect();
        told(&args, &self.repo.output_beside(&args, &self.folder.path().join("index"))?)
    }

    fn put(&self, mode: &str, object: &str, path: &str) -> Result<(), GitError> {
        self.run(&["update-index", "--add", "--cacheinfo", &format!("{mode},{object},{path}")]).map(drop)
    }

    fn take(&self, path: &str) -> Result<(), GitError> {
        self.run(&["update-index", "--force-remove", "--", path]).map(drop)
    }

    fn tree(&self) -> Result<String, ShareError> {
        Ok(self.run(&["write-tree"])?.trim().to_owned())
    }
}
