//! What git remembers of the ledger: its versions, under whatever name they had, also where an office has put a filter
//! (LFS) between its folders and git: a merge driver is handed what git holds, which is not the ledger then.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::git::{GitError, Repo, Unfinished, text, told};
use crate::store::{FileInfo, FileSystem, Stages, SystemFiles};

/// A version of the ledger that git holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) object: String,
    /// The ledger's path in the repository then.
    pub(crate) path: String,
}

/// A commit that touched the ledger: from what version, to what; none where it came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub(crate) id: String,
    pub(crate) author: String,
    /// With the zone of its author: `2025-10-09T09:00:00+08:00`.
    pub(crate) at: String,
    pub(crate) subject: String,
    pub(crate) from: Option<Version>,
    pub(crate) to: Option<Version>,
}

impl Repo {
    /// The commit that a word stands for, if there is one.
    pub(crate) fn commit(&self, word: &str) -> Result<Option<String>, GitError> {
        let output = self.output(&["rev-parse", "--quiet", "--verify", &format!("{word}^{{commit}}")].map(OsString::from))?;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(Some(said).filter(|s| output.status.success() && !s.is_empty()))
    }

    /// What left the ledger with two sides: what was begun, else what leaves no mark of itself, a stash that was brought back.
    pub fn begun(&self) -> Unfinished {
        let stash = || if matches!(self.commit("refs/stash"), Ok(Some(_))) { Unfinished::Stash } else { Unfinished::Merge };
        self.unfinished().unwrap_or_else(stash)
    }

    /// The files that a merge left with two sides.
    pub(crate) fn unmerged(&self) -> Result<Vec<PathBuf>, GitError> {
        let top = PathBuf::from(self.run(["rev-parse", "--show-toplevel"])?.trim_end_matches(['\r', '\n']));
        let mut args = self.at_top()?;
        args.extend(
            ["diff", "--name-only", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--diff-filter=U", "-z"]
                .map(OsString::from),
        );
        Ok(self.run(args)?.split('\0').filter(|n| !n.is_empty()).map(|n| top.join(n)).collect())
    }

    /// The ledger's path from the top of the repository.
    pub(crate) fn place(&self) -> Result<String, GitError> {
        let prefix = self.run(["rev-parse", "--show-prefix"])?;
        Ok(format!("{}{}", prefix.trim_end_matches(['\r', '\n']), self.name.to_string_lossy()))
    }

    /// The ledger at a path in a commit.
    pub(crate) fn version(&self, commit: &str, path: &str) -> Result<Option<Version>, GitError> {
        let said = self.run(["ls-tree", "-z", "--full-tree", commit, "--", path])?;
        let blob = said.split('\0').next().and_then(|line| line.split('\t').next()).and_then(|l| l.strip_prefix("100"));
        let object = blob.and_then(|l| l.split(' ').nth(2));
        Ok(object.map(|object| Version { object: object.to_owned(), path: path.to_owned() }))
    }

    /// The text of a version, as a checkout would write it.
    pub(crate) fn text(&self, version: &Version) -> Result<String, GitError> {
        let args = ["cat-file".into(), "--filters".into(), format!("--path={}", version.path).into(), OsString::from(&version.object)];
        let output = self.output(&args)?;
        told(&args, &output)?;
        text(&version.path, output.stdout)
    }

    /// The sides of the ledger when a merge left it unmerged.
    pub fn stages(&self) -> Result<Option<Stages>, GitError> {
        let said = self.run(["ls-files".into(), "-u".into(), "-z".into(), "--".into(), self.path()])?;
        let (place, mut sides) = (self.place()?, [const { None }; 3]);
        for head in said.split('\0').filter_map(|record| record.split('\t').next()) {
            if let [_, object, stage] = head.split(' ').collect::<Vec<_>>()[..] {
                let number: usize = stage.parse().unwrap_or(1);
                sides[number.clamp(1, 3) - 1] = Some(self.text(&Version { object: object.to_owned(), path: place.clone() })?);
            }
        }
        let any = sides.iter().any(Option::is_some);
        let [base, ours, theirs] = sides;
        Ok(any.then_some(Stages { base, ours, theirs }))
    }

    /// The ledger's text in a commit, as a checkout would write it; none when the commit does not hold it.
    pub fn show(&self, commit: &str) -> Result<Option<String>, GitError> {
        self.version(commit, &self.place()?)?.map(|v| self.text(&v)).transpose()
    }

    /// The words that make git work from the top of the repository.
    pub(super) fn at_top(&self) -> Result<Vec<OsString>, GitError> {
        let up = self.run(["rev-parse", "--show-cdup"])?;
        let up = up.trim_end_matches(['\r', '\n']);
        Ok(if up.is_empty() { Vec::new() } else { vec!["-C".into(), up.into()] })
    }

    /// The ledger's path in a commit that comes before or after another in which its path is known.
    pub(crate) fn path_in(&self, known: (&str, &str), commit: &str) -> Result<String, GitError> {
        let (at, path) = known;
        if self.version(commit, path)?.is_some() {
            return Ok(path.to_owned());
        }
        let said = self.run(["diff-tree", "-r", "-z", "--find-renames", "--diff-filter=R", "--name-status", at, commit])?;
        let fields: Vec<&str> = said.split('\0').collect();
        let renamed = fields.chunks_exact(3).find(|c| c[1] == path).map(|c| c[2].to_owned());
        Ok(renamed.unwrap_or_else(|| path.to_owned()))
    }

    /// The commits that touched the ledger, newest first, across renamings as far as git can tell.
    pub(crate) fn history(&self) -> Result<Vec<Commit>, GitError> {
        if self.commit("HEAD")?.is_none() { Ok(Vec::new()) } else { self.history_of("HEAD") }
    }

    /// The same up to another commit than the last one here.
    pub(super) fn history_of(&self, tip: &str) -> Result<Vec<Commit>, GitError> {
        let args = ["log", "--follow", "-z", "--raw", "--no-abbrev", "--no-color", "--no-show-signature", "--no-ext-diff", "--no-textconv"]
            .map(OsString::from);
        let format = ["--format=tformat:%x01%H%x02%an%x02%aI%x02%s", tip, "--"].map(OsString::from);
        let said = self.run(args.into_iter().chain(format).chain([self.path()]))?;
        Ok(said.split('\u{1}').filter_map(read_commit).collect())
    }

    /// Whether what git holds of the ledger is not its text.
    pub(crate) fn has_filter(&self) -> bool {
        self.attribute("filter").is_ok_and(|f| !matches!(f.as_str(), "unspecified" | "unset" | "set"))
    }

    /// The bytes that a checkout would write for what git holds in a file.
    pub(crate) fn checked_out(&self, held: &Path) -> Result<Vec<u8>, GitError> {
        let object = self.object(&["-w".into(), "--no-filters".into()], held)?;
        let place = self.place()?;
        self.bytes(&["cat-file".into(), "--filters".into(), format!("--path={place}").into(), object.into()])
    }

    /// The bytes that git would hold of a ledger that lies in a file.
    pub(crate) fn committed(&self, ledger: &Path) -> Result<Vec<u8>, GitError> {
        let object = self.object(&["-w".into(), self.as_ledger()], ledger)?;
        self.bytes(&["cat-file".into(), "blob".into(), object.into()])
    }

    /// How git would name what it would hold of a ledger that lies in a file.
    pub(super) fn object_of(&self, ledger: &Path) -> Result<String, GitError> {
        self.object(&[self.as_ledger()], ledger)
    }

    /// Tells git to treat a file as the ledger.
    pub(super) fn as_ledger(&self) -> OsString {
        let mut path = OsString::from("--path=");
        path.push(&self.name);
        path
    }

    /// What git names a file among its objects; with `-w` it is put there.
    pub(super) fn object(&self, how: &[OsString], file: &Path) -> Result<String, GitError> {
        let file = std::path::absolute(file).map_err(GitError::Io)?;
        let args = ["hash-object".into()].into_iter().chain(how.iter().cloned()).chain(["--".into(), file.into()]);
        Ok(self.run(args)?.trim().to_owned())
    }

    fn bytes(&self, args: &[OsString]) -> Result<Vec<u8>, GitError> {
        let output = self.output(args)?;
        told(args, &output)?;
        Ok(output.stdout)
    }
}

/// Reads one commit of `git log -z --raw`.
pub(super) fn read_commit(record: &str) -> Option<Commit> {
    let mut fields = record.split('\0').map(|f| f.trim_matches('\n')).filter(|f| !f.is_empty());
    let head: Vec<&str> = fields.next()?.splitn(4, '\u{2}').collect();
    let [id, author, at, subject] = head.try_into().ok()?;
    let raw: Vec<&str> = fields.next()?.trim_start_matches(':').split(' ').collect();
    let [_, _, from, to, _] = raw.try_into().ok()?;
    let before = fields.next()?;
    let after = fields.next().unwrap_or(before);
    let version = |object: &str, path: &str| {
        (!object.bytes().all(|b| b == b'0')).then(|| Version { object: object.to_owned(), path: path.to_owned() })
    };
    Some(Commit {
        id: id.to_owned(),
        author: author.to_owned(),
        at: at.to_owned(),
        subject: subject.to_owned(),
        from: version(from, before),
        to: version(to, after),
    })
}

/// Notices commits in a ledger's repository, whoever makes them; cheap enough to ask every second. What was
/// recorded before a commit may be with others from then on.
#[derive(Clone, Debug)]
pub(crate) struct CommitWatch {
    /// Git's own log of where the branch stood.
    log: Option<PathBuf>,
    seen: Option<FileInfo>,
}

impl CommitWatch {
    /// Of the repository in which a ledger lies; without one nothing is ever noticed.
    pub(crate) fn of(ledger: &Path) -> CommitWatch {
        let log = Repo::of(ledger).ok().flatten().map(|repo| repo.git_dir.join("logs").join("HEAD"));
        let seen = log.as_deref().and_then(look);
        CommitWatch { log, seen }
    }

    /// Whether there were commits since it was last asked.
    pub(crate) fn has_news(&mut self) -> bool {
        let now = self.log.as_deref().and_then(look);
        std::mem::replace(&mut self.seen, now) != now
    }
}

fn look(path: &Path) -> Option<FileInfo> {
    SystemFiles.info(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renaming_is_read_from_what_git_prints_for_machines() {
        let record = "ab12\u{2}张三\u{2}2025-10-09T09:00:00+08:00\u{2}改名\0\n:100644 100644 11 22 R097\0旧.ron\0新.ron\0";
        let commit = read_commit(record).unwrap();
        assert_eq!((commit.author.as_str(), commit.subject.as_str()), ("张三", "改名"));
        assert_eq!(commit.from, Some(Version { object: "11".into(), path: "旧.ron".into() }));
        assert_eq!(commit.to, Some(Version { object: "22".into(), path: "新.ron".into() }));
        let added = read_commit("ab\u{2}a\u{2}t\u{2}s\0:000000 100644 000 22 A\0t.ron\0").unwrap();
        assert_eq!((added.from, added.to.map(|v| v.path)), (None, Some("t.ron".into())));
    }
}
