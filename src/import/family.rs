//! The names of a whole document against each other: one that lacks a letter of one that is often said is most likely that one.

use std::collections::{BTreeMap, HashSet};

use super::doubt::{Doubt, DoubtKind, Of};
use super::draft::Draft;

/// Puts the name that is often said in the place of one that lacks a letter of it, and doubts it.
pub(super) fn mend(drafts: &mut [Draft]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    drafts.iter().flat_map(|d| &d.bodies).for_each(|b| *counts.entry(b.name.clone()).or_default() += 1);
    let meant: BTreeMap<String, String> =
        counts.iter().filter_map(|(name, count)| Some((name.clone(), often(name, *count, &counts)?))).collect();
    for draft in drafts {
        let lead = draft.lead;
        for (at, body) in draft.bodies.iter_mut().enumerate() {
            let Some(known) = meant.get(&body.name) else { continue };
            let of = if lead == Some(at) { Of::Lead } else { Of::Bodies };
            draft
                .doubts
                .push(Doubt::new(of, DoubtKind::MissingLetter).about(body.name.clone()).choices(vec![known.clone(), body.name.clone()]));
            body.name.clone_from(known);
        }
    }
}

/// The name that is said at least three times and as often again, and has one letter more inside.
fn often(name: &str, count: usize, counts: &BTreeMap<String, usize>) -> Option<String> {
    let len = name.chars().count();
    if len < 3 || count > 1 {
        return None;
    }
    let lacks_one = |known: &str| {
        let chars: Vec<char> = known.chars().collect();
        chars.len() == len + 1
            && (1..chars.len()).any(|out| chars.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, c)| *c).eq(name.chars()))
    };
    let mut found = counts.iter().filter(|(known, times)| **times >= 3 && lacks_one(known)).map(|(known, _)| known);
    found.next().filter(|_| found.next().is_none()).cloned()
}

/// Gives every draft a reference of its own: rows of a second sheet are called by it.
pub(super) fn tell_apart(drafts: &mut [Draft]) {
    let mut taken: HashSet<String> = HashSet::new();
    for draft in drafts {
        if taken.insert(draft.reference.clone()) {
            continue;
        }
        let sheet = draft.place.sheet.as_deref().map(|s| s.replace(['/', '#'], " "));
        let number = draft.reference.rsplit('#').next().unwrap_or_default().to_owned();
        let base = sheet.map_or_else(|| draft.reference.clone(), |sheet| format!("{sheet}#{number}"));
        let mut reference = base.clone();
        let mut n = 2;
        while !taken.insert(reference.clone()) {
            reference = format!("{base}·{n}");
            n += 1;
        }
        draft.reference = reference;
    }
}
