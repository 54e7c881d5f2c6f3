use super::desk::{Desk, LEDGER};
use duban::domain::{Change, EntryId};
use duban::store::{Folders, Journal, parse_text};
use std::fs;

/// What `versions` lists: number, what it is, in how much it differs from what came after.
fn listed(desk: &Desk) -> Vec<(u64, String, Option<u64>)> {
    let value = desk.run(&["versions", "--json"]).fine().json("versions");
    let all = value["versions"].as_array().unwrap().clone();
    all.iter().map(|v| (v["number"].as_u64().unwrap(), v["what"].as_str().unwrap().to_owned(), v["changes_after"].as_u64())).collect()
}

#[test]
fn a_version_is_restored_and_what_was_there_can_be_had_back() {
    let desk = Desk::new();
    desk.run(&["versions"]).fine().warns("还没有留下版本");
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let after_one = desk.text();
    desk.run(&["set", "jixi/五（一）", "--percent", "40"]).fine();
    let after_two = desk.text();
    assert_eq!(listed(&desk), [(1, "version".into(), Some(1)), (2, "version".into(), Some(1))]);
    desk.run(&["versions"]).fine().shows("受阻").shows("40").shows("保存前的版本");
    let said = desk.run(&["restore", "2", "--dry-run"]).fine().shows("受阻").shows("40").warns("没有保存");
    assert!(said.out.contains("hulin/五（一）1"), "{}", said.out);
    assert_eq!(desk.text(), after_two);
    desk.run(&["restore", "2", "--yes"]).fine().warns("已恢复并保存");
    assert_eq!(parse_text("", &desk.text()).unwrap(), parse_text("", LEDGER).unwrap());
    desk.run(&["restore", "1", "-y"]).fine();
    assert_eq!(parse_text("", &desk.text()).unwrap(), parse_text("", &after_two).unwrap());
    desk.run(&["restore", "3", "--yes", "--json"]).fine().json("restored");
    // What differs in nothing is not restored, so that number 1 stays what was there before.
    let before = listed(&desk);
    let same = before.iter().map(|v| v.0.to_string()).find(|n| desk.run(&["restore", n, "--dry-run"]).err.contains("没有不同"));
    desk.run(&["restore", &same.expect("a version like the present"), "--yes"]).fine().warns("没有恢复");
    assert_eq!(listed(&desk), before);
    assert_eq!(parse_text("", &desk.text()).unwrap(), parse_text("", &after_one).unwrap());
}

#[test]
fn nothing_is_restored_without_a_word_or_from_a_number_that_is_not_there() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let before = desk.text();
    desk.run(&["restore", "1"]).refused("要先确认");
    desk.run(&["restore", "2", "--yes"]).refused("共 1 项");
    desk.run(&["restore", "0", "--yes"]).refused("没有编号 0");
    desk.run(&["restore", "一", "--yes"]).refused("`一`");
    assert_eq!(desk.text(), before);
}

#[test]
fn a_ledger_that_cannot_be_read_or_is_gone_is_restored() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let text = desk.text();
    fs::write(desk.path("tasks.ron"), &text[..300]).unwrap();
    desk.run(&["list"]).refused("duban restore");
    desk.run(&["versions"]).fine().shows("保存前的版本").shows("最后一次存进去的");
    desk.run(&["restore", "1", "--yes"]).fine();
    assert_eq!(desk.text(), text);
    fs::remove_file(desk.path("tasks.ron")).unwrap();
    let file = desk.path("tasks.ron").to_string_lossy().into_owned();
    // What was unreadable is a version too; it stands between what was restored and the ledger.
    assert_eq!((listed_of(&desk, &file), listed(&desk).len()), (4, 4));
    desk.run(&["restore", "4", "--yes", "--file", &file]).fine();
    assert_eq!(parse_text("", &desk.text()).unwrap(), parse_text("", LEDGER).unwrap());
}

/// Whatever a save wrote can be found afterwards, also when it is the last and something else takes its place.
#[test]
fn what_was_saved_last_is_found_when_the_file_is_gone_or_an_older_copy_lies_over_it() {
    for gone in [true, false] {
        let desk = Desk::new();
        let file = desk.path("tasks.ron").to_string_lossy().into_owned();
        desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
        let saved = desk.text();
        assert_eq!(listed(&desk).len(), 1, "what the file holds is not offered");
        // Written in place, so that a second name of the file would lose it too.
        if gone { fs::remove_file(&file) } else { fs::write(&file, LEDGER) }.unwrap();
        assert_eq!(listed_of(&desk, &file), 2);
        let said = desk.run(&["restore", "1", "--yes", "--file", &file]).fine();
        assert_eq!(said.err.contains("恢复前的内容"), !gone, "{}", said.err);
        if gone {
            assert_eq!(desk.text(), saved);
        }
        assert_eq!(parse_text("", &desk.text()).unwrap(), parse_text("", &saved).unwrap());
    }
}

/// Going to and fro between two contents leaves two versions, and pushes none out.
#[test]
fn restoring_again_and_again_pushes_no_version_out() {
    let desk = Desk::new();
    for percent in ["10", "20", "30"] {
        desk.run(&["set", "jixi/五（一）", "--percent", percent]).fine();
    }
    let versions = listed(&desk).len();
    for _ in 0..6 {
        desk.run(&["restore", "1", "--yes"]).fine();
    }
    assert!(listed(&desk).len() <= versions + 1, "{:?}", listed(&desk));
}

fn listed_of(desk: &Desk, file: &str) -> usize {
    desk.run(&["versions", "--json", "--file", file]).fine().json("versions")["versions"].as_array().unwrap().len()
}

#[test]
fn edits_of_a_program_that_was_killed_are_listed_found_by_doctor_and_taken_back() {
    let desk = Desk::new();
    let mut ledger = parse_text("", LEDGER).unwrap();
    let mut journal = Journal::new(ledger.clone(), &desk.path("tasks.ron"), &Folders::under(&desk.home()));
    let mut entry = ledger.get(&EntryId::from("hulin/五（一）1")).unwrap().as_ref().clone();
    entry.summary = "未存的概要".into();
    let change = Change::amend(entry);
    let touched = change.touched();
    change.apply(&mut ledger).unwrap();
    journal.edited(ledger.clone(), &touched).unwrap();
    desk.run(&["list"]).fine();
    drop(journal);
    // The screen could not save it either, and put the whole beside the ledger.
    let rescue = desk.path("tasks.unsaved-20251119-080000-2.ron");
    fs::write(&rescue, duban::store::canonical(&ledger).unwrap()).unwrap();
    desk.run(&["doctor"]).shows(".journal");
    desk.run(&["list"]).fine().warns("没有存进台账的改动").warns("duban versions");
    desk.run(&["versions"]).fine().shows("没存进台账的改动");
    desk.run(&["restore", "1", "--yes"]).fine().shows("未存的概要");
    assert_eq!(parse_text("", &desk.text()).unwrap(), ledger);
    assert_eq!(listed(&desk).len(), 1, "what was taken back is not offered again");
    assert!(!rescue.exists(), "what is in the ledger by now need not lie beside it");
    let said = desk.run(&["list"]).fine();
    assert!(!said.err.contains("没有存进台账"), "{}", said.err);
}

#[test]
fn what_could_not_be_saved_is_listed_in_the_order_in_which_it_was_written() {
    let desk = Desk::new();
    let mut mode = fs::metadata(desk.path("tasks.ron")).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(desk.path("tasks.ron"), mode).unwrap();
    let notes: Vec<String> = (1..6).map(|n| format!("第{n}次没存成")).collect();
    for note in &notes {
        assert_eq!(desk.run(&["note", "jixi/五（一）", note]).code, 2);
    }
    let of = |path: &str| {
        let text = fs::read_to_string(path).unwrap();
        notes.iter().position(|note| text.contains(note)).expect("one of them")
    };
    assert_eq!(paths(&desk).iter().map(|path| of(path)).collect::<Vec<_>>(), [4, 3, 2, 1, 0]);
    // Those of programs of before, which named them to the second.
    let old =
        ["080000.ron", "080000-2.ron", "080000-10.ron", "080001.ron", "080001.250.ron"].map(|n| format!("tasks.unsaved-20251119-{n}"));
    old.iter().rev().for_each(|name| fs::write(desk.path(name), LEDGER).unwrap());
    let found: Vec<String> = paths(&desk).into_iter().filter(|p| p.contains("20251119")).collect();
    assert_eq!(found, old.iter().rev().map(|name| desk.path(name).display().to_string()).collect::<Vec<_>>());
}

fn paths(desk: &Desk) -> Vec<String> {
    let json = desk.run(&["versions", "--json"]).fine().json("versions");
    json["versions"].as_array().unwrap().iter().map(|v| v["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn work_that_could_not_be_saved_is_merged_with_what_is_there() {
    let (desk, elsewhere) = (Desk::new(), Desk::new());
    elsewhere.run(&["set", "jixi/五（一）", "--percent", "40"]).fine();
    fs::write(desk.path("tasks.unsaved-20251119-080000.ron"), elsewhere.text()).unwrap();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let listed = listed(&desk);
    let number = listed.iter().find(|l| l.1 == "rescue").expect("it is listed").0.to_string();
    desk.run(&["restore", &number, "--yes"]).fine().shows("40");
    desk.run(&["show", "hulin/五（一）1"]).fine().shows("受阻");
    desk.run(&["show", "jixi/五（一）"]).fine().shows("40");
    assert!(!desk.path("tasks.unsaved-20251119-080000.ron").exists());
}

#[test]
fn a_folder_stands_for_the_ledger_in_it() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let folder = desk.path("").to_string_lossy().into_owned();
    assert_eq!(listed_of(&desk, &folder), 1);
    desk.run(&["restore", "1", "--yes", "--file", &folder]).fine();
    assert_eq!(parse_text("", &desk.text()).unwrap(), parse_text("", LEDGER).unwrap());
}

/// Who can write into the folder cannot aim a save at another file.
#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_lock_is_not_written_through() {
    for hard in [true, false] {
        let desk = Desk::new();
        fs::write(desk.path("precious"), "不能丢").unwrap();
        let (file, lock) = (desk.path("precious"), desk.path(".tasks.ron.lock"));
        if hard { fs::hard_link(&file, &lock) } else { std::os::unix::fs::symlink(&file, &lock) }.unwrap();
        desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
        assert_eq!(fs::read_to_string(&file).unwrap(), "不能丢", "hard: {hard}");
        assert!(desk.text().contains("Blocked"));
    }
}

/// Nothing waits for what is no lock: no pipe is opened, no link is followed.
#[cfg(unix)]
#[test]
fn what_is_no_regular_file_in_the_place_of_the_lock_stops_nobody_and_is_told() {
    use std::os::unix::fs::symlink;
    for what in ["pipe", "link", "folder"] {
        let desk = Desk::new();
        let lock = desk.path(".tasks.ron.lock");
        match what {
            "pipe" => assert!(std::process::Command::new("mkfifo").arg(&lock).status().unwrap().success()),
            "link" => symlink(desk.path("nowhere"), &lock).unwrap(),
            _ => fs::create_dir(&lock).unwrap(),
        }
        desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine().warns("不是普通文件");
        assert!(desk.text().contains("Blocked") && !desk.path("nowhere").exists(), "{what}");
        desk.run(&["doctor"]);
        desk.run(&["restore", "1", "--yes"]).fine();
    }
}

/// Whoever may not read the ledger reads nothing that is kept of it, and what comes back is as it was.
#[cfg(unix)]
#[test]
fn what_is_kept_of_a_private_ledger_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let file = desk.path("tasks.ron");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let mut ledger = parse_text("", &desk.text()).unwrap();
    let mut journal = Journal::new(ledger.clone(), &file, &Folders::under(&desk.home()));
    let change = Change::take(EntryId::from("hulin/五（一）1"));
    let touched = change.touched();
    change.apply(&mut ledger).unwrap();
    journal.edited(ledger, &touched).unwrap();
    let kept: Vec<_> =
        desk.everything().into_keys().filter(|p| p.starts_with(desk.home()) && p.extension().is_some_and(|e| e != "lock")).collect();
    assert!(kept.len() >= 3, "{kept:?}");
    for path in kept {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
        assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
    }
    drop(journal);
    fs::remove_file(&file).unwrap();
    desk.run(&["restore", "1", "--yes", "--file", &file.to_string_lossy()]).fine();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_version_that_cannot_be_read_itself_sends_nobody_round_in_a_circle() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    fs::write(desk.path("tasks.ron"), "rubbish(").unwrap();
    desk.run(&["restore", "1", "--yes"]).fine();
    let all = desk.run(&["versions", "--json"]).fine().json("versions");
    let rubbish = all["versions"].as_array().unwrap().iter().find(|v| v["bytes"] == 8).unwrap()["number"].to_string();
    desk.run(&["versions"]).fine().shows("读不懂");
    let said = desk.run(&["restore", &rubbish, "--yes"]).refused("请换一个编号");
    assert!(!said.err.contains("duban restore"), "{}", said.err);
    desk.run(&["export", "--output", "没有的文件夹/表.csv"]).refused("请先建好它");
}

/// A ledger that was worked on and is gone: no edit goes into the copy of the built-in one, and what to do is said. Of the user's own copy too.
#[test]
fn a_ledger_that_is_gone_is_told_of_and_no_edit_goes_elsewhere() {
    let set = ["set", "hulin/五（一）1", "--status", "受阻"];
    let desk = Desk::new();
    desk.run(&set).fine();
    let saved = desk.text();
    fs::remove_file(desk.path("tasks.ron")).unwrap();
    for words in [&set[..], &["note", "一", "说一句"], &["list"], &["check"]] {
        desk.run(words).refused("不见了").warns("duban restore 1").warns("versions");
    }
    assert!(!desk.home().join("data/tasks.ron").exists());
    desk.run(&["versions"]).fine().shows("最后一次存进去的");
    desk.run(&["restore", "1", "--yes"]).fine();
    assert_eq!(desk.text(), saved);
    desk.run(&["set", "jixi/五（一）", "--percent", "40"]).fine();
    // To begin anew.
    fs::remove_file(desk.path("tasks.ron")).unwrap();
    fs::remove_dir_all(desk.home().join("data/versions")).unwrap();
    desk.run(&["list"]).fine().warns("内置台账的副本");
    let own = desk.home().join("data/tasks.ron");
    desk.run(&["note", "hulin-agri/五（一）", "说一句"]).fine();
    fs::remove_file(&own).unwrap();
    desk.run(&["note", "hulin-agri/五（一）", "再说一句"]).refused("不见了");
    assert!(!own.exists());
    desk.run(&["restore", "1", "--yes"]).fine();
    assert!(fs::read_to_string(&own).unwrap().contains("说一句"));
}

/// Another account may write the file and not replace it: in a folder of its owner's, and in a sticky one. Needs root, to be another account.
#[cfg(unix)]
#[test]
fn where_the_folder_keeps_another_account_from_saving_that_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let other = |words: &[&str]| {
        let mut command = std::process::Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_duban"), "--lang", "zh"]).args(words);
        command
    };
    if !other(&["--version"]).output().is_ok_and(|o| o.status.success()) {
        return;
    }
    for sticky in [false, true] {
        let (desk, theirs) = (Desk::new(), tempfile::tempdir().unwrap());
        set(desk.path("").parent().unwrap(), 0o755);
        set(&desk.path("tasks.ron"), 0o666);
        set(&desk.path(""), if sticky { 0o1777 } else { 0o755 });
        set(theirs.path(), 0o777);
        let mut command = other(&["note", "hulin/五（一）1", "别的账户说的"]);
        let output = crate::patience::output(command.current_dir(desk.path("")).env("DUBAN_HOME", theirs.path()));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("文件夹不许你替换它") && said.contains("未保存的内容已放在"), "{said}");
        assert_eq!(desk.text(), LEDGER);
        // What the advice says helps.
        set(&desk.path(""), 0o777);
        let mut command = other(&["note", "hulin/五（一）1", "别的账户说的"]);
        let output = crate::patience::output(command.current_dir(desk.path("")).env("DUBAN_HOME", theirs.path()));
        assert!(output.status.success() && desk.text().contains("别的账户说的"), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The command line puts back what an older copy has covered, and tells it to people and to machines.
#[test]
fn an_older_copy_over_the_ledger_is_noticed_by_the_next_command_that_saves() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    fs::write(desk.path("tasks.ron"), LEDGER).unwrap();
    desk.run(&["list"]).fine();
    let said = desk.run(&["set", "jixi/五（一）", "--percent", "40", "--json"]).fine().warns("已放回").warns("更正");
    assert_eq!(said.json("changes")["put_back"][0]["count"], 1);
    desk.run(&["show", "hulin/五（一）1"]).fine().shows("受阻");
    desk.run(&["restore", "1", "--yes"]).fine();
    let said = desk.run(&["set", "jixi/五（一）", "--percent", "50"]).fine();
    assert!(!said.err.contains("已放回"), "what was restored on purpose stays: {}", said.err);
}

/// Here something else lies in the place of the folder; to a person it mostly belongs to another account.
#[test]
fn a_data_folder_that_cannot_be_looked_into_is_not_an_empty_one() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let versions = desk.home().join("data/versions");
    fs::rename(&versions, desk.home().join("elsewhere")).unwrap();
    fs::write(&versions, "").unwrap();
    desk.run(&["versions"]).refused("看不了").warns("权限和归属").warns("DUBAN_HOME");
    desk.run(&["restore", "1", "--yes"]).refused("看不了");
    let said = desk.run(&["doctor"]);
    assert!(said.code == 1 && said.out.contains("看不了") && said.out.contains("权限和归属"), "{said:?}");
    desk.run(&["list"]).fine().warns("看不了");
    desk.run(&["note", "hulin/五（一）1", "照样存"]).fine().warns("没有留底");
    assert!(desk.text().contains("照样存"));
    fs::remove_file(&versions).unwrap();
    fs::rename(desk.home().join("elsewhere"), &versions).unwrap();
    desk.run(&["versions"]).fine().shows("保存前的版本");
    assert!(desk.run(&["doctor"]).out.contains("留下的版本看得到"));
}

#[cfg(unix)]
#[test]
fn a_data_folder_of_another_account_is_told_by_the_check_up() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let open = |path: &std::path::Path| fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    [desk.path("").parent().unwrap(), &desk.path(""), &desk.home()].into_iter().for_each(open);
    let call = |words: &[&str]| {
        let mut command = std::process::Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_duban"), "--lang", "zh"]).args(words);
        command.current_dir(desk.path("")).env("DUBAN_HOME", desk.home()).stdin(std::process::Stdio::null());
        let output = crate::patience::output(&mut command);
        (output.status.success(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    if !call(&["--version"]).0 {
        return;
    }
    let (fine, _, said) = call(&["versions"]);
    assert!(!fine && said.contains("看不了") && !said.contains("还没有留下版本"), "{said}");
    let (_, said, _) = call(&["doctor"]);
    assert!(said.contains("看不了") && said.contains("写不进去"), "{said}");
}

/// Also where it is named, and by the check-up.
#[test]
fn a_named_ledger_that_is_gone_is_told_of() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    let (file, text) = (desk.path("tasks.ron"), desk.text());
    fs::remove_file(&file).unwrap();
    let file = file.to_string_lossy().into_owned();
    for words in [&["list"][..], &["note", "一", "说一句"]] {
        desk.run(&[words, &["--file", &file]].concat()).refused("不见了").warns("duban restore 1");
    }
    for named in [&["--file", &file][..], &[]] {
        let said = desk.run(&[&["doctor"], named].concat());
        assert!(said.code == 1 && said.out.contains("不见了") && said.out.contains("duban restore 1"), "{said:?}");
    }
    desk.run(&["restore", "1", "--yes", "--file", &file]).fine();
    assert_eq!(desk.text(), text);
    desk.run(&["list", "--file", "从来没有.ron"]).refused("不能读取");
}

#[test]
fn what_a_save_of_this_program_wrote_is_told_from_what_came_into_the_file_otherwise() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    desk.run(&["set", "jixi/五（一）", "--percent", "40"]).fine();
    fs::write(desk.path("tasks.ron"), desk.text().replace("加强组织领导", "组织领导")).unwrap();
    desk.run(&["set", "jixi/五（一）", "--percent", "50"]).fine();
    let value = desk.run(&["versions", "--json"]).fine().json("versions");
    let ours: Vec<bool> = value["versions"].as_array().unwrap().iter().map(|v| v["saved_here"].as_bool().unwrap()).collect();
    // By hand before the last save; saved by the second and by the first; as the ledger was at first.
    assert_eq!(ours, [false, true, true, false], "{value}");
    assert_eq!(desk.run(&["versions"]).fine().out.matches("（本程序存的）").count(), 2);
}
