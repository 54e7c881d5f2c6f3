use chrono::NaiveDate;

use crate::cli::acts::acts;
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::out::Answer;
use crate::cli::records::carry_out;
use crate::cli::words;
use crate::domain::{Facts, FieldRow, Intent, Ledger, Mending, Moment, Rectification, Report, Status};
use crate::profile::Session;
use crate::report::inspections;
use crate::text::Lang;

acts! {
    /// 整改问题：督导查出的问题，谁在何时前整改，整改了没有，复查 | Findings to be mended: by whom, by when, mended or not, re-checked
    #[command(after_help = "例：
  duban inspection add 四季度农业项目督导 --on 2025-11-06
  duban rectification add 台账不全 --inspection 四季度农业项目督导 --body 虎林市农业农村局 --due 2025-11-30
  duban rectification list
  duban rectification mended 台账不全 --on 2025-11-25 --basis 整改报告
  duban rectification recheck 台账不全 --basis 12月3日现场复查
  duban rectification return 台账不全 --reason 仍缺三季度 | Examples:
  duban inspection add 四季度农业项目督导 --on 2025-11-06
  duban rectification add 台账不全 --inspection 四季度农业项目督导 --body 虎林市农业农村局 --due 2025-11-30
  duban rectification list
  duban rectification mended 台账不全 --on 2025-11-25 --basis 整改报告
  duban rectification recheck 台账不全 --basis 12月3日现场复查
  duban rectification return 台账不全 --reason 仍缺三季度")]
    Rectifications of Rectification: Mended(Mended), Recheck(Recheck), Return(Return)
}

/// Which finding.
#[derive(clap::Args, Debug)]
struct What {
    /// 编号，或它的问题 | Its id, or its problem
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl What {
    fn record(&self, call: &Call, intent: &Intent) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let finding = Rectification::meant(&session.ledger, &self.id)?;
        let change = session.recorder.mend(&session.ledger, finding, intent);
        let change = change.map_err(|why| CliError::about(&finding.problem, &why))?;
        carry_out(call, &mut session, change, self.dry_run)
    }
}

/// 整改完成，或说进展 | It is mended, or how far that is
#[derive(clap::Args, Debug)]
struct Mended {
    #[command(flatten)]
    what: What,
    /// 哪一天完成；不写为今天 | The day; today when left out
    #[arg(long, value_name = "日期 | DAY")]
    on: Option<String>,
    /// 依据：整改报告、照片所在 | On what ground: a report, where pictures are
    #[arg(long, value_name = "依据 | GROUND", default_value = "")]
    basis: String,
    /// 整改情况；只写它、加 --progress-only 就只是进展 | What was done
    #[arg(long, value_name = "文字 | TEXT", default_value = "")]
    words: String,
    /// 还没有完成，只报进展 | Not mended yet: only tell how far it is
    #[arg(long)]
    progress_only: bool,
}

impl Mended {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let on = self.on.as_ref().map(|text| words::date_in("--on", text, &session)).transpose()?;
        let status = (!self.progress_only).then_some(Status::Done);
        let on = on.filter(|_| !self.progress_only);
        let report = Report { status, on, basis: self.basis.clone(), progress: self.words.clone(), ..Report::default() };
        self.what.record(call, &Intent::Report(report))
    }
}

/// 复查通过，销号 | It was re-checked and holds
#[derive(clap::Args, Debug)]
struct Recheck {
    #[command(flatten)]
    what: What,
    /// 依据 | On what ground
    #[arg(long, value_name = "依据 | GROUND", default_value = "")]
    basis: String,
}

impl Recheck {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        self.what.record(call, &Intent::Confirm { basis: self.basis.clone() })
    }
}

/// 复查不合格，退回继续整改，写明理由 | What was said to be mended is not: sent back with the reason
#[derive(clap::Args, Debug)]
struct Return {
    #[command(flatten)]
    what: What,
    /// 为什么退回 | Why
    #[arg(long, value_name = "理由 | WHY", required = true)]
    reason: String,
}

impl Return {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        self.what.record(call, &Intent::Return { reason: self.reason.clone() })
    }
}

impl Filled for Rectification {
    const COMMAND: &'static str = "rectification";
    const SHOWN: &'static [&'static str] = &["problem", "body", "due"];
    const JUDGED: &'static [(&'static str, &'static str)] = &[("整改", "mending")];

    fn options() -> Vec<(&'static str, FieldRow)> {
        let identity = ["inspection", "body"];
        Rectification::fields().into_iter().filter(|f| !identity.contains(&f.word)).map(|field| (field.word, field)).collect()
    }

    fn judged(&self, session: &Session, lang: Lang) -> Vec<String> {
        vec![inspections::standing_words(&session.ledger.judge_finding(self, Moment::During(session.today), None), lang)]
    }

    fn beside(&self, session: &Session, lang: Lang) -> Vec<(&'static str, String)> {
        let ledger = &session.ledger;
        let body = (lang.pick("整改单位", "body"), ledger.departments.name(&self.body).to_owned());
        let told = inspections::finding_told(ledger, &ledger.judge_finding(self, Moment::During(session.today), None), lang);
        std::iter::once(body).chain(told).collect()
    }

    /// What was re-checked, unless all are asked for.
    fn is_past(&self, ledger: &Ledger, day: NaiveDate) -> bool {
        let stage = ledger.judge_finding(self, Moment::During(day), None).stage;
        matches!(stage, Mending::Rechecked | Mending::Dropped)
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Rectification, CliError> {
        called(ledger, word, ("整改问题", "finding"))
    }
}
