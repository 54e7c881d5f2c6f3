//! Git, by its own command line: what an office's git can do (credentials, hooks, LFS, proxies) this can do. No
//! shell is in between, nothing is asked of git in a language but C, and paths are given relative to the folder of
//! the ledger, so that their bytes are never read back.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::child::{self, Stop};
use super::looking;
use crate::domain::vocabulary;
use crate::says_as_error;
use crate::store::{folder_of, resolved};
use crate::text::{Lang, Say, os_error};

/// A repository, seen from the folder of a ledger in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repo {
    /// That of the ledger.
    pub(super) folder: PathBuf,
    /// The ledger's file name.
    pub(super) name: OsString,
    /// Where git keeps its own.
    pub(super) git_dir: PathBuf,
    prompts: bool,
    /// Whether a person asked git to do something: then it is his own, with hooks and filters.
    acts: bool,
    /// Filters that the repository itself sets.
    filters: Vec<String>,
}

/// Why git did not do something.
#[derive(Debug)]
#[allow(missing_docs, reason = "what each is stands below, in the words that are said of it")]
pub enum GitError {
    NoGit,
    Io(io::Error),
    Refused { asked: String, said: String },
    NotUtf8 { object: String, line: usize },
    Stopped,
}

says_as_error!(GitError);

impl Say for GitError {
    fn say(&self, lang: Lang) -> String {
        match self {
            GitError::NoGit => lang.pick("本机没有 git", "there is no git on this machine").into(),
            GitError::Io(e) => lang.pick(format!("git 没有启动：{}", os_error(e, lang)), format!("git did not start: {e}")),
            GitError::Refused { asked, said } => {
                lang.pick(format!("`git {asked}` 没有成功：{said}"), format!("`git {asked}` failed: {said}"))
            }
            GitError::NotUtf8 { object, line } => lang.pick(
                format!("git 里的 `{object}` 第 {line} 行不是 UTF-8 文本"),
                format!("`{object}` in git is not UTF-8 text, line {line}"),
            ),
            GitError::Stopped => lang.pick("已中止", "called off").into(),
        }
    }
}

/// How the ledger stands in its repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The branch; none when a commit is checked out without one.
    pub branch: Option<String>,
    /// The branch that it follows elsewhere.
    pub upstream: Option<String>,
    /// Commits that are only here, as of the last fetch.
    pub ahead: u32,
    /// Commits that are only there.
    pub behind: u32,
    /// How the ledger's file stands.
    pub file: FileState,
}

/// How a file stands against the last commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "git's words")]
pub enum FileState {
    #[default]
    Committed,
    Changed,
    Unmerged,
    Untracked,
}

/// What git has begun in the repository and not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "git's words")]
pub enum Unfinished {
    Merge,
    Rebase,
    CherryPick,
    Revert,
    Stash,
}

vocabulary! {
    Unfinished {
        Merge = "合并（merge）", "merge", "merge", [];
        Rebase = "变基（rebase）", "rebase", "rebase", [];
        CherryPick = "拣选（cherry-pick）", "cherry-pick", "cherry-pick", [];
        Revert = "还原（revert）", "revert", "revert", [];
        Stash = "贮藏（stash）的取回", "stash", "stash", [];
    }
}

impl Repo {
    /// The repository in which a ledger lies, if it lies in one. Symbolic links are followed.
    pub fn of(ledger: &Path) -> Result<Option<Repo>, GitError> {
        let target = resolved(ledger);
        let Some(name) = target.file_name().map(OsStr::to_owned) else { return Ok(None) };
        let mut repo =
            Repo { folder: folder_of(&target).to_owned(), name, git_dir: PathBuf::new(), prompts: false, acts: false, filters: Vec::new() };
        match repo.run(["rev-parse", "--is-inside-work-tree", "--absolute-git-dir"]) {
            Ok(said) => match said.split_once('\n') {
                Some(("true", dir)) => repo.git_dir = PathBuf::from(dir.trim_end_matches(['\r', '\n'])),
                _ => return Ok(None),
            },
            Err(GitError::Refused { said, .. }) if ["not a git repository", "safe.bareRepository"].iter().any(|s| said.contains(s)) => {
                return Ok(None);
            }
            Err(e) => return Err(e),
        }
        repo.filters = repo.own_filters()?;
        Ok(Some(repo))
    }

    fn own_filters(&self) -> Result<Vec<String>, GitError> {
        let scoped = self.output(&looking::asked(true))?;
        let with_scope = scoped.status.code() != Some(129);
        let said = if with_scope { scoped } else { self.output(&looking::asked(false))? };
        Ok(looking::brought(&String::from_utf8_lossy(&said.stdout), with_scope))
    }

    /// For what a person asks git to do, not only to look at.
    #[must_use]
    pub(crate) fn acting(&self) -> Repo {
        Repo { acts: true, ..self.clone() }
    }

    /// With the ledger in another place of the same repository.
    pub(super) fn at(mut self, ledger: &Path) -> Repo {
        self.folder = ledger.parent().map(Path::to_owned).unwrap_or_default();
        self.name = ledger.file_name().map(OsStr::to_owned).unwrap_or_default();
        self
    }

    /// Lets git ask for passwords at the terminal; otherwise it fails where it would ask.
    #[must_use]
    pub(crate) fn with_prompts(mut self) -> Repo {
        self.prompts = true;
        self
    }

    /// The ledger, as git takes it for a path in the folder: `./tasks.ron`.
    pub(crate) fn path(&self) -> OsString {
        let mut path = OsString::from("./");
        path.push(&self.name);
        path
    }

    /// Runs git in the ledger's folder; what it prints, or why it refused.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Result<String, GitError> {
        let args: Vec<OsString> = args.into_iter().map(|a| a.as_ref().to_owned()).collect();
        told(&args, &self.output(&args)?)
    }

    /// Runs git where it waits for another machine, and may be called off meanwhile.
    pub(super) fn run_remote(&self, args: &[&str], stop: &Stop) -> Result<String, GitError> {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        let mut command = self.command(&args);
        let own_ssh =
            || ["GIT_SSH_COMMAND", "GIT_SSH"].iter().any(|v| std::env::var_os(v).is_some()) || self.config("core.sshCommand").is_some();
        if !self.prompts && !own_ssh() {
            // It would ask at the terminal by itself.
            command.env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        }
        match child::output(command, stop).map_err(GitError::of)? {
            Some(output) => told(&args, &output),
            None => Err(GitError::Stopped),
        }
    }

    /// Runs git and hands over all that it printed, whether or not it succeeded.
    pub(crate) fn output(&self, args: &[OsString]) -> Result<Output, GitError> {
        self.command(args).output().map_err(GitError::of)
    }

    /// As [`output`](Repo::output), with another index than the repository's own.
    pub(super) fn output_beside(&self, args: &[OsString], index: &Path) -> Result<Output, GitError> {
        self.command(args).env("GIT_INDEX_FILE", index).output().map_err(GitError::of)
    }

    /// Runs git with something to read.
    pub(super) fn answers(&self, args: &[OsString], input: String) -> Result<String, GitError> {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(GitError::of)?;
        let stdin = child.stdin.take();
        let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output().map_err(GitError::Io)?;
        drop(writer.join());
        told(args, &output)
    }

    pub(super) fn command(&self, args: &[OsString]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(["--literal-pathspecs", "-c", "core.quotepath=false"]);
        command.args(["-c", "i18n.commitEncoding=UTF-8", "-c", "i18n.logOutputEncoding=UTF-8"]);
        command.args(["-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit"]);
        if !self.acts {
            looking::forbid(&mut command, &self.filters);
        }
        command.args(args);
        command.env("LC_ALL", "C").env("LANGUAGE", "C").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_PAGER", "cat");
        // A hook or a driver that runs duban leaves these pointing at itself.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EDITOR"] {
            command.env_remove(name);
        }
        command.env("GIT_EDITOR", "true").stdin(Stdio::null());
        if !self.prompts {
            command.env("GIT_TERMINAL_PROMPT", "0").env_remove("GPG_TTY");
        }
        command
    }

    /// Branch, distance to its upstream, and how the file stands.
    pub fn standing(&self) -> Result<Standing, GitError> {
        let args =
            ["status", "--porcelain=v2", "--branch", "--untracked-files=all", "--ignore-submodules=all", "-z", "--"].map(OsString::from);
        let said = self.run(args.into_iter().chain([self.path()]))?;
        let mut standing = Standing::default();
        for record in said.split('\0') {
            read_record(record, &mut standing);
        }
        Ok(standing)
    }

    /// What git has begun and not finished.
    pub fn unfinished(&self) -> Option<Unfinished> {
        let marks = [
            ("rebase-merge", Unfinished::Rebase),
            ("rebase-apply", Unfinished::Rebase),
            ("MERGE_HEAD", Unfinished::Merge),
            ("CHERRY_PICK_HEAD", Unfinished::CherryPick),
            ("REVERT_HEAD", Unfinished::Revert),
        ];
        marks.into_iter().find(|(mark, _)| self.git_dir.join(mark).exists()).map(|(_, what)| what)
    }

    /// A value of git's config, as it holds in the repository.
    pub fn config(&self, key: &str) -> Option<String> {
        self.run(["config", "--get", key]).ok().map(|v| v.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// Sets a value in the repository's own config.
    pub fn set_config(&self, key: &str, value: &str) -> Result<(), GitError> {
        self.run(["config", "--local", key, value]).map(drop)
    }

    /// What `.gitattributes` says of the ledger: `duban`, `set`, `unset`, `unspecified`.
    pub fn attribute(&self, name: &str) -> Result<String, GitError> {
        let said = self.run([OsStr::new("check-attr"), OsStr::new("-z"), OsStr::new(name), OsStr::new("--"), &self.path()])?;
        Ok(said.split('\0').nth(2).unwrap_or("unspecified").to_owned())
    }

    /// Tells git that the ledger is merged.
    pub fn mark_resolved(&self) -> Result<(), GitError> {
        self.acting().run([OsStr::new("add"), OsStr::new("--"), &self.path()]).map(drop)
    }
}

impl GitError {
    /// What the person should do now.
    pub(super) fn hint(&self, lang: Lang) -> &'static str {
        let says = |words: &[&str]| matches!(self, GitError::Refused { said, .. } if words.iter().any(|w| said.contains(w)));
        let (zh, en) = match self {
            GitError::NoGit => ("请安装 git。", "Install git."),
            GitError::NotUtf8 { .. } => (
                "那一版多半被存成了 GBK。请用编辑器另存为 UTF-8 再提交。",
                "That version was probably saved as GBK. Save it as UTF-8 and commit it.",
            ),
            GitError::Stopped => ("改动都在本机，没有丢。", "All work is here and safe."),
            _ if says(&["tell me who you are", "ident"]) => (
                "请先告诉 git 你是谁：git config user.name 姓名；git config user.email 邮箱",
                "Tell git who you are: git config user.name NAME; git config user.email ADDRESS",
            ),
            _ if says(&["dubious ownership"]) => (
                "这个文件夹属于别的用户。确认可信后，照上面的话运行 git config --global --add safe.directory …",
                "The folder belongs to another user. If you trust it, run the `git config --global --add safe.directory` named above.",
            ),
            _ => ("", ""),
        };
        lang.pick(zh, en)
    }

    pub(super) fn of(e: io::Error) -> GitError {
        if e.kind() == io::ErrorKind::NotFound { GitError::NoGit } else { GitError::Io(e) }
    }
}

/// What git printed, or why it refused.
pub(super) fn told(args: &[OsString], output: &Output) -> Result<String, GitError> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = [&output.stderr, &output.stdout].map(|s| String::from_utf8_lossy(s).trim().to_owned());
    let asked = args.iter().map(|a| a.to_string_lossy()).collect::<Vec<_>>().join(" ");
    Err(GitError::Refused { asked, said: said.into_iter().find(|s| !s.is_empty()).unwrap_or_default() })
}

/// The text of an object; never a guess at one.
pub(super) fn text(object: &str, bytes: Vec<u8>) -> Result<String, GitError> {
    String::from_utf8(bytes).map_err(|e| {
        let line = 1 + e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count();
        GitError::NotUtf8 { object: object.to_owned(), line }
    })
}

/// Reads one record of `git status --porcelain=v2 --branch`.
fn read_record(record: &str, standing: &mut Standing) {
    let header = |name: &str| record.strip_prefix("# branch.").and_then(|r| r.strip_prefix(name)).map(str::trim);
    if let Some(branch) = header("head ") {
        standing.branch = Some(branch.to_owned()).filter(|b| b != "(detached)");
    } else if let Some(upstream) = header("upstream ") {
        standing.upstream = Some(upstream.to_owned());
    } else if let Some(counts) = header("ab ") {
        let mut counts = counts.split(' ').map(|c| c.trim_start_matches(['+', '-']).parse().unwrap_or(0));
        (standing.ahead, standing.behind) = (counts.next().unwrap_or(0), counts.next().unwrap_or(0));
    } else {
        standing.file = match record.as_bytes().first() {
            Some(b'1' | b'2') => FileState::Changed,
            Some(b'u') => FileState::Unmerged,
            Some(b'?') => FileState::Untracked,
            _ => return,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_is_read_from_what_git_prints_for_machines() {
        let said =
            "# branch.oid 26\0# branch.head 主线\0# branch.upstream origin/主线\0# branch.ab +2 -13\0u UU N... 1 2 3 4 5 6 7 台账.ron\0";
        let mut standing = Standing::default();
        said.split('\0').for_each(|r| read_record(r, &mut standing));
        let expected =
            Standing {
                branch: Some("主线".into()), upstream: Some("origin/主线".into()), ahead: 2, behind: 13, file: FileState::Unmerged
            };
        assert_eq!(standing, expected);
    }
}
