use crate::domain::Ledger;

/// Further up than this no plan goes; beyond it an entry counts as having no selected ancestor.
const HIGHEST: usize = 32;

/// Puts selected places of the ledger as a tree: each is followed by its parts, with how deep it hangs. One whose
/// parent is not selected hangs under its nearest selected ancestor, or at the top. Parts of the same whole
/// keep the order in which they were given. In a ring of parents the one that was given first comes to the top.
pub fn outline(ledger: &Ledger, places: &[usize]) -> Vec<(u8, usize)> {
    let count = ledger.entries().len();
    let mut selected = vec![false; count];
    places.iter().filter(|i| **i < count).for_each(|i| selected[*i] = true);
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut tops = Vec::new();
    for place in places.iter().copied().filter(|i| *i < count) {
        match above(ledger, &selected, place) {
            Some(whole) => parts[whole].push(place),
            None => tops.push(place),
        }
    }
    let mut tree = Vec::with_capacity(places.len());
    let mut waiting = Vec::new();
    for top in tops.into_iter().chain(places.iter().copied().filter(|i| *i < count)) {
        waiting.push((0u8, top));
        while let Some((depth, place)) = waiting.pop() {
            // What is drawn is selected no more, so that nothing is drawn twice.
            if std::mem::take(&mut selected[place]) {
                tree.push((depth, place));
                waiting.extend(parts[place].iter().rev().map(|part| (depth.saturating_add(1), *part)));
            }
        }
    }
    tree
}

/// The nearest selected ancestor.
fn above(ledger: &Ledger, selected: &[bool], place: usize) -> Option<usize> {
    let mut at = place;
    for _ in 0..HIGHEST {
        at = ledger.index_of(ledger.entries().get(at)?.parent.as_ref()?)?;
        if at == place {
            return None;
        }
        if selected[at] {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, EntryId, Kind};
    use proptest::prelude::*;

    /// Entries named by their place, each with the place of its parent.
    fn ledger(parents: &[Option<usize>]) -> Ledger {
        let mut ledger = Ledger::default();
        let id = |i: usize| EntryId::of("p", &i.to_string());
        for (i, parent) in parents.iter().enumerate() {
            let mut entry = Entry::new(id(i), Kind::Task, "题");
            entry.parent = parent.map(id);
            ledger.insert(i, entry);
        }
        ledger
    }

    #[test]
    fn parts_follow_their_whole_in_the_order_given() {
        let l = ledger(&[None, Some(0), Some(0), Some(1), None]);
        assert_eq!(outline(&l, &[0, 1, 2, 3, 4]), [(0, 0), (1, 1), (2, 3), (1, 2), (0, 4)]);
        assert_eq!(outline(&l, &[4, 3, 2, 1, 0]), [(0, 4), (0, 0), (1, 2), (1, 1), (2, 3)]);
    }

    #[test]
    fn a_part_hangs_under_its_nearest_selected_ancestor() {
        let l = ledger(&[None, Some(0), Some(1), Some(2)]);
        assert_eq!(outline(&l, &[0, 3]), [(0, 0), (1, 3)]);
        assert_eq!(outline(&l, &[3]), [(0, 3)]);
    }

    #[test]
    fn rings_do_not_hang() {
        let l = ledger(&[Some(1), Some(0), Some(2), Some(0)]);
        assert_eq!(outline(&l, &[0, 1, 2, 3]), [(0, 2), (0, 0), (1, 1), (1, 3)]);
    }

    proptest! {
        #[test]
        fn each_is_drawn_once_whatever_the_parents(parents in prop::collection::vec(prop::option::of(0usize..12), 0..12), seed in any::<u64>()) {
            let l = ledger(&parents);
            let places: Vec<usize> = (0..parents.len()).filter(|i| seed >> i & 1 == 1).collect();
            let mut drawn: Vec<usize> = outline(&l, &places).into_iter().map(|(_, i)| i).collect();
            drawn.sort_unstable();
            prop_assert_eq!(drawn, places);
        }
    }
}
