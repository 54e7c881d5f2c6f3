//! Choosing, ranking and gathering entries: the filter language with search by pinyin, scopes, order, groups and
//! the tree; and the [`Book`], which keeps a ledger and what is worked out from it together.
//!
//! [`Filter::parse`] understands what a person typed, [`Filter::compile`] makes it ready for a ledger and its
//! [`Index`], and [`Query::matches`] asks it of an entry by its place in the ledger.

mod book;
mod choice;
mod comparison;
mod compiled;
mod completion;
mod error;
mod facet;
mod field;
mod filter;
mod group;
mod index;
mod lexer;
mod matcher;
mod order;
mod outline;
#[cfg(test)]
mod sample;
mod scope;
mod selection;
mod shares;
mod sound;
mod stock;
mod sums;
mod tally;
mod titles;

pub use book::{Applied, Book, Derived, Disputes};
pub use compiled::Query;
pub use completion::{Completion, Offer};
pub use error::FilterError;
pub use facet::{Facet, facets};
pub use filter::Filter;
pub use group::{Group, GroupBy, group};
pub use index::Index;
pub use matcher::{Matcher, match_text};
pub use order::{Order, UnknownKey};
pub use outline::{Outliner, outline};
pub use scope::{Gate, Scope};
pub use selection::Selection;
pub use sound::dictionary_key;
pub use stock::Stock;
pub use sums::Sums;
pub use tally::{Tally, tally};
