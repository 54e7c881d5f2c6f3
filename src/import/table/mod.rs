//! Tables: rows of tasks, with who leads and by when in columns of their own.

mod column;
mod form;
mod header;
mod repeat;
mod row;
mod tasks;

#[cfg(test)]
pub(crate) use column::BodiesOf;
pub(crate) use column::{Holds, holds};
pub(crate) use form::{FormGrid, GridLine, money_unit};
pub(crate) use repeat::unite;
pub(crate) use tasks::read;
