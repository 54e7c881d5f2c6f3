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
    assert!(rows.iter().all(|r| r[7..18].iter().all(String::is_empty)), "nothing is filled in beforehand: {rows:?}");
    assert!(sheet(&desk.path(FILE), "填写说明").rows().any(|r| r[0].to_string().contains("浅黄色")));
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn ids_are_hidden_cells_locked_and_what_may_be_typed_is_checked() {
    let desk = desk();
    let xml = part(&desk.path(FILE), "xl/worksheets/sheet1.xml");
    for column in 19..=24 {
        let hidden = xml.split("<col ").any(|c| c.contains(&format!("min=\"{column}\"")) && c.contains("hidden=\"1\""));
        let all = xml.contains("min=\"19\" max=\"24\"") && xml.contains("hidden=\"1\"");
        assert!(hidden || all, "column {column}: {xml}");
    }
    for wanted in
        ["<sheetProtection sheet=\"1\"", "type=\"list\"", "未启动,推进中,受阻,已完成,暂缓,已终止", "type=\"whole\"", "sqref=\"I4:I5\""]
    {
        assert!(xml.contains(wanted), "{wanted}: {xml}");
    }
    let styles = part(&desk.path(FILE), "xl/styles.xml");
    let formats: Vec<&str> = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    let open = |cell: &str| {
        let style = xml.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).unwrap().split('"').next().unwrap();
        formats[style.parse::<usize>().unwrap()].contains("locked=\"0\"")
    };
    assert!(["H4", "I4", "J4", "K4", "M4", "R4"].iter().all(|c| open(c)));
    assert!(["A4", "B4", "D4", "S4", "X4"].iter().all(|c| !open(c)));
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
    let cells = [("H5", Typed::Words("推进中")), ("I5", Typed::Number(45.0)), ("J5", words), ("R5", Typed::Words("王五"))];
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
    fill(&desk.path(FILE), &[("I4", Typed::Number(30.0)), ("K5", Typed::Words("缺资金"))]);
    fs::copy(desk.path(FILE), desk.path("副本.xlsx")).unwrap();
    take_in(&desk, &["副本.xlsx", "--accept", "all"]).fine().warns("已保存 2 条").shows("以前已经记录");
    let after = desk.text();
    take_in(&desk, &["--accept", "all", "--today", "2026-01-05"]).fine().shows("以前已经记录").warns("没有改动");
    assert_eq!(desk.text(), after);
}

#[test]
fn a_form_that_two_offices_took_in_on_different_days_is_there_once() {
    let (desk, other) = (desk(), Desk::new());
    fill(&desk.path(FILE), &[("I4", Typed::Number(30.0)), ("K5", Typed::Words("缺资金"))]);
    fs::copy(desk.path(FILE), other.path(FILE)).unwrap();
    fs::write(desk.path("before.ron"), LEDGER).unwrap();
    take_in(&desk, &["--accept", "all", "--today", "2026-01-05"]).fine();
    take_in(&other, &["--accept", "all", "--today", "2026-01-06"]).fine();
    let sides = [desk.text(), other.text()];
    ["ours", "theirs"].iter().zip(&sides).for_each(|(name, text)| fs::write(desk.path(name), text).unwrap());
    assert_ne!(sides[0], sides[1]);
    desk.run(&["merge", "before.ron", "theirs", "ours"]).fine().quiet_of("两种内容");
    assert_eq!(fs::read_to_string(desk.path("theirs")).unwrap(), sides[0], "the earlier stays, whoever merges");
    desk.run(&["merge", "before.ron", "ours", "theirs"]).fine();
    assert_eq!(fs::read_to_string(desk.path("ours")).unwrap(), sides[0]);
}

#[test]
fn only_the_named_rows_are_taken() {
    let desk = desk();
    fill(&desk.path(FILE), &[("J4", Typed::Words("甲")), ("J5", Typed::Words("乙"))]);
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
    fill(&desk.path(FILE), &[("I5", Typed::Number(40.0)), ("H5", Typed::Words("受阻"))]);
    let said = take_in(&desk, &["--accept", "all"]).fine().hides("待裁定：状态");
    assert!(rivals("50%", "40%").iter().any(|r| said.out.contains(r)), "{said:?}");
    let value = desk.run(&["show", "五（一）1", "--json"]).json("entries");
    assert_eq!(value["entries"][0]["contested"], serde_json::json!(["percent"]));
    assert_eq!(value["entries"][0]["updates"].as_array().unwrap().len(), 3);
}

#[test]
fn a_corrected_form_takes_back_what_the_same_row_said_before() {
    let desk = desk();
    fill(&desk.path(FILE), &[("I5", Typed::Number(40.0))]);
    take_in(&desk, &["--accept", "all"]).fine();
    fill(&desk.path(FILE), &[("I5", Typed::Number(45.0))]);
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
    fill(&desk.path(FILE), &[("I5", Typed::Number(40.0))]);
    fs::write(desk.path("tasks.ron"), desk.text().replace("aaaaaaaaaaaaa", "bbbbbbbbbbbbb")).unwrap();
    take_in(&desk, &["--accept", "all"]).fine().shows("已不在台账里").shows("待裁定：完成比例 20%、40%");
    let value = desk.run(&["show", "五（一）1", "--json"]).json("entries");
    assert!(value["entries"][0]["updates"][1].get("after").is_none_or(|a| a.as_array().is_some_and(Vec::is_empty)));
    desk.run(&["check"]).fine();
}

#[test]
fn what_does_not_fit_is_refused_with_its_cell_and_the_rest_of_its_row_is_taken() {
    for (cell, typed, why) in [
        ("I5", Typed::Number(130.0), "填报!I5：完成比例 `130` 不是 0 到 100 的整数"),
        ("I5", Typed::Number(0.45), "填报!I5：完成比例 `0.45`"),
        ("I5", Typed::Words("大半"), "填报!I5：完成比例 `大半`"),
        ("H5", Typed::Words("快了"), "填报!H5：状态 `快了` 不认得，可填 未启动"),
        ("R5", Typed::Words("第一行\n第二行"), "填报!R5：填报人"),
        ("I5", Typed::Formula(""), "填报!I5：公式没有存下结果"),
        ("R5", Typed::Formula("<v></v>"), "填报!R5：公式没有存下结果"),
    ] {
        let desk = desk();
        fill(&desk.path(FILE), &[("J4", Typed::Words("甲")), ("J5", Typed::Words("乙")), (cell, typed)]);
        let said = take_in(&desk, &["--accept", "all"]);
        assert_eq!(said.code, 1, "{said:?}");
        said.warns("没有采用 表.xlsx").warns(why).warns("已保存 2 条");
        desk.run(&["show", "五（一）1"]).fine().shows("进展：乙");
    }
}

#[test]
fn a_row_whose_hidden_cells_were_changed_is_refused_as_a_whole() {
    for (cell, words) in [("S5", "hulin/六（一）"), ("S5", ""), ("U5", "2025Q3")] {
        let desk = desk();
        fill(&desk.path(FILE), &[("J4", Typed::Words("甲")), ("J5", Typed::Words("乙")), (cell, Typed::Words(words))]);
        let said = take_in(&desk, &["--accept", "all"]);
        assert_eq!(said.code, 1, "{said:?}");
        said.warns("填报!S5：隐藏的条目").warns("已保存 1 条");
        desk.run(&["show", "hulin/五（一）"]).fine().shows("进展：甲");
        desk.run(&["show", "五（一）1"]).fine().hides("进展：乙");
    }
}

#[test]
fn a_row_in_doubt_waits_for_its_own_word() {
    let desk = desk();
    fill(&desk.path(FILE), &[("J4", Typed::Words("甲")), ("J5", Typed::Words("乙")), ("B5", Typed::Words("养牛场"))]);
    let said = take_in(&desk, &["--accept", "all"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.warns("已保存 1 条")
        .warns("有疑问的 1 条没有记入")
        .shows("表上写的是 `虎林计划 五（一）1 养牛场`，隐藏编号所指的是 `虎林计划 五（一）1 万头牧场`");
    desk.run(&["show", "五（一）1"]).fine().hides("进展：乙");
    take_in(&desk, &["--accept", "填报!H5"]).fine().warns("已保存 1 条");
    desk.run(&["show", "五（一）1"]).fine().shows("进展：乙");
}

#[test]
fn a_batch_is_named_by_pattern_or_folder_and_goes_on_past_what_cannot_be_read() {
    let desk = desk();
    fill(&desk.path(FILE), &[("J5", Typed::Words("乙"))]);
    fs::create_dir(desk.path("交回")).unwrap();
    fs::rename(desk.path(FILE), desk.path("交回/1-农业.xlsx")).unwrap();
    fs::write(desk.path("交回/~$1-农业.xlsx"), [5; 165]).unwrap();
    let said = desk.run(&["packet", "in", "交回/*.xlsx"]).fine();
    said.shows("进展：乙").warns("跳过 交回/~$1-农业.xlsx：文件打开时留下的锁文件");
    let locked = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
    fs::write(desk.path("交回/2-旧.xls"), locked).unwrap();
    fs::write(desk.path("交回/说明.docx"), "x").unwrap();
    let said = desk.run(&["packet", "in", "交回", "--accept", "all"]);
    assert_eq!(said.code, 2, "{said:?}");
    said.warns("2-旧.xls：旧版 .xls 或加密，请另存为 .xlsx").warns("跳过 交回/说明.docx：不是表格文件").warns("已保存 1 条");
    let said = desk.run(&["packet", "in", "交回/*.ods"]);
    assert_eq!(said.code, 2);
    said.warns("没有找到 交回/*.ods");
}

#[test]
fn a_word_that_nobody_knows_is_said_once_for_the_batch() {
    let desk = desk();
    fill(&desk.path(FILE), &[("H4", Typed::Words("√")), ("H5", Typed::Words("√"))]);
    let said = take_in(&desk, &["--accept", "all"]);
    assert_eq!(said.code, 1);
    said.warns("状态 `√` 不认得").warns("没有改动");
    take_in(&desk, &["--accept", "all", "--word", "√=已完成"]).fine().warns("已保存 2 条");
    take_in(&desk, &["--word", "√=好了"]).refused("--word 不认得 `√=好了`");
}

#[test]
fn a_formula_counts_as_its_result_and_one_without_is_never_an_empty_cell() {
    let desk = desk();
    fill(&desk.path(FILE), &[("J4", Typed::Words("甲")), ("I4", Typed::Formula("<v>45</v>")), ("J5", Typed::Formula(""))]);
    let said = take_in(&desk, &["--accept", "all"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.warns("填报!J5：公式没有存下结果").warns("已保存 1 条");
    assert_eq!(desk.run(&["show", "hulin/五（一）", "--json"]).fine().json("entries")["entries"][0]["percent"], 45);
}

#[test]
fn a_form_from_another_ledger_or_of_an_entry_that_is_gone_is_refused() {
    let desk = desk();
    fill(&desk.path(FILE), &[("J4", Typed::Words("甲")), ("J5", Typed::Words("乙"))]);
    let before = desk.text();
    fs::write(desk.path("tasks.ron"), before.replace("title: \"虎林市三年行动计划\"", "title: \"密山市三年行动计划\"")).unwrap();
    let said = take_in(&desk, &["--accept", "all"]).warns("填报!V4：这份表出自另一本台账");
    assert_eq!((said.code, said.err.matches("另一本台账").count()), (1, 1));
    fs::write(desk.path("tasks.ron"), before.replace("id: \"hulin/五（一）1\"", "id: \"hulin/五（一）2\"")).unwrap();
    let said = take_in(&desk, &["--accept", "all"]).warns("填报!S5：台账里没有条目 `hulin/五（一）1`").warns("已保存 1 条");
    assert_eq!(said.code, 1);
}

#[test]
fn a_helping_body_fills_in_its_own_part_and_leaves_the_whole_to_the_lead() {
    let desk = Desk::new();
    desk.run(&["packet", "out", "--dept", "虎林市工信科技局", "--period", "2025Q4", "-o", FILE]).fine();
    assert_eq!(sheet(&desk.path(FILE), "填报").get_value((3, 2)).unwrap().to_string(), "配合");
    fill(&desk.path(FILE), &[("J4", Typed::Words("已协助"))]);
    take_in(&desk, &[]).fine().shows("进展：已协助");
    fill(&desk.path(FILE), &[("I4", Typed::Number(50.0))]);
    take_in(&desk, &["--accept", "all"]).fine();
    assert!(desk.text().contains("about: Part(\"虎林市工信科技局\")"), "{}", desk.text());
}

#[test]
fn a_file_that_is_no_form_is_refused_and_the_others_are_read() {
    let desk = desk();
    fill(&desk.path(FILE), &[("J5", Typed::Words("乙"))]);
    fs::write(desk.path("坏.xlsx"), "not a workbook").unwrap();
    desk.run(&["dispatch", "2025Q3", "-o", "通报.xlsx"]).fine();
    let said = take_in(&desk, &["坏.xlsx", "通报.xlsx", "--accept", "all"]);
    assert_eq!(said.code, 2, "{said:?}");
    said.warns("坏.xlsx：").warns("通报.xlsx：里面没有填报表").warns("已保存 1 条");
    desk.run(&["packet", "in", "没有.xlsx"]).refused("没有.xlsx");
}

#[test]
fn machines_get_every_row_and_cell() {
    let desk = desk();
    fill(&desk.path(FILE), &[("I4", Typed::Number(101.0)), ("I5", Typed::Number(40.0))]);
    let said = take_in(&desk, &["--accept", "all", "--json"]);
    assert_eq!(said.code, 1);
    let value = said.json("packet");
    assert_eq!((&value["recorded"], &value["saved"]), (&1.into(), &true.into()));
    let file = &value["files"][0];
    assert_eq!((&file["refused"][0]["cell"], &file["rows"][0]["id"]), (&"I4".into(), &"hulin/五（一）1".into()));
    assert_eq!(file["rows"][0]["says"][0], "完成 20% → 40%");
}

#[test]
fn a_form_of_an_earlier_version_that_calls_no_status_otherwise_is_not_told_as_written_over() {
    let desk = desk();
    fill(&desk.path(FILE), &[("J4", Typed::Words("甲")), ("E4", Typed::Words("未反馈"))]);
    take_in(&desk, &[]).fine().shows("进展：甲");
    fill(&desk.path(FILE), &[("E4", Typed::Words("已完成"))]);
    take_in(&desk, &[]).warns("填报!E4：“上次状态”一栏不填，改动没有采用：`已完成`");
}

#[test]
fn a_day_that_is_wished_for_is_told_as_a_proposal() {
    let desk = desk();
    fill(&desk.path(FILE), &[("O4", Typed::Words("2026-06-30 设备交货推迟"))]);
    take_in(&desk, &[]).fine().shows("虎林市农业农村局　建议（由牵头单位或专班办公室采纳后才算）").shows("2026-06-30");
}

#[test]
fn everybody_gets_the_form_that_he_would_get_alone_with_a_list_and_an_archive() {
    let desk = Desk::new();
    let said = desk.run(&["packet", "out", "--all", "--period", "2025Q4", "-o", "发出"]).fine();
    said.shows("01-虎林市农业农村局.xlsx  2 项").warns("另打包为 发出.zip");
    let mut names: Vec<String> =
        fs::read_dir(desk.path("发出")).unwrap().map(|f| f.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names[..2], ["00-发放清单.xlsx", "01-虎林市农业农村局.xlsx"]);
    let mut zip = zip::ZipArchive::new(fs::File::open(desk.path("发出.zip")).unwrap()).unwrap();
    assert_eq!(zip.len(), names.len());
    for name in &names[1..] {
        let body = name.split_once('-').unwrap().1.trim_end_matches(".xlsx");
        desk.run(&["packet", "out", "--dept", body, "--period", "2025Q4", "-o", FILE, "--force"]).fine();
        let alone = fs::read(desk.path(FILE)).unwrap();
        let mut packed = Vec::new();
        zip.by_name(&format!("发出/{name}")).unwrap().read_to_end(&mut packed).unwrap();
        assert!(fs::read(desk.path(&format!("发出/{name}"))).unwrap() == alone && packed == alone, "{name}");
    }
    desk.run(&["packet", "in", "发出"]).fine().warns("跳过 发出/00-发放清单.xlsx").warns("没有改动");
    desk.run(&["packet", "in", "发出.zip"])
        .fine()
        .warns("跳过 发出.zip/发出/00-发放清单.xlsx")
        .shows("01-虎林市农业农村局.xlsx（2 行没有填）");
    fs::create_dir(desk.path("收到")).unwrap();
    fs::rename(desk.path("发出"), desk.path("收到/发出")).unwrap();
    desk.run(&["packet", "in", "收到"]).fine().warns("跳过 收到/发出/00-发放清单.xlsx").shows("01-虎林市农业农村局.xlsx（2 行没有填）");
    let only = desk.run(&["packet", "out", "--filter", "万头", "--dry-run"]).fine();
    only.shows("01-虎林市农业农村局.xlsx  1 项").warns("没有写文件");
    assert!(!desk.path("填报表-2025Q4").exists());
    desk.run(&["packet", "out"]).refused("没有说填报表给谁").warns("--all");
    desk.run(&["packet", "out", "--filter", "没有这种事"]).refused("没有要填报的事项");
}
