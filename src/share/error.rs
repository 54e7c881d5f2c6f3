use std::path::PathBuf;

use super::git::{GitError, Unfinished};
use crate::says_as_error;
use crate::store::StoreError;
use crate::text::{Lang, Say};

/// Why a ledger was not shared. Whatever it was, no work is lost and no merge is half done.
#[derive(Debug)]
pub enum ShareError {
    /// Git.
    Git(GitError),
    /// The ledger.
    Store(StoreError),
    /// The ledger lies in no repository.
    NoRepo(PathBuf),
    /// Git was told to pass the ledger over.
    Ignored(PathBuf),
    /// A word that is no commit.
    NoCommit(String),
    /// Something else was begun and must be finished first.
    Unfinished(Unfinished),
    /// A commit is checked out without a branch.
    NoBranch,
    /// There is nobody to share with.
    NoRemote,
    /// The remote could not be reached.
    Unreachable(String),
    /// Other files than the ledger conflict.
    OtherFiles(Vec<String>),
    /// The other side took the ledger away or made something else of it.
    Removed(String),
    /// Changes that are not committed would be overwritten.
    InTheWay(String),
    /// The remote does not take what is sent.
    Rejected(String),
    /// Others were faster each time.
    Overtaken(u32),
    /// The git on this machine cannot do it.
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

fn begun(what: Unfinished, lang: Lang) -> &'static str {
    match what {
        Unfinished::Merge => lang.pick("合并（merge）", "merge"),
        Unfinished::Rebase => lang.pick("变基（rebase）", "rebase"),
        Unfinished::CherryPick => lang.pick("拣选（cherry-pick）", "cherry-pick"),
        Unfinished::Revert => lang.pick("还原（revert）", "revert"),
    }
}

impl Say for ShareError {
    fn say(&self, lang: Lang) -> String {
        match self {
            ShareError::Git(e) => e.say(lang),
            ShareError::Store(e) => e.say(lang),
            ShareError::NoRepo(path) => {
                let path = path.display();
                lang.pick(format!("`{path}` 不在 git 版本库里"), format!("`{path}` lies in no git repository"))
            }
            ShareError::Ignored(path) => {
                let path = path.display();
                lang.pick(format!("git 被告知不管 `{path}`（.gitignore）"), format!("git was told to ignore `{path}`"))
            }
            ShareError::NoCommit(word) => lang.pick(format!("没有提交 `{word}`"), format!("there is no commit `{word}`")),
            ShareError::Unfinished(what) => {
                let what = begun(*what, lang);
                lang.pick(format!("版本库里有没做完的{what}"), format!("a {what} is not finished in this repository"))
            }
            ShareError::NoBranch => lang.pick("当前不在任何分支上", "no branch is checked out").into(),
            ShareError::NoRemote => lang.pick("版本库没有远端，无处同步", "the repository has no remote to sync with").into(),
            ShareError::Unreachable(said) => lang.pick(format!("连不上远端：{said}"), format!("the remote cannot be reached: {said}")),
            ShareError::OtherFiles(files) => {
                let list = files.join(lang.pick("、", ", "));
                lang.pick(
                    format!("台账以外的文件有冲突：{list}；合并已放弃，什么都没有动"),
                    format!("other files than the ledger conflict: {list}; the merge was dropped and nothing was touched"),
                )
            }
            ShareError::Removed(path) => lang
                .pick(format!("对方的版本里没有台账 `{path}`，没有合并"), format!("their side has no ledger `{path}`; nothing was merged")),
            ShareError::InTheWay(said) => {
                lang.pick(format!("有未提交的改动挡路：{said}"), format!("changes that are not committed are in the way: {said}"))
            }
            ShareError::Rejected(said) => lang.pick(format!("远端没有收下：{said}"), format!("the remote did not take it: {said}")),
            ShareError::Overtaken(times) => {
                lang.pick(format!("试了 {times} 次，每次都有人先推送"), format!("tried {times} times, and each time another pushed first"))
            }
            ShareError::OldGit => lang
                .pick(
                    "两边没有共同的提交，本机的 git 又太旧，合并不了",
                    "the two sides have no commit in common, and this git is too old to merge them",
                )
                .into(),
        }
    }
}

impl ShareError {
    /// What the person should do now.
    pub(crate) fn hint(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            ShareError::Git(GitError::NoGit) => ("请安装 git。", "Install git."),
            ShareError::Git(GitError::Refused { said, .. }) if said.contains("tell me who you are") || said.contains("ident") => (
                "请先告诉 git 你是谁：git config user.name 姓名；git config user.email 邮箱",
                "Tell git who you are: git config user.name NAME; git config user.email ADDRESS",
            ),
            ShareError::Git(GitError::Refused { said, .. }) if said.contains("dubious ownership") => (
                "这个文件夹属于别的用户。确认可信后，照上面的话运行 git config --global --add safe.directory …",
                "The folder belongs to another user. If you trust it, run the `git config --global --add safe.directory` named above.",
            ),
            ShareError::Git(GitError::NotUtf8 { .. }) => (
                "那一版多半被存成了 GBK。请用编辑器另存为 UTF-8 再提交。",
                "That version was probably saved as GBK. Save it as UTF-8 and commit it.",
            ),
            ShareError::Git(GitError::Stopped) => ("改动都在本机，没有丢。", "All work is here and safe."),
            ShareError::Git(_) => ("", ""),
            ShareError::Store(e) => return e.hint(lang),
            ShareError::NoRepo(_) => {
                ("在那个文件夹里运行 git init，或克隆大家共用的版本库。", "Run `git init` there, or clone the shared repository.")
            }
            ShareError::Ignored(_) => ("从 .gitignore 里去掉它。", "Take it out of .gitignore."),
            ShareError::NoCommit(_) => ("可写 HEAD~1、分支名、标签或提交号。", "HEAD~1, a branch, a tag or an id."),
            ShareError::Unfinished(_) => {
                ("台账有冲突就先合并台账，再用 git 做完或放弃。", "If the ledger conflicts merge it, then finish or abort with git.")
            }
            ShareError::NoBranch => ("先切回分支：git switch 分支名", "Go back to a branch: git switch BRANCH"),
            ShareError::NoRemote => ("git remote add origin 地址", "git remote add origin ADDRESS"),
            ShareError::Unreachable(_) => ("改动都在本机，没有丢；连上以后再同步。", "All work is here and safe; sync when connected."),
            ShareError::OtherFiles(_) => ("请先用 git 合并那些文件，再合并台账。", "Merge those with git, then the ledger."),
            ShareError::Removed(_) => ("请与删除台账的人商量。", "Speak with whoever removed it."),
            ShareError::InTheWay(_) => {
                ("请提交或收起那些文件的改动（git stash），再试。", "Commit or stash those changes, then try again.")
            }
            ShareError::Rejected(_) => {
                ("改动都在本机；请问管版本库的人要写权限。", "All work is here; ask the repository's keeper for the right to push.")
            }
            ShareError::Overtaken(_) => ("改动都在本机；过一会儿再同步。", "All work is here; sync again in a while."),
            ShareError::OldGit => ("请升级 git。", "Install a newer git."),
        };
        lang.pick(zh, en).to_owned()
    }
}
