//! Three texts of one ledger into one: for the merge driver, and for files that a merge left with two sides.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use super::doubled::doubled;
use super::error::{Doing, StoreError};
use super::filesystem::{FileSystem, SystemFiles};
use super::markers::{Sides, sides};
use super::port::port_comments;
use super::read::{self, Known};
use super::scan::scan;
use super::splice::{Old, rewritten};
use crate::domain::{Ledger, UpdateId};
use crate::merge::{Note, merge, put_back};
use crate::progress::Progress;

/// A merged text.
#[derive(Clone, Debug)]
pub struct United {
    /// Ours, with what is different spelled anew; comments of both sides are in it.
    pub text: String,
    /// What it says.
    pub ledger: Ledger,
    pub(crate) ours: Ledger,
    pub(crate) theirs: Ledger,
    /// What a person should look at.
    pub notes: Vec<Note>,
}

/// An unmerged file as git holds it: before both, ours, theirs. A side that removed the file has none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "said above")]
pub struct Stages {
    pub base: Option<String>,
    pub ours: Option<String>,
    pub theirs: Option<String>,
}

/// From where the two sides of a file were taken: git's index, the markers in the file, or lists that stand in it twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "said above")]
pub enum Source {
    Stages,
    Markers,
    Doubled,
}

impl Source {
    /// Its word for machines.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Source::Stages => "stages",
            Source::Markers => "markers",
            Source::Doubled => "doubled",
        }
    }
}

/// The text of a side that lies in a file of any name. That it is not UTF-8 is said of the ledger.
pub(crate) fn side(file: &Path, ledger: &Path) -> Result<String, StoreError> {
    side_of(&SystemFiles.read(file).map_err(StoreError::io(Doing::Reading, file))?, ledger)
}

pub(crate) fn side_of(bytes: &[u8], ledger: &Path) -> Result<String, StoreError> {
    read::utf8(ledger, bytes).map(str::to_owned)
}

/// Merges three texts. Errors name `path`. A base that cannot be read is as none: all that differs is contested.
pub fn unite(path: &Path, base: Option<&str>, ours: &str, theirs: &str) -> Result<United, StoreError> {
    unite_but(path, base, (ours, theirs), &|_| true)
}

/// The same; of the updates that one side has dropped only those wanted come back.
pub(crate) fn unite_but(
    path: &Path,
    base: Option<&str>,
    (ours, theirs): (&str, &str),
    wanted: &dyn Fn(&UpdateId) -> bool,
) -> Result<United, StoreError> {
    let base = base.and_then(|b| whole(path, b));
    let base = base.as_deref();
    let before = base.and_then(|b| read::parse(path, b).ok());
    let base = base.filter(|_| before.is_some());
    let known = base.zip(before.as_ref()).map(|(text, parsed)| Known::of(text, parsed)).unwrap_or_default();
    let unwatched = Progress::default();
    let (ours, theirs) = (mended(path, ours), mended(path, theirs));
    let (ours, theirs) = (ours.as_ref(), theirs.as_ref());
    let (mine, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| read::parse_beside(path, theirs, &known, &unwatched));
        let mine = read::parse_beside(path, ours, &known, &unwatched);
        (mine, other.join().unwrap_or_else(|e| std::panic::resume_unwind(e)))
    });
    let (mine, other) = (mine?, other?);
    let mut merged = merge(before.as_ref().map(|p| &p.ledger), &mine.ledger, &other.ledger);
    let mut back = put_back(&mine.ledger, &mut merged.ledger, wanted);
    back.extend(put_back(&other.ledger, &mut merged.ledger, wanted));
    merged.notes.extend(back.note(&merged.ledger));
    let text = rewritten(&Old { text: ours, layout: &mine.layout, ledger: &mine.ledger }, &merged.ledger)?.text(ours);
    let text = port_comments(base.unwrap_or_default(), ours, (theirs, &other), text, &merged.ledger);
    Ok(United { text, ledger: merged.ledger, ours: mine.ledger, theirs: other.ledger, notes: merged.notes })
}

/// Whether a merged text holds, letter by letter, every item that a side wrote and that was not there before, and none that it took out; not
/// so where both sides changed one, and where the texts are no ledgers.
pub(crate) fn holds_changes(merged: &str, base: Option<&str>, side: &str) -> bool {
    let (Some(merged), Some(side)) = (pieces(merged), pieces(side)) else { return false };
    let base = base.and_then(pieces).unwrap_or_default();
    side.iter().all(|piece| base.contains(piece) || merged.contains(piece))
        && base.iter().all(|piece| side.contains(piece) || !merged.contains(piece))
}

/// The items of all lists and the ledger's own fields, as they are written.
fn pieces(text: &str) -> Option<HashSet<&str>> {
    let layout = scan(text)?;
    let items = layout.lists.iter().flatten().flat_map(|list| list.items.iter());
    Some(items.chain(layout.head.iter().flatten()).filter_map(|span| text.get(span.clone())).collect())
}

/// A side in which somebody committed markers, merged; as it is where they cannot be taken apart, so that their place is told.
fn mended<'a>(path: &Path, side: &'a str) -> Cow<'a, str> {
    whole(path, side).unwrap_or(Cow::Borrowed(side))
}

/// A base without markers. Where two commits are the newest that both sides have, git makes a base of both, with
/// markers in it where it could not merge them.
fn whole<'a>(path: &Path, base: &'a str) -> Option<Cow<'a, str>> {
    let Some((sides, _)) = torn(base) else { return Some(Cow::Borrowed(base)) };
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
    let Some((sides, source)) = torn(text) else { return Ok(None) };
    let base = sides.base.as_deref().filter(|b| read::parse(path, b).is_ok());
    unite(path, base, &sides.ours, &sides.theirs).map(|united| Some((united, source)))
}

/// The two sides of a text in which a merge left both.
fn torn(text: &str) -> Option<(Sides, Source)> {
    sides(text).map(|sides| (sides, Source::Markers)).or_else(|| doubled(text).map(|sides| (sides, Source::Doubled)))
}
