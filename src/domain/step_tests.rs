use super::*;
use crate::domain::sample::{body, ledger_of_2025, recorder};
use crate::domain::{
    Change, Cooperation, Deadline, EntryId, FindingKind, Intent, Kind, Lead, Report, Rhythm, Standings, Subject, Value, check, disputes_of,
    fold,
};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn one() -> EntryId {
    EntryId::of("p", "一")
}

fn step(n: u64, due: &str, percent: Option<u8>) -> Step {
    Step { what: format!("步骤{n}"), due: due.parse().ok(), percent, ..Step::new(one(), n) }
}

fn ledger(steps: impl IntoIterator<Item = Step>) -> Ledger {
    let mut ledger = ledger_of_2025();
    let deadline = Some(Deadline::Stated(day("2025-12-31")));
    ledger.insert(0, Entry { deadline, ..Entry::new(one(), Kind::Task, "题") });
    ledger.steps.extend(steps);
    ledger
}

fn stands(ledger: &Ledger, on: &str) -> Vec<StepStanding<'static>> {
    let ledger: &'static Ledger = Box::leak(Box::new(ledger.clone()));
    let (entry, used) = (&ledger.entries()[0], PlansInUse::known(ledger, None));
    ledger.judge_steps(entry, &fold(ledger, entry, None), (Moment::During(day(on)), None), &used)
}

fn tell(ledger: &mut Ledger, n: usize, report: &Report, period: Option<&str>) {
    let step = ledger.steps[n].clone();
    let period = period.map(|period| period.parse().unwrap());
    recorder().report_on_step(ledger, &step, report, period).unwrap().apply(ledger).unwrap();
}

fn done() -> Report {
    Report { status: Some(Status::Done), ..Report::default() }
}

fn scheduled(ledger: &Ledger, on: NaiveDate) -> Option<u8> {
    Standings::new(ledger, on).all()[0].verdict.scheduled
}

#[test]
fn an_entry_goes_by_its_steps_where_they_plan_percents_and_else_by_its_days() {
    let even = ledger([step(1, "2025Q2", None)]);
    assert_eq!(scheduled(&even, day("2025-06-30")), Some(50));
    let stepped = ledger([step(1, "2025Q2", Some(20)), step(2, "2025Q4", Some(100))]);
    let at = |on| scheduled(&stepped, day(on)).unwrap();
    assert_eq!([at("2025-03-31"), at("2025-06-30"), at("2025-12-31"), at("2026-02-01")], [10, 20, 100, 100]);
}

#[test]
fn a_step_is_judged_as_an_entry_is_and_is_done_by_its_own_log() {
    let mut ledger = ledger([step(1, "2025Q1", None), step(2, "2025Q4", None)]);
    let lights = |ledger: &Ledger| stands(ledger, "2025-10-20").iter().map(|one| one.verdict.light).collect::<Vec<_>>();
    assert_eq!(lights(&ledger), [Light::Red, Light::Gray]);
    assert_eq!(Standings::new(&ledger, day("2025-10-20")).all()[0].steps, StepCount { all: 2, overdue: 1, ..StepCount::default() });
    tell(&mut ledger, 0, &done(), None);
    assert_eq!(lights(&ledger), [Light::Blue, Light::Gray]);
    let told = &ledger.steps[0].updates[0];
    assert_eq!(told.says.len(), 1);
    assert!(ledger.entries()[0].updates.is_empty(), "the entry itself was not reported on");
    assert!(PlansInUse::known(&ledger, None).holds("p"), "who reports on a step works with the plan");
}

#[test]
fn a_report_on_a_step_is_one_on_its_entry_and_on_the_part_of_whoever_does_the_step() {
    let mut steps = [step(1, "2025Q4", None), step(2, "2025Q4", None)];
    steps[1].bodies = vec!["财政局".into()];
    let mut ledger = ledger(steps);
    ledger.departments = ["牵头局", "财政局"].map(|id| body(id, crate::domain::Level::County)).to_vec().into();
    let mut entry = ledger.entries()[0].as_ref().clone();
    (entry.lead, entry.cooperating) = (Lead::Stated("牵头局".into()), vec![Cooperation::Shares("财政局".into())]);
    Change::amend(entry).apply(&mut ledger).unwrap();
    let again = EntryId::of("p", "二");
    ledger.insert(1, Entry { same_as: vec![one()], ..Entry::new(again, Kind::Task, "同一事") });
    let on = day("2025-11-20");
    let owed = |ledger: &Ledger| {
        let standings = Standings::new(ledger, on);
        let all = ledger.owing(&ledger.entries()[0], &standings.all()[0], "2025Q4".parse().unwrap());
        all.filter(|one| !one.said).map(|one| one.body.to_string()).collect::<Vec<_>>()
    };
    let stands = |ledger: &Ledger| {
        let all = Standings::new(ledger, on);
        all.all().iter().map(|one| (one.verdict.reason, one.state.last_report.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(stands(&ledger), [(Reason::NeverReported, false), (Reason::NeverReported, false)]);
    assert_eq!(owed(&ledger), ["牵头局"], "who helps is asked once the plan is taken up");
    let words = Report { progress: "已选址".to_owned(), ..Report::default() };
    tell(&mut ledger, 0, &words, Some("2025Q4"));
    assert_eq!(stands(&ledger), [(Reason::Reported, true), (Reason::Reported, true)], "wherever the thing is named");
    assert_eq!(owed(&ledger), ["财政局"]);
    tell(&mut ledger, 1, &words, Some("2025Q4"));
    assert!(owed(&ledger).is_empty());
    assert_eq!(fold(&ledger, &ledger.entries()[0], Some(day("2025-01-05"))).last_report, None, "not before it was made");
}

#[test]
fn of_an_entry_that_is_closed_no_step_is_asked_for() {
    let mut ledger = ledger([step(1, "2025Q1", None)]);
    let entry = ledger.entries()[0].clone();
    recorder().record(&ledger, &entry, &Intent::Status(Status::Done), None).unwrap().apply(&mut ledger).unwrap();
    let one = &stands(&ledger, "2025-10-20")[0];
    assert_eq!((one.verdict.light, one.verdict.overdue), (Light::Gray, false));
}

#[test]
fn a_duty_that_comes_again_waits_for_each_period_and_says_which_were_missed() {
    let quarterly = Step { what: "检查".into(), every: Some(Rhythm::Quarterly), ..Step::new(one(), 1) };
    let mut ledger = ledger([quarterly]);
    let is = |ledger: &Ledger, on: &str| stands(ledger, on)[0].instances.iter().map(|one| one.is).collect::<Vec<_>>();
    assert_eq!(is(&ledger, "2025-04-05"), [Met::Open, Met::Open], "in the days of grace both may be reported on");
    assert_eq!(stands(&ledger, "2025-04-05")[0].verdict.light, Light::Yellow);
    assert_eq!(is(&ledger, "2025-05-20"), [Met::Missed, Met::Open]);
    assert_eq!(stands(&ledger, "2025-05-20")[0].verdict.light, Light::Red);
    tell(&mut ledger, 0, &done(), Some("2025Q2"));
    let now = &stands(&ledger, "2025-08-20")[0];
    assert_eq!(is(&ledger, "2025-08-20"), [Met::Missed, Met::Reported, Met::Open]);
    assert_eq!((now.verdict.light, now.state.is_open()), (Light::Green, true), "what comes again is not done for good");
    assert_eq!(now.missed().collect::<Vec<_>>(), ["2025Q1".parse().unwrap()]);
    tell(&mut ledger, 0, &done(), None);
    assert_eq!(ledger.steps[0].updates[1].period, None, "on 20 October, past the days of grace, the running quarter is meant");
    assert_eq!(is(&ledger, "2027-01-01").len(), 4, "it ends with its entry");
    assert!(stands(&ledger, "2025-11-20")[0].is_wanting_in("2025Q1".parse().unwrap()));
    assert!(!stands(&ledger, "2025-11-20")[0].is_wanting_in("2025Q2".parse().unwrap()));
}

#[test]
fn what_is_lasting_is_due_on_no_day_and_never_red() {
    let ledger = ledger([Step { what: "长期".into(), every: Some(Rhythm::Lasting), due: "2025Q1".parse().ok(), ..Step::new(one(), 1) }]);
    for on in ["2025-02-01", "2025-12-31", "2026-06-01"] {
        let one = &stands(&ledger, on)[0];
        assert!(one.verdict.light != Light::Red && !one.verdict.overdue && one.instances.is_empty(), "{on}");
    }
}

#[test]
fn what_two_people_say_of_a_step_unseen_is_contested_and_ruled_on() {
    let mut ledger = ledger([step(1, "2025Q1", None)]);
    let base = ledger.clone();
    for status in [Status::Done, Status::Blocked] {
        let report = Report { status: Some(status), ..Report::default() };
        let change = recorder().report_on_step(&base, &base.steps[0], &report, None).unwrap();
        change.apply(&mut ledger).unwrap();
    }
    let subject = Subject::Step(ledger.steps[0].id.clone());
    let found = disputes_of(&ledger, &subject, None);
    assert_eq!(found.len(), 1);
    assert!(check(&ledger).iter().any(|finding| finding.kind == FindingKind::Contested && finding.subject == subject));
    recorder().rule(&ledger, &subject, &Value::Status(Status::Blocked), "议定").unwrap().apply(&mut ledger).unwrap();
    assert!(disputes_of(&ledger, &subject, None).is_empty());
    assert_eq!(ledger.fold_step(&ledger.steps[0], None).status.value, Some(Status::Blocked));
}

#[test]
fn steps_that_fall_come_late_or_hang_on_nothing_are_found() {
    let lost = Step { entry: EntryId::of("p", "无"), ..step(9, "2025Q1", None) };
    let ledger = ledger([step(1, "2025Q2", Some(60)), step(2, "2025Q3", Some(40)), step(3, "2026Q1", Some(100)), lost]);
    let found: Vec<(FindingKind, String)> = check(&ledger)
        .into_iter()
        .filter_map(|f| if let Subject::Step(id) = &f.subject { Some((f.kind, ledger.steps.by_id(id)?.what.clone())) } else { None })
        .collect();
    let expected = [(FindingKind::UnknownEntry, "步骤9"), (FindingKind::StepsFall, "步骤2"), (FindingKind::StepAfterEnd, "步骤3")];
    assert_eq!(found, expected.map(|(kind, what)| (kind, what.to_owned())));
}

#[test]
fn steps_go_along_with_an_entry_that_is_joined_in_another_and_keep_one_from_going() {
    let mut ledger = ledger([step(1, "2025Q2", Some(60))]);
    ledger.insert(9, Entry::new(EntryId::of("p", "二"), Kind::Task, "另一题"));
    assert!(ledger.withdrawing(&one()).is_err());
    let (ended, into) = (vec![ledger.entries()[0].clone()], ledger.entries()[1].clone());
    let undo = recorder().join(&ledger, &ended, &into, "").unwrap().apply(&mut ledger).unwrap();
    assert_eq!(ledger.steps_of(&into.id).count(), 1);
    undo.apply(&mut ledger).unwrap();
    assert_eq!((ledger.steps_of(&into.id).count(), ledger.steps_of(&one()).count()), (0, 1));
}

proptest! {
    #[test]
    fn a_schedule_by_steps_never_falls_where_the_plan_does_not(mut plan in proptest::collection::vec((0u64..700, 0u8..=100), 1..6)) {
        plan.sort();
        let mut most = 0;
        let rising = plan.iter().enumerate().map(|(n, (at, percent))| {
            most = most.max(*percent);
            let due = Due::from(day("2025-01-01") + chrono::Days::new(*at));
            Step { due: Some(due), percent: Some(most), what: "步".into(), ..Step::new(one(), n as u64) }
        });
        let ledger = ledger(rising.collect::<Vec<_>>());
        let entry = &ledger.entries()[0];
        let schedule = ledger.schedule(entry, None).unwrap();
        let all: Vec<u8> = day("2024-12-25").iter_days().take(760).map(|day| schedule.percent_on(day)).collect();
        prop_assert!(all.windows(2).all(|two| two[0] <= two[1]), "{:?}", all);
        prop_assert_eq!(all.last().copied(), Some(most));
        for step in &*ledger.steps {
            let (day, percent) = step.plans().unwrap();
            prop_assert!(schedule.percent_on(day) >= percent);
        }
    }

    #[test]
    fn a_step_changed_and_changed_back_leaves_the_ledger_as_it_was(due in "202[5-7]Q[1-4]", percent in proptest::option::of(0u8..=100)) {
        let mut ledger = ledger([step(1, "2025Q1", Some(5))]);
        let before = ledger.clone();
        let after = Step { due: due.parse().ok(), percent, ..before.steps[0].as_ref().clone() };
        let changes = vec![Change::amend(after), Change::put(usize::MAX, step(2, "2026", None))];
        let undo = Change::All(changes).apply(&mut ledger).unwrap();
        prop_assert_eq!(ledger.steps_of(&one()).count(), 2);
        undo.apply(&mut ledger).unwrap();
        prop_assert_eq!(&ledger, &before);
        prop_assert_eq!(ledger.steps_of(&one()).count(), 1);
    }
}
