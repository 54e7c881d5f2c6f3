//! Tables: rows of tasks, with who leads and by when in columns of their own.

mod column;
mod header;
mod repeat;
mod row;
mod tasks;

pub(crate) use repeat::unite;
pub(crate) use tasks::read;
