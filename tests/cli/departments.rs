use super::desk::{Desk, said};

fn demo() -> Desk {
    let desk = Desk::empty();
    desk.run(&["demo", "--entries", "200", "-o", "tasks.ron"]).fine();
    desk
}

#[test]
fn what_stands_in_a_row_is_what_the_list_finds() {
    let desk = demo();
    let rows = desk.run(&["departments", "--json"]).json("departments")["departments"].as_array().unwrap().clone();
    assert!(rows.len() > 5);
    let count = |filter: &str| desk.run(&["list", "--json", filter]).json("list")["entries"].as_array().unwrap().len();
    for row in rows.iter().filter(|row| row["id"].is_string()).step_by(5) {
        let name = row["name"].as_str().unwrap();
        for (key, filter) in [
            ("leads", format!("牵头:\"{name}\"")),
            ("shares", format!("配合:\"{name}\"")),
            ("late", format!("牵头:\"{name}\" 是:逾期")),
            ("red", format!("牵头:\"{name}\" 灯:红")),
            ("unreported", format!("等:\"{name}\"")),
        ] {
            assert_eq!(row[key].as_u64().unwrap() as usize, count(&filter), "{name} {key}");
        }
        let by_status: u64 = row["by_status"].as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
        assert_eq!(by_status, row["leads"].as_u64().unwrap());
    }
}

#[test]
fn words_choose_bodies_and_a_filter_the_entries_that_count() {
    let desk = Desk::new();
    let all = desk.run(&["departments"]).fine().shows("单位").shows("未反馈率").shows("虎林市农业农村局");
    all.shows("合计").warns("共 ");
    desk.run(&["departments", "mishan"]).fine().hides("虎林市农业农村局").warns("共 0 行");
    desk.run(&["departments", "jxsnyncj"]).fine().shows("鸡西市农业农村局").hides("虎林市").warns("共 1 行");
    let leads = |filter: &str| {
        let value = desk.run(&["departments", "--json", "--filter", filter]).json("departments");
        value["departments"].as_array().unwrap().iter().map(|row| row["leads"].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!((leads("灯:红"), leads("方案:jixi")), (1, 1));
    desk.run_in_english(&["departments", "--sort", "-leads"]).fine().shows("owes %");
}

#[test]
fn rows_are_in_the_order_of_any_column() {
    let desk = demo();
    let late = |sort: &str| {
        let value = desk.run(&["departments", "--json", "--sort", sort]).json("departments");
        value["departments"].as_array().unwrap().iter().map(|row| row["late"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert!(late("-逾期").is_sorted_by(|a, b| a >= b) && late("late").is_sorted());
    assert_eq!(late("-late,单位"), late("-逾期"));
    desk.run(&["departments", "--sort", "颜色"]).refused("--sort 不认得 `颜色`").warns("未反馈率");
}

#[test]
fn the_table_goes_into_a_file_with_its_filter_and_order() {
    let desk = demo();
    let page = desk.run(&["departments", "--sort", "-逾期", "--filter", "灯:红", "--format", "md"]).fine();
    page.shows("筛选：灯:红").shows("排序：-逾期").shows("单位");
    for name in ["bodies.xlsx", "bodies.csv", "bodies.html", "bodies.md"] {
        desk.run(&["departments", "-o", name]).fine().warns("已写出");
        assert!(std::fs::metadata(desk.path(name)).unwrap().len() > 200, "{name}");
    }
    desk.run(&["stats", "-o", "totals.xlsx"]).fine().warns("已写出");
    desk.run(&["departments", "-o", "bodies.docm"]).refused("docm");
}

#[test]
fn the_totals_by_plan_level_light_and_status_add_up_to_the_whole() {
    let desk = demo();
    let value = desk.run(&["stats", "--json"]).json("stats");
    let words: Vec<&str> = value["parts"].as_array().unwrap().iter().map(|part| part["by"].as_str().unwrap()).collect();
    assert_eq!(words, ["plan", "level", "light", "status"]);
    assert!(value["total"]["entries"].as_u64().unwrap() >= 200);
    for part in value["parts"].as_array().unwrap() {
        for key in ["entries", "late", "red", "unreported"] {
            let sum: u64 = part["groups"].as_array().unwrap().iter().map(|group| group[key].as_u64().unwrap()).sum();
            assert_eq!(sum, value["total"][key].as_u64().unwrap(), "{part} {key}");
        }
    }
}

#[test]
fn totals_are_of_what_a_filter_leaves_and_by_what_is_asked_for() {
    let desk = Desk::new();
    let page = desk.run(&["stats", "灯:红", "--by", "状态", "--sort", "-条目"]).fine();
    page.shows("统计").shows("状态").hides("方案").warns("共 1 项：逾期 1 项、红灯 1 项");
    desk.run(&["stats", "--by", "颜色"]).refused("--by 不认得 `颜色`").warns("方案");
    desk.run(&["stats", "没有这样的"]).fine().warns("共 0 项").warns("没有这样的 一条也没有");
    said(desk.untimed(&["stats", "--as-of", "2025-10-01"])).fine().shows("方案").warns("当时的状态");
}
