//! Records that have an identity: what is on both sides is merged, what is on one was added or removed.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::fields::{self, Held, Sides};
use super::log;
use super::note::Note;
use super::order::{self, Fate, Orders};
use super::removals::Removals;
use crate::domain::{Claim, Contested, Facts, Kept, Ledger, Record, Subject, standing};
use crate::text::natural_key;

/// A record with the rival values that it or its ledger keeps of its fields.
struct Side<'a, R: Record> {
    record: &'a Arc<R>,
    rivals: &'a [R::Claim],
}

impl<R: Record> Clone for Side<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Record> Copy for Side<'_, R> {}

impl<R: Record> PartialEq for Side<'_, R> {
    fn eq(&self, other: &Self) -> bool {
        (Arc::ptr_eq(self.record, other.record) || self.record == other.record) && self.rivals == other.rivals
    }
}

/// A merged record with its rival values.
type Merged<R> = (Arc<R>, Vec<<R as Facts>::Claim>);

/// One record as base, ours and theirs have it.
type Slot<'a, R> = [Option<Side<'a, R>>; 3];

/// The rival values that a ledger keeps of records of one kind.
type Rivals<R> = HashMap<<R as Record>::Id, Vec<<R as Facts>::Claim>>;

fn rivals<R: Kept>(ledger: &Ledger) -> Rivals<R> {
    let mut all: Rivals<R> = HashMap::new();
    for (id, claim) in ledger.contested.iter().filter_map(R::claimed) {
        all.entry(id.clone()).or_default().push(claim.clone());
    }
    all
}

fn sides<'a, R: Kept>(ledger: &'a Ledger, kept: &'a Rivals<R>) -> Vec<Side<'a, R>> {
    let of_ledger = |record: &R| if kept.is_empty() { &[][..] } else { kept.get(&record.id()).map_or(&[][..], Vec::as_slice) };
    let side = |record: &'a Arc<R>| Side { record, rivals: record.rivals().unwrap_or_else(|| of_ledger(record)) };
    R::records(ledger).iter().map(side).collect()
}

/// Merges the records of one kind into a ledger that has the plans already, unless these are the plans.
pub(super) fn merge<R: Kept>(
    base: Option<&Ledger>,
    (ours, theirs): (&Ledger, &Ledger),
    removals: Option<&Removals>,
    into: &mut Ledger,
    notes: &mut Vec<Note>,
) {
    let plans = into.plans.clone();
    let rank = |code: &str| plans.place_of(&code.into()).unwrap_or(plans.len());
    let kept = [base.map(rivals::<R>).unwrap_or_default(), rivals::<R>(ours), rivals::<R>(theirs)];
    let base = base.map(|ledger| sides(ledger, &kept[0]));
    let merged = lists(base.as_deref(), (&sides(ours, &kept[1]), &sides(theirs, &kept[2])), removals, &rank, notes);
    let mut contested = Vec::new();
    let keep = |(record, rivals): Merged<R>| {
        if record.rivals().is_none() {
            contested.extend(rivals.into_iter().map(|claim| R::contested(record.id(), claim)));
        }
        record
    };
    *R::records_mut(into) = merged.into_iter().map(keep).collect();
    into.contested.extend(contested);
}

fn lists<R: Kept>(
    base: Option<&[Side<'_, R>]>,
    (ours, theirs): (&[Side<'_, R>], &[Side<'_, R>]),
    removals: Option<&Removals>,
    rank: &dyn Fn(&str) -> usize,
    notes: &mut Vec<Note>,
) -> Vec<Merged<R>> {
    let whole = |side: &[Side<'_, R>]| side.iter().map(|s| (s.record.clone(), s.rivals.to_vec())).collect();
    let removals = removals.filter(|removals| removals.concern(R::SECTION));
    if removals.is_none() && (ours == theirs || base.is_some_and(|b| b == theirs)) {
        return whole(ours);
    }
    if removals.is_none() && base.is_some_and(|b| b == ours) {
        return whole(theirs);
    }
    let mut slots: Slots<'_, R> = Slots { numbers: HashMap::with_capacity(ours.len()), all: Vec::with_capacity(ours.len()) };
    let orders = [(0, base.unwrap_or_default()), (1, ours), (2, theirs)].map(|(side, list)| slots.number(list, side));
    let mut merged: Vec<Option<Merged<R>>> = slots.all.iter().map(|slot| one(slot, removals, notes)).collect();
    let fates: Vec<Fate> = slots.all.iter().zip(&merged).map(|(slot, merged)| fate(slot, merged.as_ref())).collect();
    let [b, o, t] = &orders;
    let orders = Orders { base: base.map(|_| b.as_slice()), ours: o, theirs: t };
    let stands = |i: usize| merged[i].as_ref().map_or(("", ""), |(m, _)| m.stands());
    let class = |i: usize| (rank(stands(i).0), stands(i).0.to_owned());
    let key = |i: usize| (natural_key(stands(i).1), merged[i].as_ref().map(|(m, _)| m.id()), i);
    let order = order::merge(&orders, &fates, class, key);
    order.into_iter().filter_map(|i| merged[i].take()).collect()
}

/// Everything that any side has, numbered by identity. Records that share an identity by mistake are told apart
/// by how many like them stand before.
struct Slots<'a, R: Record> {
    numbers: HashMap<(R::Id, usize), usize>,
    all: Vec<Slot<'a, R>>,
}

impl<'a, R: Record> Slots<'a, R> {
    fn number(&mut self, list: &[Side<'a, R>], side: usize) -> Vec<usize> {
        list.iter().map(|item| self.place(*item, side)).collect()
    }

    fn place(&mut self, item: Side<'a, R>, side: usize) -> usize {
        let mut key = (item.record.id(), 0);
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

fn is_disputed<C: Claim>(rivals: &[C]) -> bool {
    rivals.contains(&C::presence(false))
}

/// Whether a record stays, and whether its place can be relied on: not when somebody has come to remove it.
fn fate<R: Kept>(slot: &Slot<'_, R>, merged: Option<&Merged<R>>) -> Fate {
    match (merged, slot) {
        (None, _) => Fate::Goes,
        (Some((_, rivals)), _) if !is_disputed(rivals) => Fate::Stays,
        (Some(_), [Some(base), Some(_), Some(_)]) if is_disputed(base.rivals) => Fate::Stays,
        _ => Fate::Loose,
    }
}

/// What becomes of one record; none when it is removed.
fn one<R: Kept>(slot: &Slot<'_, R>, removals: Option<&Removals>, notes: &mut Vec<Note>) -> Option<Merged<R>> {
    if let ([Some(base), sides @ ..], Some(removals)) = (slot, removals) {
        let subject = R::subject(base.record.id());
        if let Some(stays) = removals.stays(&subject) {
            let is_news = !sides.iter().flatten().any(|side| is_disputed(side.rivals));
            notes.extend((stays && is_news).then_some(Note::KeptAsNamed(subject)));
            return stays.then(|| kept(base));
        }
    }
    changed(slot, notes)
}

/// What becomes of one record by what each side made of it.
fn changed<R: Kept>(slot: &Slot<'_, R>, notes: &mut Vec<Note>) -> Option<Merged<R>> {
    let as_it_is = |side: &Side<'_, R>| Some((side.record.clone(), side.rivals.to_vec()));
    match slot {
        [_, None, None] => None,
        [None, Some(only), None] | [None, None, Some(only)] => as_it_is(only),
        [Some(base), Some(left), None] | [Some(base), None, Some(left)] => {
            if base == left {
                return None;
            }
            notes.push(Note::KeptThoughRemoved(R::subject(left.record.id())));
            Some(kept(left))
        }
        [_, Some(ours), Some(theirs)] if ours == theirs => as_it_is(ours),
        [Some(base), Some(ours), Some(theirs)] if base == theirs => as_it_is(ours),
        [Some(base), Some(ours), Some(theirs)] if base == ours => as_it_is(theirs),
        [base, Some(ours), Some(theirs)] => Some(unite(base.as_ref(), ours, theirs, notes)),
    }
}

/// Both sides in one.
fn unite<R: Kept>(base: Option<&Side<'_, R>>, ours: &Side<'_, R>, theirs: &Side<'_, R>, notes: &mut Vec<Note>) -> Merged<R> {
    let subject = || R::subject(ours.record.id());
    let mut merged = R::clone(ours.record);
    let [b, o, t] = [base.unwrap_or(ours), ours, theirs].map(Side::held);
    let contested = facts(&Sides { base: base.map(|_| &b), ours: &o, theirs: &t }, &subject(), &mut merged, notes);
    let before = base.map(|b| b.record.lists());
    for (i, ((list, ours), (_, theirs))) in ours.record.lists().into_iter().zip(theirs.record.lists()).enumerate() {
        merged.set_list(list, order::sets(before.as_ref().map(|lists| lists[i].1.as_slice()), &ours, &theirs));
    }
    if let Some(updates) = merged.log_mut() {
        *updates = log::merge(base.map_or(&[], |b| b.record.log()), ours.record.log(), theirs.record.log(), &subject, notes);
    }
    if let Some(rivals) = merged.rivals_mut() {
        rivals.clone_from(&contested);
    }
    (Arc::new(merged), contested)
}

impl<R: Record> Side<'_, R> {
    fn held(&self) -> Held<'_, R> {
        Held { facts: self.record, contested: self.rivals, rulings: self.record.rulings() }
    }
}

/// Whether nothing has happened to a record but that somebody removed it and it was kept.
pub(super) fn is_untouched<R: Kept>((base, before): (&Ledger, &Arc<R>), (side, now): (&Ledger, &Arc<R>)) -> bool {
    let (was, is) = (base.rivals_of(before.as_ref()), side.rivals_of(now.as_ref()));
    let before = Side { record: before, rivals: &was };
    let now = Side { record: now, rivals: &is };
    let (record, rivals) = kept(&before);
    now == before || now == Side { record: &record, rivals: &rivals }
}

/// As it is, but with its staying contested; of the rivals of each field the smallest is shown.
fn kept<R: Kept>(side: &Side<'_, R>) -> Merged<R> {
    let mut record = R::clone(side.record);
    let presence = R::Claim::presence(true).field();
    let mut all = vec![R::Claim::presence(false), R::Claim::presence(true)];
    all.extend(standing(&record, side.rivals).into_iter().filter(|c| c.field() != presence));
    let mut shown = None;
    for claim in &all {
        if shown.replace(claim.field()) != Some(claim.field()) {
            record.state(claim.clone());
        }
    }
    if let Some(rivals) = record.rivals_mut() {
        rivals.clone_from(&all);
    }
    (Arc::new(record), all)
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

/// Merges the ledger's title and settings.
pub(super) fn head(base: Option<&Ledger>, ours: &Ledger, theirs: &Ledger, into: &mut Ledger, notes: &mut Vec<Note>) {
    let rivals = |l: &Ledger| -> Vec<_> {
        l.contested.iter().filter_map(|c| if let Contested::Head(c) = c { Some(c.clone()) } else { None }).collect()
    };
    let all = [base.unwrap_or(ours), ours, theirs].map(|ledger| (ledger, rivals(ledger)));
    let [b, o, t] = all.each_ref().map(|(facts, contested)| Held { facts: *facts, contested: &contested[..], rulings: Vec::new() });
    let merged = facts(&Sides { base: base.map(|_| &b), ours: &o, theirs: &t }, &Subject::Ledger, into, notes);
    into.contested.extend(merged.into_iter().map(Contested::Head));
}
