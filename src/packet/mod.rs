//! The form that goes out to a body without git and what comes back of it: a workbook with its own entries to fill in,
//! read again into updates by that body.
//!
//! The way is [`Form::build`] → [`Form::to_xlsx`] → the body fills it in → [`read`] → [`propose`], which gives each
//! filled row as an update that has seen just what the form showed, or says in which cell it does not fit.
//! The form's columns and its seals are the one contract between the two directions; hence one room.

mod amended;
mod batch;
mod breakdown;
mod caution;
mod column;
mod consulted;
mod consulting;
mod error;
mod form;
mod free_words;
mod guide;
mod incoming;
mod opinion;
mod proposal;
mod reader;
mod round;
mod row;
mod seal;
mod sheet;
mod sight;
mod value_proposal;
mod value_reader;
mod value_sheet;
mod values;
mod workbook;
mod writer;

pub(crate) use batch::{Batch, BatchRow, Verdict};
pub(crate) use breakdown::{Breakdown, Decomposed, read_breakdown, year_and_quarters};
pub(crate) use caution::Caution;
pub(crate) use error::Misfit;
pub use error::PacketError;
pub use form::{Form, Role};
pub(crate) use free_words::Words;
pub(crate) use incoming::{Handed, Incoming, Passed, incoming};
pub(crate) use proposal::{Fate, one_after_another};
pub use proposal::{Outcome, Proposal, propose};
pub(crate) use reader::read_by;
pub use reader::{Said, read};
pub(crate) use round::Round;
pub use value_proposal::ValueProposal;

#[cfg(test)]
#[path = "packet_tests.rs"]
mod tests;

#[cfg(test)]
mod clerks_acts_tests;
#[cfg(test)]
mod clerks_doubts_tests;
#[cfg(test)]
mod clerks_tests;
#[cfg(test)]
mod value_tests;
