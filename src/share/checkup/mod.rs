//! Whether a ledger can be shared safely: what `duban doctor` looks at. Reads, and writes nothing.

mod trial;
mod trouble;

pub(crate) use trouble::Trouble;

use std::path::Path;

use crate::domain::{Ledger, vocabulary};
use crate::progress::Progress;
use crate::share::driver::settings;
use crate::share::git::{FileState, GitError, Repo};
use crate::share::registration::{missing_attributes, missing_in};
use crate::store::{BackupKind, Folders, LedgerFile, StoreError, SystemFiles, backups, held_by, parse_text, resolved};

/// Something that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    Reading,
    Lock,
    Kept,
    Rescues,
    Repository,
    Unfinished,
    Committed,
    LineEndings,
    Driver,
    Attributes,
    Others,
    Identity,
}

vocabulary! {
    Aspect {
        Reading = "台账文件可读（编码、写法、冲突标记）", "the ledger can be read (encoding, spelling, markers)", "file", [];
        Lock = "没有别的程序占用", "no other program holds it", "lock", [];
        Kept = "留下的版本看得到，也留得成", "versions can be kept and looked at", "data-folder", [];
        Rescues = "旁边没有未并回的内容", "no unsaved work lies beside it", "unsaved", [];
        Repository = "在 git 版本库里，归 git 管", "it lies in a git repository that holds it", "repository", [];
        Unfinished = "没有做了一半的合并", "no merge is half done", "unfinished", [];
        Committed = "提交过的版本可读", "what is committed can be read", "committed", [];
        LineEndings = "换行符", "line endings", "line-endings", [];
        Driver = "合并与比较办法已登记", "the merge and diff drivers are registered", "driver", [];
        Attributes = "git 属性齐备", "the git attributes are there", "attributes", [];
        Others = "别人克隆后也有 git 属性", "other clones get the git attributes", "other-clones", [];
        Identity = "git 知道提交的人是谁", "git knows who commits", "identity", [];
    }
}

/// What is wrong with an aspect; nothing when all is well.
pub(crate) type Check = (Aspect, Vec<Trouble>);

/// Looks at everything. `program` is the one that the drivers should call.
pub(crate) fn examine(ledger: &Path, folders: &Folders, program: &Path) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut put = |aspect, troubles: Vec<Trouble>| checks.push((aspect, troubles));
    let opened = folders.has_lost(ledger).and_then(|()| LedgerFile::open(ledger, folders, &Progress::default()));
    let (read, unread) = opened.map_or_else(|e| (None, Some(e)), |(_, ledger)| (Some(ledger), None));
    put(Aspect::Reading, unread.map(Trouble::Unreadable).into_iter().collect());
    put(Aspect::Lock, held_by(&SystemFiles, &resolved(ledger)).map(Trouble::Locked).into_iter().collect());
    put(Aspect::Kept, folders.closed(ledger).into_iter().chain(folders.sealed()).map(Trouble::Unkept).collect());
    put(Aspect::Rescues, unsaved(ledger, folders, read.as_ref()));
    let repo = match Repo::of(ledger) {
        Ok(Some(repo)) => repo,
        none => {
            put(Aspect::Repository, vec![none.map_or_else(Trouble::Git, |_| Trouble::NoRepo)]);
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
    let all = backups(ledger, folders, read).into_iter().filter(|b| !matches!(b.kind, BackupKind::Version { .. } | BackupKind::Written));
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
    // A letter for how git holds the file: lower case where it is assumed to be unchanged.
    let held = repo.run(["ls-files".into(), "-v".into(), "-z".into(), "--".into(), repo.path()])?;
    match held.chars().next() {
        Some(c) if c.is_lowercase() => troubles.push(Trouble::Hidden("assume-unchanged")),
        Some('S') => troubles.push(Trouble::Hidden("skip-worktree")),
        _ => {}
    }
    if held.is_empty() {
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
    let lock = repo.git_dir.join("index.lock");
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
    let (mut missing, mut troubles) = (Vec::new(), Vec::new());
    for (key, wanted) in settings(program) {
        match repo.config(key) {
            Some(found) if found == wanted => {}
            Some(found) => troubles.push(Trouble::OtherDriver(key, found)),
            None => missing.push(key),
        }
    }
    let mut all: Vec<Trouble> = listed(missing, Trouble::NoDriver).into_iter().chain(troubles).collect();
    // What somebody else registered is not run.
    if all.is_empty() {
        let driver = repo.config("merge.duban.driver").unwrap_or_default();
        all.extend(trial::failure(repo, &driver)?.map(Trouble::DriverFails));
    }
    Ok(all)
}

/// The attributes that a fresh clone would have: those of the upstream's commit, else of the last one here.
fn shared_attributes(repo: &Repo) -> Result<Vec<Trouble>, GitError> {
    let upstream = repo.standing()?.upstream;
    let commit = upstream.map(|u| repo.commit(&u)).transpose()?.flatten().map_or_else(|| repo.commit("HEAD"), |c| Ok(Some(c)))?;
    let missing = commit.map(|c| missing_in(repo, &c)).transpose()?.unwrap_or_default();
    Ok(listed(missing, Trouble::NotShared))
}

fn identity(repo: &Repo) -> Result<Vec<Trouble>, GitError> {
    let known = repo.output(&["var".into(), "GIT_COMMITTER_IDENT".into()])?.status.success();
    Ok(if known { Vec::new() } else { vec![Trouble::NoIdentity] })
}
