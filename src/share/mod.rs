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

pub use checkup::{Aspect, Check, Trouble, examine};
pub use child::Stop;
pub use commit::Committed;
pub use error::ShareError;
pub use git::{FileState, GitError, Repo, Standing, Unfinished};
pub use history::{Commit, Version};
pub use message::Message;
pub use registration::{Registration, attributes_file, missing_attributes, write_attributes};
pub use sharing::Sharing;
pub use sync::{Stage, Synced};
pub use watch::CommitWatch;
