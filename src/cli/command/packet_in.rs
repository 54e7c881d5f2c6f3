//! The forms that come back.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::cli::call::{Call, places};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::hints;
use crate::cli::out::Answer;
use crate::domain::{Change, EntryId, IndicatorId, Ledger, Status};
use crate::packet::{
    Caution, Fate, Handed, Incoming, Outcome, PacketError, Passed, Proposal, ValueProposal, Words, incoming, one_after_another, propose,
    read_by,
};
use crate::profile::Session;
use crate::report::SCHEMA;
use crate::store::{StoreError, read_document};
use crate::text::{Lang, Say, fold_width, list_parts};

/// 读交回的填报表，列出会改什么；--accept 才记入台账 | Read forms that came back and show what would change; --accept records it
#[derive(clap::Args, Debug)]
#[command(
    after_help = "可以写文件、文件夹（读其中和里面文件夹的 xlsx、xls、ods、csv）、zip 和带 * ? 的名称。不适用的格不记录，并写明是哪一格，同一行其余的照记；看得见的编号、事项、单位与隐藏编号不符的行，--accept all 不记，核对后用 --accept 编号（或 填报!G5 这样的格）记入。有没采用的退出码为 1，有的文件根本不能读时为 2。 | Files, folders (their xlsx, xls, ods and csv are read, and those of folders in them), zip archives and names with * or ? will do. Cells that do not fit are not recorded and are named; the rest of their rows is. Rows of which what is seen (number, title, body) does not agree with the hidden cells are not taken by --accept all: look, then name the id, or the cell as in 填报!G5. Exit code 1 when something was not taken, 2 when a file cannot be read at all."
)]
pub(super) struct In {
    /// 交回的文件、文件夹，或带 * 的名称 | The files that came back, folders, or names with *
    #[arg(value_name = "文件 | FILE", required = true)]
    files: Vec<PathBuf>,
    /// 接受哪些：all，或用逗号分开的编号，可重复 | What to accept: all, or ids with commas; may be repeated
    #[arg(long, value_name = "编号 | IDS")]
    accept: Vec<String>,
    /// 状态栏里的词算作哪个状态，如 √=已完成，可重复 | What a word in the status column means, as in √=done; may be repeated
    #[arg(long, value_name = "词=状态 | WORD=STATUS")]
    word: Vec<String>,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
    /// 这是更正件：同一行先前交来的内容作废 | This corrects what the same rows said before
    #[arg(long)]
    corrects: bool,
}

/// What came of one file.
struct Read<'a> {
    path: &'a Path,
    outcome: Result<(Outcome, usize), Unread>,
}

/// Why a file was not read.
enum Unread {
    Form(PacketError),
    Store(StoreError),
}

impl Unread {
    fn said(&self) -> String {
        match self {
            Unread::Form(e) => e.to_string(),
            Unread::Store(e) => e.to_string(),
        }
    }

    fn say(&self, path: &Path, lang: Lang) -> String {
        match self {
            Unread::Form(e) => format!("{}{}{}", path.display(), lang.pick("：", ": "), hints::workbook(e, lang)),
            Unread::Store(e) => e.say(lang),
        }
    }
}

impl In {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let words = self.words()?;
        let mut session = call.open()?;
        let accepted = Accepted::parse(&self.accept, &session.ledger)?;
        let now = (session.recorder.clock)();
        let mut tried = session.ledger.clone();
        let Incoming { files, passed } = incoming(&self.files);
        let read: Vec<Read<'_>> = files.iter().map(|file| self.read(file, &words, (&mut tried, now))).collect();
        let wanted = proposals(&read).filter(|p| accepted.takes(p));
        let measured = values(&read).filter(|value| accepted.takes_value(value)).map(ValueProposal::change);
        let changes: Vec<Change> = one_after_another(&session.ledger, wanted).into_iter().chain(measured).collect();
        let count = changes.len();
        let made = call.make(Change::All(changes), &mut session, self.dry_run)?;
        let answer = if call.globals.json {
            Answer::json(self.json(&session, &read, (&accepted, count)))
        } else {
            Answer::text(text(&read, &tried, call.lang))
        };
        let left = passed.iter().map(|passed| passed.sentence(call.lang));
        let answer = answer.remarks(left).remarks(refusals(&read, call.lang)).remarks(accepted.missing(&read, call.lang));
        let waiting: Vec<&Proposal> = proposals(&read).filter(|p| p.fate == Fate::New && !accepted.takes(p)).collect();
        let unmeasured: Vec<&ValueProposal> = values(&read).filter(|value| !value.already && !accepted.takes_value(value)).collect();
        let doubtful = waiting.iter().filter(|p| p.is_doubtful()).count() + unmeasured.iter().filter(|value| value.is_doubtful()).count();
        let plain = waiting.len() + unmeasured.len() - doubtful;
        let told = self.summary(call, &session, (count, plain, doubtful));
        let is_left = accepted.all && doubtful > 0;
        let exit = [ending(&read), if is_left { Exit::Findings } else { Exit::Fine }];
        let wrong = passed.iter().any(Passed::is_wrong).then_some(Exit::Failed);
        Ok(answer.remarks(told).made(&made, call.lang).exit(exit.into_iter().chain(wrong).max().unwrap_or(Exit::Fine)))
    }

    fn words(&self) -> Result<Words, CliError> {
        let mut words = Words::default();
        for said in &self.word {
            let (word, status) = said.rsplit_once(['=', '＝']).filter(|(word, _)| !word.trim().is_empty()).unwrap_or(("", said));
            let known = || Status::ALL.map(|status| (status.label(Lang::Zh).to_owned(), status.word().to_owned()));
            let status = Status::from_word(status).filter(|_| !word.is_empty());
            words.learn(word, status.ok_or_else(|| CliError::unknown("--word", said, known()))?);
        }
        Ok(words)
    }

    fn read<'a>(&self, file: &'a Handed, words: &Words, (tried, now): (&mut Ledger, DateTime<FixedOffset>)) -> Read<'a> {
        let path = file.path.as_path();
        let mut read = || {
            let bytes = file.bytes.clone().map_or_else(|| read_document(path).map_err(Unread::Store), Ok)?;
            let said = read_by(&bytes, words).map_err(Unread::Form)?;
            Ok((propose(tried, &said, now, self.corrects), said.blank()))
        };
        Read { path, outcome: read() }
    }

    fn summary(&self, call: &Call, session: &Session, (count, plain, doubtful): (usize, usize, usize)) -> Vec<String> {
        let (lang, path) = (call.lang, session.file.path.display());
        let mut lines = Vec::new();
        if self.dry_run {
            lines.push(
                lang.pick(format!("试运行：将记录 {count} 条，没有保存"), format!("dry run: {count} would be recorded; nothing was saved")),
            );
        } else if count > 0 {
            lines.push(lang.pick(format!("已保存 {count} 条：{path}"), format!("saved {count} to {path}")));
        } else if plain + doubtful == 0 {
            lines.push(lang.pick("没有改动".to_owned(), "nothing changed".to_owned()));
        }
        if plain > 0 {
            let zh = format!("还有 {plain} 条没有接受；接受用 --accept all 或 --accept 编号,编号");
            lines.push(lang.pick(zh, format!("{plain} not accepted; use --accept all, or --accept ID,ID")));
        }
        if doubtful > 0 {
            let zh = format!("有疑问的 {doubtful} 条没有记入；核对后用 --accept 编号 逐条接受，或改好表格再读");
            let en = format!("{doubtful} in doubt were not recorded; look, then accept each with --accept ID, or mend the file");
            lines.push(lang.pick(zh, en));
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
            let measured = r.outcome.as_ref().map_or(&[][..], |(outcome, _)| outcome.values.as_slice());
            let measured: Vec<Value> = measured.iter().map(|value| value_json(&session.ledger, value, accepted)).collect();
            let cells = |m: &crate::packet::Misfit| json!({ "sheet": m.sheet, "cell": m.cell, "why": m.why.say(Lang::Zh) });
            let refused: Vec<Value> = misfits.iter().map(cells).collect();
            let error = r.outcome.as_ref().err().map(|e| e.said());
            json!({ "file": r.path.display().to_string(), "error": error, "rows": rows, "values": measured, "refused": refused, "blank": blank })
        };
        let files: Vec<Value> = read.iter().map(file).collect();
        let saved = !self.dry_run && count > 0;
        json!({ "schema": SCHEMA, "kind": "packet", "dry_run": self.dry_run, "saved": saved, "recorded": count, "files": files })
    }
}

/// Which rows a person accepts.
#[derive(Default)]
struct Accepted {
    /// All of which nothing is in doubt.
    all: bool,
    /// Those of these entries.
    places: HashSet<EntryId>,
    /// The values of these indicators.
    indicators: HashSet<IndicatorId>,
    /// Those that stand in these cells.
    cells: HashSet<String>,
}

impl Accepted {
    fn parse(words: &[String], ledger: &Ledger) -> Result<Accepted, CliError> {
        let mut accepted = Accepted::default();
        let mut ids: Vec<&str> = Vec::new();
        for word in words
            .iter()
            .flat_map(|w| list_parts(w, |id| ledger.find(id).is_ok() || ledger.indicators.iter().any(|one| one.id().as_str() == id)))
        {
            if ["all", "全部"].contains(&fold_width(word.trim()).as_str()) {
                accepted.all = true;
            } else if word.contains(['!', '！']) {
                accepted.cells.insert(word.replace('！', "!"));
            } else if let Some(indicator) = ledger.indicators.iter().find(|one| one.id().as_str() == word.trim()) {
                accepted.indicators.insert(indicator.id());
            } else {
                ids.push(word);
            }
        }
        if !ids.is_empty() {
            let found = places(ledger, &ids)?;
            accepted.places = found.into_iter().map(|p| ledger.entries()[p].id.clone()).collect();
        }
        Ok(accepted)
    }

    /// Entries and cells that were accepted and stand in no file.
    fn missing(&self, read: &[Read<'_>], lang: Lang) -> Vec<String> {
        let entries = self.places.iter().filter(|id| proposals(read).all(|p| p.entry != **id)).map(|id| id.to_string());
        let is_read = |cell: &String| proposals(read).any(|p| p.place == *cell) || values(read).any(|value| value.place == *cell);
        let cells = self.cells.iter().filter(|cell| !is_read(cell)).cloned();
        let indicators = self.indicators.iter().filter(|id| values(read).all(|value| value.indicator != **id)).map(|id| id.to_string());
        let mut gone: Vec<String> = entries.chain(cells).chain(indicators).collect();
        gone.sort();
        let line = |id| lang.pick(format!("交回的表里没有能记录的 {id}"), format!("no form holds a row of {id} that can be recorded"));
        gone.into_iter().map(line).collect()
    }

    fn takes_value(&self, value: &ValueProposal) -> bool {
        let is_named = self.indicators.contains(&value.indicator) || self.cells.contains(&value.place);
        !value.already && (is_named || self.all && !value.is_doubtful())
    }

    fn takes(&self, proposal: &Proposal) -> bool {
        let is_named = self.places.contains(&proposal.entry) || self.cells.contains(&proposal.place);
        proposal.fate == Fate::New && (is_named || self.all && !proposal.is_doubtful())
    }
}

fn proposals<'a>(read: &'a [Read<'_>]) -> impl Iterator<Item = &'a Proposal> {
    read.iter().filter_map(|r| r.outcome.as_ref().ok()).flat_map(|(outcome, _)| &outcome.proposals)
}

/// The values of indicators in all files.
fn values<'a>(read: &'a [Read<'_>]) -> impl Iterator<Item = &'a ValueProposal> {
    read.iter().filter_map(|r| r.outcome.as_ref().ok()).flat_map(|(outcome, _)| &outcome.values)
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
            let gap = lang.pick("　", "  ");
            let about = p.update.about_label(ledger, lang).map(|about| format!("{gap}{about}")).unwrap_or_default();
            out.push_str(&format!("  {}  {title}{gap}{by}{about}\n", p.entry));
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
        outcome.values.iter().for_each(|value| out.push_str(&value_text(value, ledger, lang)));
    }
    out
}

/// A value as it would be recorded.
fn value_text(value: &ValueProposal, ledger: &Ledger, lang: Lang) -> String {
    let (gap, by) = (lang.pick("　", "  "), value.update.by.label(ledger));
    let mut out = format!("  {}{gap}{by}\n", value.indicator);
    if value.already {
        out.push_str(lang.pick("      以前已经记录，不再改动\n", "      recorded before; nothing to do\n"));
        return out;
    }
    let contested = lang.pick(
        "！这一期另有别人填的值，填表时没有看到，两个都留，待裁定",
        "! another value of the period, not seen when it was filled in, stands beside it: contested",
    );
    let cautions = value.cautions.iter().map(|c| format!("！{}", hints::caution(c, lang)));
    let says = value.update.sentences(ledger, lang).into_iter().chain(value.contested.then(|| contested.to_owned())).chain(cautions);
    says.for_each(|line| out.push_str(&format!("      {}\n", crate::text::sanitize(&line, false))));
    out
}

fn value_json(ledger: &Ledger, value: &ValueProposal, accepted: &Accepted) -> Value {
    json!({
        "indicator": value.indicator.as_str(),
        "place": value.place,
        "update": value.update.id.as_str(),
        "period": value.update.period.map(|p| p.to_string()),
        "says": value.update.sentences(ledger, Lang::Zh),
        "cautions": value.cautions.iter().map(|c| hints::caution(c, Lang::Zh)).collect::<Vec<_>>(),
        "contested": value.contested,
        "doubtful": value.is_doubtful(),
        "already": value.already,
        "accepted": accepted.takes_value(value),
    })
}

fn refusals(read: &[Read<'_>], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for file in read {
        let refused = lang.pick("没有采用", "refused");
        match &file.outcome {
            Err(e) => lines.push(format!("{refused} {}", e.say(file.path, lang))),
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
        "doubtful": p.is_doubtful(),
        "accepted": accepted.takes(p),
    })
}
