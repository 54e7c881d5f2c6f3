//! Records that leave the log come back, however they left it: taking one out is a correction that names it.

use duban::demo;
use duban::domain::*;
use duban::store::canonical;
use std::fs;

use crate::office::{Hub, Office, git};

fn two() -> (Hub, Office, Office) {
    let hub = Hub::new(&canonical(&demo::ledger(20, 3, "2025-11-20".parse().unwrap())).unwrap());
    let (a, b) = (hub.office("甲办", 1), hub.office("乙办", 2));
    (hub, a, b)
}

fn say(office: &Office, entry: usize, words: &str) {
    office.change(|recorder, ledger| {
        let report = Report { progress: words.into(), ..Report::default() };
        recorder.record(ledger, &ledger.entries()[entry], &Intent::Report(report), None).ok()
    });
}

/// Every office has every word once all have synced.
fn all_have(offices: [&Office; 2], words: &[&str]) {
    for office in offices.into_iter().chain(offices) {
        office.sync().unwrap();
    }
    for (office, word) in offices.iter().flat_map(|o| words.iter().map(move |w| (o, w))) {
        assert!(office.text().contains(word), "{word} is not with {}", office.folder.display());
    }
}

#[test]
fn a_stale_copy_put_over_the_file_takes_nothing_away() {
    let (_hub, a, b) = two();
    let stale = a.text();
    say(&a, 0, "甲办说的");
    say(&a, 1, "甲办又说");
    a.sync().unwrap();
    b.sync().unwrap();
    fs::write(b.path(), &stale).unwrap();
    say(&b, 0, "乙办说的");
    let committed = b.sharing().commit(None).unwrap().unwrap();
    assert!(!format!("{:?}", committed.message).contains("撤下"), "{:?}", committed.message);
    all_have([&a, &b], &["甲办说的", "甲办又说", "乙办说的"]);
}

#[test]
fn what_is_a_stale_copy_and_nothing_else_leaves_nothing_to_commit() {
    let (_hub, a, _b) = two();
    let stale = a.text();
    say(&a, 0, "甲办说的");
    a.sharing().commit(None).unwrap().unwrap();
    fs::write(a.path(), &stale).unwrap();
    assert!(a.sharing().commit(None).unwrap().is_none());
    assert!(a.text().contains("甲办说的"));
}

#[test]
fn a_revert_takes_nothing_away_whether_or_not_git_asks_the_driver() {
    for later in [false, true] {
        let (_hub, a, b) = two();
        a.register();
        b.register();
        say(&a, 0, "甲办说的");
        a.sync().unwrap();
        let said = a.git(&["rev-parse", "HEAD"]);
        if later {
            say(&a, 5, "无关的一条");
            a.sync().unwrap();
        }
        git(&a.folder, &["revert", "--no-edit", said.trim()]);
        git(&a.folder, &["revert", "--skip"]);
        all_have([&a, &b], &["甲办说的"]);
    }
}

#[test]
fn a_merge_that_took_one_side_takes_nothing_away() {
    for strategy in [["-s", "ours"], ["-X", "ours"]] {
        let (_hub, a, b) = two();
        say(&a, 0, "甲办说的");
        a.sync().unwrap();
        say(&b, 1, "乙办说的");
        b.sharing().commit(None).unwrap();
        b.git(&["fetch", "-q"]);
        b.git(&["merge", "-q", "--no-edit", strategy[0], strategy[1], "origin/main"]);
        all_have([&a, &b], &["甲办说的", "乙办说的"]);
    }
}

#[test]
fn a_merge_that_others_pushed_without_ours_takes_nothing_away() {
    let (_hub, a, b) = two();
    say(&a, 0, "甲办说的");
    a.sync().unwrap();
    say(&b, 1, "乙办说的");
    b.sharing().commit(None).unwrap();
    b.git(&["fetch", "-q"]);
    b.git(&["merge", "-q", "--no-edit", "-s", "ours", "origin/main"]);
    b.git(&["push", "-q"]);
    assert!(!b.text().contains("甲办说的"));
    all_have([&a, &b], &["甲办说的", "乙办说的"]);
}

#[test]
fn a_save_over_a_file_that_lost_records_brings_them_back() {
    let (_hub, a, _b) = two();
    let stale = a.text();
    say(&a, 0, "甲办说的");
    let (mut file, mut ledger) = a.open();
    fs::write(a.path(), &stale).unwrap();
    let report = Report { progress: "又说".into(), ..Report::default() };
    let change = a.recorder.record(&ledger, &ledger.entries()[1], &Intent::Report(report), None).unwrap();
    let touched = change.touched();
    change.apply(&mut ledger).unwrap();
    let saved = file.save(&ledger, &touched).unwrap();
    assert!(a.text().contains("甲办说的") && a.text().contains("又说"));
    assert!(saved.sentences(duban::text::Lang::Zh).iter().any(|s| s.contains("1 条更新离开了记录，已放回：甲办 1 条")), "{saved:?}");
    // Also when a screen only sees that the file has changed.
    let (mut file, ledger) = a.open();
    fs::write(a.path(), &stale).unwrap();
    let taken = file.take_in(&ledger).unwrap().unwrap();
    let mut mine = ledger.clone();
    taken.adopt(&mut mine);
    assert!(canonical(&mine).unwrap().contains("甲办说的"));
}

#[test]
fn what_is_taken_back_by_a_correction_stays_taken_back() {
    let (_hub, a, b) = two();
    let record = |recorder: &Recorder, ledger: &Ledger| {
        let report = Report { progress: "说错了".into(), ..Report::default() };
        recorder.record(ledger, &ledger.entries()[0], &Intent::Report(report), None).ok()
    };
    a.change(record).unwrap();
    a.sync().unwrap();
    let before = a.open().1;
    let wrong = before.entries()[0].updates.last().unwrap().id.clone();
    let subject = Subject::from(before.entries()[0].id.clone());
    a.change(|recorder, ledger| recorder.correct(ledger, &subject, &wrong, "说错了").ok());
    all_have([&a, &b], &["说错了", "Corrects"]);
}
