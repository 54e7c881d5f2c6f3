//! The laws of the merge, over random histories that set different values.

use duban::domain::*;
use duban::merge::{Note, differences, merge};
use duban::store::{canonical, parse_text, unite};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

use super::history::{Act, Person, any_act, any_work, dangling, first_ledger, made_by_chance};
use crate::patience::steps;

fn spelled(ledger: &Ledger) -> String {
    canonical(ledger).unwrap()
}

/// What a person's clone is after a history.
fn clone_after(number: u64, base: &Ledger, history: &[Act]) -> Ledger {
    let mut person = Person::new(number, base);
    history.iter().for_each(|act| drop(person.act(act)));
    person.ledger
}

fn updates(ledger: &Ledger) -> BTreeSet<(String, String)> {
    let entries = ledger.entries().iter().flat_map(|e| e.updates.iter().map(|u| (e.id.to_string(), format!("{u:?}"))));
    let indicators = ledger.indicators.iter().flat_map(|i| i.updates.iter().map(|u| (i.id().to_string(), format!("{u:?}"))));
    let matters = ledger.matters.iter().flat_map(|m| m.updates.iter().map(|u| (m.id().to_string(), format!("{u:?}"))));
    let findings = ledger.rectifications.iter().flat_map(|r| r.updates.iter().map(|u| (r.id().to_string(), format!("{u:?}"))));
    let appraisals = ledger.appraisals.iter().flat_map(|a| a.updates.iter().map(|u| (a.id().to_string(), format!("{u:?}"))));
    entries.chain(indicators).chain(matters).chain(findings).chain(appraisals).collect()
}

fn histories(clones: usize, length: usize) -> impl Strategy<Value = Vec<Vec<Act>>> {
    proptest::collection::vec(proptest::collection::vec(any_act(), 0..length), clones)
}

/// All rival values of a field, or the one that stands.
fn held<F: Facts>(item: &F, contested: &[F::Claim], field: Field) -> Vec<F::Claim> {
    let rivals: Vec<F::Claim> = standing(item, contested).into_iter().filter(|c| c.field() == field).collect();
    if rivals.is_empty() { item.claims(field.year.as_slice()).into_iter().filter(|c| c.field() == field).collect() } else { rivals }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn sides_do_not_matter_and_the_file_parses(h in histories(2, 14)) {
        let base = first_ledger();
        let (a, b) = (clone_after(1, &base, &h[0]), clone_after(2, &base, &h[1]));
        let (ab, ba) = (merge(Some(&base), &a, &b), merge(Some(&base), &b, &a));
        let text = spelled(&ab.ledger);
        prop_assert_eq!(&text, &spelled(&ba.ledger));
        prop_assert_eq!(ab.notes, ba.notes);
        prop_assert_eq!(&parse_text("tasks.ron", &text).unwrap(), &ab.ledger);
        for entry in ab.ledger.entries() {
            let mut turned = entry.as_ref().clone();
            turned.updates.reverse();
            prop_assert_eq!(fold(&ab.ledger, &turned, None), fold(&ab.ledger, entry, None), "lines may stand in any order");
        }
        let baseless = merge(None, &a, &b).ledger;
        prop_assert_eq!(spelled(&baseless), spelled(&merge(None, &b, &a).ledger));
    }

    #[test]
    fn merging_twice_changes_nothing(h in histories(2, 14)) {
        let base = first_ledger();
        let (a, b) = (clone_after(1, &base, &h[0]), clone_after(2, &base, &h[1]));
        let m = merge(Some(&base), &a, &b).ledger;
        for other in [&a, &b, &m] {
            prop_assert_eq!(spelled(&merge(Some(&base), &m, other).ledger), spelled(&m));
            prop_assert_eq!(spelled(&merge(Some(other), &m, other).ledger), spelled(&m));
        }
        prop_assert_eq!(spelled(&merge(Some(&base), &a, &base).ledger), spelled(&a));
        prop_assert_eq!(spelled(&merge(Some(&base), &a, &a).ledger), spelled(&a));
        prop_assert_eq!(spelled(&merge(None, &a, &a).ledger), spelled(&a));
        prop_assert!(differences(&a, &a).is_empty());
    }

    #[test]
    fn the_merged_text_says_what_the_merged_ledger_does(h in histories(2, 14)) {
        let base = first_ledger();
        let (a, b) = (clone_after(1, &base, &h[0]), clone_after(2, &base, &h[1]));
        let united = unite(Path::new("t"), Some(&spelled(&base)), &spelled(&a), &spelled(&b)).unwrap();
        let merged = merge(Some(&base), &a, &b).ledger;
        let all = &updates(&a) | &updates(&b);
        prop_assert!(updates(&united.ledger).is_superset(&all), "what left a log is put back");
        if updates(&merged).is_superset(&all) {
            prop_assert_eq!(&united.ledger, &merged);
        }
        prop_assert_eq!(&united.text, &spelled(&united.ledger));
    }

    #[test]
    fn no_update_is_lost(h in histories(2, 14)) {
        let base = first_ledger();
        let (a, b) = (clone_after(1, &base, &h[0]), clone_after(2, &base, &h[1]));
        let m = merge(Some(&base), &a, &b).ledger;
        let (before, now) = (updates(&base), updates(&m));
        for made in [updates(&a), updates(&b)] {
            for update in made.difference(&before) {
                prop_assert!(now.contains(update), "{:?}", update);
            }
        }
        let without = merge(None, &a, &b).ledger;
        prop_assert!(updates(&without).is_superset(&updates(&a)) && updates(&without).is_superset(&updates(&b)));
    }

    #[test]
    fn nothing_that_is_merged_names_what_is_not_there(h in histories(3, 14)) {
        let base = first_ledger();
        let clones: Vec<Ledger> = h.iter().enumerate().map(|(n, h)| clone_after(n as u64, &base, h)).collect();
        prop_assume!(clones.iter().all(|clone| dangling(clone) == 0));
        let m = clones[1..].iter().fold(clones[0].clone(), |m, c| merge(Some(&base), &m, c).ledger);
        prop_assert_eq!(dangling(&m), 0);
    }

    #[test]
    fn clones_converge_in_whatever_order_they_meet(h in histories(5, 8), pairs in proptest::collection::vec(any::<(usize, usize)>(), 4)) {
        let base = first_ledger();
        let clones: Vec<Ledger> = h.iter().enumerate().map(|(n, h)| clone_after(n as u64, &base, h)).collect();
        let together = |a: &Ledger, b: &Ledger| merge(Some(&base), a, b).ledger;
        let chain = clones[1..].iter().fold(clones[0].clone(), |m, c| together(&m, c));
        let mut left = clones;
        for (i, j) in pairs {
            let a = left.swap_remove(i % left.len());
            let b = left.swap_remove(j % left.len());
            left.push(together(&b, &a));
        }
        prop_assert_eq!(spelled(&left[0]), spelled(&chain));
    }

    #[test]
    fn blind_different_facts_are_contested(h in histories(2, 14)) {
        let base = first_ledger();
        let (a, b) = (clone_after(1, &base, &h[0]), clone_after(2, &base, &h[1]));
        let m = merge(Some(&base), &a, &b).ledger;
        for before in base.entries() {
            let (Some(ea), Some(eb)) = (a.get(&before.id), b.get(&before.id)) else { continue };
            let merged = m.get(&before.id).unwrap();
            for field in before.claims(&[]).iter().map(Claim::field) {
                let was = held(before.as_ref(), &before.contested, field);
                let (va, vb) = (held(ea.as_ref(), &ea.contested, field), held(eb.as_ref(), &eb.contested, field));
                let now = held(merged.as_ref(), &merged.contested, field);
                for new in va.iter().chain(&vb).filter(|v| !was.contains(v)) {
                    prop_assert!(now.contains(new), "{} {:?} not in {:?}", before.id, new, now);
                }
                let ruled_apart = va != vb && va != was && vb != was;
                prop_assert!(!ruled_apart || now.len() > 1, "{} {}: {:?} {:?} -> {:?}", before.id, field, va, vb, now);
            }
        }
        for dispute in disputes(&m) {
            let listed = check(&m).into_iter().any(|f| f.kind == FindingKind::Contested && f.subject == dispute.subject);
            prop_assert!(listed);
        }
    }

    #[test]
    fn blind_different_reports_are_contested(h in proptest::collection::vec(proptest::collection::vec(any_work(), 0..14), 2)) {
        let base = first_ledger();
        let (a, b) = (clone_after(1, &base, &h[0]), clone_after(2, &base, &h[1]));
        let m = merge(Some(&base), &a, &b).ledger;
        for entry in m.entries() {
            let (Some(before), Some(ea), Some(eb)) = (base.get(&entry.id), a.get(&entry.id), b.get(&entry.id)) else { continue };
            let corrects = |e: &Entry| e.updates.iter().flat_map(|u| &u.says).any(|f| matches!(f, Fact::Corrects { .. }));
            if corrects(ea) || corrects(eb) {
                continue;
            }
            let (sa, sb, s) = (fold(&a, ea, None), fold(&b, eb, None), fold(&m, entry, None));
            let set = |e: &Entry, of: fn(&Fact) -> bool| {
                e.updates.iter().filter(|u| !before.updates.contains(u) && u.about == Voice::Whole).any(|u| u.says.iter().any(of))
            };
            macro_rules! both {
                ($field:ident, $pattern:pat) => {
                    let sets = |f: &Fact| matches!(f, $pattern);
                    if set(ea, sets) && set(eb, sets) && sa.$field.value != sb.$field.value {
                        let claims: Vec<_> = s.$field.contest.iter().flat_map(|c| &c.claims).map(|(v, _)| Some(v.clone())).collect();
                        prop_assert!(claims.contains(&sa.$field.value) && claims.contains(&sb.$field.value), "{:?}", entry);
                    }
                };
            }
            both!(status, Fact::Status { .. });
            both!(percent, Fact::Percent { .. });
            both!(deadline, Fact::Deadline { .. });
            both!(lead, Fact::Lead { .. });
        }
    }

    #[test]
    fn every_contested_value_can_be_ruled(h in histories(3, 14), which in 0..3usize) {
        let base = first_ledger();
        let clones: Vec<Ledger> = h.iter().enumerate().map(|(n, h)| clone_after(n as u64, &base, h)).collect();
        let m = clones[1..].iter().fold(clones[0].clone(), |m, c| merge(Some(&base), &m, c).ledger);
        let mut person = Person::new(9, &m);
        for _ in steps(1000, "a ledger in which nothing waits") {
            let Some(dispute) = disputes(&person.ledger).into_iter().next() else { break };
            let chosen = dispute.rivals[which % dispute.rivals.len()].value.clone();
            let ruled = person.recorder.rule(&person.ledger, &dispute.subject, &chosen, "议定");
            // What something names does not go.
            let stays = || dispute.rivals.iter().map(|r| &r.value).find(|value| **value != chosen).unwrap();
            let change = match ruled {
                Err(NothingToRecord::StillNamed(..)) => person.recorder.rule(&person.ledger, &dispute.subject, stays(), "议定").unwrap(),
                ruled => ruled.unwrap(),
            };
            let undo = change.clone().apply(&mut person.ledger).unwrap();
            let ruled = person.ledger.clone();
            let redo = undo.apply(&mut person.ledger).unwrap();
            prop_assert!(disputes(&person.ledger).contains(&dispute));
            redo.apply(&mut person.ledger).unwrap();
            prop_assert_eq!(&person.ledger, &ruled);
        }
        // Whoever was there before the ruling takes it over.
        prop_assert_eq!(spelled(&merge(Some(&m), &m, &person.ledger).ledger), spelled(&person.ledger));
    }
}

/// A plan and a body that nothing names are taken out in one clone, and used in another.
#[test]
fn removed_here_and_named_there_is_kept_and_waits_for_a_ruling_until_nothing_names_it() {
    let base = first_ledger();
    let removed = clone_after(1, &base, &[Act::Dismiss(0), Act::Dismiss(1)]);
    assert_eq!((removed.plans.len() + 1, removed.departments.len() + 1), (base.plans.len(), base.departments.len()));
    let lead = |body: &str| Act::Fact(1, EntryClaim::Lead(Lead::Stated(body.into())));
    let using = clone_after(2, &base, &[lead("戊局"), Act::Add(9, 2)]);
    let (plan, body) = (Subject::Plan("r".into()), Subject::Department("戊局".into()));
    let merged = merge(Some(&base), &removed, &using);
    assert_eq!(merged.notes, [Note::KeptAsNamed(plan.clone()), Note::KeptAsNamed(body.clone())]);
    for subject in [&plan, &body] {
        assert_eq!(disputes_of(&merged.ledger, subject, None).len(), 1, "{subject}");
    }
    // Another clone that has seen neither: nothing new. Who removed it and nobody uses it: it goes.
    let elsewhere = clone_after(3, &base, &[Act::Record(0, Intent::Status(Status::Done))]);
    let both = merge(Some(&base), &merged.ledger, &elsewhere);
    assert_eq!((both.notes, disputes_of(&both.ledger, &body, None).len()), (Vec::new(), 1));
    let gone = merge(Some(&base), &removed, &elsewhere).ledger;
    assert_eq!((gone.plans.len(), gone.departments.len()), (removed.plans.len(), removed.departments.len()));

    // It stays by a ruling; it goes by one only when nothing names it any more.
    let mut person = Person::new(4, &merged.ledger);
    let present = |present| Value::Stated(Contested::Department("戊局".into(), DepartmentClaim::Present(present)));
    assert!(matches!(person.recorder.rule(&person.ledger, &body, &present(false), ""), Err(NothingToRecord::StillNamed(..))));
    let stays = person.recorder.rule(&person.ledger, &body, &present(true), "").unwrap();
    let mut kept = person.ledger.clone();
    stays.apply(&mut kept).unwrap();
    assert!(disputes_of(&kept, &body, None).is_empty() && kept.departments.iter().any(|d| d.id == DeptId::from("戊局")));
    person.act(&lead("甲局")).unwrap();
    person.recorder.rule(&person.ledger, &body, &present(false), "").unwrap().apply(&mut person.ledger).unwrap();
    assert!(!person.ledger.departments.iter().any(|d| d.id == DeptId::from("戊局")));
}

#[test]
fn removed_here_and_changed_there_is_kept_and_waits_for_a_ruling() {
    let base = first_ledger();
    let removed = clone_after(1, &base, &[Act::Remove(3)]);
    let changed = clone_after(2, &base, &[Act::Record(3, Intent::Status(Status::Done))]);
    let id = EntryId::from("q/一");
    let merged = merge(Some(&base), &removed, &changed);
    assert_eq!(merged.notes, [Note::KeptThoughRemoved(Subject::Entry(id.clone()))]);
    let dispute = &disputes_of(&merged.ledger, &Subject::Entry(id.clone()), None)[0];
    assert_eq!(dispute.shown, Value::Stated(Contested::Entry(id.clone(), EntryClaim::Present(true))));
    assert!(merge(Some(&base), &removed, &base).ledger.get(&id).is_none());

    let mut person = Person::new(3, &merged.ledger);
    for (present, stays) in [(true, true), (false, false)] {
        let value = Value::Stated(Contested::Entry(id.clone(), EntryClaim::Present(present)));
        let change = person.recorder.rule(&merged.ledger, &dispute.subject, &value, "").unwrap();
        let mut ruled = merged.ledger.clone();
        change.apply(&mut ruled).unwrap();
        assert_eq!(ruled.get(&id).is_some(), stays);
        assert!(disputes_of(&ruled, &Subject::Entry(id.clone()), None).is_empty());
    }
    person.act(&Act::Rule(0, 0));
}

#[test]
fn two_blind_rulings_are_contested_again() {
    let base = first_ledger();
    let ruling = |which| vec![Act::Rule(0, which)];
    let (a, b, c) = (clone_after(1, &base, &ruling(0)), clone_after(2, &base, &ruling(1)), clone_after(3, &base, &ruling(0)));
    let about = Subject::Entry("p/二".into());
    assert!(disputes_of(&a, &about, None).is_empty());
    let ab = merge(Some(&base), &a, &b).ledger;
    let dispute = &disputes_of(&ab, &about, None)[0];
    assert!(dispute.rivals.iter().all(|r| dispute.update(&ab, r).is_some_and(|u| u.by.person.ends_with('人'))));
    let abc = merge(Some(&base), &ab, &c).ledger;
    assert_eq!(disputes_of(&abc, &about, None).len(), 1);
    let ac = merge(Some(&base), &a, &c).ledger;
    assert!(disputes_of(&ac, &about, None).is_empty());
}

#[test]
fn an_update_that_both_rewrote_is_there_twice_and_found_by_check() {
    let base = first_ledger();
    let rewritten = |words: &str| {
        let mut ledger = base.clone();
        ledger.get_mut(&"p/一".into()).unwrap().updates[0].says = vec![Fact::Progress(words.into())];
        ledger
    };
    let (a, b) = (rewritten("甲"), rewritten("乙"));
    let one = merge(Some(&base), &a, &base);
    assert_eq!(one.ledger, a);
    let both = merge(Some(&base), &a, &b);
    assert!(matches!(both.notes[..], [Note::UpdateTwice { .. }]));
    assert_eq!(both.ledger.get(&"p/一".into()).unwrap().updates.len(), base.get(&"p/一".into()).unwrap().updates.len() + 1);
    assert!(check(&both.ledger).iter().any(|f| f.kind == FindingKind::DuplicateId));
}

#[test]
fn what_was_recorded_in_the_open_is_taken_back_in_the_open() {
    let base = first_ledger();
    let mut person = Person::new(4, &base);
    let done = person.act(&Act::Record(0, Intent::Status(Status::Done))).unwrap();
    let Change::Record { subject, update, .. } = done else { panic!() };
    let undo = Change::All(vec![Change::Unrecord { subject: subject.clone(), update: update.id.clone() }]);
    let open = person.recorder.undo_openly(&person.ledger, undo, "点错").unwrap();
    open.apply(&mut person.ledger).unwrap();
    let state = fold(&person.ledger, person.ledger.get(&person.ledger.entries()[0].id).unwrap(), None);
    assert_eq!(state.status.value, Some(Status::Underway));
    assert!(updates(&person.ledger).len() > updates(&base).len() + 1);
    assert!(person.recorder.correct(&person.ledger, &subject, &update.id, "").is_err());
}

/// Where the ledger itself keeps rivals.
const RIVALS: [&str; 14] = [
    "Appraisal",
    "Criterion",
    "Department",
    "Enterprise",
    "Head",
    "Indicator",
    "Inspection",
    "Liaison",
    "Matter",
    "Person",
    "Place",
    "Plan",
    "Rectification",
    "Step",
];

#[test]
fn the_histories_make_every_fact_of_the_log_and_rivals_in_every_register() {
    let (mut facts, mut contested) = (BTreeSet::new(), BTreeSet::new());
    let mut voices = [false; 3];
    for (n, (a, b)) in (0..).zip(made_by_chance(4000)) {
        let base = first_ledger();
        // Each body, and who writes for none.
        let m = merge(Some(&base), &clone_after(n % 5, &base, &a), &clone_after(5 + n / 5 % 5, &base, &b)).ledger;
        let logs = m.entries().iter().map(|e| &e.updates).chain(m.indicators.iter().map(|i| &i.updates));
        let logs = logs.chain(m.matters.iter().map(|m| &m.updates)).chain(m.appraisals.iter().map(|a| &a.updates));
        let logs = logs.chain(m.liaisons.iter().map(|l| &l.updates)).chain(m.rectifications.iter().map(|r| &r.updates));
        for update in logs.flatten() {
            for fact in &update.says {
                let value = serde_json::to_value(fact).unwrap();
                facts.insert(value.as_object().unwrap().keys().next().unwrap().clone());
            }
            voices[match update.about {
                Voice::Whole => 0,
                Voice::Part(_) => 1,
                Voice::Proposed => 2,
            }] = true;
        }
        contested.extend(m.contested.iter().map(|c| format!("{c:?}").split('(').next().unwrap().to_owned()));
        if facts.len() == Fact::NAMES.len() && voices == [true; 3] && contested.len() == RIVALS.len() {
            break;
        }
    }
    let missing: Vec<&&str> = Fact::NAMES.iter().filter(|name| !facts.contains(**name)).collect();
    assert!(missing.is_empty(), "no history makes {missing:?}");
    assert_eq!(voices, [true; 3], "of the whole, of parts, and proposals");
    assert_eq!(contested.into_iter().collect::<Vec<_>>(), RIVALS);
}
