//! The closing round of a plan that is over: forms for everybody who leads something unfinished.

use crate::cli::call::{Call, plan};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::sending::Sending;
use crate::packet::Round;

/// 终期核实：给期满方案里每个有未办结事项的牵头单位各写一份核实表（已完成、已结转、已终止），连同发放清单 | The closing round of a plan: a form for each body that leads something unfinished (done, carried over or given up), with a list
#[derive(clap::Args, Debug)]
#[command(
    after_help = "不写 -o 则写到 终期核实-方案简称 文件夹。填好交回后用 duban packet in 文件夹/*.xlsx --accept all 记入台账。再运行一次，只发还没有办结的；有人填过的文件不动，另写一份。 | Without -o it goes to the folder 终期核实-PLAN. Take what comes back in with `duban packet in FOLDER/*.xlsx --accept all`. Run again it asks for what is still open; files that somebody has filled in are left alone."
)]
pub(super) struct Close {
    /// 方案：代码、简称或全称 | The plan: its code, short name or title
    #[arg(value_name = "方案 | PLAN")]
    plan: String,
    #[command(flatten)]
    sending: Sending,
}

impl Close {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let plan = plan(&session.ledger, &self.plan)?;
        let round = Round::of(&session.ledger, plan);
        if round.forms.is_empty() && round.unasked.is_empty() {
            let (name, zh, en) = (plan.short_name(), "的事项都已办结，没有要核实的", "has nothing left to close");
            return Err(CliError::usage(
                &format!("{name}{zh}"),
                &format!("{name} {en}"),
                "用 duban list 看它的事项。",
                "See `duban list`.",
            ));
        }
        let early = (session.today <= plan.end).then(|| {
            let end = plan.end;
            call.lang.pick(format!("注意：{} 到 {end} 才期满", plan.short_name()), format!("note: {} runs until {end}", plan.short_name()))
        });
        let code = &plan.code;
        let next = call.lang.pick(
            format!("收齐记入后，剩下的用 duban plan close {code} 结转或终止并归档"),
            format!("once they are in, `duban plan close {code}` carries over or ends what is left, and archives the plan"),
        );
        let answer = self.sending.send(call, &session, &round, ("closing", Some(plan.code.as_str())))?;
        Ok(answer.remarks(early).remark(next))
    }
}
