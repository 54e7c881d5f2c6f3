//! Which command or option helps where a room below complains: those rooms name none.

use std::path::Path;

use crate::domain::{Attribute, FindingKind, Flag, TakenUp};
use crate::packet::{Caution, Misfit, PacketError};
use crate::share::{GitError, ShareError, Trouble};
use crate::store::{Doing, StoreError};
use crate::text::{Lang, Say};

/// What to do about an error of the store.
pub(super) fn store(error: &StoreError, lang: Lang) -> String {
    let (zh, en) = match error {
        StoreError::Io(Doing::Reading, ..) => ("可用 --file 指定台账文件。", " --file names another ledger."),
        StoreError::Syntax(..) | StoreError::NotUtf8(_) => ("（duban versions、duban restore）", " (`duban versions`, `duban restore`)"),
        StoreError::Gone { .. } => (
            "（duban versions 看有哪些，duban restore 1 恢复最近一份，--file 用别的台账）",
            " (`duban versions` lists them, `duban restore 1` takes the last one, --file names another ledger)",
        ),
        StoreError::Kept(..) => ("（DUBAN_HOME 可另指一个文件夹）", " (DUBAN_HOME names another folder)"),
        StoreError::NotSaved { rescue: Some(_), .. } | StoreError::Away { rescue: Some(_), .. } => {
            ("（没存成的内容：duban versions、duban restore）", " (what could not be saved: `duban versions`, `duban restore`)")
        }
        StoreError::Markers(_) | StoreError::Doubled(..) | StoreError::ChangedOnDisk { .. } => ("（duban resolve）", " (`duban resolve`)"),
        _ => ("", ""),
    };
    error.hint(lang) + lang.pick(zh, en)
}

/// What to do about an error of sharing.
pub(super) fn share(error: &ShareError, lang: Lang) -> String {
    let (zh, en) = match error {
        ShareError::Store(e) => return store(e, lang),
        ShareError::NoCommit(_) => ("duban log 列出提交。", " `duban log` lists commits."),
        ShareError::Unfinished(_) => {
            ("（duban resolve；git 用 --continue 或 --abort）", " (`duban resolve`; git takes --continue or --abort)")
        }
        ShareError::Unreachable(_) | ShareError::Overtaken(_) => ("（duban sync）", " (`duban sync`)"),
        ShareError::Broken(..) => ("（duban sync --set-aside）", " (`duban sync --set-aside`)"),
        ShareError::OtherFiles(_) => ("（git pull；duban resolve）", " (git pull; `duban resolve`)"),
        _ => ("", ""),
    };
    error.hint(lang) + lang.pick(zh, en)
}

/// What a rule of `check` asks, and the command that settles it.
pub(super) fn rule(kind: FindingKind, lang: Lang) -> String {
    let (zh, en) = match kind {
        FindingKind::Unassigned => ("命令：duban set 编号 --lead 单位。", " `duban set ID --lead BODY` does it."),
        FindingKind::Contested => ("命令：duban rule。", " `duban rule` does it."),
        _ => ("", ""),
    };
    kind.explanation(lang).to_owned() + lang.pick(zh, en)
}

/// A plan that came into use, and the command that lists what is late of it since then.
pub(super) fn taken_up(taken_up: &TakenUp, lang: Lang) -> String {
    let list = |flag: &str| format!("duban list '{}:{} {}:{flag}'", Attribute::Plan.name(lang), taken_up.plan, Attribute::Is.name(lang));
    let list = list(Flag::Overdue.label(lang));
    taken_up.say(lang) + &lang.pick(format!("（{list}）"), format!(" (`{list}`)"))
}

/// How somebody who only proposes becomes the office, where nobody is.
pub(super) fn way_to_office(lang: Lang) -> String {
    let (zh, en) = (
        "这个单位在条目里没有职责，台账也没有登记专班办公室，所以只记为建议；它就是专班办公室的，先运行 duban body office 单位",
        "the body has no part in the entry and the ledger names no office, so it is only proposed; `duban body office BODY` names the office",
    );
    lang.pick(zh, en).to_owned()
}

/// That a cell was not taken, and why.
pub(super) fn refused(path: &Path, misfit: &Misfit, lang: Lang) -> String {
    format!("{} {} {}", lang.pick("没有采用", "refused"), path.display(), misfit.say(lang))
}

/// Why a workbook was not read.
pub(super) fn workbook(error: &PacketError, lang: Lang) -> String {
    let (zh, en) = match error {
        PacketError::NoForm => ("（应由 duban packet out 生成）", " (`duban packet out` makes them)"),
        _ => ("", ""),
    };
    error.say(lang) + lang.pick(zh, en)
}

/// What is to be known of a row before it is accepted.
pub(super) fn caution(caution: &Caution, lang: Lang) -> String {
    let (zh, en) = match caution {
        Caution::Earlier(_) => ("；若这是更正件，请加 --corrects", "; if this corrects it, use --corrects"),
        Caution::Deadline(..) => ("；调整时限用 duban set --deadline", " (`duban set --deadline` moves one)"),
        _ => ("", ""),
    };
    caution.say(lang) + lang.pick(zh, en)
}

/// What to do about a trouble of the check-up.
pub(super) fn remedy(trouble: &Trouble, lang: Lang) -> String {
    let (zh, en) = match trouble {
        Trouble::Unreadable(e) | Trouble::Unkept(e) => return store(e, lang),
        Trouble::Unfinished(what) => return share(&ShareError::Unfinished(*what), lang),
        Trouble::Git(GitError::NoGit) => {
            ("请安装 git；没有 git 也能用 duban packet 收发。", "Install git; without it, `duban packet` sends and receives forms.")
        }
        Trouble::Git(_) => ("请照 git 的话处理，再运行 duban doctor。", "Do as git says, then run `duban doctor` again."),
        Trouble::CommittedUnreadable(_) => ("请改好台账，再 duban commit。", "Mend the ledger, then `duban commit`."),
        Trouble::Locked(_) => {
            ("请稍后再试；一直不放开时，请关闭那边的 duban。", "Try again in a moment; if it goes on, close the duban there.")
        }
        Trouble::Rescued(_) => (
            "duban versions 列出编号，duban restore 编号 把它并进台账（先说会改什么，问过才做）；并进去后它自己消失。",
            "`duban versions` numbers it, `duban restore N` brings it into the ledger (it shows first what would change, and asks); then it is gone by itself.",
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
        Trouble::NoDriver(_) | Trouble::OtherDriver(..) => ("请运行 duban setup git。", "Run `duban setup git`."),
        Trouble::DriverFails(_) => {
            ("请换用登记的程序的新版本，再运行 duban setup git。", "Install the program anew, then run `duban setup git`.")
        }
        Trouble::Hidden("assume-unchanged") => {
            ("请运行 git update-index --no-assume-unchanged 台账文件", "Run `git update-index --no-assume-unchanged` on the ledger.")
        }
        Trouble::Hidden(_) => {
            ("请运行 git update-index --no-skip-worktree 台账文件", "Run `git update-index --no-skip-worktree` on the ledger.")
        }
        Trouble::Attributes(_) => (
            "请运行 duban setup git；仍不对时，找改了它的 .gitattributes 或 info/attributes。",
            "Run `duban setup git`; if that does not help, mend the .gitattributes or info/attributes that overrules it.",
        ),
        Trouble::NotShared(_) => (
            "请提交 .gitattributes 并推送，并请每个人运行一次 duban setup git；没有运行的，冲突后用 duban resolve。",
            "Commit .gitattributes and push it, and have everybody run `duban setup git` once; whoever has not mends conflicts with `duban resolve`.",
        ),
        Trouble::NoIdentity => {
            ("请运行 git config user.name 姓名；git config user.email 邮箱", "Run git config user.name NAME; git config user.email ADDRESS")
        }
    };
    lang.pick(zh, en).to_owned()
}
