//! What belongs to one person on one machine: settings, named views, and the session that begins with them.

mod blanks;
mod config;
mod drafts;
mod forms;
mod identity;
mod imports;
mod layout;
mod seen;
mod session;
mod state;

pub(crate) use blanks::Handwriting;
pub use config::ConfigFile;
pub(crate) use config::{Ambiguous, read_config};
pub use drafts::{Draft, DraftsFile};
pub(crate) use forms::{ColumnWords, KnownForms};
pub use identity::Identity;
pub(crate) use imports::Imports;
pub use imports::KeptImport;
pub use layout::{KeptLayout, KeptTable};
pub(crate) use layout::{read_layout, write_layout};
pub(crate) use seen::{read_seen, write_seen};
pub use session::Moment;
pub(crate) use session::{OpenError, Session, Unread, Wishes, language};
pub use state::{Exported, SavedView, UserState};
