use serde_json::json;
use std::path::{Path, PathBuf};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::rivals;
use crate::domain::{Ledger, disputes};
use crate::merge::{Note, differences};
use crate::report::SCHEMA;
use crate::share::{GitError, Repo, Unfinished};
use crate::store::{FILE_NAME, Folders, LedgerFile, Located, Source, United, locate, repair, side};
use crate::text::Say;

/// 合并 git 没有合并完的台账：未完成的合并、文件里的冲突标记，或写了两处的清单 | Merge a ledger that git left unmerged: in its index, with markers in the file, or with a list in it twice
#[derive(clap::Args, Debug, Default)]
#[command(
    after_help = "有未完成的合并时，三方内容取自 git，并替你 git add；否则取自文件里的冲突标记，或写了两处的清单。原文件留在历次版本里。
两人改得不同的值并存待裁定，用 duban rule 裁定。 | In an unfinished merge the three sides are taken from git, and the ledger is added to the index; else they are taken from the markers, or from lists that stand twice. The file as it was is kept among the last versions.
Values that two people set differently stand side by side; settle them with duban rule."
)]
pub(in crate::cli) struct Resolve {
    /// 台账文件；不写为当前台账 | The ledger; the present one when left out
    #[arg(value_name = "文件 | FILE")]
    path: Option<PathBuf>,
    /// 只看会合并出什么，不写 | Show what would come of it, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Resolve {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("resolve")?;
        let folders = Folders::of_user();
        let folder = std::env::current_dir().unwrap_or_default();
        let named = self.path.as_deref().or(call.globals.file.as_deref());
        let located = match unmerged(named, &folder) {
            Some(path) => Located::Near(path),
            None => locate(named, &folder, &folders)?,
        };
        call.say_where(&located);
        let path = located.path();
        let repo = match Repo::of(path) {
            Err(GitError::NoGit) => None,
            found => found?.map(|repo| repo.acting()),
        };
        let stages = repo.as_ref().map(Repo::stages).transpose()?.flatten();
        let done = if self.dry_run {
            repair(path, &side(path, path)?, stages.as_ref())?
        } else {
            LedgerFile::repair(path, &folders, stages.as_ref())?
        };
        let Some((united, source)) = done else {
            // A file with torn markers is no ledger: opening it says so.
            LedgerFile::open(path, &folders, &call.progress)?;
            let nothing = call.lang.pick("没有要合并的", "nothing to merge");
            return Ok(if call.globals.json { self.json(call, path, None) } else { Answer::text("").remark(nothing) });
        };
        let begun = repo.as_ref().map_or(Unfinished::Merge, Repo::begun);
        if let (Some(repo), Source::Stages, false) = (&repo, source, self.dry_run) {
            repo.mark_resolved()?;
        }
        if call.globals.json {
            return Ok(self.json(call, path, Some((&united, source))));
        }
        let answer = self.text(call, path, &united, (source, begun));
        let stash = begun == Unfinished::Stash && source == Source::Stages && !self.dry_run;
        let kept = call.lang.pick(
            "贮藏里的那份还在，核对后可用 git stash drop 删去",
            "the stash is still there: drop it with `git stash drop` when all is right",
        );
        Ok(if stash { answer.remark(kept) } else { answer })
    }

    fn text(&self, call: &Call, path: &Path, united: &United, (source, begun): (Source, Unfinished)) -> Answer {
        let lang = call.lang;
        let mut out = String::new();
        for (head, side) in [(("对方改了：", "they changed:"), &united.ours), (("我方改了：", "we changed:"), &united.theirs)] {
            let lines = came(side, united, call);
            if !lines.is_empty() {
                out.push_str(&format!("{}\n", lang.pick(head.0, head.1)));
                lines.iter().for_each(|l| out.push_str(&format!("  {l}\n")));
            }
        }
        for dispute in disputes(&united.ledger) {
            out.push_str(&rivals::lines(&united.ledger, &dispute, lang));
        }
        let contests = |n: &&Note| matches!(n, Note::Contested { .. });
        united.notes.iter().filter(|n| !contests(n)).for_each(|n| out.push_str(&format!("{}\n", n.say(lang))));
        let shown = path.display();
        let done = match (self.dry_run, source) {
            (true, _) => lang.pick("试运行：没有写".to_owned(), "dry run: nothing was written".to_owned()),
            (false, Source::Stages) => lang.pick(
                format!("已合并 {shown}，并已 git add；提交即完成{}", begun.label(lang)),
                format!("merged {shown} and added it to git's index; commit to finish the {}", begun.label(lang)),
            ),
            (false, Source::Doubled) => {
                lang.pick(format!("{shown} 里写了两处的清单已合成一处"), format!("what stood twice in {shown} is one list now"))
            }
            (false, Source::Markers) => lang.pick(format!("已按冲突标记合并 {shown}"), format!("merged {shown} from its markers")),
        };
        let waiting = disputes(&united.ledger).len();
        let answer = Answer::text(out).remark(done);
        if waiting == 0 {
            return answer;
        }
        answer.remark(rivals::waiting(waiting, call.lang))
    }

    fn json(&self, call: &Call, path: &Path, done: Option<(&United, Source)>) -> Answer {
        let came = |of: fn(&United) -> &Ledger| done.map(|(u, _)| came(of(u), u, call)).unwrap_or_default();
        let contested: Vec<_> =
            done.map(|(u, _)| disputes(&u.ledger).iter().map(|d| rivals::json(&u.ledger, d, call.lang)).collect()).unwrap_or_default();
        let source = done.map(|(_, source)| source.word());
        Answer::json(json!({
            "schema": SCHEMA, "kind": "resolve", "file": path.display().to_string(), "dry_run": self.dry_run, "source": source,
            "theirs": came(|u| &u.ours), "ours": came(|u| &u.theirs), "contested": contested,
        }))
    }
}

/// The one ledger that a merge left with two sides, under whatever name, when none is named.
fn unmerged(named: Option<&Path>, folder: &Path) -> Option<PathBuf> {
    let repo = Repo::of(&folder.join(FILE_NAME)).ok().flatten().filter(|_| named.is_none())?;
    let mut ledgers = repo.unmerged().ok()?.into_iter().filter(|p| p.extension().is_some_and(|e| e == "ron"));
    ledgers.next().filter(|_| ledgers.next().is_none())
}

/// What the union holds that a side did not, in sentences.
fn came(side: &Ledger, united: &United, call: &Call) -> Vec<String> {
    differences(side, &united.ledger).iter().map(|d| d.line(&united.ledger, call.lang)).collect()
}
