use std::path::PathBuf;

use crate::share::error::ShareError;
use crate::share::git::{GitError, Unfinished};
use crate::store::{Holder, StoreError};
use crate::text::{Lang, Say};

/// Something that keeps a ledger from being shared safely.
#[derive(Debug)]
pub enum Trouble {
    /// The file cannot be read.
    Unreadable(StoreError),
    /// Another program is saving it, or hangs.
    Locked(Holder),
    /// Work that could not be saved and was not brought back.
    Rescued(PathBuf),
    /// It lies in no repository.
    NoRepo,
    /// Git did not do something, or is not there.
    Git(GitError),
    /// Git is too old.
    OldGit(String),
    /// Git passes the ledger over.
    Ignored,
    /// Git does not know the ledger yet.
    Untracked,
    /// Something is begun and not finished.
    Unfinished(Unfinished),
    /// The ledger has two sides.
    Unmerged,
    /// A git is at work, or died.
    GitLocked(PathBuf),
    /// The last commit holds a ledger that cannot be read.
    CommittedUnreadable(StoreError),
    /// The repository holds the ledger with CRLF.
    CrlfCommitted,
    /// The file has line endings of both kinds.
    MixedEndings,
    /// Git takes the ledger for binary.
    Binary,
    /// Keys of git's config that are not set.
    NoDriver(Vec<&'static str>),
    /// The program that the drivers call is not there.
    DriverGone(PathBuf),
    /// Attributes that are not as they must be.
    Attributes(Vec<&'static str>),
    /// Attributes that other clones do not get.
    NotShared(Vec<&'static str>),
    /// Git does not know who commits.
    NoIdentity,
}

impl Say for Trouble {
    fn say(&self, lang: Lang) -> String {
        let list = |words: &[&str]| words.join(lang.pick("、", ", "));
        match self {
            Trouble::Unreadable(e) => e.say(lang),
            Trouble::Git(e) => e.say(lang),
            Trouble::CommittedUnreadable(e) => {
                lang.pick(format!("提交过的版本读不了：{}", e.say(lang)), format!("the committed version cannot be read: {}", e.say(lang)))
            }
            Trouble::Rescued(path) => {
                let path = path.display();
                lang.pick(format!("`{path}` 里有没存进台账的内容"), format!("`{path}` holds work that is not in the ledger"))
            }
            Trouble::Locked(holder) => holder.say(lang),
            Trouble::OldGit(version) => {
                lang.pick(format!("{version} 太旧，要 2.11 或更新"), format!("{version} is too old; 2.11 or newer is needed"))
            }
            Trouble::Unfinished(what) => ShareError::Unfinished(*what).say(lang),
            Trouble::GitLocked(path) => {
                let path = path.display();
                lang.pick(format!("git 的锁 `{path}` 还在"), format!("git's lock `{path}` is there"))
            }
            Trouble::NoDriver(keys) => lang.pick(
                format!("没有登记：{}。git 会按文本合并，容易冲突", list(keys)),
                format!("not registered: {}. Git merges the ledger as text, which conflicts easily", list(keys)),
            ),
            Trouble::DriverGone(path) => {
                let path = path.display();
                lang.pick(format!("登记的程序 `{path}` 不在了"), format!("the registered program `{path}` is gone"))
            }
            Trouble::Attributes(names) => {
                lang.pick(format!("不对的属性：{}", list(names)), format!("attributes that are not as they must be: {}", list(names)))
            }
            Trouble::NotShared(names) => lang.pick(
                format!("别人那里没有的属性：{}。他们的 git 会按文本合并", list(names)),
                format!("attributes that others do not get: {}. Their git merges the ledger as text", list(names)),
            ),
            plain => plain.plainly(lang).to_owned(),
        }
    }
}

impl Trouble {
    fn plainly(&self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Trouble::NoRepo => ("台账不在 git 版本库里", "the ledger lies in no git repository"),
            Trouble::Ignored => ("git 被告知不管台账", "git was told to ignore the ledger"),
            Trouble::Untracked => ("台账还没有交给 git", "git does not know the ledger yet"),
            Trouble::Unmerged => ("台账有两方没有合并", "the ledger has two sides that are not merged"),
            Trouble::CrlfCommitted => {
                ("版本库里存的是 CRLF 换行，合并时处处不同", "the repository holds the ledger with CRLF: every line differs in a merge")
            }
            Trouble::MixedEndings => ("文件里两种换行混用", "the file mixes both kinds of line endings"),
            Trouble::Binary => {
                ("git 把台账当作二进制（文件里可能有空字符）", "git takes the ledger for binary (it may hold NUL characters)")
            }
            _ => ("git 不知道提交的人是谁", "git does not know who commits"),
        };
        lang.pick(zh, en)
    }
}
