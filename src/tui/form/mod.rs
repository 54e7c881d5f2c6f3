//! Forms. Each is a type with named fields in a file of its own; what is common to all is in `ask`, `field` and `open`.

mod amend;
mod ask;
mod context;
mod deadline;
mod field;
mod lead;
mod measure;
mod open;
mod report;
mod us;
mod view_name;

pub(crate) use amend::Amend;
pub(crate) use context::{About, Context};
pub(crate) use deadline::Deadline;
pub(crate) use field::{Field, percent};
pub(crate) use lead::Lead;
pub(crate) use measure::Measure;
pub use open::Form;
pub(crate) use report::Report;
pub(crate) use us::Us;
pub(crate) use view_name::ViewName;
