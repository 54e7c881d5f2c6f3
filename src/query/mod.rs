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
mod emptied;
mod error;
mod facet;
mod field;
mod filter;
mod group;
mod index;
mod lexer;
mod matcher;
mod names;
mod order;
mod outline;
mod pool;
mod reports;
#[cfg(test)]
mod sample;
mod scope;
mod selection;
mod shares;
mod snapshot;
mod sound;
mod sums;
mod tally;
mod titles;
mod workloads;

pub(crate) use book::Applied;
pub use book::Book;
pub use compiled::Query;
pub(crate) use completion::Completion;
pub use completion::Offer;
pub(crate) use error::FilterError;
pub(crate) use facet::facets;
pub(crate) use filter::Archived;
pub use filter::Filter;
pub use group::{Group, GroupBy, group};
pub use index::Index;
pub use matcher::Matcher;
pub(crate) use matcher::match_text;
pub use order::Order;
pub(crate) use order::UnknownKey;
pub(crate) use outline::Outliner;
pub use outline::outline;
pub use pool::PoolBy;
pub(crate) use pool::{PoolPart, Project, pool_parts, pool_tally, projects};
pub use scope::{Scope, Which, Whose};
pub use selection::{Selected, Selection};
pub(crate) use snapshot::Owed;
pub use snapshot::Snapshot;
pub(crate) use sums::Sums;
pub(crate) use tally::{Tally, tally};
pub(crate) use workloads::{nobody, workloads};
