//! Sharing by the library, in real repositories.

use duban::demo;
use duban::domain::*;
use duban::share::{GitError, ShareError, Stage, Stop, Unfinished};
use duban::store::{LedgerFile, canonical, parse_text};
use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use crate::office::{Hub, Office, fine, git};

fn hub() -> Hub {
    Hub::new(&canonical(&demo::ledger(20, 3, "2025-11-20".parse().unwrap())).unwrap())
}

fn two() -> (Hub, Office, Office) {
    let hub = hub();
    let (a, b) = (hub.office("甲办", 1), hub.office("乙办", 2));
    (hub, a, b)
}

/// Says something of an entry, by its place in the ledger.
fn say(office: &Office, entry: usize, words: &str) {
    office.change(|recorder, ledger| {
        let report = Report { progress: words.into(), ..Report::default() };
        recorder.record(ledger, &ledger.entries()[entry], &Intent::Report(report), None).ok()
    });
}

fn entitle(office: &Office, entry: usize, title: &str) {
    office.change(|_, ledger| {
        let mut entry = ledger.entries()[entry].as_ref().clone();
        (entry.title, entry.updates) = (title.into(), Vec::new());
        Some(Change::amend(entry))
    });
}

#[test]
fn a_round_brings_both_sides_together_and_says_what_came_and_went() {
    let (_hub, a, b) = two();
    say(&a, 0, "甲办说的");
    say(&b, 1, "乙办说的");
    let sent = a.sync().unwrap();
    assert_eq!((sent.sent, sent.received.len(), sent.committed.unwrap().message.subject.as_str()), (1, 0, "台账：更新 1 条"));
    let mut stages = Vec::new();
    let synced = b.sharing().sync(&Stop::default(), &mut |s| stages.push(s)).unwrap();
    assert_eq!(stages, [Stage::Fetching, Stage::Committing, Stage::Merging, Stage::Sending]);
    // Its own commit and the merge.
    assert_eq!((synced.sent, synced.received.len()), (2, 1));
    assert_eq!(synced.ledger, b.open().1);
    a.sync().unwrap();
    assert!(a.text() == b.text() && a.text().contains("甲办说的") && a.text().contains("乙办说的"));
    let standing = a.sharing().standing().unwrap();
    assert_eq!((standing.ahead, standing.behind), (0, 0));
    assert_eq!(b.git(&["log", "-1", "--format=%an %s"]).trim(), "乙办 合并 origin/main");
}

#[test]
fn without_a_network_it_says_so_and_everything_is_committed_here() {
    let (hub, a, b) = two();
    say(&b, 1, "乙办说的");
    b.sync().unwrap();
    say(&a, 0, "断网时说的");
    let away = hub.path().with_file_name("away.git");
    fs::rename(hub.path(), &away).unwrap();
    assert!(matches!(a.sync(), Err(ShareError::Unreachable(_))));
    assert!(a.text().contains("断网时说的"));
    assert_eq!(a.git(&["status", "--porcelain"]), "");
    fs::rename(&away, hub.path()).unwrap();
    assert_eq!(a.sync().unwrap().sent, 2);
    assert!(a.text().contains("断网时说的") && a.text().contains("乙办说的"));
}

#[test]
fn who_is_overtaken_tries_again_and_nothing_is_forced() {
    let hub = hub();
    let offices: Vec<Office> = (0..4).map(|n| hub.office(&format!("第{n}办"), n)).collect();
    std::thread::scope(|scope| {
        for (n, office) in offices.iter().enumerate() {
            scope.spawn(move || {
                for round in 0..3 {
                    say(office, round, &format!("第{n}办第{round}次"));
                    office.sync().unwrap();
                }
            });
        }
    });
    offices.iter().for_each(|o| drop(o.sync().unwrap()));
    let texts: BTreeSet<String> = offices.iter().map(Office::text).collect();
    assert_eq!(texts.len(), 1);
    let said = (0..4).flat_map(|n| (0..3).map(move |round| format!("第{n}办第{round}次")));
    assert!(said.into_iter().all(|words| offices[0].text().contains(&words)));
    // A commit that was on the hub once is there for ever: every push was a fast-forward.
    assert_eq!(offices[0].git(&["rev-list", "--count", "--grep", "台账：更新", "HEAD"]).trim(), "12");
}

#[test]
fn what_waits_for_the_network_can_be_called_off() {
    let (_hub, a, _b) = two();
    say(&a, 0, "甲办说的");
    let stop = Stop::default();
    // A remote that never answers.
    a.git(&["config", "protocol.ext.allow", "always"]);
    a.git(&["remote", "set-url", "origin", "ext::sleep 100"]);
    let begun = Instant::now();
    let error = std::thread::scope(|scope| {
        let syncing = scope.spawn(|| a.sharing().sync(&stop, &mut |_| ()).unwrap_err());
        std::thread::sleep(Duration::from_millis(300));
        stop.stop();
        syncing.join().unwrap()
    });
    assert!(matches!(error, ShareError::Git(GitError::Stopped)), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(30));
    assert_eq!(a.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_ledger_that_one_side_has_moved_is_found_again() {
    let (_hub, mut a, mut b) = two();
    fs::create_dir(a.folder.join("台账")).unwrap();
    a.git(&["mv", "材料 一/tasks.ron", "台账/督办.ron"]);
    a.git(&["commit", "-qm", "搬家"]);
    a.place = "台账/督办.ron".into();
    say(&a, 0, "搬家以后说的");
    say(&b, 0, "还在老地方说的");
    entitle(&b, 1, "老地方起的题目");
    // The side that moved it merges first what the other says, then the other way round.
    b.sync().unwrap();
    let synced = a.sync().unwrap();
    assert_eq!((synced.moved, synced.received.len()), (None, 2));
    say(&b, 2, "又在老地方说的");
    let synced = b.sync().unwrap();
    assert_eq!(synced.moved.as_deref(), Some("台账/督办.ron"));
    assert!(!b.path().exists());
    b.place = "台账/督办.ron".into();
    a.sync().unwrap();
    assert_eq!(a.text(), b.text());
    assert!(["搬家以后说的", "还在老地方说的", "老地方起的题目", "又在老地方说的"].iter().all(|w| b.text().contains(w)));
    let root = b.git(&["rev-list", "--max-parents=0", "HEAD"]);
    let old = b.sharing().ledger_at(root.trim()).unwrap().unwrap();
    assert_eq!(old.entries().len(), 20);
}

#[test]
fn who_is_overtaken_after_the_ledger_moved_goes_on_at_its_new_place() {
    let hub = hub();
    let (a, b, c) = (hub.office("甲办", 1), hub.office("乙办", 2), hub.office("丙办", 3));
    a.git(&["mv", "材料 一/tasks.ron", "督办.ron"]);
    a.git(&["commit", "-qm", "搬家"]);
    a.git(&["push", "-q"]);
    say(&b, 0, "乙办说的");
    say(&c, 1, "丙办说的");
    // The moment before the first push, another pushes.
    let mut pushed = false;
    let synced = b.sharing().sync(&Stop::default(), &mut |stage| {
        if stage == Stage::Sending && !std::mem::replace(&mut pushed, true) {
            c.sync().unwrap();
        }
    });
    let synced = synced.unwrap();
    assert_eq!(synced.moved.as_deref(), Some("督办.ron"));
    let text = fs::read_to_string(b.folder.join("督办.ron")).unwrap();
    assert!(text.contains("乙办说的") && text.contains("丙办说的"));
    assert_eq!(synced.ledger, parse_text("督办.ron", &text).unwrap());
}

#[test]
fn conflicts_in_other_files_leave_everything_as_it_was() {
    let (_hub, a, b) = two();
    for (office, words) in [(&a, "甲"), (&b, "乙")] {
        fs::write(office.folder.join("说明.txt"), words).unwrap();
        fs::write(office.folder.join(format!("{words}.txt")), words).unwrap();
        office.git(&["add", "-A"]);
        office.git(&["commit", "-qm", words]);
        say(office, 0, words);
    }
    a.sync().unwrap();
    let before = b.text();
    let ShareError::OtherFiles(files) = b.sync().unwrap_err() else { panic!("a conflict was to be") };
    assert_eq!(files, ["说明.txt"]);
    assert_eq!((b.text(), b.git(&["status", "--porcelain"])), (before, String::new()));
    assert_eq!(b.repo().unfinished(), None);
    // Once that file is alike, what git can merge by itself comes along.
    b.git(&["rm", "-q", "说明.txt"]);
    fs::write(b.folder.join("说明.txt"), "甲").unwrap();
    b.git(&["add", "-A"]);
    b.git(&["commit", "-qm", "改"]);
    b.sync().unwrap();
    assert!(b.folder.join("甲.txt").exists() && b.folder.join("乙.txt").exists());
}

#[test]
fn a_merge_that_somebody_began_is_not_gone_over() {
    let (_hub, a, b) = two();
    entitle(&a, 0, "甲题");
    entitle(&b, 0, "乙题");
    a.sync().unwrap();
    assert!(b.sharing().commit(None).unwrap().is_some());
    assert!(!git(&b.folder, &["pull", "-q", "--no-rebase", "--no-edit"]).status.success());
    assert!(matches!(b.sync(), Err(ShareError::Unfinished(Unfinished::Merge))));
    assert!(matches!(b.sharing().commit(None), Err(ShareError::Unfinished(Unfinished::Merge))));
}

#[test]
fn a_ledger_that_the_others_removed_is_not_lost() {
    let (_hub, a, b) = two();
    a.git(&["rm", "-q", "-r", "材料 一"]);
    a.git(&["commit", "-qm", "删去"]);
    a.git(&["push", "-q"]);
    say(&b, 0, "还要用");
    assert!(matches!(b.sync(), Err(ShareError::Removed(_))));
    assert!(b.text().contains("还要用"));
}

#[test]
fn windows_checkouts_keep_their_line_endings_and_the_repository_its_own() {
    let (hub, a, b) = two();
    fs::write(a.folder.join(".gitattributes"), "*.ron text\n").unwrap();
    a.git(&["commit", "-qam", "属性"]);
    a.git(&["push", "-q"]);
    b.git(&["pull", "-q"]);
    b.git(&["config", "core.autocrlf", "true"]);
    fs::remove_file(b.path()).unwrap();
    b.git(&["checkout", "-q", "--", "."]);
    assert!(b.text().contains("\r\n"));
    say(&a, 0, "甲办说的");
    say(&b, 0, "乙办说的");
    a.sync().unwrap();
    b.sync().unwrap();
    a.sync().unwrap();
    assert_eq!(b.text(), a.text().replace('\n', "\r\n"));
    assert!(b.text().contains("甲办说的") && b.text().contains("乙办说的"));
    assert!(!fine(git(&hub.path(), &["show", "main:材料 一/tasks.ron"])).contains('\r'));
    assert_eq!(b.git(&["status", "--porcelain"]), "");
}

#[cfg(unix)]
#[test]
fn what_a_filter_holds_for_git_is_merged_as_the_ledger_that_it_is() {
    let (hub, a, b) = two();
    // Like LFS: git holds something else than the file.
    for office in [&a, &b] {
        office.git(&["config", "filter.turned.clean", "tr a-z n-za-m"]);
        office.git(&["config", "filter.turned.smudge", "tr a-z n-za-m"]);
        office.git(&["config", "filter.turned.required", "true"]);
        office.register();
    }
    let attributes = a.folder.join(".gitattributes");
    fs::write(&attributes, format!("*.ron filter=turned\n{}", fs::read_to_string(&attributes).unwrap())).unwrap();
    a.git(&["add", "--renormalize", "."]);
    a.git(&["commit", "-qam", "过滤"]);
    a.git(&["push", "-q"]);
    b.git(&["pull", "-q"]);
    assert!(b.text().contains("entries") && fine(git(&hub.path(), &["show", "main:材料 一/tasks.ron"])).contains("ragevrf"));
    for round in ["一", "二"] {
        say(&a, 0, &format!("甲办{round}"));
        say(&b, 0, &format!("乙办{round}"));
        if round == "一" {
            a.sync().unwrap();
            b.sync().unwrap();
        } else {
            a.pull_and_push();
            assert_eq!(b.pull_and_push(), (false, true));
        }
    }
    a.sync().unwrap();
    assert_eq!(a.text(), b.text());
    assert!(["甲办一", "乙办一", "甲办二", "乙办二"].iter().all(|w| a.text().contains(w)));
    assert!(fine(git(&hub.path(), &["show", "main:材料 一/tasks.ron"])).contains("ragevrf"));
}

#[cfg(unix)]
#[test]
fn hooks_are_heard_and_what_they_refuse_is_not_lost() {
    use std::os::unix::fs::PermissionsExt;
    let (_hub, a, _b) = two();
    let hook = |name: &str, code: u8| {
        let file = a.folder.join(".git/hooks").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, format!("#!/bin/sh\necho 不合规定 >&2\nexit {code}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    };
    say(&a, 0, "甲办说的");
    hook("pre-commit", 1);
    let error = a.sync().unwrap_err();
    assert!(matches!(&error, ShareError::Git(GitError::Refused { said, .. }) if said.contains("不合规定")), "{error}");
    hook("pre-commit", 0);
    hook("pre-push", 1);
    let error = a.sync().unwrap_err();
    assert!(matches!(&error, ShareError::Rejected(said) if said.contains("不合规定")), "{error}");
    hook("pre-push", 0);
    assert_eq!(a.sync().unwrap().sent, 1);
    assert!(a.text().contains("甲办说的"));
}

#[test]
fn where_merges_crossed_gits_base_with_markers_is_read() {
    let (_hub, a, b) = two();
    entitle(&a, 0, "甲题");
    entitle(&b, 0, "乙题");
    let repair = |office: &Office| {
        let stages = office.repo().stages().unwrap().unwrap();
        LedgerFile::repair(&office.path(), &office.folders, Some(&stages)).unwrap().unwrap();
        office.repo().mark_resolved().unwrap();
        office.git(&["commit", "-q", "--no-edit"]);
        stages
    };
    for (office, other) in [(&a, "../乙办"), (&b, "../甲办")] {
        office.sharing().commit(None).unwrap().unwrap();
        office.git(&["remote", "add", "other", other]);
    }
    // Each merges what the other had before he merged.
    for office in [&a, &b] {
        office.git(&["fetch", "-q", "other"]);
    }
    for office in [&a, &b] {
        assert!(!git(&office.folder, &["merge", "-q", "other/main"]).status.success());
        assert!(!repair(office).base.unwrap().contains("<<<<<<<"));
    }
    entitle(&a, 0, "甲又改题");
    entitle(&b, 0, "乙又改题");
    a.sharing().commit(None).unwrap().unwrap();
    b.sharing().commit(None).unwrap().unwrap();
    a.git(&["fetch", "-q", "other"]);
    assert!(!git(&a.folder, &["merge", "-q", "other/main"]).status.success());
    assert!(repair(&a).base.unwrap().contains("<<<<<<<"), "both had merged both: git's base is a merge itself");
    let titles = |office: &Office| -> BTreeSet<String> {
        let ledger = office.open().1;
        let disputes = disputes_of(&ledger, &Subject::Entry(ledger.entries()[0].id.clone()), None);
        disputes.iter().flat_map(|d| &d.rivals).map(|r| r.value.in_words(&ledger, duban::text::Lang::Zh)).collect()
    };
    let both: BTreeSet<String> = ["甲又改题", "乙又改题"].map(String::from).into();
    assert!(titles(&a).is_superset(&both), "{:?}", titles(&a));
    a.git(&["push", "-q"]);
    b.sync().unwrap();
    assert!(titles(&b).is_superset(&both), "{:?}", titles(&b));
}

#[test]
fn what_is_no_text_is_refused_and_not_guessed_at() {
    let (_hub, a, _b) = two();
    fs::write(a.path(), b"Ledger(\n  title: \"\xcc\xa8\xd5\xcb\",\n)").unwrap();
    a.git(&["commit", "-qam", "GBK"]);
    assert!(matches!(a.repo().show("HEAD"), Err(GitError::NotUtf8 { line: 2, .. })));
    assert!(matches!(a.sharing().ledger_at("HEAD"), Err(ShareError::Git(GitError::NotUtf8 { line: 2, .. }))));
    assert!(a.sharing().ledger_at("HEAD~1").unwrap().is_some());
}

#[test]
fn a_pull_under_unsaved_edits_leaves_both() {
    let (_hub, a, b) = two();
    let (mut file, mut ledger) = b.open();
    let id = ledger.entries()[0].id.clone();
    let intent = Intent::Report(Report { progress: "没存盘的".into(), ..Report::default() });
    let change = b.recorder.record(&ledger, ledger.get(&id).unwrap(), &intent, None).unwrap();
    let unsaved = change.touched();
    change.apply(&mut ledger).unwrap();
    say(&a, 0, "别人推送的");
    a.sync().unwrap();
    b.git(&["pull", "-q"]);
    assert!(file.looks_changed());
    file.take_in(&ledger).unwrap().unwrap().adopt(&mut ledger);
    let _ = file.save(&ledger, &unsaved).unwrap();
    assert!(b.text().contains("没存盘的") && b.text().contains("别人推送的"));
    assert_eq!(parse_text("t", &b.text()).unwrap(), ledger);
}
