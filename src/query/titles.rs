//! Where titles stand in the dictionary.

use std::cmp::Ordering;
use std::sync::Arc;

use super::shares::in_shares;
use super::sound::{dictionary_key, dictionary_rank};
use crate::domain::Entry;
use crate::text::fold_char;

/// How many characters of a title are compared by their ranks, eight a number.
const HEAD: usize = 16;
/// In the place of a rank: here the titles themselves must be compared.
const OTHER: u16 = u16::MAX;

/// A title with the ranks of its first characters, which decide most comparisons.
struct Titled<'a> {
    head: [u128; HEAD / 8],
    title: &'a str,
    place: u32,
}

impl<'a> Titled<'a> {
    fn new(title: &'a str, place: usize) -> Titled<'a> {
        let mut ranks = [0; HEAD];
        for (rank, c) in ranks.iter_mut().zip(title.chars().map(fold_char)) {
            *rank = dictionary_rank(c).unwrap_or(OTHER);
            if *rank == OTHER {
                break;
            }
        }
        let number = |ranks: &[u16]| ranks.iter().fold(0, |number, rank| number << 16 | u128::from(*rank));
        Titled { head: [number(&ranks[..8]), number(&ranks[8..])], title, place: place as u32 }
    }

    /// As the dictionary keys of the titles compare.
    fn compare(&self, other: &Titled<'_>) -> Ordering {
        for (a, b) in self.head.iter().zip(other.head) {
            if *a != b {
                let shift = 112 - (a ^ b).leading_zeros() / 16 * 16;
                let (a, b) = ((a >> shift) as u16, (b >> shift) as u16);
                // Where one has no rank letters stand against readings.
                return if a == OTHER || b == OTHER { self.compare_keys(other) } else { a.cmp(&b) };
            }
        }
        if self.title == other.title { Ordering::Equal } else { self.compare_keys(other) }
    }

    fn compare_keys(&self, other: &Titled<'_>) -> Ordering {
        dictionary_key(self.title).cmp(&dictionary_key(other.title))
    }
}

/// For each entry the place of its title in the dictionary; equal titles have equal places.
pub(crate) fn title_ranks(entries: &[Arc<Entry>]) -> Vec<u32> {
    let mut all = in_shares(entries.len(), |range| {
        let mut share: Vec<Titled<'_>> = range.map(|i| Titled::new(&entries[i].title, i)).collect();
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
        fn ranks_compare_as_keys_do(titles in prop::collection::vec("(农业){0,9}[农业业务安阿abAn1 （𠮷]{0,9}", 0..12)) {
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
