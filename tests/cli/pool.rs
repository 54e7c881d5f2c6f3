//! The project pool by command: stages, conditions and investment are told, and add up.

use super::desk::Desk;
use super::packet::{Typed, fill, sheet};

/// A ledger of four projects in two counties, one of them named twice, and a task.
fn desk() -> Desk {
    let desk = Desk::new();
    let add = |title: &str, more: &[&str]| {
        desk.run(&[&["add", "--title", title, "--plan", "hulin", "--kind", "项目"], more].concat()).fine();
    };
    add("黄牛牧场", &["--region", "虎林市", "--investment", "1亿", "--invest-plan", "2025=4000、2026=6000", "--lead", "虎林市农业农村局"]);
    add("稻米加工", &["--region", "虎林市", "--investment", "2000", "--invest-plan", "2025=1000"]);
    add("浆果饮料", &["--region", "密山市", "--funds-bonds", "800"]);
    let farm = id(&desk, "黄牛牧场");
    add("牧场（又名）", &["--investment", "1亿", "--same-as", &farm]);
    desk
}

fn id(desk: &Desk, title: &str) -> String {
    let found = desk.run(&["list", title, "--json"]).fine().json("list");
    let entries = found["entries"].as_array().unwrap();
    entries.iter().find(|e| e["title"] == title).unwrap()["id"].as_str().unwrap().to_owned()
}

fn pool(desk: &Desk) -> serde_json::Value {
    desk.run(&["pool", "--json"]).fine().json("pool")["pool"].clone()
}

#[test]
fn a_stage_and_an_investment_of_what_is_no_project_are_asked_about() {
    let desk = Desk::new();
    for told in [&["stage", "六（一）", "储备"][..], &["invest", "六（一）", "2025Q3", "100"]] {
        desk.run(told).refused("不是项目");
        desk.run(&[told, &["--yes"]].concat()).fine().warns("不是项目");
    }
}

#[test]
fn a_project_goes_through_its_stages_and_what_lacks_is_asked_about_and_never_refused() {
    let desk = desk();
    let farm = id(&desk, "黄牛牧场");
    let before = desk.text();
    desk.run(&["stage", &farm, "开工", "--on", "2025-04-01"]).refused("用地、环评、能评、资金、审批还没有报落实");
    assert_eq!(desk.text(), before);
    desk.run(&["stage", &farm, "开工", "--on", "2025-04-01", "--yes"]).fine().shows("阶段 开工（2025-04-01）").warns("还没有报落实");
    desk.run(&["undo"]).fine();
    desk.run(&["stage", &farm, "开工", "--on", "2025-04-01", "--basis", "鸡发改3号", "--met", "全部"]).fine().shows("已落实：用地");
    desk.run(&["stage", &farm, "在建", "--on", "2025-07-01"]).fine();
    desk.run(&["stage", &farm, "储备", "--on", "2024-12-01"]).fine();
    desk.run(&["show", &farm]).fine().shows("储备（2024-12-01） → 开工（2025-04-01，鸡发改3号） → 在建（2025-07-01）").shows("用地已落实");
    desk.run(&["list", "阶段:在建"]).fine().shows("黄牛牧场").shows("牧场（又名）").hides("稻米加工");
    desk.run(&["list", "阶段:储备"]).hides("黄牛牧场");
    desk.run(&["--today", "2025-05-01", "list", "阶段:开工"]).fine().shows("黄牛牧场");
    desk.run(&["stage", &farm, "在建", "--on", "2025-07-01"]).warns("没有改动");
    desk.run(&["stage", &farm, "建成了吗"]).refused("建成了吗");
    desk.run(&["stage", &farm, "--met", "水电"]).refused("水电");
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["check"]).fine();
}

#[test]
fn an_amount_that_cannot_well_be_so_is_asked_about() {
    let desk = desk();
    let farm = id(&desk, "黄牛牧场");
    let before = desk.text();
    desk.run(&["invest", &farm, "2025Q1", "99999"]).refused("超过总投资 10000 万元");
    assert_eq!(desk.text(), before);
    desk.run(&["invest", &farm, "2025Q1", "1000"]).fine();
    desk.run(&["invest", &farm, "2025年", "50"]).refused("已按季度报过");
    desk.run(&["invest", &farm, "2025年", "50", "--yes"]).fine().shows("50 万元");
}

#[test]
fn investment_is_told_by_quarters_corrected_and_added_up_with_the_rates() {
    let desk = desk();
    let (farm, rice) = (id(&desk, "黄牛牧场"), id(&desk, "稻米加工"));
    desk.run(&["invest", &farm, "2024年", "500"]).fine();
    desk.run(&["invest", &farm, "2025Q1", "1000"]).fine();
    desk.run(&["invest", &farm, "2025Q1", "900"]).fine().shows("2025年第一季度：1000 → 900 万元");
    desk.run(&["invest", &farm, "2025Q2", "1100"]).fine();
    desk.run(&["invest", &rice, "2025Q3", "很多"]).refused("很多");
    desk.run(&["invest", &rice, "2025-01-01..2025-02-01", "5"]).refused("季度");
    desk.run(&["stage", &farm, "在建", "--on", "2025-02-01", "--met", "全部、入统"]).refused("全部、入统".split('、').next().unwrap());
    desk.run(&["stage", &farm, "在建", "--on", "2025-02-01", "--met", "用地、环评、能评、资金、审批、入统"]).fine();
    desk.run(&["stage", &rice, "储备"]).fine();
    let told = pool(&desk);
    assert_eq!((told["projects"].as_u64(), told["in_pool"].as_u64(), told["named_again"].as_u64()), (Some(4), Some(2), Some(1)));
    let rate = |word: &str| (told["rates"][word]["part"].as_f64().unwrap(), told["rates"][word]["whole"].as_f64().unwrap());
    assert_eq!(rate("begun_rate"), (1.0, 2.0));
    assert_eq!(rate("year_investment_rate"), (2000.0, 5000.0));
    assert_eq!(rate("whole_investment_rate"), (2500.0, 17000.0));
    assert_eq!(rate("statistics_rate"), (1.0, 1.0));
    desk.run(&["pool", "--why"])
        .fine()
        .shows("年度投资完成率＝本年完成投资 ÷ 本年计划投资")
        .shows("2000 ÷ 5000 万元＝40.0%")
        .warns("只计一次");
    desk.run(&["pool", "--by", "县"]).fine().shows("虎林市");
    desk.run(&["pool", "--by", "年度"]).fine().shows("2026年");
    desk.run(&["pool", "--by", "颜色"]).refused("颜色");
    desk.run(&["pool", "list", "--filter", "投资>5000"]).fine().shows("黄牛牧场").hides("稻米加工");
    desk.run(&["list", "本年完成投资>1500", "--columns", "事项,累计完成投资"]).fine().shows("2500");
    for file in ["库.xlsx", "库.docx", "库.csv"] {
        desk.run(&["pool", "-o", file]).fine();
    }
    let csv = std::fs::read_to_string(desk.path("库.csv")).unwrap();
    assert!(csv.contains("黄牛牧场") && csv.contains("在建"), "{csv}");
    desk.run(&["dispatch", "2025Q4", "--format", "md", "--cutoff", "2025-11-20"]).fine().shows("项目库在库项目2个，其中储备1个、在建1个");
}

#[test]
fn whoever_only_shares_in_a_project_proposes_its_stage() {
    let desk = desk();
    let farm = id(&desk, "黄牛牧场");
    desk.run(&["set", &farm, "--with", "虎林市工信科技局"]).fine();
    let words = ["stage", &farm, "前期", "--on", "2025-03-01", "--as"];
    desk.run(&[&words[..], &["虎林市工信科技局"]].concat()).fine().shows("建议");
    assert_eq!(pool(&desk)["in_pool"], 0);
    desk.run(&["proposals", "--accept-all", "--as", "虎林市农业农村局"]).fine();
    assert_eq!(pool(&desk)["stages"]["preparing"], 1);
}

#[test]
fn the_form_of_a_lead_asks_for_stage_and_investment_and_takes_them_in() {
    let desk = desk();
    desk.run(&["packet", "out", "--dept", "虎林市农业农村局", "--period", "2025Q4", "-o", "表.xlsx"]).fine();
    let path = desk.path("表.xlsx");
    let form = sheet(&path, "填报");
    let head = |name: &str| form.rows().find_map(|row| row.iter().position(|cell| *cell == name)).expect("a column");
    let farm = form.rows().position(|row| row.iter().any(|cell| *cell == "黄牛牧场")).expect("a row") + 1;
    let cell = |name: &str| format!("{}{farm}", char::from(b'A' + u8::try_from(head(name)).unwrap()));
    let (stage, invested) = (cell("项目阶段"), cell("本期完成投资（万元）"));
    fill(&path, &[(&stage, Typed::Words("前期")), (&invested, Typed::Number(350.0))]);
    desk.run(&["packet", "in", "表.xlsx"]).fine().shows("阶段 前期（2025-11-20）").shows("完成投资 2025年第四季度：350 万元");
    desk.run(&["packet", "in", "表.xlsx", "--accept", "all"]).fine();
    let told = pool(&desk);
    assert_eq!((told["stages"]["preparing"].as_u64(), told["done_year_wan"].as_f64()), (Some(1), Some(350.0)));
    fill(&path, &[(&stage, Typed::Words("快好了")), (&invested, Typed::Words("很多"))]);
    desk.run(&["packet", "in", "表.xlsx"]).warns("项目阶段 `快好了` 不认得").warns("`很多` 不是金额");
}
