use super::*;
use crate::domain::sample::ledger_of_2025;
use crate::domain::{Deadline, EntryId, Kind, Period, Reported};

fn date(s: &str) -> NaiveDate {
    s.parse().unwrap()
}

fn verdict(set: impl Fn(&mut State), day: &str) -> Verdict {
    judged(set, day, &PlansInUse::default())
}

/// Where somebody reported on another entry of the plan.
fn in_use(set: impl Fn(&mut State), day: &str) -> Verdict {
    let (mut ledger, mut other) = (ledger_of_2025(), Entry::new(EntryId::of("p", "二"), Kind::Task, "题"));
    other.updates.push(ron::from_str("(id: \"a\", at: \"2025-01-02T08:00:00+08:00\", says: [Progress(\"在办\")])").unwrap());
    ledger.insert(0, other);
    judged(set, day, &PlansInUse::known(&ledger, None))
}

fn judged(set: impl Fn(&mut State), day: &str, used: &PlansInUse) -> Verdict {
    let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
    entry.deadline = Some(Deadline::PLAN_PERIOD);
    let mut state = State::default();
    state.deadline.value = Some(date("2025-12-31"));
    set(&mut state);
    judge(&ledger_of_2025(), &entry, &state, Moment::During(date(day)), used)
}

fn reported(state: &mut State, day: &str) {
    state.status.value = Some(Status::Underway);
    state.last_report = Some(date(day));
    state.reports.push(Reported { on: date(day), period: Period::quarter_of(date(day)) });
}

#[test]
fn a_wide_gap_is_red_and_says_its_numbers() {
    for (percent, light) in [(35, Light::Red), (45, Light::Yellow), (65, Light::Green)] {
        let set = |s: &mut State| {
            reported(s, "2025-09-20");
            (s.percent.value, s.moves) = (Some(percent), 1);
        };
        let v = verdict(set, "2025-09-30");
        assert_eq!((v.light, v.scheduled), (light, Some(75)));
    }
    let reason = Reason::Behind { percent: 35, scheduled: 75, limit: 30 };
    assert_eq!(reason.sentence(Lang::Zh), "完成 35%，序时 75%，差 40 个百分点（规则：差 > 30）");
}

#[test]
fn a_stated_or_set_day_that_is_past_is_red_until_done_or_given_up() {
    let stated = |s: &mut State| s.moves = 1;
    assert_eq!(verdict(stated, "2026-01-01").light, Light::Red);
    assert_eq!(verdict(stated, "2025-12-31").light, Light::Yellow);
    assert_eq!(verdict(|s| s.status.value = Some(Status::Done), "2026-01-01").light, Light::Blue);
    assert_eq!(verdict(|s| s.status.value = Some(Status::Cancelled), "2026-01-01").light, Light::Gray);
}

#[test]
fn of_a_plan_that_is_over_and_that_nobody_ever_reported_on_nothing_is_known() {
    let v = verdict(|_| (), "2026-01-01");
    assert_eq!((v.light, v.overdue, v.due_soon), (Light::Unverified, false, false));
    assert_eq!(v.reason, Reason::Unverified { end: date("2025-12-31") });
    assert_eq!((verdict(|_| (), "2025-12-31").light, verdict(|s| s.moves = 1, "2026-01-01").light), (Light::Yellow, Light::Red));
}

#[test]
fn in_a_plan_that_is_in_use_its_end_is_a_yellow_deadline_however_wide_the_gap() {
    let v = in_use(|_| (), "2026-01-10");
    assert_eq!((v.light, v.overdue), (Light::Yellow, true));
    assert_eq!(v.reason, Reason::PlanOver { days: 10, deadline: date("2025-12-31") });
    assert_eq!(in_use(|s| s.percent.value = Some(60), "2026-01-10").light, Light::Yellow);
    assert_eq!(in_use(|s| s.percent.value = Some(80), "2026-01-10").light, Light::Yellow);
}

#[test]
fn a_letter_that_nobody_answered_is_red_once_the_days_for_it_are_over() {
    let urged = |answered: Option<&str>| {
        let (level, to, on) = (ReminderLevel::Urge, "甲局".into(), date("2025-05-01"));
        Urge { level, number: "〔2025〕催1号".into(), to, on, answered: answered.map(date) }
    };
    let asked = |s: &mut State| s.urges.push(urged(None));
    assert_eq!(verdict(asked, "2025-05-16").light, Light::Gray);
    let v = verdict(asked, "2025-05-17");
    assert_eq!((v.light, v.reason), (Light::Red, Reason::Unanswered { level: ReminderLevel::Urge, on: date("2025-05-01"), days: 16 }));
    assert_eq!(verdict(|s| s.urges.push(urged(Some("2025-05-20"))), "2025-06-17").light, Light::Gray);
    assert_eq!(verdict(asked, "2026-02-01").light, Light::Red, "a letter is use of the plan");
}

#[test]
fn all_of_it_reported_without_a_status_counts_as_done() {
    let v = verdict(|s| s.percent.value = Some(100), "2026-02-01");
    assert_eq!((v.light, v.reason, v.overdue, v.unreported), (Light::Blue, Reason::Whole, false, false));
    let blocked = |s: &mut State| (s.percent.value, s.status.value) = (Some(100), Some(Status::Blocked));
    assert_eq!(in_use(blocked, "2025-06-01").reason, Reason::Blocked);
}

#[test]
fn within_the_days_of_grace_the_quarter_that_ended_is_collected() {
    let ledger = ledger_of_2025();
    let collecting = |day| ledger.collecting(date(day)).to_string();
    assert_eq!(["2025-12-31", "2026-01-05", "2026-01-10", "2026-01-11"].map(collecting), ["2025Q4", "2025Q4", "2025Q4", "2026Q1"]);
    let told = |s: &mut State| s.reports.push(Reported { on: date("2025-12-20"), period: Period::Quarter(2025, 4) });
    assert!(!in_use(told, "2026-01-05").unreported);
    assert!(in_use(told, "2026-01-11").unreported);
}

#[test]
fn never_reported_is_grey_and_unreported() {
    let v = verdict(|_| (), "2025-05-01");
    assert_eq!((v.light, v.unreported), (Light::Gray, true));
}

#[test]
fn silence_turns_yellow_after_two_whole_quarters() {
    assert_eq!(verdict(|s| reported(s, "2025-03-31"), "2025-09-30").light, Light::Green);
    let v = verdict(|s| reported(s, "2025-03-31"), "2025-10-01");
    assert_eq!(v.reason, Reason::Silent { quarters: 2, limit: 2 });
}
