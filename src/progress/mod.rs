//! How far long work has come, and whether it is still wanted: one small value, shared by who does it and who waits.

mod step;
mod watched;

pub(crate) use step::Snapshot;
pub use step::Step;
pub use watched::{CalledOff, Progress};
