//! Values of indicators that are asked for at intervals, and those that are missing.

use super::desk::Desk;

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
        let said = desk.run(&["--today", "2026-01-05", "assess", "2025Q4", "--dept", BODY, "--json"]).fine();
        let lines = said.json("assessment")["score"]["lines"][0]["why"].as_array().unwrap().clone();
        lines.into_iter().find(|why| why["what"] == "全市 粮食加工产值").unwrap()
    };
    assert_eq!((why()["counts"].as_bool(), why()["updates"].as_array().unwrap().len()), (Some(false), 0));
    desk.run(&["--today", "2026-01-05", "indicator", "measure", &id, "2025Q4", "3.5", "--as", BODY]).fine();
    assert_eq!((why()["counts"].as_bool(), why()["updates"].as_array().unwrap().len()), (Some(true), 1));
}
