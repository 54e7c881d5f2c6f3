//! Saving: only what changed, whole or not at all, and never over another's work.

use duban::domain::{Author, Change, Entry, EntryId, Intent, Kind, Ledger, Recorder, Status, Touched};
use duban::progress::Progress;
use duban::store::{BUILT_IN, Folders, KEPT, LedgerFile, Spelling, canonical, kept_versions, parse_text};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Desk {
    _home: tempfile::TempDir,
    path: PathBuf,
    folders: Folders,
}

fn desk(text: &str) -> Desk {
    let home = tempfile::tempdir().expect("folder");
    let path = home.path().join("work/tasks.ron");
    fs::create_dir_all(home.path().join("work")).expect("folder");
    fs::write(&path, text).expect("write");
    let folders = Folders::under(&home.path().join("home"));
    Desk { path, folders, _home: home }
}

fn open(desk: &Desk) -> (LedgerFile, Ledger) {
    LedgerFile::open(&desk.path, &desk.folders, &Progress::default()).expect("open")
}

fn recorder() -> Recorder {
    let by = Author { dept: Some("鸡西市农业农村局".into()), person: "张三".into() };
    Recorder { by, clock: Arc::new(|| "2025-10-15T09:30:00+08:00".parse().expect("time")), entropy: Arc::new(|| fastrand::u64(..)) }
}

fn set(ledger: &mut Ledger, id: &str, status: Status) -> Touched {
    let id = EntryId::from(id);
    let entry = ledger.get(&id).expect("entry").clone();
    let change = recorder().record(ledger, &entry, &Intent::Status(status), "2025Q4".parse().ok()).expect("change");
    let touched = change.touched();
    change.apply(ledger).expect("applied");
    touched
}

/// Lines of `new` that are not in `old` at their place, and the other way round, outside a common head and tail.
fn differing(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let owned = |v: &[&str]| v.iter().map(|s| (*s).to_owned()).collect();
    (owned(&a[head..a.len() - tail]), owned(&b[head..b.len() - tail]))
}

#[test]
fn a_status_change_touches_at_most_twelve_lines_and_only_its_entry() {
    let text = BUILT_IN.replacen("    entries: [\n", "    entries: [\n        // 督办室的话：别删\n", 1);
    let desk = desk(&text);
    let (mut file, mut ledger) = open(&desk);
    for id in ["hulin-agri/五（一）", "jixi-bio/专栏16#12", "hulin-agri/五（一）"] {
        let before = fs::read_to_string(&desk.path).expect("read");
        let status = if before.contains("Status(to: Underway)") { Status::Done } else { Status::Underway };
        let touched = set(&mut ledger, id, status);
        let _ = file.save(&ledger, &touched).expect("saved");
        let after = fs::read_to_string(&desk.path).expect("read");
        let (gone, new) = differing(&before, &after);
        assert!(gone.is_empty(), "{gone:?}");
        assert!((1..=12).contains(&new.len()), "{new:#?}");
        assert!(after.contains("// 督办室的话：别删"));
        assert_eq!(parse_text("t", &after).expect("parses"), ledger);
    }
}

/// The first record of each kind whose list the file has not yet.
fn begins(ledger: &Ledger) -> [Change; 3] {
    let entry = ledger.entries()[0].id.clone();
    let step = duban::domain::Step { what: "选址".into(), ..duban::domain::Step::new(entry, 7) };
    let person = duban::domain::Person::new("张三", ledger.departments[0].id.clone(), duban::domain::Charge::Answers, None);
    [Change::put(0, step), Change::put(0, duban::domain::WorkYear::new("2026")), Change::put(0, person)]
}

#[test]
fn a_list_is_begun_at_its_place_whatever_lists_are_there() {
    let built_in = parse_text("t", BUILT_IN).expect("parses");
    for there in 0..8 {
        let mut ledger = built_in.clone();
        let changes = || begins(&built_in).into_iter().enumerate();
        for (_, change) in changes().filter(|(n, _)| there & (1 << n) != 0) {
            change.apply(&mut ledger).expect("applied");
        }
        let remark = "    // 末了\n    entries: [";
        let before = canonical(&ledger).expect("canonical").replacen("    entries: [", remark, 1);
        let desk = desk(&before);
        let (mut file, mut ledger) = open(&desk);
        let new = Change::All(changes().filter(|(n, _)| there & (1 << n) == 0).map(|(_, change)| change).collect());
        let touched = new.touched();
        let back = new.apply(&mut ledger).expect("applied");
        let _ = file.save(&ledger, &touched).expect("saved");
        let saved = fs::read_to_string(&desk.path).expect("read");
        assert_eq!(saved, canonical(&ledger).expect("canonical").replacen("    entries: [", remark, 1), "{there:b}");
        back.apply(&mut ledger).expect("taken back");
        let _ = file.save(&ledger, &touched).expect("saved");
        assert_eq!(fs::read_to_string(&desk.path).expect("read"), before, "{there:b}");
    }
}

#[test]
fn entries_are_added_and_removed_in_their_place() {
    let desk = desk(BUILT_IN);
    let (mut file, mut ledger) = open(&desk);
    let mut entry = Entry::new(EntryId::mint("hulin-agri", 42), Kind::Task, "新增事项");
    entry.summary = "手工增加".into();
    let at = ledger.index_of(&"hulin-agri/五（一）".into()).expect("place") + 1;
    let change = Change::All(vec![Change::put(at, entry), Change::take(EntryId::from("hulin-agri/五（三）"))]);
    let touched = change.touched();
    let undo = change.apply(&mut ledger).expect("applied");
    let _ = file.save(&ledger, &touched).expect("saved");
    let (_, read) = open(&desk);
    assert_eq!(read, ledger);
    assert_eq!(fs::read_to_string(&desk.path).expect("read"), canonical(&ledger).expect("canonical"));
    let touched = undo.touched();
    undo.apply(&mut ledger).expect("undone");
    let _ = file.save(&ledger, &touched).expect("saved");
    assert_eq!(fs::read_to_string(&desk.path).expect("read"), BUILT_IN);
}

#[test]
fn the_first_entry_of_an_empty_list_and_the_last_to_go() {
    let desk = desk("#![enable(implicit_some)]\nLedger(\n    format: 1,\n    entries: [],\n)\n");
    let (mut file, mut ledger) = open(&desk);
    for n in 0..3 {
        let change = Change::put(n, Entry::new(EntryId::mint("p", n as u64), Kind::Task, "题"));
        let touched = change.touched();
        change.apply(&mut ledger).expect("applied");
        let _ = file.save(&ledger, &touched).expect("saved");
        assert_eq!(open(&desk).1, ledger);
    }
    let ids: Vec<EntryId> = ledger.entries().iter().map(|e| e.id.clone()).collect();
    for id in ids {
        let change = Change::take(id);
        let touched = change.touched();
        change.apply(&mut ledger).expect("applied");
        let _ = file.save(&ledger, &touched).expect("saved");
        assert_eq!(open(&desk).1, ledger);
    }
}

#[test]
fn a_list_that_the_text_did_not_have_is_born_in_the_ledgers_order() {
    let desk = desk("#![enable(implicit_some)]\nLedger(\n    format: 1,\n)\n");
    let (mut file, mut ledger) = open(&desk);
    let entries = ["p/三", "p/一", "p/二"].map(|id| Change::put(9, Entry::new(EntryId::from(id), Kind::Task, "题")));
    let change = Change::All(entries.into());
    let touched = change.touched();
    change.apply(&mut ledger).expect("applied");
    let _ = file.save(&ledger, &touched).expect("saved");
    assert_eq!(open(&desk).1, ledger);
}

#[test]
fn windows_line_ends_stay_windows_line_ends() {
    let desk = desk(&BUILT_IN.replace('\n', "\r\n"));
    let (mut file, mut ledger) = open(&desk);
    let touched = set(&mut ledger, "hulin-agri/五（一）", Status::Done);
    let _ = file.save(&ledger, &touched).expect("saved");
    let after = fs::read_to_string(&desk.path).expect("read");
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    assert_eq!(parse_text("t", &after).expect("parses"), ledger);
}

#[test]
fn a_comment_inside_a_rewritten_entry_is_kept_before_it() {
    let desk = desk(&BUILT_IN.replacen(
        "            id: \"hulin-agri/五（一）\",\n",
        "            id: \"hulin-agri/五（一）\", // 已与李局长核对\n",
        1,
    ));
    let (mut file, mut ledger) = open(&desk);
    let touched = set(&mut ledger, "hulin-agri/五（一）", Status::Done);
    let _ = file.save(&ledger, &touched).expect("saved");
    let after = fs::read_to_string(&desk.path).expect("read");
    assert!(after.contains("        // 已与李局长核对\n        Entry(\n            id: \"hulin-agri/五（一）\",\n"));
}

#[test]
fn nothing_is_written_by_reading() {
    let desk = desk(BUILT_IN);
    let stamp = |p: &Path| fs::metadata(p).expect("meta").modified().expect("time");
    let before = stamp(&desk.path);
    open(&desk);
    assert_eq!(stamp(&desk.path), before);
    assert!(!desk.folders.data.exists());
}

#[test]
fn the_last_versions_are_kept_and_no_more() {
    let desk = desk(BUILT_IN);
    let (mut file, mut ledger) = open(&desk);
    for n in 0..KEPT + 4 {
        let status = if n % 2 == 0 { Status::Underway } else { Status::Blocked };
        let touched = set(&mut ledger, "hulin-agri/五（一）", status);
        let _ = file.save(&ledger, &touched).expect("saved");
    }
    let target = fs::canonicalize(&desk.path).expect("path");
    let versions = kept_versions(&desk.folders.versions(&target));
    assert_eq!(versions.len(), KEPT);
    let last = fs::read_to_string(versions.last().expect("one")).expect("read");
    assert!(parse_text("t", &last).is_ok());
}

#[cfg(unix)]
#[test]
fn permissions_and_symbolic_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = desk(BUILT_IN);
    fs::set_permissions(&desk.path, fs::Permissions::from_mode(0o664)).expect("mode");
    let link = desk.path.with_file_name("link.ron");
    symlink(&desk.path, &link).expect("link");
    let (mut file, mut ledger) = LedgerFile::open(&link, &desk.folders, &Progress::default()).expect("open");
    let touched = set(&mut ledger, "hulin-agri/五（一）", Status::Done);
    let _ = file.save(&ledger, &touched).expect("saved");
    assert!(fs::symlink_metadata(&link).expect("meta").is_symlink());
    assert_eq!(fs::metadata(&desk.path).expect("meta").permissions().mode() & 0o777, 0o664);
    assert_eq!(open(&desk).1, ledger);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_not_overwritten_and_the_work_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk(BUILT_IN);
    let (mut file, mut ledger) = open(&desk);
    fs::set_permissions(&desk.path, fs::Permissions::from_mode(0o444)).expect("mode");
    let touched = set(&mut ledger, "hulin-agri/五（一）", Status::Done);
    let error = file.save(&ledger, &touched).expect_err("refused");
    let duban::store::StoreError::NotSaved { rescue: Some(rescue), .. } = error else { panic!("{error}") };
    assert_eq!(parse_text("t", &fs::read_to_string(rescue).expect("rescue")).expect("parses"), ledger);
    assert_eq!(fs::read_to_string(&desk.path).expect("read"), BUILT_IN);
}

#[test]
fn a_file_that_cannot_be_read_any_more_is_told_of_once() {
    let desk = desk(BUILT_IN);
    let (mut file, ledger) = open(&desk);
    let rescued = || fs::read_dir(desk.path.parent().expect("folder")).expect("folder").count() - 1;
    fs::write(&desk.path, "rubbish(").expect("write");
    assert!(file.looks_changed() && file.take_in(&ledger).is_err());
    assert!(!file.looks_changed(), "nobody need look again before it changes");
    assert_eq!(rescued(), 1);
    fs::remove_file(&desk.path).expect("removed");
    // One that is gone comes back as it was last read.
    assert!(file.looks_changed() && file.take_in(&ledger).expect("put back").is_some());
    assert!(!file.looks_changed());
    assert_eq!(open(&desk).1, ledger);
    fs::write(&desk.path, BUILT_IN.replacen("玉米加工产业", "玉米深加工产业", 1)).expect("write");
    assert!(file.looks_changed());
    assert!(file.take_in(&ledger).expect("taken in").is_some());
}

#[test]
fn formatting_takes_the_file_as_it_is_by_then_and_keeps_what_it_was() {
    let desk = desk(BUILT_IN);
    let _read = open(&desk);
    let others = BUILT_IN.replacen("kind: Task,", "kind:  Task, // 别人刚写的", 1);
    fs::write(&desk.path, &others).expect("write");
    assert!(LedgerFile::format(&desk.path, &desk.folders, Spelling::Canonical).expect("formatted"));
    let text = fs::read_to_string(&desk.path).expect("text");
    assert!(text.contains("// 别人刚写的") && !text.contains("kind:  Task"));
    let versions = kept_versions(&desk.folders.versions(&fs::canonicalize(&desk.path).expect("path")));
    assert_eq!(fs::read_to_string(versions.last().expect("a version")).expect("text"), others);
    assert!(!LedgerFile::format(&desk.path, &desk.folders, Spelling::Canonical).expect("in canonical spelling"));
}

#[test]
fn a_file_to_be_repaired_that_is_not_utf8_is_told_with_its_place() {
    let desk = desk("");
    fs::write(&desk.path, b"(\n title: \"\xca\xd0\",\n)").expect("write");
    let error = LedgerFile::repair(&desk.path, &desk.folders, None).expect_err("not UTF-8");
    assert!(matches!(error, duban::store::StoreError::NotUtf8(duban::store::Spot { line: 2, .. })), "{error}");
}
