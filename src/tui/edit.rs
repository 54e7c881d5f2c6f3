//! What is to be done, with all that it needs: what forms, menus and confirmations ask for.

use crate::domain::{AnyRecord, Change, DeptId, EntryId, IndicatorId, Intent, Period};

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Edit {
    Record {
        entries: Vec<EntryId>,
        intent: Intent,
        period: Option<Period>,
    },
    /// The ledger says this of a record from now on.
    Amend(AnyRecord),
    /// Something new, with what is told of it.
    Enter(Box<Change>, String),
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
