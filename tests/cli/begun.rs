//! A plan of sixty entries is begun from nothing by commands alone, and goes on by commands: no hand on the file.

use serde_json::Value;

use super::desk::Desk;

const COUNTIES: [&str; 3] = ["虎林市", "密山市", "鸡东县"];

/// Enters an entry; gives its id.
fn add(desk: &Desk, words: &[&str]) -> String {
    desk.run(&[&["entry", "add", "--plan", "water"], words].concat()).fine().out.trim().to_owned()
}

/// The registers: places in each other, bodies with short names, a group of three.
fn registers(desk: &Desk) {
    desk.run(&["init", "--title", "水利建设督办台账"]).fine();
    desk.run(&["place", "add", "鸡西市", "--level", "市级"]).fine();
    for county in COUNTIES {
        desk.run(&["place", "add", county, "--level", "县级", "--within", "鸡西市"]).fine();
    }
    let plan = ["plan", "add", "water", "--title", "水利建设三年行动方案", "--short", "水利", "--place", "鸡西市"];
    desk.run(&[&plan[..], &["--start", "2026-01-01", "--end", "2028-12-31"]].concat()).fine();
    for (body, short) in [("鸡西市水务局", "市水务局"), ("鸡西市财政局", "市财政局"), ("鸡西市发展和改革委员会", "市发改委")]
    {
        desk.run(&["body", "add", body, "--aliases", &format!("{short}@water")]).fine();
    }
    for county in COUNTIES {
        desk.run(&["body", "add", &format!("{county}人民政府")]).fine();
    }
    let group = ["body", "add", "鸡西市各县（市）人民政府", "--level", "县级", "--place", "鸡西市", "--group", "是"];
    let members = COUNTIES.map(|county| format!("{county}人民政府")).join("、");
    desk.run(&[&group[..], &["--members", &members, "--aliases", "各县（市）政府@water"]].concat()).fine();
    desk.run(&["person", "add", "张三", "--body", "鸡西市水务局", "--charge", "联系人", "--phone", "0467-1234567"]).fine();
}

/// Three programmes of four tasks of three projects, and nine safeguards: sixty entries.
fn entries(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let (mut tasks, mut projects) = (Vec::new(), Vec::new());
    for programme in ["水源", "灌区", "防洪"] {
        let words = ["--title", programme, "--kind", "专项", "--lead", "市水务局", "--with", "市财政局、各县（市）政府（落实）"];
        let top = add(desk, &words);
        for n in 1..=4 {
            let title = format!("{programme}任务{n}");
            let task = add(desk, &["--title", &title, "--parent", &top, "--deadline", "2027年底"]);
            for (county, place) in COUNTIES.iter().enumerate() {
                let title = format!("{programme}项目{n}{county}");
                let words = ["--title", &title, "--kind", "项目", "--parent", &task, "--region", place, "--investment", "500"];
                projects.push(add(desk, &words));
            }
            let (due, percent) = (format!("2026Q{n}"), (n * 20).to_string());
            let step = ["step", "add", &task, "--what", "完成前期", "--due", &due, "--percent", &percent, "--person", "王五"];
            desk.run(&step).fine();
            tasks.push(task);
        }
        desk.run(&["indicator", "add", programme, "--plan", "water", "--scope", "全市", "--entry", &top, "--targets", "2028=12以上"])
            .fine();
    }
    for n in 1..=9 {
        add(desk, &["--title", &format!("保障{n}"), "--kind", "保障", "--lead", "市财政局", "--source", "会议纪要〔2026〕1号"]);
    }
    desk.run(&["step", "add", &tasks[0], "--what", "报送进度", "--every", "每季度"]).fine();
    desk.run(&["person", "add", "李四", "--body", "鸡西市财政局", "--entry", &tasks[0], "--position", "科长"]).fine();
    (tasks, projects)
}

fn total(desk: &Desk, filter: &str) -> u64 {
    desk.run(&["list", "--filter", filter, "--json"]).fine().json("list")["counts"]["total"].as_u64().unwrap()
}

fn is_clean(desk: &Desk) {
    let found = desk.run(&["check", "--json"]).fine().json("check");
    assert_eq!((found["errors"].as_u64(), &found["findings"]), (Some(0), &Value::Array(Vec::new())));
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn sixty_entries_with_all_that_belongs_to_them_are_entered_moved_split_joined_and_taken_back() {
    let desk = Desk::empty();
    registers(&desk);
    let (tasks, projects) = entries(&desk);
    is_clean(&desk);
    let counted = |wanted: &[(&str, u64)]| wanted.iter().for_each(|(filter, count)| assert_eq!(total(&desk, filter), *count, "{filter}"));
    counted(&[
        ("", 60),
        ("类型:专项", 3),
        ("类型:任务", 12),
        ("类型:项目", 36),
        ("类型:保障", 9),
        ("牵头:市水务局", 51),
        ("牵头:市财政局", 9),
        // What names no place concerns all of the group, a project only the county where it is.
        ("部门:虎林市人民政府", 27),
        ("地区:密山市", 12),
        ("是:有步骤", 12),
        ("责任人:张三", 51),
        ("责任人:李四", 1),
        ("责任人:王五", 12),
        ("时限:2027-12-31", 12),
        ("来源:会议纪要", 9),
        ("是:未明确", 0),
    ]);
    let bodies = desk.run(&["body", "list"]).fine();
    bodies.shows("市水务局@water").shows("虎林市人民政府");
    assert_eq!(desk.run(&["indicator", "list", "--json"]).fine().json("indicators")["indicators"].as_array().unwrap().len(), 3);

    desk.run(&["entry", "move", &projects[0], "--under", &tasks[5], "--inherit"]).fine();
    desk.run(&["entry", "split", &projects[1], "--into", "一期", "--into", "二期", "--basis", "会议纪要〔2026〕2号"]).fine();
    desk.run(&["entry", "join", &projects[3], &projects[4], "--into", &projects[5], "--basis", "会议纪要〔2026〕3号"]).fine();
    let mistake = add(&desk, &["--title", "登记错的", "--parent", &tasks[1]]);
    desk.run(&["entry", "withdraw", &mistake]).fine();
    desk.run(&["body", "merge", "鸡西市财政局", "--into", "鸡西市发展和改革委员会", "--from", "2025-06-01", "--basis", "编发〔2025〕1号"])
        .fine();
    is_clean(&desk);
    counted(&[
        ("", 62),
        ("状态:已结转", 3),
        ("牵头:市发改委", 9),
        ("牵头:市财政局", 9),
        ("牵头:市水务局 状态:无", 50),
        ("地区:密山市 状态:无", 13),
    ]);
    let joined = desk.run(&["show", &projects[5], "--json"]).fine().json("entries")["entries"][0].clone();
    assert_eq!(joined["regions"], serde_json::json!(["鸡东县", "虎林市", "密山市"]));
    let before = desk.text();
    for _ in 0..2 {
        desk.run(&["undo", "--yes"]).fine();
    }
    // The merger, and what was withdrawn before it.
    counted(&[("", 63), ("牵头:市发改委", 0), ("登记错的", 1)]);
    assert_ne!(desk.text(), before);
}
