//! What a person may have meant by a word that is not known.

use std::sync::Arc;

use strsim::levenshtein;

use crate::domain::{Department, EntryId, Ledger, NotFound, Unresolved};
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

/// Full names of bodies that are near to a word.
pub(super) fn bodies(ledger: &Ledger, error: &Unresolved) -> Vec<String> {
    let Unresolved::Unknown(word) = error else { return Vec::new() };
    let called = |d: &Arc<Department>| std::iter::once(ledger.departments.name(&d.id)).chain(d.names()).map(str::to_owned).collect();
    names(word, ledger.departments.iter().map(called))
}

/// First names of things that are near to a word: found in one of their names by letters or pinyin, else holding all its characters
/// in order (农业局, 农业农村局), else differing least.
pub(super) fn names<S: AsRef<str>>(word: &str, things: impl Iterator<Item = Vec<S>>) -> Vec<String> {
    let (things, matcher, wanted): (Vec<Vec<S>>, _, _) = (things.collect(), Matcher::new(word), loose(word));
    if wanted.is_empty() {
        return Vec::new();
    }
    let first = |thing: &Vec<S>| thing.first().map(|name| name.as_ref().to_owned());
    let tests: [&dyn Fn(&str) -> bool; 2] = [&|name| matcher.finds(name), &|name| holds_in_order(&loose(name), &wanted)];
    for test in tests {
        let found = things.iter().filter(|names| names.iter().any(|name| test(name.as_ref())));
        let found: Vec<String> = found.filter_map(first).take(SHOWN).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let score = |names: &Vec<S>| names.iter().map(|name| levenshtein(&wanted, &loose(name.as_ref()))).min();
    let mut scored: Vec<(usize, String)> = things.iter().filter_map(|thing| Some((score(thing)?, first(thing)?))).collect();
    scored.retain(|(distance, _)| *distance * 2 <= wanted.chars().count());
    scored.sort();
    scored.into_iter().take(SHOWN).map(|(_, name)| name).collect()
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
