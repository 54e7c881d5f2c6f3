use chrono::NaiveDate;
use std::sync::Arc;

use crate::domain::{Entry, Ledger, Standings};
use crate::progress::{Progress, Step};
use crate::query::Index;

/// All entries of a ledger, judged and laid out for search.
#[derive(Debug)]
pub struct Survey {
    /// How every entry stands.
    pub standings: Standings,
    /// For searching.
    pub index: Index,
}

impl Survey {
    /// Judges and lays out all entries, both at the same time. Called off, it is worth nothing.
    pub fn of(ledger: &Ledger, today: NaiveDate, progress: &Progress) -> Survey {
        let entries = ledger.entries();
        progress.begin(Step::Surveying, entries.len());
        let wanted = |_: &&Arc<Entry>| !progress.is_called_off();
        std::thread::scope(|scope| {
            let index = scope.spawn(|| Index::of(ledger, entries.iter().take_while(wanted)));
            let standings = Standings::of(ledger, today, progress.each(entries));
            Survey { standings, index: index.join().unwrap_or_else(|e| std::panic::resume_unwind(e)) }
        })
    }
}
