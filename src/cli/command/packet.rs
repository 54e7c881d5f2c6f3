use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::closing::Close;
use super::consulting::Consult;
use crate::cli::call::{Call, body_now, places};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::hints;
use crate::cli::out::Answer;
use crate::cli::sending::send_one;
use crate::cli::words;
use crate::domain::{Change, Ledger};
use crate::packet::{Caution, Fate, Form, Outcome, PacketError, Proposal, file_word, propose, read};
use crate::profile::Session;
use crate::report::{FORM, SCHEMA};
use crate::store::read_document;
use crate::text::{Lang, Say, fold_width, list_parts};

/// 给不用 git 的单位发填报表，收回后并入台账 | Forms for bodies without git: send them out, take back what comes
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban packet out --dept 虎林市农业农村局 --period 2025Q4
  duban packet in 收到/*.xlsx
  duban packet in 收到/*.xlsx --accept all
  duban packet close jixi-agri
  duban packet consult --filter 方案:鸡西生物 | Examples:
  duban packet out --dept 虎林市农业农村局 --period 2025Q4
  duban packet close jixi-agri
  duban packet consult --filter plan:鸡西生物
  duban packet in returned/*.xlsx
  duban packet in returned/*.xlsx --accept all")]
pub(in crate::cli) struct Packet {
    #[command(subcommand)]
    way: Way,
}

#[derive(clap::Subcommand, Debug)]
enum Way {
    Out(Out),
    Close(Close),
    Consult(Consult),
    In(In),
}

/// 生成一个单位的填报表（xlsx） | Make the form of one body (xlsx)
#[derive(clap::Args, Debug)]
struct Out {
    /// 填报单位 | The body that fills it in
    #[arg(long, value_name = "单位 | BODY")]
    dept: String,
    /// 填报哪一期：2025Q4、四季度、上半年、2025年度；不写为正在收的一期 | The period: 2025Q4, 2025H1, 2025; when left out the one being collected
    #[arg(long, value_name = "期间 | PERIOD")]
    period: Option<String>,
    /// 写到文件；不写为“填报表-单位-期间.xlsx” | The file; named after body and period when left out
    #[arg(short, long, value_name = "文件 | FILE")]
    output: Option<PathBuf>,
    /// 文件已有时覆盖（里面可能有人填过） | Overwrite a file, though somebody may have filled it in
    #[arg(long)]
    force: bool,
}

/// 读交回的填报表，列出会改什么；--accept 才记入台账 | Read forms that came back and show what would change; --accept records it
#[derive(clap::Args, Debug)]
#[command(
    after_help = "不适用的行不记录，并写明单元格；此时退出码为 1。有的文件根本不能读时为 2。 | Rows that do not fit are not recorded and their cells named: exit code 1; 2 when a file cannot be read at all."
)]
struct In {
    /// 交回的 xlsx 文件 | The xlsx files that came back
    #[arg(value_name = "文件 | FILE", required = true)]
    files: Vec<PathBuf>,
    /// 接受哪些：all，或用逗号分开的编号，可重复 | What to accept: all, or ids with commas; may be repeated
    #[arg(long, value_name = "编号 | IDS")]
    accept: Vec<String>,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
    /// 这是更正件：同一行先前交来的内容作废 | This corrects what the same rows said before
    #[arg(long)]
    corrects: bool,
}

impl Packet {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        if !matches!(self.way, Way::Consult(_)) {
            call.takes_no_filter("packet")?;
        }
        match &self.way {
            Way::Out(out) => out.run(call),
            Way::Close(close) => close.run(call),
            Way::Consult(consult) => consult.run(call),
            Way::In(back) => back.run(call),
        }
    }
}

impl Out {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let period = self.period.as_deref().map(|p| words::period("--period", p, call.today()?)).transpose()?;
        words::format(&FORM, None, self.output.as_deref())?;
        let session = call.open()?;
        let period = period.unwrap_or_else(|| session.ledger.collecting(session.today));
        let dept = body_now(&session.ledger, "--dept", &self.dept)?;
        let form = Form::build(&session.ledger, &dept.id, period);
        if form.lines.is_empty() {
            let (zh, en) = (format!("`{}` 没有要填报的事项", form.body), format!("`{}` has nothing to report on", form.body));
            let hints = (
                "用 duban list 部门:单位 看它的事项；已完成、已终止、已结转的不再填报。",
                "`duban list dept:BODY` lists its entries; those that are done, given up or carried over are not asked for.",
            );
            return Err(CliError::usage(&zh, &en, hints.0, hints.1));
        }
        let path = self.output.clone().unwrap_or_else(|| PathBuf::from(format!("填报表-{}-{period}.xlsx", file_word(&form.body))));
        let count = form.lines.len();
        let told = call.lang.pick(format!("{}，{count} 项", form.body), format!("{}, {count} entries", form.body));
        Ok(send_one(call, &session, (&path, self.force), || form.to_xlsx())?.remark(told))
    }
}

/// What came of one file.
struct Read<'a> {
    path: &'a Path,
    outcome: Result<(Outcome, usize), PacketError>,
}

impl In {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let accepted = Accepted::parse(&self.accept, &session.ledger)?;
        let now = (session.recorder.clock)();
        let mut tried = session.ledger.clone();
        let read = self.files.iter().map(|path| self.read(path, &mut tried, now)).collect::<Result<Vec<_>, _>>()?;
        let wanted = proposals(&read).filter(|p| p.fate == Fate::New && accepted.takes(p));
        let changes = recorded(&session.ledger, wanted);
        let count = changes.len();
        let made = call.make(Change::All(changes), &mut session, self.dry_run)?;
        let answer = if call.globals.json {
            Answer::json(self.json(&session, &read, (&accepted, count)))
        } else {
            Answer::text(text(&read, &tried, call.lang))
        };
        let answer = answer.remarks(refusals(&read, call.lang)).remarks(accepted.missing(&read, call.lang));
        let waiting = proposals(&read).filter(|p| p.fate == Fate::New).count() - count;
        let told = self.summary(call, &session, (count, waiting));
        Ok(answer.remarks(told).made(&made, call.lang).exit(ending(&read)))
    }

    fn read<'a>(&self, path: &'a Path, tried: &mut Ledger, now: DateTime<FixedOffset>) -> Result<Read<'a>, CliError> {
        let outcome = read(&read_document(path)?).map(|said| {
            let mut outcome = propose(tried, &said.rows, now, self.corrects);
            outcome.misfits.splice(0..0, said.misfits);
            (outcome, said.blank)
        });
        Ok(Read { path, outcome })
    }

    fn summary(&self, call: &Call, session: &Session, (count, waiting): (usize, usize)) -> Vec<String> {
        let (lang, path) = (call.lang, session.file.path.display());
        let mut lines = Vec::new();
        if self.dry_run {
            lines.push(
                lang.pick(format!("试运行：将记录 {count} 条，没有保存"), format!("dry run: {count} would be recorded; nothing was saved")),
            );
        } else if count > 0 {
            lines.push(lang.pick(format!("已保存 {count} 条：{path}"), format!("saved {count} to {path}")));
        } else if waiting == 0 {
            lines.push(lang.pick("没有改动".to_owned(), "nothing changed".to_owned()));
        }
        if waiting > 0 {
            let zh = format!("还有 {waiting} 条没有接受；接受用 --accept all 或 --accept 编号,编号");
            lines.push(lang.pick(zh, format!("{waiting} not accepted; use --accept all, or --accept ID,ID")));
        }
        lines
    }

    fn json(&self, session: &Session, read: &[Read<'_>], (accepted, count): (&Accepted, usize)) -> Value {
        let file = |r: &Read<'_>| {
            let (proposals, misfits, blank) = match &r.outcome {
                Ok((o, blank)) => (o.proposals.as_slice(), o.misfits.as_slice(), *blank),
                Err(_) => (&[][..], &[][..], 0),
            };
            let rows: Vec<Value> = proposals.iter().map(|p| proposal_json(&session.ledger, p, accepted)).collect();
            let cells = |m: &crate::packet::Misfit| json!({ "sheet": m.sheet, "cell": m.cell, "why": m.why.say(Lang::Zh) });
            let refused: Vec<Value> = misfits.iter().map(cells).collect();
            let error = r.outcome.as_ref().err().map(ToString::to_string);
            json!({ "file": r.path.display().to_string(), "error": error, "rows": rows, "refused": refused, "blank": blank })
        };
        let files: Vec<Value> = read.iter().map(file).collect();
        let saved = !self.dry_run && count > 0;
        json!({ "schema": SCHEMA, "kind": "packet", "dry_run": self.dry_run, "saved": saved, "recorded": count, "files": files })
    }
}

/// Which rows a person accepts.
enum Accepted {
    Nothing,
    All,
    Places(HashSet<crate::domain::EntryId>),
}

impl Accepted {
    fn parse(words: &[String], ledger: &Ledger) -> Result<Accepted, CliError> {
        if words.is_empty() {
            return Ok(Accepted::Nothing);
        }
        if words.iter().any(|w| ["all", "全部"].contains(&fold_width(w.trim()).as_str())) {
            return Ok(Accepted::All);
        }
        let ids: Vec<&str> = words.iter().flat_map(|w| list_parts(w, |id| ledger.find(id).is_ok())).collect();
        let found = places(ledger, &ids)?;
        Ok(Accepted::Places(found.into_iter().map(|p| ledger.entries()[p].id.clone()).collect()))
    }

    /// Entries that were accepted and stand in no file.
    fn missing(&self, read: &[Read<'_>], lang: Lang) -> Vec<String> {
        let Accepted::Places(ids) = self else { return Vec::new() };
        let mut gone: Vec<_> = ids.iter().filter(|id| proposals(read).all(|p| p.entry != **id)).collect();
        gone.sort();
        let line = |id| lang.pick(format!("交回的表里没有能记录的 {id}"), format!("no form holds a row of {id} that can be recorded"));
        gone.into_iter().map(line).collect()
    }

    fn takes(&self, proposal: &Proposal) -> bool {
        match self {
            Accepted::Nothing => false,
            Accepted::All => true,
            Accepted::Places(ids) => ids.contains(&proposal.entry),
        }
    }
}

fn proposals<'a>(read: &'a [Read<'_>]) -> impl Iterator<Item = &'a Proposal> {
    read.iter().filter_map(|r| r.outcome.as_ref().ok()).flat_map(|(outcome, _)| &outcome.proposals)
}

/// The changes that record rows, each on what those before it have made.
fn recorded<'a>(ledger: &Ledger, rows: impl Iterator<Item = &'a Proposal>) -> Vec<Change> {
    let mut ledger = ledger.clone();
    let record = |row: &Proposal| {
        let change = row.change(&ledger);
        // What cannot be recorded is told when it is tried in earnest.
        let _ = change.clone().apply(&mut ledger);
        change
    };
    rows.map(record).collect()
}

fn text(read: &[Read<'_>], ledger: &Ledger, lang: Lang) -> String {
    let mut out = String::new();
    for file in read {
        let Ok((outcome, blank)) = &file.outcome else { continue };
        let blank = lang.pick(format!("（{blank} 行没有填）"), format!(" ({blank} rows left blank)"));
        out.push_str(&format!("{}{blank}\n", file.path.display()));
        for p in &outcome.proposals {
            let (title, log) = ledger.get(&p.entry).map_or(("", &[][..]), |e| (e.title.as_str(), e.updates.as_slice()));
            let by = p.update.by.label(ledger);
            out.push_str(&format!("  {}  {title}{}{by}\n", p.entry, lang.pick("　", "  ")));
            if p.fate == Fate::Already {
                out.push_str(lang.pick("      以前已经记录，不再改动\n", "      recorded before; nothing to do\n"));
                continue;
            }
            let says = p
                .update
                .sentences_in(log, ledger, lang)
                .into_iter()
                .chain(p.cautions.iter().map(|c| format!("！{}", hints::caution(c, lang))));
            says.for_each(|line| out.push_str(&format!("      {}\n", crate::text::sanitize(&line, false))));
        }
    }
    out
}

fn refusals(read: &[Read<'_>], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for file in read {
        let name = file.path.display();
        let refused = lang.pick("没有采用", "refused");
        match &file.outcome {
            Err(e) => lines.push(format!("{refused} {name}{}{}", lang.pick("：", ": "), hints::workbook(e, lang))),
            Ok((outcome, _)) => lines.extend(outcome.misfits.iter().map(|m| hints::refused(file.path, m, lang))),
        }
    }
    lines
}

fn ending(read: &[Read<'_>]) -> Exit {
    let of = |r: &Read<'_>| match &r.outcome {
        Err(_) => Exit::Failed,
        Ok((outcome, _)) if !outcome.misfits.is_empty() => Exit::Findings,
        Ok(_) => Exit::Fine,
    };
    read.iter().map(of).max().unwrap_or(Exit::Fine)
}

fn proposal_json(ledger: &Ledger, p: &Proposal, accepted: &Accepted) -> Value {
    let by = &p.update.by;
    json!({
        "id": p.entry.as_str(),
        "title": ledger.get(&p.entry).map(|e| e.title.as_str()),
        "place": p.place,
        "update": p.update.id.as_str(),
        "department": by.dept.as_ref().map(|d| ledger.departments.name(d)),
        "person": by.person,
        "period": p.update.period.map(|p| p.to_string()),
        "says": p.update.sentences(ledger, Lang::Zh),
        "cautions": p.cautions.iter().map(|c| hints::caution(c, Lang::Zh)).collect::<Vec<_>>(),
        "contested": p.cautions.iter().any(Caution::is_contest),
        "already": p.fate == Fate::Already,
        "accepted": p.fate == Fate::New && accepted.takes(p),
    })
}
