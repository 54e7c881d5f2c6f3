//! Forms that were begun and not handed in, with what was typed into them: they survive the program.

use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

use crate::store::{StoreError, read_ron_or_default, write_ron};

/// No more are kept; the oldest go.
const KEPT: usize = 50;

/// What was typed into a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The form's name.
    pub form: String,
    /// What it is about.
    pub about: String,
    /// What stands in its fields, by their Chinese labels.
    pub fields: Vec<(String, String)>,
    /// The field with the caret, from 0.
    pub focus: usize,
}

/// Reads the drafts of a ledger; none where there is no such file.
pub(crate) fn read_drafts(file: &Path) -> Result<Vec<Draft>, StoreError> {
    read_ron_or_default(file)
}

/// Writes the drafts of a ledger; where there are none, no file.
pub(crate) fn write_drafts(file: &Path, drafts: &[Draft]) -> io::Result<()> {
    match drafts {
        [] if file.exists() => std::fs::remove_file(file),
        [] => Ok(()),
        all => write_ron(file, &&all[all.len().saturating_sub(KEPT)..]),
    }
}
