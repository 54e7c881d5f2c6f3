//! A bulletin as it comes back from whoever had it open: what was written into its blanks, and whether anything else was changed.

mod bounds;
mod docx;
mod html;
mod xml;

pub(crate) use bounds::{Unreadable, check, unpacked};
pub(super) use docx::docx;
pub(super) use html::html;
pub(crate) use xml::{Piece, pieces};

use std::collections::BTreeMap;
use xxhash_rust::xxh3::Xxh3;

use super::blank::{Entered, Filled, key_of, key_of_bookmark, mark_of, written};

/// What a file says, of the bulletin that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Returned {
    /// What was written into its blanks.
    pub(crate) filled: Filled,
    /// The blanks in which nothing stands.
    pub(crate) empty: Filled,
    /// By what all beside the blanks is known again; nothing where a blank holds more than words.
    pub(crate) rest: Option<String>,
}

/// Reads what came back of a bulletin.
pub(crate) type Reader = fn(&[u8], &str) -> Result<Returned, Unreadable>;

/// What is gathered while a file is read.
struct Gathering {
    paper: String,
    blanks: BTreeMap<String, Entered>,
    rest: Xxh3,
    /// Whether all that stands in the blanks can be carried along.
    plain: bool,
}

impl Gathering {
    fn of(paper: &str) -> Gathering {
        Gathering { paper: mark_of(paper), blanks: BTreeMap::new(), rest: Xxh3::new(), plain: true }
    }

    /// The key of a blank of this bulletin.
    fn key<'a>(&self, tag: &'a str) -> Option<&'a str> {
        key_of(tag, &self.paper)
    }

    fn found(&mut self, key: &str, about: &str, text: &str) {
        let entered = Entered { about: crate::text::sanitize(about.trim(), false), text: written(text) };
        let there = self.blanks.entry(key.to_owned()).or_default();
        // Somebody has copied a blank: what he wrote into either of them counts, and the file stays as it is.
        if *there != Entered::default() {
            self.plain = false;
        }
        if there.text.is_empty() {
            *there = entered;
        }
    }

    /// Another line of a blank.
    fn goes_on(&mut self, key: &str, text: &str) {
        let there = self.blanks.entry(key.to_owned()).or_default();
        let lines = [std::mem::take(&mut there.text), written(text)];
        there.text = lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    }

    /// What stands in a bookmark counts where no field of the blank says anything.
    fn marked(&mut self, name: &str, text: &str) {
        let Some(key) = key_of_bookmark(name, &self.paper) else { return };
        let there = self.blanks.entry(key).or_insert_with(|| {
            self.plain = false;
            Entered::default()
        });
        if there.text.is_empty() {
            there.text = written(text);
            self.plain &= there.text.is_empty();
        }
    }

    fn returned(self) -> Returned {
        let rest = self.plain.then(|| format!("{:032x}", self.rest.digest128()));
        let (filled, empty): (Filled, Filled) = self.blanks.into_iter().partition(|(_, entered)| !entered.text.is_empty());
        Returned { filled, empty, rest }
    }
}

#[cfg(test)]
mod tests;
