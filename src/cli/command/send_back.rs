use crate::cli::call::Call;
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::for_each;
use crate::domain::Intent;

/// 退回：报了已完成而核实不了的，退回推进中，写明理由 | Return what was reported as done and cannot be confirmed, with the reason
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban return hulin-agri/五（一） --reason 没有竣工验收材料 | Examples:
  duban return hulin-agri/五（一） --reason 'no record of acceptance'")]
pub(in crate::cli) struct Return {
    /// 编号；可写多个，也可用 --filter 选 | Ids; several may be given, or chosen with --filter
    #[arg(value_name = "编号 | ID")]
    ids: Vec<String>,
    /// 为什么退回 | Why
    #[arg(long, value_name = "理由 | WHY", required = true)]
    reason: String,
    #[command(flatten)]
    caution: Caution,
}

impl Return {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        for_each(call, &self.ids, &Intent::Return { reason: self.reason.clone() }, self.caution)
    }
}
