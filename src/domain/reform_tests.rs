use proptest::prelude::*;

use super::*;
use crate::domain::handed::shared_after;
use crate::domain::sample::{BODIES, any_tree, body};
use crate::domain::{Cooperation, Kind, Level};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn decree(from: &str) -> Decree<'static> {
    Decree { from: day(from), basis: "编发1号" }
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.departments = ["甲局", "乙局", "丙局"].map(|id| body(id, Level::City)).to_vec().into();
    let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
    entry.lead = Lead::Stated("甲局".into());
    ledger.insert(0, entry);
    ledger.call_on(day("2026-11-29"));
    ledger
}

fn name(ledger: &Ledger, on: &str) -> String {
    ledger.called_on(day(on)).departments.name(&"甲局".into()).to_owned()
}

#[test]
fn a_name_of_a_day_to_come_holds_from_that_day_on_and_not_before() {
    let mut ledger = ledger();
    let before = ledger.clone();
    let undo = ledger.renaming(ledger.departments.get(&"甲局".into()).unwrap(), "甲委", decree("2026-12-01")).unwrap();
    let undo = undo.apply(&mut ledger).unwrap();
    assert_eq!(ledger.departments.name(&"甲局".into()), "甲局", "today");
    assert_eq!(["2026-11-30", "2026-12-01", "2020-01-01"].map(|on| name(&ledger, on)), ["甲局", "甲委", "甲局"]);
    assert_eq!(ledger.departments.resolve("甲委").unwrap().id.as_str(), "甲局", "both names find it before and after");
    assert_eq!(ledger.history_of(&"甲局".into(), Lang::Zh), ["将自2026-12-01起更名为甲委（编发1号）"]);
    let then = ledger.called_on(day("2027-01-01"));
    assert_eq!(then.history_of(&"甲局".into(), Lang::Zh), ["自2026-12-01起更名为甲委（编发1号）"]);
    undo.apply(&mut ledger).unwrap();
    assert_eq!(ledger, before, "taken back in one step");
}

#[test]
fn a_merger_of_a_day_to_come_moves_nothing_before_it() {
    let mut ledger = ledger();
    let merge = ledger.merging(&["甲局".into(), "乙局".into(), "甲局".into()], &"丙局".into(), decree("2026-12-01")).unwrap();
    merge.apply(&mut ledger).unwrap();
    let leads = |on: &str| {
        let then = ledger.called_on(day(on));
        let entry = &then.entries()[0];
        ["甲局", "丙局"].map(|id| then.duty(&id.into(), entry, then.planned_lead(entry)).is_some())
    };
    assert_eq!((leads("2026-11-30"), leads("2026-12-01")), ([true, false], [true, true]));
    assert_eq!(
        ledger.history_of(&"丙局".into(), Lang::Zh),
        ["将自2026-12-01起承接乙局的职责（编发1号）", "将自2026-12-01起承接甲局的职责（编发1号）"]
    );
    let back = ledger.merging(&["丙局".into()], &"甲局".into(), decree("2027-01-01"));
    assert_eq!(back, Err(Unreformed::IntoItself("丙局".into())), "also where the ring would close only later");
    assert!(matches!(ledger.merging(&["甲局".into()], &"丙局".into(), decree("2027-01-01")), Err(Unreformed::HasHeir(..))));
}

/// `甲局` leads, `乙局` and `丙局` share; a part of it has its duties from above.
fn shared() -> Ledger {
    let mut ledger = ledger();
    let entry = ledger.get_mut(&EntryId::of("p", "一")).unwrap();
    entry.cooperating = vec![Cooperation::Implements("乙局".into()), Cooperation::Cooperates("丙局".into())];
    let mut part = Entry::new(EntryId::of("p", "一1"), Kind::Task, "部分");
    (part.parent, part.lead) = (Some(EntryId::of("p", "一")), Lead::Inherited);
    ledger.insert(1, part);
    ledger
}

/// Who leads and who shares, on a day.
fn who(ledger: &Ledger, id: &str, on: &str) -> Vec<String> {
    let then = ledger.called_on(day(on));
    let entry = then.get(&EntryId::of("p", id)).unwrap();
    let lead = lead_of(&then, entry, None).map(|d| d.to_string());
    assert_eq!(lead, fold(&then, entry, None).lead.value.map(|d| d.to_string()), "index and state agree");
    lead.into_iter().chain(then.cooperating(entry).iter().map(|c| c.written(then.as_ref()))).collect()
}

#[test]
fn what_is_handed_over_goes_in_its_role_from_its_day_on_and_takes_along_what_hangs_under_it() {
    let mut ledger = shared();
    let hand = |ledger: &mut Ledger, from: &str, id: &str, to: &str, on: &str| {
        let given = [(EntryId::of("p", id), to.into())];
        ledger.handing(&from.into(), &given, decree(on)).unwrap().apply(ledger).unwrap()
    };
    hand(&mut ledger, "甲局", "一", "丁局", "2026-12-01");
    for id in ["一", "一1"] {
        assert_eq!(who(&ledger, id, "2026-11-30"), ["甲局", "乙局（落实）", "丙局"]);
        assert_eq!(who(&ledger, id, "2026-12-01"), ["丁局", "乙局（落实）", "丙局"]);
    }
    hand(&mut ledger, "丁局", "一1", "戊局", "2027-01-01");
    hand(&mut ledger, "乙局", "一", "丙局", "2027-01-01");
    assert_eq!(who(&ledger, "一", "2027-01-01"), ["丁局", "丙局"], "of two parts the larger one stays");
    assert_eq!(who(&ledger, "一1", "2027-01-01"), ["戊局", "丙局"]);
    let refused = ledger.handing(&"甲局".into(), &[(EntryId::of("p", "一"), "乙局".into())], decree("2027-02-01"));
    assert!(matches!(refused, Err(Unreformed::NoPart(..))));
    assert_eq!(ledger.history_of(&"甲局".into(), Lang::Zh), ["将自2026-12-01起1 项职责划给丁局（编发1号）"]);
}

#[test]
fn a_split_gives_each_entry_to_one_and_the_rest_to_the_rest() {
    let mut ledger = shared();
    let mut other = Entry::new(EntryId::of("p", "二"), Kind::Task, "题");
    other.lead = Lead::Stated("甲局".into());
    ledger.insert(2, other);
    let before = ledger.clone();
    assert_eq!(ledger.held_by(&"甲局".into(), day("2026-12-01")), [EntryId::of("p", "一"), EntryId::of("p", "二")]);
    let (body, into) = ("甲局".into(), ["甲一局".into(), "甲二局".into()]);
    let given = [(EntryId::of("p", "二"), "甲二局".into())];
    let split = BodySplit { body: &body, into: &into, rest: &into[0], given: &given, decree: decree("2026-12-01") };
    let undo = ledger.splitting(&split).unwrap().apply(&mut ledger).unwrap();
    let leads = |on: &str, who: &str, id: &str| {
        let then = ledger.called_on(day(on));
        let entry = then.get(&EntryId::of("p", id)).unwrap();
        let lead = lead_of(&then, entry, None).unwrap();
        then.departments.heirs(&lead).last().is_some_and(|heir| heir.as_str() == who)
    };
    assert!(leads("2026-11-30", "甲局", "一") && leads("2026-11-30", "甲局", "二"));
    assert!(leads("2026-12-01", "甲一局", "一") && leads("2026-12-01", "甲二局", "二"));
    let elsewhere = BodySplit { rest: &"乙局".into(), ..split };
    assert!(matches!(before.splitting(&elsewhere), Err(Unreformed::RestElsewhere(_))));
    assert!(matches!(before.splitting(&BodySplit { into: &[], ..split }), Err(Unreformed::IntoNobody)));
    undo.apply(&mut ledger).unwrap();
    assert_eq!(ledger, before);
}

const DAYS: [&str; 4] = ["2025-01-01", "2025-06-01", "2026-01-01", "2027-01-01"];

/// Something becomes of a body on one of the days; nothing, where it is refused.
fn happens(ledger: &mut Ledger, (what, on, one, two): (usize, usize, usize, usize)) {
    let decree = Decree { from: day(DAYS[on]), basis: "" };
    let (one, two): (DeptId, DeptId) = (BODIES[one].into(), BODIES[two].into());
    let held = ledger.held_by(&one, decree.from);
    let change = match what {
        0 => ledger.departments.get(&one).map(|body| ledger.renaming(body, &format!("{one}{on}"), decree)),
        1 => Some(ledger.merging(std::slice::from_ref(&one), &two, decree)),
        2 => Some(ledger.handing(&one, &held.iter().map(|id| (id.clone(), two.clone())).collect::<Vec<_>>(), decree)),
        _ => {
            let into = [DeptId::from(format!("{one}一")), DeptId::from(format!("{one}二"))];
            let given: Vec<_> = held.iter().enumerate().map(|(n, id)| (id.clone(), into[n % 2].clone())).collect();
            Some(ledger.splitting(&BodySplit { body: &one, into: &into, rest: &into[0], given: &given, decree }))
        }
    };
    if let Some(Ok(change)) = change {
        change.apply(ledger).unwrap();
    }
}

#[test]
fn what_two_people_handed_to_two_bodies_goes_to_one_and_is_found() {
    let mut ledger = shared();
    let one = |to: &str| Handover { on: day("2026-12-01"), from: "甲局".into(), to: to.into(), basis: String::new() };
    ledger.get_mut(&EntryId::of("p", "一")).unwrap().handed = vec![one("丙局"), one("乙局")];
    assert_eq!(who(&ledger, "一", "2026-12-01")[0], "丙局", "by name, wherever they stand in the list");
    let found = crate::domain::check(&ledger).iter().filter(|f| f.kind == crate::domain::FindingKind::HandedTwice).count();
    assert_eq!(found, 1);
}

#[test]
fn which_of_two_hand_overs_holds_is_disputed_and_ruled_on() {
    let mut ledger = shared();
    let (id, subject) = (EntryId::of("p", "一"), crate::domain::Subject::Entry(EntryId::of("p", "一")));
    let one = |on: &str, to: &str| Handover { on: day(on), from: "甲局".into(), to: to.into(), basis: String::new() };
    ledger.get_mut(&id).unwrap().handed = vec![one("2026-12-01", "丙局"), one("2027-02-01", "乙局")];
    let found = crate::domain::disputes_of(&ledger, &subject, None);
    assert_eq!((found.len(), found[0].rivals.len()), (1, 2));
    assert_eq!(found[0].shown, found[0].rivals[0].value, "the earlier counts until somebody rules");
    let before = ledger.clone();
    let rules = |value: &crate::domain::Value| crate::domain::sample::recorder().rule(&before, &subject, value, "");
    let undo = rules(&found[0].rivals[1].value).unwrap().apply(&mut ledger).unwrap();
    assert_eq!(who(&ledger, "一", "2027-02-01")[0], "乙局");
    assert!(crate::domain::disputes_of(&ledger, &subject, None).is_empty());
    undo.apply(&mut ledger).unwrap();
    assert_eq!(ledger, before);
}

#[test]
fn what_was_handed_on_is_not_handed_to_a_third_unless_it_came_back() {
    let found = |handed: &[(&str, &str, &str)]| {
        let mut ledger = shared();
        let one =
            |(on, from, to): &(&str, &str, &str)| Handover { on: day(on), from: (*from).into(), to: (*to).into(), basis: String::new() };
        ledger.get_mut(&EntryId::of("p", "一")).unwrap().handed = handed.iter().map(one).collect();
        crate::domain::check(&ledger).iter().filter(|f| f.kind == crate::domain::FindingKind::HandedTwice).count()
    };
    let (first, back, third) = (("2026-12-01", "甲局", "丙局"), ("2027-01-01", "丙局", "甲局"), ("2027-02-01", "甲局", "乙局"));
    assert_eq!(found(&[first, third]), 1);
    assert_eq!(found(&[first, back, third]), 0);
    assert_eq!(found(&[first, ("2027-02-01", "丙局", "乙局")]), 0);
}

proptest! {
    #[test]
    fn whatever_becomes_of_bodies_no_duty_is_lost_and_none_doubled(
        before in any_tree(),
        history in prop::collection::vec((0..4usize, 0..4usize, 0..BODIES.len(), 0..BODIES.len()), 1..7),
    ) {
        let mut after = before.clone();
        history.into_iter().for_each(|one| happens(&mut after, one));
        for on in ["2024-12-31"].iter().chain(&DAYS) {
            let (was, is) = (before.called_on(day(on)), after.called_on(day(on)));
            for (old, new) in was.entries().iter().zip(is.entries()) {
                let (led, leads) = (lead_of(&was, old, None), lead_of(&is, new, None));
                prop_assert_eq!(led.is_some(), leads.is_some(), "somebody leads as before");
                prop_assert_eq!(&leads, &fold(&is, new, None).lead.value);
                let now: Vec<&DeptId> = is.cooperating(new).iter().map(Cooperation::dept).collect();
                prop_assert!(now.iter().enumerate().all(|(n, one)| !now[..n].contains(one)) || new.handed.is_empty(), "each once: {:?}", now);
                // Whoever had a part, it is with him or with whom it was handed over to.
                let handed = is.handed_of(new);
                for body in led.iter().chain(was.cooperating(old).iter().map(Cooperation::dept)) {
                    let reached = |to: &DeptId| leads.as_ref() == Some(to) || now.contains(&to);
                    let mut holders = vec![body.clone()];
                    let mut next = 0;
                    while let Some(at) = holders.get(next).cloned() {
                        holders.extend(handed.iter().filter(|one| one.from == at && one.on <= day(on)).map(|one| one.to.clone()).filter(|to| !holders.contains(to)).collect::<Vec<_>>());
                        next += 1;
                    }
                    prop_assert!(holders.iter().any(reached), "{body} had a part in {} on {on}", new.id);
                }
                if *on == "2024-12-31" {
                    let once = |all: &[Cooperation]| shared_after(all, &[]);
                    prop_assert_eq!((led, once(was.cooperating(old))), (leads, once(is.cooperating(new))), "before the first day nothing has moved");
                }
            }
        }
    }
}
