//! What belongs to one person on one machine: settings, named views, and the session that begins with them.

mod config;
mod desk;
mod drafts;
mod session;

pub(crate) use config::{Ambiguous, ConfigFile, read_config};
pub use desk::{Desk, SavedView};
pub(crate) use desk::{read_desk, write_desk};
pub use drafts::Draft;
pub(crate) use drafts::write_drafts;
pub(crate) use session::{OpenError, Session, Unread, Wishes, language};
