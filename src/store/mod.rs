//! Paths, files, locks, and how RON is spelled.

mod complaint;
mod config;
mod disk;
mod error;
mod folders;
mod ledger_file;
mod locate;
mod lock;
mod read;
mod scan;
mod session;
mod spelling;
mod stamp;
mod versions;
mod write;

pub use config::{Ambiguous, Config, Theme, read_config};
pub use error::{Doing, FORMAT, StoreError};
pub use folders::Folders;
pub use ledger_file::{LedgerFile, format_text, parse_text, read_document, write_document};
pub use locate::{BUILT_IN, FILE_NAME, Located, locate};
pub use session::{OpenError, Session, Wishes, language};
pub use spelling::{Unspellable, spell};
pub use stamp::Glimpse;
pub use versions::{KEPT, list as kept_versions};
pub use write::canonical;
