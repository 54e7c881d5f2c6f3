//! How far a change is to go: looked at only, or carried out; and a question before many entries change at once.

use super::call::Call;
use super::error::CliError;
use crate::domain::{Change, Concerned, EntryId, Ledger};
use crate::profile::Session;
use crate::store::StoreError;
use crate::text::Lang;

/// So many entries change without a question.
const MANY: usize = 10;

/// How many of them the question names.
const NAMED: usize = 3;

/// The options of commands that change entries.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub(super) struct Caution {
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// 不再询问：一次改动很多条、时限已过、前后矛盾…… | Do not ask: before many entries change at once, of a deadline that is over, of what contradicts itself
    #[arg(long)]
    yes: bool,
}

impl Caution {
    /// Of a command that chooses its entries in a way of its own and need not ask.
    pub(super) fn trusting(dry_run: bool) -> Caution {
        Caution { dry_run, yes: true }
    }

    /// Asks before many entries change. Who does not agree has called it off.
    pub(super) fn asks(self, call: &Call, ledger: &Ledger, ids: &[EntryId]) -> Result<(), CliError> {
        let named = first_titles(ledger, ids, call.lang);
        let (n, lang) = (ids.len(), call.lang);
        let question = || lang.pick(format!("将一次改动 {n} 条：{named}"), format!("{n} entries would change: {named}"));
        if n <= MANY { Ok(()) } else { self.asks_whether(call, question) }
    }

    /// Asks about what looks wrong, and may be right; gives what is only told.
    pub(super) fn asks_about(self, call: &Call, session: &Session, change: &Change) -> Result<Vec<String>, CliError> {
        let concerns = session.ledger.concerns(change, session.recorder.by.dept.as_ref(), session.today);
        let of = change.touched().entries().count();
        let (grave, light): (Vec<_>, Vec<_>) = concerns.into_iter().partition(|c| c.what.is_grave());
        let told = |c: &Concerned| c.told(&session.ledger, of, call.lang);
        let all: Vec<String> = grave.iter().map(told).collect();
        let shown = all.len().min(MANY);
        let more = if all.len() > shown { call.lang.pick("；等", "; and others") } else { "" };
        let words = format!("{}{more}", all[..shown].join(call.lang.pick("；", "; ")));
        if !all.is_empty() {
            self.asks_whether(call, || words.clone())?;
        }
        let is_told = self.dry_run || self.yes;
        let noted = all.into_iter().filter(|_| is_told).chain(light.iter().map(told));
        Ok(noted.map(|words| format!("{}{words}", call.lang.pick("提醒：", "note: "))).collect())
    }

    /// Asks what is to be asked in any case.
    pub(super) fn asks_whether(self, call: &Call, question: impl FnOnce() -> String) -> Result<(), CliError> {
        if self.dry_run || self.yes || call.agrees(&question())? { Ok(()) } else { Err(StoreError::CalledOff.into()) }
    }
}

/// What the first of some entries are called.
pub(super) fn first_titles(ledger: &Ledger, ids: &[EntryId], lang: Lang) -> String {
    let titles: Vec<&str> = ids.iter().take(NAMED).filter_map(|id| ledger.get(id)).map(|e| e.title.as_str()).collect();
    let more = if ids.len() > NAMED { lang.pick("等", " and others") } else { "" };
    format!("{}{more}", titles.join(lang.pick("、", ", ")))
}
