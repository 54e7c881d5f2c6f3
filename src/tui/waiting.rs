use std::path::PathBuf;

use super::theme::Theme;
use crate::progress::Progress;
use crate::text::Lang;

/// What the screen shows while a ledger is opened.
#[derive(Debug)]
pub struct Waiting {
    /// The ledger's file.
    pub path: PathBuf,
    /// How far it is.
    pub progress: Progress,
    /// Language.
    pub lang: Lang,
    /// Colours.
    pub theme: Theme,
    /// Frames from ASCII.
    pub ascii: bool,
}
