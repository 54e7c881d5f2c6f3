use std::fs;

use super::desk::Desk;

const PLAN: &str = "虎林市2026年水利工作方案（2026—2028年）\n一、总体要求\n坚持系统治理。\n二、重点任务\n（一）加固水库。2026年底前加固水库3座。（市水务局牵头，市财政局配合）\n（二）修复河道。（市水务局、市林草局牵头，各乡镇落实）\n（三）建设水网工程（责任单位：农业农村局、市水务局）\n1.松林渠。新建渠道10公里。\n三、保障措施\n（一）加强宣传。开展宣传活动。\n";

fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let path = desk.path("水利.txt");
    fs::write(&path, PLAN).unwrap();
    (desk, path.to_string_lossy().into_owned())
}

#[test]
fn a_plan_is_shown_with_its_doubts_and_nothing_is_saved() {
    let (desk, path) = desk();
    let before = desk.text();
    let said = desk.run(&["import", &path]).fine();
    said.shows("虎林市2026年水利工作方案")
        .shows("二（一）  加固水库")
        .shows("牵头 市水务局；其他 市财政局；时限 2026-12-31")
        .shows("？并列牵头：市水务局、市林草局")
        .warns("台账没有改动");
    let value = desk.run(&["import", &path, "--json"]).fine().json("import");
    let file = &value["files"][0];
    assert_eq!(file["plan"]["end_year"], 2028);
    assert_eq!(file["entries"].as_array().unwrap().len(), 5);
    let doubts = &file["entries"][1]["doubts"][0];
    assert_eq!((doubts["field"].as_str(), doubts["choices"][1].as_str()), (Some("lead"), Some("市林草局")));
    assert_eq!(file["entries"][0]["deadline_read"]["words"], "2026年底前");
    assert_eq!(desk.text(), before);
}

#[test]
fn what_is_accepted_comes_in_as_one_step_with_plan_and_bodies() {
    let (desk, path) = desk();
    let before = desk.text();
    desk.run(&["import", &path, "--accept", "all"]).refused("缺少 --plan");
    desk.run(&["import", &path, "--plan", "water", "--accept", "some"]).refused("没有编号为 `some` 的条目");
    desk.run(&["import", &path, "--plan", "water", "--accept", "sure", "--dry-run"]).fine().warns("试运行：将加入 3 条");
    assert_eq!(desk.text(), before);
    desk.run(&["import", &path, "--plan", "water", "--accept", "sure"]).fine().warns("已加入 3 条").warns("还有 2 条有疑点");
    desk.run(&["import", &path, "--plan", "water", "--accept", "all"]).fine().warns("已加入 2 条").warns("已有 3 条");
    desk.run(&["check"]).fine().warns("错误 0");
    desk.run(&["fmt", "--check"]).fine();
    let shown = desk.run(&["show", "water/二（二）"]).fine();
    shown.shows("存疑").shows("并列牵头");
    let value = desk.run(&["export", "--format", "json"]).fine();
    let all: serde_json::Value = serde_json::from_str(&value.out).unwrap();
    let entry = |id: &str| all["entries"].as_array().unwrap().iter().find(|e| e["id"] == id).unwrap().clone();
    assert_eq!(entry("water/二（二）")["doubts"][0]["field"], "lead");
    assert_eq!(entry("water/二（一）")["lead"], "虎林市水务局");
    assert_eq!(entry("water/二（三）")["lead"], "虎林市农业农村局", "the body that the ledger has already");
    assert_eq!(
        (entry("water/二（三）1")["lead_basis"].as_str(), entry("water/二（三）1")["parent"].as_str()),
        (Some("inherited"), Some("water/二（三）"))
    );
    assert_eq!(entry("water/三（一）")["lead"], serde_json::Value::Null);
    let gone = desk.run(&["list", "存疑:并列牵头", "--json"]).fine().json("list");
    assert_eq!(gone["entries"].as_array().unwrap().len(), 1);
    desk.run(&["undo", "2"]).fine();
    assert_eq!(desk.text(), before);
}

#[test]
fn what_the_document_does_not_say_is_asked_for_and_never_guessed() {
    let desk = Desk::new();
    let path = desk.path("任务.csv");
    fs::write(&path, "序号,任务,牵头单位\n1,修路,交通局\n").unwrap();
    let path = path.to_string_lossy();
    let take = |more: &[&str]| desk.run(&[&["import", &path, "--plan", "roads", "--accept", "all"], more].concat());
    take(&[]).refused("没有写明方案适用的地区");
    take(&["--place", "密山市"]).refused("没有写明方案的起止年份");
    take(&["--place", "密山市", "--period", "去年"]).refused("--period 读不懂 `去年`");
    take(&["--place", "密山市", "--period", "2026-2027"]).fine().warns("已加入 1 条");
    desk.run(&["show", "roads/表#1"]).fine().shows("密山市交通局");
}

#[test]
fn a_file_that_cannot_be_read_says_what_to_do() {
    let desk = Desk::new();
    let path = desk.path("旧.doc");
    fs::write(&path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").unwrap();
    let said = desk.run(&["import", &path.to_string_lossy()]);
    assert_eq!(said.code, 2);
    said.warns("另存为 docx");
}

#[test]
fn what_came_into_an_empty_ledger_is_taken_back_to_the_byte() {
    let (desk, path) = desk();
    std::fs::write(desk.path("tasks.ron"), duban::store::canonical(&duban::domain::Ledger::default()).unwrap()).unwrap();
    let before = desk.text();
    desk.run(&["import", &path, "--plan", "water", "--place", "虎林市", "--period", "2026-2028", "--accept", "all"]).fine();
    assert_ne!(desk.text(), before);
    desk.run(&["undo", "--yes"]).fine();
    assert_eq!(desk.text(), before);
}

#[test]
fn what_cannot_stand_in_a_ledger_is_doubted_or_refused_and_never_taken_as_it_is() {
    let (desk, _) = desk();
    let write = |name: &str, text: &str| {
        std::fs::write(desk.path(name), text).unwrap();
        desk.path(name).display().to_string()
    };
    let untitled = write("无题.txt", "一、重点任务\n（一）：建好水网。（市水务局负责）\n（二）修渠。修好渠道。（市水务局负责）\n");
    let with = |path: &str, code: &str, which: &str| {
        desk.run(&["import", path, "--plan", code, "--place", "虎林市", "--period", "2026", "--accept", which])
    };
    for code in ["../x", "a/b", "a b", ""] {
        with(&untitled, code, "all").refused("方案代码");
    }
    with(&untitled, "water", "all").fine();
    let early = write("早.csv", "序号,任务,牵头单位,完成时限\n1,建设项目,虎林市水务局,2025年12月\n2,修渠,虎林市水务局,2026年12月\n");
    with(&early, "early", "sure").fine().warns("已加入 1 条");
    with(&early, "early", "all").fine().warns("已加入 1 条");
    desk.run(&["show", "early/表#1"]).fine().shows("存疑").shows("早于方案开始");
    desk.run(&["check"]).fine().warns("错误 0");
}

#[test]
fn a_time_of_two_stages_or_of_every_year_is_asked_about_and_its_words_stay() {
    let desk = Desk::new();
    let path = desk.path("冷链.txt");
    let times = ["2026年9月底前开工，2027年12月底前建成", "每年12月底前", "2027年6月底前"];
    let items = times
        .iter()
        .zip("一二三".chars())
        .map(|(time, n)| format!("（{n}）建设{n}号冷库。新建冷库。\n牵头单位：市水务局\n配合单位：市财政局\n完成时限：{time}\n"));
    let items: String = items.collect();
    fs::write(&path, format!("虎林市冷链工作方案（2026—2028年）\n一、总体要求\n坚持。\n二、重点任务\n{items}")).unwrap();
    let path = path.to_string_lossy().into_owned();
    desk.run(&["import", &path]).fine().shows("？多个时限").shows("？时限逐年（季、月）重复");
    desk.run(&["import", &path, "--plan", "cold", "--accept", "sure"]).fine().warns("已加入 1 条");
    desk.run(&["import", &path, "--plan", "cold", "--accept", "all"]).fine().warns("已加入 2 条");
    desk.run(&["show", "cold/二（一）"]).fine().shows("2027-12-31").shows("2026年9月底前开工").shows("时限：多个时限");
    desk.run(&["show", "cold/二（二）"]).fine().shows("每年12月底前");
    desk.run(&["list", "存疑:时限"]).fine().shows("建设一号冷库").shows("建设二号冷库").hides("建设三号冷库");
}

#[test]
fn a_second_reading_is_held_against_the_ledger_and_is_never_a_copy() {
    let (desk, path) = desk();
    let take = |code: &str, which: &str| desk.run(&["import", &path, "--plan", code, "--accept", which]);
    take("water", "二（二），三（一）").fine().warns("已加入 2 条");
    take("copy", "all").refused("这份文件已读入过，是方案 `water`");
    take("water", "二（九）").refused("没有编号为 `二（九）` 的条目");
    take("water", "all").fine().warns("已加入 3 条").hides("不同");
    let value = desk.run(&["list", "plan:water", "--json"]).fine().json("list");
    let mut ids: Vec<&str> = value["entries"].as_array().unwrap().iter().filter_map(|e| e["id"].as_str()).collect();
    assert_eq!(ids.len(), 5);
    let text = desk.text();
    ids.sort_by_key(|id| text.find(&format!("id: \"{id}\"")));
    assert_eq!(
        ids,
        ["water/二（一）", "water/二（二）", "water/二（三）", "water/二（三）1", "water/三（一）"],
        "in the order of the plan"
    );
    fs::write(
        &path,
        PLAN.replace("2026年底前", "2027年底前")
            .replace("（市水务局牵头，市财政局配合）", "（市财政局牵头）")
            .replace("（二）修复河道", "（二）修复湿地")
            .replace("三、保障措施\n（一）加强宣传。开展宣传活动。\n", ""),
    )
    .unwrap();
    let before = desk.text();
    take("water", "all")
        .fine()
        .warns("已加入 0 条")
        .warns("water/二（一） 牵头 虎林市水务局 → 虎林市财政局")
        .warns("water/二（一） 时限 2026-12-31 → 2027-12-31")
        .warns("water/二（二） 事项 修复河道 → 修复湿地")
        .warns("文件里已没有：water/三（一）");
    assert_eq!(desk.text(), before);
}
