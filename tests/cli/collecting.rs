//! Which period is being collected, and the words for what nobody reported.

use super::desk::Desk;

#[test]
fn within_the_days_of_grace_a_report_goes_to_the_quarter_that_ended() {
    let desk = Desk::new();
    desk.run(&["list", "是:未反馈", "--today", "2026-01-05"]).fine().shows("万头牧场");
    desk.run(&["note", "五（一）1", "主体完工", "--today", "2026-01-05"]).fine().shows("（报2025年第四季度）");
    desk.run(&["list", "是:未反馈", "--today", "2026-01-05"]).fine().hides("万头牧场");
    desk.run(&["list", "是:未反馈", "--today", "2026-01-11"]).fine().shows("万头牧场");
    desk.run(&["note", "hulin/五（一）", "启动", "--period", "2026Q1", "--today", "2026-01-05"]).fine().shows("（报2026年第一季度）");
    desk.run(&["set", "jixi/五（一）", "--status", "推进中", "--today", "2026-01-05"]).fine().shows("（报2025年第四季度）");
}

#[test]
fn a_status_that_nobody_set_is_no_missing_report() {
    let desk = Desk::new();
    desk.run(&["note", "jixi/五（一）", "已经动工"]).fine();
    desk.run(&["list", "状态:未报状态"]).fine().shows("绿色食品提升工程");
    desk.run(&["list", "是:未反馈"]).fine().hides("绿色食品提升工程");
    let old = desk.run(&["list", "状态:未反馈"]).fine().shows("绿色食品提升工程");
    old.warns("“状态:未反馈”按“未报状态”查；查本期没有反馈的用 是:未反馈");
    desk.run(&["list", "--group", "状态"]).fine().shows("— 未报状态 (");
}

#[test]
fn all_of_it_without_a_status_counts_as_done_and_is_asked_about() {
    let desk = Desk::new();
    desk.run(&["note", "jixi/五（一）", "全部建成", "--percent", "100"]).fine();
    desk.run(&["list", "--why", "灯:蓝"]).fine().shows("报告 100%，未报状态（规则：视同完成，请补报状态）");
    desk.run(&["list", "是:逾期"]).fine().hides("绿色食品提升工程");
    desk.run(&["check"]).shows("100%，未报状态");
    desk.run(&["dispatch", "2025Q4"]).fine().warns("报告 100%，未报状态");
}

#[test]
fn a_plan_that_nobody_works_with_is_to_be_checked_once_it_is_over() {
    let desk = Desk::with(include_str!("../../tasks.ron"));
    let all = desk.run(&["list", "--today", "2026-01-20"]).fine();
    all.warns("共 420 条：红 26、灰 86、期满待核 308");
    desk.run(&["list", "是:期满待核 依据:写明", "--today", "2026-01-20"]).fine().warns("没有符合的条目");
    desk.run(&["list", "灯:红 依据:写明", "--today", "2026-01-20"]).fine().warns("共 26 条");
    desk.run(&["dispatch", "2025Q4", "--today", "2026-01-20"]).fine().shows("期满待核304项").shows("另有4项与其中的为同一事项，只计一次");
    desk.run(&["note", "jixi-bio/一", "启动", "--today", "2026-01-20"]);
    desk.run(&["list", "灯:红", "--today", "2026-01-20"]).fine().warns("共 26 条");
}
