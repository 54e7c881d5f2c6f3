//! What is shown goes to paper: as a page that the desktop opens.

use super::stage::SMALL;
use super::terminal::Terminal;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A program that opens pages, keeps what it is given, and ends so.
fn opener(folder: &Path, end: &str) {
    let bin = folder.with_file_name("bin");
    fs::create_dir_all(&bin).expect("folder");
    let kept = folder.with_file_name("paper");
    fs::write(bin.join("xdg-open"), format!("#!/bin/sh\ncat \"$1\" > {}\n{end}\n", kept.display())).expect("write");
    fs::set_permissions(bin.join("xdg-open"), fs::Permissions::from_mode(0o755)).expect("rights");
}

fn at_a_desktop(end: &str) -> Terminal {
    let terminal = Terminal::prepared(|folder| {
        fs::write(folder.join("tasks.ron"), SMALL).expect("write");
        opener(folder, end);
    });
    terminal.wait_for("精深加工企业");
    terminal
}

#[test]
fn a_filtered_and_sorted_list_is_printed_as_it_is_shown() {
    for keys in ["\u{10}", "xp"] {
        let mut terminal = at_a_desktop("exit 0");
        terminal.press("/农业\r");
        terminal.wait_for("条");
        terminal.press("]");
        terminal.press(keys);
        terminal.wait_for("已在浏览器中打开");
        let paper = fs::read_to_string(terminal.home().join("paper")).expect("paper");
        assert!(paper.contains("<html") && paper.contains("筛选：农业") && paper.contains("精深加工企业"), "{paper}");
        assert!(paper.contains("序，共"), "by which column it is sorted: {paper}");
        assert!(!paper.contains("食用菌"), "{paper}");
    }
}

#[test]
fn a_desktop_that_does_not_open_it_is_told_of_with_the_file() {
    let mut terminal = at_a_desktop("exit 3");
    terminal.press("6");
    terminal.wait_for("通报");
    terminal.press("\u{10}");
    terminal.wait("why", |text| text.replace(['\n', ' '], "").contains("没有打开它，请用浏览器打开这个文件打印"));
    let files = fs::read_dir(terminal.folder()).expect("folder").filter_map(|file| file.ok()?.file_name().into_string().ok());
    assert!(files.filter(|name| name.starts_with("通报-") && name.ends_with(".html")).count() == 1);
}
