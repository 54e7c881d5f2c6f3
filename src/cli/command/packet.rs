use super::closing::Close;
use super::consulting::Consult;
use super::packet_in::In;
use super::packet_out::Out;
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;

/// 给不用 git 的单位发填报表，收回后并入台账 | Forms for bodies without git: send them out, take back what comes
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban packet out --dept 虎林市农业农村局 --period 2025Q4
  duban packet out --all --period 2025Q4
  duban packet in 收到
  duban packet in 收到/*.xlsx --accept all
  duban packet close jixi-agri
  duban packet consult --filter 方案:鸡西生物 | Examples:
  duban packet out --dept 虎林市农业农村局 --period 2025Q4
  duban packet out --all --period 2025Q4
  duban packet close jixi-agri
  duban packet consult --filter plan:鸡西生物
  duban packet in returned
  duban packet in returned/*.xlsx --accept all")]
pub(in crate::cli) struct Packet {
    #[command(subcommand)]
    way: Way,
}

#[derive(clap::Subcommand, Debug)]
enum Way {
    Out(Out),
    Close(Close),
    Consult(Consult),
    In(In),
}

impl Packet {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        if matches!(self.way, Way::Close(_) | Way::In(_)) {
            call.takes_no_filter("packet")?;
        }
        match &self.way {
            Way::Out(out) => out.run(call),
            Way::Close(close) => close.run(call),
            Way::Consult(consult) => consult.run(call),
            Way::In(back) => back.run(call),
        }
    }
}
