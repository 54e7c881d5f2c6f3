use super::index::{Index, NOBODY};

/// Further up than this no plan goes; beyond it an entry counts as having no selected ancestor.
const HIGHEST: usize = 32;

/// Puts selected places of the ledger as a tree: each is followed by its parts, with how deep it hangs. One whose
/// parent is not selected hangs under its nearest selected ancestor, or at the top. Parts of the same whole
/// keep the order in which they were given. In a ring of parents the one that was given first comes to the top.
pub fn outline(index: &Index, places: &[usize]) -> Vec<(u8, usize)> {
    let mut tree = Tree::new(index, places);
    let mut rows = Vec::with_capacity(places.len());
    tree.draw(&mut rows, tree.tops, 0);
    for place in places.iter().copied().filter(|i| *i < index.len()) {
        // What is drawn is selected no more, so that nothing is drawn twice: left are rings.
        if std::mem::take(&mut tree.selected[place]) {
            rows.push((0, place));
            tree.draw(&mut rows, tree.first[place], 1);
        }
    }
    rows
}

/// Selected places, each with its first part and its next sibling; [`NOBODY`] where there is none.
struct Tree {
    selected: Vec<bool>,
    tops: u32,
    first: Vec<u32>,
    next: Vec<u32>,
}

impl Tree {
    fn new(index: &Index, places: &[usize]) -> Tree {
        let count = index.len();
        let mut tree = Tree { selected: vec![false; count], tops: NOBODY, first: vec![NOBODY; count], next: vec![NOBODY; count] };
        places.iter().filter(|i| **i < count).for_each(|i| tree.selected[*i] = true);
        let mut linked = vec![false; count];
        // From the last, so that each stands before those that follow it.
        for place in places.iter().rev().copied().filter(|i| *i < count) {
            if !std::mem::replace(&mut linked[place], true) {
                let head = match tree.above(index, place) {
                    Some(whole) => &mut tree.first[whole],
                    None => &mut tree.tops,
                };
                tree.next[place] = std::mem::replace(head, place as u32);
            }
        }
        tree
    }

    /// The nearest selected ancestor.
    fn above(&self, index: &Index, place: usize) -> Option<usize> {
        let mut at = place;
        for _ in 0..HIGHEST {
            at = index.parent(at)?;
            if at == place {
                return None;
            }
            if self.selected[at] {
                return Some(at);
            }
        }
        None
    }

    /// Draws siblings from one on, each with its parts.
    fn draw(&mut self, rows: &mut Vec<(u8, usize)>, from: u32, depth: u8) {
        let mut waiting = vec![(depth, from)];
        while let Some((depth, place)) = waiting.pop() {
            let Some(selected) = self.selected.get_mut(place as usize) else { continue };
            waiting.push((depth, self.next[place as usize]));
            if std::mem::take(selected) {
                rows.push((depth, place as usize));
                waiting.push((depth.saturating_add(1), self.first[place as usize]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, EntryId, Kind, Ledger};
    use proptest::prelude::*;

    /// Entries named by their place, each with the place of its parent.
    fn index(parents: &[Option<usize>]) -> Index {
        let mut ledger = Ledger::default();
        let id = |i: usize| EntryId::of("p", &i.to_string());
        for (i, parent) in parents.iter().enumerate() {
            let mut entry = Entry::new(id(i), Kind::Task, "题");
            entry.parent = parent.map(id);
            ledger.insert(i, entry);
        }
        Index::new(&ledger)
    }

    #[test]
    fn parts_follow_their_whole_in_the_order_given() {
        let l = index(&[None, Some(0), Some(0), Some(1), None]);
        assert_eq!(outline(&l, &[0, 1, 2, 3, 4]), [(0, 0), (1, 1), (2, 3), (1, 2), (0, 4)]);
        assert_eq!(outline(&l, &[4, 3, 2, 1, 0]), [(0, 4), (0, 0), (1, 2), (1, 1), (2, 3)]);
    }

    #[test]
    fn a_part_hangs_under_its_nearest_selected_ancestor() {
        let l = index(&[None, Some(0), Some(1), Some(2)]);
        assert_eq!(outline(&l, &[0, 3]), [(0, 0), (1, 3)]);
        assert_eq!(outline(&l, &[3]), [(0, 3)]);
    }

    #[test]
    fn rings_do_not_hang() {
        let l = index(&[Some(1), Some(0), Some(2), Some(0)]);
        assert_eq!(outline(&l, &[0, 1, 2, 3]), [(0, 2), (0, 0), (1, 1), (1, 3)]);
    }

    proptest! {
        #[test]
        fn each_is_drawn_once_whatever_the_parents(parents in prop::collection::vec(prop::option::of(0usize..12), 0..12), seed in any::<u64>()) {
            let l = index(&parents);
            let places: Vec<usize> = (0..parents.len()).filter(|i| seed >> i & 1 == 1).collect();
            let mut drawn: Vec<usize> = outline(&l, &places).into_iter().map(|(_, i)| i).collect();
            drawn.sort_unstable();
            prop_assert_eq!(drawn, places);
        }
    }
}
