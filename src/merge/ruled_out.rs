//! Records that a ruling took out, with all that stood in their logs: whoever ruled had these updates before him, so that the ruling
//! holds wherever nothing else is known of the record.

use std::collections::HashSet;

use super::put_back::take_records;
use crate::domain::{Kept, Ledger, Section, Subject, UpdateId, by_kind};

/// The updates that are ruled out of what is merged: an ordered set.
pub(super) fn meet(base: Option<&Ledger>, ours: &Ledger, theirs: &Ledger) -> Vec<UpdateId> {
    let before: HashSet<&UpdateId> = base.into_iter().flat_map(|base| &base.ruled_out).collect();
    let [left, right] = [ours, theirs].map(|side| side.ruled_out.iter().collect::<HashSet<_>>());
    let stays = |id: &&&UpdateId| !before.contains(**id) || left.contains(**id) && right.contains(**id);
    let mut all: Vec<UpdateId> = left.union(&right).filter(stays).map(|id| (*id).clone()).collect();
    all.sort();
    all
}

/// A side without the records that the other one has ruled out having seen all that is in them; nothing where there are none.
pub(super) fn without(side: &Ledger, other: &Ledger, base: Option<&Ledger>, out: &[UpdateId]) -> Option<Ledger> {
    fn of_kind<R: Kept>((side, other): (&Ledger, &Ledger), base: Option<&Ledger>, out: &HashSet<&UpdateId>, found: &mut Vec<Subject>) {
        for record in R::records(side).iter().filter(|record| !record.log().is_empty()) {
            let id = record.id();
            let before = base.and_then(|base| R::records(base).by_id(&id));
            let is_out = record.log().iter().all(|update| out.contains(&update.id));
            if is_out && R::records(other).by_id(&id).is_none() && before.is_none_or(|before| says_the_same::<R>(before, record)) {
                found.push(R::subject(id));
            }
        }
    }
    if out.is_empty() {
        return None;
    }
    let (out, mut found): (HashSet<&UpdateId>, _) = (out.iter().collect(), Vec::new());
    for section in Section::ALL {
        by_kind!(Section section, => of_kind::<R>((side, other), base, &out, &mut found));
    }
    (!found.is_empty()).then(|| {
        let mut side = side.clone();
        take_records(&mut side, &found);
        side
    })
}

/// Whether two states of a record say the same beside their logs.
fn says_the_same<R: Kept>(one: &R, other: &R) -> bool {
    let years: Vec<i32> = one.years().into_iter().chain(other.years()).collect();
    one.claims(&years) == other.claims(&years) && one.lists() == other.lists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{ledger_of_2025, recorder};
    use crate::domain::{Change, Claim, Contested, Entry, EntryClaim, EntryId, Intent, Kind, Report, Value};
    use crate::merge::{merge, put_back};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn id() -> EntryId {
        "p/一".into()
    }

    fn report(ledger: &mut Ledger) {
        let Some(entry) = ledger.get(&id()).cloned() else { return };
        let report = Intent::Report(Report { progress: "在办".to_owned(), ..Report::default() });
        recorder().record(ledger, &entry, &report, None).unwrap().apply(ledger).unwrap();
    }

    /// Rules that it goes, as `rule` does; gives what takes that back.
    fn rule_out(ledger: &mut Ledger) -> Option<Change> {
        let gone = Value::Stated(Contested::Entry(id(), EntryClaim::presence(false)));
        ledger.get(&id())?;
        let change = recorder().rule(ledger, &Subject::Entry(id()), &gone, "").ok()?;
        Some(change.apply(ledger).unwrap())
    }

    fn first() -> Ledger {
        let mut ledger = ledger_of_2025();
        ledger.insert(0, Entry::new(id(), Kind::Task, "事"));
        report(&mut ledger);
        ledger
    }

    /// As the driver and `sync` merge.
    fn met(base: Option<&Ledger>, ours: &Ledger, theirs: &Ledger) -> Ledger {
        let mut merged = merge(base, ours, theirs).ledger;
        put_back(ours, &mut merged, &|_| true);
        put_back(theirs, &mut merged, &|_| true);
        merged
    }

    fn log(ledger: &Ledger) -> BTreeSet<UpdateId> {
        ledger.get(&id()).into_iter().flat_map(|entry| &entry.updates).map(|u| u.id.clone()).collect()
    }

    #[test]
    fn a_ruling_holds_against_a_clone_that_never_knew_of_the_contest_and_is_undone_in_one_step() {
        let base = first();
        let (mut ours, theirs) = (base.clone(), base.clone());
        let back = rule_out(&mut ours).expect("a ruling");
        for merged in [met(Some(&base), &ours, &theirs), met(Some(&base), &theirs, &ours), met(None, &theirs, &ours)] {
            assert!(merged.get(&id()).is_none());
        }
        back.apply(&mut ours).unwrap();
        assert_eq!((&ours, &met(Some(&base), &ours, &theirs)), (&base, &base));
    }

    #[test]
    fn what_was_ruled_out_comes_back_where_the_ruling_is_taken_back() {
        let (mut base, first) = (first(), first());
        let back = rule_out(&mut base).expect("a ruling");
        let (mut ours, theirs) = (base.clone(), base.clone());
        back.apply(&mut ours).unwrap();
        assert_eq!(log(&met(Some(&base), &ours, &theirs)).len(), log(&first).len());
    }

    proptest! {
        /// By the books of somebody who knows what each who ruled had before him.
        #[test]
        fn a_ruling_holds_everywhere_for_what_it_has_seen_and_what_it_has_not_is_contested_anew(
            deeds in proptest::collection::vec((0..3usize, 0..6usize), 1..14),
            orders in Just(vec![0usize, 1, 2]).prop_shuffle(),
        ) {
            let base = first();
            let mut clones = vec![base.clone(), base.clone(), base.clone()];
            let (mut said, mut ruled) = (log(&base), BTreeSet::new());
            for (at, deed) in deeds {
                match deed {
                    0 => {
                        let before = log(&clones[at]);
                        if rule_out(&mut clones[at]).is_some() {
                            ruled.extend(before);
                        }
                    }
                    1..=3 => report(&mut clones[at]),
                    other => clones[at] = met(Some(&base), &clones[at], &clones[(at + other - 3) % 3]),
                }
                said.extend(log(&clones[at]));
            }
            let all: Vec<&Ledger> = orders.iter().map(|at| &clones[*at]).collect();
            let end = met(Some(&base), &met(Some(&base), all[0], all[1]), all[2]);
            let turned = met(Some(&base), all[2], &met(Some(&base), all[1], all[0]));
            // Of a record that comes back, those of its updates that were ruled out come as far as somebody still has them.
            let kept = |ledger: &Ledger| {
                let contested = ledger.get(&id()).map(|entry| entry.contested.clone());
                (contested, log(ledger).difference(&ruled).cloned().collect::<BTreeSet<_>>(), ledger.ruled_out.clone())
            };
            prop_assert_eq!(kept(&end), kept(&turned));
            let unseen: BTreeSet<&UpdateId> = said.difference(&ruled).collect();
            match end.get(&id()) {
                None => prop_assert!(unseen.is_empty(), "nothing that nobody ruled on goes"),
                Some(entry) => {
                    prop_assert!(!unseen.is_empty(), "what was ruled on stays away");
                    prop_assert!(unseen.iter().all(|id| log(&end).contains(*id)), "nothing of it is lost");
                    let contested = entry.contested.contains(&EntryClaim::presence(false));
                    prop_assert_eq!(contested, !ruled.is_empty());
                }
            }
            for clone in &clones {
                prop_assert_eq!(kept(&met(Some(&base), &end, clone)), kept(&end), "whoever comes later changes nothing");
            }
        }
    }
}
