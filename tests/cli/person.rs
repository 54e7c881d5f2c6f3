//! Persons of bodies.

use super::desk::{Desk, LEDGER, said};

#[test]
fn a_person_is_entered_shown_found_changed_and_ended() {
    let desk = Desk::new();
    let body = "虎林市农业农村局";
    desk.run(&["person", "add", "赵六", "--body", "无此局"]).refused("无此局");
    desk.run(&["person", "add", "赵六"]).refused("--body");
    desk.run(&["person", "add", "赵六", "--body", body, "--charge", "站长"]).refused("站长");
    desk.run(&["person", "add", "赵六", "--body", body, "--charge", "联系人", "--phone", "0467-1", "--dry-run"]).fine();
    assert_eq!(desk.text(), LEDGER);
    desk.run(&["person", "add", "赵六", "--body", body, "--charge", "联系人", "--phone", "0467-1"]).fine();
    desk.run(&["person", "add", "李四", "--body", body, "--entry", "五（一）1", "--position", "副局长"]).fine();
    desk.run(&["person", "add", "李四", "--body", body, "--entry", "五（一）1"]).refused("已有");
    desk.run(&["person", "list"]).fine().shows("虎林市农业农村局·赵六·联系人").shows("副局长");
    desk.run(&["person", "show", "赵六"]).fine().shows("0467-1").shows("单位的全部事项");
    desk.run(&["person", "show", "王五"]).refused("王五");
    desk.run(&["show", "五（一）1"]).fine().shows("李四（副局长）").shows("赵六，电话0467-1");
    let found = |filter: &str| {
        let listed = desk.run(&["list", "--json", "--filter", filter]).fine().json("list");
        listed["entries"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("责任人:李四"), ["hulin/五（一）1"]);
    assert_eq!(found("责任人:赵六"), ["hulin/五（一）", "hulin/五（一）1"]);
    assert_eq!(found("person:zl"), found("责任人:赵六"), "by pinyin too");
    desk.run(&["dispatch", "2025Q3", "--dept", body, "--format", "md"]).shows("联系人 赵六");
    desk.run(&["person", "set", "赵六", "--phone", "0467-2"]).fine().shows("0467-2");
    let export = desk.run(&["person", "--json"]).fine().json("persons");
    assert_eq!(export["persons"][0]["charge"], "contact");
    desk.run(&["person", "end", "赵六", "--until", "2025-12-31"]).fine().shows("2025-12-31");
    said(desk.untimed(&["show", "五（一）1", "--today", "2025-12-31"])).shows("赵六");
    said(desk.untimed(&["show", "五（一）1", "--today", "2026-01-01"])).hides("赵六，");
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["body", "remove", body]).refused("赵六");
}

#[test]
fn a_thing_that_two_entries_name_counts_once_in_totals() {
    let desk = Desk::new();
    let total = || desk.run(&["stats", "--json"]).fine().json("stats");
    let before = total()["total"]["entries"].as_u64().unwrap();
    desk.run(&["set", "五（一）1", "--same-as", "jixi/五（一）", "--yes"]).fine();
    let after = total();
    assert_eq!((after["total"]["entries"].as_u64().unwrap(), after["named_again"].as_u64().unwrap()), (before - 1, 1));
    desk.run(&["stats"]).fine().warns("另有 1 项与其中的为同一事项，只计一次");
    desk.run(&["dispatch", "2025Q3", "--format", "md"]).shows("另有1项与其中的为同一事项，只计一次").shows(&format!("共{}项", before - 1));
}
