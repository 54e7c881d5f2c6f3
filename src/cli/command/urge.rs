use clap::Subcommand;
use serde_json::json;
use std::path::PathBuf;

use crate::cli::call::{Call, body_now, template};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::{Answer, Body};
use crate::cli::output::Output;
use crate::cli::recording::Recording;
use crate::cli::sending::{Outgoing, Sending};
use crate::cli::words;
use crate::domain::{Change, DeptId, EntryId, Period, ReminderLevel};
use crate::profile::Session;
use crate::progress::Progress;
use crate::report::{
    Document, LETTER, Letter, SCHEMA, UrgeWish, Urging, UrgingLetter, letter, letters, letters_handout, letters_in_doubt, markdown,
};
use crate::text::Lang;

/// 催办：起草催办函，发出后记入台账 | Reminders: draft letters, and log those that are issued
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Urge {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Draft(Draft),
    Issue(Issue),
}

/// 起草催办函，不记入台账：列出逾期、未达序时和未反馈的牵头事项，以及未反馈的本单位部分 | Draft letters, and log nothing: what a body leads and that is late, behind or unreported, and its own parts that are unreported
#[derive(clap::Args, Debug)]
#[command(after_help = "编号是此刻发出时的编号，如〔2025〕催1号；真正发出用 duban urge issue，写同样的选项。用 --filter 可以只催一部分。
例：
  duban urge draft --dept 虎林市农业农村局 --level 1 -o 提醒函.docx
  duban urge draft --all --level 1 --format docx -o 提醒函
  duban urge issue --dept 虎林市农业农村局 --level 2 --period 2025Q4 --dry-run | The number is that of a letter issued now, as in 〔2025〕催1号; `duban urge issue` with the same options issues it. --filter narrows it.
Examples:
  duban urge draft --dept 虎林市农业农村局 --level 1 -o letter.docx
  duban urge draft --all --level 1 --format docx -o letters
  duban urge issue --dept 虎林市农业农村局 --level 2 --period 2025Q4 --dry-run")]
struct Draft {
    #[command(flatten)]
    letters: Letters,
    /// 只看函件，不写文件 | Only show the letter: write no file
    #[arg(long)]
    dry_run: bool,
}

/// 发出催办函：写出函件并在所列每个条目的记录里记一笔；这不算反馈，也不改状态 | Issue letters: write them, and note each in the log of every entry that it lists; that is no report and changes no status
#[derive(clap::Args, Debug)]
#[command(after_help = "没有发过提醒或催办就督办的，会先问。 | Supervision where nothing milder went before is asked about first.")]
struct Issue {
    #[command(flatten)]
    letters: Letters,
    #[command(flatten)]
    caution: Caution,
}

#[derive(clap::Args, Debug)]
struct Letters {
    /// 催哪个单位 | To which body
    #[arg(long, value_name = "单位 | BODY", required_unless_present = "all")]
    dept: Option<String>,
    /// 给每个有事项要催的单位各写一封，放在一个文件夹里，连同发放清单和 zip | To everybody who owes something, into a folder, with a list and a zip
    #[arg(long, conflicts_with = "dept")]
    all: bool,
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
}

/// What becomes of the letters.
#[derive(Clone, Copy)]
enum Act {
    Draft { dry_run: bool },
    Issue(Caution),
}

impl Act {
    fn is_dry(self) -> bool {
        match self {
            Act::Draft { dry_run } => dry_run,
            Act::Issue(caution) => caution.dry_run,
        }
    }
}

impl Urge {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.what {
            What::Draft(draft) => draft.letters.run(call, Act::Draft { dry_run: draft.dry_run }),
            What::Issue(issue) => issue.letters.run(call, Act::Issue(issue.caution)),
        }
    }
}

impl Letters {
    fn run(&self, call: &Call, act: Act) -> Result<Answer, CliError> {
        let today = call.today()?;
        let period = self.period.as_deref().map(|p| words::period("--period", p, today)).transpose()?;
        let level = level(&self.level)?;
        let named = self.output.path().filter(|_| !self.all);
        // Many letters are files for Word where nobody says otherwise.
        let word = self.format.as_deref().or(self.all.then_some("docx"));
        let (format, render) = words::format(&LETTER, word, named)?;
        let mut session = call.open()?;
        if matches!(act, Act::Issue(_)) && !act.is_dry() {
            call.asks_who(&mut session)?;
        }
        let all = self.letters(call, &session, level, period)?;
        match &self.dept {
            Some(dept) => self.one(call, (session, act), all, (dept, level, render)),
            None => self.everybody(call, (session, act), all, (format.word, render)),
        }
    }

    /// The letters, each with a number of its own; of who owes nothing there is none.
    fn letters(&self, call: &Call, session: &Session, level: ReminderLevel, period: Option<Period>) -> Result<Vec<UrgingLetter>, CliError> {
        let ledger = &session.ledger;
        let passing = call.passing(session)?;
        let only = passing.map(|places| places.iter().map(|p| ledger.entries()[*p].id.clone()).collect::<Vec<EntryId>>());
        let register = &ledger.departments;
        let bodies: Vec<DeptId> = match &self.dept {
            Some(dept) => vec![body_now(ledger, "--dept", dept)?.id.clone()],
            None => register.iter().map(|d| &d.id).filter(|id| register.answers_itself(id)).cloned().collect(),
        };
        let wish = |to| UrgeWish { to, level, period, only: only.clone() };
        Ok(letters(ledger, &session.recorder, bodies.into_iter().map(wish), session.today))
    }

    fn one(
        &self,
        call: &Call,
        (mut session, act): (Session, Act),
        all: Vec<UrgingLetter>,
        (dept, level, render): (&str, ReminderLevel, Letter),
    ) -> Result<Answer, CliError> {
        let Some(UrgingLetter { urging, change }) = all.into_iter().next() else {
            let name = session.ledger.departments.name(&body_now(&session.ledger, "--dept", dept)?.id).to_owned();
            let (zh, en) = (format!("{name}没有需要催办的事项"), format!("{name} owes nothing"));
            let nothing = json!({ "number": null, "level": level.level(), "to": name, "period": null, "entries": [], "text": null });
            let answer = if call.globals.json { Answer::json(nothing) } else { Answer::text("") };
            return Ok(answer.remark(call.lang.pick(zh, en)));
        };
        asks_about(call, &session, act, std::slice::from_ref(&urging))?;
        let document = letter(&urging, &template(self.template.as_deref())?);
        // The file is written before the log, so that no number is logged for a letter that is not there.
        let output = if act.is_dry() { &Output::default() } else { &self.output };
        let written = output.deliver(call, render(&document, &call.progress)?, &session)?;
        let number = format!("{}{}", call.lang.pick("编号：", "number: "), urging.number);
        let told = envelope(&urging, &text(&document, &call.progress)?);
        let answer = match act {
            Act::Draft { dry_run } if call.globals.json => {
                Answer::json(json!({ "schema": SCHEMA, "kind": "letter", "dry_run": dry_run, "letter": told })).remarks(written.remarks)
            }
            Act::Draft { .. } => written,
            Act::Issue(caution) => {
                let mut saved = logged(vec![change]).carry_out(call, &mut session, Caution::trusting(caution.dry_run))?;
                match &mut saved.body {
                    Body::Json(value) => value["letter"] = told,
                    body => *body = written.body,
                }
                saved.remarks(written.remarks)
            }
        };
        Ok(if matches!(act, Act::Draft { .. }) { answer.remark(number).remark(not_logged(call.lang)) } else { answer.remark(number) })
    }

    fn everybody(
        &self,
        call: &Call,
        (mut session, act): (Session, Act),
        all: Vec<UrgingLetter>,
        (ending, render): (&'static str, Letter),
    ) -> Result<Answer, CliError> {
        let (urgings, changes): (Vec<Urging>, Vec<Change>) = all.into_iter().map(|one| (one.urging, one.change)).unzip();
        if urgings.is_empty() {
            return Ok(Answer::text("").remark(call.lang.pick("没有哪个单位有事项要催", "nobody owes anything")));
        }
        asks_about(call, &session, act, &urgings)?;
        let template = template(self.template.as_deref())?;
        let handout = letters_handout(&urgings, ending, session.today);
        let one = |urging: &Urging| render(&letter(urging, &template), &call.progress).map_err(CliError::from);
        let sending = Sending::to(self.output.path().map(PathBuf::from), self.output.is_forced(), act.is_dry());
        let out = Outgoing { handout: &handout, kind: "letters", plan: None, left: None };
        let answer = sending.hand_out(call, &session, out, || urgings.iter().map(one).collect())?;
        match act {
            Act::Draft { .. } => Ok(answer.remark(not_logged(call.lang))),
            Act::Issue(caution) => {
                let saved = logged(changes).carry_out(call, &mut session, Caution::trusting(caution.dry_run))?;
                Ok(answer.remarks(saved.remarks))
            }
        }
    }
}

/// Asks about what looks wrong, and may be right.
fn asks_about(call: &Call, session: &Session, act: Act, all: &[Urging]) -> Result<(), CliError> {
    let Act::Issue(caution) = act else { return Ok(()) };
    let all: Vec<&Urging> = all.iter().collect();
    let doubts = letters_in_doubt(&session.ledger, session.recorder.by.dept.as_ref(), &all, call.lang);
    if doubts.is_empty() { Ok(()) } else { caution.asks_whether(call, || doubts.join(call.lang.pick("；", "; "))) }
}

fn not_logged(lang: Lang) -> &'static str {
    lang.pick("只是起草，没有记入台账；发出用 duban urge issue", "a draft: nothing is logged; `duban urge issue` issues it")
}

fn logged(changes: Vec<Change>) -> Recording {
    let mut recording = Recording::default();
    let each = |change| if let Change::All(all) = change { all } else { vec![change] };
    changes.into_iter().flat_map(each).for_each(|change| recording.push(change));
    recording
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

/// The letter for machines.
fn envelope(urging: &Urging, text: &str) -> serde_json::Value {
    json!({
        "number": urging.number,
        "level": urging.level.level(),
        "to": urging.to_name,
        "period": urging.period.to_string(),
        "entries": urging.rows.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(),
        "values": urging.values.iter().map(|v| json!({ "indicator": v.id.as_str(), "period": v.period.to_string() })).collect::<Vec<_>>(),
        "text": text,
    })
}
