//! A body or a place that is called otherwise from a day on.

use std::marker::PhantomData;

use super::call::Call;
use super::error::CliError;
use super::fillings::Filled;
use super::out::Answer;
use super::records::carry_out;
use super::words;
use crate::domain::{Change, Dated, Decree, Unreformed};
use crate::profile::Session;

/// 更名：从某天起叫别的名称，那天可以还没有到；旧名照样找得到，报那天以前的仍用旧名 | Another name from a day on, which may come yet; the old one goes on being found, and what is said of days before has it
#[derive(clap::Args, Debug)]
pub(super) struct Rename<R> {
    /// 编号，或它的名称 | Its id, or one of its names
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 新名称 | The new name
    #[arg(value_name = "新名称 | NEW")]
    new: String,
    #[command(flatten)]
    decreed: Decreed,
    #[arg(skip)]
    kind: PhantomData<R>,
}

/// From which day something holds, and by what.
#[derive(clap::Args, Debug)]
pub(super) struct Decreed {
    /// 从哪一天起，可以是以后的某天；不写为今天 | From which day on, which may come yet; today when left out
    #[arg(long, value_name = "日期 | DAY")]
    from: Option<String>,
    /// 依据的文件 | The document that says so
    #[arg(long, value_name = "文件 | DOC", default_value = "", hide_default_value = true)]
    basis: String,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Decreed {
    pub(super) fn read(&self, session: &Session) -> Result<Decree<'_>, CliError> {
        let from = self.from.as_ref().map_or(Ok(session.today), |text| words::date_in("--from", text, session))?;
        Ok(Decree { from, basis: self.basis.trim() })
    }

    /// Makes what was decreed, and says so where it holds only from a later day on.
    pub(super) fn carry_out(&self, call: &Call, session: &mut Session, made: Result<Change, Unreformed>) -> Result<Answer, CliError> {
        let change = made.map_err(|why| CliError::refusal(&why))?;
        let from = self.read(session)?.from;
        let later = || call.lang.pick(format!("自 {from} 起才算数"), format!("it holds from {from} on, and not before"));
        Ok(carry_out(call, session, change, self.dry_run)?.remarks((from > session.today).then(later)))
    }
}

impl<R: Filled + Dated> Rename<R> {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let decree = self.decreed.read(&session)?;
        let record = R::meant(&session.ledger, &self.id)?;
        let made = session.ledger.renaming(record, &self.new, decree);
        self.decreed.carry_out(call, &mut session, made)
    }
}
