//! The assessment: rules, scores with what they rest on, adjustments, objections, files.

use super::desk::{Desk, LEDGER};

const ENTRY: &str = "hulin/五（一）1";
const BODY: &str = "虎林市农业农村局";

fn ruled() -> Desk {
    let desk = Desk::new();
    desk.run(&["assess", "2025"]).refused("没有考核指标");
    desk.run(&["criterion", "add", "反馈", "--counts", "反馈及时率", "--points", "60"]).fine();
    desk.run(&["criterion", "add", "完成质量", "--counts", "未退回率", "--points", "40", "--county", "20"]).fine();
    desk
}

#[test]
fn a_score_is_explained_line_by_line_and_the_sum_is_right() {
    let desk = ruled();
    let on = |words: &[&str]| desk.run(&[&["--today", "2026-01-05", "--as", BODY], words].concat());
    on(&["note", ENTRY, "已走访", "--period", "2025Q4"]).fine();
    let sheet = on(&["assess", "2025", "--dept", BODY, "--json"]).fine();
    let score = &sheet.json("assessment")["score"];
    let lines = score["lines"].as_array().unwrap();
    let sum: f64 = lines.iter().map(|line| line["points"].as_f64().unwrap()).sum();
    assert!((sum - score["total"].as_f64().unwrap()).abs() < 1e-9, "{score}");
    for line in lines {
        let why = line["why"].as_array().unwrap();
        assert_eq!(line["of"].as_u64().unwrap() as usize, why.iter().filter(|why| !why["counts"].is_null()).count());
        assert_eq!(line["good"].as_u64().unwrap() as usize, why.iter().filter(|why| why["counts"] == true).count());
    }
    let told: Vec<&serde_json::Value> = lines[0]["why"].as_array().unwrap().iter().filter(|why| why["counts"] == true).collect();
    assert!(!told.is_empty() && told.iter().all(|why| !why["updates"].as_array().unwrap().is_empty()), "{told:?}");
    on(&["assess", "2025", "--dept", BODY, "--why"]).fine().shows("按时反馈").shows("√").shows("总分");
    on(&["assess", "2025"]).fine().shows(BODY).shows("县级");
    assert_eq!(score["left_out"][0]["rule"], "完成质量", "{score}");
    on(&["assess", "2025", "--dept", BODY]).fine().shows("没有可计的，分值摊到其余各项");
}

#[test]
fn adjustments_and_objections_are_recorded_with_their_reasons() {
    let desk = ruled();
    let of = ["--today", "2026-01-05", "assess", "2025", "--dept", BODY];
    let before = desk.run(&[&of[..], &["--json"]].concat()).fine().json("assessment")["score"]["total"].as_f64().unwrap();
    desk.run(&[&of[..], &["--adjust", "2"]].concat()).refused("要写明理由");
    desk.run(&[&of[..], &["--adjust", "2", "--reason", "承办现场会"]].concat()).fine().shows("调整得分 +2，理由：承办现场会");
    desk.run(&[&of[..], &["--object", "反馈", "--reason", "系统停用"]].concat()).fine().shows("提出异议：反馈");
    desk.run(&[&of[..], &["--object", "无此项", "--reason", "系统停用"]].concat()).refused("无此项");
    let after = desk.run(&[&of[..], &["--json"]].concat()).fine().json("assessment")["score"].clone();
    assert!((after["total"].as_f64().unwrap() - before - 2.0).abs() < 1e-9);
    assert_eq!(after["objections"].as_array().unwrap().len(), 1);
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["criterion", "withdraw", "反馈"]).refused("用到");
    desk.run(&["undo", "2", "--yes"]).fine();
    desk.run(&["criterion", "withdraw", "反馈"]).fine();
    desk.run(&["criterion", "withdraw", "完成质量"]).fine();
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn what_is_recorded_after_the_days_of_grace_counts_for_its_period() {
    let desk = ruled();
    let of = ["--today", "2026-06-20", "assess", "2025", "--dept", BODY];
    let total = || desk.run(&[&of[..], &["--json"]].concat()).fine().json("assessment")["score"]["total"].as_f64().unwrap();
    let before = total();
    desk.run(&[&of[..], &["--adjust", "3", "--reason", "典型经验"]].concat()).fine();
    desk.run(&[&of[..], &["--object", "反馈", "--reason", "系统停用"]].concat()).fine();
    assert!((total() - before - 3.0).abs() < 1e-9, "{} {before}", total());
    desk.run(&of).fine().warns("异议：").warns("系统停用");
}

#[test]
fn of_a_body_without_a_score_nothing_is_adjusted() {
    let desk = ruled();
    let before = desk.text();
    desk.run(&["body", "add", "虎林市气象局", "--level", "县级"]).fine();
    let of = ["--today", "2026-01-05", "assess", "2025", "--dept", "虎林市气象局"];
    desk.run(&[&of[..], &["--adjust", "3", "--reason", "典型经验"]].concat()).refused("没有可计分的事项");
    desk.run(&[&of[..], &["--object", "反馈", "--reason", "系统停用"]].concat()).refused("没有可计分的事项");
    desk.run(&["body", "remove", "虎林市气象局"]).fine();
    assert_eq!(desk.text(), before);
}

#[test]
fn the_page_of_a_body_names_what_it_has_to_mend() {
    let desk = Desk::new();
    desk.run(&["inspection", "add", "四季度督导", "--bodies", BODY]).fine();
    desk.run(&["rectification", "add", "台账不实", "--inspection", "四季度督导", "--body", BODY, "--due", "2025-11-30"]).fine();
    desk.run(&["--today", "2026-01-05", "body", "show", BODY]).fine().shows("整改：台账不实").shows("超期 36 天");
    desk.run(&["--today", "2026-01-05", "rectification", "mended", "台账不实"]).fine();
    desk.run(&["--today", "2026-01-05", "body", "show", BODY]).fine().shows("已整改待复查");
}

#[test]
fn the_ranking_and_a_sheet_are_written_to_files() {
    let desk = ruled();
    for (words, file) in [(&["assess", "2025"][..], "排名.xlsx"), (&["assess", "2025", "--dept", BODY, "--why"], "评分.docx")] {
        desk.run(&[words, &["-o", file]].concat()).fine();
        assert!(std::fs::metadata(desk.path(file)).unwrap().len() > 1000, "{file}");
    }
}

#[test]
fn an_adjustment_that_was_committed_is_taken_back_by_a_correction() {
    let git = super::git_desk::GitDesk::new();
    git.run(&["criterion", "add", "反馈", "--counts", "反馈及时率", "--points", "60"]).fine();
    git.run(&["--today", "2026-01-05", "assess", "2025", "--dept", BODY, "--adjust", "2", "--reason", "现场会"]).fine();
    git.commit("考核");
    git.run(&["undo", "--yes"]).fine().warns("更正");
    assert!(git.desk.text().contains("现场会"), "what was committed stays in the log");
    let score = git.run(&["--today", "2026-01-05", "assess", "2025", "--dept", BODY, "--json"]).fine().json("assessment")["score"].clone();
    assert_eq!(score["adjustments"].as_array().map(Vec::len).unwrap_or_default(), 0, "{score}");
    git.commit("撤回");
    git.run(&["audit"]).fine();
}
