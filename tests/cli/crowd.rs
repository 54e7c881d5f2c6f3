//! Many users of one ledger, each with an account of his own: what each was told to be saved is in the file.

use super::desk::Desk;
use crate::patience::{ended, finished};
use std::process::{Child, Stdio};

/// One call by an account that shares nothing with the others but the ledger.
fn call(desk: &Desk, account: usize, words: &str) -> Child {
    let mut command = desk.command(&["note", "hulin/六（一）", words]);
    command.env("DUBAN_HOME", desk.path(&format!("../home-{account}"))).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn all_there(desk: &Desk, words: &[String]) {
    let text = desk.text();
    let lost: Vec<&String> = words.iter().filter(|w| !text.contains(&format!("\"{w}\""))).collect();
    assert_eq!(lost, Vec::<&String>::new(), "told to be saved, and lost");
    let left: Vec<String> = std::fs::read_dir(desk.path(""))
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .filter(|n| n != "tasks.ron")
        .collect();
    assert_eq!(left, Vec::<String>::new(), "the folder stays clean");
}

/// Fifty accounts at once on one ledger: what each was told to be saved.
fn fifty_at_once(desk: &Desk) -> Vec<String> {
    let words: Vec<String> = (0..50).map(|n| format!("第{n}位的进展")).collect();
    let calls: Vec<Child> = words.iter().enumerate().map(|(n, w)| call(desk, n, w)).collect();
    for mut call in calls {
        assert!(ended(&mut call).success());
    }
    words
}

/// Two accounts with so many edits each, one after another.
fn two_who_take_turns(edits: usize) {
    let desk = Desk::new();
    let words = |who: usize| (0..edits).map(move |n| format!("甲乙之{who}的第{n}条"));
    std::thread::scope(|scope| {
        for who in 0..2 {
            let desk = &desk;
            scope.spawn(move || words(who).for_each(|w| assert!(ended(&mut call(desk, who, &w)).success())));
        }
    });
    all_there(&desk, &words(0).chain(words(1)).collect::<Vec<_>>());
}

#[test]
fn fifty_at_once_lose_nothing() {
    let desk = Desk::new();
    let words = fifty_at_once(&desk);
    all_there(&desk, &words);
}

#[test]
fn two_who_take_turns_lose_nothing() {
    two_who_take_turns(15);
}

/// What docs/safety.md says of crowds: `cargo test --release --test main twenty_rounds -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn twenty_rounds_of_fifty_at_once_and_of_two_with_a_hundred_edits_lose_nothing() {
    for round in 1..=20 {
        let (desk, begun) = (Desk::new(), std::time::Instant::now());
        let words = fifty_at_once(&desk);
        let fifty = begun.elapsed();
        all_there(&desk, &words);
        two_who_take_turns(100);
        println!("round {round}: fifty at once in {fifty:.1?}, two with a hundred each in {:.1?}", begun.elapsed() - fifty);
    }
}

#[cfg(unix)]
#[test]
fn a_save_waits_for_the_one_before_and_says_for_whom() {
    let desk = Desk::new();
    let lock = desk.path(".tasks.ron.lock");
    std::fs::write(&lock, "王五\t三楼\t2025-11-20T09:00:00+08:00\t1\n").unwrap();
    let held = std::fs::File::open(&lock).unwrap();
    held.lock().unwrap();
    let mut command = desk.command(&["note", "hulin/六（一）", "排队的进展"]);
    let waiting = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(!desk.text().contains("排队的进展"));
    std::fs::remove_file(&lock).unwrap();
    drop(held);
    let output = finished(waiting);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("王五@三楼 正在保存"), "{said}");
    all_there(&desk, &["排队的进展".to_owned()]);
}

#[test]
fn a_lock_that_was_left_a_minute_ago_is_taken_over() {
    let desk = Desk::new();
    let lock = desk.path(".tasks.ron.lock");
    std::fs::write(&lock, "王五\t三楼\t2025-11-20T09:00:00+08:00\t1\n").unwrap();
    let ago = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    std::fs::File::options().write(true).open(&lock).unwrap().set_modified(ago).unwrap();
    desk.run(&["note", "hulin/六（一）", "接着保存"]).fine();
    all_there(&desk, &["接着保存".to_owned()]);
}
