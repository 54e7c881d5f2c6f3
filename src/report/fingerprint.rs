use chrono::NaiveDate;
use xxhash_rust::xxh3::Xxh3;

use crate::domain::{Ledger, Update, known};

/// A mark of all that a cut-off lets a bulletin see: sixteen hexadecimal digits that change when a fact known by
/// then changes, and stay when something is recorded later. It guards against mistakes, not against forgery (XXH3).
pub(super) fn fingerprint(ledger: &Ledger, cutoff: NaiveDate) -> String {
    let mut hash = Xxh3::new();
    add(&mut hash, &ledger.settings);
    add(&mut hash, &ledger.plans);
    add(&mut hash, &ledger.departments);
    for indicator in &ledger.indicators {
        let mut known = indicator.as_ref().clone();
        hash_log(&mut hash, &std::mem::take(&mut known.updates), cutoff);
        add(&mut hash, &known);
    }
    for step in &*ledger.steps {
        let mut known = step.as_ref().clone();
        hash_log(&mut hash, &std::mem::take(&mut known.updates), cutoff);
        add(&mut hash, &known);
    }
    for matter in ledger.matters.iter().filter(|matter| matter.raised_on <= cutoff) {
        let mut known = matter.as_ref().clone();
        hash_log(&mut hash, &std::mem::take(&mut known.updates), cutoff);
        add(&mut hash, &known);
    }
    for inspection in ledger.inspections.iter().filter(|one| one.on <= cutoff) {
        add(&mut hash, inspection);
    }
    for finding in &*ledger.rectifications {
        let mut known = finding.as_ref().clone();
        hash_log(&mut hash, &std::mem::take(&mut known.updates), cutoff);
        add(&mut hash, &known);
    }
    for entry in ledger.entries() {
        if super::reading::first_known(entry).is_some_and(|day| day > cutoff) {
            continue;
        }
        let mut known = entry.as_ref().clone();
        hash_log(&mut hash, &std::mem::take(&mut known.updates), cutoff);
        add(&mut hash, &known);
    }
    format!("{:016x}", hash.digest())
}

fn hash_log(hash: &mut Xxh3, log: &[Update], cutoff: NaiveDate) {
    let mut known = known(log, Some(cutoff));
    known.sort_by(|a, b| (a.at.written(), &a.id).cmp(&(b.at.written(), &b.id)));
    known.into_iter().for_each(|u| add(hash, u));
}

fn add(hash: &mut Xxh3, value: &impl serde::Serialize) {
    // A value of the domain that JSON cannot hold (no finite number) marks the ledger as it is: by its absence.
    hash.update(&serde_json::to_vec(value).unwrap_or_default());
    hash.update(&[0]);
}
