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
    ManyRemotes(Vec<String>),
    /// A commit of others whose ledger cannot be read: id, author, subject.
    Broken([String; 3], Box<StoreError>),
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
        let (said, todo) = match self {
            ShareError::Git(e) => return (e.say(lang), e.hint(lang).to_owned()),
            ShareError::Store(e) => return (e.say(lang), e.hint(lang)),
            other => other.here().or_else(|| other.there(lang)).unwrap_or_default(),
        };
        (lang.pick(said.0, said.1), lang.pick(todo.0, todo.1).to_owned())
    }

    fn here(&self) -> Option<Words> {
        Some(match self {
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
            ShareError::ManyRemotes(names) => (
                (
                    format!("有几个远端，不知道和哪个同步：{}", names.join("、")),
                    format!("there are several remotes, and none is the branch's: {}", names.join(", ")),
                ),
                (
                    "git branch --set-upstream-to=远端/分支，或 git config remote.pushDefault 远端",
                    "git branch --set-upstream-to=REMOTE/BRANCH, or git config remote.pushDefault REMOTE",
                ),
            ),
            ShareError::OldGit => (
                (
                    "两边没有共同的提交，本机的 git 又太旧，合并不了".into(),
                    "the two sides have no commit in common, and this git is too old to merge them".into(),
                ),
                ("请升级 git。", "Install a newer git."),
            ),
            _ => return None,
        })
    }

    /// What has to do with others.
    fn there(&self, lang: Lang) -> Option<Words> {
        Some(match self {
            ShareError::Broken([id, author, subject], e) => {
                let short: String = id.chars().take(10).collect();
                (
                    (
                        format!("对方的提交 {short}（{author}：{subject}）里的台账读不了：{}", e.say(lang)),
                        format!("the ledger of their commit {short} ({author}: {subject}) cannot be read: {}", e.say(lang)),
                    ),
                    (
                        "请作者改好再推送；等不及时可用一个新提交把那一版放在一边，别的都保留。",
                        "Ask its author to mend and push it; or set that version aside by a new commit: all else is kept.",
                    ),
                )
            }
            ShareError::Unreachable(said) => (
                (format!("连不上远端：{said}"), format!("the remote cannot be reached: {said}")),
                advice(said).unwrap_or(("改动都在本机，没有丢；连上以后再同步。", "All work is here and safe; sync when connected.")),
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
                advice(said).unwrap_or((
                    "改动都在本机；请问管版本库的人要写权限。",
                    "All work is here; ask the repository's keeper for the right to push.",
                )),
            ),
            ShareError::Overtaken(times) => (
                (format!("试了 {times} 次，每次都有人先推送"), format!("tried {times} times, and each time another pushed first")),
                ("改动都在本机；过一会儿再同步。", "All work is here; sync again in a while."),
            ),
            _ => return None,
        })
    }
}

/// What is said, and what is to be done, in Chinese and English.
type Words = ((String, String), (&'static str, &'static str));

/// What fits the failure, by what git and the servers in use say of it.
fn advice(said: &str) -> Option<(&'static str, &'static str)> {
    let rows: [(&[&str], &str, &str); 6] = [
        (
            &["protected branch", "GH006", "not allowed to push code to protected", "prohibited by Gerrit"],
            "改动都在本机。这个分支受保护：请推到另一个分支再申请合并，或请管版本库的人放开。",
            "All work is here. The branch is protected: push to another one and ask for a merge, or ask the repository's keeper.",
        ),
        (
            &["hook declined", "pre-receive hook", "update hook"],
            "改动都在本机。远端的检查（hook）没有通过：请照上面的话改好，再同步。",
            "All work is here. A check (hook) of the remote refused it: mend what it says above, then sync again.",
        ),
        (
            &["Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED"],
            "改动都在本机。远端主机的指纹没有确认过，或者变了：请向管版本库的人核对，再用 ssh 连一次。",
            "All work is here. The host's key is unknown or has changed: check it with the repository's keeper, then connect once with ssh.",
        ),
        (
            &["publickey", "sign_and_send_pubkey", "no matching host key"],
            "改动都在本机。远端不认本机的密钥：请把公钥交给管版本库的人，或检查 ssh-agent。",
            "All work is here. The remote does not know this machine's key: hand in the public key, or look at ssh-agent.",
        ),
        (
            &["Authentication failed", "could not read Username", "could not read Password", "HTTP Basic: Access denied", "403"],
            "改动都在本机。远端不认账号或密码：请用 git pull 登录一次，再同步。",
            "All work is here. The remote does not take the account or password: log in once with `git pull`, then sync again.",
        ),
        (
            &["does not appear to be a git repository", "epository not found", "not found: did you run git update-server-info"],
            "改动都在本机，没有丢。那个地址没有版本库：请用 git remote -v 核对。",
            "All work is here and safe. There is no repository at that address: check it with `git remote -v`.",
        ),
    ];
    rows.into_iter().find(|(words, ..)| words.iter().any(|word| said.contains(word))).map(|(_, zh, en)| (zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_do_fits_the_failure() {
        for (said, hint) in [
            (
                "remote: error: GH006: Protected branch update failed\n ! [remote rejected] main -> main (protected branch hook declined)",
                "受保护",
            ),
            ("! [remote rejected] main -> main (pre-receive hook declined)", "hook"),
            ("git@host: Permission denied (publickey).\nfatal: Could not read from remote repository.", "密钥"),
            ("Host key verification failed.", "指纹"),
            ("fatal: Authentication failed for 'https://host/x.git/'", "账号"),
            ("fatal: '/x' does not appear to be a git repository", "git remote -v"),
            ("something else", "写权限"),
        ] {
            assert!(ShareError::Rejected(said.into()).hint(Lang::Zh).contains(hint), "{said}");
        }
        assert!(ShareError::Unreachable("could not resolve host".into()).hint(Lang::Zh).contains("连上以后再同步"));
    }
}
