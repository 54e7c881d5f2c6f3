//! Facts, field by field. What a side holds of a field is a set: one value, or the rivals of a contest. A value
//! that a ruling chose is another value than the same before the ruling, so that of two blind rulings neither
//! undoes the other.

use std::collections::BTreeMap;

use crate::domain::{Claim, Facts, Field, UpdateId, sort_claims, standing};

/// The same thing three times.
pub(super) struct Sides<'a, T> {
    /// Before both.
    pub(crate) base: Option<&'a T>,
    pub(crate) ours: &'a T,
    pub(crate) theirs: &'a T,
}

/// A thing with the rival values that its ledger keeps for it, and the rulings of its log.
pub(super) struct Held<'a, F: Facts> {
    pub(crate) facts: &'a F,
    pub(crate) contested: &'a [F::Claim],
    pub(crate) rulings: Vec<(&'a F::Claim, &'a UpdateId)>,
}

/// A value, with the ruling that chose it.
type Chosen<C> = (C, Option<UpdateId>);

impl<F: Facts> Held<'_, F> {
    fn values(&self, years: &[i32]) -> BTreeMap<Field, Vec<Chosen<F::Claim>>> {
        let rivals = standing(self.facts, self.contested);
        let mut fields = BTreeMap::new();
        for shown in self.facts.claims(years) {
            let field = shown.field();
            let mut values: Vec<F::Claim> = rivals.iter().filter(|c| c.field() == field).cloned().collect();
            if values.is_empty() {
                values.push(shown);
            }
            fields.insert(field, values.into_iter().flat_map(|v| self.chosen(v)).collect());
        }
        fields
    }

    fn chosen(&self, value: F::Claim) -> Vec<Chosen<F::Claim>> {
        let rulings = self.rulings.iter().filter(|(c, _)| **c == value);
        let all: Vec<_> = rulings.map(|(_, id)| (value.clone(), Some((*id).clone()))).collect();
        if all.is_empty() { vec![(value, None)] } else { all }
    }

    fn years(&self) -> impl Iterator<Item = i32> {
        self.facts.years().into_iter().chain(self.contested.iter().filter_map(|c| c.field().year))
    }
}

/// Merges the facts of three into one that holds the rest already; gives the rivals of contested fields. The
/// smallest of them is shown.
pub(super) fn merge<F: Facts>(base: Option<&Held<'_, F>>, ours: &Held<'_, F>, theirs: &Held<'_, F>, into: &mut F) -> Vec<F::Claim> {
    let years: Vec<i32> = base.into_iter().chain([ours, theirs]).flat_map(Held::years).collect();
    let mut bases = base.map(|b| b.values(&years)).unwrap_or_default();
    let mut others = theirs.values(&years);
    let ours_by_field = ours.values(&years);
    let mut contested = Vec::new();
    for field in ours.facts.claims(&years).iter().map(Claim::field) {
        let (Some(ours), Some(theirs)) = (ours_by_field.get(&field), others.remove(&field)) else { continue };
        let held = meet(&bases.remove(&field).unwrap_or_default(), ours, &theirs);
        let mut values: Vec<F::Claim> = held.into_iter().map(|(v, _)| v).collect();
        sort_claims(&mut values);
        if let Some(shown) = values.first() {
            into.state(shown.clone());
        }
        if values.len() > 1 {
            contested.extend(values);
        }
    }
    contested
}

/// A value of the base stays if both sides hold it, any other is in if either does. Two sides that left nothing
/// of each other keep everything.
fn meet<C: Clone + PartialEq>(base: &[C], ours: &[C], theirs: &[C]) -> Vec<C> {
    let mut all: Vec<C> = ours.iter().filter(|v| !base.contains(v) || theirs.contains(v)).cloned().collect();
    all.extend(theirs.iter().filter(|v| !base.contains(v)).cloned());
    if all.is_empty() { [ours, theirs].concat() } else { all }
}
