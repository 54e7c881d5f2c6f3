use serde_json::json;
use std::path::Path;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::made::Made;
use crate::cli::out::Answer;
use crate::cli::{sentences, words};
use crate::domain::{Change, Ledger};
use crate::merge::{Difference, differences};
use crate::store::{Backup, Folders, LedgerFile, StoreError, backups, let_go_of_rescues};
use crate::text::{Lang, Say};

/// 恢复 duban versions 列出的一项；先用句子说明会变什么，恢复前的内容另留一版 | Restore what `duban versions` lists under a number; says first what changes, and keeps what is there
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban restore 1 --dry-run
  duban restore 1
恢复错了，再恢复一次 1 号就回到恢复前。 | Examples:
  duban restore 1 --dry-run
  duban restore 1
Restored by mistake? Restore number 1 once more: it is what was there before.")]
pub(in crate::cli) struct Restore {
    /// 编号，见 duban versions | Its number in `duban versions`
    #[arg(value_name = "编号 | N")]
    number: String,
    /// 不再询问 | Do not ask
    #[arg(short = 'y', long)]
    yes: bool,
    /// 只看会变什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Restore {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("restore")?;
        let path = call.file()?;
        match call.open() {
            Ok(mut session) => {
                let backup = self.chosen(&path, Some(&session.ledger))?;
                let restored = backup.restored(Some(&session.ledger)).map_err(|e| self.unreadable(&e))?;
                let all = differences(&session.ledger, &restored);
                if all.is_empty() {
                    let same = call.lang.pick("和现在没有不同，没有恢复", "nothing differs from what is there now; nothing was restored");
                    return Ok(sentences::answer(call, (&all, &restored), self.told(false)).remark(same));
                }
                self.carry_out(call, (&path, &all, &restored), &backup, || {
                    let change = Change::between(&session.ledger, &restored);
                    call.make(change, &mut session, false)
                })
            }
            // What stands there cannot be read: there is nothing to compare it with, and all the more reason to restore.
            Err(CliError::Open(_)) => {
                let backup = self.chosen(&path, None)?;
                let restored = backup.restored(None).map_err(|e| self.unreadable(&e))?;
                let text = backup.text()?;
                self.carry_out(call, (&path, &[], &restored), &backup, || {
                    LedgerFile::replace_with(&path, &Folders::of_user(), (&text, &backup.path))?;
                    Ok(Made::default())
                })
            }
            Err(e) => Err(e),
        }
    }

    /// What is said to machines besides what differs.
    fn told(&self, restored: bool) -> serde_json::Value {
        json!({ "kind": "restored", "dry_run": self.dry_run, "restored": restored })
    }

    /// What was chosen cannot be read itself: another may be.
    fn unreadable(&self, error: &StoreError) -> CliError {
        let zh = format!("编号 {} 的内容读不懂：{}", self.number, error.say(Lang::Zh));
        let en = format!("what number {} holds cannot be read: {}", self.number, error.say(Lang::En));
        CliError::usage(&zh, &en, "请换一个编号，见 duban versions。", "Take another number: `duban versions` lists them.")
    }

    fn chosen(&self, path: &Path, present: Option<&Ledger>) -> Result<Backup, CliError> {
        let number = words::whole("restore", &self.number, u64::MAX)?;
        let folders = Folders::of_user();
        let all = backups(path, &folders, present);
        if let Some(closed) = folders.closed(path).into_iter().next().filter(|_| all.is_empty()) {
            return Err(closed.into());
        }
        let (count, at) = (all.len(), usize::try_from(number).ok().and_then(|n| n.checked_sub(1)));
        at.and_then(|at| all.into_iter().nth(at)).ok_or_else(|| {
            let zh = format!("没有编号 {number}，共 {count} 项可以恢复");
            let en = format!("there is no number {number}; {count} can be restored");
            CliError::usage(&zh, &en, "编号见 duban versions。", "`duban versions` lists them.")
        })
    }

    /// Says what changes, asks where somebody can answer, and does it.
    fn carry_out(
        &self,
        call: &Call,
        (path, all, restored): (&Path, &[Difference], &Ledger),
        backup: &Backup,
        save: impl FnOnce() -> Result<Made, CliError>,
    ) -> Result<Answer, CliError> {
        let lang = call.lang;
        let page = sentences::page(all, restored, lang);
        let when = backup.at.format("%Y-%m-%d %H:%M:%S");
        let question = lang.pick(
            format!("{page}恢复 {when} 的内容（{}）吗？", backup.kind.label(lang)),
            format!("{page}Restore what is from {when} ({})?", backup.kind.label(lang)),
        );
        let go = !self.dry_run && (self.yes || call.agrees(&question)?);
        let (mut made, existed) = (Made::default(), path.exists());
        if go {
            made = save()?;
            backup.settle();
            let_go_of_rescues(path, &Folders::of_user());
        }
        let answer = sentences::answer(call, (all, restored), self.told(go));
        let answer = answer.remark(match (go, self.dry_run) {
            (true, _) if !existed => {
                lang.pick(format!("已恢复并保存：{}", path.display()), format!("restored and saved to {}", path.display()))
            }
            (true, _) => lang.pick(
                format!("已恢复并保存：{}；恢复前的内容是 1 号版本", path.display()),
                format!("restored and saved to {}; what was there is number 1 now", path.display()),
            ),
            (false, true) => lang.pick("试运行：没有保存".to_owned(), "dry run: nothing was saved".to_owned()),
            (false, false) => lang.pick("没有恢复".to_owned(), "nothing was restored".to_owned()),
        });
        Ok(answer.made(&made, lang))
    }
}
