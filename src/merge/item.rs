//! Lists of things that have an identity: what is on both sides is merged, what is on one was added or removed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::fields::Sides;
use super::note::Note;
use super::order::{self, Fate, Orders};
use crate::domain::Subject;
use crate::text::natural_key;

/// A thing with an identity.
pub(super) trait Item: Clone + PartialEq {
    /// By what it is known.
    fn id(&self) -> Cow<'_, str>;
    /// What notes call it.
    fn subject(&self) -> Subject;
    /// The plan with which it is kept together, and its reference there.
    fn stands(&self) -> (&str, &str) {
        ("", "")
    }
    /// Both sides in one.
    fn unite(sides: &Sides<'_, Self>, notes: &mut Vec<Note>) -> Self;
    /// As it is, but with its staying contested.
    fn kept(&self) -> Self;
    /// Whether its staying is contested.
    fn is_disputed(&self) -> bool;
}

/// One thing as base, ours and theirs have it.
type Slot<'a, I> = [Option<&'a Arc<I>>; 3];

/// Merges three lists; `rank` is the place of a plan in the merged ledger.
pub(super) fn merge<I: Item>(
    base: Option<&[Arc<I>]>,
    ours: &[Arc<I>],
    theirs: &[Arc<I>],
    rank: &dyn Fn(&str) -> usize,
    notes: &mut Vec<Note>,
) -> Vec<Arc<I>> {
    let alike = |a: &[Arc<I>], b: &[Arc<I>]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    if alike(ours, theirs) || base.is_some_and(|b| alike(b, theirs)) {
        return ours.to_vec();
    }
    if base.is_some_and(|b| alike(b, ours)) {
        return theirs.to_vec();
    }
    let mut slots: Slots<'_, I> = Slots { numbers: HashMap::with_capacity(ours.len()), all: Vec::with_capacity(ours.len()) };
    let orders = [(0, base.unwrap_or_default()), (1, ours), (2, theirs)].map(|(side, list)| slots.number(list, side));
    let mut merged: Vec<Option<Arc<I>>> = slots.all.iter().map(|slot| one(slot, notes)).collect();
    let fates: Vec<Fate> = slots.all.iter().zip(&merged).map(|(slot, merged)| fate(slot, merged.as_deref())).collect();
    let [b, o, t] = &orders;
    let orders = Orders { base: base.map(|_| b.as_slice()), ours: o, theirs: t };
    let class = |i: usize| stands(&merged, i, |plan, _| (rank(plan), plan.to_owned()));
    let key = |i: usize| stands(&merged, i, |_, reference| (natural_key(reference), merged[i].as_ref().map(|m| m.id().into_owned()), i));
    let order = order::merge(&orders, &fates, class, key);
    order.into_iter().filter_map(|i| merged[i].take()).collect()
}

fn stands<I: Item, R>(merged: &[Option<Arc<I>>], i: usize, of: impl Fn(&str, &str) -> R) -> R {
    let (plan, reference) = merged[i].as_ref().map_or(("", ""), |m| m.stands());
    of(plan, reference)
}

/// Everything that any side has, numbered by identity. Things that share an identity by mistake are told apart
/// by how many like them stand before.
struct Slots<'a, I> {
    numbers: HashMap<(Cow<'a, str>, usize), usize>,
    all: Vec<Slot<'a, I>>,
}

impl<'a, I: Item> Slots<'a, I> {
    fn number(&mut self, list: &'a [Arc<I>], side: usize) -> Vec<usize> {
        list.iter().map(|item| self.place(item, side)).collect()
    }

    fn place(&mut self, item: &'a Arc<I>, side: usize) -> usize {
        let mut key = (item.id(), 0);
        loop {
            match self.numbers.get(&key) {
                Some(n) if self.all[*n][side].is_some() => key.1 += 1,
                Some(n) => {
                    self.all[*n][side] = Some(item);
                    return *n;
                }
                None => {
                    let mut slot = [None; 3];
                    slot[side] = Some(item);
                    self.all.push(slot);
                    self.numbers.insert(key, self.all.len() - 1);
                    return self.all.len() - 1;
                }
            }
        }
    }
}

fn same<I: PartialEq>(a: &Arc<I>, b: &Arc<I>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

/// Whether a thing stays, and whether its place can be relied on: not when somebody has come to remove it.
fn fate<I: Item>(slot: &Slot<'_, I>, merged: Option<&I>) -> Fate {
    match (merged, slot) {
        (None, _) => Fate::Goes,
        (Some(one), [Some(base), Some(_), Some(_)]) if one.is_disputed() && base.is_disputed() => Fate::Stays,
        (Some(one), _) => {
            if one.is_disputed() {
                Fate::Loose
            } else {
                Fate::Stays
            }
        }
    }
}

/// What becomes of one thing; none when it is removed.
fn one<I: Item>(slot: &Slot<'_, I>, notes: &mut Vec<Note>) -> Option<Arc<I>> {
    match *slot {
        [_, None, None] => None,
        [None, Some(only), None] | [None, None, Some(only)] => Some(only.clone()),
        [Some(base), Some(left), None] | [Some(base), None, Some(left)] => {
            if same(base, left) {
                return None;
            }
            notes.push(Note::KeptThoughRemoved(left.subject()));
            Some(Arc::new(left.kept()))
        }
        [_, Some(ours), Some(theirs)] if same(ours, theirs) => Some(ours.clone()),
        [Some(base), Some(ours), Some(theirs)] if same(base, theirs) => Some(ours.clone()),
        [Some(base), Some(ours), Some(theirs)] if same(base, ours) => Some(theirs.clone()),
        [base, Some(ours), Some(theirs)] => {
            let sides = Sides { base: base.map(|b| b.as_ref()), ours: ours.as_ref(), theirs: theirs.as_ref() };
            Some(Arc::new(I::unite(&sides, notes)))
        }
    }
}
