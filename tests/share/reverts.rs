//! Commits that went back to what had been, made and pushed by git alone: what they dropped is asked about once, in one clone, and comes back
//! in all, or stays away in all.

use duban::demo;
use duban::domain::*;
use duban::share::{Consent, Stop};
use duban::store::canonical;
use duban::text::Lang;
use std::fs;
use std::sync::{Arc, Mutex};

use crate::office::{Hub, Office, git};

/// All that one says with [`say`].
const WAYS: [&str; 3] = ["", "新增：", "要点："];

fn two() -> (Hub, Office, Office) {
    let hub = Hub::new(&canonical(&demo::ledger(20, 3, "2025-11-20".parse().unwrap())).unwrap());
    let (a, b) = (hub.office("甲办", 1), hub.office("乙办", 2));
    for office in [&a, &b] {
        office.sync().unwrap();
    }
    (hub, a, b)
}

/// A record in a log, an entry that is new and the words of another.
fn say(office: &Office, words: &str) {
    office.change(|_, _| Some(Change::put(0, Entry::new(EntryId::of("甲", &format!("新{words}")), Kind::Task, &format!("新增：{words}")))));
    reword(office, words);
    office.change(|recorder, ledger| {
        let report = Report { progress: words.into(), ..Report::default() };
        recorder.record(ledger, &ledger.entries()[2], &Intent::Report(report), None).ok()
    });
}

fn reword(office: &Office, words: &str) {
    amend(office, 10, |entry| entry.summary += &format!("要点：{words}。"));
}

fn amend(office: &Office, at: usize, with: impl Fn(&mut Entry)) {
    office.change(|_, ledger| {
        let mut entry = ledger.entries()[at].as_ref().clone();
        with(&mut entry);
        Some(Change::amend(entry))
    });
}

fn commit(office: &Office) {
    office.git(&["commit", "-qam", "用 git 提交"]);
}

/// Syncs; gives what was asked.
fn asked(office: &Office, put_back: bool) -> String {
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    let consent = Consent::by(move |departed| {
        heard.lock().unwrap().extend(departed.question(Lang::Zh));
        put_back
    });
    office.sharing().asking(consent).sync(&Stop::default(), &mut |_| ()).unwrap();
    let told = told.lock().unwrap();
    told.join("\n")
}

fn holds(office: &Office, words: &str) -> Vec<bool> {
    let text = office.text();
    WAYS.iter().map(|way| text.contains(&format!("{way}{words}"))).collect()
}

/// A clone pushes something and a revert of it before anybody has fetched. With `between` something else came in between, so that the
/// ledger is none that it ever was.
fn reverted(between: bool) -> (Hub, Office, Office) {
    let (hub, a, b) = two();
    say(&a, "甲办说的");
    commit(&a);
    let said = a.git(&["rev-parse", "HEAD"]);
    a.git(&["push", "-q"]);
    if between {
        say_elsewhere(&a);
        commit(&a);
    }
    a.git(&["revert", "--no-edit", said.trim()]);
    a.git(&["push", "-q"]);
    assert_eq!(holds(&a, "甲办说的"), [false; 3]);
    (hub, a, b)
}

fn say_elsewhere(office: &Office) {
    amend(office, 17, |entry| entry.title = "改过的题".into());
}

#[test]
fn a_revert_that_was_pushed_before_anybody_fetched_is_asked_about_once_and_comes_back_everywhere() {
    for between in [false, true] {
        for plain in [false, true] {
            let (_hub, a, b) = reverted(between);
            if plain {
                b.git(&["pull", "-q"]);
            }
            let told = asked(&b, true);
            assert!(told.starts_with("提交 ") && told.contains("（甲办）退回了以前的内容，"), "{told}");
            assert!(told.contains("1 条记录（甲办 1 条）和 2 处其他改动离开了台账"), "{told}");
            assert_eq!(asked(&a, false), "", "who comes later is not asked again");
            assert_eq!([holds(&a, "甲办说的"), holds(&b, "甲办说的")], [[true; 3]; 2], "{between} {plain}");
            assert_eq!(a.text().contains("改过的题"), between);
            for office in [&b, &a, &b] {
                assert_eq!(asked(office, false), "");
            }
            assert_eq!(a.text(), b.text());
        }
    }
}

#[test]
fn who_says_no_says_it_for_all_and_once() {
    for between in [false, true] {
        let (hub, a, b) = reverted(between);
        assert_ne!(asked(&b, false), "");
        let c = hub.office("丙办", 3);
        for office in [&a, &c, &b, &a] {
            assert_eq!(asked(office, true), "", "{}", office.folder.display());
            assert_eq!(holds(office, "甲办说的"), [false; 3], "{between} {}", office.folder.display());
        }
    }
}

/// One knew nothing of the other's answer: what loses nothing counts, and it is told.
#[test]
fn of_two_answers_that_did_not_know_of_each_other_the_one_that_loses_nothing_counts() {
    let (_hub, a, b) = reverted(false);
    for office in [&a, &b] {
        office.git(&["fetch", "-q"]);
    }
    // Neither reaches the others in the moment in which he answers.
    for (office, put_back) in [(&a, false), (&b, true)] {
        office.git(&["pull", "-q"]);
        office.git(&["remote", "set-url", "origin", "../no-such-hub.git"]);
        let consent = Consent::by(move |_| put_back);
        office.sharing().asking(consent).sync(&Stop::default(), &mut |_| ()).unwrap_err();
        office.git(&["remote", "set-url", "origin", "../hub.git"]);
    }
    b.sync().unwrap();
    let told = a.sync().unwrap();
    assert!(told.told(Lang::Zh).iter().any(|s| s.contains("乙办 答放回，甲办 答不放回")), "{told:?}");
    for office in [&b, &a] {
        assert_eq!(asked(office, false), "");
        assert_eq!(holds(office, "甲办说的"), [true; 3], "{}", office.folder.display());
    }
}

#[test]
fn an_older_copy_that_another_committed_and_pushed_by_git_takes_nothing_out() {
    let (_hub, a, b) = two();
    let stale = b.text();
    say(&a, "甲办说的");
    a.sync().unwrap();
    b.git(&["pull", "-q"]);
    fs::write(b.path(), stale).unwrap();
    commit(&b);
    b.git(&["push", "-q"]);
    let told = asked(&a, true);
    assert!(told.contains("（乙办）退回了以前的内容") && told.contains("和 2 处其他改动"), "{told}");
    b.git(&["pull", "-q"]);
    assert_eq!([holds(&a, "甲办说的"), holds(&b, "甲办说的")], [[true; 3]; 2]);
}

#[test]
fn a_revert_that_was_reverted_is_asked_about_by_nobody() {
    let (_hub, a, b) = reverted(false);
    a.git(&["revert", "--no-edit", "HEAD"]);
    a.git(&["push", "-q"]);
    for office in [&b, &a] {
        assert_eq!(asked(office, false), "");
        assert_eq!(holds(office, "甲办说的"), [true; 3]);
    }
}

/// What came back once and was then taken out by a save of the program stays away also from who looks at all of it only then.
#[test]
fn what_was_withdrawn_on_purpose_stays_away_however_it_went_before() {
    let (hub, a, b) = two();
    let late = hub.office("丙办", 3);
    let words = |office: &Office| office.text().contains("要点：说过的");
    reword(&a, "说过的");
    commit(&a);
    a.git(&["revert", "--no-edit", "HEAD"]);
    a.git(&["push", "-q"]);
    b.sync().unwrap();
    assert!(words(&b));
    amend(&b, 10, |entry| entry.summary = entry.summary.replace("要点：说过的。", ""));
    b.sync().unwrap();
    for office in [&late, &a, &b] {
        assert_eq!(asked(office, true), "");
        assert!(!words(office), "{}", office.folder.display());
    }
}

/// A save of this program took it back, and git alone committed that: others learn by the next round that it was on purpose.
#[test]
fn what_a_save_took_back_is_asked_about_by_nobody_else() {
    let (_hub, a, b) = two();
    let before = a.open().1.entries()[10].as_ref().clone();
    reword(&a, "说过的");
    commit(&a);
    a.change(|_, _| Some(Change::amend(before.clone())));
    commit(&a);
    for office in [&a, &b] {
        assert_eq!(asked(office, true), "");
        assert!(!office.text().contains("要点：说过的"));
    }
}

/// A merge that kept an entry which the other side had withdrawn: it stays withdrawn.
#[test]
fn what_was_withdrawn_stays_so_where_a_merge_took_one_side() {
    for plain in [false, true] {
        let (_hub, a, b) = two();
        office_entry(&a, true);
        a.sync().unwrap();
        b.sync().unwrap();
        office_entry(&b, false);
        b.sync().unwrap();
        say_elsewhere(&a);
        commit(&a);
        a.git(&["fetch", "-q"]);
        a.git(&["merge", "-q", "--no-edit", "-s", "ours", "origin/main"]);
        assert!(a.text().contains("误录的"));
        if plain {
            a.git(&["push", "-q"]);
            b.git(&["pull", "-q"]);
        }
        let (first, second) = if plain { (&b, &a) } else { (&a, &b) };
        let told = asked(first, true);
        assert!(told.starts_with("合并提交 ") && told.contains("（甲办）没有带上一方的改动，1 处改动"), "{told}");
        assert_eq!(asked(second, true), "");
        assert!([&a, &b].iter().all(|office| !office.text().contains("误录的") && office.text().contains("改过的题")));
    }
}

fn office_entry(office: &Office, there: bool) {
    let id = EntryId::of("甲", "误录");
    let entry = || Entry::new(id.clone(), Kind::Task, "误录的");
    office.change(|_, _| Some(if there { Change::put(0, entry()) } else { Change::take(id.clone()) }));
}

/// Others have answered already: who syncs knows it before he is asked.
#[test]
fn others_answers_are_fetched_before_anybody_is_asked() {
    let (_hub, a, b) = reverted(false);
    b.git(&["pull", "-q"]);
    asked(&a, false);
    assert_eq!(asked(&b, true), "");
    assert_eq!(holds(&b, "甲办说的"), [false; 3]);
}

/// A server that takes no names but branches and tags stands in nobody's way.
#[test]
fn a_server_that_takes_no_answers_stops_no_round() {
    let (hub, a, b) = reverted(false);
    fs::create_dir_all(hub.path().join("hooks")).unwrap();
    let hook = hub.path().join("hooks/update");
    fs::write(&hook, "#!/bin/sh\ncase \"$1\" in refs/heads/*) exit 0;; esac\nexit 1\n").unwrap();
    #[cfg(unix)]
    fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    assert_ne!(asked(&b, true), "");
    asked(&a, true);
    assert_eq!([holds(&a, "甲办说的"), holds(&b, "甲办说的")], [[true; 3]; 2]);
    assert!(String::from_utf8(git(&hub.path(), &["for-each-ref", "refs/duban"]).stdout).unwrap().is_empty());
}
