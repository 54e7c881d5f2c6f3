//! Matters for coordination: raised, met on, settled with steps, passed up, reopened, withdrawn; and in the bulletin.

use super::desk::{Desk, LEDGER};

const ENTRY: &str = "hulin/五（一）1";
const LAND: &str = "冷链用地指标不足";

fn matters(desk: &Desk) -> Vec<serde_json::Value> {
    desk.run(&["matter", "list", "--all", "--json"]).fine().json("matters")["matters"].as_array().unwrap().clone()
}

fn raised() -> Desk {
    let desk = Desk::new();
    let add = ["matter", "add", LAND, "--entries", ENTRY, "--needs", "虎林市农业农村局", "--level", "县级", "--grade", "较大"];
    let on = ["--raised-on", "2025-10-01", "--due", "2025-11-01"];
    desk.run(&[&add[..], &on, &["--dry-run"]].concat()).fine().warns("没有保存");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&[&add[..], &on].concat()).fine().shows("分级：较大").shows("提出日期：2025-10-01");
    desk
}

#[test]
fn a_meeting_before_it_was_raised_is_told_and_found() {
    let desk = raised();
    let odd = "日期 2025-09-01 早于提出、督导或包联开始之日 2025-10-01";
    desk.run(&["matter", "consult", LAND, "--on", "2025-09-01"]).fine().warns(odd);
    desk.run(&["check"]).shows(odd);
    desk.run(&["matter", "settle", LAND, "--on", "2099-09-01", "--decided", "调剂"]).fine().warns("晚于记录之日");
}

#[test]
fn a_matter_goes_its_way_and_each_step_of_it_is_told() {
    let desk = raised();
    desk.run(&["--today", "2025-11-05", "matter"]).fine().shows("待会商，县级，较大，提出 35 天，超过时限 4 天");
    desk.run(&["matter", "consult", LAND, "--came", "虎林市农业农村局", "--on", "2025-10-10"])
        .fine()
        .shows("会商 2025-10-10，到会：虎林市农业农村局");
    desk.run(&["matter", "pass-up", LAND, "--on", "2025-10-12", "--reason", "县里没有指标"]).fine().shows("上报市级");
    let step = format!("{ENTRY}@办理调剂手续@虎林市农业农村局@2025-12-31");
    let settle = ["matter", "settle", LAND, "--on", "2025-10-20", "--minutes", "〔2025〕12号"];
    desk.run(&settle).refused("议定要写明议定的内容");
    desk.run(&[&settle[..], &["--decided", "全市调剂", "--step", &step]].concat()).fine().shows("全市调剂").shows("办理调剂手续");
    desk.run(&["matter", "settle", LAND, "--decided", "另行调剂"]).refused("先重新提出");
    desk.run(&["matter"]).fine().hides(LAND).warns("另有 1 个").warns("--all");
    desk.run(&["matter", "show", "用地指标"]).fine().shows("19 天议定");
    desk.run(&["matter", "show", LAND]).fine().shows("19 天议定").shows("议定的步骤").shows("办理调剂手续").shows("〔2025〕12号");
    desk.run(&["show", ENTRY]).fine().shows("会商").shows("已议定").shows("1. 办理调剂手续");
    let all = matters(&desk);
    assert_eq!((all[0]["stage"].as_str(), all[0]["settled_on"].as_str()), (Some("settled"), Some("2025-10-20")));
    assert_eq!(all[0]["steps"].as_array().unwrap().len(), 1);
    desk.run(&["matter", "reopen", LAND, "--reason", "没有落实"]).fine().shows("重新提出");
    desk.run(&["matter", "withdraw", LAND]).refused("已有");
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["undo", "--yes"]).fine();
    assert_eq!(matters(&desk)[0]["stage"], "settled");
}

#[test]
fn what_is_no_matter_is_refused_and_the_first_is_taken_back_to_the_byte() {
    let desk = Desk::new();
    desk.run(&["matter", "add", "缺地", "--entries", "无此条"]).refused("无此条");
    desk.run(&["matter", "add", "缺地", "--needs", "无此局"]).refused("无此局");
    desk.run(&["matter", "show", "缺地"]).refused("会商事项");
    desk.run(&["step", "add", ENTRY, "--what", "开工", "--decided-by", "m-不在"]).refused("会商事项不存在");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&["matter", "add", "缺地"]).fine();
    desk.run(&["undo", "--yes"]).fine();
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn a_bulletin_counts_matters_by_level_and_age_and_the_years_says_how_long_they_took() {
    let desk = raised();
    let page = |period: &str| desk.run(&["--today", "2026-02-01", "dispatch", period, "--format", "md"]).fine().out;
    let open = page("2025Q4");
    for words in ["会商协调", "新提出会商事项1项，议定0项；在办1项，按层级：县级1项；按提出时间：90天以上1项；超过办理时限1项", LAND]
    {
        assert!(open.contains(words), "{words}: {open}");
    }
    assert!(!page("2025Q3").contains("会商协调"), "it was not raised yet");
    desk.run(&["matter", "settle", LAND, "--on", "2025-10-20", "--decided", "全市调剂"]).fine();
    let year = page("2025年度");
    for words in ["议定1项；在办0项。全年议定的从提出到议定，中位数19天", "冷链用地指标不足：全市调剂。"]
    {
        assert!(year.contains(words), "{words}: {year}");
    }
}

#[test]
fn a_step_names_the_entry_of_its_matter_by_the_reference_though_other_plans_have_it_too() {
    let desk = Desk::new();
    for (problem, entries) in [("缺地", "hulin/五（一）"), ("缺水", "hulin/六（一）")] {
        desk.run(&["matter", "add", problem, "--entries", entries]).fine();
    }
    let step = |of: &str| desk.run(&["matter", "settle", of, "--decided", "调剂", "--step", "五（一）@办手续@虎林市农业农村局@2025-12-31"]);
    step("缺水").refused("jixi/五（一）");
    step("缺地").fine().shows("hulin/五（一）");
}
