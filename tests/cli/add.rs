use super::desk::{Desk, LEDGER, change};

#[test]
fn a_new_entry_gets_an_id_of_its_own_and_stands_behind_its_siblings() {
    let desk = Desk::new();
    let words = ["add", "--plan", "hulin", "--title", "新牧场", "--kind", "项目", "--parent", "五（一）", "--region", "虎林市"];
    let said = desk.run(&[&words[..], &["--investment", "1.5亿元", "--deadline", "2025年底"]].concat()).fine();
    let id = said.out.trim().to_owned();
    assert!(id.starts_with("hulin/+") && id.len() == "hulin/+".len() + 10, "{id}");
    let (gone, come) = change(LEDGER, &desk.text());
    assert!(gone.is_empty() && come.iter().any(|l| l.contains("investment_wan: 15000")), "{come:#?}");
    let value = desk.run(&["list", "--json"]).json("list");
    let ids: Vec<&str> = value["entries"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["hulin/五（一）", "hulin/五（一）1", &id, "hulin/六（一）", "jixi/五（一）"]);
    desk.run(&["show", &id]).fine().shows("随上级条目 hulin/五（一）").shows("条目写明").shows("登记在台账里，2025-11-20");
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn without_a_parent_it_stands_last_in_its_plan() {
    let desk = Desk::new();
    let said = desk.run(&["add", "--plan", "虎林计划", "--title", "甲", "--lead", "农业农村局", "--with", "工信科技局", "--json"]).fine();
    let id = said.json("added")["id"].as_str().unwrap().to_owned();
    let value = desk.run(&["list", "--json"]).json("list");
    assert_eq!(value["entries"][3]["id"], id.as_str());
    assert_eq!(value["entries"][3]["deadline_basis"], "plan_period");
    assert_eq!(value["entries"][3]["cooperating"][0]["name"], "虎林市工信科技局");
}

#[test]
fn lists_are_divided_as_on_the_screen() {
    let desk = Desk::new();
    let words = ["add", "--plan", "hulin", "--title", "甲", "--lead", "农业农村局", "--json"];
    let lists = [
        "--with",
        "工信科技局（落实）、鸡西市农业农村局",
        "--with",
        "虎林市工信科技局",
        "--region",
        "虎林市，密山市",
        "--region",
        "鸡东县",
    ];
    let id = desk.run(&[&words[..], &lists].concat()).fine().json("added")["id"].as_str().unwrap().to_owned();
    let entry = &desk.run(&["show", &id, "--json"]).json("entries")["entries"][0];
    let bodies: Vec<_> = entry["cooperating"].as_array().unwrap().iter().map(|c| [&c["name"], &c["role"]]).collect();
    assert_eq!(bodies, [["虎林市工信科技局", "implementing"], ["鸡西市农业农村局", "cooperating"]]);
    assert_eq!(entry["regions"].to_string(), r#"["虎林市","密山市","鸡东县"]"#);
    desk.run(&[&words[..], &["--with", "工信科技局、无此局"]].concat());
    desk.run(&[&words[..7], &["--with", "工信科技局、无此局"]].concat()).refused("--with：登记簿里没有叫 `无此局` 的单位");
}

#[test]
fn what_does_not_fit_is_refused() {
    let desk = Desk::new();
    let add = |words: &[&str]| desk.run(&[&["add"], words].concat());
    add(&["--title", "甲"]).refused("缺少 --plan");
    add(&["--plan", "mishan", "--title", "甲"]).refused("没有方案 `mishan`").warns("hulin（虎林计划）");
    add(&["--plan", "hulin", "--title", " "]).refused("--title：不能空着");
    add(&["--plan", "hulin", "--title", "甲", "--parent", "jixi/五（一）"]).refused("不在方案 `hulin` 里");
    add(&["--plan", "hulin", "--title", "甲", "--with", "工信科技局"]).refused("有配合单位就要有牵头单位");
    add(&["--plan", "hulin", "--title", "甲", "--investment", "很多"]).refused("--investment");
    add(&["--plan", "hulin", "--title", "甲", "--kind", "其他"]).refused("--kind 不认得").warns("项目");
    add(&["--plan", "hulin", "--title", "甲", "--dry-run"]).fine().warns("没有保存");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn what_is_added_today_is_not_behind_since_its_plan_began() {
    let desk = Desk::new();
    let id = desk.run(&["add", "--plan", "hulin", "--title", "甲", "--deadline", "2026-03-31"]).fine().out;
    desk.run(&["show", id.trim()]).fine().shows("序时 1%");
}
