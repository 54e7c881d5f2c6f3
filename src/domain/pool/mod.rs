//! The project pool (项目库): how far projects have come, what is settled of what they need, what was invested, and the rates by
//! which offices speak of them.

mod course;
mod funding;
mod news;
mod rate;
mod stage;
mod tally;
mod told;

pub(crate) use course::{Course, Settled};
pub(crate) use funding::Funding;
pub use news::{Done, News};
pub(crate) use rate::{Rate, RateOf};
pub(crate) use stage::InStatistics;
pub use stage::{Condition, Stage, Staged};
pub(crate) use tally::{Moves, Pooled, Tally};
pub(super) use told::{is_of_project, told};
