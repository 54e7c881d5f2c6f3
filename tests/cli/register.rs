//! Names and duties that hold from a day: renamed bodies and places, merged bodies.

use super::desk::{Desk, LEDGER, change, said};

#[test]
fn a_renamed_body_is_found_by_both_names_and_a_report_on_an_earlier_period_has_the_earlier_one() {
    let desk = Desk::new();
    let rename = ["body", "rename", "农业农村局", "虎林市农业和水务局", "--from", "2025-04-01", "--basis", "虎编发〔2025〕2号"];
    desk.run(&[&rename[..], &["--dry-run"]].concat()).fine().shows("虎林市农业和水务局").warns("没有保存");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&rename).fine().shows("自2025-04-01起更名为虎林市农业和水务局（虎编发〔2025〕2号）").hides("曾用名");
    let (_, come) = change(LEDGER, &desk.text());
    assert!(come.concat().contains("(name: \"虎林市农业农村局\", until: \"2025-03-31\", basis: \"虎编发〔2025〕2号\")"), "{come:#?}");
    let found = |word: &str| desk.run(&["list", "--filter", &format!("牵头:\"{word}\"")]).fine().out;
    assert_eq!(found("虎林市农业农村局"), found("虎林市农业和水务局"));
    assert!(found("虎林市农业农村局").contains("五（一）1"));
    let told = |words: &[&str]| said(desk.untimed(&[words, &["五（一）1"]].concat())).fine();
    told(&["show"]).shows("虎林市农业和水务局");
    told(&["show", "--as-of", "2025-04-01"]).shows("虎林市农业和水务局");
    told(&["show", "--as-of", "2025-03-31"]).shows("虎林市农业农村局").hides("虎林市农业和水务局");
    let bulletin = |period: &str| desk.run(&["dispatch", period, "--dept", "虎林市农业和水务局", "--format", "md"]);
    bulletin("2025Q1").shows("# 虎林市农业农村局").hides("虎林市农业和水务局");
    bulletin("2025Q2").shows("# 虎林市农业和水务局").hides("虎林市农业农村局");
    let export = desk.run(&["body", "--json"]).fine().json("departments");
    let body = export["departments"].as_array().unwrap().iter().find(|d| d["name"] == "虎林市农业和水务局").unwrap();
    assert_eq!(body["former"][0]["until"], "2025-03-31");
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["check"]).hides("日期不可能");
}

#[test]
fn a_name_that_another_has_or_a_day_before_the_last_renaming_is_refused() {
    let desk = Desk::new();
    let rename = |words: &[&str]| desk.run(&[&["body", "rename", "虎林市农业农村局"], words].concat());
    rename(&["工信科技局"]).refused("已叫");
    rename(&["虎林市农业农村局"]).refused("就叫这个名称");
    rename(&["虎林市农水局", "--from", "2025-04-01"]).fine();
    rename(&["虎林市农业局", "--from", "2025-04-01"]).refused("还更过名");
    rename(&["虎林市农业局", "--from", "2025-04-02"]).fine();
    desk.run(&["body", "set", "虎林市农业局", "--former", "虎林市农委@2020-12-31", "--former", "虎林市农业局@2020-12-31"])
        .refused("日期不可能：2020-12-31");
    desk.run(&["body", "set", "虎林市农业局", "--former", "虎林市农委"]).refused("名称@最后一天");
}

#[test]
fn a_place_is_renamed_likewise() {
    let desk = Desk::new();
    for place in ["鸡西市", "虎林市"] {
        desk.run(&["place", "add", place, "--level", "city"]).fine();
    }
    desk.run(&["place", "rename", "虎林市", "虎林区", "--from", "2025-04-01"]).fine().shows("虎林区");
    let found = |word: &str| desk.run(&["list", "--filter", &format!("地区:\"{word}\"")]).fine().out;
    assert_eq!(found("虎林市"), found("虎林区"));
    desk.run(&["place", "--json"]).fine().shows("2025-03-31");
    desk.run(&["check"]).hides("地区未登记");
}

#[test]
fn what_is_open_goes_on_under_the_body_into_which_others_merge() {
    let desk = Desk::new();
    let list = |words: &[&str]| {
        let listed = said(desk.untimed(&[&["list", "--json"], words].concat())).fine().json("list");
        listed["entries"].as_array().unwrap().len()
    };
    let before = list(&["--filter", "牵头:虎林市农业农村局"]);
    assert!(before > 0 && list(&["--filter", "牵头:虎林市工信科技局"]) == 0);
    let merge = ["body", "merge", "虎林市农业农村局", "--into", "虎林市工信科技局", "--from", "2025-04-01", "--basis", "虎编发〔2025〕3号"];
    desk.run(&[&merge[..4], &["无此局"], &merge[5..]].concat()).refused("无此局").warns("duban body add 无此局");
    desk.run(&[&merge[..4], &["虎林市农业农村局"], &merge[5..]].concat()).refused("不能并入它自己");
    desk.run(&[&merge[..], &["--dry-run"]].concat()).fine().warns("由虎林市工信科技局接着办").warns("没有保存");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&merge).fine().shows("自2025-04-01起职责由虎林市工信科技局承接（虎编发〔2025〕3号）");
    assert_eq!(list(&["--filter", "牵头:虎林市工信科技局"]), before, "the successor's name finds them");
    assert_eq!(list(&["--filter", "牵头:虎林市农业农村局"]), before, "and so does the old one");
    assert_eq!(
        list(&["--as", "虎林市工信科技局", "--scope", "leading", "--as-of", "2025-03-31"]),
        0,
        "on the day before nothing had moved"
    );
    assert_eq!(list(&["--as", "虎林市工信科技局", "--scope", "leading", "--as-of", "2025-04-01"]), before);
    desk.run(&merge).refused("已由虎林市工信科技局承接");
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn a_body_that_ended_stands_in_no_table_beside_the_one_that_has_its_duties() {
    let desk = Desk::new();
    let (old, heir) = ("虎林市工信科技局", "鸡西市农业农村局");
    desk.run(&["body", "merge", old, "--into", heir, "--from", "2025-04-01"]).fine();
    let tables: [&[&str]; 3] = [
        &["departments"],
        &["list", "--columns", "事项,配合", "--filter", "五（一）", "-o", "单.md"],
        &["dispatch", "2025Q2", "--format", "md", "-o", "通报.md"],
    ];
    let told = |day: &str| {
        tables.map(|words| {
            let said = said(desk.untimed(&[words, &["--today", day]].concat())).fine().out;
            let file = words.iter().find(|word| word.ends_with(".md")).map(|name| desk.path(name));
            let written = file.as_ref().map(|path| std::fs::read_to_string(path).unwrap());
            file.inspect(|path| std::fs::remove_file(path).unwrap());
            written.unwrap_or(said)
        })
    };
    for table in told("2025-07-15") {
        assert!(table.contains(heir) && !table.contains("工信科技局"), "{table}");
    }
    let [bodies, list, _] = told("2025-03-31");
    assert!(bodies.contains(old) && list.contains("工信科技局"), "the day before it stood there: {bodies}{list}");
    let page = said(desk.untimed(&["show", "hulin/五（一）", "--today", "2025-07-15"])).fine();
    page.shows("鸡西市农业农村局（承接虎林市工信科技局）");
}

#[test]
fn what_holds_from_a_day_to_come_holds_then_and_not_before() {
    let desk = Desk::new();
    let (old, new) = ("虎林市农业农村局", "虎林市农业和水务局");
    desk.run(&["body", "rename", old, new, "--from", "2026-03-01"]).fine().shows("自2026-03-01起更名为").warns("自 2026-03-01 起才算数");
    desk.run(&["body", "merge", "虎林市工信科技局", "--into", new, "--from", "2026-04-01"])
        .fine()
        .shows("自2026-04-01起职责由虎林市农业农村局承接");
    let show = |day: &str| said(desk.untimed(&["show", "五（一）1", "--today", day])).fine();
    show("2026-02-28").shows(old).hides(new);
    show("2026-03-01").shows(new).hides(old);
    let ours = |day: &str, who: &str| {
        let listed = said(desk.untimed(&["list", "--json", "--as", who, "--scope", "cooperating", "--today", day])).fine().json("list");
        listed["entries"].as_array().unwrap().len()
    };
    assert_eq!(ours("2026-03-31", "虎林市工信科技局"), 2);
    assert_eq!(ours("2026-04-01", old), 0, "it leads both, and does not share besides");
    let bulletin = |period: &str| desk.run(&["dispatch", period, "--dept", new, "--format", "md"]);
    bulletin("2025Q4").shows(&format!("# {old}")).hides(new);
}

#[test]
fn a_body_is_split_item_by_item_in_one_step_and_duties_are_handed_over() {
    let desk = Desk::new();
    let (old, one, two) = ("虎林市农业农村局", "虎林市农业局", "虎林市水务局");
    let split = |words: &[&str]| {
        let all = ["body", "split", old, "--into", one, two, "--from", "2026-03-01", "--basis", "虎编发〔2026〕1号"];
        desk.run(&[&all[..], words].concat())
    };
    split(&[]).refused("没有写明归谁").warns("--rest");
    split(&["--rest", "虎林市工信科技局"]).refused("不是其中之一");
    split(&["--to", "五（一）1"]).refused("看不懂");
    split(&["--to", "五（一）1=水务局", "--rest", one, "--dry-run"]).fine().warns("没有保存").warns("自 2026-03-01 起才算数");
    assert_eq!(desk.text(), LEDGER);
    split(&["--to", "五（一）1=水务局", "--rest", one]).fine().shows("职责划转").shows("职责由虎林市农业局承接");
    let show = |id: &str, day: &str| said(desk.untimed(&["show", id, "--today", day])).fine();
    show("五（一）1", "2026-02-28").shows(old).hides(two);
    show("五（一）1", "2026-03-01").shows(two);
    let led = |who: &str, day: &str| {
        let filter = format!("牵头:{who}");
        let listed = said(desk.untimed(&["list", "--json", "--filter", &filter, "--today", day])).fine().json("list");
        listed["entries"].as_array().unwrap().len()
    };
    assert_eq!(led(old, "2026-03-01"), led(old, "2026-02-28"), "by the old name they go on being found");
    let before = led(old, "2026-02-28");
    assert_eq!(led(one, "2026-03-01") + led(two, "2026-03-01"), before, "nothing is lost, nothing doubled");
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["check"]).hides("单位未登记");
    desk.run(&["undo"]).fine();
    assert_eq!(desk.text(), LEDGER, "in one step");
    desk.run(&["body", "transfer", old, "五（一）1", "--to", "工信科技局", "--from", "2026-03-01"])
        .fine()
        .shows("的职责交虎林市工信科技局");
    desk.run(&["body", "transfer", old, "五（一）1", "--to", "工信科技局", "--from", "2026-04-01"]).refused("没有虎林市农业农村局的职责");
    show("五（一）1", "2026-03-01").shows("虎林市工信科技局");
}

#[test]
fn a_short_name_means_no_body_of_another_place_than_the_plans() {
    let desk = Desk::with(duban::store::BUILT_IN);
    let before = desk.text();
    let set = |id: &str, name: &str| desk.run(&["set", id, "--lead", name, "--reason", "会议定"]);
    set("jixi-agri/二（一）", "市自然资源局")
        .refused("鸡西市没有登记叫 `市自然资源局` 的单位，叫这个名字的是别处的 虎林市自然资源局")
        .warns("duban body add 鸡西市自然资源局");
    set("jixi-agri/二（一）", "市农业农村局、市自然资源局").refused("市自然资源局");
    desk.run(&["list", "--as", "市自然资源局"]).refused("`市自然资源局` 可指 虎林市自然资源局");
    assert_eq!(desk.text(), before);
    set("hulin-agri/五（一）", "市自然资源局").fine();
    set("jixi-agri/二（一）", "虎林市自然资源局").fine();
    desk.run(&["body", "add", "鸡西市自然资源局"]).fine();
    set("jixi-agri/二（二）", "市自然资源局").fine().shows("鸡西市自然资源局");
}
