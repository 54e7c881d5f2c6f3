//! What comes from elsewhere has no end, is no file, or is made to fill memory: an error, soon.

use super::desk::{Desk, said};
use std::fs;
use std::io::Write;
use std::process::Command;

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_read() {
    let desk = Desk::new();
    let fifo = desk.path("fifo.ron");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    for file in ["/dev/zero", fifo.to_str().unwrap()] {
        desk.run(&["list", "--file", file]).refused("不是普通文件");
        desk.run(&["packet", "in", file]).refused("不是普通文件");
        desk.run(&["dispatch", "2025Q3", "--template", file]).refused("不是普通文件");
        desk.run(&["fmt", file]).refused("不是普通文件");
    }
}

/// A workbook whose sheet unpacks to so many megabytes of nothing.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let blank = vec![b' '; 1 << 20];
    (0..megabytes).for_each(|_| zip.write_all(&blank).unwrap());
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_unpacks_to_far_more_is_refused() {
    let desk = Desk::new();
    let bytes = bomb(300);
    assert!(bytes.len() < 1 << 20);
    fs::write(desk.path("表.xlsx"), bytes).unwrap();
    desk.run(&["packet", "in", "表.xlsx"]).refused("展开后太大");
}

/// Under `ulimit -f` the system would end the program in the middle of a save.
#[cfg(unix)]
#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_the_ledger_is_whole() {
    let desk = Desk::new();
    let before = desk.text();
    let program = assert_cmd::cargo::cargo_bin!("duban");
    let line = format!("ulimit -f 1; exec '{}' set hulin/五（一）1 --status 受阻 --today 2025-11-20", program.display());
    let mut command = Command::new("sh");
    command.args(["-c", &line]).current_dir(desk.path("")).env("DUBAN_HOME", desk.home()).env("LANG", "zh_CN.UTF-8");
    let told = said(command);
    assert_eq!(told.code, 2, "{told:?}");
    assert!(told.err.contains("文件太大"), "{told:?}");
    assert_eq!(desk.text(), before);
}
