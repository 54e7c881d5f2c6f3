use crate::cli::call::{Call, body};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::fillings::Fillings;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::cli::telling::Telling;
use crate::cli::words;
use crate::domain::{Entry, Intent, Report, Wish};
use crate::profile::Session;

/// 改状态、完成比例、时限、牵头单位，或方案所载的内容；可一次改多条 | Set status, percent, deadline or lead, or what the plan states, of one entry or of many
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban set hulin-agri/五（一） --status 推进中 --percent 30 --as 虎林市农业农村局
  duban set 专栏16#12 --deadline 2025年底 --reason 等待环评批复
  duban set 专栏16#12 --status 已终止 --reason 企业退出 --basis 市政府会议纪要〔2025〕7号
  duban set 专栏16#12 --status 已结转 --into 虎林农业 --reason 续建，明年完工
  duban set --filter '牵头:工信 状态:无' --status 推进中 --dry-run
  duban set 专栏16#12 --investment 1.2亿 --region 虎林市、密山市 | Examples:
  duban set hulin-agri/五（一） --status underway --percent 30 --as 虎林市农业农村局
  duban set 专栏16#12 --deadline 2025-12-31 --reason 'waiting for the permit'
  duban set 专栏16#12 --status cancelled --reason 'the company left' --basis 'minutes no. 7'
  duban set 专栏16#12 --status carried_over --into 虎林农业 --reason 'goes on next year'
  duban set --filter 'lead:工信 status:none' --status underway --dry-run
  duban set 专栏16#12 --investment 1.2亿 --region 虎林市、密山市")]
pub(in crate::cli) struct Set {
    /// 编号；可写多个，也可用 --filter 选 | Ids; several may be given, or chosen with --filter
    #[arg(value_name = "编号 | ID")]
    ids: Vec<String>,
    #[command(flatten)]
    telling: Telling,
    /// 调整后的时限，如 2025-12-31、9月底、+2w；须写理由 | The new deadline: 2025-12-31, 9月底, +2w; wants a reason
    #[arg(long, value_name = "日期 | DAY")]
    deadline: Option<String>,
    /// 明确牵头单位 | The body that leads
    #[arg(long, value_name = "单位 | BODY")]
    lead: Option<String>,
    /// 连同下级：没有牵头单位的也由它牵头 | It leads what nobody leads under them too
    #[arg(long, requires = "lead")]
    children: bool,
    /// 调整时限、牵头单位，或暂缓、终止、结转的理由 | Why the deadline or the lead changes, or it is put off, given up or carried over
    #[arg(long, value_name = "理由 | WHY")]
    reason: Option<String>,
    #[command(flatten)]
    amendments: Fillings<Entry>,
    /// 反馈的是哪一期，如 2025Q4、四季度、10月；不写为正在收的一期（季后补报天数内是上一季度） | The period reported on: 2025Q4, 2025-10; when left out the one being collected (in the days of grace the quarter that ended)
    #[arg(long, value_name = "期间 | PERIOD")]
    period: Option<String>,
    #[command(flatten)]
    caution: Caution,
}

impl Set {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        self.says_something()?;
        call.names_entries(&self.ids, ("没有说要改哪一条", "it is not said which entry"))?;
        let mut session = call.open_to_record()?;
        let period = self.period.as_deref().map(|p| words::period("--period", p, session.today)).transpose()?;
        let (mut recording, mut left_out) = (Recording::default(), Vec::new());
        for place in call.chosen(&session, &self.ids)? {
            let entry = &session.ledger.entries()[place];
            let intents = self.intents(&session, entry)?;
            if !intents.is_empty() {
                let about = self.telling.about(&session, entry.id.plan())?;
                recording.add(&session, entry, &Wish { intents: &intents, period, about })?;
                let lead = intents.iter().find(|intent| self.children && matches!(intent, Intent::Lead { .. }));
                if let Some(lead) = lead {
                    recording.lead_below(&session, entry, lead)?;
                }
            }
            if !self.amendments.is_empty() {
                let mut amended = entry.as_ref().clone();
                self.amendments.apply(&session, &mut amended)?;
                left_out.extend(self.amendments.left_out(entry, &amended, &session.ledger, call.lang));
                recording.amend(entry, amended);
            }
        }
        left_out.dedup();
        Ok(recording.carry_out(call, &mut session, self.caution)?.remarks(left_out))
    }

    fn says_something(&self) -> Result<(), CliError> {
        let (moves, reports) = (self.deadline.is_some() || self.lead.is_some(), self.telling.says_something());
        if !moves && !reports && self.amendments.is_empty() {
            let (zh, en) = ("没有说要改什么", "it is not said what to set");
            let hints = (
                "请用 --status --percent --deadline --lead 之一，或方案所载的一项，如 --investment。",
                "Use --status, --percent, --deadline or --lead, or something that the plan states, as --investment.",
            );
            return Err(CliError::usage(zh, en, hints.0, hints.1));
        }
        if self.reason.is_some() && !moves && !self.telling.has_status() {
            let (zh, en) = ("--reason 用于调整时限、牵头单位或状态", "--reason goes with --deadline, --lead or --status");
            let hints = ("进展情况请用 duban note 记录。", "Record progress with `duban note`.");
            return Err(CliError::usage(zh, en, hints.0, hints.1));
        }
        Ok(())
    }

    fn intents(&self, session: &Session, entry: &Entry) -> Result<Vec<Intent>, CliError> {
        let mut intents = Vec::new();
        if self.telling.says_something() || self.telling.says_ground() {
            let mut report = Report::default();
            self.telling.fill(&mut report, self.reason.as_deref(), session)?;
            intents.push(Intent::Report(report));
        }
        let reason = self.reason.clone().unwrap_or_default();
        if let Some(words) = &self.deadline {
            intents.push(Intent::Deadline { to: words::date_in("--deadline", words, session)?, reason: reason.clone() });
        }
        if let Some(word) = &self.lead {
            let to = body(&session.ledger, "--lead", word, Some(entry.id.plan()))?.id.clone();
            intents.push(Intent::Lead { to, reason });
        }
        Ok(intents)
    }
}
