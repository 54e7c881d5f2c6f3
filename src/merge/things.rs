//! Each kind of thing: which of its parts merge by which rule.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::fields::{self, Held, Sides};
use super::item::Item;
use super::note::Note;
use super::{log, order};
use crate::domain::{
    Claim, Contested, Department, DepartmentClaim, Entry, EntryClaim, Facts, HeadClaim, Indicator, IndicatorClaim, Ledger, Plan, PlanClaim,
    Subject, rulings, standing,
};

/// A thing whose rival values the ledger keeps in its own list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated<T, C> {
    pub item: T,
    pub contested: Vec<C>,
}

/// Hands each thing the rival values that the ledger keeps for it.
pub(super) fn stated<T, C>(
    items: impl Iterator<Item = T>,
    id: impl Fn(&T) -> String,
    ledger: &Ledger,
    of: impl Fn(&Contested) -> Option<(String, C)>,
) -> Vec<Arc<Stated<T, C>>> {
    let mut claims: HashMap<String, Vec<C>> = HashMap::new();
    for (id, claim) in ledger.contested.iter().filter_map(of) {
        claims.entry(id).or_default().push(claim);
    }
    let contested = |item: &T| if claims.is_empty() { Vec::new() } else { claims.remove(&id(item)).unwrap_or_default() };
    let mut contested = contested;
    items.map(|item| Arc::new(Stated { contested: contested(&item), item })).collect()
}

/// Merges the facts of three sides into `into`; gives the rival values, and notes those that neither side knew
/// to be contested.
fn facts<F: Facts>(sides: &Sides<'_, Held<'_, F>>, subject: &Subject, into: &mut F, notes: &mut Vec<Note>) -> Vec<F::Claim> {
    let contested = fields::merge(sides.base, sides.ours, sides.theirs, into);
    let known: Vec<_> = sides.ours.contested.iter().chain(sides.theirs.contested).map(Claim::field).collect();
    let fresh: BTreeSet<_> = contested.iter().map(Claim::field).filter(|f| !known.contains(f)).collect();
    notes.extend(fresh.into_iter().map(|f| Note::Contested { subject: subject.clone(), field: f.to_string() }));
    contested
}

/// The facts of base, ours and theirs, each with the rivals that its ledger keeps.
type Three<'a, F, C> = [Option<(&'a F, &'a [C])>; 3];

/// As [`facts`], for a thing without rulings.
fn plain<F: Facts>(sides: Three<'_, F, F::Claim>, subject: &Subject, into: &mut F, notes: &mut Vec<Note>) -> Vec<F::Claim> {
    let held = sides.map(|s| s.map(|(facts, contested)| Held { facts, contested, rulings: Vec::new() }));
    let [base, Some(ours), Some(theirs)] = &held else { return Vec::new() };
    facts(&Sides { base: base.as_ref(), ours, theirs }, subject, into, notes)
}

/// Merges the ledger's title and settings.
pub(super) fn head(base: Option<&Ledger>, ours: &Ledger, theirs: &Ledger, into: &mut Ledger, notes: &mut Vec<Note>) {
    let rivals = |l: &Ledger| -> Vec<HeadClaim> {
        l.contested.iter().filter_map(|c| if let Contested::Head(c) = c { Some(c.clone()) } else { None }).collect()
    };
    let contested = [base.map(rivals), Some(rivals(ours)), Some(rivals(theirs))];
    let [b, o, t] = contested.each_ref().map(|c| c.as_deref().unwrap_or_default());
    let sides = [base.map(|l| (l, b)), Some((ours, o)), Some((theirs, t))];
    let merged = plain(sides, &Subject::Ledger, into, notes);
    into.contested.extend(merged.into_iter().map(Contested::Head));
}

/// The rivals of a thing, with its staying in the ledger among what is contested; of each the smallest is shown.
fn with_removal<F: Facts>(item: &mut F, contested: &[F::Claim]) -> Vec<F::Claim> {
    let presence = F::Claim::presence(true).field();
    let mut all = vec![F::Claim::presence(false), F::Claim::presence(true)];
    all.extend(standing(item, contested).into_iter().filter(|c| c.field() != presence));
    let mut shown = None;
    for claim in &all {
        if shown.replace(claim.field()) != Some(claim.field()) {
            item.state(claim.clone());
        }
    }
    all
}

impl Item for Entry {
    fn id(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.id.as_str())
    }

    fn subject(&self) -> Subject {
        Subject::Entry(self.id.clone())
    }

    fn stands(&self) -> (&str, &str) {
        (self.id.plan(), self.id.reference())
    }

    fn unite(sides: &Sides<'_, Self>, notes: &mut Vec<Note>) -> Self {
        let Sides { base, ours, theirs } = *sides;
        let subject = || ours.subject();
        let mut merged = ours.clone();
        let [b, o, t] =
            [base.unwrap_or(ours), ours, theirs].map(|e| Held { facts: e, contested: &e.contested[..], rulings: rulings(&e.updates) });
        merged.contested = facts(&Sides { base: base.map(|_| &b), ours: &o, theirs: &t }, &subject(), &mut merged, notes);
        merged.cooperating = sides.list(|e| &e.cooperating);
        merged.regions = sides.list(|e| &e.regions);
        merged.enterprises = sides.list(|e| &e.enterprises);
        merged.figures = sides.list(|e| &e.figures);
        merged.updates = log::merge(base.map_or(&[], |b| &b.updates[..]), &ours.updates, &theirs.updates, &subject, notes);
        merged
    }

    fn is_disputed(&self) -> bool {
        self.contested.contains(&EntryClaim::Present(false))
    }

    fn kept(&self) -> Self {
        let mut entry = self.clone();
        entry.contested = with_removal(&mut entry, &self.contested);
        entry
    }
}

impl<T> Sides<'_, T> {
    /// Merges a list of each.
    fn list<V: Clone + Eq + std::hash::Hash + Ord>(&self, of: impl Fn(&T) -> &Vec<V>) -> Vec<V> {
        order::sets(self.base.map(|b| of(b).as_slice()), of(self.ours), of(self.theirs))
    }
}

impl<T, C> Sides<'_, Stated<T, C>> {
    fn held<F: Facts<Claim = C>>(&self, facts: impl Fn(&T) -> &F) -> Three<'_, F, C> {
        [self.base, Some(self.ours), Some(self.theirs)].map(|s| s.map(|s| (facts(&s.item), s.contested.as_slice())))
    }
}

impl Item for Stated<Plan, PlanClaim> {
    fn id(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.item.code)
    }

    fn subject(&self) -> Subject {
        Subject::Plan(self.item.code.clone())
    }

    fn unite(sides: &Sides<'_, Self>, notes: &mut Vec<Note>) -> Self {
        let mut item = sides.ours.item.clone();
        let contested = plain(sides.held(|p| p), &sides.ours.subject(), &mut item, notes);
        Stated { item, contested }
    }

    fn is_disputed(&self) -> bool {
        self.contested.contains(&PlanClaim::Present(false))
    }

    fn kept(&self) -> Self {
        let mut item = self.item.clone();
        Stated { contested: with_removal(&mut item, &self.contested), item }
    }
}

impl Item for Stated<Department, DepartmentClaim> {
    fn id(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.item.id.as_str())
    }

    fn subject(&self) -> Subject {
        Subject::Department(self.item.id.clone())
    }

    fn unite(sides: &Sides<'_, Self>, notes: &mut Vec<Note>) -> Self {
        let mut item = sides.ours.item.clone();
        let contested = plain(sides.held(|d| d), &sides.ours.subject(), &mut item, notes);
        item.aliases = sides.list(|d| &d.item.aliases);
        item.members = sides.list(|d| &d.item.members);
        Stated { item, contested }
    }

    fn is_disputed(&self) -> bool {
        self.contested.contains(&DepartmentClaim::Present(false))
    }

    fn kept(&self) -> Self {
        let mut item = self.item.clone();
        Stated { contested: with_removal(&mut item, &self.contested), item }
    }
}

impl Item for Stated<Arc<Indicator>, IndicatorClaim> {
    fn id(&self) -> Cow<'_, str> {
        Cow::Owned(self.item.id())
    }

    fn subject(&self) -> Subject {
        Subject::Indicator(self.item.id())
    }

    fn stands(&self) -> (&str, &str) {
        (&self.item.plan, &self.item.reference)
    }

    fn unite(sides: &Sides<'_, Self>, notes: &mut Vec<Note>) -> Self {
        let subject = || sides.ours.subject();
        let mut item = Indicator::clone(&sides.ours.item);
        let contested = plain(sides.held(|i| i.as_ref()), &subject(), &mut item, notes);
        let base = sides.base.map_or(&[][..], |b| &b.item.updates);
        item.updates = log::merge(base, &sides.ours.item.updates, &sides.theirs.item.updates, &subject, notes);
        Stated { item: Arc::new(item), contested }
    }

    fn is_disputed(&self) -> bool {
        self.contested.contains(&IndicatorClaim::Present(false))
    }

    fn kept(&self) -> Self {
        let mut item = self.item.clone();
        Stated { contested: with_removal(Arc::make_mut(&mut item), &self.contested), item }
    }
}
