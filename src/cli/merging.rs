//! Bodies that end, and the one that goes on with their duties.

use super::call::{Call, body};
use super::error::CliError;
use super::out::Answer;
use super::records::carry_out;
use super::renaming::Since;
use crate::domain::{Change, Department, DeptId, Entry, Ledger, fold};

/// 合并：这些单位撤并，职责从某天起由另一个承接；未了结的事项随之一步转过去 | Merge them: another body has their duties from a day on, and what is open goes on under it in one step
#[derive(clap::Args, Debug)]
pub(super) struct Merge {
    /// 撤并的单位 | The bodies that end
    #[arg(value_name = "单位 | BODY", required = true)]
    bodies: Vec<String>,
    /// 承接职责的单位 | The body that goes on
    #[arg(long, value_name = "单位 | BODY")]
    into: String,
    #[command(flatten)]
    since: Since,
    /// 依据的文件 | The document that says so
    #[arg(long, value_name = "文件 | DOC")]
    basis: String,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Merge {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let (from, ledger) = (self.since.day(&session)?, &session.ledger);
        let heir = body(ledger, "--into", &self.into, None)?;
        let mut ended: Vec<Department> = Vec::new();
        for word in &self.bodies {
            let mut one = body(ledger, "body", word, None)?.clone();
            may_end(ledger, &one, heir)?;
            one.end(&heir.id, from, self.basis.trim());
            if ended.iter().all(|other| other.id != one.id) {
                ended.push(one);
            }
        }
        let (name, open) = (heir.name().to_owned(), open(ledger, &ended));
        let answer = carry_out(call, &mut session, Change::All(ended.into_iter().map(Change::amend).collect()), self.dry_run)?;
        let (zh, en) = (format!("未了结的 {open} 条由{name}接着办"), format!("{open} open entries go on under {name}"));
        Ok(answer.remark(call.lang.pick(zh, en)))
    }
}

/// Refuses to end a body twice, or one that would have its own duties in the end.
fn may_end(ledger: &Ledger, one: &Department, heir: &Department) -> Result<(), CliError> {
    let name = one.name();
    let (zh, en) = match &one.successor {
        Some(other) => {
            let other = ledger.departments.name(other);
            (format!("{name}的职责已由{other}承接"), format!("{other} has the duties of {name} already"))
        }
        None if ledger.departments.answering(&heir.id).contains(&one.id) => {
            (format!("{name}不能并入它自己"), format!("{name} cannot go into itself"))
        }
        None => return Ok(()),
    };
    Err(CliError::usage(&zh, &en, "", ""))
}

/// How many entries these bodies lead or share in that are not closed.
fn open(ledger: &Ledger, ended: &[Department]) -> usize {
    let is_one = |body: &DeptId| ended.iter().any(|one| one.id == *body);
    let goes_on = |entry: &Entry| {
        let state = fold(ledger, entry, None);
        state.is_open() && ledger.duties(entry, state.lead.value.as_ref()).any(|(body, _)| is_one(body))
    };
    ledger.entries().iter().filter(|entry| goes_on(entry)).count()
}
