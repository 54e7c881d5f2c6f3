//! Reading: errors in their place, and never a byte written.

use duban::progress::{Progress, Step};
use duban::store::{BUILT_IN, Folders, LedgerFile, Located, Spot, StoreError, canonical, locate, parse_text};
use duban::text::{Lang, Say};
use std::fs;
use std::path::{Path, PathBuf};

const HEAD: &str = "#![enable(implicit_some)]\nLedger(\n    format: 1,\n";

fn mistake(text: &str) -> String {
    parse_text("tasks.ron", text).expect_err("a mistake").say(Lang::Zh)
}

#[test]
fn a_mistake_is_told_with_line_and_column() {
    let entry = |inside: &str| format!("{HEAD}    entries: [\n        // 注\n        Entry(\n{inside}        ),\n    ],\n)\n");
    assert_eq!(
        mistake(&entry("            id: \"p/一\",\n            kind: Task\n            title: \"题\",\n            lead: Unassigned,\n")),
        "tasks.ron:9:13: 这里缺少逗号 `,`"
    );
    let wrong = mistake(&entry("            id: \"p/一\",\n            kind: 任务,\n"));
    assert!(wrong.starts_with("tasks.ron:8:19: 没有 `任务` 这个取值，可用：`Programme`、`Task`"), "{wrong}");
    let unknown = mistake(&entry("            id: \"p/一\",\n            colour: \"红\",\n"));
    assert!(unknown.starts_with("tasks.ron:8:13: 没有 `colour` 这个字段"), "{unknown}");
    let comma = mistake(&format!("{HEAD}    title: \"台账\"，\n)\n"));
    assert!(comma.starts_with("tasks.ron:4:16: "), "{comma}");
    // What `ron` reads and no save could write again.
    for number in ["NaN", "inf", "1e999", "-inf"] {
        let no_number = mistake(&entry(&format!(
            "            id: \"p/一\",\n            kind: Task,\n            title: \"题\",\n            lead: Unassigned,\n            investment_wan: {number},\n"
        )));
        assert!(no_number.starts_with("tasks.ron:6:9: 里面有台账写不下的数"), "{no_number}");
    }
}

#[test]
fn a_mistake_in_the_last_of_many_entries_is_told_in_its_place() {
    let mut text = format!("{HEAD}    entries: [\n");
    for i in 0..5000 {
        text.push_str(&format!("        Entry(id: \"p/{i}\", kind: Task, title: \"题\", lead: Unassigned),\n"));
    }
    text.push_str("        Entry(id: \"p/x\", kind: Task, title: 3, lead: Unassigned),\n    ],\n)\n");
    assert!(mistake(&text).starts_with("tasks.ron:5005:"), "{}", mistake(&text));
}

#[test]
fn a_newer_format_and_conflict_markers_are_refused() {
    let newer = BUILT_IN.replacen("format: 2", "format: 3", 1);
    assert!(matches!(parse_text("t", &newer), Err(StoreError::NewerFormat(_, 3))));
    let torn = BUILT_IN.replacen("    entries: [", "<<<<<<< HEAD\n    entries: [", 1);
    assert!(matches!(parse_text("t", &torn), Err(StoreError::Markers(_))));
}

#[test]
fn the_number_of_the_format_is_read_from_its_place() {
    for remark in ["// format: 3\n", "/* format: 4 */ ", "// 旧的是 format: 0\n"] {
        assert!(parse_text("t", &format!("{remark}{BUILT_IN}")).is_ok(), "{remark}");
        assert!(parse_text("t", &BUILT_IN.replacen("format: 2", &format!("format: {remark}2"), 1)).is_ok(), "{remark}");
    }
    let titled = "Ledger(title: \"format: 3\", format: 1)";
    assert_eq!(parse_text("t", titled).expect("a ledger").title, "format: 3");
    let last = "Ledger(\n    plans: [Unheard(of: 1)],\n    format: 0x3,\n)";
    assert_eq!(mistake(last), "tasks.ron:3:13: 格式是 3，本程序只认到 2");
    assert_eq!(mistake("Ledger(\n    format: 0,\n)"), "tasks.ron:2:13: 没有格式 0，格式从 1 数起");
}

#[test]
fn garbage_of_every_kind_is_an_error_and_no_panic() {
    for text in ["", "\u{feff}", "Ledger(", "[]", "{}", "\"", "Ledger(format: 1", "Ledger(format: 1, entries: [(", "PK\u{3}\u{4}"] {
        assert!(parse_text("t", text).is_err(), "{text:?}");
    }
    // The line feed at the end may be missing; nothing else.
    for cut in (0..BUILT_IN.trim_end().len()).step_by(BUILT_IN.len() / 97).filter(|c| BUILT_IN.is_char_boundary(*c)) {
        assert!(parse_text("t", &BUILT_IN[..cut]).is_err(), "cut at {cut}");
    }
}

#[test]
fn what_is_not_utf8_is_told_with_its_place() {
    let home = tempfile::tempdir().expect("folder");
    let path = home.path().join("tasks.ron");
    fs::write(&path, b"// abc\n// \xb6\xbd").expect("write");
    let error = LedgerFile::open(&path, &Folders::under(home.path()), &Progress::default()).expect_err("an error");
    assert!(matches!(error, StoreError::NotUtf8(Spot { line: 2, column: 4, .. })), "{error}");
}

#[test]
fn the_built_in_ledger_is_canonical_and_round_trips() {
    let ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    assert_eq!(canonical(&ledger).expect("canonical"), BUILT_IN);
}

#[test]
fn a_demo_ledger_round_trips_and_the_ron_crate_alone_reads_it() {
    let ledger = duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date"));
    let text = canonical(&ledger).expect("canonical");
    assert_eq!(parse_text("t", &text).expect("ledger"), ledger);
    let value: ron::Value = ron::from_str(&text).expect("plain RON");
    assert!(matches!(value, ron::Value::Map(_)));
}

#[test]
fn the_ledger_is_found_named_near_or_built_in() {
    let home = tempfile::tempdir().expect("folder");
    let folders = Folders::under(&home.path().join("home"));
    let work = home.path().join("a/b/c");
    fs::create_dir_all(&work).expect("folder");
    assert!(matches!(locate(None, &work, &folders), Ok(Located::Fresh(_))));
    assert!(matches!(locate(None, &work, &folders), Ok(Located::Own(_))));
    fs::write(home.path().join("a/tasks.ron"), "x").expect("write");
    assert_eq!(locate(None, &work, &folders).expect("found"), Located::Above(home.path().join("a/tasks.ron")));
    assert_eq!(locate(None, &home.path().join("a"), &folders).expect("found"), Located::Near(home.path().join("a/tasks.ron")));
    let named = Path::new("/elsewhere/t.ron");
    assert_eq!(locate(Some(named), &work, &folders).expect("named"), Located::Named(named.to_owned()));
}

#[test]
fn no_ledger_is_looked_for_above_ones_repository_or_home() {
    let outside = tempfile::tempdir().expect("folder");
    fs::write(outside.path().join("tasks.ron"), BUILT_IN).expect("write");
    let work = outside.path().join("clone/notes");
    fs::create_dir_all(&work).expect("folder");
    let [near, own] = ["clone/home", "elsewhere/home"].map(|home| Folders::under(&outside.path().join(home)));
    assert!(matches!(locate(None, &work, &near), Ok(Located::Fresh(_))), "above the user's own folders");
    assert_eq!(locate(None, &work, &own).expect("found"), Located::Above(outside.path().join("tasks.ron")));
    fs::create_dir(outside.path().join("clone/.git")).expect("folder");
    assert!(matches!(locate(None, &work, &own), Ok(Located::Fresh(_))), "above the repository");
}

/// The built-in ledger in a file.
fn built_in() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("folder");
    let path = home.path().join("tasks.ron");
    fs::write(&path, BUILT_IN).expect("write");
    (home, path)
}

#[test]
fn an_opening_says_how_far_it_is() {
    let (home, path) = built_in();
    let progress = Progress::default();
    let (_, ledger) = LedgerFile::open(&path, &Folders::under(home.path()), &progress).expect("open");
    let snapshot = progress.snapshot();
    assert_eq!((snapshot.step, snapshot.done, snapshot.total), (Some(Step::Parsing), ledger.entries().len(), ledger.entries().len()));
}

#[test]
fn an_opening_that_is_called_off_gives_nothing_and_is_no_mistake_in_the_file() {
    let (home, path) = built_in();
    let progress = Progress::default();
    progress.call_off();
    let error = LedgerFile::open(&path, &Folders::under(home.path()), &progress).expect_err("called off");
    assert!(matches!(error, StoreError::CalledOff));
}
