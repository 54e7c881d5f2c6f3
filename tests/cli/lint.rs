//! A finished bulletin is held against the ledger.

use super::desk::Desk;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

const TODAY: [&str; 2] = ["--today", "2026-01-20"];

fn run(desk: &Desk, words: &[&str]) -> super::desk::Said {
    let all: Vec<&str> = TODAY.iter().chain(words).copied().collect();
    desk.run(&all)
}

/// Changes words of a docx, as somebody does in Word.
fn edit(path: &Path, from: &str, to: &str) {
    let mut old = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut count = 0;
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        count += text.matches(from).count();
        new.start_file(part.name(), zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.replace(from, to).as_bytes()).unwrap();
    }
    assert!(count > 0, "`{from}` is not in the file");
    fs::write(path, new.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn a_bulletin_agrees_with_the_ledger_until_one_of_them_is_changed() {
    let desk = Desk::new();
    for (file, more) in [("通报.docx", vec![]), ("单位.docx", vec!["--dept", "虎林市农业农村局"])] {
        let words: Vec<&str> = ["dispatch", "2025Q4", "-o", file].into_iter().chain(more).collect();
        let said = run(&desk, &words);
        assert!(said.code == 0, "{said:?}");
        // The file says itself of which period it is and for whom.
        run(&desk, &["lint", file]).fine().shows("对不上 0 处").shows("2025年第四季度");
    }
    edit(&desk.path("通报.docx"), "纳入通报的事项共4项", "纳入通报的事项共5项");
    let said = run(&desk, &["lint", "通报.docx"]);
    assert_eq!(said.code, 1);
    said.shows("5（现为 4）").shows("对不上 1 处");
    // What is recorded later on the period makes the file wrong too.
    run(&desk, &["dispatch", "2025Q4", "--cutoff", "2026-01-20", "-o", "二.docx"]).fine();
    let report = [
        "note",
        "hulin/五（一）",
        "验收完毕",
        "--status",
        "已完成",
        "--percent",
        "100",
        "--period",
        "2025Q4",
        "--on",
        "2025-12-20",
        "--yes",
    ];
    let said = run(&desk, &report);
    assert!(said.code == 0, "{said:?}");
    let json = run(&desk, &["--json", "lint", "二.docx"]).json("lint");
    assert!(json["found"].as_array().unwrap().iter().any(|one| one["kind"] == "differs"), "{json}");
}

#[test]
fn a_file_that_does_not_say_what_it_is_wants_a_period() {
    let desk = Desk::new();
    fs::write(desk.path("稿.txt"), "纳入通报的事项共9项。\n粮食产量880万吨，增长3%。\n").unwrap();
    run(&desk, &["lint", "稿.txt"]).refused("没有写明是哪一期");
    let said = run(&desk, &["lint", "稿.txt", "2025Q4"]);
    said.shows("数字核不了").shows("880万吨");
}
