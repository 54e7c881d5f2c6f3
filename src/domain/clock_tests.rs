use chrono::{Days, NaiveDate};

use crate::domain::sample::ledger_of_2025;
use crate::domain::{Change, Entry, EntryId, Fact, Kind, Ledger, Period, Update, far_clocks, fold};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn update(id: &str, on: &str, after: &[&str]) -> Update {
    Update {
        id: id.into(),
        at: format!("{on}T09:00:00+08:00").parse().unwrap(),
        by: Default::default(),
        period: None,
        after: after.iter().map(|a| (*a).into()).collect(),
        about: Default::default(),
        says: vec![Fact::Progress(id.into())],
    }
}

fn on(period: Period, update: Update) -> Update {
    Update { period: Some(period), ..update }
}

fn ledger(log: Vec<Update>) -> Ledger {
    let mut ledger = ledger_of_2025();
    let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
    entry.updates = log;
    ledger.insert(0, entry);
    ledger.believe_until(day("2025-11-20"));
    ledger
}

/// The days that count, in the order of the log.
fn days(log: Vec<Update>) -> Vec<String> {
    ledger(log).entries()[0].updates.iter().map(|u| u.day().to_string()).collect()
}

#[test]
fn a_time_that_cannot_be_gives_way_to_what_was_seen_and_to_who_saw_it() {
    let first = || update("a", "2025-10-09", &[]);
    for wrong in ["2031-10-15", "1970-01-01", "2020-02-02"] {
        assert_eq!(days(vec![first(), update("b", wrong, &["a"])]), ["2025-10-09", "2025-10-09"], "{wrong}");
        assert_eq!(days(vec![update("a", wrong, &[]), update("b", "2025-10-12", &["a"])]), ["2025-10-12", "2025-10-12"], "{wrong}");
        assert_eq!(days(vec![update("a", wrong, &[])]), ["2025-11-20"], "where nothing tells, it is the present day");
        let between = vec![first(), update("b", wrong, &["a"]), update("c", wrong, &["b"]), update("d", "2025-10-12", &["c"])];
        assert_eq!(days(between), ["2025-10-09", "2025-10-09", "2025-10-09", "2025-10-12"]);
    }
}

#[test]
fn the_period_that_is_stated_tells_between_what_was_seen_and_who_saw_it() {
    let q3 = Period::Quarter(2025, 3);
    for wrong in ["2031-10-15", "1970-01-01"] {
        assert_eq!(days(vec![on(q3, update("a", wrong, &[]))]), ["2025-09-30"]);
        assert_eq!(days(vec![update("a", "2025-10-09", &[]), on(q3, update("b", wrong, &["a"]))])[1], "2025-10-09");
        assert_eq!(days(vec![on(q3, update("a", wrong, &[])), update("b", "2025-09-09", &["a"])])[0], "2025-09-09");
        // A period that is not over tells nothing: a clock that is wrong proposes a wrong one.
        assert_eq!(days(vec![update("a", "2025-10-09", &[]), on(Period::Quarter(2031, 3), update("b", wrong, &["a"]))])[1], "2025-10-09");
    }
}

#[test]
fn of_times_that_cannot_both_be_the_one_goes_that_contradicts_most_others() {
    let early = |id: &str, after: &[&str]| update(id, "2024-05-01", after);
    assert_eq!(days(vec![update("a", "2025-10-09", &[]), early("b", &["a"])]), ["2025-10-09", "2025-10-09"]);
    let log = vec![update("a", "2025-10-09", &[]), early("b", &["a"]), early("c", &["b"])];
    assert_eq!(days(log), ["2024-05-01", "2024-05-01", "2024-05-01"]);
}

#[test]
fn what_is_entered_under_an_earlier_day_and_what_a_plan_brings_after_its_end_are_believed() {
    let entered_late = vec![update("a", "2025-10-09", &[]), update("b", "2025-07-01", &["a"])];
    assert_eq!(days(entered_late), ["2025-10-09", "2025-07-01"]);
    let mut ledger = ledger(vec![update("a", "2029-03-01", &[])]);
    ledger.believe_until(day("2029-03-01"));
    assert_eq!(ledger.entries()[0].updates[0].day(), day("2029-03-01"));
    // Where the day has only begun elsewhere, it may be recorded already.
    assert_eq!(days(vec![update("a", "2025-11-22", &[])]), ["2025-11-22"]);
}

#[test]
fn what_counts_is_kept_up_by_every_change_and_the_written_time_stays() {
    let mut ledger = ledger(vec![update("a", "2031-10-15", &[])]);
    let before = ledger.clone();
    let spelled = |l: &Ledger| serde_json::to_string(&l.entries()[0].updates[0]).unwrap();
    assert!(spelled(&ledger).contains("2031-10-15T09:00:00+08:00"), "{}", spelled(&ledger));
    let counts = |l: &Ledger| l.entries()[0].updates[0].day();
    let change = Change::record(EntryId::of("p", "一"), update("b", "2025-10-12", &["a"]));
    let undo = change.apply(&mut ledger).unwrap();
    assert_eq!(counts(&ledger), day("2025-10-12"));
    undo.apply(&mut ledger).unwrap();
    assert_eq!((counts(&ledger), &ledger), (day("2025-11-20"), &before));
    // A ledger that believes another day is the same ledger.
    ledger.believe_until(day("2031-10-15") + Days::new(1));
    assert_eq!((counts(&ledger), &ledger), (day("2031-10-15"), &before));
    assert_eq!((far_clocks(&before).len(), far_clocks(&ledger).len()), (1, 0));
}

#[test]
fn among_rivals_a_wrong_clock_puts_nobody_first() {
    let percent = |id: &str, on: &str, to| Update { says: vec![Fact::Percent { from: None, to }], ..update(id, on, &["a"]) };
    for wrong in ["2031-10-15", "1970-01-01"] {
        let ledger = ledger(vec![update("a", "2025-10-09", &[]), percent("b", wrong, 90), percent("c", "2025-10-12", 40)]);
        let percent = fold(&ledger, &ledger.entries()[0], None).percent;
        let rivals: Vec<u8> = percent.contest.unwrap().claims.into_iter().map(|(to, _)| to).collect();
        assert_eq!((percent.value, rivals), (Some(40), vec![90, 40]), "{wrong}");
    }
}
