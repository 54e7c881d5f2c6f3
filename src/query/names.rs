//! Names with a number each, and texts folded end to end, as the index lays them out.

use std::collections::HashMap;

use super::matcher::folded;

/// Names with a number each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    all: Vec<String>,
    number: HashMap<String, u32>,
}

impl Names {
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if let Some(n) = self.number.get(name) {
            return *n;
        }
        let n = self.all.len() as u32;
        self.all.push(name.to_owned());
        self.number.insert(name.to_owned(), n);
        n
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        self.number.get(name).copied()
    }

    /// The name of a number, as long as there is one.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        self.all.get(number).map(String::as_str)
    }

    /// The name of a number; empty where there is none.
    pub(crate) fn name(&self, number: u32) -> &str {
        self.get(number as usize).unwrap_or_default()
    }

    /// The names in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    /// For each number whether its name passes a test.
    pub(crate) fn which(&self, test: impl FnMut(&str) -> bool) -> Vec<bool> {
        self.all.iter().map(String::as_str).map(test).collect()
    }
}

/// Folds a text onto the end of a buffer; runs of hanzi, which are most of it, are copied as they are.
pub(super) fn fold_onto(buffer: &mut Vec<u8>, text: &str) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let hanzi = hanzi_at_start(rest.as_bytes());
        if hanzi > 0 {
            buffer.extend_from_slice(&rest.as_bytes()[..hanzi]);
            rest = rest.get(hanzi..).unwrap_or_default();
        } else {
            buffer.extend_from_slice(folded(c).encode_utf8(&mut [0; 4]).as_bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// How many bytes at the start are characters from U+4000 to U+9FFF, which fold to themselves.
fn hanzi_at_start(bytes: &[u8]) -> usize {
    bytes.chunks_exact(3).take_while(|c| (0xe4..=0xe9).contains(&c[0])).count() * 3
}
