//! In which order the updates of a log stand: each after what it saw; and what each had seen.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::id::UpdateId;
use super::update::Update;

/// What each update of a log had seen, directly or through others.
pub(super) struct Seen<'a> {
    place: HashMap<&'a UpdateId, usize>,
    /// By place, a bit for each place before it.
    before: Vec<Bits>,
}

#[derive(Clone, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn set(&mut self, bit: usize) {
        if self.0.len() <= bit / 64 {
            self.0.resize(bit / 64 + 1, 0);
        }
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn has(&self, bit: usize) -> bool {
        self.0.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    fn add(&mut self, others: &Bits) {
        if self.0.len() < others.0.len() {
            self.0.resize(others.0.len(), 0);
        }
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word |= other);
    }
}

impl Seen<'_> {
    pub(super) fn saw(&self, later: &UpdateId, earlier: &UpdateId) -> bool {
        let (Some(later), Some(earlier)) = (self.place.get(later), self.place.get(earlier)) else { return false };
        self.before[*later].has(*earlier)
    }

    pub(super) fn place_of(&self, id: &UpdateId) -> Option<usize> {
        self.place.get(id).copied()
    }

    /// The same by the places in the order.
    pub(super) fn stands_on(&self, later: usize, earlier: usize) -> bool {
        self.before[later].has(earlier)
    }

    pub(super) fn stands_on_any(&self, later: usize) -> bool {
        !self.before[later].0.is_empty()
    }

    /// Of some updates those that no other of them had seen.
    pub(super) fn unseen(&self, all: &[&UpdateId]) -> Vec<bool> {
        let mut seen = Bits::default();
        let places: Vec<Option<usize>> = all.iter().map(|id| self.place.get(id).copied()).collect();
        places.iter().flatten().for_each(|place| seen.add(&self.before[*place]));
        places.iter().map(|place| place.is_none_or(|p| !seen.has(p))).collect()
    }
}

/// Orders updates so that each stands after what it saw; among free ones the earlier recorded, then the smaller id, comes
/// first. Names of updates that are not there, and rings, are passed over.
pub(super) fn in_causal_order(mut known: Vec<&Update>) -> (Vec<&Update>, Seen<'_>) {
    known.sort_by_key(|u| (u.time(), &u.id));
    let index: HashMap<&UpdateId, usize> = known.iter().enumerate().map(|(i, u)| (&u.id, i)).collect();
    let saw = |i: usize| known[i].after.iter().filter_map(|id| index.get(id).copied()).filter(move |a| *a != i);
    let mut seers: Vec<Vec<usize>> = vec![Vec::new(); known.len()];
    let mut missing: Vec<usize> = vec![0; known.len()];
    for (i, missing) in missing.iter_mut().enumerate() {
        for earlier in saw(i) {
            seers[earlier].push(i);
            *missing += 1;
        }
    }
    let mut free: BinaryHeap<Reverse<usize>> = (0..known.len()).filter(|i| missing[*i] == 0).map(Reverse).collect();
    let mut placed: Vec<Option<usize>> = vec![None; known.len()];
    let mut ordered: Vec<&Update> = Vec::with_capacity(known.len());
    let mut seen = Seen { place: HashMap::with_capacity(known.len()), before: Vec::with_capacity(known.len()) };
    let mut ring = 0;
    while ordered.len() < known.len() {
        let next = free.pop().map_or_else(|| (ring..known.len()).find(|i| placed[*i].is_none()).unwrap_or(0), |Reverse(i)| i);
        if placed[next].is_some() {
            continue;
        }
        if missing[next] > 0 {
            ring = next;
        }
        let mut before = Bits::default();
        for place in saw(next).filter_map(|a| placed[a]) {
            before.set(place);
            before.add(&seen.before[place]);
        }
        placed[next] = Some(ordered.len());
        seen.place.insert(&known[next].id, ordered.len());
        seen.before.push(before);
        ordered.push(known[next]);
        for seer in &seers[next] {
            missing[*seer] = missing[*seer].saturating_sub(1);
            if missing[*seer] == 0 {
                free.push(Reverse(*seer));
            }
        }
    }
    (ordered, seen)
}
