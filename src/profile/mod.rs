//! What belongs to one person on one machine: settings, named views, and the session that begins with them.

mod config;
mod desk;
mod session;

pub use config::{Ambiguous, Config, ConfigFile, ThemeName, read_config};
pub use desk::{Desk, SavedView, read_desk, write_desk};
pub use session::{OpenError, Session, Unread, Wishes, language};
