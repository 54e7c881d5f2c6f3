//! Sharing the ledger through git: commits that say what they hold, the round of fetch, merge and push, and
//! whether all of that will go well.
//!
//! A merge is made among git's objects and only then taken by a fast-forward, which git does wholly or not at all:
//! at no moment is there a merge that somebody would have to finish or abort.

mod checkup;
mod child;
mod commit;
mod error;
mod filters;
mod git;
mod history;
mod message;
mod registration;
mod sharing;
mod sync;
mod tree;
mod union;
mod watch;

pub use checkup::Trouble;
pub(crate) use checkup::{Check, examine};
pub use child::Stop;
pub use commit::Committed;
pub use error::ShareError;
pub use git::{FileState, GitError, Repo, Standing, Unfinished};
pub use history::Commit;
pub(crate) use history::Version;
pub use message::Message;
pub(crate) use registration::missing_attributes;
pub use registration::{Registration, attributes_file, write_attributes};
pub use sharing::Sharing;
pub use sync::{Stage, Synced};
pub(crate) use watch::CommitWatch;
