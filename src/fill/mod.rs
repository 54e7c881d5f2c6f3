//! Forms of others (套表): the sheets and tables that superiors send, filled with what the ledger knows.
//!
//! The way is [`Form::read`] (where its tables stand and what their headings ask for) → [`filled`] (which row is which entry, what
//! is written into which cell, and what of it is doubted) → [`Form::bytes`]. Cells that hold something, formulas and all that is
//! not a cell stay as they came, byte by byte: the parts of the file are patched, not written anew.

mod book;
mod doubt;
mod filled;
mod form;
mod heading;
mod matching;
mod node;
mod package;
mod reference;
mod sheet;
mod table;
mod value;
mod word;

pub(crate) use filled::{Columns, Filled, FilledTable, Wish, filled};
pub(crate) use form::{Form, Unfillable};
pub(crate) use heading::{Asked, meant};
