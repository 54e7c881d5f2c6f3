//! The table by which an office divides a plan by years and quarters (分解表): all its entries, each with what is to be done, how far it
//! is to be and who does it, period by period. It goes out with what the ledger has, and what comes back is read cell by cell.

mod reader;
mod table;
mod writer;

pub(crate) use reader::{Decomposed, read_breakdown};
pub(crate) use table::{Breakdown, year_and_quarters};

#[cfg(test)]
mod tests;
