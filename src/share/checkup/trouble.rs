use std::path::PathBuf;

use crate::share::error::ShareError;
use crate::share::git::{GitError, Unfinished};
use crate::store::StoreError;
use crate::text::{Lang, Say};

/// Something that keeps a ledger from being shared safely.
#[derive(Debug)]
pub enum Trouble {
    /// The file cannot be read.
    Unreadable(StoreError),
    /// Another program is saving it, or hangs.
    Locked,
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
            Trouble::Locked => ("另一个程序正占用台账", "another program holds the ledger"),
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

    /// What the person should do now.
    pub fn remedy(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Trouble::Unreadable(e) => return e.hint(lang),
            Trouble::Unfinished(what) => return ShareError::Unfinished(*what).hint(lang),
            Trouble::Git(GitError::NoGit) => {
                ("请安装 git；没有 git 也能用 duban packet 收发。", "Install git; without it, `duban packet` sends and receives forms.")
            }
            Trouble::Git(_) => ("请照 git 的话处理，再运行 duban doctor。", "Do as git says, then run `duban doctor` again."),
            Trouble::CommittedUnreadable(_) => ("请改好台账，再 duban commit。", "Mend the ledger, then `duban commit`."),
            Trouble::Locked => ("请关闭另一个 duban，或稍后再试。", "Close the other duban, or try again in a moment."),
            Trouble::Rescued(_) => (
                "对照：duban list --file 那个文件。把缺的补记进台账，再删去它。",
                "Look at it with `duban list --file` and record what is missing, then delete it.",
            ),
            Trouble::NoRepo => {
                ("在那个文件夹里运行 git init，或克隆大家共用的版本库。", "Run `git init` there, or clone the shared repository.")
            }
            Trouble::OldGit(_) => ("请升级 git。", "Install a newer git."),
            Trouble::Ignored => ("请从 .gitignore 里去掉它。", "Take it out of .gitignore."),
            Trouble::Untracked => ("请运行 duban commit。", "Run `duban commit`."),
            Trouble::Unmerged => ("请运行 duban resolve，再 git commit。", "Run `duban resolve`, then `git commit`."),
            Trouble::GitLocked(_) => {
                ("等那个 git 做完；若没有 git 在运行，删去这个文件。", "Wait for that git to end; if none is running, delete the file.")
            }
            Trouble::CrlfCommitted => (
                "请先 duban setup git，再 git add --renormalize 台账文件，然后 duban commit。",
                "Run `duban setup git`, then `git add --renormalize` on the ledger, then `duban commit`.",
            ),
            Trouble::MixedEndings => ("请运行 duban fmt。", "Run `duban fmt`."),
            Trouble::Binary => ("请用 duban check 找出空字符并去掉。", "Find the NUL character with `duban check` and take it out."),
            Trouble::NoDriver(_) | Trouble::DriverGone(_) => ("请运行 duban setup git。", "Run `duban setup git`."),
            Trouble::Attributes(_) => (
                "请运行 duban setup git；仍不对时，找改了它的 .gitattributes 或 info/attributes。",
                "Run `duban setup git`; if that does not help, mend the .gitattributes or info/attributes that overrules it.",
            ),
            Trouble::NotShared(_) => (
                "请提交 .gitattributes 并推送，并请每个人运行一次 duban setup git；没有运行的，冲突后用 duban resolve。",
                "Commit .gitattributes and push it, and have everybody run `duban setup git` once; whoever has not mends conflicts with `duban resolve`.",
            ),
            Trouble::NoIdentity => (
                "请运行 git config user.name 姓名；git config user.email 邮箱",
                "Run git config user.name NAME; git config user.email ADDRESS",
            ),
        };
        lang.pick(zh, en).to_owned()
    }
}
