use std::path::{Path, PathBuf};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::progress::Progress;
use crate::share::Repo;
use crate::store::{StoreError, side, side_of, unite, write_document};
use crate::text::Say;

/// 合并三份台账（供 git 调用），结果写入“我方” | Merge three ledgers (called by git); the union is written to OURS
#[derive(clap::Args, Debug)]
#[command(after_help = "git 按 duban setup git 登记的写法调用：duban merge -- %O %A %B %P。两人改得不同的值并存待裁定，不算 git 冲突。
退出码：0 已合并，2 有一份读不了，“我方”不动。 | Git calls it as `duban setup git` registers it: duban merge -- %O %A %B %P. Values that two people set differently stand side by side until a ruling; that is no conflict for git.
Exit codes: 0 merged, 2 a side cannot be read, and OURS is as it was.")]
pub(in crate::cli) struct Merge {
    /// 双方改动之前；空文件表示没有 | Before both; an empty file when there was none
    #[arg(value_name = "此前 | BASE")]
    base: PathBuf,
    /// 我方，合并结果写在这里 | Ours, where the union is written
    #[arg(value_name = "我方 | OURS")]
    ours: PathBuf,
    /// 对方 | Theirs
    #[arg(value_name = "对方 | THEIRS")]
    theirs: PathBuf,
    /// 台账在版本库里的路径，只用于提示 | The ledger's path in the repository, only to be named
    #[arg(value_name = "路径 | PATH")]
    path: Option<PathBuf>,
}

impl Merge {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("merge")?;
        let name = self.path.as_deref().unwrap_or(&self.ours);
        let repo = self.path.as_deref().and_then(filtering);
        let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(|file| text(file, name, repo.as_ref()));
        let (base, ours, theirs) = (base?, ours?, theirs?);
        let base = Some(base.as_str()).filter(|b| !b.trim().is_empty());
        let united = unite(name, base, &ours, &theirs)?;
        if united.text != ours {
            write_document(&self.ours, united.text.as_bytes(), None, &Progress::default())?;
            if let Some(repo) = &repo {
                write_document(&self.ours, &repo.committed(&self.ours)?, None, &Progress::default())?;
            }
        }
        Ok(united.notes.iter().fold(Answer::text(""), |answer, note| answer.remark(note.say(call.lang))))
    }
}

/// The repository of a ledger of which git holds something else than its text: a pointer of LFS.
fn filtering(path: &Path) -> Option<Repo> {
    Repo::of(path).ok().flatten().map(|repo| repo.acting()).filter(Repo::has_filter)
}

fn text(file: &Path, name: &Path, repo: Option<&Repo>) -> Result<String, CliError> {
    let plain = side(file, name);
    match (repo, &plain) {
        (Some(repo), Ok(held)) if !held.trim().is_empty() => Ok(side_of(&repo.checked_out(file)?, name)?),
        (Some(repo), Err(StoreError::NotUtf8(_))) => Ok(side_of(&repo.checked_out(file)?, name)?),
        _ => Ok(plain?),
    }
}
