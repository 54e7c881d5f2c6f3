//! A body or a place that is called otherwise from a day on.

use chrono::NaiveDate;
use std::marker::PhantomData;

use super::call::Call;
use super::error::CliError;
use super::fillings::Filled;
use super::out::Answer;
use super::records::carry_out;
use super::words;
use crate::domain::{Change, Dated};
use crate::profile::Session;
use crate::text::fold_width;

/// 更名：从某天起叫别的名称，旧名照样找得到，报那天以前的仍用旧名 | Another name from a day on; the old one goes on being found, and what is said of days before has it
#[derive(clap::Args, Debug)]
pub(super) struct Rename<R> {
    /// 编号，或它的名称 | Its id, or one of its names
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 新名称 | The new name
    #[arg(value_name = "新名称 | NEW")]
    new: String,
    #[command(flatten)]
    since: Since,
    /// 依据的文件 | The document that says so
    #[arg(long, value_name = "文件 | DOC", default_value = "", hide_default_value = true)]
    basis: String,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
    #[arg(skip)]
    kind: PhantomData<R>,
}

/// From which day something holds.
#[derive(clap::Args, Debug)]
pub(super) struct Since {
    /// 从哪一天起；不写为今天 | From which day on; today when left out
    #[arg(long, value_name = "日期 | DAY")]
    from: Option<String>,
}

impl Since {
    /// The day; the register says what is so by today, and takes none of later.
    pub(super) fn day(&self, session: &Session) -> Result<NaiveDate, CliError> {
        let Some(text) = &self.from else { return Ok(session.today) };
        let day = words::date("--from", text, session.today)?;
        if day <= session.today {
            return Ok(day);
        }
        let (zh, en) = (format!("{day} 还没有到"), format!("{day} has not come yet"));
        Err(CliError::usage(&zh, &en, "到那天再登记。", "Enter it on that day."))
    }
}

impl<R: Filled + Dated> Rename<R> {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let (from, new) = (self.since.day(&session)?, self.new.trim());
        let mut record = R::meant(&session.ledger, &self.id)?.clone();
        let refused = |zh: String, en: String| Err(CliError::usage(&zh, &en, "", ""));
        if new.is_empty() || new == record.name() {
            return refused(format!("`{}` 就叫这个名称", record.id()), format!("`{}` is called so", record.id()));
        }
        let called = |other: &R| other.id() != record.id() && other.names().iter().any(|name| fold_width(name) == fold_width(new));
        if let Some(other) = R::records(&session.ledger).iter().find(|other| called(other)) {
            let id = other.id();
            return refused(format!("`{id}` 已叫 `{new}`"), format!("`{id}` is called `{new}` already"));
        }
        if !record.may_change(from) {
            return refused(format!("它在 {from} 以后还更过名"), format!("it was renamed on {from} or later"));
        }
        record.call_from(new, from, self.basis.trim());
        carry_out(call, &mut session, Change::amend(record), self.dry_run)
    }
}
