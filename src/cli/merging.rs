//! Bodies that end, and the one that goes on with their duties.

use super::call::{Call, body};
use super::error::CliError;
use super::out::Answer;
use super::renaming::Decreed;
use crate::domain::DeptId;

/// 撤并：这些单位的职责从某天起由另一个承接，那天可以还没有到；未了结的事项随之一步转过去 | Merge them: another body has their duties from a day on, which may come yet, and what is open goes on under it in one step
#[derive(clap::Args, Debug)]
pub(super) struct Merge {
    /// 撤并的单位 | The bodies that end
    #[arg(value_name = "单位 | BODY", required = true)]
    bodies: Vec<String>,
    /// 承接职责的单位 | The body that goes on
    #[arg(long, value_name = "单位 | BODY")]
    into: String,
    #[command(flatten)]
    decreed: Decreed,
}

impl Merge {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let (decree, ledger) = (self.decreed.read(&session)?, &session.ledger);
        let heir = body(ledger, "--into", &self.into, None)?.id.clone();
        let ended = self.bodies.iter().map(|word| body(ledger, "body", word, None).map(|one| one.id.clone()));
        let ended: Vec<DeptId> = ended.collect::<Result<_, _>>()?;
        let (name, open) = (ledger.departments.name(&heir).to_owned(), ledger.open_of(&ended).count());
        let made = ledger.merging(&ended, &heir, decree);
        let (zh, en) = (format!("未了结的 {open} 条由{name}接着办"), format!("{open} open entries go on under {name}"));
        Ok(self.decreed.carry_out(call, &mut session, made)?.remark(call.lang.pick(zh, en)))
    }
}
