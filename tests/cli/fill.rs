//! Forms of others are filled: what is there stays, what is doubted is said.

use super::desk::Desk;
use super::packet::sheet;
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

const HEADS: [&str; 9] =
    ["序号", "项目名称", "建设地点", "总投资（亿元）", "完成率", "形象进度", "存在的困难和问题", "牵头单位", "联系电话"];

/// A form with a title, a head, these titles in its rows, and a sum below.
pub fn workbook(path: &Path, heads: &[&str], rows: &[&str], blank: u32) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let percent = Format::new().set_num_format("0%").set_border(rust_xlsxwriter::FormatBorder::Thin);
    let plain = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
    let last = heads.len() as u16 - 1;
    sheet.set_name("项目进展").unwrap();
    sheet.merge_range(0, 0, 0, last, "重点项目进展情况表", &Format::new()).unwrap();
    for (head, column) in heads.iter().zip(0..) {
        sheet.write(1, column, *head).unwrap();
    }
    for row in 2..2 + rows.len() as u32 + blank {
        for column in 0..=last {
            let format = if heads[usize::from(column)] == "完成率" { &percent } else { &plain };
            sheet.write_blank(row, column, format).unwrap();
        }
    }
    let titles = heads.iter().position(|head| *head == "项目名称").unwrap_or(0) as u16;
    for (title, row) in rows.iter().zip(2..) {
        sheet.write_with_format(row, titles, *title, &plain).unwrap();
    }
    let sum = 2 + rows.len() as u32 + blank;
    sheet.write(sum, 0, "合计").unwrap();
    sheet.write_formula(sum, 3, Formula::new(format!("=SUM(D3:D{sum})"))).unwrap();
    let other = book.add_worksheet();
    other.set_name("汇总").unwrap();
    other.write_formula(0, 0, Formula::new(format!("=项目进展!D{}", sum + 1))).unwrap();
    book.save(path).unwrap();
}

/// A document with a table of these heads and so many empty rows.
pub fn document(path: &Path, heads: &[&str], rows: usize) {
    let cell = |words: &str| format!("<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let row = |cells: String| format!("<w:tr>{cells}</w:tr>");
    let table = row(heads.iter().map(|head| cell(head)).collect()) + &row(heads.iter().map(|_| cell("")).collect()).repeat(rows);
    let text = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
         <w:p><w:r><w:t>任务表</w:t></w:r></w:p><w:tbl>{table}</w:tbl></w:body></w:document>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", text.as_str())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    fs::write(path, zip.finish().unwrap().into_inner()).unwrap();
}

fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut part = |at: usize| {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), bytes)
    };
    (0..parts_of(path)).map(&mut part).collect()
}

fn parts_of(path: &Path) -> usize {
    zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap().len()
}

fn text(path: &Path, cell: (u32, u32)) -> String {
    sheet(path, "项目进展").get_value(cell).map(ToString::to_string).unwrap_or_default()
}

fn formula(path: &Path, name: &str, cell: (u32, u32)) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    book.worksheet_formula(name).unwrap().get_value(cell).cloned().unwrap_or_default()
}

#[test]
fn rows_that_are_there_are_filled_by_their_names_and_the_rest_of_the_file_stays() {
    let desk = Desk::new();
    workbook(&desk.path("上级表.xlsx"), &HEADS, &["万头牧场 ", "精深加工企业培育的行动", "没有的项目"], 0);
    desk.run(&["set", "hulin/五（一）1", "--percent", "60"]).fine();
    desk.run(&["note", "hulin/五（一）1", "主体完工", "--problems", "缺 <水电> 配套"]).fine();
    let said = desk.run(&["fill", "上级表.xlsx"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.shows("形象进度 ← 进展")
        .shows("联系电话：台账里没有对应的内容")
        .shows("第 4 行：“精深加工企业培育的行动”可能是 hulin/五（一），没有填")
        .shows("第 5 行：台账里没有找到“没有的项目”")
        .warns("已写出 上级表-已填.xlsx");
    let filled = desk.path("上级表-已填.xlsx");
    assert_eq!(text(&filled, (2, 1)), "万头牧场 ");
    assert_eq!([2, 3, 4, 5, 6].map(|column| text(&filled, (2, column))), ["虎林市", "0.5", "0.6", "主体完工", "缺 <水电> 配套"]);
    assert_eq!([text(&filled, (3, 2)), text(&filled, (4, 2))], ["", ""]);
    let (before, after) = (parts(&desk.path("上级表.xlsx")), parts(&filled));
    let changed: Vec<&str> = before.keys().filter(|name| before.get(*name) != after.get(*name)).map(String::as_str).collect();
    assert_eq!(changed, ["xl/worksheets/sheet1.xml"]);
    assert!(String::from_utf8_lossy(&after["xl/workbook.xml"]).contains("fullCalcOnLoad=\"1\""));
    // What is only alike is filled where somebody says so, or says which entry it is.
    desk.run(&["fill", "上级表.xlsx", "--likely", "-o", "二.xlsx"]).shows("按 hulin/五（一） 填的");
    assert_eq!(text(&desk.path("二.xlsx"), (3, 7)), "虎林市农业农村局");
    desk.run(&["fill", "上级表.xlsx", "--row", "5=hulin/五（一）1", "-o", "三.xlsx"]).shows("同一事项");
    assert_eq!(text(&desk.path("三.xlsx"), (4, 5)), "主体完工");
}

#[test]
fn what_somebody_wrote_stays_and_is_told_where_the_ledger_says_otherwise() {
    let desk = Desk::new();
    workbook(&desk.path("表.xlsx"), &HEADS, &["万头牧场"], 0);
    desk.run(&["set", "hulin/五（一）1", "--percent", "60"]).fine();
    desk.run(&["fill", "表.xlsx", "-o", "一.xlsx"]);
    desk.run(&["set", "hulin/五（一）1", "--percent", "80"]).fine();
    desk.run(&["fill", "一.xlsx", "-o", "二.xlsx"]).shows("项目进展!E3：已写“0.6”，台账是“80%”，没有改");
    assert_eq!(text(&desk.path("二.xlsx"), (2, 4)), "0.6");
    desk.run(&["fill", "一.xlsx", "-o", "三.xlsx", "--overwrite"]).shows("原来写的是“0.6”，改成了“80%”");
    assert_eq!(text(&desk.path("三.xlsx"), (2, 4)), "0.8");
}

#[test]
fn an_empty_form_gets_a_row_for_each_entry_and_its_sums_go_over_them() {
    let desk = Desk::new();
    workbook(&desk.path("空表.xlsx"), &HEADS, &[], 2);
    let said = desk.run(&["--json", "fill", "空表.xlsx", "--filter", "方案:虎林"]);
    let json = said.json("fill");
    assert_eq!((json["tables"][0]["rows"].as_array().unwrap().len(), json["tables"][0]["added"].as_u64()), (3, Some(1)));
    let filled = desk.path("空表-已填.xlsx");
    let titles = [2, 3, 4].map(|row| (text(&filled, (row, 0)), text(&filled, (row, 1))));
    let row = |number: &str, title: &str| (number.to_owned(), title.to_owned());
    assert_eq!(titles, [row("1", "精深加工企业培育行动"), row("2", "万头牧场"), row("3", "加强组织领导")]);
    assert_eq!(text(&filled, (5, 0)), "合计");
    assert_eq!(formula(&filled, "项目进展", (5, 3)), "SUM(D3:D5)");
    assert_eq!(formula(&filled, "汇总", (0, 0)), "项目进展!D6");
}

#[test]
fn tables_of_a_document_are_filled_in_their_face() {
    let desk = Desk::new();
    document(&desk.path("表.docx"), &["序号", "工作任务", "责任单位", "完成时限"], 1);
    desk.run(&["fill", "表.docx", "--filter", "方案:虎林"]).shows("表1").warns("已写出 表-已填.docx");
    let text = String::from_utf8(parts(&desk.path("表-已填.docx"))["word/document.xml"].clone()).unwrap();
    assert_eq!(text.matches("<w:tr>").count(), 4);
    assert!(text.contains("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">2025年12月31日</w:t>"), "{text}");
}

#[test]
fn what_is_said_of_a_column_holds_for_the_same_form_until_it_is_forgotten() {
    let desk = Desk::new();
    workbook(&desk.path("表.xlsx"), &["项目名称", "牵头单位", "情况说明"], &["万头牧场"], 0);
    desk.run(&["fill", "表.xlsx", "--dry-run"]).shows("情况说明 ← （不填）").quiet_of("已写出");
    desk.run(&["fill", "表.xlsx", "--map", "情况说明=进展", "--map", "牵头单位="]).shows("情况说明 ← 进展").shows("牵头单位 ← （不填）");
    assert_eq!(text(&desk.path("表-已填.xlsx"), (2, 2)), "完成选址");
    desk.run(&["fill", "表.xlsx", "-o", "二.xlsx"]).shows("情况说明 ← 进展").warns("照用了");
    desk.run(&["fill", "表.xlsx", "-o", "三.xlsx", "--forget"]).shows("情况说明 ← （不填）");
    desk.run(&["fill", "表.xlsx", "--map", "情况说明=天气"]).refused("不是台账里的内容");
    desk.run(&["fill", "表.xlsx", "--map", "情况说明"]).refused("没有等号");
}

#[test]
fn what_is_no_form_is_refused_and_the_form_itself_is_never_written() {
    let desk = Desk::new();
    fs::write(desk.path("旧.xls"), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).unwrap();
    fs::write(desk.path("坏.xlsx"), b"PK\x03\x04 garbage").unwrap();
    desk.run(&["fill", "旧.xls"]).refused("另存为 xlsx");
    desk.run(&["fill", "坏.xlsx"]).refused("坏.xlsx");
    workbook(&desk.path("表.xlsx"), &["甲", "乙"], &["万头牧场"], 0);
    desk.run(&["fill", "表.xlsx"]).refused("没有找到表头");
    workbook(&desk.path("表.xlsx"), &HEADS, &["万头牧场"], 0);
    let before = fs::read(desk.path("表.xlsx")).unwrap();
    desk.run(&["fill", "表.xlsx", "-o", "表.xlsx", "--force"]).refused("-o 就是原表");
    desk.run(&["fill", "表.xlsx", "-o", "表.docx"]).refused(".xlsx");
    desk.run(&["fill", "表.xlsx", "--sheet", "没有"]).refused("没有表 `没有`，有：项目进展、汇总");
    assert_eq!(fs::read(desk.path("表.xlsx")).unwrap(), before);
    assert_eq!(sheet(&desk.path("表.xlsx"), "项目进展").get_value((2, 5)).cloned().unwrap_or(Data::Empty), Data::Empty);
}
