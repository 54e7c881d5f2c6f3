//! Washed text that knows where each of its characters stood.

use std::ops::Range;

/// Characters, of each how it is printed, and its place in the source.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words {
    /// As they are read: simplified.
    pub chars: Vec<char>,
    printed: Vec<char>,
    pub from: Vec<u32>,
}

impl Words {
    pub fn push(&mut self, c: char, from: u32) {
        self.push_as(c, c, from);
    }

    /// Adds a character that is printed in another form.
    pub fn push_as(&mut self, c: char, printed: char, from: u32) {
        self.chars.push(c);
        self.printed.push(printed);
        self.from.push(from);
    }

    /// Adds a character of other words.
    pub fn copy(&mut self, other: &Words, at: usize) {
        self.push_as(other.chars[at], other.printed[at], other.from[at]);
    }

    pub fn extend(&mut self, other: &Words) {
        self.chars.extend_from_slice(&other.chars);
        self.printed.extend_from_slice(&other.printed);
        self.from.extend_from_slice(&other.from);
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    pub fn slice(&self, range: Range<usize>) -> Words {
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        Words { chars: self.chars[start..end].to_vec(), printed: self.printed[start..end].to_vec(), from: self.from[start..end].to_vec() }
    }

    /// Without blanks at both ends.
    pub fn trimmed(&self) -> Words {
        self.trimmed_of(char::is_whitespace)
    }

    /// Without such characters at both ends.
    pub fn trimmed_of(&self, drop: impl Fn(char) -> bool) -> Words {
        let start = self.chars.iter().position(|c| !drop(*c)).unwrap_or(self.len());
        let end = self.chars.iter().rposition(|c| !drop(*c)).map_or(start, |at| at + 1);
        self.slice(start..end)
    }

    /// Pieces between the given places, each of which is left out.
    pub fn cut_at(&self, marks: &[usize]) -> Vec<Words> {
        let mut start = 0;
        let mut pieces = Vec::new();
        for &at in marks {
            pieces.push(self.slice(start..at));
            start = at + 1;
        }
        pieces.push(self.slice(start..self.len()));
        pieces
    }

    pub fn find(&self, word: &str) -> Option<usize> {
        find(&self.chars, word)
    }

    pub fn contains(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    pub fn starts_with(&self, word: &str) -> bool {
        begins(&self.chars, word)
    }

    pub fn ends_with(&self, word: &str) -> bool {
        ends(&self.chars, word)
    }

    /// Where it begins in the source.
    pub fn start(&self) -> Option<u32> {
        self.from.first().copied()
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.printed.iter().try_for_each(|c| write!(f, "{c}"))
    }
}

/// Whether characters begin with a word.
pub(crate) fn begins(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Whether characters end with a word.
pub(crate) fn ends(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

/// Where a word begins.
pub(crate) fn find(chars: &[char], word: &str) -> Option<usize> {
    (0..chars.len()).find(|&at| begins(&chars[at..], word))
}

/// The longest of the words with which characters begin.
pub(crate) fn longest<'a>(chars: &[char], words: &[&'a str]) -> Option<&'a str> {
    words.iter().filter(|w| begins(chars, w)).max_by_key(|w| w.len()).copied()
}

/// Whether it is a Chinese character.
pub(crate) fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}' | '〇')
}

pub(crate) fn is_open(c: char) -> bool {
    matches!(c, '（' | '(' | '〔' | '【' | '[' | '﹝' | '［')
}

pub(crate) fn is_close(c: char) -> bool {
    matches!(c, '）' | ')' | '〕' | '】' | ']' | '﹞' | '］')
}

/// Whether a sentence ends here.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

/// Of each character how many brackets are open before it.
pub(crate) fn depths(chars: &[char]) -> Vec<usize> {
    let mut depth = 0usize;
    chars
        .iter()
        .map(|&c| {
            if is_close(c) {
                depth = depth.saturating_sub(1);
            }
            let here = depth;
            if is_open(c) {
                depth += 1;
            }
            here
        })
        .collect()
}
