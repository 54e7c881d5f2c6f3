//! Files of offices, made here: Word documents with all that Word does, workbooks with merged ranges, hostile ones.

use std::io::{Cursor, Write};

use super::{Reading, Unreadable, Use, read, source};
use crate::text::Lang;

/// A zipped document of parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    zipped(&[
        ("word/document.xml", &format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")),
        ("word/numbering.xml", NUMBERING),
    ])
}

const NUMBERING: &str = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%1）\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>";

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbered(level: usize, text: &str) -> String {
    format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn of(name: &str, bytes: &[u8]) -> (Reading, Vec<String>) {
    let source = source(name, bytes).unwrap();
    (read(&source, &[]), source.left_out(Lang::Zh))
}

fn told(reading: &Reading) -> Vec<String> {
    let one = |d: &super::Draft| {
        let bodies: Vec<&str> = d.bodies.iter().map(|b| b.name.as_str()).collect();
        let day = d.deadline.as_ref().map(|f| f.value.to_string()).unwrap_or_default();
        format!("{} {} {} {day}", d.reference, d.title.value, bodies.join("、")).trim().to_owned()
    };
    reading.drafts.iter().map(one).collect()
}

#[test]
fn numbers_that_word_writes_are_read_and_deletions_are_not() {
    let body = [
        p("云河市2026年水利方案"),
        p("一、建设水网"),
        numbered(0, "建水库。（市水务局负责）"),
        numbered(1, "松林水库。（市水务局、市财政局负责）"),
        numbered(1, "柏溪水库。（市水务局负责）"),
        numbered(0, "修渠道。（市农业农村局<w:x/>负责）").replace("<w:x/>", "</w:t></w:r><w:del><w:r><w:delText>、市财政局</w:delText></w:r></w:del><w:ins><w:r><w:t>、市林草局</w:t></w:r></w:ins><w:r><w:t>"),
        "<w:p><w:r><w:instrText>TOC \\o</w:instrText></w:r></w:p>".to_owned(),
    ];
    let (reading, left_out) = of("a.docx", &word(&body.concat()));
    assert_eq!(
        told(&reading),
        [
            "一（一） 建水库 市水务局",
            "一（一）1 松林水库 市水务局、市财政局",
            "一（一）2 柏溪水库 市水务局",
            "一（二） 修渠道 市农业农村局、市林草局"
        ]
    );
    assert_eq!(left_out, ["修订中删除的文字 1 处，未读"]);
}

#[test]
fn a_word_table_is_read_with_its_merged_cells() {
    let cell = |text: &str, more: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr>{}</w:tc>", p(text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let (head, on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let table = [
        row(&[cell("序号", head), cell("重点任务", head), cell("责任分工", "<w:gridSpan w:val=\"2\"/>"), cell("完成时限", head)]),
        row(&[cell("", on), cell("", on), cell("牵头", ""), cell("配合", ""), cell("", on)]),
        row(&[cell("一、产业发展（2项）", "<w:gridSpan w:val=\"5\"/>")]),
        row(&[cell("1", ""), cell("建园区", ""), cell("市工信局", head), cell("市财政局", ""), cell("6月底", "")]),
        row(&[cell("2", ""), cell("引企业", ""), cell("", on), cell("市投促局", ""), cell("", "")]),
        row(&[cell("合计", ""), cell("2项", ""), cell("", ""), cell("", ""), cell("", "")]),
    ];
    let body = format!("{}<w:tbl>{}</w:tbl>", p("云河市2026年任务清单"), table.concat());
    let (reading, _) = of("a.docx", &word(&body));
    assert_eq!(told(&reading), ["一#1 建园区 市工信局、市财政局 2026-06-30", "一#2 引企业 市工信局、市投促局"]);
    assert_eq!(reading.head.title, "云河市2026年任务清单");
}

#[test]
fn a_workbook_fills_only_what_is_merged() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(0, 0, 0, 4, "云河市2026年重点项目（单位：亿元）", &plain).unwrap();
    for (column, head) in ["序号", "项目名称", "牵头单位", "总投资", "起止年限"].into_iter().enumerate() {
        sheet.write(1, column as u16, head).unwrap();
    }
    for (row, name) in ["冷链园项目", "水泥厂项目", "码头项目"].into_iter().enumerate() {
        sheet.write(row as u32 + 2, 0, row as u32 + 1).unwrap();
        sheet.write(row as u32 + 2, 1, name).unwrap();
        sheet.write(row as u32 + 2, 3, 1.5).unwrap();
        sheet.write(row as u32 + 2, 4, "2026-2028").unwrap();
    }
    sheet.merge_range(2, 2, 3, 2, "市商务局", &plain).unwrap();
    sheet.write(5, 1, "合计").unwrap();
    book.add_worksheet().set_hidden(true).write(0, 0, "底稿").unwrap();
    let (reading, left_out) = of("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(told(&reading), ["表#1 冷链园项目 市商务局 2028-12-31", "表#2 水泥厂项目 市商务局 2028-12-31", "表#3 码头项目  2028-12-31"]);
    assert!(reading.drafts.iter().all(|d| d.investment.as_ref().map(|f| f.value) == Some(15_000.0)));
    assert_eq!(reading.drafts[2].doubts.len(), 1, "{:?}", reading.drafts[2].doubts);
    assert_eq!(left_out, ["工作表 `Sheet2` 已隐藏，未读"]);
}

#[test]
fn a_web_page_gives_its_text_and_its_tables() {
    let html = "<html><head><title>x</title><script>var a='（市财政局负责）'</script></head><body><p>云河市2026年方案</p><p>&nbsp;一、建园区。（市工信局负责）</p><table><tr><th>序号</th><th>任务</th><th>牵头单位</th></tr><tr><td>1</td><td>修路</td><td rowspan=2>市交通局</td></tr><tr><td>2</td><td>架桥</td></tr></table></body></html>";
    let (reading, _) = of("a.html", html.as_bytes());
    assert_eq!(told(&reading), ["一 建园区 市工信局", "一#1 修路 市交通局", "一#2 架桥 市交通局"]);
}

#[test]
fn a_csv_in_the_code_of_old_windows_is_read() {
    let text = "序号,任务,牵头单位,配合单位\n1,\"建园区，\n修道路\",市工信局,\"市财政局、市交通局\"\n";
    let bytes = encoding_rs::GB18030.encode(text).0;
    assert_eq!(told(&of("a.csv", &bytes).0), ["表#1 建园区， 市工信局、市财政局、市交通局"]);
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let fails = |name: &str, bytes: &[u8]| source(name, bytes).unwrap_err();
    assert_eq!(fails("a.pdf", b"%PDF-1.7"), Unreadable::Pdf);
    assert_eq!(fails("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Unreadable::OldOffice);
    assert_eq!(fails("a.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Unreadable::OldOffice);
    assert_eq!(fails("a.docx", b"PK\x03\x04broken"), Unreadable::Damaged);
    assert_eq!(fails("a.txt", b" \n "), Unreadable::Empty);
}

#[test]
fn hostile_documents_are_bounded() {
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(400), "</w:tc></w:tr></w:tbl>".repeat(400));
    assert_eq!(source("a.docx", &word(&deep)).unwrap_err(), Unreadable::TooLarge);
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document xmlns:w=\"w\"><w:p><w:r><w:t>一、建园区。&b;（市工信局负责）</w:t></w:r></w:p></w:document>";
    assert_eq!(told(&of("a.docx", &zipped(&[("word/document.xml", entities)])).0), ["一 建园区 市工信局"]);
    let wide = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", format!("<w:tc>{}</w:tc>", p("甲")).repeat(10_000));
    let source = source("a.docx", &word(&wide)).unwrap();
    let lines = read(&source, &[]).coverage.lines(&source);
    assert!(lines.len() <= 300 && lines.iter().all(|l| l.of == Use::Unread));
    let bomb = "<w:p/>".repeat(12 << 20);
    assert_eq!(super::source("a.docx", &zipped(&[("word/document.xml", &bomb)])).unwrap_err(), Unreadable::TooLarge);
}

#[test]
fn a_document_in_which_no_work_is_found_is_unread_and_not_left_out() {
    let text = "附件1\n    云河市重点任务分解表\n序号   任务名称   任务内容   责任单位   时间节点\n1   冷链园   建好冷链园   市发改委   2026年底\n";
    let source = source("t.txt", text.as_bytes()).unwrap();
    let reading = read(&source, &[]);
    let unread = reading.coverage.lines(&source).iter().filter(|line| line.of == Use::Unread).count();
    assert!(!reading.drafts.is_empty() || unread >= 3, "{:?}", reading.coverage.lines(&source));
}
