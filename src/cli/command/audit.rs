use serde_json::{Value, json};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::Answer;
use crate::domain::Ledger;
use crate::report::SCHEMA;
use crate::share::{Audited, Lost, Source};
use crate::text::{Lang, sanitize};

/// 核对提交过的每一条更新是不是都还在 | Check that every update that was ever committed is still there
#[derive(clap::Args, Debug)]
#[command(
    after_help = "看所有分支上的所有提交，合并的也看。缺的逐条列出，写明哪个提交、谁写的；退出码为 1。确需撤回的更新请做更正，更正过的不算缺。 | Looks at every commit of every branch, merges too. What is missing is listed with its commit and author: exit code 1. An update is taken back by a correction, and is not missing then."
)]
pub(in crate::cli) struct Audit {
    /// 把缺的放回台账 | Bring what is missing back into the ledger
    #[arg(long)]
    restore: bool,
}

impl Audit {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("audit")?;
        let sharing = call.sharing()?;
        let audited = sharing.audit()?;
        let ledger = sharing.working()?;
        let (missing, restored) = (audited.lost.len(), self.restore && !audited.lost.is_empty());
        if restored {
            sharing.restore(&audited)?;
        }
        let exit = if missing == 0 || restored { Exit::Fine } else { Exit::Findings };
        if call.globals.json {
            let lost: Vec<Value> = audited.lost.iter().map(|l| one(l, &ledger, call.lang)).collect();
            let unreadable: Vec<&str> = audited.unreadable.iter().map(|s| s.id.as_str()).collect();
            return Ok(Answer::json(json!({
                "schema": SCHEMA, "kind": "audit", "commits": audited.commits, "updates": audited.updates,
                "missing": lost, "restored": restored, "unreadable": unreadable,
            }))
            .exit(exit));
        }
        let text: String = audited.lost.iter().map(|l| lines(l, &ledger, call.lang)).collect();
        Ok(remarks(&audited, restored, call.lang).into_iter().fold(Answer::text(text), Answer::remark).exit(exit))
    }
}

fn remarks(audited: &Audited, restored: bool, lang: Lang) -> Vec<String> {
    let (commits, updates, missing) = (audited.commits, audited.updates, audited.lost.len());
    let mut lines: Vec<String> = audited
        .unreadable
        .iter()
        .map(|s| {
            format!(
                "{}  {}",
                head(s),
                lang.pick("这个提交里的台账读不了，没有核对", "the ledger of this commit cannot be read and was not audited")
            )
        })
        .collect();
    lines.push(match (missing, restored) {
        (0, _) => {
            lang.pick(format!("{commits} 个提交里的 {updates} 条更新都在"), format!("all {updates} updates of {commits} commits are there"))
        }
        (n, true) => lang.pick(format!("缺的 {n} 条已放回台账"), format!("{n} missing updates were put back into the ledger")),
        (n, false) => lang.pick(
            format!("{commits} 个提交里的 {updates} 条更新，缺 {n} 条；加 --restore 放回台账"),
            format!("{n} of {updates} updates in {commits} commits are missing; --restore puts them back"),
        ),
    });
    lines
}

fn head(source: &Source) -> String {
    let short: String = source.id.chars().take(10).collect();
    format!("{short}  {}  {}", source.at, sanitize(&source.author, false))
}

fn lines(lost: &Lost, ledger: &Ledger, lang: Lang) -> String {
    let said = lost.update.sentences_in(ledger.log_of(&lost.subject), ledger, lang).join(lang.pick("；", "; "));
    let line = format!("{} {}  {}{}{said}", lost.subject, lost.name, lost.update.by.label(ledger), lang.pick("：", ": "));
    format!("{}\n    {}\n", head(&lost.source), sanitize(&line, false))
}

fn one(lost: &Lost, ledger: &Ledger, lang: Lang) -> Value {
    json!({
        "commit": lost.source.id, "author": lost.source.author, "at": lost.source.at, "id": lost.update.id.as_str(),
        "subject": lost.subject.to_string(), "name": lost.name, "by": lost.update.by.label(ledger),
        "recorded": lost.update.at.written().to_rfc3339(), "sentences": lost.update.sentences(ledger, lang),
    })
}
