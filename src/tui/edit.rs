//! What a form asks to be done.

use crate::domain::{DeptId, Entry, EntryId, IndicatorId, Intent, Period};

/// What a form asks to be done.
#[derive(Debug)]
pub(crate) enum Edit {
    /// An intent is recorded on entries.
    Record { entries: Vec<EntryId>, intent: Intent, period: Option<Period> },
    /// The ledger says this of an entry from now on.
    Amend(Box<Entry>),
    /// A value of an indicator is recorded.
    Measure { indicator: IndicatorId, period: Period, value: f64 },
    /// We are this body, for this session.
    Us(DeptId),
    /// The list as it is gets a name.
    KeepView(String),
}
