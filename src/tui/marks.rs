//! Marked entries.

/// Marked entries, by their places in the ledger; when another ledger comes, they are marked there anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    marked: Vec<bool>,
    count: usize,
}

impl Marks {
    /// How many are marked.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(crate) fn contains(&self, place: usize) -> bool {
        self.marked.get(place).copied().unwrap_or(false)
    }

    pub(crate) fn insert(&mut self, place: usize) {
        if self.marked.len() <= place {
            self.marked.resize(place + 1, false);
        }
        self.count += usize::from(!std::mem::replace(&mut self.marked[place], true));
    }

    /// Takes the mark from the entry at a place; false when it had none.
    pub(crate) fn remove(&mut self, place: usize) -> bool {
        let removed = self.marked.get_mut(place).is_some_and(std::mem::take);
        self.count -= usize::from(removed);
        removed
    }

    pub(crate) fn clear(&mut self) {
        *self = Marks::default();
    }

    /// The places of the marked entries, in the ledger's order.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.marked.iter().enumerate().filter(|(_, marked)| **marked).map(|(place, _)| place)
    }
}

impl Extend<usize> for Marks {
    fn extend<T: IntoIterator<Item = usize>>(&mut self, places: T) {
        places.into_iter().for_each(|place| self.insert(place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_set_once_and_taken_once() {
        let mut marks = Marks::default();
        marks.extend([3, 1, 3]);
        assert_eq!((marks.len(), marks.places().collect::<Vec<_>>()), (2, vec![1, 3]));
        assert!(marks.remove(3) && !marks.remove(3) && !marks.remove(9) && !marks.contains(3) && marks.contains(1));
        assert_eq!(marks.len(), 1);
    }
}
