//! Paths, files, locks, and how RON is spelled.

mod complaint;
mod disk;
mod document;
mod error;
mod filesystem;
mod folders;
mod ledger_file;
mod lock;
mod markers;
mod port;
mod quick;
mod read;
mod reader;
mod replacement;
mod ron_file;
mod saved;
mod scan;
mod spelling;
mod splice;
mod stamp;
mod unite;
mod versions;
mod write;

pub(crate) use document::{finish_documents, read_document, write_document};
pub(crate) use error::{Doing, Place};
pub use error::{Spot, StoreError};
pub(crate) use filesystem::SystemFiles;
pub use filesystem::{Attempt, FileInfo, FileSystem, Guard, Pen, Rights};
pub(crate) use folders::FILE_NAME;
pub use folders::{BUILT_IN, Folders, Located, locate};
pub(crate) use ledger_file::is_formatted;
pub use ledger_file::{LedgerFile, parse_text};
pub(crate) use lock::Holder;
pub(crate) use ron_file::{read_ron, read_ron_or_default};
pub use saved::{Saved, TakenIn};
pub use unite::{Source, Stages, repair, unite};
pub(crate) use unite::{United, side, side_of};
pub use versions::{KEPT, list as kept_versions};
pub use write::canonical;

pub(crate) use disk::{folder_of, replace, resolved};
pub(crate) use ledger_file::read_ledger;
pub(crate) use lock::{Lock, Waiting, held_by};
pub(crate) use reader::Reader;
pub(crate) use ron_file::{parse_ron, read_text, write_ron};
pub(crate) use scan::position;
