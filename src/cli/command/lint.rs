use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use std::path::PathBuf;

use crate::cli::call::{Call, body, plan, template};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::Answer;
use crate::cli::words;
use crate::domain::{Ledger, Level, Period, long_date};
use crate::import::{Source, source};
use crate::profile::Session;
use crate::report::{Audience, Printed, Proof, Proofs, SCHEMA, Summary, bulletin_with, is_of, proofread, stated_cutoff, unpacked};
use crate::store::read_document;
use crate::text::{Lang, Say, sanitize};

/// 校对定稿的通报：哪些数字与台账对不上 | Proofread a finished bulletin: which of its numbers the ledger does not bear out
#[derive(clap::Args, Debug)]
#[command(
    after_help = "读 docx、html、md、txt。本程序写出的 docx 自己写明是哪一期、给谁的、截止到哪天；其他文件用期间和 --dept、--plan、--region 说明。
改过的句子按最接近的一句核对其中的数字；台账里没有的句子，数字核不了，列在后面。有对不上的，退出码为 1。
例：
  duban lint 2025年四季度通报.docx
  duban lint 通报.docx 2025Q4 --cutoff 2026-01-15 | Reads docx, html, md and txt. A docx that this program wrote says itself of which period it is, for whom, and up to which day; of other files say period, --dept, --plan or --region.
The numbers of a sentence that was edited are held against the nearest one; those of sentences that the ledger does not give are listed as not borne out. Exit code 1 where something disagrees.
Examples:
  duban lint bulletin.docx
  duban lint bulletin.docx 2025Q4 --cutoff 2026-01-15"
)]
pub(in crate::cli) struct Lint {
    /// 定稿的文件 | The finished file
    #[arg(value_name = "文件 | FILE")]
    paper: PathBuf,
    /// 期间；不写为文件所说 | The period; what the file says when left out
    #[arg(value_name = "期间 | PERIOD")]
    period: Option<String>,
    /// 截止日；不写为文件所说 | The last day on which records count; what the file says when left out
    #[arg(long, value_name = "日期 | DAY")]
    cutoff: Option<String>,
    /// 给哪个单位的 | For one body
    #[arg(long, value_name = "单位 | BODY", conflicts_with = "plan")]
    dept: Option<String>,
    /// 哪个方案的，可重复 | For this plan; may be repeated
    #[arg(long, value_name = "方案 | PLAN")]
    plan: Vec<String>,
    /// 哪个地区的 | For one place
    #[arg(long, value_name = "地区 | PLACE", conflicts_with_all = ["dept", "plan"])]
    region: Option<String>,
}

/// How many years back a file may be of.
const YEARS: i32 = 6;

impl Lint {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("lint")?;
        let bytes = read_document(&self.paper)?;
        let read = source(&self.paper.to_string_lossy(), &bytes).map_err(|why| self.unreadable(&why.say(call.lang)))?;
        let session = call.open()?;
        let lines = printed(&read, call.lang);
        let (period, audience) = self.of(call, (&session, &bytes))?;
        let stated = stated_cutoff(lines.iter().map(|line| line.text.as_str()));
        let cutoff = match &self.cutoff {
            Some(words) => words::date_in("--cutoff", words, &session)?,
            None => stated.unwrap_or_else(|| Summary::default_cutoff(period, &session.ledger.settings, session.today)),
        };
        let summary = Summary::build(&session.ledger, period, cutoff, audience, &call.progress)?;
        let proofs = proofread(&bulletin_with(&summary, &template(None)?), lines);
        let exit = if proofs.found.iter().any(|p| matches!(p, Proof::Differs { .. })) { Exit::Findings } else { Exit::Fine };
        let of = (summary_name(&summary, call.lang), cutoff);
        let answer = if call.globals.json { Answer::json(proofs_json(&proofs, &of)) } else { Answer::text(told(&proofs, &of, call.lang)) };
        Ok(answer.exit(exit))
    }

    /// Of which period the file is, and for whom: what was said, else what it says itself.
    fn of(&self, call: &Call, (session, bytes): (&Session, &[u8])) -> Result<(Period, Audience), CliError> {
        let ledger = &session.ledger;
        let said = self.audience(ledger)?;
        let period = self.period.as_deref().map(|words| words::period("lint", words, call.today()?)).transpose()?;
        if let Some(period) = period {
            return Ok((period, said.unwrap_or(Audience::Ledger)));
        }
        let document = unpacked(bytes).unwrap_or_default().into_iter().find(|(name, _)| name == "word/document.xml");
        let document = document.map(|(_, part)| String::from_utf8_lossy(&part).into_owned()).unwrap_or_default();
        let audiences = said.map_or_else(|| audiences(ledger), |one| vec![one]);
        let pairs = periods(session.today).into_iter().flat_map(|period| audiences.iter().map(move |audience| (period, audience)));
        let own = pairs.into_iter().find(|(period, audience)| is_of(&document, &Summary::paper_of(*period, audience)));
        own.map(|(period, audience)| (period, audience.clone())).ok_or_else(|| {
            let (zh, en) = ("文件没有写明是哪一期的通报", "the file does not say of which period it is");
            let hints = (
                "在文件名后写期间，如 2025Q4；给某单位或地区的再写 --dept、--region。",
                "Write the period behind the file, such as 2025Q4; and --dept or --region of one for these.",
            );
            CliError::usage(zh, en, hints.0, hints.1)
        })
    }

    fn audience(&self, ledger: &Ledger) -> Result<Option<Audience>, CliError> {
        if let Some(word) = &self.region {
            let place = ledger.places.resolve(word, "").ok_or_else(|| CliError::unknown("--region", word, std::iter::empty()))?;
            return Ok(Some(Audience::of_place(ledger, place)));
        }
        if let Some(word) = &self.dept {
            return Ok(Some(Audience::Department(body(ledger, "--dept", word, None)?.id.clone())));
        }
        let plans = self.plan.iter().map(|word| Ok(plan(ledger, word)?.code.clone())).collect::<Result<Vec<_>, CliError>>()?;
        Ok((!plans.is_empty()).then_some(Audience::Plans(plans)))
    }

    fn unreadable(&self, why: &str) -> CliError {
        let path = self.paper.display();
        CliError::usage(&format!("{path}：{why}"), &format!("{path}: {why}"), "", "")
    }
}

/// For whom there are bulletins.
fn audiences(ledger: &Ledger) -> Vec<Audience> {
    let plans = ledger.plans.iter().map(|plan| Audience::Plans(vec![plan.code.clone()]));
    let places = ledger.places.iter().filter(|place| place.level.is_some_and(|level| level <= Level::County));
    let bodies = ledger.departments.iter().map(|body| Audience::Department(body.id.clone()));
    std::iter::once(Audience::Ledger).chain(plans).chain(places.map(|place| Audience::of_place(ledger, place))).chain(bodies).collect()
}

/// The quarters, halves and years of which a file may be, the latest first.
fn periods(today: NaiveDate) -> Vec<Period> {
    let years = (today.year() - YEARS..=today.year() + 1).rev();
    let of = |year: i32| {
        let quarters = (1..=4).rev().map(move |quarter| Period::Quarter(year, quarter));
        quarters.chain([Period::Half(year, 2), Period::Half(year, 1), Period::Year(year)])
    };
    years.flat_map(of).collect()
}

/// The lines of a file, each with where it stands.
fn printed(source: &Source, lang: Lang) -> Vec<Printed> {
    let line = |line: crate::import::SourceLine| {
        let text = source.texts(&line).into_iter().map(|(_, text)| sanitize(text, false)).collect::<Vec<_>>().join("\t");
        Printed { place: line.place.say(lang), text }
    };
    source.printed().into_iter().map(line).collect()
}

fn summary_name(summary: &Summary, lang: Lang) -> String {
    let whom = summary.audience_names.join("、");
    let period = summary.period.label(lang);
    if whom.is_empty() { period } else { format!("{period} {whom}") }
}

fn told(proofs: &Proofs, (name, cutoff): &(String, NaiveDate), lang: Lang) -> String {
    let (differs, unknown): (Vec<&Proof>, Vec<&Proof>) = proofs.found.iter().partition(|p| matches!(p, Proof::Differs { .. }));
    let mut out = lang.pick(
        format!(
            "{name}，截至{}：一致 {} 处，对不上 {} 处，台账里没有的句子 {} 处\n",
            long_date(*cutoff),
            proofs.agreed,
            differs.len(),
            unknown.len()
        ),
        format!(
            "{name}, up to {cutoff}: {} lines agree, {} do not, {} are not the ledger's\n",
            proofs.agreed,
            differs.len(),
            unknown.len()
        ),
    );
    for proof in differs.into_iter().chain(unknown) {
        out.push_str(&one(proof, lang));
    }
    out
}

fn one(proof: &Proof, lang: Lang) -> String {
    match proof {
        Proof::Differs { line, now, numbers } => {
            let number = |(was, is): &(String, Option<String>)| match is {
                Some(is) => lang.pick(format!("{was}（现为 {is}）"), format!("{was} (now {is})")),
                None => was.clone(),
            };
            let numbers = numbers.iter().map(number).collect::<Vec<_>>().join(lang.pick("、", ", "));
            let (is, gives) = lang.pick(("文件", "台账"), ("file", "ledger"));
            let text = line.text.replace('\t', " | ");
            format!("{}{} {numbers}\n  {is}：{text}\n  {gives}：{now}\n", line.place, lang.pick("：", ":"))
        }
        Proof::Unknown(line) => {
            let text = line.text.replace('\t', " | ");
            lang.pick(format!("{}：数字核不了\n  文件：{text}\n", line.place), format!("{}: not borne out\n  file: {text}\n", line.place))
        }
    }
}

fn proofs_json(proofs: &Proofs, (name, cutoff): &(String, NaiveDate)) -> Value {
    let proof = |proof: &Proof| match proof {
        Proof::Differs { line, now, numbers } => {
            let numbers: Vec<Value> = numbers.iter().map(|(was, is)| json!({ "file": was, "ledger": is })).collect();
            json!({ "at": line.place, "kind": "differs", "file": line.text, "ledger": now, "numbers": numbers })
        }
        Proof::Unknown(line) => json!({ "at": line.place, "kind": "unknown", "file": line.text }),
    };
    json!({ "schema": SCHEMA, "kind": "lint", "of": name, "cutoff": cutoff.to_string(), "agreed": proofs.agreed, "found": proofs.found.iter().map(proof).collect::<Vec<_>>() })
}
