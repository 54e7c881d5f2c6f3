//! Which bodies are the office.

use super::call::{Call, body};
use super::error::CliError;
use super::out::Answer;
use super::records::carry_out;

/// 登记哪些单位是专班办公室，由它修改各条、答复建议、核实销号；不写单位则不再登记 | Say which bodies are the office, which changes entries, answers proposals and confirms completions; none: nobody is any more
#[derive(clap::Args, Debug)]
pub(super) struct Office {
    /// 编号，或它的名称 | Their ids, or their names
    #[arg(value_name = "单位 | BODY")]
    bodies: Vec<String>,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Office {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let meant = |name: &String| body(&session.ledger, "office", name, None).map(|body| body.id.clone());
        let bodies = self.bodies.iter().map(meant).collect::<Result<Vec<_>, _>>()?;
        let change = session.ledger.naming_office(bodies);
        carry_out(call, &mut session, change, self.dry_run)
    }
}
