//! The screen is killed right after an edit that could not be saved: at the next opening the edit is there to be taken back.

use super::terminal::Terminal;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const KEY: &str = "袋栽木耳入棚";

/// Types an edit, and kills the program without a word a moment after the screen shows it.
fn edit_and_kill(terminal: &mut Terminal) {
    terminal.go_to_a_report();
    terminal.press(&format!("{KEY}\t\t\t30\x13"));
    terminal.wait("the edit", |text| text.contains("完成 30%") && !text.contains("Ctrl-S"));
    // The frame may be there some milliseconds before the journal is on the disk.
    std::thread::sleep(Duration::from_millis(100));
    terminal.kill();
}

/// What was half written when the program was killed is on the first view of the next one, which goes on with it.
#[test]
fn a_kill_in_the_midst_of_a_form() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.go_to_a_report();
    terminal.press("木耳才写到一半");
    terminal.wait_for("木耳才写到一半");
    std::thread::sleep(Duration::from_millis(200));
    terminal.kill();
    let mut terminal = terminal.again();
    terminal.wait_for("精深加工企业");
    terminal.press("0");
    terminal.wait("the form that was not finished", |text| text.contains("没写完的表单") && text.contains("木耳才写到一半"));
    terminal.press("\x1b[H\r");
    terminal.wait("the form", |text| text.contains("接着上次没写完的") && text.contains("木耳才写到一半"));
}

fn duban(terminal: &Terminal, words: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    command.args(words).args(["--today", "2025-10-15", "--lang", "zh"]).current_dir(terminal.folder());
    let output = crate::patience::output(command.env("DUBAN_HOME", terminal.home().join("home")).stdin(std::process::Stdio::null()));
    (String::from_utf8(output.stdout).expect("text"), String::from_utf8(output.stderr).expect("text"))
}

/// Nothing of the edit is in the file; it is offered, and comes back.
fn is_offered_and_comes_back(terminal: &Terminal) {
    assert!(!terminal.ledger().contains(KEY));
    let (out, err) = duban(terminal, &["versions"]);
    assert!(out.contains("没存进台账的改动"), "{out}\n{err}");
    let (_, err) = duban(terminal, &["restore", "1", "--yes"]);
    assert!(terminal.ledger().contains(KEY) && terminal.ledger().contains("Percent(to: 30)"), "{err}");
    let (out, _) = duban(terminal, &["versions"]);
    assert!(!out.contains("没存进台账的改动"), "what was taken back is not offered again:\n{out}");
}

fn set_readonly(path: &Path, readonly: bool) {
    let mut rights = fs::metadata(path).expect("rights").permissions();
    rights.set_readonly(readonly);
    fs::set_permissions(path, rights).expect("rights");
}

/// For root, too, by whom a folder's rights are not heeded: the file is read-only as well.
#[cfg(unix)]
#[test]
fn a_kill_after_an_edit_in_a_read_only_folder() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    let file = terminal.folder().join("tasks.ron");
    set_readonly(&file, true);
    set_readonly(terminal.folder(), true);
    edit_and_kill(&mut terminal);
    set_readonly(terminal.folder(), false);
    set_readonly(&file, false);
    // What could not be saved may lie beside the ledger as a whole, too: the journal is what is asked for.
    is_offered_and_comes_back(&terminal);
}

#[cfg(unix)]
#[test]
fn a_kill_after_an_edit_while_another_saves() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    let lock = terminal.folder().join(".tasks.ron.lock");
    fs::write(&lock, "王五\t三楼\t2025-10-15T09:00:00+08:00\t1\n").expect("lock");
    let held = fs::File::open(&lock).expect("lock");
    held.lock().expect("lock");
    edit_and_kill(&mut terminal);
    fs::remove_file(&lock).expect("lock");
    drop(held);
    is_offered_and_comes_back(&terminal);
}
