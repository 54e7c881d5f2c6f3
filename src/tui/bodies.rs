//! Bodies as they are typed: those that fit, by hanzi or pinyin, and where their names go.

use std::ops::Range;

use crate::domain::{DeptId, Ledger};
use crate::query::match_text;
use crate::text::list_pieces;

/// How many bodies a field offers.
const OFFERED: usize = 6;

/// The bodies that a typed text fits, by any of their names, hanzi or pinyin; first the one whose name it is.
pub(crate) fn fitting(ledger: &Ledger, text: &str) -> Vec<DeptId> {
    let exact = ledger.departments.resolve(text).ok().map(|d| d.id.clone());
    let fit = ledger.departments.iter().filter(|d| d.names().any(|n| match_text(n, text).is_some())).map(|d| d.id.clone());
    let mut all: Vec<DeptId> = exact.into_iter().chain(fit).collect();
    let mut seen = std::collections::HashSet::new();
    all.retain(|d| seen.insert(d.clone()));
    all.truncate(OFFERED);
    all
}

/// The bodies that fit the piece of a list at the caret, as long as it is none.
pub(crate) fn fitting_at(ledger: &Ledger, text: &str, caret: usize, plan: Option<&str>) -> Vec<DeptId> {
    let part = text[piece_at(text, caret)].trim();
    let is_one = ledger.departments.resolve_in(part, plan).is_ok();
    if part.is_empty() || is_one { Vec::new() } else { fitting(ledger, part) }
}

/// A list with a name in the place of its piece at the caret, and the caret behind the name.
pub(crate) fn put_in(text: &str, caret: usize, name: &str) -> (String, usize) {
    let piece = piece_at(text, caret);
    let before = format!("{}{name}", &text[..piece.start]);
    (format!("{before}{}", &text[piece.end..]), before.chars().count())
}

/// Where the piece of a list at the caret stands, in bytes; the caret counts characters.
fn piece_at(text: &str, caret: usize) -> Range<usize> {
    let caret = text.char_indices().nth(caret).map_or(text.len(), |(at, _)| at);
    list_pieces(text).into_iter().rev().find(|p| p.start <= caret).unwrap_or(0..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_piece_at_the_caret_ends_at_its_dividers() {
        for (text, caret, piece) in [("甲局、乙 ，丙", 4, "乙 "), ("甲局、乙，丙", 0, "甲局"), ("甲局、", 3, "")] {
            assert_eq!(&text[piece_at(text, caret)], piece);
        }
        assert_eq!(put_in("甲局、乙，丙", 4, "乙局"), ("甲局、乙局，丙".to_owned(), 5));
    }
}
