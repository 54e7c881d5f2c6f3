use super::desk::Desk;
use super::git_desk::GitDesk;

fn contested() -> GitDesk {
    let git = GitDesk::new();
    git.run(&["setup", "git"]).fine();
    git.commit("登记");
    git.clash().fine();
    git
}

#[test]
fn what_waits_is_listed_with_who_and_when() {
    let git = contested();
    git.run(&["rule"]).fine().shows("#1 ").shows("万头奶牛牧场").shows("（李四，2025-11-20 ").warns("待裁定 2 项");
    let value = git.run(&["rule", "hulin/五（一）1", "status", "--json"]).fine().json("contested");
    let rivals = value["contested"][0]["rivals"].as_array().unwrap().clone();
    assert_eq!((value["contested"].as_array().unwrap().len(), rivals.len(), rivals[0]["by"].as_str()), (1, 2, Some("李四")));
}

#[test]
fn a_value_or_its_number_settles_and_the_ruling_stands_in_the_log() {
    let git = contested();
    let before = git.desk.text();
    git.run(&["rule", "hulin/五（一）1", "状态", "受阻", "--dry-run"]).fine().warns("没有保存");
    assert_eq!(git.desk.text(), before);
    git.run(&["rule", "hulin/五（一）1", "状态", "受阻", "--reason", "专班会议"]).fine().shows("状态 → 受阻").warns("已保存");
    git.run(&["rule", "hulin/五(一)1", "title", "#2", "--reason", "以文件为准"]).fine().shows("标题 → ");
    git.run(&["rule"]).fine().warns("没有待裁定的值");
    assert!(git.desk.text().contains("以文件为准"));
    git.run(&["list", "状态:受阻"]).fine().shows("万头");
}

#[test]
fn what_is_not_contested_is_not_ruled_on() {
    let desk = Desk::new();
    desk.run(&["rule"]).fine().warns("没有待裁定的值");
    desk.run(&["rule", "五（一）1", "status", "受阻"]).refused("没有待裁定的值").warns("duban set");
    desk.run(&["rule", "没有这条", "status", "受阻"]).refused("没有这条");
    contested().run(&["rule", "hulin/五（一）1", "status", "胡写"]).refused("胡写");
}

#[test]
fn what_is_contested_in_a_body_s_part_is_shown_everywhere_and_ruled_by_its_body() {
    let update = |id: &str, day: u32, percent: u8| {
        format!("(id: \"{id}\", at: \"2025-09-0{day}T09:00:00+08:00\", about: Part(\"乙局\"), says: [Percent(to: {percent})])")
    };
    let desk = Desk::with(&format!(
        "(format: 1, title: \"t\", plans: [(code: \"p\", title: \"方案\", short: \"\", issuer: \"\", place: \"\", start: \"2025-01-01\", end: \"2025-12-31\")],
        departments: [(id: \"乙局\", level: County, place: \"\")],
        entries: [(id: \"p/一\", kind: Task, title: \"题\", summary: \"\", lead: Unassigned, updates: [{}, {}])])",
        update("a", 1, 10),
        update("b", 2, 60)
    ));
    desk.run(&["list"]).fine().shows("待裁定");
    desk.run(&["show", "p/一"]).fine().shows("乙局承担的部分：10%");
    desk.run(&["check"]).shows("待裁定");
    desk.run(&["dispatch", "2025Q3", "--format", "json"]).shows("percent@乙局");
    desk.run(&["rule", "p/一", "percent@乙局", "70"]).fine().shows("乙局承担的部分：70%");
    desk.run(&["rule"]).fine().warns("没有待裁定的值");
}

/// An indicator whose value and goal, and a step whose words, two people set without seeing each other.
fn contested_beside_entries() -> Desk {
    let measured =
        |id: &str, to: u32| format!("(id: \"{id}\", at: \"2025-09-01T09:00:00+08:00\", period: \"2025Q3\", says: [Measured(to: {to}.0)])");
    Desk::with(&format!(
        "(format: 1, title: \"t\",
        contested: [Step(\"p/一#aaaaaaaa\", What(\"选址\")), Step(\"p/一#aaaaaaaa\", What(\"定址\"))],
        plans: [(code: \"p\", title: \"方案\", short: \"\", issuer: \"\", place: \"\", start: \"2025-01-01\", end: \"2025-12-31\")],
        departments: [(id: \"乙局\", level: County, place: \"\")],
        indicators: [(plan: \"p\", reference: \"一\", name: \"产值\", unit: \"亿元\", scope: \"全县\", entry: \"p/一\", targets: {{2025: AtLeast(100.0)}}, updates: [{}, {}])],
        steps: [(id: \"p/一#aaaaaaaa\", entry: \"p/一\", what: \"选址\")],
        entries: [(id: \"p/一\", kind: Task, title: \"题\", summary: \"\", lead: Stated(\"乙局\"))])",
        measured("a", 80),
        measured("b", 90)
    ))
}

#[test]
fn what_is_contested_beside_entries_is_told_wherever_it_is_read() {
    let desk = contested_beside_entries();
    desk.run(&["rule"]).fine().warns("待裁定 2 项");
    desk.run(&["indicator", "list"]).fine().shows("待裁定");
    desk.run(&["step", "list"]).fine().shows("待裁定");
    desk.run(&["step", "show", "p/一#1"]).fine().shows("待裁定");
    desk.run(&["show", "p/一"]).fine().shows("选址 步骤内容：").shows("产值 ");
    desk.run(&["list", "是:待裁定"]).fine().shows("待裁定");
    desk.run(&["list", "是:待裁定", "-o", "l.md"]).fine();
    assert!(std::fs::read_to_string(desk.path("l.md")).unwrap().contains("待裁定"));
    let bulletin = desk.run(&["dispatch", "2025Q3", "--format", "md", "--today", "2025-10-05"]);
    let bulletin = bulletin.fine().shows("未达到；待裁定：实测（").shows("步骤“选址”步骤内容（定址、选址）");
    drop(bulletin);
    let json = desk.run(&["dispatch", "2025Q3", "--json", "--today", "2025-10-05"]).fine().json("dispatch");
    assert_eq!(json["indicators"][0]["contested"][0]["claims"].as_array().map(Vec::len), Some(2));
}
