use chrono::NaiveDate;

use crate::domain::{Ledger, Update};

/// A mark of all that a cut-off lets a bulletin see: sixteen hexadecimal digits that change when a fact known by
/// then changes, and stay when something is recorded later. It guards against mistakes, not against forgery (FNV-1a).
pub(super) fn fingerprint(ledger: &Ledger, cutoff: NaiveDate) -> String {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    hash.add(&ledger.settings);
    hash.add(&ledger.plans);
    hash.add(&ledger.departments);
    for indicator in &ledger.indicators {
        let mut known = indicator.as_ref().clone();
        hash_log(&mut hash, std::mem::take(&mut known.updates), cutoff);
        hash.add(&known);
    }
    for entry in ledger.entries() {
        if super::reading::first_known(entry).is_some_and(|day| day > cutoff) {
            continue;
        }
        let mut known = entry.as_ref().clone();
        hash_log(&mut hash, std::mem::take(&mut known.updates), cutoff);
        hash.add(&known);
    }
    format!("{:016x}", hash.0)
}

fn hash_log(hash: &mut Fnv, log: Vec<Update>, cutoff: NaiveDate) {
    let mut known: Vec<Update> = log.into_iter().filter(|u| u.at.date_naive() <= cutoff).collect();
    known.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    known.iter().for_each(|u| hash.add(u));
}

struct Fnv(u64);

impl Fnv {
    fn add(&mut self, value: &impl serde::Serialize) {
        // A value of the domain that JSON cannot hold (no finite number) marks the ledger as it is: by its absence.
        for byte in serde_json::to_vec(value).unwrap_or_default().into_iter().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
