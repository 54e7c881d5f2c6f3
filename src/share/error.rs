use std::path::PathBuf;

use super::git::{GitError, Unfinished};
use crate::says_as_error;
use crate::store::StoreError;
use crate::text::{Lang, Say};

/// Why a ledger was not shared. Whatever it was, no work is lost and no merge is half done.
#[derive(Debug)]
#[allow(missing_docs, reason = "what each is stands below, in the words that are said of it")]
pub enum ShareError {
    Git(GitError),
    Store(StoreError),
    NoRepo(PathBuf),
    Ignored(PathBuf),
    NoCommit(String),
    Unfinished(Unfinished),
    NoBranch,
    NoRemote,
    Unreachable(String),
    OtherFiles(Vec<String>),
    /// The other side took the ledger away or made something else of it.
    Removed(String),
    InTheWay(String),
    Rejected(String),
    Overtaken(u32),
    OldGit,
}

says_as_error!(ShareError);

impl From<GitError> for ShareError {
    fn from(e: GitError) -> Self {
        ShareError::Git(e)
    }
}

impl From<StoreError> for ShareError {
    fn from(e: StoreError) -> Self {
        ShareError::Store(e)
    }
}

impl Say for ShareError {
    fn say(&self, lang: Lang) -> String {
        self.words(lang).0
    }
}

impl ShareError {
    /// What the person should do now.
    pub(crate) fn hint(&self, lang: Lang) -> String {
        self.words(lang).1
    }

    /// What is said of it, and what the person should do now.
    fn words(&self, lang: Lang) -> (String, String) {
        let pick = |(zh, en): (String, String)| lang.pick(zh, en);
        let (said, todo): ((String, String), (&str, &str)) = match self {
            ShareError::Git(e) => return (e.say(lang), e.hint(lang).to_owned()),
            ShareError::Store(e) => return (e.say(lang), e.hint(lang)),
            ShareError::NoRepo(path) => (
                (format!("`{}` 不在 git 版本库里", path.display()), format!("`{}` lies in no git repository", path.display())),
                ("在那个文件夹里运行 git init，或克隆大家共用的版本库。", "Run `git init` there, or clone the shared repository."),
            ),
            ShareError::Ignored(path) => (
                (format!("git 被告知不管 `{}`（.gitignore）", path.display()), format!("git was told to ignore `{}`", path.display())),
                ("从 .gitignore 里去掉它。", "Take it out of .gitignore."),
            ),
            ShareError::NoCommit(word) => (
                (format!("没有提交 `{word}`"), format!("there is no commit `{word}`")),
                ("可写 HEAD~1、分支名、标签或提交号。", "HEAD~1, a branch, a tag or an id."),
            ),
            ShareError::Unfinished(what) => (
                (
                    format!("版本库里有没做完的{}", what.label(Lang::Zh)),
                    format!("a {} is not finished in this repository", what.label(Lang::En)),
                ),
                ("台账有冲突就先合并台账，再用 git 做完或放弃。", "If the ledger conflicts merge it, then finish or abort with git."),
            ),
            ShareError::NoBranch => (
                ("当前不在任何分支上".into(), "no branch is checked out".into()),
                ("先切回分支：git switch 分支名", "Go back to a branch: git switch BRANCH"),
            ),
            ShareError::NoRemote => (
                ("版本库没有远端，无处同步".into(), "the repository has no remote to sync with".into()),
                ("git remote add origin 地址", "git remote add origin ADDRESS"),
            ),
            ShareError::Unreachable(said) => (
                (format!("连不上远端：{said}"), format!("the remote cannot be reached: {said}")),
                ("改动都在本机，没有丢；连上以后再同步。", "All work is here and safe; sync when connected."),
            ),
            ShareError::OtherFiles(files) => (
                (
                    format!("台账以外的文件有冲突：{}；合并已放弃，什么都没有动", files.join("、")),
                    format!("other files than the ledger conflict: {}; the merge was dropped and nothing was touched", files.join(", ")),
                ),
                ("请先用 git 合并那些文件，再合并台账。", "Merge those with git, then the ledger."),
            ),
            ShareError::Removed(path) => (
                (format!("对方的版本里没有台账 `{path}`，没有合并"), format!("their side has no ledger `{path}`; nothing was merged")),
                ("请与删除台账的人商量。", "Speak with whoever removed it."),
            ),
            ShareError::InTheWay(said) => (
                (format!("有未提交的改动挡路：{said}"), format!("changes that are not committed are in the way: {said}")),
                ("请提交或收起那些文件的改动（git stash），再试。", "Commit or stash those changes, then try again."),
            ),
            ShareError::Rejected(said) => (
                (format!("远端没有收下：{said}"), format!("the remote did not take it: {said}")),
                ("改动都在本机；请问管版本库的人要写权限。", "All work is here; ask the repository's keeper for the right to push."),
            ),
            ShareError::Overtaken(times) => (
                (format!("试了 {times} 次，每次都有人先推送"), format!("tried {times} times, and each time another pushed first")),
                ("改动都在本机；过一会儿再同步。", "All work is here; sync again in a while."),
            ),
            ShareError::OldGit => (
                (
                    "两边没有共同的提交，本机的 git 又太旧，合并不了".into(),
                    "the two sides have no commit in common, and this git is too old to merge them".into(),
                ),
                ("请升级 git。", "Install a newer git."),
            ),
        };
        (pick(said), lang.pick(todo.0, todo.1).to_owned())
    }
}
