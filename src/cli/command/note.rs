use crate::cli::call::{Call, entry, text};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::cli::words;
use crate::domain::{Intent, Report};

/// 填报进展、问题、下一步 | Report progress, problems and next steps
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban note hulin-agri/五（一） 完成选址，正在环评 --next 年底前开工 --percent 30
  duban note 五（一） - < 进展.txt | Examples:
  duban note hulin-agri/五（一） 'site chosen, assessment under way' --next 'start by December' --percent 30
  duban note 五（一） - < progress.txt")]
pub(in crate::cli) struct Note {
    /// 编号 | Id
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 进展；写 - 则从标准输入读 | Progress; - reads it from stdin
    #[arg(value_name = "进展 | TEXT")]
    progress: Option<String>,
    /// 问题 | Problems
    #[arg(long, value_name = "问题 | TEXT")]
    problems: Option<String>,
    /// 下一步 | Next steps
    #[arg(long, value_name = "打算 | TEXT")]
    next: Option<String>,
    /// 完成比例，0 到 100 | Percent done, 0 to 100
    #[arg(long, value_name = "百分比 | N")]
    percent: Option<String>,
    /// 状态：未启动、推进中、受阻、已完成、暂缓、已终止 | not_started, underway, blocked, done, suspended, cancelled
    #[arg(long, value_name = "状态 | STATUS")]
    status: Option<String>,
    /// 反馈的是哪一期，如 2025Q4、四季度、10月；不写为正在收的一期（季后补报天数内是上一季度） | The period reported on: 2025Q4, 2025-10; when left out the one being collected (in the days of grace the quarter that ended)
    #[arg(long, value_name = "期间 | PERIOD")]
    period: Option<String>,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Note {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("note")?;
        let mut session = call.open()?;
        let found = entry(&session.ledger, &self.id)?;
        let words = |words: &Option<String>| words.as_deref().map(text).transpose().map(Option::unwrap_or_default);
        let report = Report {
            progress: words(&self.progress)?,
            problems: words(&self.problems)?,
            next: words(&self.next)?,
            percent: self.percent.as_deref().map(words::percent).transpose()?,
            status: self.status.as_deref().map(words::status).transpose()?,
        };
        let period = self.period.as_deref().map(|p| words::period("--period", p, session.today)).transpose()?;
        let mut recording = Recording::default();
        recording.add(&session, found, &[Intent::Report(report)], period)?;
        if let Some(nothing) = recording.nothing().filter(|_| recording.is_empty()) {
            return Err(nothing);
        }
        recording.carry_out(call, &mut session, self.dry_run)
    }
}
