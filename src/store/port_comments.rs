//! Comments of the other side of a merge: what somebody wrote beside the data is kept as well.

use std::collections::HashMap;
use std::ops::Range;

use super::read::Parsed;
use super::scan::{Layout, comments, scan};
use super::write::Keys;
use crate::domain::{Ledger, Section};

/// Where a comment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// Beside the lists.
    Head,
    /// Before or in an item, by its identity.
    Item(Section, String),
    /// Behind the last item.
    End(Section),
}

/// Puts the comments that only the other side added into the merged text, before the items before which they stood.
pub(super) fn port_comments(base: &str, ours: &str, (theirs, parsed): (&str, &Parsed), merged: String, ledger: &Ledger) -> String {
    if comments(theirs).is_empty() {
        return merged;
    }
    let mut known = counts(base);
    for (comment, n) in counts(ours) {
        let count = known.entry(comment).or_default();
        *count = n.max(*count);
    }
    let mut fresh = Vec::new();
    for (place, comment) in placed(theirs, &parsed.layout, &Keys::of(&parsed.ledger)) {
        match known.get_mut(comment).filter(|n| **n > 0) {
            Some(n) => *n -= 1,
            None => fresh.push((place, comment)),
        }
    }
    let Some(layout) = scan(&merged).filter(|_| !fresh.is_empty()) else { return merged };
    let keys = Keys::of(ledger);
    let mut edits: Vec<(usize, String)> =
        fresh.into_iter().map(|(place, comment)| edit(&merged, &layout, &keys, &place, comment)).collect();
    edits.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(merged.len() + 1024);
    let mut from = 0;
    for (at, text) in edits {
        out.push_str(&merged[from..at]);
        out.push_str(&if merged.contains("\r\n") { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text });
        from = at;
    }
    out.push_str(&merged[from..]);
    out
}

fn counts(text: &str) -> HashMap<&str, usize> {
    let mut all = HashMap::new();
    comments(text).into_iter().for_each(|c| *all.entry(c).or_default() += 1);
    all
}

/// Every comment with its place.
fn placed<'a>(text: &'a str, layout: &Layout, keys: &Keys) -> Vec<(Place, &'a str)> {
    let mut all = Vec::new();
    let mut from = 0;
    let mut lists: Vec<Section> = Section::ALL.into_iter().filter(|s| layout.list(*s).is_some()).collect();
    lists.sort_by_key(|s| layout.list(*s).map(|l| l.open));
    let mut take = |range: Range<usize>, place: Place| all.extend(comments(&text[range]).into_iter().map(|c| (place.clone(), c)));
    for section in lists {
        let Some(list) = layout.list(section) else { continue };
        take(from..list.open, Place::Head);
        let mut at = list.open;
        for (item, key) in list.items.iter().zip(&keys.lists[section as usize]) {
            // A comment at the end of an item's line speaks of that item.
            let end = text[item.end..].find('\n').map_or(list.close, |n| item.end + n).min(list.close);
            take(at..end, Place::Item(section, key.clone()));
            at = end;
        }
        take(at..list.close, Place::End(section));
        from = list.close;
    }
    take(from..text.len(), Place::Head);
    all
}

fn edit(merged: &str, layout: &Layout, keys: &Keys, place: &Place, comment: &str) -> (usize, String) {
    let head = || {
        let header = if merged.trim_start_matches('\u{feff}').starts_with("#!") { merged.find('\n').map_or(0, |n| n + 1) } else { 0 };
        (header, format!("{comment}\n"))
    };
    let (section, key) = match place {
        Place::Head => return head(),
        Place::Item(section, key) => (*section, Some(key)),
        Place::End(section) => (*section, None),
    };
    let Some(list) = layout.list(section) else { return head() };
    let index = key.and_then(|key| keys.lists[section as usize].iter().position(|k| k == key));
    match index.and_then(|i| list.items.get(i)) {
        Some(item) => (item.start, format!("{comment}\n        ")),
        None => (list.close, format!("    {comment}\n    ")),
    }
}
