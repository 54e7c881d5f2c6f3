//! Paths, files, locks, and how RON is spelled.

mod carry;
mod complaint;
mod config;
mod disk;
mod error;
mod folders;
mod git;
mod ledger_file;
mod locate;
mod lock;
mod markers;
mod quick;
mod read;
mod registration;
mod scan;
mod session;
mod spelling;
mod splice;
mod stamp;
mod unite;
mod versions;
mod write;

pub use config::{Ambiguous, Config, Theme, read_config, read_ron};
pub use error::{Doing, FORMAT, StoreError};
pub use folders::Folders;
pub use git::{FileState, GitError, Repo, Stages, Standing, Unfinished};
pub use ledger_file::{LedgerFile, Saved, TakenIn, format_text, parse_text, read_document, write_document};
pub use locate::{BUILT_IN, FILE_NAME, Located, locate};
pub use markers::{Sides, sides};
pub use registration::{Registration, attributes_file, missing_attributes, write_attributes};
pub use session::{OpenError, Session, Wishes, language};
pub use spelling::{Unspellable, spell};
pub use stamp::Glimpse;
pub use unite::{Source, United, repair, side, unite};
pub use versions::{KEPT, list as kept_versions};
pub use write::canonical;
