//! Logs: the union by the updates' ids, in an order that respects who saw what.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::note::Note;
use crate::domain::{Subject, Update, UpdateId};

/// Unites three logs of one thing.
pub(super) fn merge(
    base: &[Update],
    ours: &[Update],
    theirs: &[Update],
    subject: &dyn Fn() -> Subject,
    notes: &mut Vec<Note>,
) -> Vec<Update> {
    if ours == theirs || theirs == base {
        return ours.to_vec();
    }
    if ours == base {
        return theirs.to_vec();
    }
    let mut all = Vec::with_capacity(ours.len().max(theirs.len()) + 4);
    for (id, [b, o, t]) in by_id([base, ours, theirs]) {
        let kept = match (o.is_empty(), t.is_empty()) {
            (false, false) => versions(&b, &o, &t),
            _ => [o.as_slice(), t.as_slice()].concat(),
        };
        if (o.is_empty() || t.is_empty()) && !b.is_empty() && !kept.is_empty() {
            notes.push(Note::UpdateKept { subject: subject(), update: id.clone() });
        }
        if kept.len() > 1 && kept.len() > o.len().max(t.len()) {
            notes.push(Note::UpdateTwice { subject: subject(), update: id.clone() });
        }
        all.extend(kept);
    }
    in_order(all).into_iter().cloned().collect()
}

type Versions<'a> = [Vec<&'a Update>; 3];

fn by_id<'a>(logs: [&'a [Update]; 3]) -> BTreeMap<&'a UpdateId, Versions<'a>> {
    let mut all: BTreeMap<&UpdateId, Versions<'a>> = BTreeMap::new();
    for (side, log) in logs.into_iter().enumerate() {
        for update in log {
            let versions = &mut all.entry(&update.id).or_default()[side];
            if !versions.contains(&update) {
                versions.push(update);
            }
        }
    }
    all
}

/// The versions of one update that hold: one, unless both sides rewrote it.
fn versions<'a>(base: &[&'a Update], ours: &[&'a Update], theirs: &[&'a Update]) -> Vec<&'a Update> {
    let mut kept: Vec<&Update> = ours.iter().filter(|v| !base.contains(v) || theirs.contains(v)).copied().collect();
    kept.extend(theirs.iter().filter(|v| !base.contains(v) && !ours.contains(v)));
    once(if kept.is_empty() { [ours, theirs].concat() } else { kept })
}

/// Versions of an update that differ in nothing but when they were taken down, and after what, are one: a form that two offices took in.
/// The earliest stays.
fn once(mut versions: Vec<&Update>) -> Vec<&Update> {
    let words = |u: &Update| format!("{u:?}");
    versions.sort_by(|a, b| a.at.written().cmp(&b.at.written()).then_with(|| words(a).cmp(&words(b))));
    let mut kept: Vec<&Update> = Vec::new();
    for one in versions {
        let same = |first: &&Update| Update { at: first.at, after: first.after.clone(), ..one.clone() } == **first;
        if !kept.iter().any(same) {
            kept.push(one);
        }
    }
    kept
}

/// Each update after those that it saw; among free ones the earlier recorded, then the smaller id. What a ring
/// holds comes last.
pub(super) fn in_order(mut all: Vec<&Update>) -> Vec<&Update> {
    let words = |u: &Update| format!("{u:?}");
    all.sort_by(|a, b| (a.at.written(), &a.id).cmp(&(b.at.written(), &b.id)).then_with(|| words(a).cmp(&words(b))));
    let mut numbers: HashMap<&UpdateId, Vec<usize>> = HashMap::new();
    all.iter().enumerate().for_each(|(i, u)| numbers.entry(&u.id).or_default().push(i));
    let mut waits = vec![0usize; all.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for (i, update) in all.iter().enumerate() {
        for seen in update.after.iter().filter_map(|a| numbers.get(a)).flatten() {
            waits[i] += 1;
            followers[*seen].push(i);
        }
    }
    let mut free: BinaryHeap<Reverse<usize>> = (0..all.len()).filter(|i| waits[*i] == 0).map(Reverse).collect();
    let mut order = Vec::with_capacity(all.len());
    while let Some(Reverse(i)) = free.pop() {
        order.push(i);
        for f in &followers[i] {
            waits[*f] -= 1;
            if waits[*f] == 0 {
                free.push(Reverse(*f));
            }
        }
    }
    order.extend((0..all.len()).filter(|i| waits[*i] > 0));
    order.into_iter().map(|i| all[i]).collect()
}
