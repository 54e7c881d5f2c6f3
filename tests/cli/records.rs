//! Plans, bodies, places, indicators are entered, changed, named and taken out by commands, without a hand on the file.

use super::desk::{Desk, LEDGER, change};

#[test]
fn a_ledger_of_sixty_entries_is_begun_from_nothing_by_commands_alone() {
    let desk = Desk::empty();
    desk.run(&["init", "--title", "水利建设督办台账"]).fine().warns("已新建空台账");
    desk.run(&["init"]).refused("已有文件");
    desk.run(&["place", "add", "虎林市", "--level", "县级", "--aliases", "虎林"]).fine().shows("层级：县级");
    let plan = ["plan", "add", "water", "--title", "水利建设三年行动方案", "--short", "水利", "--start", "2026-01-01", "--end", "2028年底"];
    desk.run(&[&plan[..], &["--place", "虎林市"]].concat()).fine().shows("截止日：2028-12-31");
    desk.run(&["place", "show", "虎林市"]).fine().shows("别名：虎林");
    desk.run(&["plan", "show", "water"]).fine().shows("起始日：");
    desk.run(&["body", "add", "虎林市水务局", "--aliases", "水务局"]).fine().shows("层级：县级").shows("地区：虎林市");
    desk.run(&["body", "add", "虎林市发展和改革局"]).fine();
    let top =
        desk.run(&["add", "--plan", "水利", "--title", "水源工程", "--kind", "专项", "--lead", "水务局"]).fine().out.trim().to_owned();
    for n in 1..60 {
        let title = format!("水库{n}");
        let words =
            ["add", "--plan", "water", "--title", &title, "--kind", "项目", "--parent", &top, "--deadline", "2027年底", "--region", "虎林"];
        desk.run(&words).fine();
    }
    desk.run(&["indicator", "add", "水库数量", "--plan", "water", "--scope", "全市", "--unit", "座", "--targets", "2028=59以上"]).fine();
    desk.run(&["indicator", "measure", "水库数量", "2026Q1", "2"]).fine().shows("– → 2");
    let list = desk.run(&["list", "--json"]).fine().json("list");
    assert_eq!(list["entries"].as_array().unwrap().len(), 60);
    assert!(list["entries"].as_array().unwrap().iter().all(|e| e["lead"] == "虎林市水务局"), "all follow the entry above");
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn a_body_is_entered_with_what_its_name_tells_and_leads_at_once() {
    let desk = Desk::new();
    desk.run(&["place", "add", "虎林市", "--level", "county"]).fine();
    desk.run(&["set", "五（一）1", "--lead", "虎林市数据局"]).refused("--lead").warns("duban body add 虎林市数据局");
    desk.run(&["body", "add", "虎林市数据局", "--aliases", "数据局@hulin", "--dry-run"]).fine().warns("没有保存");
    assert!(!desk.text().contains("数据局"));
    desk.run(&["body", "add", "虎林市数据局", "--aliases", "数据局@hulin"]).fine();
    desk.run(&["set", "五（一）1", "--lead", "数据局"]).fine().shows("虎林市数据局");
    desk.run(&["body", "add", "虎林市数据局"]).refused("已有单位");
    desk.run(&["body", "add", "数据局办"]).refused("缺少 --level").warns("省级");
    desk.run(&["body", "list", "shuju"]).fine().shows("虎林市数据局").hides("农业农村局");
    desk.run(&["body", "remove", "虎林市数据局"]).refused("1 处用到").warns("先改掉");
    let bodies = desk.run(&["body", "--json"]).fine().json("departments");
    assert!(bodies["departments"].as_array().unwrap().iter().any(|d| d["name"] == "虎林市数据局" && d["level"] == "county"));
}

#[test]
fn what_a_record_states_is_changed_and_only_that_is_written() {
    let desk = Desk::new();
    desk.run(&["plan", "set", "hulin", "--number", "虎政办规〔2023〕7号", "--dry-run"]).fine().shows("虎政办规〔2023〕7号");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&["plan", "set", "hulin", "--number", "虎政办规〔2023〕7号"]).fine();
    let (gone, come) = change(LEDGER, &desk.text());
    assert!(gone.is_empty() && come.len() == 1, "{gone:#?} {come:#?}");
    desk.run(&["plan", "set", "hulin", "--number", "虎政办规〔2023〕7号"]).fine().warns("没有改动");
    desk.run(&["plan", "set", "hulin"]).refused("没有说要改什么");
    desk.run(&["plan", "set", "hulin", "--end", "2020年底"]).refused("日期不可能");
    desk.run(&["plan", "set", "hulin", "--title", " "]).refused("不能空着");
    desk.run(&["plan", "add", "w/x", "--title", "甲", "--start", "2026-01-01", "--end", "2026-12-31"]).refused("值不合规：code");
    desk.run(&["plan", "add", "w"]).refused("缺少 --title");
}

#[test]
fn a_place_gets_names_and_lies_in_what_is_registered() {
    let desk = Desk::new();
    desk.run(&["place", "add", "鸡西市", "--level", "city"]).fine();
    desk.run(&["place", "add", "密山市", "--level", "county", "--within", "鸡西市"]).fine().shows("所在地区：鸡西市");
    desk.run(&["place", "alias", "密山市", "密山", "全市@jixi"]).fine();
    desk.run(&["place", "set", "密山", "--within", "月球"]).refused("月球");
    desk.run(&["place", "set", "鸡西市", "--within", "密山"]).refused("地区互相包含");
    desk.run(&["place", "set", "密三市", "--level", "city"]).refused("没有地区").warns("密山市");
    desk.run(&["body", "add", "密山市水务局", "--place", "火星"]).refused("地区未登记").warns("duban place add 火星");
    desk.run(&["place", "remove", "鸡西市"]).refused("处用到");
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn many_entries_are_not_changed_without_a_word() {
    let desk = Desk::new();
    for n in 0..11 {
        desk.run(&["add", "--plan", "hulin", "--title", &format!("甲{n}"), "--lead", "农业农村局"]).fine();
    }
    let before = desk.text();
    let all = ["set", "--filter", "甲", "--status", "推进中"];
    desk.run(&all).refused("先确认：将一次改动 11 条：甲0、甲1、甲2等").warns("--yes");
    assert_eq!(desk.text(), before);
    desk.run(&[&all[..], &["--dry-run"]].concat()).fine().warns("将改动 11 条");
    desk.run(&[&all[..], &["--yes"]].concat()).fine().warns("已保存 11 条");
}
