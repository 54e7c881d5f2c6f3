use clap::Subcommand;
use serde_json::json;
use std::path::PathBuf;

use crate::cli::call::{Call, body_now, template};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::{Answer, Body};
use crate::cli::output::Output;
use crate::cli::recording::Recording;
use crate::cli::words;
use crate::domain::{EntryId, Period, ReminderLevel};
use crate::profile::Session;
use crate::progress::Progress;
use crate::report::{Document, LETTER, UrgeWish, Urging, letter, markdown};
use crate::text::Lang;

/// 催办：起草催办函并记入台账 | Reminders: draft a letter and log it
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Urge {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Draft(Draft),
}

/// 起草一个单位的催办函，列出逾期、未达序时和未反馈的牵头事项 | Draft a letter to one body on what it leads and that is late, behind or unreported
#[derive(clap::Args, Debug)]
#[command(
    after_help = "函件自动编号，如〔2025〕催1号，并在所列每个条目的记录里记一笔；这不算反馈，也不改状态。用 --filter 可以只催一部分。
例：
  duban urge draft --dept 虎林市农业农村局 --level 1 -o 提醒函.docx
  duban urge draft --dept 虎林市农业农村局 --level 2 --period 2025Q4 --dry-run | The letter is numbered, as in 〔2025〕催1号, and noted in the log of every entry that it lists; that is no report and changes no status. --filter narrows it.
Examples:
  duban urge draft --dept 虎林市农业农村局 --level 1 -o letter.docx
  duban urge draft --dept 虎林市农业农村局 --level 2 --period 2025Q4 --dry-run"
)]
struct Draft {
    /// 催哪个单位 | To which body
    #[arg(long, value_name = "单位 | BODY", required = true)]
    dept: String,
    /// 程度：1 提醒、2 催办、3 督办 | 1 reminder, 2 urging, 3 supervision
    #[arg(long, value_name = "程度 | LEVEL", required = true)]
    level: String,
    /// 应反馈的期间，如 2025Q4、四季度；不写为正在收的一期（季后补报天数内是上一季度） | The period on which reports are owed: 2025Q4; when left out the one being collected (in the days of grace the quarter that ended)
    #[arg(long, value_name = "期间 | PERIOD")]
    period: Option<String>,
    #[arg(long, value_name = "格式 | FORMAT", help = LETTER.help())]
    format: Option<String>,
    #[command(flatten)]
    output: Output,
    /// 通报模板，署名取自其中；不写则用配置文件夹里的 bulletin.ron | The bulletins' template, which names who signs; bulletin.ron in the config folder when left out
    #[arg(long, value_name = "文件 | FILE")]
    template: Option<PathBuf>,
    /// 只看函件，不写文件也不保存 | Only show the letter: write no file and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Urge {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.what {
            What::Draft(draft) => draft.run(call),
        }
    }
}

impl Draft {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let today = call.today()?;
        let period = self.period.as_deref().map(|p| words::period("--period", p, today)).transpose()?;
        let level = level(&self.level)?;
        let (_, render) = words::format(&LETTER, self.format.as_deref(), self.output.path())?;
        let mut session = call.open()?;
        let urging = self.urging(call, &session, level, period)?;
        if urging.rows.is_empty() {
            let (zh, en) = (format!("{}没有需要催办的事项", urging.to_name), format!("{} owes nothing", urging.to_name));
            let answer = if call.globals.json { Answer::json(envelope(&urging, None)) } else { Answer::text("") };
            return Ok(answer.remark(call.lang.pick(zh, en)));
        }
        if !self.dry_run {
            call.asks_who(&mut session)?;
        }
        let document = letter(&urging, &template(self.template.as_deref())?);
        let mut recording = Recording::default();
        for (entry, about) in urging.rows.iter().filter_map(|r| Some((session.ledger.get(&r.id)?, urging.about(r)))) {
            recording.push(session.recorder.urge(entry, urging.asked(), about));
        }
        // The file is written before the log, so that no number is logged for a letter that is not there.
        let output = if self.dry_run { &Output::default() } else { &self.output };
        let written = output.deliver(call, render(&document, &call.progress)?, &session)?;
        let mut saved = recording.carry_out(call, &mut session, Caution::trusting(self.dry_run))?;
        if let Body::Json(value) = &mut saved.body {
            value["letter"] = envelope(&urging, Some(&text(&document, &call.progress)?));
        } else {
            saved.body = written.body;
        }
        saved.remarks.extend(written.remarks);
        Ok(saved.remark(format!("{}{}", call.lang.pick("编号：", "number: "), urging.number)))
    }

    fn urging(&self, call: &Call, session: &Session, level: ReminderLevel, period: Option<Period>) -> Result<Urging, CliError> {
        let ledger = &session.ledger;
        let passing = call.passing(session)?;
        let only = passing.map(|places| places.iter().map(|p| ledger.entries()[*p].id.clone()).collect::<Vec<EntryId>>());
        let to = body_now(ledger, "--dept", &self.dept)?.id.clone();
        Ok(Urging::build(ledger, &UrgeWish { to, level, period, only }, session.today))
    }
}

fn level(word: &str) -> Result<ReminderLevel, CliError> {
    let known = || {
        let both = |u: ReminderLevel| (format!("{}（{}）", u.level(), u.label(Lang::Zh)), format!("{} ({})", u.level(), u.label(Lang::En)));
        ReminderLevel::ALL.map(both)
    };
    ReminderLevel::from_word(word).ok_or_else(|| CliError::unknown("--level", word, known()))
}

/// The letter's text; a renderer that writes text writes UTF-8.
fn text(document: &Document, progress: &Progress) -> Result<String, CliError> {
    Ok(String::from_utf8_lossy(&markdown(document, progress)?).into_owned())
}

/// The letter for machines; none where nothing is owed.
fn envelope(urging: &Urging, text: Option<&str>) -> serde_json::Value {
    json!({
        "number": text.map(|_| &urging.number),
        "level": urging.level.level(),
        "to": urging.to_name,
        "period": urging.period.to_string(),
        "entries": urging.rows.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(),
        "text": text,
    })
}
