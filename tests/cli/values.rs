//! Values of indicators that are asked for at intervals, and those that are missing.

use super::desk::Desk;
use super::packet::{Typed, fill, sheet};

const BODY: &str = "虎林市农业农村局";

fn asked() -> (Desk, String) {
    let desk = Desk::new();
    let add = ["indicator", "add", "粮食加工产值", "--plan", "hulin", "--scope", "全市", "--targets", "2026=12"];
    desk.run(&[&add[..], &["--every", "每季度", "--responsible", BODY]].concat()).fine();
    let all = desk.run(&["export", "--format", "json"]).fine().out;
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    let found = all["indicators"].as_array().unwrap().iter().find(|one| one["name"] == "粮食加工产值").unwrap();
    let id = found["id"].as_str().unwrap().to_owned();
    (desk, id)
}

#[test]
fn a_value_is_missing_until_it_is_filled_in() {
    let (desk, id) = asked();
    let on = |words: &[&str]| desk.run(&[&["--today", "2026-01-05"], words].concat());
    Desk::new().run(&["indicator", "missing"]).fine().warns("没有一个指标写明填报周期");
    on(&["indicator", "missing"]).fine().shows(BODY).shows("粮食加工产值").warns("应填 1 个，未填 1 个");
    on(&["indicator", "list", "粮食"]).fine().shows("2025年第四季度");
    on(&["dispatch", "2025Q4"]).fine().shows("本期应填报指标实测值1个，未填报1个：虎林市农业农村局1个。");
    on(&["indicator", "measure", &id, "2025Q4", "3.5", "--as", BODY]).fine();
    on(&["indicator", "missing"]).fine().hides("粮食加工产值").warns("应填 1 个，未填 0 个");
    on(&["dispatch", "2025Q4"]).fine().shows("本期应填报指标实测值1个，均已填报。");
    // The quarter that runs is asked for when the days of grace of the one before are over; nothing is when the plan is.
    desk.run(&["--today", "2025-09-05", "indicator", "missing", "--dept", BODY]).fine().shows("2025年第三季度");
    on(&["indicator", "missing", "2026Q1"]).fine().warns("应填 0 个");
    let json = desk.run(&["--today", "2025-09-05", "indicator", "missing", "--json"]).fine();
    assert_eq!(json.json("values_missing")["missing"][0]["bodies"][0], BODY);
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn the_assessment_counts_a_value_among_the_reports_and_names_its_record() {
    let (desk, id) = asked();
    desk.run(&["criterion", "add", "反馈", "--counts", "反馈及时率", "--points", "60"]).fine();
    let why = || {
        let said = desk.run(&["--today", "2026-01-15", "assess", "2025Q4", "--dept", BODY, "--json"]).fine();
        let lines = said.json("assessment")["score"]["lines"][0]["why"].as_array().unwrap().clone();
        lines.into_iter().find(|why| why["what"] == "全市 粮食加工产值").unwrap()
    };
    assert_eq!((why()["counts"].as_bool(), why()["updates"].as_array().unwrap().len()), (Some(false), 0));
    desk.run(&["--today", "2026-01-05", "indicator", "measure", &id, "2025Q4", "3.5", "--as", BODY]).fine();
    assert_eq!((why()["counts"].as_bool(), why()["updates"].as_array().unwrap().len()), (Some(true), 1));
}

#[test]
fn a_letter_asks_for_missing_values_and_is_logged_where_they_are_asked_for() {
    let (desk, id) = asked();
    let on = |words: &[&str]| desk.run(&[&["--today", "2026-01-05"], words].concat());
    let draft = ["urge", "draft", "--dept", BODY, "--level", "1"];
    on(&draft).fine().shows("你单位另有2025年第四季度应填报的指标实测值1个未填报").shows("粮食加工产值");
    let told = on(&[&draft[..], &["--json"]].concat()).fine().json("letter");
    assert_eq!(told["letter"]["values"][0]["indicator"], id.as_str());
    on(&["urge", "issue", "--dept", BODY, "--level", "1", "-o", "函.md"]).fine();
    on(&["indicator", "show", &id]).fine().shows("〔2026〕催1号");
    on(&["indicator", "measure", &id, "2025Q4", "3.5", "--as", BODY]).fine();
    on(&draft).fine().hides("指标实测值").shows("〔2026〕催2号");
    on(&["check"]);
    on(&["fmt", "--check"]).fine();
}

#[test]
fn who_owes_nothing_but_a_value_is_asked_for_that() {
    let (desk, id) = asked();
    desk.run(&["body", "add", "虎林市统计局", "--level", "县级"]).fine();
    desk.run(&["indicator", "set", &id, "--responsible", "虎林市统计局"]).fine();
    let on = |words: &[&str]| desk.run(&[&["--today", "2026-01-05"], words].concat());
    let draft = ["urge", "draft", "--dept", "虎林市统计局", "--level", "1"];
    on(&draft).fine().shows("你单位有2025年第四季度应填报的指标实测值1个未填报").hides("事项中，需要");
    // The number is the next one though no entry's log names it.
    on(&["urge", "issue", "--dept", "虎林市统计局", "--level", "1", "-o", "函.md"]).fine().warns("〔2026〕催1号");
    on(&draft).fine().warns("〔2026〕催2号");
    on(&["indicator", "measure", &id, "2025Q4", "3.5"]).fine();
    on(&draft).fine().warns("没有需要催办的事项");
}

#[test]
fn the_table_by_years_has_each_goal_with_its_quarters_and_says_what_is_missing() {
    let (desk, id) = asked();
    desk.run(&["indicator", "set", &id, "--targets", "2025=10、2026=12"]).fine();
    for (quarter, value) in [("2025Q1", "2"), ("2025H1", "4.5")] {
        desk.run(&["indicator", "measure", &id, quarter, value]).fine();
    }
    let told =
        desk.run(&["--today", "2025-11-20", "indicator", "table", "hulin", "--year", "2025", "--json"]).fine().json("indicator_table");
    let row = told["rows"].as_array().unwrap().iter().find(|row| row["name"] == "粮食加工产值").unwrap().clone();
    assert_eq!(row["measured"], serde_json::json!([2, 4.5, null, null]));
    assert_eq!(row["missing"], serde_json::json!(["2025Q3"]));
    assert_eq!(told["missing"], 1, "of an indicator without a rhythm none is asked for");
    let over =
        desk.run(&["--today", "2026-01-20", "indicator", "table", "hulin", "--year", "2025", "--json"]).fine().json("indicator_table");
    let other = over["rows"].as_array().unwrap().iter().find(|row| row["name"] == "规上企业数").unwrap().clone();
    assert_eq!(other["missing"], serde_json::json!([]));
    desk.run(&["indicator", "table"]).fine().shows("未填").shows("粮食加工产值").warns("应填未填");
    for name in ["表.xlsx", "表.docx", "表.md"] {
        desk.run(&["indicator", "table", "--year", "2025", "-o", name]).fine();
        assert!(desk.path(name).exists());
    }
    desk.run(&["indicator", "table", "没有的方案"]).refused("没有的方案");
}

#[test]
fn a_value_goes_out_in_a_form_and_comes_back_cell_by_cell() {
    let (desk, id) = asked();
    desk.run(&["body", "add", "虎林市统计局", "--level", "县级"]).fine();
    desk.run(&["indicator", "set", &id, "--responsible", "虎林市统计局"]).fine();
    let on = |words: &[&str]| desk.run(&[&["--today", "2026-01-05"], words].concat());
    let out = |file: &str| on(&["packet", "out", "--dept", "虎林市统计局", "--period", "2025Q4", "--force", "-o", file]);
    out("表.xlsx").fine();
    let page = sheet(&desk.path("表.xlsx"), "指标实测值");
    assert!(page.rows().any(|row| row.iter().any(|cell| cell == "粮食加工产值")), "{page:?}");
    let read = |more: &[&str]| on(&[&["packet", "in", "表.xlsx"], more].concat());
    fill(&desk.path("表.xlsx"), &[("E4", Typed::Words("很多"))]);
    read(&["--accept", "all"]).warns("E4").warns("`很多` 不是数").warns("没有改动");
    fill(&desk.path("表.xlsx"), &[("E4", Typed::Number(3.5)), ("F4", Typed::Words("王五"))]);
    let before = desk.text();
    read(&[]).fine().shows("粮食加工产值").shows("王五").warns("还有 1 条没有接受");
    assert_eq!(desk.text(), before);
    read(&["--accept", "all"]).fine().warns("已保存 1 条");
    on(&["indicator", "missing"]).fine().warns("应填 1 个，未填 0 个");
    read(&["--accept", "all"]).fine().shows("以前已经记录").warns("没有改动");
    out("表.xlsx").refused("没有要填报的事项");
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["check"]);
}

#[test]
fn a_value_that_was_entered_meanwhile_is_contested_and_a_changed_seal_is_refused() {
    let (desk, id) = asked();
    let on = |words: &[&str]| desk.run(&[&["--today", "2026-01-05"], words].concat());
    on(&["packet", "out", "--all", "--period", "2025Q4", "-o", "填报表"]).fine();
    on(&["packet", "out", "--dept", BODY, "--period", "2025Q4", "-o", "表.xlsx"]).fine();
    assert!(sheet(&desk.path("表.xlsx"), "填报").height() > 3, "entries and values go out together");
    desk.run(&["body", "add", "虎林市统计局", "--level", "县级"]).fine();
    desk.run(&["indicator", "set", &id, "--responsible", "虎林市统计局"]).fine();
    on(&["packet", "out", "--dept", "虎林市统计局", "--period", "2025Q4", "-o", "值.xlsx"]).fine();
    on(&["indicator", "measure", &id, "2025Q4", "4"]).fine();
    fill(&desk.path("值.xlsx"), &[("E4", Typed::Number(3.5))]);
    on(&["packet", "in", "值.xlsx", "--accept", &id]).fine().shows("待裁定").warns("已保存 1 条");
    on(&["check"]).shows("待裁定");
    fill(&desk.path("值.xlsx"), &[("E4", Typed::Number(5.0)), ("G4", Typed::Words("hulin/别的"))]);
    on(&["packet", "in", "值.xlsx", "--accept", "all"]).warns("E4").warns("没有改动");
}
