//! Sharing the ledger through git: commits that say what they hold, the round of fetch, merge and push, and
//! whether all of that will go well.
//!
//! A merge is made among git's objects and only then taken by a fast-forward, which git does wholly or not at all:
//! at no moment is there a merge that somebody would have to finish or abort.

mod answers;
mod audit;
mod broken;
mod checkup;
mod child;
mod driver;
mod dropped;
mod error;
mod git;
mod history;
mod lapses;
mod looking;
mod made;
mod message;
mod objects;
mod putting_back;
mod registration;
mod sharing;
mod sync;
mod tree;
mod union;
mod went_back;

pub(crate) use audit::{Audited, Left, Lost, Source, Undone, Wanted};
pub(crate) use checkup::{Check, Trouble, examine};
pub use child::Stop;
pub use error::ShareError;
pub use git::{FileState, GitError, Repo, Standing, Unfinished};
pub use history::Commit;
pub(crate) use history::{CommitWatch, Version};
pub use message::Message;
pub(crate) use objects::Ledgers;
pub(crate) use registration::missing_attributes;
pub use registration::{attributes_file, register, write_attributes};
pub use sharing::{Committed, Consent, Sharing};
pub use sync::{Stage, Synced};
pub(crate) use went_back::archive;
