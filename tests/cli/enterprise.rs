//! Enterprises as records: entered, changed, found by every name, and taken out.

use super::desk::{Desk, LEDGER};

const FARM: &str = "hulin/五（一）1";

#[test]
fn an_enterprise_is_found_by_each_of_its_names_wherever_it_is_named() {
    let desk = Desk::new();
    let add = ["enterprise", "add", "虎林市完达山乳业有限公司", "--aliases", "完达山乳业", "--sector", "乳制品", "--size", "大型"];
    desk.run(&[&add[..], &["--monitored", "是"]].concat()).fine();
    desk.run(&["amend", FARM, "--enterprise", "完达山乳业"]).fine();
    desk.run(&["list", "企业:虎林市完达山乳业有限公司"]).fine().shows("万头牧场");
    desk.run(&["list", "企业:\"虎林市完达山乳业有限公司\""]).fine().shows("万头牧场");
    desk.run(&["list", "firm:完达山"]).fine().shows("万头牧场");
    desk.run(&["list", "企业:北大荒"]).hides("万头牧场");
    desk.run(&["liaison", "add", "李四", "--enterprises", "虎林市完达山乳业有限公司"]).fine();
    let looks_after = ["liaison", "set", "李四", "--entries", "jixi/五（一）"];
    desk.run(&looks_after).fine();
    desk.run(&["list", "企业:完达山"]).fine().shows("万头牧场").shows("jixi/五（一）");
    desk.run(&["amend", "hulin/五（一）", "--summary", "依托完达山乳业建设基地"]).fine();
    desk.run(&["list", "企业:虎林市完达山乳业有限公司"]).fine().shows("hulin/五（一）");
    desk.run(&["enterprise", "show", "完达山乳业"]).fine().shows("大型").shows("乳制品").shows("万头牧场").shows("李四");
    desk.run(&["enterprise", "list"]).fine().shows("完达山乳业").shows("乳制品");
    desk.run(&["enterprise", "set", "完达山乳业", "--size", "中型"]).fine().shows("大型 → 中型");
    let told = desk.run(&["enterprise", "list", "--json"]).fine().json("enterprises")["enterprises"][0].clone();
    assert_eq!((told["sector"].as_str(), told["monitored"].as_bool()), (Some("乳制品"), Some(true)), "{told}");
    let all: serde_json::Value = serde_json::from_str(&desk.run(&["export", "--format", "json"]).fine().out).unwrap();
    assert_eq!(all["enterprises"].as_array().map(Vec::len), Some(1));
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["check"]).fine();
}

#[test]
fn to_add_to_a_list_and_to_replace_it_are_said_apart() {
    let desk = Desk::new();
    let enterprises = |desk: &Desk| {
        let all: serde_json::Value = serde_json::from_str(&desk.run(&["export", "--format", "json"]).fine().out).unwrap();
        let of = all["entries"].as_array().unwrap().iter().find(|entry| entry["id"] == FARM).unwrap()["enterprises"].clone();
        of.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    desk.run(&["amend", FARM, "--enterprise", "甲公司"]).fine();
    desk.run(&["amend", FARM, "--enterprise", "+乙公司、+丙公司", "--enterprise", "+甲公司"]).fine();
    assert_eq!(enterprises(&desk), ["甲公司", "乙公司", "丙公司"]);
    desk.run(&["set", FARM, "--enterprise", "丙公司", "--dry-run"]).fine().warns("原有的甲公司、乙公司不再列").warns("--enterprise +");
    desk.run(&["amend", FARM, "--enterprise", "丙公司"]).fine().warns("原有的甲公司、乙公司不再列");
    assert_eq!(enterprises(&desk), ["丙公司"]);
    desk.run(&["amend", FARM, "--figures", "水稻、玉米面积458万亩、大豆20万亩"]).fine().shows("水稻、玉米面积458万亩").shows("大豆20万亩");
    desk.run(&["place", "add", "虎林市", "--aliases", "虎林县"]).fine();
    desk.run(&["place", "set", "虎林市", "--aliases", "+虎林县城"]).fine().quiet_of("不再列");
    desk.run(&["place", "show", "虎林市"]).fine().shows("虎林县、虎林县城");
}

#[test]
fn what_is_entered_twice_or_not_known_is_refused_and_all_is_undone() {
    let desk = Desk::new();
    desk.run(&["enterprise", "add", "甲公司", "--size", "巨型"]).refused("巨型");
    desk.run(&["enterprise", "add", "甲公司", "--place", "没有的地方"]).refused("没有的地方");
    desk.run(&["enterprise", "add", "甲公司"]).fine();
    desk.run(&["enterprise", "add", "甲公司"]).refused("甲公司");
    desk.run(&["enterprise", "show", "乙公司"]).refused("乙公司");
    desk.run(&["undo", "--yes"]).fine();
    assert_eq!(desk.text(), LEDGER);
    desk.run(&["enterprise", "add", "甲公司"]).fine();
    desk.run(&["enterprise", "withdraw", "甲公司"]).fine();
    assert_eq!(desk.text(), LEDGER);
}

/// What names it names it by a word: that it is taken out would leave the word with nothing behind it.
#[test]
fn an_enterprise_that_is_named_stays() {
    let desk = Desk::new();
    desk.run(&["enterprise", "add", "甲食品有限公司", "--aliases", "甲食品"]).fine();
    desk.run(&["liaison", "add", "李四", "--enterprises", "甲食品"]).fine();
    desk.run(&["liaison", "add", "王五", "--enterprises", "丙食品"]).refused("丙食品");
    desk.run(&["enterprise", "remove", "甲食品"]).refused("");
    let leader = desk.run(&["liaison", "list", "--json"]).fine();
    assert!(leader.out.contains("甲食品"));
    desk.run(&["enterprise", "add", "乙食品有限公司"]).fine();
    desk.run(&["enterprise", "remove", "乙食品有限公司"]).fine();
}
