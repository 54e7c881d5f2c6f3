//! Three texts of one ledger into one: for the merge driver, and for files that a merge left with two sides.

use std::borrow::Cow;
use std::path::Path;

use super::error::{Doing, StoreError};
use super::filesystem::{FileSystem, SystemFiles};
use super::markers::sides;
use super::port_comments::port_comments;
use super::read::{self, Known};
use super::splice::{Old, rewritten};
use crate::domain::Ledger;
use crate::merge::{Note, merge};
use crate::progress::Progress;

/// A merged text.
#[derive(Clone, Debug)]
pub struct United {
    /// Ours, with what is different spelled anew; comments of both sides are in it.
    pub text: String,
    /// What it says.
    pub ledger: Ledger,
    /// What our side said.
    pub(crate) ours: Ledger,
    /// What their side said.
    pub(crate) theirs: Ledger,
    /// What a person should look at.
    pub notes: Vec<Note>,
}

/// An unmerged file as git holds it: before both, ours, theirs. A side that removed the file has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stages {
    /// Before both.
    pub base: Option<String>,
    /// Ours.
    pub ours: Option<String>,
    /// Theirs.
    pub theirs: Option<String>,
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
pub(crate) fn side(file: &Path, ledger: &Path) -> Result<String, StoreError> {
    side_of(&SystemFiles.read(file).map_err(StoreError::io(Doing::Reading, file))?, ledger)
}

/// The text of a side.
pub(crate) fn side_of(bytes: &[u8], ledger: &Path) -> Result<String, StoreError> {
    read::utf8(ledger, bytes).map(str::to_owned)
}

/// Merges three texts. Errors name `path`. A base that cannot be read is as none: all that differs is contested.
pub fn unite(path: &Path, base: Option<&str>, ours: &str, theirs: &str) -> Result<United, StoreError> {
    let base = base.and_then(|b| whole(path, b));
    let base = base.as_deref();
    let before = base.and_then(|b| read::parse(path, b).ok());
    let base = base.filter(|_| before.is_some());
    let known = base.zip(before.as_ref()).map(|(text, parsed)| Known::of(text, parsed)).unwrap_or_default();
    let unwatched = Progress::default();
    let (mine, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| read::parse_beside(path, theirs, &known, &unwatched));
        let mine = read::parse_beside(path, ours, &known, &unwatched);
        (mine, other.join().unwrap_or_else(|e| std::panic::resume_unwind(e)))
    });
    let (mine, other) = (mine?, other?);
    let merged = merge(before.as_ref().map(|p| &p.ledger), &mine.ledger, &other.ledger);
    let text = rewritten(&Old { text: ours, layout: &mine.layout, ledger: &mine.ledger }, &merged.ledger)?.text(ours);
    let text = port_comments(base.unwrap_or_default(), ours, (theirs, &other), text, &merged.ledger);
    Ok(United { text, ledger: merged.ledger, ours: mine.ledger, theirs: other.ledger, notes: merged.notes })
}

/// A base without markers. Where two commits are the newest that both sides have, git makes a base of both, with
/// markers in it where it could not merge them.
fn whole<'a>(path: &Path, base: &'a str) -> Option<Cow<'a, str>> {
    let Some(sides) = sides(base) else { return Some(Cow::Borrowed(base)) };
    let united = unite(path, sides.base.as_deref(), &sides.ours, &sides.theirs);
    united.ok().map(|u| Cow::Owned(u.text))
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
