//! What handed duties make of the bodies of a clause.

use super::entry::Entry;
use super::handover::Handover;
use super::id::DeptId;
use super::list::Cooperation;

/// What was handed over in entries that stand above one another, the nearest first: in the order in which it came to hold, and of one
/// day what is said nearer first.
pub(super) fn handed_along<'a>(path: impl Iterator<Item = &'a Entry>) -> Vec<&'a Handover> {
    let mut all: Vec<(usize, &Handover)> = path.enumerate().flat_map(|(depth, at)| at.handed.iter().map(move |one| (depth, one))).collect();
    all.sort_by_key(|(depth, one)| (one.on, *depth, *one));
    all.into_iter().map(|(_, one)| one).collect()
}

/// The bodies beside the one that leads when all of this was handed over, each once: of two parts of one body the larger one stays.
pub(super) fn shared_after(shared: &[Cooperation], handed: &[&Handover]) -> Vec<Cooperation> {
    let after = |body: &DeptId| handed.iter().fold(body.clone(), |body, one| if body == one.from { one.to.clone() } else { body });
    let mut now: Vec<Cooperation> = Vec::new();
    for part in shared.iter().map(|part| part.of_body(after(part.dept()))) {
        match now.iter_mut().find(|had| had.dept() == part.dept()) {
            Some(had) => *had = had.clone().min(part),
            None => now.push(part),
        }
    }
    now
}

/// What one body handed to another, and besides, as if it still had it, to others: those of a body together, the one that counts first.
pub(super) fn handed_twice(handed: &[Handover]) -> Vec<Vec<&Handover>> {
    let mut all: Vec<&Handover> = handed.iter().collect();
    all.sort();
    let since_had = |at: usize| all[..at].iter().rposition(|before| before.to == all[at].from).map_or(0, |back| back + 1);
    let mut twice: Vec<Vec<&Handover>> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let Some(first) = all[since_had(at)..at].iter().find(|first| first.from == one.from && first.to != one.to) else { continue };
        match twice.iter_mut().find(|rivals| rivals.first() == Some(first)) {
            Some(rivals) => rivals.push(one),
            None => twice.push(vec![first, one]),
        }
    }
    twice
}
