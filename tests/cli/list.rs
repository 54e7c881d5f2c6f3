use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::desk::{Desk, said};

#[test]
fn every_entry_is_a_straight_line() {
    let said = Desk::new().run(&["list"]).fine();
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 5);
    let column = |line: &str| duban::text::width(&line[..line.find("2025-").unwrap()]);
    assert!(lines[1..].iter().all(|l| column(l) == column(lines[1])), "{lines:#?}");
    assert!(lines[1].starts_with("灰") && lines[2].contains("推进中") && lines[2].trim_end().ends_with("20%"), "{lines:#?}");
    said.warns("共 4 条：红 1、黄 1、");
}

#[test]
fn a_filter_may_be_words_or_an_option_and_both_must_hold() {
    let desk = Desk::new();
    let ids = |words: &[&str]| {
        let value = desk.run(&[&["list", "--json"], words].concat()).json("list");
        value["entries"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["灯:红,黄"]), ["hulin/五（一）1", "jixi/五（一）"]);
    assert_eq!(ids(&["--filter", "灯:红,黄"]), ids(&["灯:红,黄"]));
    assert_eq!(ids(&["灯:红,黄", "--filter", "dept:虎林市农业农村局"]), ["hulin/五（一）1"]);
    assert_eq!(ids(&["--filter", "灯:红,黄", "--filter", "dept:虎林市农业农村局"]), ["hulin/五（一）1"]);
    assert_eq!(ids(&["--filter", "\"五", "--filter", "dept:虎林市农业农村局"]), ids(&["dept:虎林市农业农村局", "\"五"]));
    assert_eq!(ids(&["--sort", "light", "--sort", "-due"]), ids(&["--sort", "light,-due"]));
    assert_eq!(ids(&["wtmc"]), ["hulin/五（一）1"]);
    assert_eq!(ids(&["--sort", "-due"]).last().unwrap(), "jixi/五（一）");
    assert_eq!(ids(&["--scope", "我牵头", "--as", "鸡西市农业农村局"]), ["jixi/五（一）"]);
    assert_eq!(ids(&["--scope", "overdue"]), ["jixi/五（一）"]);
    let outside = desk.run(&["list", "灯:红", "--scope", "我牵头", "--as", "虎林市工信科技局"]).fine();
    outside.warns("范围“我牵头”里没有；全部范围里符合筛选的有 1 条");
}

#[test]
fn groups_and_the_tree_have_headings_and_indents() {
    let desk = Desk::new();
    desk.run(&["list", "--group", "方案"]).fine().shows("— 虎林计划 (3) —").shows("— 鸡西方案 (1) —");
    desk.run(&["list", "--tree"]).fine().shows("    万头牧场");
    desk.run(&["list", "--group", "颜色"]).refused("--group 不认得 `颜色`").warns("方案");
    desk.run(&["list", "--sort", "颜色"]).refused("不是排序项");
}

#[test]
fn why_says_the_rule_with_its_numbers() {
    Desk::new()
        .run(&["list", "--why", "灯:红,黄"])
        .fine()
        .shows("已逾期 143 天，从未反馈（规则：过了写明或另定的时限且未完成）")
        .shows("差 76 个百分点（规则：差 > 10）");
}

#[test]
fn a_narrow_line_is_kept() {
    let desk = Desk::new();
    let mut command = desk.command(&["list"]);
    command.env("COLUMNS", "60");
    let narrow = said(command).fine();
    assert!(narrow.out.lines().all(|l| duban::text::width(l) <= 60), "{}", narrow.out);
}

#[test]
fn a_filter_that_is_not_understood_says_where() {
    let desk = Desk::new();
    desk.run(&["list", "--filter", "农业 satus:done"]).refused("筛选第 4 字：没有字段 `satus`，是不是 `status:`？").warns("提示：例：");
    desk.run_in_english(&["list", "satus:done"]).refused("error: filter, column 1: no field `satus`").warns("hint: ");
    desk.run(&["list", "找不到的东西"]).fine().warns("没有符合的条目");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::empty();
    desk.run(&["demo", "--entries", "4000", "-o", "tasks.ron"]).fine();
    let mut child = desk.command(&["list"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.contains("编号"));
    let output = crate::patience::finished(child);
    assert_eq!(output.status.code(), Some(0));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(!err.contains("错误") && !err.contains("panic"), "{err}");
}

#[test]
fn without_a_terminal_the_bare_program_prints_the_list() {
    let desk = Desk::new();
    assert_eq!(desk.run(&[]).fine().out, desk.run(&["list"]).fine().out);
    desk.run(&["--filter", "万头"]).fine().shows("万头牧场").hides("加强组织领导");
    desk.run(&["--json"]).fine().json("list");
}

#[test]
fn columns_are_chosen_by_name() {
    let desk = Desk::new();
    let said = desk.run(&["list", "--columns", "编号，类型、region、投资,状态"]).fine();
    let head: Vec<&str> = said.out.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(head, ["编号", "类型", "地区", "投资", "状态"]);
    said.shows("项目").hides("万头牧场");
    desk.run(&["list", "--columns", "颜色"]).refused("--columns 不认得 `颜色`").warns("最近反馈");
    desk.run(&["list", "--help"]).fine().shows("显示哪些列：灯 出处 事项").shows("分组：方案").shows("排序：方案 灯");
}

/// The filters that README, help and documents show are tried by whoever reads them.
#[test]
fn every_example_of_a_filter_finds_something_in_the_shipped_ledger() {
    let ledger = duban::store::parse_text("tasks.ron", include_str!("../../tasks.ron")).expect("the shipped ledger");
    let today = "2025-12-20".parse().expect("date");
    let standings = duban::domain::Standings::new(&ledger, today);
    let index = duban::query::Index::new(&ledger);
    let texts = [include_str!("../../README.md"), include_str!("../../src/cli/command/list.rs"), include_str!("../../docs/config.md")];
    let mut tried = 0;
    let backticked = texts[0].split('`').skip(1).step_by(2).filter(|t| t.contains("部门:") || t.contains("牵头:"));
    for filter in backticked.filter(|t| !t.starts_with("duban") && !t.starts_with(':')) {
        let found = duban::query::Filter::parse(filter).expect(filter).compile(&ledger, &index, today).select(&index, &ledger, &standings);
        assert!(!found.is_empty(), "`{filter}` of README finds nothing");
    }
    for line in texts.iter().flat_map(|t| t.lines()).filter_map(|l| l.split_once("duban list ").map(|(_, rest)| rest)) {
        let words = line.replace(['\'', '`'], "");
        if words.starts_with("--") {
            continue;
        }
        let before = words.split("  ").next().unwrap_or_default().split(" --").next().unwrap_or_default();
        let filter = before.split(" -o").next().unwrap_or_default().trim();
        if filter.is_empty() {
            continue;
        }
        let Ok(parsed) = duban::query::Filter::parse(filter) else { panic!("{filter}") };
        let found = parsed.compile(&ledger, &index, today).select(&index, &ledger, &standings);
        assert!(!found.is_empty() || filter.contains("逾期") || filter.contains("overdue"), "`{filter}` finds nothing");
        tried += 1;
    }
    assert!(tried >= 3, "{tried}");
}

#[test]
fn a_place_finds_what_lies_in_it_by_whatever_name_and_groups_by_place_count_each_entry_once() {
    let desk = Desk::with(duban::store::BUILT_IN);
    let found = |filter: &str| desk.run(&["list", filter, "--json"]).json("list")["entries"].as_array().unwrap().len();
    for alike in [
        &["地区:密山", "地区:密山市", "地区:\"密山市\"", "地区:\"鸡西市密山市\"", "地区:\"密山\""][..],
        &["地区:854农场", "地区:八五四农场"],
    ] {
        let counts: Vec<usize> = alike.iter().map(|filter| found(filter)).collect();
        assert!(counts[0] > 0 && counts.iter().all(|n| *n == counts[0]), "{alike:?}: {counts:?}");
    }
    assert!(found("地区:鸡西市") > found("地区:密山市") && found("地区:黑龙江省") > found("地区:鸡西市"));
    let list = desk.run(&["list", "--group", "地区"]).fine();
    let counted =
        list.out.lines().filter_map(|line| line.strip_prefix("— ")?.strip_suffix(") —")?.rsplit_once('(')?.1.parse::<usize>().ok());
    assert_eq!(counted.sum::<usize>(), found("地区:黑龙江省") + found("地区:无"), "every entry is in one group");
    assert_eq!(
        desk.run(&["check", "--json"]).json("check")["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["rule"] == "unknown-place")
            .count(),
        0
    );
    let misspelt = duban::store::BUILT_IN.replacen("                \"八五四农场\",", "                \"八五四农厂\",", 1);
    let desk = Desk::with(&misspelt);
    desk.run(&["check"]).fine().shows("地区未登记 [unknown-place] (1)").shows("八五四农厂");
}

#[test]
fn the_first_place_makes_no_ledger_wrong_and_a_new_spelling_is_refused() {
    let desk = Desk::new();
    desk.run(&["check"]).fine().hides("unknown-place");
    desk.run(&["place", "add", "密山市", "--level", "县级"]).fine();
    desk.run(&["check"]).fine().shows("地区未登记 [unknown-place]");
    desk.run(&["amend", "五（一）1", "--region", "无此地"]).refused("地区未登记").warns("place add 无此地");
    desk.run(&["place", "add", "某园区", "--within", "无此地"]).refused("无此地");
}
