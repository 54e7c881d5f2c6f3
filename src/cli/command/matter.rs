use chrono::NaiveDate;

use crate::cli::acts::acts;
use crate::cli::call::{Call, body};
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::out::Answer;
use crate::cli::records::carry_out;
use crate::cli::words;
use crate::domain::{Change, Handling, Ledger, Level, Matter, Term};
use crate::profile::Session;
use crate::report::matters;
use crate::text::Lang;

acts! {
    /// 会商：需要几家一起解决的问题；提出、会商、议定、上报、重新提出 | Coordination: problems that several settle together; raise, meet, settle, pass up, reopen
    #[command(after_help = "例：
  duban matter add 冷链项目用地指标不足 --entries hulin-agri/五（一） --needs 鸡西市自然资源和规划局 --level 市级 --grade 较大
  duban matter consult 冷链项目用地指标不足 --came 鸡西市自然资源和规划局 --on 2025-11-05
  duban matter settle 冷链项目用地指标不足 --minutes 〔2025〕12号 --decided 从全市机动指标中调剂 --step 'hulin-agri/五（一）@办理调剂手续@鸡西市自然资源和规划局@2025-12-31'
  duban matter list | Examples:
  duban matter add 冷链项目用地指标不足 --entries hulin-agri/五（一） --needs 鸡西市自然资源和规划局 --level city --grade serious
  duban matter consult 冷链项目用地指标不足 --came 鸡西市自然资源和规划局 --on 2025-11-05
  duban matter settle 冷链项目用地指标不足 --minutes 〔2025〕12号 --decided 从全市机动指标中调剂 --step 'hulin-agri/五（一）@办理调剂手续@鸡西市自然资源和规划局@2025-12-31'
  duban matter list")]
    Matters of Matter: Consult(Consult), Settle(Settle), PassUp(PassUp), Reopen(Reopen)
}

/// Which matter, and when.
#[derive(clap::Args, Debug)]
struct What {
    /// 编号，或它的问题 | Its id, or its problem
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 哪一天；不写为今天 | The day; today when left out
    #[arg(long, value_name = "日期 | DAY")]
    on: Option<String>,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl What {
    fn day(&self, session: &Session) -> Result<NaiveDate, CliError> {
        self.on.as_ref().map_or(Ok(session.today), |text| words::date_in("--on", text, session))
    }

    /// Records it, with what follows from it.
    fn record(&self, call: &Call, session: &mut Session, handling: &Handling, follows: Vec<Change>) -> Result<Answer, CliError> {
        let matter = Matter::meant(&session.ledger, &self.id)?;
        let change = session.recorder.handle(&session.ledger, matter, handling);
        let change = change.map_err(|why| CliError::about(&matter.problem, &why))?;
        carry_out(call, session, Change::All(std::iter::once(change).chain(follows).collect()), self.dry_run)
    }
}

/// 记一次会商：哪天、谁到会 | Record a meeting on it: the day, who came
#[derive(clap::Args, Debug)]
struct Consult {
    #[command(flatten)]
    what: What,
    /// 到会单位；可重复 | Who came; may be repeated
    #[arg(long, value_name = "单位 | BODY")]
    came: Vec<String>,
    /// 会上说了什么 | What was said there
    #[arg(long, value_name = "文字 | TEXT", default_value = "")]
    words: String,
}

impl Consult {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let named = self.came.join("、");
        let came = session.ledger.departments.parts(&named).into_iter();
        let came: Result<Vec<_>, _> = came.map(|name| body(&session.ledger, "--came", name, None).map(|body| body.id.clone())).collect();
        let handling = Handling::Met { on: self.what.day(&session)?, came: came?, words: self.words.clone() };
        self.what.record(call, &mut session, &handling, Vec::new())
    }
}

/// 议定：纪要文号、议定的内容、谁在何时前做什么 | Settle it: the minutes' number, what was decided, who does what by when
#[derive(clap::Args, Debug)]
struct Settle {
    #[command(flatten)]
    what: What,
    /// 议定的内容 | What was decided
    #[arg(long, value_name = "文字 | TEXT", default_value = "")]
    decided: String,
    /// 纪要文号 | The number of the minutes
    #[arg(long, value_name = "文号 | NUMBER", default_value = "")]
    minutes: String,
    /// 条目@做什么@单位@何时前：列为该条目的步骤；可重复 | ENTRY@WHAT@BODY@WHEN: becomes a step of the entry; may be repeated
    #[arg(long, value_name = "条目@事项@单位@时间 | ENTRY@WHAT@BODY@WHEN")]
    step: Vec<String>,
}

impl Settle {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let matter = Matter::meant(&session.ledger, &self.what.id)?;
        let laid_down = |text: &String| {
            let step = session.ledger.laid_down(matter, text, session.today, (session.recorder.entropy)());
            step.map(|step| Change::put(usize::MAX, step)).map_err(|why| CliError::refusal(&why))
        };
        let steps: Result<Vec<Change>, CliError> = self.step.iter().map(laid_down).collect();
        let (decided, minutes) = (self.decided.clone(), self.minutes.clone());
        let handling = Handling::Settled { on: self.what.day(&session)?, minutes, decided };
        self.what.record(call, &mut session, &handling, steps?)
    }
}

/// 上报上一级会商 | Pass it up to a higher level
#[derive(clap::Args, Debug)]
struct PassUp {
    #[command(flatten)]
    what: What,
    /// 报到哪一级：省级、市级、县级；不写为上一级 | To which level: province, city, county; the next when left out
    #[arg(long, value_name = "层级 | LEVEL")]
    to: Option<String>,
    /// 理由 | Why
    #[arg(long, value_name = "文字 | TEXT", default_value = "")]
    reason: String,
}

impl PassUp {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let known = || Level::TERMS.iter().map(|t: &Term| (t.label.0.to_owned(), t.word.to_owned()));
        let level = |word: &String| Level::from_word(word).ok_or_else(|| CliError::unknown("--to", word, known()));
        let to = self.to.as_ref().map(level).transpose()?;
        let handling = Handling::PassedUp { on: self.what.day(&session)?, to, reason: self.reason.clone() };
        self.what.record(call, &mut session, &handling, Vec::new())
    }
}

/// 重新提出：议定的没有落实，或者又有了问题 | Reopen it: what was decided was not done, or the problem is back
#[derive(clap::Args, Debug)]
struct Reopen {
    #[command(flatten)]
    what: What,
    /// 理由 | Why
    #[arg(long, value_name = "文字 | TEXT", default_value = "")]
    reason: String,
}

impl Reopen {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let handling = Handling::Reopened { on: self.what.day(&session)?, reason: self.reason.clone() };
        self.what.record(call, &mut session, &handling, Vec::new())
    }
}

impl Filled for Matter {
    const COMMAND: &'static str = "matter";
    const SHOWN: &'static [&'static str] = &["problem", "grade", "needs", "entries"];
    const JUDGED: &'static [(&'static str, &'static str)] = &[("进展", "stage")];

    fn judged(&self, session: &Session, lang: Lang) -> Vec<String> {
        vec![matters::standing_words(&session.ledger.judge_matter(self, session.today, None), lang)]
    }

    fn beside(&self, session: &Session, lang: Lang) -> Vec<(&'static str, String)> {
        matters::told(&session.ledger, &session.ledger.judge_matter(self, session.today, None), lang)
    }

    /// What was settled, unless all are asked for.
    fn is_past(&self, ledger: &Ledger, day: NaiveDate) -> bool {
        !ledger.judge_matter(self, day, None).is_open()
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Matter, CliError> {
        called(ledger, word, ("会商事项", "matter"))
    }
}
