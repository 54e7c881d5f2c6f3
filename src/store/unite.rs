//! Three texts of one ledger into one: for the merge driver, and for files that a merge left with two sides.

use std::fs;
use std::path::Path;

use super::carry::carry;
use super::error::{Doing, StoreError};
use super::git::Stages;
use super::markers::sides;
use super::read::{self, Known};
use super::splice::{Old, rewritten};
use crate::domain::Ledger;
use crate::merge::{Note, merge};

/// A merged text.
#[derive(Clone, Debug)]
pub struct United {
    /// Ours, with what is different spelled anew; comments of both sides are in it.
    pub text: String,
    /// What it says.
    pub ledger: Ledger,
    /// What our side said.
    pub ours: Ledger,
    /// What their side said.
    pub theirs: Ledger,
    /// What a person should look at.
    pub notes: Vec<Note>,
}

/// From where the two sides of a file were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From git's index.
    Stages,
    /// From the markers in the file.
    Markers,
}

/// The text of a side that lies in a file of any name. That it is not UTF-8 is said of the ledger.
pub fn side(file: &Path, ledger: &Path) -> Result<String, StoreError> {
    read::utf8(ledger, fs::read(file).map_err(StoreError::io(Doing::Reading, file))?)
}

/// Merges three texts. Errors name `path`.
pub fn unite(path: &Path, base: Option<&str>, ours: &str, theirs: &str) -> Result<United, StoreError> {
    let before = base.map(|b| read::parse(path, b)).transpose()?;
    let known = base.zip(before.as_ref()).map(|(text, parsed)| Known::of(text, parsed)).unwrap_or_default();
    let (mine, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| read::parse_beside(path, theirs, &known));
        let mine = read::parse_beside(path, ours, &known);
        (mine, other.join().unwrap_or_else(|e| std::panic::resume_unwind(e)))
    });
    let (mine, other) = (mine?, other?);
    let merged = merge(before.as_ref().map(|p| &p.ledger), &mine.ledger, &other.ledger);
    let text = rewritten(&Old { text: ours, layout: &mine.layout, ledger: &mine.ledger }, &merged.ledger)?.text(ours);
    let text = carry(base.unwrap_or_default(), ours, (theirs, &other), text, &merged.ledger);
    Ok(United { text, ledger: merged.ledger, ours: mine.ledger, theirs: other.ledger, notes: merged.notes })
}

/// Repairs a ledger that a merge left with two sides: from git's stages where git has them, else from the markers
/// in the text. None when there is nothing to repair.
pub fn repair(path: &Path, text: &str, stages: Option<&Stages>) -> Result<Option<(United, Source)>, StoreError> {
    if let Some(stages) = stages {
        let united = match (&stages.ours, &stages.theirs) {
            (Some(ours), Some(theirs)) => unite(path, stages.base.as_deref(), ours, theirs)?,
            (Some(only), None) | (None, Some(only)) => unite(path, None, only, only)?,
            (None, None) => return Ok(None),
        };
        return Ok(Some((united, Source::Stages)));
    }
    let Some(sides) = sides(text) else { return Ok(None) };
    let base = sides.base.as_deref().filter(|b| read::parse(path, b).is_ok());
    unite(path, base, &sides.ours, &sides.theirs).map(|united| Some((united, Source::Markers)))
}
