//! The assessment of bodies for a period (考核): each line a share of points, with what it counts and the updates on which that rests.
//! It is reckoned from the ledger and its published rules, and stored nowhere.

mod measures;
mod reckoning;
mod score;

pub(crate) use reckoning::Assessment;
pub(crate) use score::{Line, Score, Why};
