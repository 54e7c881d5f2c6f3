use super::desk::{Desk, LEDGER};
use std::fs;

#[test]
fn without_a_ledger_in_reach_a_copy_of_the_built_in_one_is_opened_and_said_where() {
    let desk = Desk::empty();
    let own = desk.home().join("data").join("tasks.ron");
    desk.run(&["list"]).fine().shows("hulin-agri/").warns("附近没有 tasks.ron，已打开内置台账的副本：").warns(&own.display().to_string());
    assert!(own.is_file() && fs::read_dir(desk.path("")).unwrap().count() == 0);
    desk.run(&["list"]).fine().warns("打开的是数据文件夹里内置台账的副本：");
    desk.run_in_english(&["list"]).fine().warns("no tasks.ron in reach");
}

#[test]
fn a_ledger_is_found_in_the_folder_above_or_by_name() {
    let desk = Desk::new();
    fs::create_dir(desk.path("sub")).unwrap();
    let mut below = desk.command(&["list"]);
    below.current_dir(desk.path("sub"));
    super::desk::said(below).fine().shows("万头牧场");
    fs::rename(desk.path("tasks.ron"), desk.path("sub/other.ron")).unwrap();
    desk.run(&["list", "--file", "sub/other.ron"]).fine().shows("万头牧场");
    desk.run(&["list", "--file", "nothing.ron"]).refused("nothing.ron").warns("提示：");
}

#[test]
fn commands_that_read_never_write_a_byte() {
    let desk = Desk::new();
    let before = desk.everything();
    let commands: [&[&str]; 9] = [
        &["list", "--why", "--tree"],
        &["list", "--json"],
        &["show", "hulin/五（一）"],
        &["check"],
        &["fmt", "--check"],
        &["export"],
        &["dispatch", "2025Q4"],
        &["completions", "bash"],
        &["set", "六（一）", "--status", "done", "--dry-run"],
    ];
    for words in commands {
        desk.run(words).fine();
        assert_eq!(desk.everything(), before, "{words:?}");
    }
}

#[test]
fn a_newer_format_is_refused_and_left_alone() {
    let desk = Desk::with(&LEDGER.replace("format: 1", "format: 3"));
    let before = desk.everything();
    desk.run(&["list"]).refused("tasks.ron:4:13: 格式是 3，本程序只认到 2").warns("请升级 duban");
    desk.run(&["set", "六（一）", "--status", "done"]).refused("格式是 3");
    desk.run(&["fmt"]);
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_mistake_in_the_file_is_told_with_line_and_column() {
    let line = 1 + LEDGER.lines().position(|l| l.contains("kind: Safeguard")).unwrap();
    let desk = Desk::with(&LEDGER.replace("kind: Safeguard", "kind: Unknown"));
    desk.run(&["list"])
        .refused(&format!("错误：{}:{line}:", desk.path("tasks.ron").display()))
        .warns("没有 `Unknown` 这个取值")
        .warns("提示：");
    desk.run_in_english(&["list"]).refused("error: ").warns("hint: ");
}

#[test]
fn we_must_be_one_known_body() {
    let desk = Desk::new();
    desk.run(&["list", "--as", "虎林农业局"]).refused("登记簿里没有叫 `虎林农业局` 的单位").warns("是不是：虎林市农业农村局？");
    desk.run(&["list", "--as", "nyncj"]).refused("--as").warns("虎林市农业农村局").warns("鸡西市农业农村局");
    desk.run(&["list", "--as", "村局"]).refused("`村局` 可指 虎林市农业农村局、鸡西市农业农村局").warns("请写全称");
    desk.run(&["list", "--scope", "我牵头"]).refused("还不知道“我”是哪个单位").warns("--as");
    desk.run(&["list", "--today", "哪天"]).refused("--today：`哪天` 不是日期");
}

#[test]
fn today_may_be_said_in_words() {
    let desk = Desk::new();
    let day = |words: &str| desk.run(&["list", "--json", "--today", words]).json("list")["day"].as_str().unwrap().to_owned();
    assert_eq!(day("2025年三季度末"), "2025-09-30");
    assert_eq!(day("2025.6.30"), "2025-06-30");
}
