//! Three ledgers in, one out. Pure and symmetric; nothing is ever dropped.
//!
//! - Logs unite by the updates' ids, in an order that respects who saw what.
//! - Facts of plans merge field by field: one side changed it → its value; both alike → that; both differently →
//!   the field is contested, all its values are kept, the smallest is shown, and a ruling settles it.
//! - Lists merge as ordered sets: both sides' additions are in, both sides' removals hold.
//! - What was removed here and changed there is kept, and its staying is contested.
//!
//! Every rule is one rule on sets: a value that the base had stays if both sides have it, a value that the base
//! had not is in if either side has it. That is why neither the order of sides nor the order of merges matters.

mod compare;
mod difference;
mod fields;
mod item;
mod log;
mod order;

pub use compare::differences;
pub use difference::{Difference, What};

use crate::domain::{Ledger, Section, Subject, UpdateId, by_kind};
use crate::text::{Lang, Say};

/// A ledger that holds the work of two, and what somebody should know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The ledger.
    pub ledger: Ledger,
    /// What a person should look at, in a fixed order.
    pub notes: Vec<Note>,
}

/// Something about a merge that a person should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// Both sides set a field differently without seeing each other; it waits for a ruling.
    Contested {
        /// Of what.
        subject: Subject,
        /// The field's word.
        field: String,
    },
    /// One side removed what the other changed: it is kept, and its staying is contested.
    KeptThoughRemoved(Subject),
    /// One side took an update out of a log in which the other wrote on: it is kept. A correction takes it back.
    UpdateKept {
        /// Whose log.
        subject: Subject,
        /// Which update.
        update: UpdateId,
    },
    /// Both sides hold an update of the same id with different words; both are kept, one must go by hand.
    UpdateTwice {
        /// Whose log.
        subject: Subject,
        /// Which update.
        update: UpdateId,
    },
}

/// Merges two ledgers that began as `base`; without a base all that differs is contested.
pub fn merge(base: Option<&Ledger>, ours: &Ledger, theirs: &Ledger) -> Merged {
    let mut merged = Merged { ledger: Ledger::default(), notes: Vec::new() };
    let Merged { ledger, notes } = &mut merged;
    item::head(base, ours, theirs, ledger, notes);
    for section in Section::ALL {
        by_kind!(Section section, => item::merge::<R>(base, (ours, theirs), ledger, notes));
    }
    merged
}

impl Say for Note {
    fn say(&self, lang: Lang) -> String {
        match self {
            Note::Contested { subject, field } => lang.pick(
                format!("{subject}：{field} 被两人分别改过，待裁定"),
                format!("{subject}: {field} was set by two people, and waits for a ruling"),
            ),
            Note::KeptThoughRemoved(subject) => lang.pick(
                format!("{subject}：一方删除，另一方有改动，已保留，去留待裁定"),
                format!("{subject}: removed by one and changed by another; kept, and waits for a ruling"),
            ),
            Note::UpdateKept { subject, update } => lang.pick(
                format!("{subject}：更新 {update} 被一方撤下，但别人已接着记录，已保留；确需撤回请做更正"),
                format!("{subject}: update {update} was taken out by one, but others wrote on; kept. Write a correction to take it back"),
            ),
            Note::UpdateTwice { subject, update } => lang.pick(
                format!("{subject}：更新 {update} 有两种内容，都已保留，请在文件里删去一种"),
                format!("{subject}: update {update} has two versions; both are kept, take one out of the file"),
            ),
        }
    }
}
