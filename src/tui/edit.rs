//! What is to be done, with all that it needs: what forms, menus and confirmations ask for.

use crate::domain::{Change, DeptId, Entry, EntryId, IndicatorId, Intent, Period};

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Edit {
    Record {
        entries: Vec<EntryId>,
        intent: Intent,
        period: Option<Period>,
    },
    /// The ledger says this of an entry from now on.
    Amend(Box<Entry>),
    Measure {
        indicator: IndicatorId,
        period: Period,
        value: f64,
    },
    /// We are this body, or none, under this name, or the one that holds.
    Us {
        us: Option<DeptId>,
        person: Option<String>,
    },
    KeepView(String),
    Apply(Box<Change>, String),
}
