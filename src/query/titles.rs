//! Where titles stand in the dictionary.

use std::cmp::Ordering;
use std::sync::Arc;

use super::shares::in_shares;
use super::sound::dictionary_key;
use crate::domain::Entry;

/// A title's key, with its first bytes as a number, which decides most comparisons.
struct Titled {
    head: u128,
    key: String,
    place: u32,
}

impl Titled {
    fn new(title: &str, place: usize) -> Titled {
        let key = dictionary_key(title);
        let mut head = [0; 16];
        let len = key.len().min(head.len());
        head[..len].copy_from_slice(&key.as_bytes()[..len]);
        Titled { head: u128::from_be_bytes(head), key, place: place as u32 }
    }

    fn compare(&self, other: &Titled) -> Ordering {
        self.head.cmp(&other.head).then_with(|| self.key.cmp(&other.key))
    }
}

/// For each entry the place of its title in the dictionary; equal titles have equal places.
pub(crate) fn title_ranks(entries: &[Arc<Entry>]) -> Vec<u32> {
    let mut all = in_shares(entries.len(), |range| {
        let mut share: Vec<Titled> = range.map(|i| Titled::new(&entries[i].title, i)).collect();
        share.sort_unstable_by(Titled::compare);
        share
    });
    // Two sorted runs are found as such, and only merged.
    all.sort_by(Titled::compare);
    let mut ranks = vec![0; entries.len()];
    let mut rank = 0;
    for (n, titled) in all.iter().enumerate() {
        if n > 0 && all[n - 1].compare(titled).is_ne() {
            rank = n as u32;
        }
        ranks[titled.place as usize] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Kind};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranks_compare_as_keys_do(titles in prop::collection::vec("[农业业务安阿abAn1 （]{0,9}", 0..12)) {
            let entry = |t: &String| Arc::new(Entry::new(EntryId::of("p", t), Kind::Task, t));
            let entries: Vec<Arc<Entry>> = titles.iter().map(entry).collect();
            let ranks = title_ranks(&entries);
            for (a, x) in titles.iter().enumerate() {
                for (b, y) in titles.iter().enumerate() {
                    prop_assert_eq!(ranks[a].cmp(&ranks[b]), dictionary_key(x).cmp(&dictionary_key(y)));
                }
            }
        }
    }
}
