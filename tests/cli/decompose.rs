//! A plan goes out as a table by years and quarters, and comes back as steps.

use super::desk::Desk;

#[test]
fn the_table_goes_out_and_comes_back_without_an_edit_changing_nothing() {
    let desk = Desk::new();
    desk.run(&["step", "add", "hulin/五（一）1", "--what", "完成选址", "--due", "2025Q4", "--percent", "30"]).fine();
    let before = desk.text();
    desk.run(&["--today", "2025-03-01", "plan", "decompose", "虎林计划", "--out", "分解.xlsx"]).fine().warns("行");
    desk.run(&["plan", "decompose", "hulin", "--out", "分解.xlsx"]).refused("分解.xlsx");
    desk.run(&["plan", "decompose", "hulin", "--in", "分解.xlsx", "--dry-run"]).fine().warns("新增步骤 0 个");
    desk.run(&["plan", "decompose", "hulin", "--in", "分解.xlsx"]).fine().warns("没有改动");
    assert_eq!(desk.text(), before);
    desk.run(&["plan", "decompose", "无此方案"]).refused("无此方案");
    desk.run(&["plan", "decompose", "hulin", "--in", "无.xlsx"]).refused("无.xlsx");
    desk.run(&["plan", "decompose", "jixi", "--in", "分解.xlsx"]).warns("是方案 `hulin` 的表");
    assert_eq!(desk.text(), before);
}

#[test]
fn the_years_and_quarters_that_are_asked_for_are_the_columns() {
    let desk = Desk::new();
    let heads = |words: &[&str]| -> Vec<String> {
        desk.run(&[&["plan", "decompose", "hulin", "--out", "表.xlsx", "--force"], words].concat()).fine();
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(desk.path("表.xlsx")).unwrap();
        let cells = calamine::Reader::worksheet_range(&mut book, "分解表").unwrap();
        let heads = cells.rows().nth(2).unwrap().iter().map(ToString::to_string);
        heads.filter_map(|head| head.strip_suffix("·内容").map(str::to_owned)).collect()
    };
    assert_eq!(heads(&["--years", "2025"]), ["2025年", "2025年第一季度", "2025年第二季度", "2025年第三季度", "2025年第四季度"]);
    assert_eq!(heads(&["--years", "2026,2024", "--quarters", "2025Q4"]), ["2024年", "2025年第四季度", "2026年"]);
    assert_eq!(heads(&["--quarters", "2026Q1、2025Q4"]), ["2025年第四季度", "2026年第一季度"]);
    desk.run(&["plan", "decompose", "hulin", "--in", "表.xlsx"]).fine().warns("没有改动");
    desk.run(&["plan", "decompose", "hulin", "--years", "2025Q1"]).refused("--years 不认得 `2025Q1`");
    desk.run(&["plan", "decompose", "hulin", "--quarters", "2025"]).refused("--quarters 不认得 `2025`");
}
