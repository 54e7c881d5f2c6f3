//! The parts of an entry's work: entered, changed, reported on, withdrawn, and undone.

use super::desk::{Desk, LEDGER};

const ENTRY: &str = "hulin/五（一）1";

fn steps(desk: &Desk) -> Vec<serde_json::Value> {
    desk.run(&["step", "--json"]).fine().json("steps")["steps"].as_array().unwrap().clone()
}

#[test]
fn a_step_is_entered_reported_on_changed_and_withdrawn() {
    let desk = Desk::new();
    let add = ["step", "add", ENTRY, "--what", "完成选址", "--due", "2025四季度", "--percent", "30%", "--person", "张三"];
    desk.run(&[&add[..], &["--dry-run"]].concat()).fine().warns("没有保存");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&add).fine().shows("完成时间：2025Q4").shows("计划进度（累计%）：30");
    desk.run(&["step", "add", ENTRY, "--what", "开工", "--due", "2026-06-30", "--percent", "60"]).fine();
    assert_eq!(steps(&desk).len(), 2);
    desk.run(&["show", ENTRY]).fine().shows("1. 完成选址  2025年第四季度  整条计划至30%").shows("2. 开工");
    desk.run(&["show", ENTRY, "--why"]).fine().shows("按步骤");
    let first = format!("{ENTRY}#1");
    desk.run(&["step", "report", &first, "批复已下达", "--status", "已完成", "--on", "2025-12-20"]).fine().shows("已完成");
    desk.run(&["step", "report", &first, "--status", "已完成"]).refused("没有变化");
    desk.run(&["step", "report", &first, "--status", "已完成", "--part", "农业农村局"]).refused("不分各方");
    desk.run(&["step", "show", &first]).fine().shows("张三").shows("批复已下达").shows("2025-12-20 完成");
    desk.run(&["step", "set", &format!("{ENTRY}#2"), "--what", "主体开工"]).fine().shows("开工 → 主体开工");
    desk.run(&["step", "list", "主体"]).fine().shows("主体开工").hides("选址");
    desk.run(&["step", "withdraw", &first]).refused("已有 1 次记录");
    desk.run(&["step", "withdraw", &format!("{ENTRY}#2")]).fine();
    assert_eq!(steps(&desk).len(), 1);
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["undo"]).fine();
    assert_eq!(steps(&desk).len(), 2);
}

#[test]
fn what_comes_again_is_missed_period_by_period_and_found_by_filters() {
    let desk = Desk::new();
    let on = |day: &'static str, words: &[&str]| desk.run(&[&["--today", day], words].concat());
    on("2026-01-05", &["step", "add", ENTRY, "--what", "开展检查", "--every", "每季度", "--from", "2025-01-01"]).fine();
    on("2025-08-20", &["show", ENTRY]).fine().shows("漏报 2 次：2025年第一季度、2025年第二季度").shows("[红]");
    on("2025-08-20", &["list", "是:步骤逾期"]).fine().shows("五（一）1");
    on("2025-08-20", &["list", "是:有步骤 是:步骤临期"]).hides("五（一）1");
    on("2025-08-20", &["step", "report", ENTRY, "已查", "--period", "2025Q2"]).fine();
    on("2025-08-20", &["show", ENTRY]).fine().shows("漏报 1 次：2025年第一季度").hides("[红]");
}

#[test]
fn what_is_no_step_is_refused() {
    let desk = Desk::new();
    desk.run(&["step", "add", "无此条", "--what", "开工"]).refused("无此条");
    desk.run(&["step", "add", ENTRY]).refused("缺少 --what");
    desk.run(&["step", "add", ENTRY, "--what", "开工", "--due", "不久"]).refused("不久");
    desk.run(&["step", "add", ENTRY, "--what", "开工", "--percent", "120"]).refused("120");
    desk.run(&["step", "add", ENTRY, "--what", "开工", "--amount", "许多"]).refused("许多");
    desk.run(&["step", "show", &format!("{ENTRY}#1")]).refused("步骤");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn the_first_of_a_kind_is_taken_back_to_the_byte() {
    for words in [
        &["step", "add", "hulin/五（一）", "--what", "选址"][..],
        &["person", "add", "张三", "--body", "虎林市农业农村局"],
        &["calendar", "add", "2026", "--off", "2026-01-01"],
    ] {
        let desk = Desk::new();
        let before = desk.text();
        desk.run(words).fine();
        assert_ne!(desk.text(), before, "{words:?}");
        desk.run(&["fmt", "--check"]).fine();
        desk.run(&["undo", "--yes"]).fine();
        assert_eq!(desk.text(), before, "{words:?}");
    }
}

#[test]
fn the_steps_of_what_is_split_go_to_the_parts_and_one_is_put_elsewhere() {
    let desk = Desk::new();
    for what in ["选址", "开工", "验收"] {
        desk.run(&["step", "add", ENTRY, "--what", what]).fine();
    }
    let before = desk.text();
    let split = |steps: &[&str]| desk.run(&[&["entry", "split", ENTRY, "--into", "一期", "二期"], steps].concat());
    split(&["--step", "2=三期"]).refused("三期");
    split(&["--step", "9=二期"]).refused("步骤");
    split(&["--step", "2"]).refused("--step");
    split(&["--step", "2=二期", "--dry-run"]).fine().shows("所属条目").warns("没有保存");
    assert_eq!(desk.text(), before);
    split(&["--step", "#2=二期"]).fine();
    let of = |what: &str| steps(&desk).iter().find(|step| step["what"] == what).unwrap()["entry"].as_str().unwrap().to_owned();
    assert!(of("选址") == of("验收") && of("选址") != of("开工") && of("选址") != ENTRY);
    desk.run(&["step", "move", &format!("{}#1", of("开工")), "--under", &of("选址"), "--dry-run"]).fine().shows("所属条目");
    desk.run(&["step", "move", &format!("{}#1", of("开工")), "--under", &of("选址")]).fine();
    assert_eq!(of("开工"), of("选址"));
    desk.run(&["undo", "2", "--yes"]).fine();
    assert_eq!(desk.text(), before);
}

#[test]
fn a_report_on_a_step_is_one_on_its_entry() {
    let desk = Desk::new();
    desk.run(&["step", "add", "hulin/五（一）", "--what", "选址", "--due", "2025Q4"]).fine();
    desk.run(&["--today", "2025-11-20", "step", "report", "hulin/五（一）#1", "已选址"]).fine();
    let why = desk.run(&["--today", "2025-11-21", "show", "hulin/五（一）", "--why"]).fine();
    why.shows("最近反馈").hides("从未反馈");
}
