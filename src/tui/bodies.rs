//! Bodies as they are typed: how they are written and read, and those that fit what is typed, by hanzi or pinyin.

use std::ops::Range;

use crate::domain::{Cooperation, DeptId, Ledger, Role};
use crate::query::match_text;
use crate::text::{Lang, list_pieces};

const OFFERED: usize = 6;

/// Which bodies a list means, where it names one or two: a short name may be another's than one thinks; else how lists are written.
pub(crate) fn meant(all: &[Cooperation], ledger: &Ledger, lang: Lang) -> String {
    match all {
        [_] | [_, _] => all.iter().map(|one| one.written(ledger)).collect::<Vec<_>>().join("、"),
        many => count(many.len(), lang),
    }
}

/// How many bodies a field holds, and how they are written.
fn count(n: usize, lang: Lang) -> String {
    let marks = || [Role::Shares, Role::Implements].map(Role::mark).join("");
    lang.pick(format!("{n} 个，顿号隔开；不是配合的在名后写明{}", marks()), format!("{n} bodies, 、 between; {} behind", marks()))
}

/// The bodies that a typed text fits, by any of their names, hanzi or pinyin; first the one whose name it is.
pub(crate) fn fitting(ledger: &Ledger, text: &str, plan: Option<&str>) -> Vec<DeptId> {
    let exact = ledger.body_meant(text, plan).ok().map(|d| d.id.clone());
    let fit = ledger.departments.iter().filter(|d| d.names().any(|n| match_text(n, text).is_some())).map(|d| d.id.clone());
    let mut all: Vec<DeptId> = exact.into_iter().chain(fit).collect();
    let mut seen = std::collections::HashSet::new();
    all.retain(|d| seen.insert(d.clone()));
    all.truncate(OFFERED);
    all
}

/// The bodies that fit the part of a list at the caret, as long as it is none.
pub(crate) fn fitting_at(ledger: &Ledger, text: &str, caret: usize, plan: Option<&str>) -> Vec<DeptId> {
    let (_, part) = part_at(text, caret);
    let is_one = ledger.body_meant(part, plan).is_ok();
    if part.is_empty() || is_one { Vec::new() } else { fitting(ledger, part, plan) }
}

/// A list with a name in the place of its part at the caret, and the caret behind the name.
pub(crate) fn put_in(text: &str, caret: usize, name: &str) -> (String, usize) {
    let (piece, _) = part_at(text, caret);
    let before = format!("{}{name}", &text[..piece.start]);
    (format!("{before}{}", &text[piece.end..]), before.chars().count())
}

/// The piece of a list at the caret, which counts characters: where it stands, and its text.
pub(crate) fn part_at(text: &str, caret: usize) -> (Range<usize>, &str) {
    let caret = text.char_indices().nth(caret).map_or(text.len(), |(at, _)| at);
    let piece = list_pieces(text).into_iter().rev().find(|p| p.start <= caret).unwrap_or(0..text.len());
    let (piece, at) = (piece.clone(), caret.clamp(piece.start, piece.end));
    // Blanks divide too.
    let from = text[piece.start..at].rfind(char::is_whitespace).map_or(piece.start, |found| piece.start + found);
    let from = from + text[from..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
    let to = text[at..piece.end].find(char::is_whitespace).map_or(piece.end, |found| at + found);
    (from.min(to)..to, text[from.min(to)..to].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_at_the_caret_ends_at_its_dividers() {
        assert_eq!(part_at("甲局、乙 ，丙", 4), (9..12, "乙"));
        assert_eq!(part_at("甲局 乙", 4), (7..10, "乙"));
        assert_eq!(part_at("甲局 乙", 1), (0..6, "甲局"));
        assert_eq!(part_at("甲局 ", 3), (7..7, ""));
        assert_eq!(part_at("甲局、乙，丙", 0), (0..6, "甲局"));
        assert_eq!(part_at("甲局、", 3), (9..9, ""));
    }
}
