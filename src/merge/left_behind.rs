//! Entries that one side ended because their work goes on elsewhere, while the other, who did not know, went on changing them.

use std::sync::Arc;

use super::note::Note;
use crate::domain::{Entry, Ledger, Subject, Update};
use crate::text::Lang;

/// Of which entries that is news to both sides.
pub(super) fn notes(base: Option<&Ledger>, (ours, theirs): (&Ledger, &Ledger), merged: &Ledger) -> Vec<Note> {
    let mut notes = Vec::new();
    for entry in merged.entries() {
        if !merged.is_carried_over(entry) {
            continue;
        }
        let (Some(left), Some(right)) = (ours.get(&entry.id), theirs.get(&entry.id)) else { continue };
        if Arc::ptr_eq(entry, left) || Arc::ptr_eq(entry, right) {
            continue;
        }
        let told = ours.left_behind(left).len().max(theirs.left_behind(right).len());
        let before = base.and_then(|base| Some((base, base.get(&entry.id)?)));
        let restated = || before.is_some_and(|(base, was)| restated((base, was), (ours, left), (theirs, right)));
        if merged.left_behind(entry).len() > told || restated() {
            let subject = Subject::Entry(entry.id.clone());
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| merged.goes_on(entry, lang).unwrap_or_default());
            notes.push(Note::LeftBehind { subject, into: [zh, en] });
        }
    }
    notes
}

/// What one side entered of a plan, or reported on, while the other closed the plan.
pub(super) fn after_closing(base: Option<&Ledger>, (ours, theirs): (&Ledger, &Ledger)) -> Vec<Note> {
    let Some(base) = base else { return Vec::new() };
    let is_open = |ledger: &Ledger, code: &str| ledger.plan(code).is_some_and(|plan| plan.archived.is_none());
    let mut notes = Vec::new();
    for (closer, other) in [(ours, theirs), (theirs, ours)] {
        let closed = |code: &str| !is_open(closer, code) && closer.plan(code).is_some() && is_open(other, code) && is_open(base, code);
        let entries = other.entries().iter().filter(|entry| grew(base.get(&entry.id).map(|was| was.updates.len()), &entry.updates));
        let entries = entries.map(|entry| (Subject::Entry(entry.id.clone()), entry.id.plan()));
        let steps = other.steps.iter().filter(|step| grew(base.steps.by_id(&step.id).map(|was| was.updates.len()), &step.updates));
        let steps = steps.map(|step| (Subject::Step(step.id.clone()), step.entry.plan()));
        for (subject, code) in entries.chain(steps).filter(|(_, code)| closed(code)) {
            notes.push(Note::AfterClosing { subject, plan: closer.plan_name(code).to_owned() });
        }
    }
    notes
}

/// Whether a log is longer than it was, or its record was not there.
fn grew(was: Option<usize>, now: &[Update]) -> bool {
    was.is_none_or(|was| now.len() > was)
}

/// Whether one side ended it since the base, and the other states other facts of it.
fn restated((base, was): (&Ledger, &Entry), one: (&Ledger, &Entry), other: (&Ledger, &Entry)) -> bool {
    let ended = |(ledger, entry): (&Ledger, &Entry)| ledger.is_carried_over(entry);
    let stated = |entry: &Entry| Entry { updates: Vec::new(), contested: Vec::new(), ..entry.clone() };
    let changed = |entry: &Entry| stated(entry) != stated(was);
    let is = |ender, other: (&Ledger, &Entry)| ended(ender) && !ended(other) && changed(other.1);
    !ended((base, was)) && (is(one, other) || is(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{ledger_of_2025, recorder};
    use crate::domain::{FindingKind, Intent, Kind, Parts, Plan, PlanClosing, Report, Rest, Split, Step, UpdateId, check};
    use crate::merge::merge;
    use crate::text::Say;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn first() -> Ledger {
        let mut ledger = ledger_of_2025();
        ledger.insert(0, Entry::new("p/一".into(), Kind::Task, "事"));
        ledger
    }

    fn entry(ledger: &Ledger) -> &Entry {
        ledger.get(&"p/一".into()).unwrap()
    }

    fn report(ledger: &mut Ledger, words: &str) {
        let report = Intent::Report(Report { progress: words.to_owned(), ..Report::default() });
        let change = recorder().record(ledger, entry(ledger), &report, None).unwrap();
        change.apply(ledger).unwrap();
    }

    /// Splits it where it is open.
    fn split(ledger: &mut Ledger) {
        let titles = ["甲段".to_owned(), "乙段".to_owned()];
        if let Ok(change) = recorder().split(ledger, entry(ledger), &Split { titles: &titles, parts: Parts::Beside, steps: &[], basis: "" })
        {
            change.apply(ledger).unwrap();
        }
    }

    fn found(ledger: &Ledger) -> Vec<String> {
        check(ledger).into_iter().filter(|f| f.kind == FindingKind::LeftBehind).map(|f| f.detail.say(Lang::Zh)).collect()
    }

    #[test]
    fn a_report_on_what_another_has_split_is_told_until_somebody_who_has_seen_both_writes() {
        let (base, mut ours, mut theirs) = (first(), first(), first());
        split(&mut ours);
        report(&mut theirs, "开工");
        assert_eq!((found(&ours), found(&theirs)), (vec![], vec![]));
        let merged = merge(Some(&base), &ours, &theirs);
        let into = |words: &str| words.contains("甲段") && words.contains("乙段");
        assert!(matches!(&merged.notes[..], [Note::LeftBehind { into: [said, _], .. }] if into(said)), "{:?}", merged.notes);
        let mut merged = merged.ledger;
        let told = found(&merged);
        assert!(told.len() == 1 && told[0].contains("开工") && into(&told[0]), "{told:?}");
        assert_eq!(merge(Some(&ours), &merged, &ours).notes, vec![], "it is told once");
        report(&mut merged, "已转记");
        assert_eq!(found(&merged), Vec::<String>::new());
    }

    #[test]
    fn what_is_entered_or_told_of_a_plan_that_another_has_closed_is_told_and_found() {
        for (rest, ended) in [(Rest::GivenUp, 1), (Rest::CarriedOver(&Plan { title: "下一期".into(), ..Plan::new("q") }), 1)] {
            let (mut base, mut recorder) = (first(), recorder());
            base.plans.push(Plan { start: base.plans[0].start, end: base.plans[0].end, title: "下一期".into(), ..Plan::new("q") });
            let (mut ours, mut theirs) = (base.clone(), base.clone());
            let closing = PlanClosing { rest, reason: "期满", basis: "" };
            recorder.close_plan(&ours, &base.plans[0], &closing).unwrap().apply(&mut ours).unwrap();
            recorder.clock = std::sync::Arc::new(|| "2025-10-21T09:00:00+08:00".parse().unwrap());
            report(&mut theirs, "开工");
            theirs.insert(1, Entry::new("p/二".into(), Kind::Task, "新事"));
            theirs.steps.push(Step { what: "选址".into(), ..Step::new("p/一".into(), 7) });
            let step = theirs.steps[0].clone();
            let told = Report { progress: "已选址".into(), ..Report::default() };
            recorder.report_on_step(&theirs, &step, &told, None).unwrap().apply(&mut theirs).unwrap();
            for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
                let merged = merge(Some(&base), one, other);
                let closed = merged.notes.iter().filter(|note| matches!(note, Note::AfterClosing { .. })).count();
                assert_eq!(closed, 3, "{:?}", merged.notes);
                let mut merged = merged.ledger;
                merged.go_on_to("2025-10-22".parse().unwrap());
                let count = |kind| check(&merged).iter().filter(|f| f.kind == kind).count();
                assert_eq!((count(FindingKind::OpenInArchived), count(FindingKind::LeftBehind)), (2, ended));
            }
        }
    }

    #[test]
    fn other_facts_of_what_another_has_split_are_told_where_they_meet() {
        let (base, mut ours, mut theirs) = (first(), first(), first());
        split(&mut ours);
        theirs.get_mut(&"p/一".into()).unwrap().summary = "扩大规模".into();
        for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
            let merged = merge(Some(&base), one, other);
            assert!(matches!(&merged.notes[..], [Note::LeftBehind { .. }]), "{:?}", merged.notes);
        }
    }

    proptest! {
        /// By the books of somebody who knows what each clone had before it when it wrote.
        #[test]
        fn what_is_told_is_what_nobody_who_ended_it_knew(deeds in proptest::collection::vec((0..3usize, 0..5usize), 1..16)) {
            let base = first();
            let mut clones = [base.clone(), base.clone(), base.clone()];
            let mut knew: BTreeMap<UpdateId, BTreeSet<UpdateId>> = BTreeMap::new();
            let ids = |ledger: &Ledger| entry(ledger).updates.iter().map(|u| u.id.clone()).collect::<BTreeSet<_>>();
            for (at, deed) in deeds {
                let before = ids(&clones[at]);
                match deed {
                    0 => split(&mut clones[at]),
                    1 | 2 => report(&mut clones[at], "在办"),
                    other => clones[at] = merge(Some(&base), &clones[at], &clones[(at + other - 2) % 3]).ledger,
                }
                let new = ids(&clones[at]).into_iter().filter(|id| !before.contains(id)).collect::<Vec<_>>();
                for id in new {
                    knew.entry(id).or_insert_with(|| before.clone());
                }
            }
            let all = clones[1..].iter().fold(clones[0].clone(), |all, clone| merge(Some(&base), &all, clone).ledger);
            let log = &entry(&all).updates;
            let is_end = |u: &&Update| format!("{:?}", u.says).contains("CarriedInto");
            let ends: Vec<&UpdateId> = log.iter().filter(is_end).map(|u| &u.id).collect();
            let sees = |later: &UpdateId, earlier: &UpdateId| knew[later].contains(earlier);
            let knows_end = |id: &UpdateId| ends.iter().any(|end| *end == id || sees(id, end));
            let stray = |id: &UpdateId| !ends.is_empty() && !knows_end(id) && !ends.iter().any(|end| sees(end, id));
            let settled = |id: &UpdateId| log.iter().any(|w| sees(&w.id, id) && knows_end(&w.id));
            let expected: BTreeSet<&UpdateId> = log.iter().map(|u| &u.id).filter(|id| stray(id) && !settled(id)).collect();
            prop_assert_eq!(all.left_behind(entry(&all)).into_iter().map(|u| &u.id).collect::<BTreeSet<_>>(), expected);
        }
    }
}
