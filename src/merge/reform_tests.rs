//! Laws of bodies and entries that are split, joined and handed over in clones that meanwhile report: whatever the order in which the
//! clones meet, no duty is lost, none doubled, and no report.

use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

use super::merge;
use crate::domain::sample::{BODIES, any_tree, recorder};
use crate::domain::{
    BodySplit, Change, Cooperation, Decree, Department, DeptId, Entry, EntryId, FindingKind, Intent, Ledger, Parts, Report, Split, Status,
    check, fold, lead_of,
};

/// From when on what is decreed holds: long before it is recorded, before, and after.
const DAYS: [&str; 3] = ["2025-01-01", "2025-06-01", "2026-01-01"];

/// The day on which all is recorded, by the clock of [`recorder`].
const RECORDED: &str = "2025-10-20";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What a person does: one of six things, with up to two entries and two bodies, from one of the days on.
type Deed = (usize, (usize, usize), (usize, usize), usize);

fn any_deeds() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((0..6usize, (0..12usize, 0..12usize), (0..BODIES.len(), 0..BODIES.len()), 0..DAYS.len()), 0..5)
}

/// The change of a deed; none where it is refused.
fn change(ledger: &Ledger, clone: usize, (what, (e, f), (one, two), on): Deed) -> Option<Change> {
    let (recorder, decree) = (recorder(), Decree { from: day(DAYS[on]), basis: "文" });
    let entry = |at: usize| ledger.entries().get(at % ledger.entries().len().max(1)).cloned();
    let (one, two): (DeptId, DeptId) = (BODIES[one].into(), BODIES[two].into());
    match what {
        0 => {
            let into = [DeptId::from(format!("{one}一{clone}")), DeptId::from(format!("{one}二{clone}"))];
            let held = ledger.held_by(&one, decree.from).into_iter().enumerate();
            let given: Vec<(EntryId, DeptId)> = held.map(|(n, id)| (id, into[n % 2].clone())).collect();
            ledger.splitting(&BodySplit { body: &one, into: &into, rest: &into[0], given: &given, decree }).ok()
        }
        1 => {
            let given: Vec<_> = ledger.held_by(&one, decree.from).into_iter().map(|id| (id, two.clone())).collect();
            ledger.handing(&one, &given, decree).ok()
        }
        2 => {
            let titles = ["其一".to_owned(), "其二".to_owned()];
            recorder.split(ledger, &*entry(e)?, &Split { titles: &titles, parts: Parts::Beside, steps: &[], basis: "文" }).ok()
        }
        3 => recorder.join(ledger, &[entry(e)?], &*entry(f)?, "文").ok(),
        _ => {
            let report = Report { progress: format!("第{e}次"), percent: Some(10), ..Report::default() };
            recorder.record(ledger, &*entry(e)?, &Intent::Report(report), None).ok()
        }
    }
}

fn clone_after(base: &Ledger, clone: usize, deeds: &[Deed]) -> Ledger {
    let mut ledger = base.clone();
    ledger.call_on(day(RECORDED));
    for deed in deeds {
        if let Some(change) = change(&ledger, clone, *deed) {
            change.apply(&mut ledger).unwrap();
        }
    }
    ledger
}

/// Who has a part in an entry on a day, who leads first.
fn who(ledger: &Ledger, entry: &Entry, on: NaiveDate) -> Vec<DeptId> {
    let lead = lead_of(ledger, entry, Some(on));
    lead.into_iter().chain(ledger.cooperating(entry).iter().map(|c| Cooperation::dept(c).clone())).collect()
}

/// A body, those to whom its duties in some entries went by a day, also under the name of one whose heir it is, and its heirs.
fn holders(ledger: &Ledger, entries: &[&Entry], body: &DeptId, on: NaiveDate) -> Vec<DeptId> {
    let mut all = vec![body.clone()];
    let mut next = 0;
    while let Some(at) = all.get(next).cloned() {
        let meant = |from: &DeptId| ledger.departments.heirs(from).any(|heir| *heir == at);
        let handed = entries.iter().flat_map(|e| ledger.handed_of(e)).filter(|one| one.on <= on && meant(&one.from)).map(|one| one.to);
        let more: Vec<DeptId> = handed.chain(ledger.departments.heirs(&at).cloned()).filter(|to| !all.contains(to)).collect();
        all.extend(more);
        next += 1;
    }
    all
}

/// Whether what a body had to do in an entry is with somebody on a day: in the entry itself; where that goes on in others by then, in each
/// of these.
fn is_held(ledger: &Ledger, (entry, on): (&Entry, NaiveDate), body: &DeptId, seen: &mut Vec<EntryId>) -> bool {
    if seen.contains(&entry.id) {
        return true;
    }
    seen.push(entry.id.clone());
    let follows: Vec<&Entry> =
        ledger.entries().iter().map(AsRef::as_ref).filter(|e| ledger.came_from(&e.id).iter().any(|old| old.id == entry.id)).collect();
    let goes_on = fold(ledger, entry, Some(on)).status.value == Some(Status::CarriedOver);
    if goes_on && !follows.is_empty() {
        return follows.into_iter().all(|next| is_held(ledger, (next, on), body, seen));
    }
    let all: Vec<&Entry> = seen.iter().filter_map(|id| ledger.get(id)).map(AsRef::as_ref).collect();
    let lead = lead_of(ledger, entry, Some(on));
    holders(ledger, &all, body, on).iter().any(|one| ledger.duty(one, entry, lead.as_ref()).is_some())
}

fn updates(ledger: &Ledger) -> Vec<String> {
    ledger.entries().iter().flat_map(|e| e.updates.iter().map(|u| format!("{} {}", e.id, u.id))).collect()
}

/// What is told to whoever looks: what two people did to one thing without seeing each other.
fn doubtful(ledger: &Ledger) -> BTreeSet<String> {
    let kinds = [FindingKind::LeftBehind, FindingKind::GoesRound, FindingKind::Contested, FindingKind::HandedTwice];
    check(ledger).into_iter().filter(|f| kinds.contains(&f.kind)).map(|f| f.subject.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn clones_that_split_and_hand_over_while_others_report_lose_no_duty_and_double_none(
        base in any_tree(),
        all in prop::collection::vec(any_deeds(), 3),
    ) {
        let clones: Vec<Ledger> = all.iter().enumerate().map(|(n, deeds)| clone_after(&base, n, deeds)).collect();
        let together = |one: &Ledger, other: &Ledger| merge(Some(&base), one, other).ledger;
        let merged = together(&together(&clones[0], &clones[1]), &clones[2]);
        for [a, b, c] in [[1, 2, 0], [2, 0, 1], [0, 2, 1]] {
            prop_assert_eq!(&together(&clones[c], &together(&clones[b], &clones[a])), &merged, "in whatever order they meet");
        }
        let (told, mut once) = (updates(&merged), BTreeSet::new());
        prop_assert!(told.iter().all(|one| once.insert(one.clone())), "no report stands twice");
        prop_assert!(clones.iter().flat_map(updates).all(|one| once.contains(&one)), "no report is lost");
        for on in DAYS.into_iter().chain([RECORDED]).map(day) {
            let (was, is) = (base.called_on(on), merged.called_on(on));
            let doubtful = doubtful(&is);
            for old in was.entries() {
                let Some(new) = is.get(&old.id) else { continue };
                // Who leads does not share besides, whatever was handed over to him.
                let now: Vec<DeptId> = is.cooperating(new).iter().map(|c| c.dept().clone()).collect();
                let twice = now.iter().enumerate().find(|(n, one)| now[..*n].contains(one)).map(|(_, one)| one.clone());
                let before = who(&was, old, on);
                prop_assert!(new.handed.is_empty() || twice.is_none_or(|one| before.iter().filter(|had| **had == one).count() > 1), "each has one part: {:?}", now);
                for body in &before {
                    let mut seen = Vec::new();
                    let held = is_held(&is, (new, on), body, &mut seen);
                    // What two people did to one thing without seeing each other is found, and told to whoever looks.
                    let told = seen.iter().any(|id| doubtful.contains(&id.to_string()));
                    prop_assert!(held || told, "{} had a part in {} on {}: {:?}", body, new.id, on, seen);
                }
            }
        }
    }
}

#[test]
fn two_renames_that_meet_are_told_of_until_somebody_says_what_was_between() {
    let mut base = Ledger::default();
    base.departments.push(Department::new("商务局"));
    let renamed = |name: &str, on: &str| {
        let mut clone = base.clone();
        let change = clone.renaming(clone.departments[0].as_ref(), name, Decree { from: day(on), basis: "" }).unwrap();
        change.apply(&mut clone).unwrap();
        clone
    };
    let (ours, theirs) = (renamed("商务和粮食局", "2026-03-01"), renamed("商务和投资局", "2026-06-01"));
    let mut merged = merge(Some(&base), &ours, &theirs).ledger;
    assert_eq!(merge(Some(&base), &theirs, &ours).ledger, merged);
    let told = |ledger: &Ledger| check(ledger).iter().filter(|f| f.kind == FindingKind::RenamedTwice).count();
    assert_eq!((told(&ours), told(&theirs), told(&merged)), (0, 0, 1));
    let body = merged.departments.get_mut(&"商务局".into()).unwrap();
    body.former.iter_mut().find(|one| one.until == day("2026-05-31")).unwrap().name = "商务和粮食局".to_owned();
    body.name = "商务和投资局".to_owned();
    assert_eq!(told(&merged), 0);
    let called = |on: &str| merged.called_on(day(on)).departments.name(&"商务局".into()).to_owned();
    assert_eq!(["2026-02-28", "2026-03-01", "2026-06-01"].map(called), ["商务局", "商务和粮食局", "商务和投资局"]);
}
