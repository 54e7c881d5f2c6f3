//! Taking a record out that was entered by mistake.

use super::change::Change;
use super::id::EntryId;
use super::kinds::Subject;
use super::ledger::Ledger;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// Why a record stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stays {
    /// Its log holds so many records, which nothing takes out.
    HasLog(usize),
    /// So many others stand on it, of which this is the first.
    IsNamed(Subject, usize),
}

says_as_error!(Stays);

impl Say for Stays {
    fn say(&self, lang: Lang) -> String {
        match self {
            Stays::HasLog(n) => lang.pick(format!("已有 {n} 次记录，应予保留"), format!("its log has {n} records, so it stays")),
            Stays::IsNamed(first, n) => {
                lang.pick(format!("还有 {n} 处用到，如 `{first}`，应予保留"), format!("{n} others name it, such as `{first}`, so it stays"))
            }
        }
    }
}

impl Ledger {
    /// Takes out a record of which nothing was recorded, and on which nothing stands.
    pub(crate) fn taking_out(&self, subject: &Subject) -> Result<Change, Stays> {
        let records = self.log_of(subject).len();
        if records > 0 {
            return Err(Stays::HasLog(records));
        }
        let users = self.users_of(subject);
        users.first().map_or_else(|| Ok(self.without(subject)), |first| Err(Stays::IsNamed(first.clone(), users.len())))
    }

    /// Takes out an entry.
    pub(crate) fn withdrawing(&self, id: &EntryId) -> Result<Change, Stays> {
        self.taking_out(&id.clone().into())
    }

    /// Takes several out, what hangs under others before those.
    pub(crate) fn withdrawing_all(&self, ids: &[EntryId]) -> Result<Change, (EntryId, Stays)> {
        let (mut trial, mut left, mut changes) = (self.clone(), ids.to_vec(), Vec::new());
        while let Some(first) = left.first().cloned() {
            let ready = left.iter().position(|id| trial.withdrawing(id).is_ok()).unwrap_or_default();
            let id = left.remove(ready);
            let change = trial.withdrawing(&id).map_err(|why| (first, why))?;
            if change.clone().apply(&mut trial).is_ok() {
                changes.push(change);
            }
        }
        Ok(Change::All(changes))
    }
}
