use std::io::{Cursor, Read};
use zip::ZipArchive;

use super::*;
use crate::report::{Column, Part, Table};

fn docx(document: &Document) -> Vec<u8> {
    super::docx(document, &Progress::default()).unwrap()
}

fn plain(text: &str) -> Vec<Run> {
    vec![Run::Plain(text.into())]
}

fn sample() -> Document {
    let columns = [Column::words("事项", 12), Column::number("完成", 3)];
    let table = || Block::Table(Table::new(&columns, vec![vec!["“万头”牧场".into(), "35%".into()]; 3]));
    let blocks = vec![
        Block::Line(Part::Number, plain("甲督发〔2026〕4号")),
        Block::Line(Part::Recipients, plain("各县（市）区人民政府")),
        Block::Heading(1, "一、总体情况".into()),
        Block::Paragraph(vec![Run::Plain("完成“三项”。".into()), Run::Strong("待裁定".into()), Run::Blank("原因".into())]),
        table(),
        Block::Heading(2, "（一）甲".into()),
        Block::Blank("评价".into()),
        Block::Line(Part::AnnexList, plain("附件：1.甲表")),
        Block::Line(Part::Issuer, plain("甲市人民政府督查室")),
        Block::Line(Part::Date, plain("2026年1月5日")),
        Block::annex("甲表", true),
        table(),
        table(),
        Block::annex("乙表", true),
        table(),
    ];
    Document::new("通报", blocks)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn document(blocks: Vec<Block>) -> String {
    part(&docx(&Document::new("题", blocks)), "word/document.xml")
}

/// The paragraph or run that holds a text.
fn around<'a>(xml: &'a str, tag: &str, text: &str) -> &'a str {
    let at = xml.find(text).unwrap_or_else(|| panic!("no {text}"));
    let start = xml[..at].rfind(&format!("<w:{tag}>")).unwrap();
    let end = at + xml[at..].find(&format!("</w:{tag}>")).unwrap();
    &xml[start..end]
}

#[test]
fn the_same_document_gives_the_same_bytes_with_a_fixed_time_and_compressed() {
    let bytes = docx(&sample());
    assert_eq!(bytes, docx(&sample()));
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for i in 0..zip.len() {
        let file = zip.by_index(i).unwrap();
        assert_eq!(file.last_modified().unwrap(), zip::DateTime::DEFAULT);
        assert_eq!(file.compression(), zip::CompressionMethod::Deflated);
    }
    assert_eq!(zip.by_index(0).unwrap().name(), "[Content_Types].xml");
}

#[test]
fn every_part_is_well_formed_and_every_relation_has_its_part() {
    let bytes = docx(&sample());
    let names: Vec<String> = ZipArchive::new(Cursor::new(&bytes)).unwrap().file_names().map(str::to_owned).collect();
    for name in &names {
        assert_well_formed(&part(&bytes, name));
    }
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    for target in relations.split("Target=\"").skip(1).map(|t| t.split('"').next().unwrap()) {
        assert!(names.contains(&format!("word/{target}")), "{target}");
    }
    for (id, file) in [("rId4", "footer1.xml"), ("rId5", "footer2.xml")] {
        assert!(relations.contains(&format!(
            "Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"{file}\""
        )));
    }
}

/// Opening and closing tags pair off; no bare `&`.
fn assert_well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in xml.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        assert!(!text.contains('>'), "{text}");
        assert!(text.split('&').skip(1).all(|t| ["amp;", "lt;", "gt;", "quot;"].iter().any(|e| t.starts_with(e))), "{text}");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.ends_with('/') || tag.starts_with('?') => {}
            None => open.push(tag.split(' ').next().unwrap()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn every_run_names_its_face_for_every_script_and_no_theme() {
    let bytes = docx(&sample());
    for name in ["word/document.xml", "word/footer1.xml", "word/footer2.xml"] {
        let xml = part(&bytes, name);
        assert!(xml.matches("<w:r>").count() > 3);
        assert_eq!(xml.matches("<w:r>").count(), xml.matches("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\" w:ascii=\"").count(), "{name}");
        assert!(!xml.contains("Theme"));
    }
    assert!(!part(&bytes, "word/styles.xml").contains("Theme"));
    let xml = part(&bytes, "word/document.xml");
    let face = |text: &str, name: &str, size: u16| {
        let run = around(&xml, "r", text);
        let fonts = format!("w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:eastAsia=\"{name}\" w:cs=\"{name}\"");
        assert!(run.contains(&fonts) && run.contains(&format!("<w:sz w:val=\"{size}\"/>")), "{run}");
    };
    face("通报", "方正小标宋简体", 44);
    face("一、总体情况", "黑体", 32);
    face("（一）甲", "楷体_GB2312", 32);
    face("完成“三项”", "仿宋_GB2312", 32);
    face("附件2", "黑体", 32);
    let fonts = part(&bytes, "word/fontTable.xml");
    assert!(fonts.contains("<w:font w:name=\"方正小标宋简体\"><w:altName w:val=\"方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,"));
    assert!(fonts.contains("<w:font w:name=\"仿宋_GB2312\"><w:altName w:val=\"FangSong_GB2312,仿宋,FangSong,"));
}

#[test]
fn a_page_holds_22_lines_of_28_characters() {
    let xml = document(Vec::new());
    assert!(xml.contains("<w:docGrid w:type=\"lines\" w:linePitch=\"589\"/>"));
    assert!(xml.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    let number = |name: &str| -> i32 { xml.split(&format!("w:{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap() };
    let (width, height) = (11906 - number("left") - number("right"), 16838 - number("top") - number("bottom"));
    assert_eq!(height / 589, 22);
    assert_eq!((width, width / (320 - 5)), (8844, 28));
    let styles = part(&docx(&sample()), "word/styles.xml");
    assert!(styles.contains("w:line=\"589\" w:lineRule=\"exact\""));
    assert!(styles.contains("w:firstLineChars=\"200\""));
    assert!(around(&document(vec![Block::Paragraph(plain("字"))]), "r", "字</w:t>").contains("<w:spacing w:val=\"-5\"/>"));
}

#[test]
fn page_numbers_stand_outside() {
    let bytes = docx(&sample());
    assert!(part(&bytes, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    let (odd, even) = (part(&bytes, "word/footer1.xml"), part(&bytes, "word/footer2.xml"));
    assert!(odd.contains("<w:ind w:rightChars=\"100\" w:right=\"280\"/><w:jc w:val=\"right\"/>"));
    assert!(even.contains("<w:ind w:leftChars=\"100\" w:left=\"280\"/><w:jc w:val=\"left\"/>"));
    for foot in [odd, even] {
        assert!(foot.contains(">— </w:t>") && foot.contains("> PAGE <") && foot.contains("> —</w:t>"));
        assert!(foot.contains("w:eastAsia=\"宋体\"") && foot.contains("<w:sz w:val=\"28\"/>"));
    }
    let xml = part(&bytes, "word/document.xml");
    let sections = xml.matches("<w:sectPr>").count();
    assert_eq!(xml.matches("w:type=\"default\" r:id=\"rId4\"").count(), sections);
    assert_eq!(xml.matches("w:type=\"even\" r:id=\"rId5\"").count(), sections);
}

#[test]
fn wide_annexes_lie_on_their_side_each_on_a_new_page() {
    let xml = part(&docx(&sample()), "word/document.xml");
    assert_eq!(xml.matches("<w:sectPr>").count(), 2);
    let (upright, side) = xml.split_once("w:orient=\"landscape\"").unwrap();
    assert!(upright.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") && !side.contains("<w:pgSz"));
    // The upright section ends with the date, so that no empty page can follow it.
    assert!(around(&xml, "p", "2026年1月5日").contains("<w:sectPr>"));
    assert!(!around(&xml, "p", "附件1").contains("pageBreakBefore"));
    assert!(around(&xml, "p", "附件2").contains("<w:pageBreakBefore/>"));
    let one = document(vec![Block::annex("表", false)]);
    assert!(one.contains(">附件</w:t>") && one.contains("<w:pageBreakBefore/>"));
}

#[test]
fn tables_repeat_their_heads_keep_their_rows_whole_and_never_touch() {
    let xml = part(&docx(&sample()), "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 4);
    assert_eq!(xml.matches("<w:cantSplit/>").count(), 16);
    assert!(xml.contains("<w:insideH w:val=\"single\""));
    assert!(!xml.contains("</w:tbl><w:tbl>") && !xml.contains("</w:tbl><w:sectPr>"));
    assert!(around(&xml, "r", "35%").contains("<w:sz w:val=\"21\"/>"));
    assert!(xml.rsplit("35%").nth(1).unwrap().contains("<w:sz w:val=\"18\"/>"));
}

#[test]
fn blanks_are_marked_so_that_nobody_overlooks_them() {
    let xml = part(&docx(&sample()), "word/document.xml");
    assert_eq!(xml.matches("<w:highlight w:val=\"yellow\"/>").count(), 2);
    assert!(around(&xml, "r", "【待填：原因】").contains("<w:highlight"));
    assert!(!around(&xml, "r", "待裁定").contains("<w:highlight"));
}

#[test]
fn the_parts_of_the_letter_stand_in_their_places() {
    let xml = part(&docx(&sample()), "word/document.xml");
    let at = |text: &str| xml.find(text).unwrap();
    assert!(at("甲督发〔2026〕4号") < at(">通报<") && at(">通报<") < at("各县（市）区"));
    assert!(xml.contains(">：</w:t>"));
    // 2026年1月5日 is 6.5 characters wide, the office 9: the date stands 4 from the right, the office in the middle above.
    assert!(around(&xml, "p", "2026年1月5日").contains("w:rightChars=\"400\""));
    assert!(around(&xml, "p", "甲市人民政府督查室").contains("w:rightChars=\"250\""));
    assert!(around(&xml, "p", "附件：1.").contains("w:hangingChars=\"400\""));
    let mut red = sample();
    red.blocks.push(Block::Line(Part::RedHead, plain("甲市人民政府督查室文件")));
    let xml = part(&docx(&red), "word/document.xml");
    assert!(around(&xml, "r", "督查室文件").contains("<w:color w:val=\"FF0000\"/>"));
    assert!(around(&xml, "p", "甲督发").contains("NumberLined"));
}

#[test]
fn words_from_others_cannot_break_the_file() {
    let evil = "</w:t></w:r><w:p>&\0\u{1b}[2J\u{202e}\u{ffff}\"]]>\n\r";
    let columns = [Column::words("字", 4)];
    let blocks = vec![
        Block::Heading(1, evil.into()),
        Block::Paragraph(vec![Run::Plain(evil.into()), Run::Strong(evil.into()), Run::Blank(evil.into())]),
        Block::Line(Part::Number, plain(evil)),
        Block::annex(evil, true),
        Block::Table(Table::new(&columns, vec![vec![evil.into()]])),
    ];
    let bytes = docx(&Document::new(evil, blocks));
    for name in ["word/document.xml", "docProps/core.xml"] {
        let xml = part(&bytes, name);
        assert_well_formed(&xml);
        assert!(!xml.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}' || c == '\u{ffff}'));
    }
}
