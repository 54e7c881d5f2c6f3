use ron::Options;
use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

use super::complaint;
use super::error::StoreError;

/// What one user has set for himself; kept outside the shared ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Our department (“我”): any name of a body in the register.
    pub us: Option<String>,
    /// Who types.
    pub person: Option<String>,
    /// `zh` or `en`; absent: by the locale.
    pub lang: Option<String>,
    /// Colours.
    pub theme: Option<Theme>,
    /// Whether ambiguous-width characters take two cells.
    pub ambiguous: Ambiguous,
    /// Whether the mouse is used.
    pub mouse: Option<bool>,
}

/// Colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// For dark terminals.
    #[default]
    Dark,
    /// For light terminals.
    Light,
    /// No colour at all.
    Plain,
}

/// How wide the terminal draws characters of ambiguous width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells; frames are then drawn from ASCII.
    Wide,
}

/// Reads the config. A file that is not there is an empty one; a mistake is told and is not fatal.
pub fn read_config(path: &Path) -> (Config, Option<StoreError>) {
    let Ok(text) = fs::read_to_string(path) else { return (Config::default(), None) };
    match Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str::<Config>(&text) {
        Ok(config) => (config, None),
        Err(e) => {
            let (line, column) = (e.span.start.line, e.span.start.col);
            let mistake =
                StoreError::Syntax { path: path.to_owned(), line, column, zh: complaint::in_chinese(&e.code), en: e.code.to_string() };
            (Config::default(), Some(mistake))
        }
    }
}
