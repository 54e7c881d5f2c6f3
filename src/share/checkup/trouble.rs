use std::path::PathBuf;

use crate::share::error::ShareError;
use crate::share::git::{GitError, Unfinished};
use crate::store::{Holder, StoreError};
use crate::text::{Lang, Say};

/// Something that keeps a ledger from being shared safely.
#[derive(Debug)]
pub(crate) enum Trouble {
    Unreadable(StoreError),
    /// Another program is saving it, or hangs.
    Locked(Holder),
    /// What is kept besides the ledger cannot be, or cannot be looked at.
    Unkept(StoreError),
    /// Work that could not be saved and was not brought back.
    Rescued(PathBuf),
    NoRepo,
    Git(GitError),
    OldGit(String),
    Ignored,
    Untracked,
    Unfinished(Unfinished),
    Unmerged,
    /// A git is at work, or died.
    GitLocked(PathBuf),
    CommittedUnreadable(StoreError),
    CrlfCommitted,
    MixedEndings,
    Binary,
    /// Keys of git's config that are not set.
    NoDriver(Vec<&'static str>),
    /// A key of git's config that calls another program, or calls it otherwise.
    OtherDriver(&'static str, String),
    /// It does not merge three tiny ledgers: what it said.
    DriverFails(String),
    /// Git was told to take the file for unchanged: `assume-unchanged`, `skip-worktree`.
    Hidden(&'static str),
    Attributes(Vec<&'static str>),
    NotShared(Vec<&'static str>),
    NoIdentity,
}

impl Say for Trouble {
    fn say(&self, lang: Lang) -> String {
        let list = |words: &[&str]| words.join(lang.pick("、", ", "));
        let (zh, en): (String, String) = match self {
            Trouble::Unreadable(e) | Trouble::Unkept(e) => return e.say(lang),
            Trouble::Git(e) => return e.say(lang),
            Trouble::Locked(holder) => return holder.say(lang),
            Trouble::Unfinished(what) => return ShareError::Unfinished(*what).say(lang),
            Trouble::CommittedUnreadable(e) => {
                (format!("提交过的版本读不了：{}", e.say(lang)), format!("the committed version cannot be read: {}", e.say(lang)))
            }
            Trouble::Rescued(path) => {
                (format!("`{}` 里有没存进台账的内容", path.display()), format!("`{}` holds work that is not in the ledger", path.display()))
            }
            Trouble::OldGit(version) => {
                (format!("{version} 太旧，要 2.11 或更新"), format!("{version} is too old; 2.11 or newer is needed"))
            }
            Trouble::GitLocked(path) => {
                (format!("git 的锁 `{}` 还在", path.display()), format!("git's lock `{}` is there", path.display()))
            }
            Trouble::NoDriver(keys) => (
                format!("没有登记：{}。git 会按文本合并，容易冲突", list(keys)),
                format!("not registered: {}. Git merges the ledger as text, which conflicts easily", list(keys)),
            ),
            Trouble::OtherDriver(key, found) => (
                format!("登记的不是这个程序的办法：{key} = {found}"),
                format!("registered otherwise than by this program: {key} = {found}"),
            ),
            Trouble::DriverFails(said) => (
                format!("登记的合并办法试合并三份小台账没有成功：{said}"),
                format!("the registered merge driver fails on three tiny ledgers: {said}"),
            ),
            Trouble::Hidden(word) => (
                format!("git 被告知台账没有改动（{word}），提交时看不见改动"),
                format!("git was told that the ledger does not change ({word}), and sees no change of it"),
            ),
            Trouble::Attributes(names) => {
                (format!("不对的属性：{}", list(names)), format!("attributes that are not as they must be: {}", list(names)))
            }
            Trouble::NotShared(names) => (
                format!("别人那里没有的属性：{}。他们的 git 会按文本合并", list(names)),
                format!("attributes that others do not get: {}. Their git merges the ledger as text", list(names)),
            ),
            Trouble::NoRepo => ("台账不在 git 版本库里".into(), "the ledger lies in no git repository".into()),
            Trouble::Ignored => ("git 被告知不管台账".into(), "git was told to ignore the ledger".into()),
            Trouble::Untracked => ("台账还没有交给 git".into(), "git does not know the ledger yet".into()),
            Trouble::Unmerged => ("台账有两方没有合并".into(), "the ledger has two sides that are not merged".into()),
            Trouble::CrlfCommitted => (
                "版本库里存的是 CRLF 换行，合并时处处不同".into(),
                "the repository holds the ledger with CRLF: every line differs in a merge".into(),
            ),
            Trouble::MixedEndings => ("文件里两种换行混用".into(), "the file mixes both kinds of line endings".into()),
            Trouble::Binary => {
                ("git 把台账当作二进制（文件里可能有空字符）".into(), "git takes the ledger for binary (it may hold NUL characters)".into())
            }
            Trouble::NoIdentity => ("git 不知道提交的人是谁".into(), "git does not know who commits".into()),
        };
        lang.pick(zh, en)
    }
}
