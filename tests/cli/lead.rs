//! Proposed leads: suggested by rule, listed, taken, dropped; and asked about by forms that go out and come back.

use super::desk::{Desk, LEDGER};
use super::packet::{Typed, fill, sheet};

const PLACES: &str = r#"    places: [
        Place(id: "鸡西市", level: City),
        Place(id: "密山市", level: County, within: "鸡西市"),
        Place(id: "密山经济开发区", within: "密山市"),
        Place(id: "虎林市", level: County, within: "鸡西市"),
    ],
    departments: [
        Department(id: "密山市人民政府", level: County, place: "密山市"),
"#;

const ENTRIES: &str = r#"    entries: [
        Entry(id: "jixi/六", kind: Programme, title: "稻米产业", lead: Unassigned),
        Entry(id: "jixi/六1", parent: "jixi/六", kind: Project, title: "密山稻米加工园", lead: Unassigned, regions: ["密山经济开发区"]),
        Entry(id: "jixi/六2", parent: "jixi/六", kind: Task, title: "做强绿色食品加工业", lead: Unassigned),
"#;

const MISHAN: &str = "密山市人民政府（依据：项目所在地为密山市）";
const FOLDER: &str = "责任分工征求意见";
const JIXI_FORM: &str = "责任分工征求意见/02-鸡西市农业农村局.xlsx";
const MISHAN_FORM: &str = "责任分工征求意见/01-密山市人民政府.xlsx";

fn desk() -> Desk {
    let desk = Desk::with(&LEDGER.replacen("    departments: [\n", PLACES, 1).replacen("    entries: [\n", ENTRIES, 1));
    desk.run(&["fmt"]).fine();
    desk
}

/// With what the rules suggest.
fn suggested() -> Desk {
    let desk = desk();
    desk.run(&["lead", "suggest"]).fine().shows(MISHAN).warns("另有 2 条没有牵头单位，也没有可作依据的");
    desk
}

#[test]
fn what_nobody_leads_is_given_suggestions_with_their_grounds_and_nobody_leads_by_them() {
    let desk = desk();
    let before = desk.text();
    desk.run(&["lead", "suggest", "--dry-run"]).fine().shows(MISHAN);
    assert_eq!(desk.text(), before);
    let desk = suggested();
    desk.run(&["lead"]).fine().shows(MISHAN).shows("鸡西市农业农村局（依据：与jixi/五（一）“绿色食品提升工程”相近，该单位在其中明确牵头）");
    desk.run(&["list", "拟牵头:密山"]).fine().shows("jixi/六1").hides("jixi/六2");
    desk.run(&["list", "拟牵头:无 是:未明确"]).fine().shows("jixi/六 ").hides("jixi/六1");
    desk.run(&["list", "牵头:密山,鸡西市农业农村局"]).fine().shows("jixi/五（一）").hides("jixi/六");
    desk.run(&["list", "是:未明确"]).fine().shows("jixi/六1").shows("jixi/六2");
    desk.run(&["show", "jixi/六1"]).fine().shows("未明确").shows(MISHAN);
    let all = desk.run(&["list", "jixi/六1", "--json"]).fine().json("list");
    let (entry, ground) = (&all["entries"][0], "项目所在地为密山市");
    assert_eq!(entry["proposed"], serde_json::json!([{ "name": "密山市人民政府", "ground": ground }]));
    assert!(entry["lead"].is_null());
    desk.run(&["dispatch", "2025Q4"]).fine().shows("共4项，其中2项有拟牵头单位");
    let text = desk.text();
    desk.run(&["lead", "suggest"]).fine().warns("没有改动");
    assert_eq!(desk.text(), text);
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["check"]).fine();
}

#[test]
fn a_suggestion_that_is_taken_is_settled_on_its_ground_and_undone_in_one_step() {
    let desk = suggested();
    let before = desk.text();
    desk.run(&["lead", "take", "--filter", "拟牵头:密山"]).fine().shows("牵头 未明确 → 密山市人民政府，理由：项目所在地为密山市");
    desk.run(&["list", "牵头:密山"]).fine().shows("jixi/六1");
    assert!(!desk.text().contains("项目所在地为密山市\"),\n            ]"), "it is suggested no more: {}", desk.text());
    desk.run(&["list", "拟牵头:密山"]).hides("jixi/六1");
    desk.run(&["lead", "take", "jixi/六1"]).refused("`jixi/六1` 没有拟牵头单位");
    desk.run(&["undo", "--yes"]).fine();
    assert_eq!(desk.text(), before);
    desk.run(&["lead", "drop", "jixi/六1"]).fine().shows(&format!("拟牵头 {MISHAN} → –"));
    desk.run(&["lead"]).fine().hides(MISHAN);
}

#[test]
fn settling_a_parent_settles_what_nobody_leads_under_it_where_that_is_wanted() {
    let desk = suggested();
    desk.run(&["set", "jixi/六", "--proposed", "鸡西市农业农村局（依据：会上议定）、虎林市工信科技局"]).fine();
    let before = desk.text();
    desk.run(&["lead", "take", "jixi/六", "--dry-run"]).fine().shows("jixi/六 ").hides("jixi/六1");
    let said = desk.run(&["lead", "take", "jixi/六", "--children"]).fine();
    said.shows("jixi/六1").shows("jixi/六2").shows("未明确 → 鸡西市农业农村局，理由：会上议定").warns("已保存 3 条");
    desk.run(&["lead"]).fine().warns("没有拟牵头的条目");
    desk.run(&["undo", "--yes"]).fine();
    assert_eq!(desk.text(), before);
    desk.run(&["set", "jixi/六", "--lead", "密山市人民政府", "--children"]).fine().warns("已保存 3 条");
    desk.run(&["list", "牵头:密山"]).fine().shows("jixi/六 ").shows("jixi/六1").shows("jixi/六2");
}

fn words(cells: &[(&'static str, &'static str)]) -> Vec<(&'static str, Typed)> {
    cells.iter().map(|(cell, words)| (*cell, Typed::Words(words))).collect()
}

/// With the forms on it: each body has its entry in row 4.
fn asked() -> Desk {
    let desk = suggested();
    let said = desk.run(&["packet", "consult"]).fine().shows("01-密山市人民政府.xlsx  1 项").shows("02-鸡西市农业农村局.xlsx  1 项");
    said.warns("2 个单位，2 行，连同发放清单");
    desk
}

#[test]
fn whom_leads_are_proposed_is_asked_and_what_they_say_is_a_proposal() {
    let desk = asked();
    let form = sheet(&desk.path(MISHAN_FORM), "填报");
    let row = |n: usize| form.rows().nth(n).unwrap().iter().take(10).map(ToString::to_string).collect::<Vec<_>>();
    let heads = ["编号", "事项", "内容", "地区", "拟牵头单位", "拟定依据", "意见", "建议牵头单位", "说明", "填报人"];
    assert_eq!(row(2), heads);
    assert_eq!(row(3)[3..6], ["密山经济开发区", "密山市人民政府", "项目所在地为密山市"]);
    fill(&desk.path(MISHAN_FORM), &words(&[("G4", "同意"), ("I4", "职责相符"), ("J4", "王五")]));
    fill(&desk.path(JIXI_FORM), &words(&[("G4", "不同意"), ("H4", "虎林市工信科技局"), ("I4", "不是本级职责")]));
    let taken_in = ["packet", "in", MISHAN_FORM, JIXI_FORM, "--accept", "all"];
    desk.run(&taken_in)
        .fine()
        .shows("牵头 未明确 → 密山市人民政府，理由：职责相符")
        .shows("不同意牵头：鸡西市农业农村局，理由：不是本级职责");
    desk.run(&taken_in).fine().warns("没有改动");
    desk.run(&["list", "是:未明确"]).fine().shows("jixi/六1").shows("jixi/六2");
    desk.run(&["list", "拟牵头:农业"]).hides("jixi/六2");
    desk.run(&["proposals"]).fine().shows("密山市人民政府 王五").shows("未明确 → 虎林市工信科技局，理由：不是本级职责");
    desk.run(&["proposals", "--accept-all", "--filter", "拟牵头:密山"]).fine().shows("采纳建议").hides("jixi/六2");
    desk.run(&["list", "牵头:密山"]).fine().shows("jixi/六1");
    desk.run(&["lead"]).fine().warns("没有拟牵头的条目");
    desk.run(&["log", "jixi/六2"]);
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn who_only_does_not_agree_is_proposed_no_more_and_his_reason_stays() {
    let desk = asked();
    fill(&desk.path(MISHAN_FORM), &words(&[("G4", "不同意"), ("I4", "园区归市里管")]));
    desk.run(&["packet", "in", MISHAN_FORM, "--accept", "all"]).fine();
    desk.run(&["lead"]).fine().hides("jixi/六1");
    desk.run(&["show", "jixi/六1"]).fine().shows("不同意牵头：密山市人民政府，理由：园区归市里管");
}

#[test]
fn proposals_that_differ_are_not_taken_together() {
    let desk = asked();
    desk.run(&["set", "jixi/六1", "--proposed", "密山市人民政府、虎林市工信科技局"]).fine();
    desk.run(&["packet", "consult", "--force"]).fine();
    for form in ["责任分工征求意见/01-密山市人民政府.xlsx", "责任分工征求意见/02-虎林市工信科技局.xlsx"] {
        fill(&desk.path(form), &words(&[("G4", "同意")]));
        desk.run(&["packet", "in", form, "--accept", "all"]).fine().warns("已保存 1 条");
    }
    desk.run(&["proposals", "--accept-all"]).fine().warns("1 条上的建议说法不一，没有采纳");
    desk.run(&["list", "是:未明确"]).fine().shows("jixi/六1");
}

#[test]
fn what_does_not_fit_on_such_a_form_is_refused_by_its_cell() {
    let desk = asked();
    let refuses = |cells: &[(&'static str, &'static str)], why: &str| {
        desk.run(&["packet", "consult", "-o", FOLDER, "--force"]).fine();
        fill(&desk.path(MISHAN_FORM), &words(cells));
        desk.run(&["packet", "in", MISHAN_FORM, "--accept", "all"]).warns(why);
    };
    refuses(&[("G4", "再议")], "填报!G4：意见 `再议` 不认得，可填 同意、不同意");
    refuses(&[("I4", "已阅")], "填报!G4：写了说明，没有写意见");
    refuses(&[("G4", "同意"), ("H4", "鸡西市农业农村局")], "填报!H4：意见是同意，又建议由 `鸡西市农业农村局` 牵头");
    refuses(&[("H4", "无此局")], "填报!H4：登记簿里没有叫 `无此局` 的单位");
}
