//! Whether a ledger can be shared safely: what `duban doctor` looks at. Reads, and writes nothing.

mod trouble;

pub use trouble::Trouble;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::domain::Ledger;
use crate::progress::Progress;
use crate::share::git::{FileState, GitError, Repo};
use crate::share::registration::{ATTRIBUTES, Registration, missing_attributes};
use crate::store::{BackupKind, Folders, LedgerFile, StoreError, SystemFiles, backups, held_by, parse_text, resolved};
use crate::text::{Lang, Say};

/// Something that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    /// The ledger's file can be read: encoding, markers, mistakes.
    Reading,
    /// Nobody holds it.
    Lock,
    /// No unsaved work lies beside it.
    Rescues,
    /// Git is there, and the ledger in a repository that holds it.
    Repository,
    /// Nothing is begun and not finished.
    Unfinished,
    /// What is committed can be read.
    Committed,
    LineEndings,
    /// The merge and diff drivers.
    Driver,
    /// The attributes here.
    Attributes,
    /// The attributes that other clones get.
    Others,
    /// Git knows who commits.
    Identity,
}

/// An aspect and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Check {
    /// What was looked at.
    pub(crate) aspect: Aspect,
    /// What was found; nothing when all is well.
    pub(crate) troubles: Vec<Trouble>,
}

impl Aspect {
    /// The word by which machines know it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Aspect::Reading => "file",
            Aspect::Lock => "lock",
            Aspect::Rescues => "unsaved",
            Aspect::Repository => "repository",
            Aspect::Unfinished => "unfinished",
            Aspect::Committed => "committed",
            Aspect::LineEndings => "line-endings",
            Aspect::Driver => "driver",
            Aspect::Attributes => "attributes",
            Aspect::Others => "other-clones",
            Aspect::Identity => "identity",
        }
    }
}

impl Say for Aspect {
    fn say(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Aspect::Reading => ("台账文件可读（编码、写法、冲突标记）", "the ledger can be read (encoding, spelling, markers)"),
            Aspect::Lock => ("没有别的程序占用", "no other program holds it"),
            Aspect::Rescues => ("旁边没有未并回的内容", "no unsaved work lies beside it"),
            Aspect::Repository => ("在 git 版本库里，归 git 管", "it lies in a git repository that holds it"),
            Aspect::Unfinished => ("没有做了一半的合并", "no merge is half done"),
            Aspect::Committed => ("提交过的版本可读", "what is committed can be read"),
            Aspect::LineEndings => ("换行符", "line endings"),
            Aspect::Driver => ("合并与比较办法已登记", "the merge and diff drivers are registered"),
            Aspect::Attributes => ("git 属性齐备", "the git attributes are there"),
            Aspect::Others => ("别人克隆后也有 git 属性", "other clones get the git attributes"),
            Aspect::Identity => ("git 知道提交的人是谁", "git knows who commits"),
        };
        lang.pick(zh, en).to_owned()
    }
}

/// Looks at everything. `program` is the one that the drivers should call.
pub(crate) fn examine(ledger: &Path, folders: &Folders, program: &Path) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut put = |aspect, troubles: Vec<Trouble>| checks.push(Check { aspect, troubles });
    let opened = LedgerFile::open(ledger, folders, &Progress::default());
    let (read, unread) = opened.map_or_else(|e| (None, Some(e)), |(_, ledger)| (Some(ledger), None));
    put(Aspect::Reading, unread.map(Trouble::Unreadable).into_iter().collect());
    put(Aspect::Lock, held_by(&SystemFiles, &resolved(ledger)).map(Trouble::Locked).into_iter().collect());
    put(Aspect::Rescues, unsaved(ledger, folders, read.as_ref()));
    let repo = match Repo::of(ledger) {
        Ok(Some(repo)) => repo,
        Ok(None) => {
            put(Aspect::Repository, vec![Trouble::NoRepo]);
            return checks;
        }
        Err(e) => {
            put(Aspect::Repository, vec![Trouble::Git(e)]);
            return checks;
        }
    };
    for (aspect, troubles) in [
        (Aspect::Repository, holding(&repo)),
        (Aspect::Unfinished, unfinished(&repo)),
        (Aspect::Committed, committed(&repo)),
        (Aspect::LineEndings, line_endings(&repo)),
        (Aspect::Driver, driver(&repo, program)),
        (Aspect::Attributes, missing_attributes(&repo).map(|m| listed(m, Trouble::Attributes))),
        (Aspect::Others, shared_attributes(&repo)),
        (Aspect::Identity, identity(&repo)),
    ] {
        put(aspect, troubles.unwrap_or_else(|e| vec![Trouble::Git(e)]));
    }
    checks
}

fn listed(words: Vec<&'static str>, trouble: impl Fn(Vec<&'static str>) -> Trouble) -> Vec<Trouble> {
    if words.is_empty() { Vec::new() } else { vec![trouble(words)] }
}

/// Work that is not in the ledger, wherever it lies: rescues, and edits of programs that were killed.
fn unsaved(ledger: &Path, folders: &Folders, read: Option<&Ledger>) -> Vec<Trouble> {
    let all = backups(ledger, folders, read).into_iter().filter(|b| !matches!(b.kind, BackupKind::Version));
    all.map(|b| Trouble::Rescued(b.path)).collect()
}

/// The oldest git that can do all that is asked of it.
const OLDEST: (u32, u32) = (2, 11);

fn holding(repo: &Repo) -> Result<Vec<Trouble>, GitError> {
    let version = repo.run(["version"])?;
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
    let mut troubles = Vec::new();
    if (numbers.next().unwrap_or(OLDEST.0), numbers.next().unwrap_or(OLDEST.1)) < OLDEST {
        troubles.push(Trouble::OldGit(version.trim().to_owned()));
    }
    let tracked = !repo.run(["ls-files".into(), "-z".into(), "--".into(), repo.path()])?.is_empty();
    if !tracked {
        let ignored = repo.output(&["check-ignore".into(), "-q".into(), "--".into(), repo.path()])?.status.success();
        troubles.push(if ignored { Trouble::Ignored } else { Trouble::Untracked });
    }
    Ok(troubles)
}

fn unfinished(repo: &Repo) -> Result<Vec<Trouble>, GitError> {
    let mut troubles: Vec<Trouble> = repo.unfinished().map(Trouble::Unfinished).into_iter().collect();
    if repo.standing()?.file == FileState::Unmerged {
        troubles.push(Trouble::Unmerged);
    }
    let lock = repo.git_dir().join("index.lock");
    if lock.exists() {
        troubles.push(Trouble::GitLocked(lock));
    }
    Ok(troubles)
}

fn committed(repo: &Repo) -> Result<Vec<Trouble>, GitError> {
    if repo.commit("HEAD")?.is_none() {
        return Ok(Vec::new());
    }
    let read = match repo.show("HEAD") {
        Ok(text) => text.map(|t| parse_text("HEAD", &t)).transpose(),
        Err(e @ GitError::NotUtf8 { .. }) => return Ok(vec![Trouble::Git(e)]),
        Err(e) => return Err(e),
    };
    Ok(read.err().map(|e: StoreError| Trouble::CommittedUnreadable(e)).into_iter().collect())
}

/// Reads what git says of the ledger's line endings: `i/lf w/crlf attr/text eol=lf`.
fn line_endings(repo: &Repo) -> Result<Vec<Trouble>, GitError> {
    let said = repo.run(["ls-files".into(), "--eol".into(), "-z".into(), "--".into(), repo.path()])?;
    let mut words = said.split_whitespace();
    let (index, folder) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    Ok(match (index, folder) {
        ("i/crlf" | "i/mixed", _) => vec![Trouble::CrlfCommitted],
        ("i/-text", _) | (_, "w/-text") => vec![Trouble::Binary],
        (_, "w/mixed") => vec![Trouble::MixedEndings],
        _ => Vec::new(),
    })
}

fn driver(repo: &Repo, program: &Path) -> Result<Vec<Trouble>, GitError> {
    let settings = Registration::of(program).settings();
    let missing: Vec<&'static str> = settings.iter().map(|(key, _)| *key).filter(|key| repo.config(key).is_none()).collect();
    let program = |key| repo.config(key).as_deref().and_then(crate::share::registration::program);
    let mut gone: Vec<PathBuf> = ["merge.duban.driver", "diff.duban.textconv"].into_iter().filter_map(program).collect();
    gone.retain(|p| p.is_absolute() && !p.exists());
    gone.dedup();
    let mut troubles = listed(missing, Trouble::NoDriver);
    troubles.extend(gone.into_iter().map(Trouble::DriverGone));
    Ok(troubles)
}

/// The attributes that a fresh clone would have: those of the upstream's commit, else of the last one here.
fn shared_attributes(repo: &Repo) -> Result<Vec<Trouble>, GitError> {
    let upstream = repo.standing()?.upstream;
    let commit = match upstream {
        Some(upstream) => repo.commit(&upstream)?,
        None => None,
    };
    let Some(commit) = commit.map_or_else(|| repo.commit("HEAD"), |c| Ok(Some(c)))? else { return Ok(Vec::new()) };
    let folder = tempfile::tempdir().map_err(GitError::Io)?;
    let index = folder.path().join("index");
    let run = |words: Vec<OsString>| {
        let output = repo.output_beside(&words, &index)?;
        crate::share::git::told(&words, &output)
    };
    run(vec!["read-tree".into(), commit.into()])?;
    let mut words: Vec<OsString> = ["check-attr", "--cached", "-z"].map(OsString::from).into();
    words.extend(ATTRIBUTES.iter().map(|(name, _)| OsString::from(name)));
    words.extend(["--".into(), repo.path()]);
    let said = run(words)?;
    let fields: Vec<&str> = said.split('\0').collect();
    let has = |name: &str, wanted: &str| fields.chunks_exact(3).any(|c| c[1] == name && c[2] == wanted);
    let missing: Vec<&'static str> = ATTRIBUTES.iter().filter(|(name, wanted)| !has(name, wanted)).map(|(name, _)| *name).collect();
    Ok(listed(missing, Trouble::NotShared))
}

fn identity(repo: &Repo) -> Result<Vec<Trouble>, GitError> {
    let known = repo.output(&["var".into(), "GIT_COMMITTER_IDENT".into()])?.status.success();
    Ok(if known { Vec::new() } else { vec![Trouble::NoIdentity] })
}
