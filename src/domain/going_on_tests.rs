//! Laws of what moves, splits and joins entries, over random trees with random histories: no duty is lost, none doubled; what was
//! reported stays; nothing becomes wrong that was right; each step is undone.

use super::*;
use crate::domain::sample::{self, BODIES, any_tree, recorder};
use crate::domain::{Charge, Contested, DeptId, Duty, FindingKind, PersonClaim, Plan, PlanClosing, Rest, Severity, check};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What a person does.
#[derive(Clone, Debug)]
enum Deed {
    Moves(usize, Option<usize>, DutiesAre),
    Splits(usize, Parts),
    Joins(Vec<usize>, usize),
    Reports(usize),
    Leads(usize, usize),
    Withdraws(usize),
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let at = 0..12usize;
    prop_oneof![
        3 => (at.clone(), proptest::option::of(at.clone()), any::<bool>())
            .prop_map(|(e, p, kept)| Deed::Moves(e, p, if kept { DutiesAre::Kept } else { DutiesAre::FromAbove })),
        3 => (at.clone(), any::<bool>()).prop_map(|(e, below)| Deed::Splits(e, if below { Parts::Below } else { Parts::Beside })),
        3 => (proptest::collection::vec(at.clone(), 1..3), at.clone()).prop_map(|(ended, into)| Deed::Joins(ended, into)),
        1 => at.clone().prop_map(Deed::Reports),
        1 => (at.clone(), 0..BODIES.len()).prop_map(|(e, b)| Deed::Leads(e, b)),
        1 => at.prop_map(Deed::Withdraws),
    ]
}

/// The change of a deed; none where it is refused.
fn change(recorder: &Recorder, ledger: &Ledger, deed: &Deed) -> Option<Change> {
    let entry = |at: usize| ledger.entries()[at % ledger.entries().len()].clone();
    if ledger.entries().is_empty() {
        return None;
    }
    match deed {
        Deed::Moves(e, under, duties) => recorder.moving(ledger, &entry(*e), under.map(entry).as_deref(), *duties).ok(),
        Deed::Splits(e, parts) => {
            let titles = ["其一".to_owned(), "其二".to_owned()];
            recorder.split(ledger, &entry(*e), &Split { titles: &titles, parts: *parts, steps: &[], basis: "文" }).ok()
        }
        Deed::Joins(ended, into) => {
            let mut all: Vec<Arc<Entry>> = Vec::new();
            ended.iter().map(|e| entry(*e)).for_each(|e| {
                if all.iter().all(|had| had.id != e.id) {
                    all.push(e)
                }
            });
            recorder.join(ledger, &all, &entry(*into), "文").ok()
        }
        Deed::Reports(e) => {
            let report = Report { progress: "在办".to_owned(), ..Report::default() };
            recorder.record(ledger, &entry(*e), &Intent::Report(report), None).ok()
        }
        Deed::Leads(e, body) => {
            let to = BODIES[*body].into();
            recorder.record(ledger, &entry(*e), &Intent::Lead { to, reason: "文".to_owned() }, None).ok()
        }
        Deed::Withdraws(e) => ledger.withdrawing(&entry(*e).id).ok(),
    }
}

/// Which part a body has in an entry: whether it leads.
fn part(ledger: &Ledger, body: &str, id: &EntryId) -> Option<bool> {
    let entry = ledger.get(id)?;
    let lead = lead_of(ledger, entry, None);
    ledger.duty(&DeptId::from(body), entry, lead.as_ref()).map(|duty| duty == Duty::Leads)
}

fn parts(ledger: &Ledger, id: &EntryId) -> Vec<Option<bool>> {
    BODIES.iter().map(|body| part(ledger, body, id)).collect()
}

fn errors(ledger: &Ledger) -> BTreeSet<(FindingKind, String)> {
    let grave = check(ledger).into_iter().filter(|f| f.kind.severity() == Severity::Error);
    grave.map(|f| (f.kind, f.subject.to_string())).collect()
}

fn is_open(ledger: &Ledger, id: &EntryId) -> bool {
    fold(ledger, ledger.get(id).unwrap(), None).is_open()
}

/// Whether its clause ends with 等.
fn others_may(ledger: &Ledger, id: &EntryId) -> bool {
    ledger.get(id).is_some_and(|entry| ledger.is_open(entry))
}

/// What must hold of everything that is there before and after.
fn stays(before: &Ledger, after: &Ledger, but: &[EntryId]) -> Result<(), TestCaseError> {
    for old in before.entries() {
        let Some(new) = after.get(&old.id) else { continue };
        prop_assert!(old.updates.iter().all(|u| new.updates.contains(u)), "no record is lost: {}", old.id);
        if !but.contains(&old.id) {
            prop_assert_eq!(parts(before, &old.id), parts(after, &old.id), "who has which part in {}", &old.id);
            prop_assert_eq!(is_open(before, &old.id), is_open(after, &old.id));
            prop_assert_eq!(others_may(before, &old.id), others_may(after, &old.id), "whether others may share in {}", &old.id);
        }
        prop_assert_eq!(before.deadline_in_force(old), after.deadline_in_force(new));
    }
    Ok(())
}

fn is_lawful(before: &Ledger, after: &Ledger, deed: &Deed) -> Result<(), TestCaseError> {
    let id = |at: usize| before.entries()[at % before.entries().len()].id.clone();
    match deed {
        Deed::Moves(e, under, duties) => {
            let moved = id(*e);
            prop_assert_eq!(&after.get(&moved).unwrap().parent, &under.map(id));
            match duties {
                DutiesAre::Kept => stays(before, after, &[])?,
                DutiesAre::FromAbove => {
                    let up = after.get(&moved).unwrap().parent.clone().unwrap();
                    let own = after.get(&moved).unwrap().settles_lead();
                    prop_assert!(own || parts(after, &moved) == parts(after, &up));
                }
            }
        }
        Deed::Splits(e, _) => {
            let old = id(*e);
            let new: Vec<EntryId> = after.entries().iter().map(|e| e.id.clone()).filter(|id| before.get(id).is_none()).collect();
            prop_assert_eq!(new.len(), 2);
            prop_assert!(is_open(before, &old) && !is_open(after, &old));
            for one in &new {
                prop_assert_eq!(parts(before, &old), parts(after, one), "the new ones have its duties");
                prop_assert_eq!(others_may(before, &old), others_may(after, one));
                prop_assert_eq!(after.came_from(one).iter().map(|e| &e.id).collect::<Vec<_>>(), [&old]);
                prop_assert_eq!(before.deadline_in_force(before.get(&old).unwrap()), after.deadline_in_force(after.get(one).unwrap()));
                prop_assert_eq!(&before.get(&old).unwrap().regions, &after.get(one).unwrap().regions);
            }
            stays(before, after, &[old])?;
        }
        Deed::Joins(ended, into) => {
            let (ended, into): (Vec<EntryId>, EntryId) = (ended.iter().map(|e| id(*e)).collect(), id(*into));
            for body in BODIES {
                let had = ended.iter().chain([&into]).filter_map(|e| part(before, body, e)).max();
                let has = part(after, body, &into);
                prop_assert_eq!(had.is_some(), has.is_some(), "{} in {}", body, &into);
                prop_assert!(part(before, body, &into) != Some(true) || has == Some(true), "who led goes on to lead");
            }
            prop_assert_eq!(ended.iter().chain([&into]).any(|one| others_may(before, one)), others_may(after, &into));
            for one in &ended {
                prop_assert!(is_open(before, one) && !is_open(after, one));
                prop_assert!(after.came_from(&into).iter().any(|e| e.id == *one), "its reports are found from where it goes on");
                prop_assert_eq!(parts(before, one), parts(after, one));
            }
            prop_assert!(after.entries().iter().all(|e| ended.contains(&e.id) || !e.parent.as_ref().is_some_and(|p| ended.contains(p))));
            stays(before, after, &[ended, vec![into]].concat())?;
        }
        Deed::Withdraws(e) => {
            prop_assert!(before.came_from(&id(*e)).is_empty(), "nothing goes on in what is gone");
            prop_assert_eq!(after.entries().len() + 1, before.entries().len());
            stays(before, after, &[])?;
        }
        Deed::Reports(_) | Deed::Leads(..) => {}
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_duty_is_lost_and_none_doubled(mut ledger in any_tree(), deeds in proptest::collection::vec(any_deed(), 1..8)) {
        let recorder = recorder();
        for deed in deeds {
            let Some(change) = change(&recorder, &ledger, &deed) else { continue };
            let (before, wrong) = (ledger.clone(), errors(&ledger));
            let undo = change.apply(&mut ledger).unwrap();
            is_lawful(&before, &ledger, &deed)?;
            let since: Vec<_> = errors(&ledger).difference(&wrong).cloned().collect();
            prop_assert!(since.is_empty(), "{:?} after {:?}", since, deed);
            let mut back = ledger.clone();
            undo.apply(&mut back).unwrap();
            prop_assert_eq!(back, before);
        }
    }
}

proptest! {
    #[test]
    fn what_a_plan_leaves_unfinished_goes_on_with_its_duties_or_ends(ledger in any_tree(), rest in 0..3usize) {
        let mut before = ledger;
        let next = Plan { start: "2026-01-01".parse().unwrap(), end: "2028-12-31".parse().unwrap(), ..sample::plan("q") };
        before.plans.push(Plan { title: "下一轮".to_owned(), ..next });
        let (mut after, wrong) = (before.clone(), errors(&before));
        let [plan, next] = ["p", "q"].map(|code| before.plan(code).unwrap());
        let fate = [Rest::CarriedOver(next), Rest::EnteredIn(next), Rest::GivenUp][rest];
        let refused = |closed: &Plan, rest| {
            let closing = PlanClosing { rest, reason: "期满", basis: "" };
            recorder().close_plan(&before, closed, &closing).is_err()
        };
        let [past, past_next] = [plan, next].map(|plan| Plan { archived: Some("2025-10-01".parse().unwrap()), ..plan.clone() });
        prop_assert!(refused(plan, Rest::CarriedOver(plan)) && refused(plan, Rest::EnteredIn(plan)), "into itself");
        prop_assert!(refused(plan, Rest::CarriedOver(&past_next)) && refused(&past, Rest::GivenUp), "what is archived is closed");
        let change = recorder().close_plan(&before, plan, &PlanClosing { rest: fate, reason: "期满", basis: "文" }).unwrap();
        let undo = change.apply(&mut after).unwrap();
        let open: Vec<EntryId> = before.unfinished(plan).map(|(entry, _)| entry.id.clone()).collect();
        prop_assert_eq!(after.unfinished(after.plan("p").unwrap()).count(), 0);
        prop_assert!(after.plan("p").unwrap().is_archived_on("2025-10-20".parse().unwrap()));
        stays(&before, &after, &open)?;
        prop_assert_eq!(errors(&after), wrong);
        let entered = || after.entries().iter().filter(|e| e.id.plan() == "q");
        prop_assert_eq!(entered().count(), if rest == 1 { open.len() } else { 0 });
        for new in entered() {
            let from = after.came_from(&new.id);
            prop_assert_eq!(from.len(), 1);
            prop_assert_eq!(parts(&before, &from[0].id), parts(&after, &new.id), "its duties go on in the next plan");
            prop_assert_eq!(others_may(&before, &from[0].id), others_may(&after, &new.id));
            let above = |e: &Entry| e.parent.as_ref().and_then(|id| after.get(id)).map(|e| e.title.clone());
            prop_assert_eq!(above(new), above(from[0]).filter(|title| entered().any(|e| e.title == *title)));
        }
        undo.apply(&mut after).unwrap();
        prop_assert_eq!(after, before);
    }
}

proptest! {
    #[test]
    fn who_is_named_for_what_is_joined_is_named_where_it_goes_on(
        tree in any_tree(),
        named in proptest::collection::vec((0..12usize, 0..2usize, "[12]"), 1..6),
        (ended, into) in (proptest::collection::vec(0..12usize, 1..3), 0..12usize),
    ) {
        let mut before = tree;
        let id = |ledger: &Ledger, at: usize| ledger.entries()[at % ledger.entries().len()].id.clone();
        for (at, body, phone) in named {
            let person = Person { phone, ..Person::new("张三", BODIES[body].into(), Charge::Answers, Some(id(&before, at))) };
            if before.persons.by_id(&person.id()).is_none() {
                before.persons.push(person);
            }
        }
        let Some(change) = change(&recorder(), &before, &Deed::Joins(ended.clone(), into)) else { return Ok(()) };
        let (mut after, into) = (before.clone(), id(&before, into));
        let undo = change.apply(&mut after).unwrap();
        let ended: Vec<EntryId> = ended.iter().map(|at| id(&before, *at)).collect();
        for person in before.persons.iter() {
            let is_ended = person.entry.as_ref().is_some_and(|id| ended.contains(id));
            let along = Person { entry: Some(into.clone()), ..Person::clone(person) };
            let there = after.persons.by_id(&if is_ended { along.id() } else { person.id() });
            prop_assert!(there.is_some(), "{} is named for {}", person.id(), &into);
            let stays = after.persons.by_id(&person.id()).is_some();
            prop_assert_eq!(stays, !is_ended || there.unwrap().phone != person.phone, "who is named there otherwise stays: {}", person.id());
        }
        prop_assert_eq!(errors(&after), errors(&before));
        undo.apply(&mut after).unwrap();
        prop_assert_eq!(after, before);
    }
}

#[test]
fn who_is_named_for_what_is_split_is_named_for_each_that_goes_on() {
    let mut ledger = sample::ledger_of_2025();
    ledger.insert(9, Entry::new(EntryId::of("p", "一"), crate::domain::Kind::Task, "一"));
    let person = |name: &str| Person::new(name, "甲".into(), Charge::Contact, Some(EntryId::of("p", "一")));
    ledger.persons = vec![person("现任"), Person { until: "2025-10-19".parse().ok(), ..person("旧人") }].into();
    let (before, entry) = (ledger.clone(), ledger.entries()[0].clone());
    let titles = ["其一".to_owned(), "其二".to_owned()];
    let undo = recorder()
        .split(&ledger, &entry, &Split { titles: &titles, parts: Parts::Beside, steps: &[], basis: "" })
        .unwrap()
        .apply(&mut ledger)
        .unwrap();
    let named: Vec<(&str, &str)> =
        ledger.persons.iter().map(|p| (p.name.as_str(), ledger.get(p.entry.as_ref().unwrap()).unwrap().title.as_str())).collect();
    assert_eq!(named, [("现任", "其二"), ("现任", "其一"), ("旧人", "一")]);
    undo.apply(&mut ledger).unwrap();
    assert_eq!(ledger, before);
}

#[test]
fn the_steps_of_what_is_split_go_where_they_are_named_else_to_the_first_and_what_is_done_stays() {
    let mut ledger = sample::ledger_of_2025();
    let one = EntryId::of("p", "一");
    ledger.insert(9, Entry::new(one.clone(), crate::domain::Kind::Task, "一"));
    for (n, what) in ["选址", "开工", "立项"].into_iter().enumerate() {
        ledger.steps.push(Step { what: what.into(), ..Step::new(one.clone(), n as u64) });
    }
    let done = Report { status: Some(Status::Done), ..Report::default() };
    let settled = ledger.steps[2].clone();
    recorder().report_on_step(&ledger, &settled, &done, None).unwrap().apply(&mut ledger).unwrap();
    let (before, entry) = (ledger.clone(), ledger.entries()[0].clone());
    let titles = ["其一".to_owned(), "其二".to_owned()];
    let split = |to: &str| {
        let steps = [(ledger.steps[1].id.clone(), to.to_owned())];
        recorder().split(&ledger, &entry, &Split { titles: &titles, parts: Parts::Beside, steps: &steps, basis: "" })
    };
    assert_eq!(split("其三"), Err(Unended::NoPart("其三".to_owned())));
    let change = split("其二").unwrap();
    let mut after = ledger.clone();
    let undo = change.apply(&mut after).unwrap();
    let now: Vec<(&str, &str)> = after.steps.iter().map(|s| (s.what.as_str(), after.get(&s.entry).unwrap().title.as_str())).collect();
    assert_eq!(now, [("选址", "其一"), ("开工", "其二"), ("立项", "一")]);
    undo.apply(&mut after).unwrap();
    assert_eq!(after, before);
}

#[test]
fn of_two_splits_that_did_not_see_each_other_one_holds_and_the_parts_of_the_other_are_given_up() {
    let mut base = sample::ledger_of_2025();
    let one = EntryId::of("p", "一");
    base.insert(9, Entry::new(one.clone(), crate::domain::Kind::Task, "一"));
    let split = |titles: [&str; 2]| {
        let titles = titles.map(str::to_owned);
        let how = Split { titles: &titles, parts: Parts::Beside, steps: &[], basis: "" };
        recorder().split(&base, &base.entries()[0], &how).unwrap()
    };
    let mut ledger = base.clone();
    split(["甲段", "乙段"]).apply(&mut ledger).unwrap();
    split(["一期", "二期"]).apply(&mut ledger).unwrap();
    let subject = crate::domain::Subject::Entry(one);
    let found = crate::domain::disputes_of(&ledger, &subject, None);
    let dispute = found.iter().find(|dispute| matches!(dispute.shown, crate::domain::Value::CarriedInto(_))).unwrap();
    let holds = |into: &crate::domain::Value| into.in_words(&ledger, Lang::Zh).contains("甲段");
    let winner = dispute.rivals.iter().map(|rival| &rival.value).find(|value| holds(value)).unwrap().clone();
    let before = ledger.clone();
    let undo = recorder().rule(&ledger, &subject, &winner, "以先分解的为准").unwrap().apply(&mut ledger).unwrap();
    let stands = |title: &str| {
        let entry = ledger.entries().iter().find(|entry| entry.title == title).unwrap();
        (fold(&ledger, entry, None).status.value, entry.updates.last().and_then(|u| u.says.first().map(|f| f.reason().to_owned())))
    };
    assert_eq!((stands("甲段").0, stands("乙段").0), (None, None));
    for title in ["一期", "二期"] {
        let (status, reason) = stands(title);
        assert!(status == Some(Status::Cancelled) && reason.unwrap().contains("甲段"), "{title}");
    }
    assert!(crate::domain::disputes_of(&ledger, &subject, None).is_empty());
    undo.apply(&mut ledger).unwrap();
    assert_eq!(ledger, before);
}

#[test]
fn who_has_ended_or_is_contested_stays_with_what_is_joined() {
    let mut ledger = sample::ledger_of_2025();
    ["一", "二"].into_iter().for_each(|at| ledger.insert(9, Entry::new(EntryId::of("p", at), crate::domain::Kind::Task, at)));
    let person = |name: &str| Person::new(name, "甲".into(), Charge::Contact, Some(EntryId::of("p", "一")));
    let over = Person { until: "2025-10-19".parse().ok(), ..person("旧人") };
    ledger.persons = vec![over, person("有争议"), Person { until: "2025-10-20".parse().ok(), ..person("现任") }].into();
    ledger.contested = vec![Contested::Person(ledger.persons[1].id(), PersonClaim::Phone("1".to_owned()))];
    let (ended, into) = (vec![ledger.entries()[0].clone()], ledger.entries()[1].clone());
    recorder().join(&ledger, &ended, &into, "").unwrap().apply(&mut ledger).unwrap();
    let at: Vec<&str> = ledger.persons.iter().map(|p| p.entry.as_ref().unwrap().reference()).collect();
    assert_eq!(at, ["一", "一", "二"]);
}

#[test]
fn who_may_only_propose_ends_nothing() {
    let mut ledger = Ledger::default();
    let mut entry = Entry::new(EntryId::of("p", "一"), crate::domain::Kind::Task, "事");
    (entry.lead, entry.cooperating) = (Lead::Stated("甲".into()), vec![Cooperation::Cooperates("乙".into())]);
    ledger.insert(0, entry);
    ledger.settings.office = vec!["办".into()];
    let recorder = Recorder { by: crate::domain::Author { dept: Some("乙".into()), person: String::new() }, ..recorder() };
    let titles = ["其一".to_owned(), "其二".to_owned()];
    let split = Split { titles: &titles, parts: Parts::Beside, steps: &[], basis: "" };
    let entry = ledger.entries()[0].clone();
    let refused = recorder.split(&ledger, &entry, &split);
    assert!(matches!(refused, Err(Unended::NotTheirs(_) | Unended::Unsound(_))), "{refused:?}");
}

#[test]
fn whoever_has_a_part_as_one_of_a_group_keeps_it_where_the_places_of_the_other_entry_leave_it_out() {
    let mut ledger = sample::ledger_of_2025();
    ledger.places = ["甲地", "乙地"].map(crate::domain::Place::new).to_vec().into();
    let body = |id: &str, place: &str| crate::domain::Department { place: place.into(), ..sample::body(id, crate::domain::Level::County) };
    let group = crate::domain::Department { group: true, members: vec!["甲".into(), "乙".into()], ..body("组", "") };
    ledger.departments = vec![body("甲", "甲地"), body("乙", "乙地"), group, body("丁", "")].into();
    let entry = |reference: &str, regions: &[&str]| {
        let mut entry = Entry::new(EntryId::of("p", reference), crate::domain::Kind::Task, "题");
        entry.lead = Lead::Stated("丁".into());
        entry.cooperating = vec![Cooperation::Implements("组".into())];
        entry.regions = regions.iter().map(|region| (*region).to_owned()).collect();
        entry
    };
    ledger.insert(0, entry("一", &[]));
    ledger.insert(1, entry("二", &["甲地"]));
    let (one, two) = (EntryId::of("p", "一"), EntryId::of("p", "二"));
    assert_eq!(["甲", "乙"].map(|body| part(&ledger, body, &two).is_some()), [true, false]);
    let ended = [ledger.get(&one).unwrap().clone()];
    let change = recorder().join(&ledger, &ended, &ledger.get(&two).unwrap().clone(), "文").unwrap();
    change.apply(&mut ledger).unwrap();
    assert_eq!(["甲", "乙"].map(|body| part(&ledger, body, &two)), [Some(false); 2]);
    assert_eq!(ledger.get(&two).unwrap().cooperating, [Cooperation::Implements("组".into()), Cooperation::Implements("乙".into())]);
}
