use super::index::{Index, NOBODY};

/// Further up than this no plan goes; beyond it an entry counts as having no selected ancestor.
const HIGHEST: usize = 32;

/// Puts selected places of the ledger as a tree; see [`Outliner::draw`].
pub fn outline(index: &Index, places: &[usize]) -> Vec<(u8, usize)> {
    let mut rows = Vec::with_capacity(places.len());
    Outliner::new(index).draw(places, |depth, place| rows.push((depth, place)));
    rows
}

/// Draws trees of selected places, one after another: what it needs for that is laid out once.
///
/// Each tree costs as much as it has places, not as the ledger has entries.
#[derive(Debug)]
pub(crate) struct Outliner<'a> {
    index: &'a Index,
    selected: Vec<bool>,
    linked: Vec<bool>,
    /// For each place its first part; [`NOBODY`] where there is none.
    first: Vec<u32>,
    /// For each place its next sibling.
    next: Vec<u32>,
}

impl<'a> Outliner<'a> {
    /// Ready for the entries of an index.
    pub(crate) fn new(index: &'a Index) -> Outliner<'a> {
        let count = index.len();
        Outliner { index, selected: vec![false; count], linked: vec![false; count], first: vec![NOBODY; count], next: vec![NOBODY; count] }
    }

    /// Gives selected places of the ledger in the order of a tree, each with how deep it hangs: each is followed by
    /// its parts. One whose parent is not selected hangs under its nearest selected ancestor, or at the top. Parts of
    /// the same whole keep the order in which they were given. In a ring of parents the one that was given first
    /// comes to the top.
    pub(crate) fn draw(&mut self, places: &[usize], mut row: impl FnMut(u8, usize)) {
        let tops = self.link(places);
        self.descend(tops, 0, &mut row);
        for place in places.iter().copied().filter(|i| *i < self.index.len()) {
            // What is drawn is selected no more, so that nothing is drawn twice: left are rings.
            if std::mem::take(&mut self.selected[place]) {
                row(0, place);
                self.descend(self.first[place], 1, &mut row);
            }
        }
        for place in places.iter().copied().filter(|i| *i < self.index.len()) {
            self.linked[place] = false;
            (self.first[place], self.next[place]) = (NOBODY, NOBODY);
        }
    }

    /// Links siblings with one another and wholes with their first parts; gives the first at the top.
    fn link(&mut self, places: &[usize]) -> u32 {
        let count = self.index.len();
        places.iter().filter(|i| **i < count).for_each(|i| self.selected[*i] = true);
        let mut tops = NOBODY;
        // From the last, so that each stands before those that follow it.
        for place in places.iter().rev().copied().filter(|i| *i < count) {
            if !std::mem::replace(&mut self.linked[place], true) {
                let head = match self.above(place) {
                    Some(whole) => &mut self.first[whole],
                    None => &mut tops,
                };
                self.next[place] = std::mem::replace(head, place as u32);
            }
        }
        tops
    }

    /// The nearest selected ancestor.
    fn above(&self, place: usize) -> Option<usize> {
        let mut at = place;
        for _ in 0..HIGHEST {
            at = self.index.parent(at)?;
            if at == place {
                return None;
            }
            if self.selected[at] {
                return Some(at);
            }
        }
        None
    }

    /// Gives siblings from one on, each with its parts.
    fn descend(&mut self, from: u32, depth: u8, row: &mut impl FnMut(u8, usize)) {
        let mut waiting = vec![(depth, from)];
        while let Some((depth, place)) = waiting.pop() {
            let Some(selected) = self.selected.get_mut(place as usize) else { continue };
            waiting.push((depth, self.next[place as usize]));
            if std::mem::take(selected) {
                row(depth, place as usize);
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

        #[test]
        fn a_tree_is_the_same_after_others(parents in prop::collection::vec(prop::option::of(0usize..12), 0..12), seeds in any::<[u64; 3]>()) {
            let l = index(&parents);
            let mut outliner = Outliner::new(&l);
            for seed in seeds {
                let places: Vec<usize> = (0..parents.len()).filter(|i| seed >> i & 1 == 1).collect();
                let mut drawn = Vec::new();
                outliner.draw(&places, |depth, place| drawn.push((depth, place)));
                prop_assert_eq!(drawn, outline(&l, &places));
            }
        }
    }
}
