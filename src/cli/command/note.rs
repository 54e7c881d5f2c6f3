use crate::cli::call::{Call, entry};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::cli::telling::Account;
use crate::cli::words;
use crate::domain::{Intent, Wish};

/// 填报进展、问题、下一步 | Report progress, problems and next steps
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban note hulin-agri/五（一） 完成选址，正在环评 --next 年底前开工 --percent 30
  duban note hulin-agri/五（一） --solved 1 --status 已完成 --on 9月28日
  duban note hulin-agri/五（一） - < 进展.txt | Examples:
  duban note hulin-agri/五（一） 'site chosen, assessment under way' --next 'start by December' --percent 30
  duban note hulin-agri/五（一） --solved 1 --status done --on 2025-09-28
  duban note hulin-agri/五（一） - < progress.txt")]
pub(in crate::cli) struct Note {
    /// 编号 | Id
    #[arg(value_name = "编号 | ID")]
    id: String,
    #[command(flatten)]
    account: Account,
    /// 问题的类别：用地、资金、审批、企业、市场、机制、其他 | Kind of problem: land, funds, approval, enterprise, market, mechanism, other
    #[arg(long, value_name = "类别 | KIND")]
    cause: Option<String>,
    /// 先前反映、现已解决的问题：show 里的序号，或 全部 | Earlier problems that are solved: their numbers in `show`, or all
    #[arg(long, value_name = "序号 | N")]
    solved: Option<String>,
    /// 先前反映、仍未解决的问题 | Earlier problems that are still there
    #[arg(long, value_name = "序号 | N")]
    still: Option<String>,
    /// 反馈的是哪一期，如 2025Q4、四季度、10月；不写为正在收的一期（季后补报天数内是上一季度） | The period reported on: 2025Q4, 2025-10; when left out the one being collected (in the days of grace the quarter that ended)
    #[arg(long, value_name = "期间 | PERIOD")]
    period: Option<String>,
    #[command(flatten)]
    caution: Caution,
}

impl Note {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("note")?;
        let mut session = call.open_to_record()?;
        let found = entry(&session.ledger, &self.id)?;
        let about = self.account.telling.about(&session, found.id.plan())?;
        let mut report = self.account.report(&session)?;
        report.cause = self.cause.as_deref().map(words::cause).transpose()?;
        let open = session.recorder.problems(&session.ledger, found, &about);
        report.solved = self.solved.as_deref().map(|n| words::problems("--solved", n, &open)).transpose()?.unwrap_or_default();
        report.still = self.still.as_deref().map(|n| words::problems("--still", n, &open)).transpose()?.unwrap_or_default();
        let period = self.period.as_deref().map(|p| words::period("--period", p, session.today)).transpose()?;
        let mut recording = Recording::default();
        recording.add(&session, found, &Wish { intents: &[Intent::Report(report)], period, about })?;
        if let Some(nothing) = recording.nothing().filter(|_| recording.is_empty()) {
            return Err(nothing);
        }
        recording.carry_out(call, &mut session, self.caution)
    }
}
