use serde_json::{Value, json};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::Answer;
use crate::domain::Ledger;
use crate::report::SCHEMA;
use crate::share::{Audited, Left, Lost, Source, Undone, Wanted};
use crate::text::{Lang, Say, sanitize};

/// 核对提交过的每一条更新是不是都还在 | Check that every update that was ever committed is still there
#[derive(clap::Args, Debug)]
#[command(
    after_help = "看所有分支上的所有提交，合并的也看。缺的逐条列出，写明哪个提交、谁写的；退出码为 1。确需撤回的更新请做更正，更正过的不算缺。 | Looks at every commit of every branch, merges too. What is missing is listed with its commit and author: exit code 1. An update is taken back by a correction, and is not missing then."
)]
pub(in crate::cli) struct Audit {
    /// 把缺的放回台账 | Bring what is missing back into the ledger
    #[arg(long)]
    restore: bool,
    /// 连同没有更正就不在了的记录（可能是撤销或删除的）和被退回的改动逐项列出；加 --restore 一并放回 | List records too that are gone without a correction (undone, perhaps, or removed), and changes that went back; with --restore bring them back
    #[arg(long)]
    records: bool,
}

impl Audit {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("audit")?;
        let sharing = call.sharing()?;
        let audited = sharing.audit()?;
        let ledger = sharing.working()?;
        let missing = audited.lost.len();
        let listed = missing > 0 || self.records && !(audited.left.is_empty() && audited.undone.is_empty());
        let restored = self.restore && listed;
        if restored {
            sharing.restore(&audited, if self.records { Wanted::Records } else { Wanted::Updates })?;
        }
        let exit = if !listed || restored { Exit::Fine } else { Exit::Findings };
        if call.globals.json {
            let lost: Vec<Value> = audited.lost.iter().map(|l| one(l, &ledger, call.lang)).collect();
            let left: Vec<Value> = audited.left.iter().map(one_record).collect();
            let undone: Vec<Value> = audited.undone.iter().map(|u| one_fact(u, &ledger, call.lang)).collect();
            let unreadable: Vec<&str> = audited.unreadable.iter().map(|s| s.id.as_str()).collect();
            return Ok(Answer::json(json!({
                "schema": SCHEMA, "kind": "audit", "commits": audited.commits, "updates": audited.updates,
                "missing": lost, "left": left, "undone": undone, "restored": restored, "unreadable": unreadable,
            }))
            .exit(exit));
        }
        let records = audited.left.iter().filter(|_| self.records);
        let record = |l: &Left| format!("{}\n    {}\n", head(&l.source), sanitize(&format!("{} {}", l.subject, l.name), false));
        let facts = audited.undone.iter().filter(|_| self.records).map(|u| fact(u, &ledger, call.lang));
        let text: String = audited.lost.iter().map(|l| lines(l, &ledger, call.lang)).chain(records.map(record)).chain(facts).collect();
        Ok(self.remarks(&audited, restored, call.lang).into_iter().fold(Answer::text(text), Answer::remark).exit(exit))
    }

    fn remarks(&self, audited: &Audited, restored: bool, lang: Lang) -> Vec<String> {
        let unread = lang.pick("这个提交里的台账读不了，没有核对", "the ledger of this commit cannot be read and was not audited");
        let mut lines: Vec<String> = audited.unreadable.iter().map(|s| format!("{}  {unread}", head(s))).collect();
        let (commits, updates) = (audited.commits, audited.updates);
        lines.push(match (audited.lost.len(), restored) {
            (0, _) => lang.pick(
                format!("{commits} 个提交里的 {updates} 条更新都在"),
                format!("all {updates} updates of {commits} commits are there"),
            ),
            (n, true) => lang.pick(format!("缺的 {n} 条已放回台账"), format!("{n} missing updates were put back into the ledger")),
            (n, false) => lang.pick(
                format!("{commits} 个提交里的 {updates} 条更新，缺 {n} 条；加 --restore 放回台账"),
                format!("{n} of {updates} updates in {commits} commits are missing; --restore puts them back"),
            ),
        });
        lines.extend(self.of_facts(audited.undone.len(), restored, lang));
        lines.extend(match (audited.left.len(), self.records) {
            (0, _) => None,
            (n, true) if restored => Some(
                lang.pick(format!("没有更正就不在了的 {n} 项记录也已放回"), format!("{n} records that had left were put back as well")),
            ),
            (n, true) => Some(lang.pick(
                format!("以上有 {n} 项记录没有更正就不在了，可能是撤销或删除的；确是丢了的，加 --restore 一并放回"),
                format!("{n} of these are records that left without a correction, undone perhaps or removed; --restore brings them back"),
            )),
            (n, false) => Some(lang.pick(
                format!("另有 {n} 项记录（条目、单位、会商等）没有更正就不在了，可能是撤销或删除的；加 --records 逐项列出"),
                format!(
                    "{n} records (entries, bodies, matters …) left without a correction, undone perhaps or removed; --records lists them"
                ),
            )),
        });
        lines
    }
}

impl Audit {
    /// What is said of changed facts without a log that went back; nothing where there are none.
    fn of_facts(&self, count: usize, restored: bool, lang: Lang) -> Option<String> {
        let n = count;
        match (n, self.records) {
            (0, _) => None,
            (_, true) if restored => {
                Some(lang.pick(format!("被退回的 {n} 处改动也已放回"), format!("{n} changes that had gone back were put back as well")))
            }
            (_, true) => Some(lang.pick(
                format!("以上有 {n} 处改动（名称、时限等）被退回到以前的内容；确是丢了的，加 --restore 一并放回"),
                format!(
                    "{n} of these are changes (titles, deadlines …) that went back to what had been before; --restore brings them back"
                ),
            )),
            (_, false) => Some(lang.pick(
                format!("另有 {n} 处改动（名称、时限等）被退回到以前的内容；加 --records 逐项列出"),
                format!("{n} changes (titles, deadlines …) went back to what had been before; --records lists them"),
            )),
        }
    }
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

fn fact(undone: &Undone, ledger: &Ledger, lang: Lang) -> String {
    format!("{}\n    {}\n", undone.by.say(lang), sanitize(&undone.difference.line(ledger, lang), false))
}

fn one_fact(undone: &Undone, ledger: &Ledger, lang: Lang) -> Value {
    let (difference, act) = (&undone.difference, undone.by.act());
    json!({
        "commit": act.map(|act| &act.commit), "author": act.map(|act| &act.author),
        "subject": difference.subject.to_string(), "name": difference.name, "sentences": difference.sentences(ledger, lang),
    })
}

fn one_record(left: &Left) -> Value {
    json!({
        "commit": left.source.id, "author": left.source.author, "at": left.source.at,
        "subject": left.subject.to_string(), "name": left.name,
    })
}

fn one(lost: &Lost, ledger: &Ledger, lang: Lang) -> Value {
    json!({
        "commit": lost.source.id, "author": lost.source.author, "at": lost.source.at, "id": lost.update.id.as_str(),
        "subject": lost.subject.to_string(), "name": lost.name, "by": lost.update.by.label(ledger),
        "recorded": lost.update.at.written().to_rfc3339(), "sentences": lost.update.sentences(ledger, lang),
    })
}
