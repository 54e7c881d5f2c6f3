//! Paths, files, locks, and how RON is spelled.

mod carry;
mod complaint;
mod disk;
mod document;
mod error;
mod folders;
mod ledger_file;
mod locate;
mod lock;
mod markers;
mod quick;
mod read;
mod ron_file;
mod scan;
mod spelling;
mod splice;
mod stamp;
mod unite;
mod versions;
mod write;

pub use document::{finish_documents, read_document, write_document};
pub use error::{Doing, FORMAT, Place, StoreError};
pub use folders::Folders;
pub use ledger_file::{LedgerFile, Saved, TakenIn, format_text, parse_text};
pub use locate::{BUILT_IN, FILE_NAME, Located, locate};
pub use markers::{Sides, sides};
pub use ron_file::{read_ron, read_ron_or_default};
pub use spelling::{Unspellable, spell};
pub use stamp::Glimpse;
pub use unite::{Source, Stages, United, repair, side, side_of, unite};
pub use versions::{KEPT, list as kept_versions};
pub use write::canonical;

pub(crate) use disk::{replace, resolved};
pub(crate) use ledger_file::read_ledger;
pub(crate) use lock::Lock;
pub(crate) use ron_file::{parse_ron, read_text, write_ron};
