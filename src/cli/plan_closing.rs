//! A plan is closed by command.

use super::call::{Call, plan};
use super::caution::{Caution, first_titles};
use super::ending::unended;
use super::error::CliError;
use super::out::Answer;
use super::records::carry_out;
use crate::domain::{EntryId, Ledger, NothingToRecord, Plan, PlanClosing, Rest, Unended};
use crate::text::Lang;

/// 办结归档：没有办结的事项结转到承接方案，或写明理由终止，一步办完；归档的方案不再列出 | Close a plan: what is unfinished is carried over or ends with a reason, in one step; the plan is archived and no longer listed
#[derive(clap::Args, Debug)]
#[command(
    after_help = "先用 duban packet close 请各牵头单位核实，剩下没有办结的再这样一次结转或终止。归档的方案用 方案:名称、是:归档 或 --all 查；duban plan set 代码 --archived 无 取消归档。 | First ask the bodies that lead with `duban packet close`; what is still unfinished is then carried over or ended at once. What is archived is found by plan:NAME, is:archived or --all; `duban plan set CODE --archived none` brings the plan back."
)]
pub(super) struct Close {
    /// 方案：代码、简称或全称 | The plan: its code, short name or title
    #[arg(value_name = "方案 | PLAN")]
    plan: String,
    /// 结转到这个承接方案；不写则终止 | Into which plan it is carried over; given up when left out
    #[arg(long, value_name = "方案 | PLAN")]
    into: Option<String>,
    /// 逐条登记到承接方案里，职责、地区不变；不写则由承接方案自己的条目承接 | Enter each into that plan, with its duties and places; when left out that plan's own entries take them up
    #[arg(long, requires = "into")]
    each: bool,
    /// 理由；终止的必填 | Why; what is given up wants a reason
    #[arg(long, value_name = "理由 | WHY", default_value = "", hide_default_value = true)]
    reason: String,
    /// 依据的文件 | The document that says so
    #[arg(long, value_name = "文件 | DOC", default_value = "", hide_default_value = true)]
    basis: String,
    #[command(flatten)]
    caution: Caution,
}

impl Close {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let (ledger, lang) = (&session.ledger, call.lang);
        let closed = plan(ledger, &self.plan)?;
        let into = self.into.as_ref().map(|word| plan(ledger, word)).transpose()?;
        let open: Vec<EntryId> = ledger.unfinished(closed).map(|(entry, _)| entry.id.clone()).collect();
        let rest = match into {
            Some(into) if self.each => Rest::EnteredIn(into),
            Some(into) => Rest::CarriedOver(into),
            None => Rest::GivenUp,
        };
        let closing = PlanClosing { rest, reason: &self.reason, basis: &self.basis };
        let change = session.recorder.close_plan(ledger, closed, &closing).map_err(|why| match why {
            Unended::Record(_, NothingToRecord::NoReasonFor(_)) => unsaid(ledger, closed, &open),
            why => unended(&why),
        })?;
        let question = question(ledger, (closed, into), &open, lang);
        if !open.is_empty() {
            self.caution.asks_whether(call, || question.clone())?;
        }
        Ok(carry_out(call, &mut session, change, self.caution.dry_run)?.remark(question))
    }
}

/// What is unfinished, and what becomes of it.
fn question(ledger: &Ledger, (closed, into): (&Plan, Option<&Plan>), open: &[EntryId], lang: Lang) -> String {
    let (name, n, named) = (closed.short_name(), open.len(), first_titles(ledger, open, lang));
    match into {
        _ if open.is_empty() => lang.pick(format!("{name}的事项都已办结，归档"), format!("all of {name} is closed; it is archived")),
        Some(into) => {
            let into = into.short_name();
            lang.pick(format!("{name}归档，{n} 条结转到{into}：{named}"), format!("{name} is archived, {n} go on in {into}: {named}"))
        }
        None => lang.pick(format!("{name}归档，{n} 条终止：{named}"), format!("{name} is archived, {n} are given up: {named}")),
    }
}

fn unsaid(ledger: &Ledger, closed: &Plan, open: &[EntryId]) -> CliError {
    let (name, n) = (closed.short_name(), open.len());
    let named = |lang| first_titles(ledger, open, lang);
    let said =
        (format!("{name}还有 {n} 条没有办结：{}", named(Lang::Zh)), format!("{name} has {n} unfinished entries: {}", named(Lang::En)));
    let hint = (
        format!("结转的写 --into 承接方案，终止的写 --reason 理由；要先请牵头单位核实的用 duban packet close {}。", closed.code),
        format!("Say --into PLAN, or --reason WHY; `duban packet close {}` asks the bodies that lead first.", closed.code),
    );
    CliError::Usage(said, hint)
}
