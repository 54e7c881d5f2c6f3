//! What a person may have meant by a word that is not known.

use strsim::levenshtein;

use crate::domain::{EntryId, Ledger, NotFound, Unresolved};
use crate::query::Matcher;
use crate::text::fold_width;

const SHOWN: usize = 5;

/// Ids that are near to a word: those of whose title or reference it is a part, else those that differ least.
pub(super) fn entries(ledger: &Ledger, error: &NotFound) -> Vec<String> {
    let NotFound::Nothing(word) = error else { return Vec::new() };
    let wanted = loose(word);
    let matcher = Matcher::new(word);
    let holds = ledger.entries().iter().filter(|e| wanted.chars().count() > 1 && matcher.finds(&e.title));
    let held: Vec<String> = holds.take(SHOWN).map(|e| format!("{}（{}）", e.id, e.title)).collect();
    if !held.is_empty() {
        return held;
    }
    let plan = EntryId::from(wanted.as_str()).plan().to_owned();
    let bare = wanted.split_once('/').map_or(wanted.as_str(), |(_, reference)| reference);
    let mut scored: Vec<(usize, bool, &EntryId)> = ledger
        .entries()
        .iter()
        .map(|e| (levenshtein(bare, &loose(e.id.reference())), e.id.plan() != plan, &e.id))
        .filter(|(d, _, _)| *d * 2 <= bare.chars().count().max(2))
        .collect();
    scored.sort();
    scored.into_iter().take(SHOWN).map(|(_, _, id)| id.to_string()).collect()
}

/// Full names of bodies that are near to a word: found in one of their names by letters or pinyin, else holding all
/// its characters in order (农业局, 农业农村局), else differing least.
pub(super) fn bodies(ledger: &Ledger, error: &Unresolved) -> Vec<String> {
    let Unresolved::Unknown(word) = error else { return Vec::new() };
    let matcher = Matcher::new(word);
    let wanted = loose(word);
    if wanted.is_empty() {
        return Vec::new();
    }
    let tests: [&dyn Fn(&str) -> bool; 2] = [&|name| matcher.finds(name), &|name| holds_in_order(&loose(name), &wanted)];
    for test in tests {
        let found = ledger.departments.iter().filter(|d| d.names().any(test));
        let found: Vec<String> = found.take(SHOWN).map(|d| d.name().to_owned()).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let score = |name: &str| levenshtein(&wanted, &loose(name));
    let mut scored: Vec<(usize, &str)> = ledger
        .departments
        .iter()
        .filter_map(|d| Some((d.names().map(score).min()?, d.name())))
        .filter(|(d, _)| *d * 2 <= wanted.chars().count())
        .collect();
    scored.sort();
    scored.into_iter().take(SHOWN).map(|(_, name)| name.to_owned()).collect()
}

fn loose(word: &str) -> String {
    fold_width(word).chars().filter(|c| !c.is_whitespace()).collect()
}

fn holds_in_order(name: &str, wanted: &str) -> bool {
    let mut rest = name.chars();
    wanted.chars().all(|c| rest.any(|n| n == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_may_be_left_out_but_not_moved() {
        assert!(holds_in_order("农业农村局", "农业局") && !holds_in_order("农业农村局", "局农业"));
    }
}
