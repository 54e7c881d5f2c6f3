//! Records that leave the log without a correction that names them: whatever did it, they are put back by default, and nobody
//! loses what was said to be saved.

use duban::demo;
use duban::domain::*;
use duban::store::{LedgerFile, canonical};
use std::fs;

use crate::office::{Hub, Office, fine, git};

/// What the ledger was before anybody said anything.
struct Desk {
    hub: Hub,
    a: Office,
    b: Office,
    old: String,
}

/// Both have said something, and both have both.
fn desk() -> Desk {
    let hub = Hub::new(&canonical(&demo::ledger(20, 3, "2025-11-20".parse().unwrap())).unwrap());
    let (a, b) = (hub.office("甲办", 1), hub.office("乙办", 2));
    let old = b.text();
    say(&a, 0, "甲办说的");
    a.sync().unwrap();
    say(&b, 5, "乙办说的");
    b.sync().unwrap();
    a.sync().unwrap();
    Desk { hub, a, b, old }
}

/// Says it in a report; with it comes what has no log that would remember it, an entry that is new and the words of another.
fn say(office: &Office, entry: usize, words: &str) {
    let born = || Entry::new(EntryId::of("甲", &format!("新{words}")), Kind::Task, &format!("新增：{words}"));
    office.change(|_, _| Some(Change::put(entry * 2, born())));
    office.change(|_, ledger| {
        let mut entry = ledger.entries()[entry + 10].as_ref().clone();
        entry.summary += &format!("要点：{words}。");
        Some(Change::amend(entry))
    });
    office.change(|recorder, ledger| {
        let report = Report { progress: words.into(), ..Report::default() };
        recorder.record(ledger, &ledger.entries()[entry], &Intent::Report(report), None).ok()
    });
}

/// After all have shared, all have all.
fn all_there(desk: &Desk) {
    there(desk, &["", "新增：", "要点："]);
}

/// After all have shared, all have what was recorded in a log.
fn logs_there(desk: &Desk) {
    there(desk, &[""]);
}

fn there(desk: &Desk, how: &[&str]) {
    for office in [&desk.b, &desk.a, &desk.b] {
        office.sync().unwrap();
    }
    for office in [&desk.a, &desk.b] {
        let text = office.text();
        let all = ["甲办说的", "乙办说的"].into_iter().flat_map(|words| how.iter().map(move |how| format!("{how}{words}")));
        let lost: Vec<_> = all.filter(|words| !text.contains(words.as_str())).collect();
        assert!(lost.is_empty(), "{} has lost {lost:?}", office.folder.display());
    }
}

#[test]
fn a_stale_copy_that_sync_is_to_commit() {
    let desk = desk();
    fs::write(desk.b.path(), &desk.old).unwrap();
    all_there(&desk);
}

#[test]
fn a_stale_copy_that_git_has_committed() {
    let desk = desk();
    fs::write(desk.b.path(), &desk.old).unwrap();
    desk.b.git(&["commit", "-qam", "旧文件"]);
    all_there(&desk);
}

#[test]
fn a_stale_copy_into_which_the_program_has_saved() {
    let desk = desk();
    fs::write(desk.b.path(), &desk.old).unwrap();
    say(&desk.b, 1, "又说的");
    logs_there(&desk);
}

#[test]
fn a_stale_copy_put_under_a_program_that_has_the_ledger_open() {
    let desk = desk();
    let (mut file, mut ledger) = desk.b.open();
    let report = Report { progress: "打开着说的".into(), ..Report::default() };
    let change = desk.b.recorder.record(&ledger, &ledger.entries()[1], &Intent::Report(report), None).unwrap();
    let touched = change.touched();
    change.apply(&mut ledger).unwrap();
    fs::write(desk.b.path(), &desk.old).unwrap();
    let _ = file.save(&ledger, &touched).unwrap();
    let text = desk.b.text();
    assert!(["甲办说的", "乙办说的", "打开着说的"].iter().all(|words| text.contains(words)), "they are put back by the save");
    logs_there(&desk);
}

#[test]
fn a_revert_of_another_ones_commit() {
    let desk = desk();
    let theirs = desk.b.git(&["log", "--author=甲办", "--no-merges", "-1", "--format=%H"]);
    desk.b.git(&["revert", "--no-edit", theirs.trim()]);
    all_there(&desk);
}

#[test]
fn a_revert_that_another_pulls_with_the_driver() {
    let desk = desk();
    desk.a.register();
    let theirs = desk.b.git(&["log", "--author=甲办", "--no-merges", "-1", "--format=%H"]);
    let parent = format!("{}^:{}", theirs.trim(), desk.b.place);
    let before = desk.b.git(&["show", &parent]);
    fs::write(desk.b.path(), before).unwrap();
    desk.b.git(&["commit", "-qam", "撤销"]);
    desk.b.git(&["push", "-q"]);
    // They change too, elsewhere: git calls the driver.
    say(&desk.a, 7, "还在说");
    desk.a.pull_and_push();
    assert!(desk.a.text().contains("甲办说的"), "the driver has put it back");
    logs_there(&desk);
}

#[test]
fn a_merge_that_keeps_ours() {
    let desk = desk();
    say(&desk.a, 2, "甲办又说的");
    desk.a.sync().unwrap();
    desk.b.git(&["fetch", "-q"]);
    desk.b.git(&["merge", "-q", "-s", "ours", "-m", "只留我们的", "origin/main"]);
    all_there(&desk);
    assert!(desk.a.text().contains("甲办又说的"));
}

/// A merge that kept one side and was gone on writing: it equals neither.
#[test]
fn a_merge_that_keeps_ours_and_was_amended() {
    let desk = desk();
    say(&desk.a, 2, "甲办又说的");
    desk.a.sync().unwrap();
    desk.b.git(&["fetch", "-q"]);
    desk.b.git(&["merge", "-q", "-s", "ours", "-m", "只留我们的", "origin/main"]);
    say(&desk.b, 8, "乙办又说的");
    desk.b.git(&["commit", "-q", "-a", "--amend", "--no-edit"]);
    all_there(&desk);
    there_too(&desk, &["甲办又说的", "新增：甲办又说的", "要点：甲办又说的", "新增：乙办又说的"]);
}

/// A merge of three that keeps the first: what the others wrote is in none of its lines.
#[test]
fn a_merge_of_three_that_keeps_ours() {
    let desk = desk();
    for (office, topic, words) in [(&desk.a, "one", "甲办又说的"), (&desk.b, "two", "乙办又说的")] {
        office.git(&["checkout", "-q", "-b", topic]);
        say(office, 2, words);
        office.sharing().commit(None).unwrap();
        office.git(&["push", "-q", "origin", topic]);
        office.git(&["checkout", "-q", "main"]);
    }
    say(&desk.b, 8, "乙办还说的");
    desk.b.sharing().commit(None).unwrap();
    desk.b.git(&["fetch", "-q"]);
    desk.b.git(&["merge", "-q", "-s", "ours", "-m", "三家合一", "origin/one", "origin/two"]);
    all_there(&desk);
    there_too(
        &desk,
        &["", "新增：", "要点："].into_iter().flat_map(|how| ["甲办又说的", "乙办又说的"].map(|w| format!("{how}{w}"))).collect::<Vec<_>>(),
    );
}

/// Lines that stand beside each other are one place to git: `-X theirs` takes theirs of all of them, ours too that they never touched.
#[test]
fn a_merge_by_lines_that_takes_theirs_where_both_wrote_side_by_side() {
    let desk = desk();
    let amend = |office: &Office, with: fn(&mut Entry)| {
        office.change(|_, ledger| {
            let mut entry = ledger.entries()[4].as_ref().clone();
            with(&mut entry);
            Some(Change::amend(entry))
        });
    };
    amend(&desk.a, |entry| entry.title += "（甲办改）");
    desk.a.sync().unwrap();
    amend(&desk.b, |entry| entry.summary = "乙办改的要点。".into());
    desk.b.sharing().commit(None).unwrap();
    desk.b.git(&["fetch", "-q"]);
    desk.b.git(&["merge", "-q", "-X", "theirs", "-m", "冲突的取对方的", "origin/main"]);
    assert!(!desk.b.text().contains("乙办改的要点"), "git has dropped it");
    all_there(&desk);
    there_too(&desk, &["（甲办改）", "乙办改的要点"]);
}

fn there_too(desk: &Desk, words: &[impl AsRef<str>]) {
    for office in [&desk.a, &desk.b] {
        let text = office.text();
        let lost: Vec<_> = words.iter().map(AsRef::as_ref).filter(|words| !text.contains(words)).collect();
        assert!(lost.is_empty(), "{} has lost {lost:?}", office.folder.display());
        assert!(!text.contains("contested: [Put"), "nobody disagreed");
    }
}

#[test]
fn a_conflict_of_which_one_side_was_taken() {
    let desk = desk();
    say(&desk.a, 0, "甲办又说的");
    desk.a.sync().unwrap();
    say(&desk.b, 0, "乙办又说的");
    desk.b.sharing().commit(None).unwrap();
    assert!(!git(&desk.b.folder, &["pull", "-q", "--no-rebase", "--no-edit"]).status.success());
    desk.b.git(&["checkout", "-q", "--ours", "."]);
    desk.b.git(&["commit", "-qam", "取我的"]);
    all_there(&desk);
    assert!(desk.a.text().contains("甲办又说的") && desk.a.text().contains("乙办又说的"));
}

#[test]
fn a_website_that_took_one_side() {
    let desk = desk();
    say(&desk.b, 0, "乙办又说的");
    desk.b.sharing().commit(None).unwrap();
    desk.b.git(&["push", "-q", "origin", "HEAD:refs/heads/topic"]);
    say(&desk.a, 0, "甲办又说的");
    desk.a.sync().unwrap();
    let hub = desk.hub.path();
    let identity = ["-c", "user.name=网站", "-c", "user.email=web@example.org"];
    let words = [&identity[..], &["commit-tree", "main^{tree}", "-p", "main", "-p", "topic", "-m", "只取主线的"]].concat();
    let commit = fine(git(&hub, &words));
    fine(git(&hub, &["update-ref", "refs/heads/main", commit.trim()]));
    all_there(&desk);
    assert!(desk.a.text().contains("甲办又说的") && desk.a.text().contains("乙办又说的"));
}

/// A clerk who does not look: git could not merge, and `commit -a` commits what lies there.
#[test]
fn a_driver_that_is_gone_and_a_commit_of_everything() {
    let desk = desk();
    say(&desk.a, 0, "甲办又说的");
    desk.a.sync().unwrap();
    say(&desk.b, 0, "乙办又说的");
    desk.b.sharing().commit(None).unwrap();
    // As registered by a program that lies elsewhere now.
    duban::share::register(&desk.b.repo(), std::path::Path::new("/no such folder/duban")).unwrap();
    assert!(!git(&desk.b.folder, &["pull", "-q", "--no-rebase", "--no-edit"]).status.success());
    let left = desk.b.text();
    assert!(left.contains("<<<<<<<") && left.contains("甲办又说的") && left.contains("乙办又说的"), "both sides lie there, with markers");
    desk.b.git(&["commit", "-qam", "没看就提交"]);
    LedgerFile::repair(&desk.b.path(), &desk.b.folders, None).unwrap().expect("two sides");
    desk.b.git(&["commit", "-qam", "解开"]);
    all_there(&desk);
    assert!(desk.a.text().contains("甲办又说的") && desk.a.text().contains("乙办又说的"));
}

/// What was taken by a rebase: a commit that was taken back twice, and had come upstream by a cherry-pick; git leaves out both
/// that commit and the second taking back, which looks the same, and keeps the first.
#[test]
fn a_rebase_that_leaves_out_the_revert_of_a_revert() {
    let desk = desk();
    say(&desk.b, 3, "乙办又说的");
    desk.b.sharing().commit(None).unwrap();
    desk.a.git(&["fetch", "-q", "../乙办", "main"]);
    desk.a.git(&["cherry-pick", "FETCH_HEAD"]);
    desk.a.git(&["push", "-q"]);
    for _ in 0..2 {
        desk.b.git(&["revert", "--no-edit", "HEAD"]);
    }
    desk.b.git(&["pull", "-q", "--rebase"]);
    all_there(&desk);
    assert!(desk.a.text().contains("乙办又说的"));
}

#[test]
fn what_was_committed_and_sent_to_nobody_yet_and_then_reverted() {
    let desk = desk();
    say(&desk.b, 3, "还没有发出的");
    desk.b.sharing().commit(None).unwrap();
    desk.b.git(&["revert", "--no-edit", "HEAD"]);
    all_there(&desk);
    assert!(["", "新增：", "要点："].iter().all(|how| desk.a.text().contains(&format!("{how}还没有发出的"))), "all of it");
}

#[test]
fn a_stale_copy_that_git_has_committed_and_the_program_has_gone_on_from() {
    let desk = desk();
    fs::write(desk.b.path(), &desk.old).unwrap();
    desk.b.git(&["commit", "-qam", "旧文件"]);
    say(&desk.b, 1, "又说的");
    desk.b.sharing().commit(None).unwrap();
    all_there(&desk);
}

#[test]
fn a_copy_of_what_a_merge_made_with_marks_of_another_editor() {
    let desk = desk();
    // Both at once: what is there then only a merge has brought.
    say(&desk.a, 6, "甲办又说的");
    say(&desk.b, 7, "乙办又说的");
    desk.a.sync().unwrap();
    desk.b.sync().unwrap();
    desk.a.sync().unwrap();
    let merged = desk.b.text();
    say(&desk.a, 8, "甲办三说");
    desk.a.sync().unwrap();
    desk.b.sync().unwrap();
    fs::write(desk.b.path(), format!("\u{feff}{}\r\n\r\n", merged.trim_end().replace('\n', "\r\n"))).unwrap();
    all_there(&desk);
    assert!(["", "新增：", "要点："].iter().all(|how| desk.a.text().contains(&format!("{how}甲办三说"))), "all of it");
}

/// `git checkout OLD -- tasks.ron` tells git to commit the older copy next: it does not stand in the way when that was put back.
#[test]
fn an_older_copy_that_git_was_told_to_commit_stops_nothing() {
    let desk = desk();
    let before = desk.b.text();
    desk.b.git(&["checkout", "-q", "HEAD~1", "--", "."]);
    assert_ne!(desk.b.text(), before);
    all_there(&desk);
    assert_eq!(desk.b.git(&["status", "--porcelain"]), "");
}
