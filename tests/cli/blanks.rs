//! What is filled in by hand stands in the next export, and nothing that somebody wrote is lost.

use super::desk::Desk;
use crate::patience::steps;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub const OVERALL: &str = "【待填：对本期总体推进情况的评价】";
const DOCX: [&str; 4] = ["dispatch", "2025Q3", "-o", "通报.docx"];

/// Changes the text of a document as an editor does; of a docx its main part.
pub fn edit(path: &Path, from: &str, to: &str) {
    let bytes = fs::read(path).unwrap();
    if path.extension().is_some_and(|e| e != "docx") {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(from), "no {from}");
        return fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let (name, mut text) = (part.name().to_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        if name == "word/document.xml" {
            assert!(text.contains(from), "no {from}");
            text = text.replacen(from, to, 1);
        }
        out.start_file(&name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    fs::write(path, out.finish().unwrap().into_inner()).unwrap();
}

pub fn text(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let Ok(mut zip) = ZipArchive::new(Cursor::new(&bytes)) else { return String::from_utf8(bytes).unwrap() };
    let mut text = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_blank_filled_in_by_hand_stands_in_the_next_export_under_the_same_name() {
    for name in ["通报.docx", "通报.html"] {
        let desk = Desk::new();
        let words = ["dispatch", "2025Q3", "-o", name];
        desk.run(&words).fine();
        edit(&desk.path(name), OVERALL, "总体平稳");
        desk.run(&["set", "jixi/五（一）", "--percent", "33"]).fine();
        let said = desk.run(&words).fine();
        assert!(said.err.contains("沿用了手填的 1 处空白") && !said.err.contains("没有动"), "{}", said.err);
        let now = text(&desk.path(name));
        assert!(now.contains("总体平稳") && !now.contains(OVERALL), "{name}");
        assert_eq!(fs::read_dir(desk.path("")).unwrap().count(), 2, "nothing but the ledger and the bulletin");
        // Exported once more it is the same, byte for byte; and on paper of another kind it says the same.
        let bytes = fs::read(desk.path(name)).unwrap();
        desk.run(&words).fine().warns("沿用了手填的 1 处空白");
        assert_eq!(fs::read(desk.path(name)).unwrap(), bytes);
        desk.run(&["dispatch", "2025Q3"]).fine().shows("总体平稳").hides(OVERALL);
        // What is changed again, or wiped out, is so in the next one.
        edit(&desk.path(name), "总体平稳", "稳中有进");
        desk.run(&words).fine();
        assert!(text(&desk.path(name)).contains("稳中有进"));
        edit(&desk.path(name), "稳中有进", OVERALL);
        desk.run(&words).fine();
        assert!(text(&desk.path(name)).contains(OVERALL));
    }
}

#[test]
fn where_more_was_edited_the_file_is_left_and_the_new_one_has_the_blanks() {
    let desk = Desk::new();
    desk.run(&DOCX).fine();
    edit(&desk.path("通报.docx"), OVERALL, "总体平稳");
    edit(&desk.path("通报.docx"), "一、总体情况", "一、总的情况");
    let edited = fs::read(desk.path("通报.docx")).unwrap();
    desk.run(&DOCX).fine().warns("没有动").warns("沿用了手填的 1 处空白");
    assert_eq!(fs::read(desk.path("通报.docx")).unwrap(), edited);
    let second = text(&desk.path("通报-2.docx"));
    assert!(second.contains("总体平稳") && second.contains("一、总体情况"));
    // What is written into the second one counts from then on, and the first one keeps what it has.
    edit(&desk.path("通报-2.docx"), "总体平稳", "稳中有进");
    desk.run(&DOCX).fine();
    assert!(text(&desk.path("通报-2.docx")).contains("稳中有进") && !desk.path("通报-3.docx").exists());
    assert_eq!(fs::read(desk.path("通报.docx")).unwrap(), edited);
}

#[test]
fn a_blank_is_that_of_its_bulletin_and_none_other() {
    let desk = Desk::new();
    desk.run(&DOCX).fine();
    edit(&desk.path("通报.docx"), OVERALL, "总体平稳");
    let other = desk.run(&["dispatch", "2025Q4", "-o", "通报.docx"]).fine().warns("没有动");
    assert!(!other.err.contains("沿用"), "{}", other.err);
    desk.run(&["dispatch", "2025Q3", "--no-blanks"]).fine().shows(OVERALL);
    assert!(!desk.run(&[&DOCX[..], &["--no-blanks"]].concat()).fine().err.contains("沿用"));
    desk.run(&["dispatch", "2025Q3", "--dept", "虎林市农业农村局"]).fine().hides("总体平稳");
    desk.run(&DOCX).fine().warns("沿用了手填的 1 处空白");
}

#[test]
fn what_has_no_place_any_more_is_told_with_its_words_and_stays_where_it_was_written() {
    let desk = Desk::new();
    desk.run(&["set", "jixi/五（一）", "--percent", "1", "--today", "2025-09-01"]).fine();
    desk.run(&DOCX).fine();
    edit(&desk.path("通报.docx"), "【待填：原因】", "苗木未到位");
    desk.run(&["set", "jixi/五（一）", "--percent", "100", "--status", "done", "--today", "2025-09-02"]).fine();
    let said = desk.run(&DOCX).fine();
    assert!(said.err.contains("没有位置了，写的是：苗木未到位") && said.err.contains("没有动"), "{}", said.err);
    assert!(text(&desk.path("通报.docx")).contains("苗木未到位"));
}

#[test]
fn a_file_whose_blanks_have_lost_their_marks_is_told() {
    let desk = Desk::new();
    desk.run(&DOCX).fine();
    edit(&desk.path("通报.docx"), OVERALL, "总体平稳");
    let tag = text(&desk.path("通报.docx")).split("<w:tag w:val=\"").nth(1).unwrap()[..23].to_owned();
    for mark in [&tag, "_db"] {
        for _ in steps(100, "a file without the mark") {
            if !text(&desk.path("通报.docx")).contains(mark) {
                break;
            }
            edit(&desk.path("通报.docx"), mark, "lost");
        }
    }
    desk.run(&DOCX).fine().warns("空白的标记不在了").warns("没有动");
    assert!(text(&desk.path("通报.docx")).contains("总体平稳"));
}

#[test]
fn a_blank_that_has_lost_its_mark_among_others_is_named() {
    let desk = Desk::new();
    desk.run(&DOCX).fine();
    edit(&desk.path("通报.docx"), OVERALL, "总体平稳");
    for mark in [":overall\"", "_overall\""] {
        edit(&desk.path("通报.docx"), mark, "lost\"");
    }
    desk.run(&DOCX).fine().warns("“对本期总体推进情况的评价” 1 处空白的标记不在了").warns("没有动");
    let said = desk.run_in_english(&DOCX).fine();
    said.warns("the marks of “对本期总体推进情况的评价” are gone");
}

/// The file is one that LibreOffice 7.4 has saved after somebody wrote into the blank: the field and its tag are gone.
#[test]
fn what_is_written_into_a_blank_in_libreoffice_stands_in_the_next_export() {
    let desk = Desk::new();
    let sheet = ["dispatch", "2025Q3", "--dept", "虎林市农业农村局", "-o", "情况单.docx"];
    desk.run(&sheet).fine();
    fs::write(desk.path("情况单.docx"), include_bytes!("libreoffice.docx")).unwrap();
    assert!(!text(&desk.path("情况单.docx")).contains("duban:"));
    desk.run(&sheet).fine().warns("沿用了手填的 1 处空白").warns("没有动");
    assert!(text(&desk.path("情况单-2.docx")).contains("请协调原料基地用地"));
    desk.run(&sheet[..4]).fine().shows("请协调原料基地用地");
}

#[test]
fn garbage_in_the_place_of_a_bulletin_is_told_and_hinders_nothing() {
    let desk = Desk::new();
    desk.run(&DOCX).fine();
    for garbage in [&b"PK\x03\x04 no zip"[..], b""] {
        fs::write(desk.path("通报.docx"), garbage).unwrap();
        desk.run(&DOCX).fine().warns("手填的空白没有读到").warns("没有动");
        assert_eq!(fs::read(desk.path("通报.docx")).unwrap(), garbage);
    }
}

/// Every command that writes files, in every format.
#[test]
fn no_export_of_any_kind_takes_the_place_of_what_somebody_edited() {
    let desk = Desk::new();
    desk.run(&["set", "jixi/五（一）", "--percent", "10"]).fine();
    let bulletins = ["md", "docx", "html", "xlsx", "csv", "json"].map(|e| (vec!["dispatch", "2025Q3"], e));
    let ledgers = ["json", "csv", "xlsx"].map(|e| (vec!["export"], e));
    let lists = ["md", "docx", "html", "xlsx", "csv"].map(|e| (vec!["list"], e));
    let letters = ["md", "docx", "html"].map(|e| (vec!["urge", "draft", "--dept", "虎林市农业农村局", "--level", "1"], e));
    let others = [(vec!["calendar"], "ics")];
    for (n, (words, ending)) in bulletins.into_iter().chain(ledgers).chain(lists).chain(letters).chain(others).enumerate() {
        let name = format!("件{n}.{ending}");
        let all = [&words[..], &["-o", &name]].concat();
        desk.run(&all).fine();
        let edited = "改过".as_bytes();
        fs::write(desk.path(&name), edited).unwrap();
        desk.run(&all).fine().warns("没有动");
        assert_eq!(fs::read(desk.path(&name)).unwrap(), edited, "{all:?}");
        assert!(desk.path(&format!("件{n}-2.{ending}")).exists(), "{all:?}");
    }
    // A form may be filled in already: it is asked for by another name.
    let form = ["packet", "out", "--dept", "虎林市农业农村局", "--period", "2025Q3", "-o", "表.xlsx"];
    desk.run(&form).fine();
    fs::write(desk.path("表.xlsx"), "改过").unwrap();
    desk.run(&form).refused("已有文件");
}
