//! Three orders of the same things: the base's order is kept, what was added stays behind its neighbour, and
//! where two sides added at the same place, the order depends on what was added alone.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Three orders of things that are numbered from 0; a number may be missing, none is there twice.
pub(super) struct Orders<'a> {
    /// Before both; absent when nothing is known of it.
    pub(crate) base: Option<&'a [usize]>,
    pub(crate) ours: &'a [usize],
    pub(crate) theirs: &'a [usize],
}

/// What becomes of a thing in the merged list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is taken out.
    Goes,
    /// It stays, and others stand behind it.
    Stays,
    /// It stays although one side removed it: others cannot rely on it for their place, because a merge that has
    /// not heard of the other side does without it.
    Loose,
}

/// One order of all that stays. Additions at one place that differ are sorted by class; within a class one
/// side's order holds when it alone added there, else they are sorted by key.
pub(super) fn merge<C: Ord, K: Ord>(
    orders: &Orders<'_>,
    fates: &[Fate],
    class: impl Fn(usize) -> C,
    key: impl Fn(usize) -> K,
) -> Vec<usize> {
    let staying = fates.iter().filter(|f| **f != Fate::Goes).count();
    let whole = |order: &[usize]| order.len() == staying && order.iter().all(|i| fates[*i] == Fate::Stays);
    match orders.base {
        Some(base) if base == orders.theirs && whole(orders.ours) => return orders.ours.to_vec(),
        Some(base) if base == orders.ours && whole(orders.theirs) => return orders.theirs.to_vec(),
        _ => {}
    }
    let base = orders.base.map_or_else(|| common(orders, fates.len(), &key), <[usize]>::to_vec);
    let mut in_base = vec![false; fates.len()];
    base.iter().for_each(|i| in_base[*i] = true);
    let spine = spine(&base, orders, fates);
    let mut gaps: HashMap<Option<usize>, Vec<Vec<usize>>> = HashMap::new();
    additions(orders.ours, &in_base, fates, &mut gaps);
    additions(orders.theirs, &in_base, fates, &mut gaps);
    additions(&left_by_both(&base, orders, fates), &in_base, fates, &mut gaps);
    let mut placed = vec![false; fates.len()];
    let mut out = Vec::with_capacity(staying);
    for anchor in std::iter::once(None).chain(spine.into_iter().map(Some)) {
        out.extend(anchor);
        for i in gaps.remove(&anchor).map(|runs| join(&runs, &class, &key)).unwrap_or_default() {
            if !std::mem::replace(&mut placed[i], true) {
                out.push(i);
            }
        }
    }
    out
}

/// The base's order of what stays, as far as something stays that neither side has.
fn left_by_both(base: &[usize], orders: &Orders<'_>, fates: &[Fate]) -> Vec<usize> {
    let mut left: Vec<bool> = fates.iter().map(|f| *f == Fate::Loose).collect();
    orders.ours.iter().chain(orders.theirs).for_each(|i| left[*i] = false);
    if !base.iter().any(|i| left[*i]) {
        return Vec::new();
    }
    base.iter().copied().filter(|i| left[*i] || fates[*i] == Fate::Stays).collect()
}

/// Without a base: what both have, in their common order, or in the smaller of two.
fn common<K: Ord>(orders: &Orders<'_>, len: usize, key: &impl Fn(usize) -> K) -> Vec<usize> {
    let both = |these: &[usize], those: &[usize]| -> Vec<usize> {
        let mut there = vec![false; len];
        those.iter().for_each(|i| there[*i] = true);
        these.iter().copied().filter(|i| there[*i]).collect()
    };
    let (ours, theirs) = (both(orders.ours, orders.theirs), both(orders.theirs, orders.ours));
    if ours == theirs {
        return ours;
    }
    let keys = |order: &[usize]| -> Vec<K> { order.iter().map(|i| key(*i)).collect() };
    if keys(&ours) <= keys(&theirs) { ours } else { theirs }
}

/// The order of what the base had and what stays: the base's, unless one side moved things.
fn spine(base: &[usize], orders: &Orders<'_>, fates: &[Fate]) -> Vec<usize> {
    let survivors: Vec<usize> = base.iter().copied().filter(|i| fates[*i] == Fate::Stays).collect();
    let mut rank = vec![usize::MAX; fates.len()];
    survivors.iter().enumerate().for_each(|(r, i)| rank[*i] = r);
    let ranks = |order: &[usize]| -> Vec<usize> { order.iter().map(|i| rank[*i]).filter(|r| *r != usize::MAX).collect() };
    let (ours, theirs) = (ranks(orders.ours), ranks(orders.theirs));
    let chosen = match (ours.is_sorted(), theirs.is_sorted()) {
        (true, true) => return survivors,
        (true, false) => theirs,
        (false, true) => ours,
        (false, false) => ours.min(theirs),
    };
    chosen.into_iter().map(|r| survivors[r]).collect()
}

/// Collects what a side added, run by run, under the nearest thing before it that was there before and stays.
fn additions(order: &[usize], in_base: &[bool], fates: &[Fate], gaps: &mut HashMap<Option<usize>, Vec<Vec<usize>>>) {
    let mut anchor = None;
    let mut run: Vec<usize> = Vec::new();
    for i in order.iter().copied() {
        match fates[i] {
            Fate::Stays if !in_base[i] => {
                run.push(i);
                continue;
            }
            Fate::Goes if !in_base[i] => continue,
            _ => {}
        }
        if !run.is_empty() {
            gaps.entry(anchor).or_default().push(std::mem::take(&mut run));
        }
        match fates[i] {
            Fate::Stays => anchor = Some(i),
            Fate::Loose => gaps.entry(anchor).or_default().push(vec![i]),
            Fate::Goes => {}
        }
    }
    if !run.is_empty() {
        gaps.entry(anchor).or_default().push(run);
    }
}

fn join<C: Ord, K: Ord>(runs: &[Vec<usize>], class: &impl Fn(usize) -> C, key: &impl Fn(usize) -> K) -> Vec<usize> {
    if let Some(same) = agreed(runs) {
        return same.clone();
    }
    let mut classes: BTreeMap<C, Vec<Vec<usize>>> = BTreeMap::new();
    for run in runs {
        let mut parts: BTreeMap<C, Vec<usize>> = BTreeMap::new();
        run.iter().for_each(|i| parts.entry(class(*i)).or_default().push(*i));
        parts.into_iter().for_each(|(c, part)| classes.entry(c).or_default().push(part));
    }
    let sorted = |parts: Vec<Vec<usize>>| match agreed(&parts) {
        Some(same) => same.clone(),
        None => {
            let mut all = parts.concat();
            all.sort_by_cached_key(|i| key(*i));
            all.dedup();
            all
        }
    };
    classes.into_values().flat_map(sorted).collect()
}

fn agreed(runs: &[Vec<usize>]) -> Option<&Vec<usize>> {
    let first = runs.first()?;
    runs.iter().all(|r| r == first).then_some(first)
}

/// Merges lists as ordered sets: a value of the base stays if both sides have it, any other is in if either has.
/// A value that a list holds several times counts as so many values.
pub(super) fn sets<V: Clone + Eq + Hash + Ord>(base: Option<&[V]>, ours: &[V], theirs: &[V]) -> Vec<V> {
    if ours == theirs || base == Some(theirs) {
        return ours.to_vec();
    }
    if base == Some(ours) {
        return theirs.to_vec();
    }
    let mut numbers = Numbers::default();
    let [b, o, t] = [base.unwrap_or_default(), ours, theirs].map(|list| numbers.number(list));
    let has = |order: &[usize]| {
        let mut has = vec![false; numbers.values.len()];
        order.iter().for_each(|i| has[*i] = true);
        has
    };
    let (in_base, in_ours, in_theirs) = (has(&b), has(&o), has(&t));
    let stays = |i: usize| if in_base[i] { in_ours[i] && in_theirs[i] } else { in_ours[i] || in_theirs[i] };
    let mut fates: Vec<Fate> = Vec::with_capacity(numbers.values.len());
    for (i, (value, copy)) in numbers.values.iter().enumerate() {
        // Of equal values none stays behind one that goes: merged again it would be counted as that one.
        let cut = copy.checked_sub(1).is_some_and(|before| fates[numbers.numbers[&(value.clone(), before)]] == Fate::Goes);
        fates.push(if stays(i) && !cut { Fate::Stays } else { Fate::Goes });
    }
    let orders = Orders { base: base.map(|_| b.as_slice()), ours: &o, theirs: &t };
    merge(&orders, &fates, |_| (), |i| numbers.values[i].clone()).into_iter().map(|i| numbers.values[i].0.clone()).collect()
}

/// Numbers for values, each with how many like it stand before it in its list.
struct Numbers<V> {
    values: Vec<(V, usize)>,
    numbers: HashMap<(V, usize), usize>,
}

impl<V> Default for Numbers<V> {
    fn default() -> Self {
        Numbers { values: Vec::new(), numbers: HashMap::new() }
    }
}

impl<V: Clone + Eq + Hash> Numbers<V> {
    fn number(&mut self, list: &[V]) -> Vec<usize> {
        let mut used = vec![false; self.values.len()];
        let mut order = Vec::with_capacity(list.len());
        for value in list {
            let mut one = (value.clone(), 0);
            let number = loop {
                match self.numbers.get(&one) {
                    Some(n) if used[*n] => one.1 += 1,
                    Some(n) => break *n,
                    None => {
                        self.values.push(one.clone());
                        self.numbers.insert(one.clone(), self.values.len() - 1);
                        used.push(false);
                        break self.values.len() - 1;
                    }
                }
            };
            used[number] = true;
            order.push(number);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> String {
        let list = |s: &str| s.chars().collect::<Vec<char>>();
        sets(Some(&list(base)), &list(ours), &list(theirs)).into_iter().collect()
    }

    #[test]
    fn additions_stay_behind_their_neighbours_and_removals_hold() {
        assert_eq!(merged("abc", "axbc", "abyc"), "axbyc");
        assert_eq!(merged("abc", "ac", "abcz"), "acz");
        assert_eq!(merged("abc", "abxc", "ac"), "axc");
        assert_eq!(merged("", "ba", "ba"), "ba");
    }

    #[test]
    fn what_both_added_at_one_place_is_sorted_and_what_one_added_is_not() {
        assert_eq!(merged("a", "azy", "a"), "azy");
        assert_eq!(merged("a", "azy", "ax"), "axyz");
        assert_eq!(merged("a", "ax", "azy"), "axyz");
    }

    #[test]
    fn an_order_that_one_side_changed_holds() {
        assert_eq!(merged("abc", "cab", "abxc"), "cabx");
        assert_eq!(merged("abc", "abxc", "cab"), "cabx");
    }

    #[test]
    fn a_value_that_stands_twice_stays_twice() {
        assert_eq!(merged("aa", "aab", "aac"), "aabc");
        assert_eq!(merged("aa", "a", "aac"), "ac");
    }
}
