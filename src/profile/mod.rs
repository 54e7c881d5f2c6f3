//! What belongs to one person on one machine: settings, named views, and the session that begins with them.

mod config;
mod desk;
mod session;

pub use config::ConfigFile;
pub(crate) use config::{Ambiguous, read_config};
pub use desk::{Desk, SavedView};
pub(crate) use desk::{read_desk, write_desk};
pub(crate) use session::{OpenError, Session, Unread, Wishes, language};
