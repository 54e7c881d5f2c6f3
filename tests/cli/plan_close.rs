//! A plan is closed: what is unfinished goes on elsewhere or ends, in one step, and lists leave the plan out.

use super::desk::{Desk, LEDGER};

fn with_next() -> Desk {
    let desk = Desk::new();
    let next =
        ["plan", "add", "next", "--title", "虎林市新一轮行动计划", "--short", "新计划", "--start", "2026-01-01", "--end", "2028年底"];
    desk.run(&[&next[..], &["--place", "虎林市"]].concat()).fine();
    desk
}

fn titles(desk: &Desk, words: &[&str]) -> Vec<String> {
    let list = desk.run(&[&["list", "--json"], words].concat()).fine().json("list");
    list["entries"].as_array().unwrap().iter().map(|e| e["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn it_says_what_is_unfinished_and_asks() {
    let desk = with_next();
    let before = desk.text();
    desk.run(&["plan", "close", "hulin"])
        .refused("还有 3 条没有办结：精深加工企业培育行动、万头牧场、加强组织领导")
        .warns("duban packet close hulin");
    let close = ["plan", "close", "hulin", "--into", "新计划"];
    desk.run(&close).refused("虎林计划归档，3 条结转到新计划").warns("--yes");
    desk.run(&["plan", "close", "hulin", "--into", "虎林计划"]).refused("不能结转到它自己");
    desk.run(&[&close[..], &["--dry-run"]].concat()).fine().shows("已结转").warns("没有保存");
    let ended = ["plan", "close", "hulin", "--reason", "期满", "--as", "鸡西市农业农村局", "--yes"];
    desk.run(&ended).refused("由牵头单位或专班办公室分解、合并、结转");
    assert_eq!(desk.text(), before);
    // Who has no part in what is closed closes it once the ledger names it as the office.
    desk.run(&["body", "office", "鸡西市农业农村局"]).fine();
    let before = desk.text();
    desk.run(&ended).fine();
    desk.run(&["undo"]).fine();
    assert_eq!(desk.text(), before);
    desk.run(&["packet", "close", "hulin", "--dry-run"]).fine().warns("duban plan close hulin");
}

#[test]
fn what_is_carried_over_says_into_which_plan_and_the_plan_leaves_the_lists() {
    let desk = with_next();
    let before = desk.text();
    desk.run(&["plan", "close", "hulin", "--into", "新计划", "--basis", "虎政办〔2025〕9号", "--yes"])
        .fine()
        .shows("归档日期")
        .shows("结转到 新计划");
    assert_eq!(titles(&desk, &[]), ["绿色食品提升工程"]);
    assert_eq!(titles(&desk, &["--all"]).len(), 4);
    assert_eq!(titles(&desk, &["方案:虎林计划"]).len(), 3);
    assert_eq!(titles(&desk, &["是:归档"]).len(), 3);
    assert_eq!(titles(&desk, &["结转到:新计划 是:归档"]).len(), 3);
    desk.run(&["list", "万头牧场"]).fine().warns("归档的方案里有 1 条").warns("是:归档");
    desk.run(&["plan"]).fine().hides("虎林计划").shows("鸡西方案");
    let export = desk.run(&["export", "--format", "json"]).fine().json("ledger");
    let plans = export["plans"].as_array().unwrap();
    assert_eq!(plans.iter().filter(|p| p["archived"] == "2025-11-20").map(|p| &p["code"]).collect::<Vec<_>>(), ["hulin"]);
    assert_eq!(export["entries"].as_array().unwrap().len(), 4);
    desk.run(&["plan", "list", "--all"]).fine().shows("虎林计划");
    desk.run(&["indicator"]).fine().hides("规上企业数");
    desk.run(&["indicator", "list", "--all"]).fine().shows("规上企业数");
    desk.run(&["departments"]).fine().hides("虎林市农业农村局").shows("鸡西市农业农村局");
    desk.run(&["stats"]).fine().hides("虎林计划");
    desk.run(&["show", "五（一）1"]).fine().shows("完成选址");
    desk.run(&["note", "五（一）1", "还在办", "--dry-run"]).fine().warns("由 新计划 接着办");
    let archived = desk.run(&["add", "--plan", "hulin", "--title", "新增一项", "--dry-run"]).fine();
    assert_eq!(archived.err.matches("已于 2025-11-20 归档").count(), 1, "{}", archived.err);
    desk.run(&["dispatch", "2025Q3", "--format", "md"]).shows("万头牧场");
    desk.run(&["dispatch", "2026Q1", "--format", "md", "--today", "2026-04-20"]).hides("万头牧场");
    desk.run(&["list", "--today", "2025-11-19"]).fine().shows("万头牧场");
    desk.run(&["plan", "close", "hulin", "--reason", "期满"]).refused("已于 2025-11-20 归档");
    desk.run(&["plan", "close", "jixi", "--into", "虎林计划", "--yes"]).refused("已归档，不能承接");
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["check"]).hides("错误");
    desk.run(&["plan", "set", "hulin", "--archived", "无"]).fine();
    assert_eq!(titles(&desk, &[]).len(), 4);
    desk.run(&["undo", "2"]).fine();
    assert_eq!(desk.text(), before);
}

#[test]
fn each_is_entered_into_the_next_plan_with_its_duties() {
    let desk = with_next();
    desk.run(&["plan", "close", "hulin", "--into", "新计划", "--each", "--yes"]).fine().shows("万头牧场");
    let list = desk.run(&["list", "--json", "方案:新计划"]).fine().json("list");
    let entries = list["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 3);
    let ranch = entries.iter().find(|e| e["title"] == "万头牧场").unwrap();
    assert_eq!(
        (&ranch["lead"], &ranch["deadline"], &ranch["source"]),
        (&"虎林市农业农村局".into(), &"2028-12-31".into(), &"结转自虎林计划".into())
    );
    assert_eq!(ranch["parent"], entries.iter().find(|e| e["title"] == "精深加工企业培育行动").unwrap()["id"]);
    desk.run(&["show", ranch["id"].as_str().unwrap()]).fine().shows("由来").shows("hulin/五（一）1  万头牧场");
    desk.run(&["show", "hulin/五（一）1"]).fine().shows("结转到").shows(ranch["id"].as_str().unwrap().trim_start_matches("next/"));
    desk.run(&["check"]).hides("错误");
}

#[test]
fn a_plan_of_which_all_is_closed_is_archived_without_a_question() {
    let desk = Desk::new();
    desk.run(&["set", "jixi/五（一）", "--status", "已完成"]).fine();
    desk.run(&["plan", "close", "jixi"]).fine().warns("都已办结");
    assert_eq!(titles(&desk, &[]).len(), 3);
    assert_ne!(desk.text(), LEDGER);
}
