use super::desk::{Desk, LEDGER, Said};
use calamine::{Data, Range, Reader, Xlsx};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

const BODY: &str = "虎林市农业农村局";
const FILE: &str = "表.xlsx";
const OUT: [&str; 8] = ["packet", "out", "--dept", BODY, "--period", "2025Q4", "-o", FILE];

/// A desk with a form on it: 五（一） in row 4, the project 五（一）1 in row 5.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&OUT).fine().warns("已写出 表.xlsx").warns("2 项");
    desk
}

pub(super) enum Typed {
    Words(&'static str),
    Number(f64),
    /// A formula, with its result as XML.
    Formula(&'static str),
}

/// Types into cells of the first sheet, as a person would with any program, the sheet's protection or not.
pub(super) fn fill(path: &Path, cells: &[(&str, Typed)]) {
    let mut old = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if part.name() == "xl/worksheets/sheet1.xml" {
            cells.iter().for_each(|(cell, typed)| text = with_cell(&text, cell, typed));
        }
        new.start_file(part.name(), zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    fs::write(path, new.finish().unwrap().into_inner()).unwrap();
}

fn with_cell(xml: &str, cell: &str, typed: &Typed) -> String {
    let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
    let tag = start + xml[start..].find('>').unwrap() + 1;
    let end = if xml[..tag].ends_with("/>") { tag } else { start + xml[start..].find("</c>").unwrap() + 4 };
    let value = match typed {
        Typed::Words(words) => format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{words}</t></is></c>"),
        Typed::Number(n) => format!("<c r=\"{cell}\"><v>{n}</v></c>"),
        Typed::Formula(result) => format!("<c r=\"{cell}\"><f>SUM(A1:A2)</f>{result}</c>"),
    };
    format!("{}{value}{}", &xml[..start], &xml[end..])
}

pub(super) fn sheet(path: &Path, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    book.worksheet_range(name).unwrap()
}

fn part(path: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

fn take_in(desk: &Desk, more: &[&str]) -> Said {
    desk.run(&[&["packet", "in", FILE], more].concat())
}

#[test]
fn a_form_shows_only_the_bodys_own_entries_and_what_was_said_last() {
    let desk = desk();
    let form = sheet(&desk.path(FILE), "填报");
    let rows: Vec<Vec<String>> = form.rows().skip(3).map(|r| r.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!((rows[0][0].as_str(), rows[0][1].as_str()), ("虎林计划 五（一）", "精深加工企业培育行动"));
    assert_eq!((rows[1][4].as_str(), rows[1][5].as_str()), ("推进中 20%", "【进展·2025年第三季度】完成选址"));
    assert!(rows.iter().all(|r| r[6..12].iter().all(String::is_empty)), "nothing is filled in beforehand: {rows:?}");
    assert!(sheet(&desk.path(FILE), "填写说明").rows().any(|r| r[0].to_string().contains("浅黄色")));
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn ids_are_hidden_cells_locked_and_what_may_be_typed_is_checked() {
    let desk = desk();
    let xml = part(&desk.path(FILE), "xl/worksheets/sheet1.xml");
    for column in 13..=18 {
        let hidden = xml.split("<col ").any(|c| c.contains(&format!("min=\"{column}\"")) && c.contains("hidden=\"1\""));
        let all = xml.contains("min=\"13\" max=\"18\"") && xml.contains("hidden=\"1\"");
        assert!(hidden || all, "column {column}: {xml}");
    }
    for wanted in
        ["<sheetProtection sheet=\"1\"", "type=\"list\"", "未启动,推进中,受阻,已完成,暂缓,已终止", "type=\"whole\"", "sqref=\"H4:H5\""]
    {
        assert!(xml.contains(wanted), "{wanted}: {xml}");
    }
    let styles = part(&desk.path(FILE), "xl/styles.xml");
    let formats: Vec<&str> = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    let open = |cell: &str| {
        let style = xml.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).unwrap().split('"').next().unwrap();
        formats[style.parse::<usize>().unwrap()].contains("locked=\"0\"")
    };
    assert!(["G4", "H4", "I4", "J4", "K4", "L4"].iter().all(|c| open(c)));
    assert!(["A4", "B4", "D4", "M4", "R4"].iter().all(|c| !open(c)));
}

#[test]
fn the_same_ledger_gives_the_same_bytes_and_a_file_is_not_lost() {
    let desk = desk();
    let first = fs::read(desk.path(FILE)).unwrap();
    desk.run(&OUT).refused("已有文件").warns("--force");
    desk.run(&[&OUT[..], &["--force"]].concat()).fine();
    assert_eq!(fs::read(desk.path(FILE)).unwrap(), first);
    desk.run(&["packet", "out", "--dept", BODY, "--period", "2025Q4"]).fine().warns("填报表-虎林市农业农村局-2025Q4.xlsx");
    desk.run(&["packet", "out", "--dept", "水务局", "--period", "2025Q4", "-o", "x.xlsx"]).refused("没有叫");
    desk.run(&["packet", "out", "--dept", BODY, "--period", "2025Q9"]).refused("不是期间");
    desk.run(&["packet"]).refused("缺少命令");
}

#[test]
fn what_was_filled_in_is_shown_then_accepted_as_the_bodys_report() {
    let desk = desk();
    let words = Typed::Words("=环评批复\n二期开工");
    let cells = [("G5", Typed::Words("推进中")), ("H5", Typed::Number(45.0)), ("I5", words), ("L5", Typed::Words("王五"))];
    fill(&desk.path(FILE), &cells);
    let said = take_in(&desk, &[]).fine().shows("（1 行没有填）").shows("hulin/五（一）1  万头牧场").shows("王五");
    said.shows("完成 20% → 45%").shows("进展：=环评批复 二期开工").warns("还有 1 条没有接受");
    take_in(&desk, &["--accept", "all", "--dry-run"]).fine().warns("将记录 1 条，没有保存");
    assert_eq!(desk.text(), LEDGER);
    take_in(&desk, &["--accept", "all"]).fine().warns("已保存 1 条");
    let shown = desk.run(&["show", "五（一）1"]).fine();
    shown.shows("虎林市农业农村局 王五，报 2025年第四季度").shows("进展：=环评批复");
    let value = desk.run(&["show", "五（一）1", "--json"]).json("entries");
    let update = &value["entries"][0]["updates"][1];
    assert_eq!(update["after"], serde_json::json!(["aaaaaaaaaaaaa"]));
    assert_eq!(value["entries"][0]["percent"], 45);
    desk.run(&["check"]).fine();
}

#[test]
fn a_second_import_changes_nothing() {
    let desk = desk();
    fill(&desk.path(FILE), &[("H4", Typed::Number(30.0)), ("J5", Typed::Words("缺资金"))]);
    fs::copy(desk.path(FILE), desk.path("副本.xlsx")).unwrap();
    take_in(&desk, &["副本.xlsx", "--accept", "all"]).fine().warns("已保存 2 条").shows("以前已经记录");
    let after = desk.text();
    take_in(&desk, &["--accept", "all", "--today", "2026-01-05"]).fine().shows("以前已经记录").warns("没有改动");
    assert_eq!(desk.text(), after);
}

#[test]
fn only_the_named_rows_are_taken() {
    let desk = desk();
    fill(&desk.path(FILE), &[("I4", Typed::Words("甲")), ("I5", Typed::Words("乙"))]);
    take_in(&desk, &["--accept", "hulin/五（一）1"]).fine().warns("已保存 1 条").warns("还有 1 条没有接受");
    desk.run(&["show", "五（一）1"]).fine().shows("进展：乙");
    desk.run(&["show", "hulin/五（一）"]).fine().hides("进展：甲");
    take_in(&desk, &["--accept", "九（九）"]).refused("没有条目");
    take_in(&desk, &["--accept", "六（一）"]).fine().warns("交回的表里没有能记录的 hulin/六（一）");
}

/// Two that were recorded in the same second stand in either order.
fn rivals(a: &str, b: &str) -> [String; 2] {
    [format!("！待裁定：完成比例 {a}、{b}"), format!("！待裁定：完成比例 {b}、{a}")]
}

#[test]
fn a_row_changed_in_both_places_is_contested_and_nothing_is_lost() {
    let desk = desk();
    desk.run(&["set", "五（一）1", "--percent", "50", "--status", "受阻"]).fine();
    fill(&desk.path(FILE), &[("H5", Typed::Number(40.0)), ("G5", Typed::Words("受阻"))]);
    let said = take_in(&desk, &["--accept", "all"]).fine().hides("待裁定：状态");
    assert!(rivals("50%", "40%").iter().any(|r| said.out.contains(r)), "{said:?}");
    let value = desk.run(&["show", "五（一）1", "--json"]).json("entries");
    assert_eq!(value["entries"][0]["contested"], serde_json::json!(["percent"]));
    assert_eq!(value["entries"][0]["updates"].as_array().unwrap().len(), 3);
}

#[test]
fn a_corrected_form_takes_back_what_the_same_row_said_before() {
    let desk = desk();
    fill(&desk.path(FILE), &[("H5", Typed::Number(40.0))]);
    take_in(&desk, &["--accept", "all"]).fine();
    fill(&desk.path(FILE), &[("H5", Typed::Number(45.0))]);
    let said = take_in(&desk, &[]).fine().shows("先前交来过不同的内容");
    assert!(rivals("40%", "45%").iter().any(|r| said.out.contains(r)), "{said:?}");
    take_in(&desk, &["--corrects", "--accept", "all"]).fine().hides("待裁定");
    let value = desk.run(&["show", "五（一）1", "--json"]).json("entries");
    assert_eq!((&value["entries"][0]["percent"], &value["entries"][0]["contested"]), (&45.into(), &serde_json::json!([])));
    let text = desk.text();
    take_in(&desk, &["--corrects", "--accept", "all"]).fine().warns("没有改动");
    assert_eq!(desk.text(), text);
}

#[test]
fn when_the_log_that_was_seen_is_gone_the_report_stands_on_nothing() {
    let desk = desk();
    fill(&desk.path(FILE), &[("H5", Typed::Number(40.0))]);
    fs::write(desk.path("tasks.ron"), desk.text().replace("aaaaaaaaaaaaa", "bbbbbbbbbbbbb")).unwrap();
    take_in(&desk, &["--accept", "all"]).fine().shows("已不在台账里").shows("待裁定：完成比例 20%、40%");
    let value = desk.run(&["show", "五（一）1", "--json"]).json("entries");
    assert!(value["entries"][0]["updates"][1].get("after").is_none_or(|a| a.as_array().is_some_and(Vec::is_empty)));
    desk.run(&["check"]).fine();
}

#[test]
fn what_does_not_fit_is_refused_with_its_cell_and_the_rest_is_taken() {
    for (cell, typed, why) in [
        ("H5", Typed::Number(130.0), "填报!H5：完成比例 `130` 不是 0 到 100 的整数"),
        ("H5", Typed::Number(0.45), "填报!H5：完成比例 `0.45`"),
        ("H5", Typed::Words("大半"), "填报!H5：完成比例 `大半`"),
        ("G5", Typed::Words("快了"), "填报!G5：状态 `快了` 不认得，可填 未启动"),
        ("M5", Typed::Words("hulin/六（一）"), "填报!M5：隐藏的条目"),
        ("M5", Typed::Words(""), "填报!M5：隐藏的条目"),
        ("O5", Typed::Words("2025Q3"), "填报!M5：隐藏的条目"),
        ("L5", Typed::Words("第一行\n第二行"), "填报!L5：填报人"),
        ("H5", Typed::Formula(""), "填报!H5：公式没有存下结果"),
        ("L5", Typed::Formula("<v></v>"), "填报!L5：公式没有存下结果"),
    ] {
        let desk = desk();
        fill(&desk.path(FILE), &[("I4", Typed::Words("甲")), ("I5", Typed::Words("乙")), (cell, typed)]);
        let said = take_in(&desk, &["--accept", "all"]);
        assert_eq!(said.code, 1, "{said:?}");
        said.warns("没有采用 表.xlsx").warns(why).warns("已保存 1 条");
        desk.run(&["show", "hulin/五（一）"]).fine().shows("进展：甲");
        desk.run(&["show", "五（一）1"]).fine().hides("进展：乙");
    }
}

#[test]
fn a_formula_counts_as_its_result_and_one_without_is_never_an_empty_cell() {
    let desk = desk();
    fill(&desk.path(FILE), &[("I4", Typed::Words("甲")), ("H4", Typed::Formula("<v>45</v>")), ("I5", Typed::Formula(""))]);
    let said = take_in(&desk, &["--accept", "all"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.warns("填报!I5：公式没有存下结果").warns("已保存 1 条");
    assert_eq!(desk.run(&["show", "hulin/五（一）", "--json"]).fine().json("entries")["entries"][0]["percent"], 45);
}

#[test]
fn a_form_from_another_ledger_or_of_an_entry_that_is_gone_is_refused() {
    let desk = desk();
    fill(&desk.path(FILE), &[("I4", Typed::Words("甲")), ("I5", Typed::Words("乙"))]);
    let before = desk.text();
    fs::write(desk.path("tasks.ron"), before.replace("title: \"虎林市三年行动计划\"", "title: \"密山市三年行动计划\"")).unwrap();
    let said = take_in(&desk, &["--accept", "all"]).warns("填报!P4：这份表出自另一本台账");
    assert_eq!((said.code, said.err.matches("另一本台账").count()), (1, 1));
    fs::write(desk.path("tasks.ron"), before.replace("id: \"hulin/五（一）1\"", "id: \"hulin/五（一）2\"")).unwrap();
    let said = take_in(&desk, &["--accept", "all"]).warns("填报!M5：台账里没有条目 `hulin/五（一）1`").warns("已保存 1 条");
    assert_eq!(said.code, 1);
}

#[test]
fn a_helping_body_fills_in_its_own_part_and_leaves_the_whole_to_the_lead() {
    let desk = Desk::new();
    desk.run(&["packet", "out", "--dept", "虎林市工信科技局", "--period", "2025Q4", "-o", FILE]).fine();
    assert_eq!(sheet(&desk.path(FILE), "填报").get_value((3, 2)).unwrap().to_string(), "配合");
    fill(&desk.path(FILE), &[("I4", Typed::Words("已协助"))]);
    take_in(&desk, &[]).fine().shows("进展：已协助");
    fill(&desk.path(FILE), &[("H4", Typed::Number(50.0))]);
    take_in(&desk, &["--accept", "all"]).fine();
    assert!(desk.text().contains("about: Part(\"虎林市工信科技局\")"), "{}", desk.text());
}

#[test]
fn a_file_that_is_no_form_is_refused_and_the_others_are_read() {
    let desk = desk();
    fill(&desk.path(FILE), &[("I5", Typed::Words("乙"))]);
    fs::write(desk.path("坏.xlsx"), "not a workbook").unwrap();
    desk.run(&["dispatch", "2025Q3", "-o", "通报.xlsx"]).fine();
    let said = take_in(&desk, &["坏.xlsx", "通报.xlsx", "--accept", "all"]);
    assert_eq!(said.code, 2, "{said:?}");
    said.warns("坏.xlsx：不是能读的 xlsx 文件").warns("通报.xlsx：里面没有填报表").warns("已保存 1 条");
    desk.run(&["packet", "in", "没有.xlsx"]).refused("没有.xlsx");
}

#[test]
fn machines_get_every_row_and_cell() {
    let desk = desk();
    fill(&desk.path(FILE), &[("H4", Typed::Number(101.0)), ("H5", Typed::Number(40.0))]);
    let said = take_in(&desk, &["--accept", "all", "--json"]);
    assert_eq!(said.code, 1);
    let value = said.json("packet");
    assert_eq!((&value["recorded"], &value["saved"]), (&1.into(), &true.into()));
    let file = &value["files"][0];
    assert_eq!((&file["refused"][0]["cell"], &file["rows"][0]["id"]), (&"H4".into(), &"hulin/五（一）1".into()));
    assert_eq!(file["rows"][0]["says"][0], "完成 20% → 40%");
}
