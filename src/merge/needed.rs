//! What was removed since the base while something that is merged names it: it stays, and its staying is contested.
//!
//! Whether it is named is asked of what is merged, and anew at every merge as long as nothing else has happened to it: so it does not
//! matter in which order the sides meet. How plans spell a place is no name of it: they do so before it is registered.

use std::collections::HashMap;

use super::item;
use super::removals::Removals;
use crate::domain::{Claim, Facts, Kept, Ledger, Section, Subject, by_kind};

/// Something that was removed, and whether it is in the merged ledger all the same.
type Removed = (Subject, bool);

/// What is to stay and to go; nothing where the merged ledger is as it should be.
pub(super) fn removals(base: &Ledger, (ours, theirs): (&Ledger, &Ledger), merged: &Ledger) -> Option<Removals> {
    let mut removed: Vec<Removed> = Vec::new();
    for section in Section::ALL {
        by_kind!(Section section, => of_kind::<R>(base, (ours, theirs), merged, &mut removed));
    }
    if removed.is_empty() || [ours, theirs].contains(&base) || ours == theirs {
        return None;
    }
    let mut stays: HashMap<Subject, bool> = removed.iter().map(|(subject, _)| (subject.clone(), false)).collect();
    let mut named = Vec::new();
    for section in Section::ALL {
        by_kind!(Section section, => named_by_kind::<R>(merged, &stays, &mut named));
    }
    while let Some(subject) = named.pop() {
        if let Some(stays) = stays.get_mut(&subject).filter(|stays| !**stays) {
            *stays = true;
            named.extend(base.named_by(&subject).iter().filter_map(|reference| reference.by_id()));
        }
    }
    removed.iter().any(|(subject, is_there)| stays[subject] != *is_there).then(|| Removals::new(stays))
}

fn of_kind<R: Kept>(base: &Ledger, (ours, theirs): (&Ledger, &Ledger), merged: &Ledger, removed: &mut Vec<Removed>) {
    let (before, now) = (R::records(base), R::records(merged));
    if before == now && base.contested == merged.contested {
        return;
    }
    let disputed = |ledger: &Ledger, record: &R| ledger.rivals_of(record).contains(&<R as Facts>::Claim::presence(false));
    for record in before.iter().filter(|record| !disputed(base, record)) {
        let id = record.id();
        let mut sides = [ours, theirs].into_iter().filter_map(|side| R::records(side).by_id(&id).map(|there| (side, there)));
        let mut untouched = || sides.all(|(side, there)| item::is_untouched((base, record), (side, there)));
        match now.by_id(&id) {
            None => removed.push((R::subject(id), false)),
            Some(there) if disputed(merged, there) && untouched() => removed.push((R::subject(id), true)),
            _ => {}
        }
    }
}

/// What is named by the records of which it is not asked whether they stay.
fn named_by_kind<R: Kept>(merged: &Ledger, asked: &HashMap<Subject, bool>, named: &mut Vec<Subject>) {
    for record in R::records(merged).iter().filter(|record| !asked.contains_key(&R::subject(record.id()))) {
        let all = merged.may_be_named_by(record.as_ref());
        named.extend(all.iter().filter_map(|reference| reference.by_id()).filter(|subject| asked.contains_key(subject)));
    }
}
