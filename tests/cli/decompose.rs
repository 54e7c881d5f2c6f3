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
