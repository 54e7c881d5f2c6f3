use super::desk::Desk;

#[test]
fn an_entry_is_shown_with_all_its_facts() {
    let said = Desk::new().run(&["show", "hulin/五（一）"]).fine();
    said.shows("精深加工企业培育行动  [灰]")
        .shows("五（一），文本第 236 行")
        .shows("虎林市农业农村局（列名首位：按职责分工负责）")
        .shows("配合      虎林市工信科技局")
        .shows("2025-12-31（条目写明）")
        .shows("规上企业数（全市）2025 33以上户")
        .shows("hulin/五（一）1  万头牧场  [黄]");
}

#[test]
fn the_log_is_told_in_sentences() {
    let said = Desk::new().run(&["show", "五（一）1"]).fine();
    said.shows("随上级条目 hulin/五（一）")
        .shows("黄：完成 20%，序时 96%，差 76 个百分点（规则：差 > 10）")
        .shows("2025-10-09 09:00  虎林市农业农村局 张三，报 2025年第三季度")
        .shows("状态 — → 推进中")
        .shows("进展：完成选址");
}

#[test]
fn why_gives_the_rule_and_its_numbers_only() {
    let desk = Desk::new();
    desk.run(&["show", "五（一）1", "--why"])
        .fine()
        .shows("规则：差 > 10")
        .shows("2023-01-01 → 2025-12-31")
        .shows("按天匀速计算")
        .hides("完成选址");
    desk.run_in_english(&["show", "五（一）1", "--why"]).fine().shows("[yellow]").shows("(rule: gap > 10)");
}

#[test]
fn machines_get_entries_with_indicators_and_children() {
    let value = Desk::new().run(&["show", "hulin/五（一）", "--json"]).fine().json("entries");
    assert_eq!(value["entries"][0]["children"][0], "hulin/五（一）1");
    assert_eq!(value["entries"][0]["lead_basis"], "first_named");
    assert_eq!(value["indicators"][0]["targets"]["2025"]["at_least"], 33);
    assert_eq!((value["plans"].as_array().unwrap().len(), value["departments"].is_null()), (1, true));
}

#[test]
fn an_unknown_id_is_answered_with_near_ones() {
    let desk = Desk::new();
    desk.run(&["show", "hulin/六（二）"]).refused("没有条目 `hulin/六（二）`").warns("hulin/六（一）");
    desk.run(&["show", "万头"]).refused("没有条目 `万头`").warns("hulin/五（一）1（万头牧场）");
    desk.run(&["show"]).refused("没有说要看哪一条");
    desk.run(&["show", "--filter", "万头"]).fine().shows("万头牧场");
}
