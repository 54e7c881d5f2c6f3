//! What became of every character of the source, so that nothing is left out in silence.

use super::source::{Place, Source};
use super::words::Words;

/// What became of a piece of the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Nothing: to be looked at first.
    #[default]
    Unread,
    /// It begins an entry.
    Entry,
    /// It belongs to one.
    Part,
    /// It is a heading, or the head of a table.
    Heading,
    /// It belongs to a chapter that is no work.
    Skipped,
    /// It is what stands before the plan or behind it: title, number, letter.
    Front,
    /// It belongs to the page.
    Noise,
}

impl Use {
    /// All, what is to be looked at first before the others.
    pub const ALL: [Use; 7] = [Use::Unread, Use::Entry, Use::Part, Use::Heading, Use::Skipped, Use::Front, Use::Noise];

    /// For machines.
    pub fn key(self) -> &'static str {
        match self {
            Use::Unread => "unread",
            Use::Entry => "entry",
            Use::Part => "part",
            Use::Heading => "heading",
            Use::Skipped => "skipped",
            Use::Front => "front",
            Use::Noise => "noise",
        }
    }
}

/// The use of each character.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    marks: Vec<Use>,
}

/// A line or a cell with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Where.
    pub place: Place,
    /// What became of it.
    pub of: Use,
    /// Its text.
    pub text: String,
}

impl Coverage {
    /// Nothing has been read yet.
    pub(crate) fn of(source: &Source) -> Coverage {
        Coverage { marks: vec![Use::Unread; source.len() as usize] }
    }

    /// Says of words what became of them.
    pub(crate) fn mark(&mut self, words: &Words, of: Use) {
        for &at in &words.from {
            if let Some(mark) = self.marks.get_mut(at as usize) {
                *mark = of;
            }
        }
    }

    /// Says of a whole line or cell what became of it.
    pub(crate) fn mark_unit(&mut self, source: &Source, unit: usize, of: Use) {
        let Some(unit) = source.units.get(unit) else { return };
        let end = unit.start as usize + unit.text.chars().count();
        for mark in self.marks.iter_mut().take(end).skip(unit.start as usize) {
            *mark = of;
        }
    }

    /// What was said to be one thing is another.
    pub(crate) fn turn(&mut self, from: Use, to: Use) {
        self.marks.iter_mut().filter(|mark| **mark == from).for_each(|mark| *mark = to);
    }

    /// What washing took away goes where its neighbours went; of a line that is all dirt nothing is left.
    pub(crate) fn settle(&mut self, source: &Source) {
        for unit in &source.units {
            let start = unit.start as usize;
            let mut last = None;
            for (at, c) in unit.text.chars().enumerate() {
                let mark = &mut self.marks[start + at];
                if *mark != Use::Unread {
                    last = Some(*mark);
                } else if let Some(last) = last.filter(|_| is_dirt(c)) {
                    *mark = last;
                } else if is_dirt(c) {
                    *mark = Use::Noise;
                }
            }
        }
    }

    /// What became of a character.
    pub fn at(&self, character: u32) -> Use {
        self.marks.get(character as usize).copied().unwrap_or_default()
    }

    /// How many characters there are of each use.
    pub fn counts(&self) -> Vec<(Use, usize)> {
        Use::ALL.into_iter().map(|of| (of, self.marks.iter().filter(|m| **m == of).count())).collect()
    }

    /// The lines and cells, each with what became of the most of it; one of which anything is unread is unread.
    pub fn lines(&self, source: &Source) -> Vec<Covered> {
        let line = |unit: &super::source::Unit| {
            let start = unit.start as usize;
            let marks = &self.marks[start..start + unit.text.chars().count()];
            let count = |of: Use| marks.iter().filter(|m| **m == of).count();
            let most = Use::ALL.into_iter().filter(|of| count(*of) > 0).max_by_key(|of| count(*of)).unwrap_or(Use::Noise);
            let of = if count(Use::Unread) > 0 { Use::Unread } else { most };
            let starts = if marks.contains(&Use::Entry) && of != Use::Unread { Use::Entry } else { of };
            Covered { place: unit.place.clone(), of: starts, text: unit.text.clone() }
        };
        source.units.iter().map(line).collect()
    }
}

/// What washing takes away: blanks, marks of markup, what cannot be seen.
fn is_dirt(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '#' | '*' | '>' | '<' | '_' | '&' | '/' | ';' | '|' | '-' | '"' | '=')
        || c.is_ascii_alphabetic()
        || !c.is_alphanumeric()
}
