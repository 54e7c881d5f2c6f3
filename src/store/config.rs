use ron::Options;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

use super::complaint;
use super::error::{Doing, StoreError};
use super::read::utf8;

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
    match parse(path, &text) {
        Ok(config) => (config, None),
        Err(mistake) => (Config::default(), Some(mistake)),
    }
}

/// Reads a RON file that an office edits, such as the template of its bulletins. Every mistake has its place.
pub fn read_ron<T: DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::io(Doing::Reading, path))?;
    let text = utf8(path, &bytes)?;
    parse(path, text.trim_start_matches('\u{feff}'))
}

fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, StoreError> {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text).map_err(|e| {
        let (line, column) = (e.span.start.line, e.span.start.col);
        StoreError::Syntax { path: path.to_owned(), line, column, zh: complaint::in_chinese(&e.code), en: e.code.to_string() }
    })
}
