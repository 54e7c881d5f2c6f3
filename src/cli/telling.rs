//! The options by which `note`, `set` and `step report` say how far the work is: the status with its ground, and of whose part they
//! speak; and the words of a report.

use super::call::{body, text};
use super::error::CliError;
use super::words;
use crate::domain::{Asked, Report};
use crate::profile::Session;

/// How far it is, and who says so.
#[derive(clap::Args, Debug, Default)]
pub(super) struct Telling {
    /// 状态：未启动、推进中、受阻、已完成、暂缓、已终止、已结转 | not_started, underway, blocked, done, suspended, cancelled, carried_over
    #[arg(long, value_name = "状态 | STATUS")]
    status: Option<String>,
    /// 完成比例，0 到 100 | Percent done, 0 to 100
    #[arg(long, value_name = "百分比 | N")]
    percent: Option<String>,
    /// 这个状态从哪天起，如完成的那一天；不写时，所报期间已过完的为期末，其余为今天 | The day on which the status came true, as that of the completion; when left out the last day of a period that is over, else today
    #[arg(long, value_name = "日期 | DAY")]
    on: Option<String>,
    /// 依据的文件：文号、会议纪要 | The document it rests on: its number, the minutes
    #[arg(long, value_name = "文件 | DOCUMENT")]
    basis: Option<String>,
    /// 已结转的，转入哪个方案：代码或名称 | Of what is carried over: into which plan, by its code or name
    #[arg(long, value_name = "方案 | PLAN")]
    into: Option<String>,
    /// 说的是哪个单位承担的部分；不写则牵头单位说整项，配合单位和成员单位说自己的部分 | Of which body's part it speaks; when left out the lead speaks of the whole, every other body of its own part
    #[arg(long, value_name = "单位 | BODY", conflicts_with = "whole")]
    part: Option<String>,
    /// 说的是整项；不牵头的单位这样写，记为建议 | It speaks of the whole; by a body that does not lead, as a proposal
    #[arg(long)]
    whole: bool,
}

/// What a report says in words, and how far the work is.
#[derive(clap::Args, Debug)]
pub(super) struct Account {
    /// 进展；写 - 则从标准输入读 | Progress; - reads it from stdin
    #[arg(value_name = "进展 | TEXT")]
    progress: Option<String>,
    /// 问题 | Problems
    #[arg(long, value_name = "问题 | TEXT")]
    problems: Option<String>,
    /// 下一步 | Next steps
    #[arg(long, value_name = "打算 | TEXT")]
    next: Option<String>,
    /// 暂缓、终止、结转的理由 | Why it is put off, given up or carried over
    #[arg(long, value_name = "理由 | WHY")]
    reason: Option<String>,
    #[command(flatten)]
    pub(super) telling: Telling,
}

impl Account {
    pub(super) fn report(&self, session: &Session) -> Result<Report, CliError> {
        let words = |words: &Option<String>| words.as_deref().map(text).transpose().map(Option::unwrap_or_default);
        let (progress, problems, next) = (words(&self.progress)?, words(&self.problems)?, words(&self.next)?);
        let mut report = Report { progress, problems, next, ..Report::default() };
        self.telling.fill(&mut report, self.reason.as_deref(), session)?;
        Ok(report)
    }
}

impl Telling {
    /// Whether it says anything of the work.
    pub(super) fn says_something(&self) -> bool {
        self.status.is_some() || self.percent.is_some()
    }

    /// Whether it says what only goes with a status.
    pub(super) fn says_ground(&self) -> bool {
        self.on.is_some() || self.basis.is_some() || self.into.is_some()
    }

    pub(super) fn has_status(&self) -> bool {
        self.status.is_some()
    }

    /// Whether it says of whose part it speaks, or that it speaks of the whole.
    pub(super) fn names_a_part(&self) -> bool {
        self.part.is_some() || self.whole
    }

    /// Puts what was said into a report.
    pub(super) fn fill(&self, report: &mut Report, reason: Option<&str>, session: &Session) -> Result<(), CliError> {
        if self.status.is_none() && self.says_ground() {
            let (zh, en) = ("--on、--basis、--into 要和 --status 一起写", "--on, --basis and --into go with --status");
            return Err(CliError::usage(zh, en, "如 --status 已完成 --on 9月28日。", "As in --status done --on 2025-09-28."));
        }
        report.status = self.status.as_deref().map(words::status).transpose()?;
        report.percent = self.percent.as_deref().map(words::percent).transpose()?;
        report.on = self.on.as_deref().map(|day| words::date_in("--on", day, session)).transpose()?;
        report.basis = self.basis.clone().unwrap_or_default();
        report.into = self.into.as_deref().map(|plan| session.ledger.plan_meant(plan)).unwrap_or_default();
        report.reason = reason.unwrap_or_default().to_owned();
        Ok(())
    }

    /// Of what it speaks.
    pub(super) fn about(&self, session: &Session, plan: &str) -> Result<Asked, CliError> {
        match &self.part {
            _ if self.whole => Ok(Asked::Whole),
            None => Ok(Asked::Usual),
            Some(name) => Ok(Asked::Part(Some(body(&session.ledger, "--part", name, Some(plan))?.id.clone()))),
        }
    }
}
