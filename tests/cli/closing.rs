//! The closing round of a plan that is over: forms to whoever leads something unfinished, and what comes back of them.

use super::desk::{Desk, LEDGER, Said};
use super::packet::{Typed, fill, sheet};
use duban::store::BUILT_IN;
use serde_json::Value;

const DAY: [&str; 2] = ["--today", "2026-02-01"];
const FORM: &str = "终期核实-虎林计划/01-虎林市农业农村局.xlsx";

fn run(desk: &Desk, words: &[&str]) -> Said {
    desk.run(&[words, &DAY].concat())
}

/// A desk with the forms of a plan on it: 五（一） in row 4, the project 五（一）1 in row 5.
fn desk() -> Desk {
    let desk = Desk::new();
    let said = run(&desk, &["packet", "close", "虎林计划"]).fine().shows("01-虎林市农业农村局.xlsx  2 项");
    said.warns("1 个单位，2 行，连同发放清单").warns("没有牵头单位的 1 项不发");
    desk
}

fn words(cells: &[(&'static str, &'static str)]) -> Vec<(&'static str, Typed)> {
    cells.iter().map(|(cell, words)| (*cell, Typed::Words(words))).collect()
}

#[test]
fn a_round_writes_a_form_a_body_and_a_list_of_what_went_to_whom() {
    let desk = desk();
    let list = sheet(&desk.path("终期核实-虎林计划/00-发放清单.xlsx"), "发放清单");
    let rows: Vec<Vec<String>> = list.rows().map(|r| r.iter().map(ToString::to_string).collect()).collect();
    assert_eq!((rows[1][1].as_str(), rows[1][2].as_str(), rows[1][3].as_str()), ("虎林市农业农村局", "01-虎林市农业农村局.xlsx", "2"));
    assert!(rows[2][1].contains("没有发放") && rows[2][4] == "hulin/六（一）", "{rows:?}");
    let form = sheet(&desk.path(FORM), "填报");
    assert_eq!(form.rows().next().map(|r| r[0].to_string()), Some("虎林市农业农村局 虎林计划终期核实表".into()));
    let heads: Vec<String> = form.rows().nth(2).unwrap().iter().skip(6).take(7).map(ToString::to_string).collect();
    assert_eq!(heads, ["核实结果", "完成日期", "理由", "依据文号", "结转到", "完成情况", "填报人"]);
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn what_comes_back_closes_the_entries_each_in_its_way() {
    let desk = desk();
    let done = [("G4", "已完成"), ("H4", "2025-12-20"), ("J4", "验收〔2025〕3号"), ("M4", "王五")];
    let over = [("G5", "结转"), ("I5", "二期续建"), ("K5", "鸡西方案"), ("M5", "王五")];
    fill(&desk.path(FORM), &words(&[done, over].concat()));
    let said = run(&desk, &["packet", "in", FORM, "--accept", "all"]).fine().warns("已保存 2 条");
    said.shows("状态 — → 已完成（2025-12-20），依据：验收〔2025〕3号")
        .shows("状态 推进中 → 已结转，理由：二期续建")
        .shows("结转到 鸡西方案");
    run(&desk, &["show", "五（一）1"]).fine().shows("[灰]").shows("已结转，到别处接着办").shows("结转到    鸡西方案");
    let listed = |filter: &str| run(&desk, &["list", filter, "--json"]).fine().json("list")["entries"].clone();
    assert_eq!(listed("结转到:鸡西")[0]["id"], "hulin/五（一）1");
    assert_eq!(
        (&listed("状态:结转")[0]["carried_into"], listed("是:在办 方案:虎林计划").as_array().unwrap().len()),
        (&"鸡西方案".into(), 1)
    );
    let told = run(&desk, &["dispatch", "2025Q4", "--cutoff", "2026-02-01", "--json"]).fine().json("dispatch");
    let count = |bucket: &str| told["buckets"][bucket]["count"].clone();
    assert_eq!((count("carried_over"), count("done"), count("set_aside")), (1.into(), 1.into(), 0.into()), "{}", told["buckets"]);
    run(&desk, &["dispatch", "2025Q4", "--cutoff", "2026-02-01"]).fine().shows("已结转");
    run(&desk, &["check"]);
    run(&desk, &["packet", "in", FORM, "--accept", "all"]).fine().warns("没有改动");
    run(&desk, &["packet", "close", "hulin"]).fine().warns("0 个单位");
}

#[test]
fn what_does_not_fit_is_refused_by_its_cell() {
    let desk = desk();
    let cells = [("G4", "推进中"), ("G5", "已结转"), ("K5", "鸡西方案")];
    fill(&desk.path(FORM), &words(&cells));
    let said = run(&desk, &["packet", "in", FORM]);
    assert_eq!(said.code, 1);
    said.warns("填报!G4：核实结果 `推进中` 不认得，可填 已完成、已终止、已结转").warns("填报!G5：填“已结转”要写明理由");
    let desk = self::desk();
    fill(&desk.path(FORM), &words(&[("G4", "已完成"), ("H4", "去年底吧"), ("G5", "已终止"), ("I5", "企业退出"), ("K5", "鸡西方案")]));
    let said = run(&desk, &["packet", "in", FORM]);
    said.warns("H4：`去年底吧` 不是日期").warns("K5：写了结转到 `鸡西方案`，核实结果却不是已结转");
}

#[test]
fn what_nobody_leads_is_for_the_office_where_the_ledger_names_one() {
    let desk = Desk::with(
        &LEDGER.replace("    title: \"试验台账\",\n", "    title: \"试验台账\",\n    settings: (office: [\"虎林市工信科技局\"]),\n"),
    );
    let said = run(&desk, &["packet", "close", "hulin", "-o", "核实", "--json"]).fine().json("closing");
    assert_eq!((&said["forms"][1]["department"], &said["unasked"]), (&"虎林市工信科技局".into(), &Value::Array(vec![])));
    fill(&desk.path("核实/02-虎林市工信科技局.xlsx"), &words(&[("G4", "终止"), ("I4", "机构改革"), ("J4", "会议纪要7号")]));
    run(&desk, &["packet", "in", "核实/02-虎林市工信科技局.xlsx", "--accept", "all"]).fine().warns("已保存 1 条");
    run(&desk, &["show", "六（一）"]).fine().shows("已终止").hides("虎林市工信科技局承担的部分");
}

#[test]
fn after_the_round_nothing_waits_to_be_verified_but_what_nobody_could_be_asked_about() {
    let desk = Desk::with(BUILT_IN);
    let count = |filter: &str| run(&desk, &["list", filter, "--json"]).fine().json("list")["entries"].as_array().unwrap().len();
    assert!(count("方案:jixi-agri 是:期满待核") > 20);
    let round = run(&desk, &["packet", "close", "jixi-agri", "--json"]).fine().json("closing");
    let (folder, forms) = (round["folder"].as_str().unwrap(), round["forms"].as_array().unwrap());
    let mut files = Vec::new();
    for form in forms {
        let path = format!("{folder}/{}", form["file"].as_str().unwrap());
        let rows = form["entries"].as_array().unwrap().len();
        let cells: Vec<(String, &str)> =
            (0..rows).flat_map(|n| [(format!("G{}", n + 4), "已结转"), (format!("I{}", n + 4), "续办")]).collect();
        let cells: Vec<(&str, Typed)> = cells.iter().map(|(cell, words)| (cell.as_str(), Typed::Words(words))).collect();
        fill(&desk.path(&path), &cells);
        files.push(path);
    }
    let mut words: Vec<&str> = vec!["packet", "in", "--accept", "all"];
    words.extend(files.iter().map(String::as_str));
    run(&desk, &words).fine();
    let unasked = round["unasked"].as_array().unwrap().len();
    // What states its own deadline is late, as it was before.
    let waiting = count("方案:jixi-agri 是:期满待核") + count("方案:jixi-agri 依据:写明 是:在办");
    assert_eq!((waiting, count("方案:jixi-agri 是:在办")), (unasked, unasked));
}

#[test]
fn an_entry_is_carried_over_by_hand_too_with_its_reason() {
    let desk = Desk::new();
    desk.run(&["set", "五（一）1", "--status", "已结转", "--into", "jixi"]).refused("已结转要写明理由");
    desk.run(&["set", "五（一）1", "--percent", "30", "--into", "jixi"]).refused("要和 --status 一起写");
    desk.run(&["set", "五（一）1", "--status", "受阻", "--into", "jixi"]).refused("状态为已结转的才写结转到哪里");
    desk.run(&["set", "五（一）1", "--status", "已结转", "--into", "鸡西市三年行动方案", "--reason", "续建"]).fine();
    assert!(desk.text().contains("CarriedInto(to: \"jixi\")"), "{}", desk.text());
    desk.run(&["show", "五（一）1"]).fine().shows("结转到    鸡西方案");
}
