//! Three ledgers in, one out. Pure and symmetric; nothing is ever dropped.
//!
//! - Logs unite by the updates' ids, in an order that respects who saw what.
//! - Facts of plans merge field by field: one side changed it → its value; both alike → that; both differently →
//!   the field is contested, all its values are kept, the smallest is shown, and a ruling settles it.
//! - Lists merge as ordered sets: both sides' additions are in, both sides' removals hold.
//! - What was removed here and changed there is kept, and its staying is contested; so is what was removed here and is
//!   named there.
//!
//! Every rule is one rule on sets: a value that the base had stays if both sides have it, a value that the base
//! had not is in if either side has it. That is why neither the order of sides nor the order of merges matters.

mod cause;
mod chosen;
mod compare;
mod departed;
mod difference;
mod fields;
mod item;
mod left_behind;
mod log;
mod needed;
mod note;
mod order;
mod put_back;
#[cfg(test)]
mod reform_tests;
mod removals;
mod ruled_out;
mod step_back;
mod told;

pub use cause::{Act, Cause};
pub(crate) use chosen::{Joined, Made, gone_back};
pub use compare::differences;
pub use departed::Departed;
pub(crate) use departed::Gone;
pub(crate) use difference::Difference;
pub use difference::What;
pub use note::{Back, Note};
pub(crate) use put_back::{PutBack, bring_back, held, keep, put_back, take_out};
pub(crate) use step_back::{BuiltOn, step_back};
pub(crate) use told::{By, author_body, lead_body, told};

use self::removals::Removals;
use crate::domain::{Format, Ledger, Section, by_kind};

/// A ledger that holds the work of two, and what somebody should know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The ledger.
    pub ledger: Ledger,
    /// What a person should look at, in a fixed order.
    pub notes: Vec<Note>,
}

/// Merges two ledgers that began as `base`; without a base all that differs is contested.
pub fn merge(base: Option<&Ledger>, ours: &Ledger, theirs: &Ledger) -> Merged {
    let out = ruled_out::meet(base, ours, theirs);
    let (left, right) = (ruled_out::without(ours, theirs, base, &out), ruled_out::without(theirs, ours, base, &out));
    let (ours, theirs) = (left.as_ref().unwrap_or(ours), right.as_ref().unwrap_or(theirs));
    let merged = united(base, (ours, theirs), None);
    let mut merged = match base.and_then(|base| needed::removals(base, (ours, theirs), &merged.ledger)) {
        Some(removals) => united(base, (ours, theirs), Some(&removals)),
        None => merged,
    };
    merged.ledger.ruled_out = out;
    merged.notes.extend(left_behind::notes(base, (ours, theirs), &merged.ledger));
    merged.notes.extend(left_behind::after_closing(base, (ours, theirs)));
    merged
}

/// Whoever changed it has his way; the newer one where both did.
fn format(base: Option<&Ledger>, ours: &Ledger, theirs: &Ledger) -> Format {
    match base.map(|base| base.format) {
        Some(before) if before == theirs.format => ours.format,
        Some(before) if before == ours.format => theirs.format,
        _ => ours.format.max(theirs.format),
    }
}

fn united(base: Option<&Ledger>, (ours, theirs): (&Ledger, &Ledger), removals: Option<&Removals>) -> Merged {
    let mut merged = Merged { ledger: Ledger::default(), notes: Vec::new() };
    let Merged { ledger, notes } = &mut merged;
    ledger.format = format(base, ours, theirs);
    item::head(base, ours, theirs, ledger, notes);
    for section in Section::ALL {
        by_kind!(Section section, => item::merge::<R>(base, (ours, theirs), removals, ledger, notes));
    }
    if let Some(day) = ours.believed_until().max(theirs.believed_until()) {
        ledger.believe_until(day);
    }
    merged
}
