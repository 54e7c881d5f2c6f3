use super::*;
use crate::domain::{Deadline, EntryId, Kind, Period, Update, UpdateId, Voice};

fn update(id: &str, day: u32, after: &[&str], says: Vec<Fact>) -> Update {
    let at = format!("2025-10-{day:02}T09:00:00+08:00").parse().unwrap();
    Update {
        id: id.into(),
        at,
        by: Default::default(),
        period: None,
        after: after.iter().map(|a| (*a).into()).collect(),
        about: Default::default(),
        says,
    }
}

fn status(to: Status) -> Vec<Fact> {
    vec![Fact::status(None, to)]
}

fn entry(updates: Vec<Update>) -> Entry {
    let mut e = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
    e.deadline = "2025-12-31".parse().ok().map(Deadline::Stated);
    e.updates = updates;
    e
}

fn fold_all(e: &Entry) -> State {
    fold(&Ledger::default(), e, None)
}

#[test]
fn a_fresh_entry_has_no_status() {
    let s = fold_all(&entry(vec![]));
    assert_eq!(s.status.value, None);
    assert_eq!(s.deadline.value, "2025-12-31".parse().ok());
    assert!(s.reports.is_empty());
}

#[test]
fn the_state_of_a_past_day_is_what_was_known_then() {
    let e = entry(vec![update("a", 1, &[], status(Status::Underway)), update("b", 5, &["a"], status(Status::Done))]);
    assert_eq!(fold_all(&e).status.value, Some(Status::Done));
    assert_eq!(fold_all(&e).done_on, "2025-10-05".parse().ok());
    let then = fold(&Ledger::default(), &e, "2025-10-04".parse().ok());
    assert_eq!(then.status.value, Some(Status::Underway));
    assert_eq!(then.done_on, None);
}

#[test]
fn two_who_did_not_see_each_other_contest_and_one_who_saw_both_settles() {
    let mut log = vec![
        update("a", 1, &[], status(Status::Underway)),
        update("b", 2, &["a"], status(Status::Done)),
        update("c", 3, &["a"], status(Status::Blocked)),
    ];
    let s = fold_all(&entry(log.clone()));
    assert!(s.is_contested());
    assert_eq!(s.status.value, Some(Status::Blocked));
    let values: Vec<Status> = s.status.contest.unwrap().claims.into_iter().map(|c| c.0).collect();
    assert_eq!(values, [Status::Done, Status::Blocked]);

    log.push(update("d", 4, &["b", "c"], status(Status::Done)));
    let s = fold_all(&entry(log));
    assert!(!s.is_contested());
    assert_eq!(s.status.value, Some(Status::Done));
}

#[test]
fn going_back_to_an_old_value_is_not_mistaken_for_not_having_seen() {
    // Underway → Done → Underway on one side; the other saw only the first Underway.
    let e = entry(vec![
        update("a", 1, &[], status(Status::Underway)),
        update("b", 2, &["a"], status(Status::Done)),
        update("c", 3, &["b"], status(Status::Underway)),
        update("x", 4, &["a"], status(Status::Cancelled)),
    ]);
    assert!(fold_all(&e).is_contested());
}

#[test]
fn the_same_value_set_twice_is_no_contest() {
    let e = entry(vec![update("a", 1, &[], status(Status::Done)), update("b", 1, &[], status(Status::Done))]);
    let s = fold_all(&e);
    assert!(!s.is_contested());
    assert_eq!(s.status.value, Some(Status::Done));
}

#[test]
fn words_of_two_who_did_not_see_each_other_add_up() {
    let e = entry(vec![update("a", 1, &[], vec![Fact::Progress("甲".into())]), update("b", 2, &[], vec![Fact::Progress("乙".into())])]);
    let s = fold_all(&e);
    assert!(!s.is_contested());
    assert_eq!(s.progress.unwrap().0, "甲；乙");
    assert_eq!(s.last_report, "2025-10-02".parse().ok());
    let says = |words: &str| vec![Fact::Progress(words.into()), Fact::Next(words.into())];
    let mut log = vec![update("a", 1, &[], says("甲。")), update("b", 2, &[], says("乙。")), update("c", 2, &[], says("甲"))];
    for about in [Voice::Whole, Voice::Part("乙局".into())] {
        log.iter_mut().for_each(|u| u.about = about.clone());
        let state = fold_all(&entry(log.clone()));
        let own = if about.is_whole() { &state } else { &state.parts[0].state };
        assert_eq!([&own.progress, &own.next].map(|said| said.clone().unwrap().0), ["甲；乙", "甲；乙"]);
    }
    // Who had seen both speaks for himself, and words on another period have nothing to add.
    log.push(Update { about: log[0].about.clone(), ..update("d", 4, &["a", "b", "c"], says("丙。")) });
    assert_eq!(fold_all(&entry(log.clone())).parts[0].state.progress.clone().unwrap().0, "丙。");
    log.push(Update { period: Some(Period::Quarter(2025, 3)), ..log[0].clone() });
    log[4].id = "e".into();
    assert_eq!(fold_all(&entry(log)).parts[0].state.progress.clone().unwrap().0, "丙。");
}

#[test]
fn a_corrected_update_no_longer_counts_and_a_corrected_correction_does() {
    let corrects = |id: &str| vec![Fact::Corrects { update: id.into(), reason: String::new() }];
    let mut log = vec![
        update("a", 1, &[], status(Status::Underway)),
        update("b", 2, &["a"], status(Status::Done)),
        update("c", 3, &["b"], corrects("b")),
    ];
    assert_eq!(fold_all(&entry(log.clone())).status.value, Some(Status::Underway));
    log.push(update("d", 4, &["c"], corrects("c")));
    assert_eq!(fold_all(&entry(log)).status.value, Some(Status::Done));
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let log = [
        update("a", 1, &[], status(Status::Underway)),
        update("b", 2, &["a"], status(Status::Done)),
        update("c", 2, &["a"], vec![Fact::Progress("话".into())]),
        update("d", 3, &["b", "c"], status(Status::Underway)),
    ];
    let expected = fold_all(&entry(log.to_vec()));
    for order in [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]] {
        let shuffled = order.iter().map(|i| log[*i].clone()).collect();
        assert_eq!(fold_all(&entry(shuffled)), expected);
    }
}

#[test]
fn updates_that_name_each_other_or_nobody_do_not_hang() {
    let e = entry(vec![update("a", 1, &["b"], status(Status::Done)), update("b", 2, &["a", "gone"], status(Status::Blocked))]);
    assert!(fold_all(&e).status.value.is_some());
}

#[test]
fn what_hangs_under_an_entry_follows_when_its_lead_is_settled() {
    let mut ledger = Ledger::default();
    let mut parent = entry(vec![]);
    parent.lead = Lead::FirstNamed("甲局".into());
    let mut child = Entry::new(EntryId::of("p", "一1"), Kind::Task, "子");
    child.parent = Some(parent.id.clone());
    child.lead = Lead::Inherited;
    let settled = vec![Fact::Lead { from: None, to: "乙局".into(), reason: String::new() }];
    let later = update("a", 3, &[], settled);
    ledger.insert(0, parent.clone());
    ledger.insert(1, child.clone());
    assert_eq!(fold(&ledger, &child, None).lead.value, Some("甲局".into()));
    assert_eq!(ledger.inheriting_descendants(&parent.id), [1]);
    ledger.get_mut(&parent.id).unwrap().updates.push(later);
    assert_eq!(fold(&ledger, &child, None).lead.value, Some("乙局".into()));
    assert_eq!(fold(&ledger, &child, "2025-10-02".parse().ok()).lead.value, Some("甲局".into()));
}

#[test]
fn tips_are_what_nobody_has_seen_yet() {
    let log = vec![update("a", 1, &[], vec![]), update("b", 2, &["a"], vec![]), update("c", 3, &["a"], vec![])];
    assert_eq!(crate::domain::heads(&log), vec![UpdateId::from("b"), UpdateId::from("c")]);
    assert!(crate::domain::heads(&[]).is_empty());
}

/// A clock is no measure; but where work grows with the square of a log, this takes minutes and not a second.
#[test]
fn a_long_log_costs_what_its_length_does() {
    let (ledger, began) = (Ledger::default(), std::time::Instant::now());
    for chained in [false, true] {
        let each = (0..6_000_u64).map(|n| {
            let to = [Status::Underway, Status::Blocked][n as usize % 2];
            let says = vec![Fact::status(None, to), Fact::Progress(format!("第{n}步").into()), Fact::Problems(format!("问题{n}").into())];
            let after = (chained && n > 0).then(|| UpdateId::mint(n - 1)).into_iter().collect();
            Update { id: UpdateId::mint(n), after, ..update("", 1 + n as u32 % 28, &[], says) }
        });
        let entry = entry(each.collect());
        let state = fold(&ledger, &entry, "2025-10-15".parse().ok());
        assert_eq!(fold(&ledger, &entry, None).problems.len(), 6_000);
        assert!(state.problems.len() > 2_500 && state.status.contest.is_none() == chained);
    }
    assert!(began.elapsed().as_secs() < 15, "{:?}", began.elapsed());
}
