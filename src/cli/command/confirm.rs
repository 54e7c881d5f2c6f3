use crate::cli::call::Call;
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::for_each;
use crate::domain::Intent;

/// 销号：核实报已完成的条目；可一次核实多条 | Confirm that what was reported as done is done; one entry or many
#[derive(clap::Args, Debug)]
#[command(
    after_help = "不牵头也不是专班办公室的单位，以及牵头单位自己，这样写只记为建议。台账设置 confirmation: true 时，没有核实的显示为“已完成（待核实）”。
例：
  duban confirm hulin-agri/五（一） --basis 现场核查记录12月3日
  duban confirm --filter '是:待核实 方案:虎林' --dry-run | By a body that is neither the office nor unnamed it is recorded as a proposal. With `confirmation: true` in the ledger's settings what nobody has confirmed is shown as such.
Examples:
  duban confirm hulin-agri/五（一） --basis 'seen on the spot'
  duban confirm --filter 'is:unconfirmed' --dry-run"
)]
pub(in crate::cli) struct Confirm {
    /// 编号；可写多个，也可用 --filter 选 | Ids; several may be given, or chosen with --filter
    #[arg(value_name = "编号 | ID")]
    ids: Vec<String>,
    /// 依据：核查记录、验收文号 | On what ground: a record, the number of an acceptance
    #[arg(long, value_name = "依据 | GROUND")]
    basis: Option<String>,
    #[command(flatten)]
    caution: Caution,
}

impl Confirm {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        for_each(call, &self.ids, &Intent::Confirm { basis: self.basis.clone().unwrap_or_default() }, self.caution)
    }
}
