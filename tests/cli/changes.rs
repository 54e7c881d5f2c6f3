use super::desk::{Desk, said};
use super::git_desk::GitDesk;

#[test]
fn what_has_changed_since_a_day_a_period_or_a_commit_is_told_with_who_and_what() {
    let git = GitDesk::new();
    let on = |day: &str, words: &[&str]| git.run(&[words, &["--today", day]].concat());
    on("2025-10-20", &["set", "hulin/五（一）1", "--percent", "40"]).fine();
    git.commit("二");
    on("2025-11-20", &["set", "jixi/五（一）", "--percent", "55"]).fine();
    for since in ["2025-10-31", "2025年10月", "HEAD"] {
        let said = on("2025-11-20", &["changes", "--since", since]).fine().warns("改动 1 处");
        said.shows("jixi/五（一）").shows("2025-11-20 李四：").shows("→ 55%").hides("40%");
    }
    on("2025-11-20", &["changes", "--since", "2025Q3"]).fine().shows("→ 40%").shows("→ 55%").warns("改动 3 处");
    let said = on("2025-11-20", &["changes", "--since", "2025Q3", "--by", "单位"]).fine();
    said.shows("鸡西市农业农村局\n    jixi/五（一）");
    let said = on("2025-11-20", &["changes", "--since", "2025Q3", "--by", "填报单位"]).fine();
    said.shows("李四\n    hulin/五（一）1").shows("虎林市农业农村局\n    hulin/五（一）1");
    // The quarter that ended is still collected in its days of grace: since it began.
    on("2026-01-05", &["changes", "--since", "上季度"]).fine().warns("改动 3 处");
    on("2026-02-20", &["changes", "--since", "上季度"]).fine().warns("没有改动");
    on("2025-11-20", &["changes", "--since", "2025-11-20"]).fine().warns("没有改动");
    on("2025-11-20", &["changes", "--since", "2025Q3", "--filter", "方案:jixi"]).fine().hides("40%").shows("55%");
    let value = on("2025-11-20", &["changes", "--since", "2025Q3", "--json"]).fine().json("changes_since");
    assert_eq!(value["differences"].as_array().unwrap().len(), 3);
    on("2025-11-20", &["changes"]).fine().warns("还没有记过上次看到哪里");
    on("2025-11-20", &["changes", "--since", "从前"]).refused("从前");
}

#[test]
fn a_change_of_a_part_is_told_as_one_wherever_changes_are_told() {
    let git = GitDesk::new();
    let body = ["--as", "虎林市工信科技局", "--today", "2025-11-20"];
    git.run(&[&["set", "hulin/五（一）", "--status", "已完成"][..], &body].concat()).fine();
    for words in [&["changes", "--since", "2025Q3"][..], &["diff"]] {
        git.run(&[words, &body].concat()).shows("虎林市工信科技局承担的部分：状态 — → 已完成");
    }
}

#[test]
fn the_state_of_a_past_day_is_shown_and_never_mixed_with_the_present_one() {
    let desk = Desk::new();
    let on = |day: &str, words: &[&str]| desk.run(&[words, &["--today", day]].concat());
    on("2025-11-20", &["set", "jixi/五（一）", "--percent", "100", "--status", "已完成"]).fine();
    let then = |words: &[&str]| {
        let mut command = desk.command(&[]);
        command = {
            let mut bare = std::process::Command::new(command.get_program());
            bare.current_dir(desk.path("")).env_clear().env("DUBAN_HOME", desk.home()).env("LANG", "zh_CN.UTF-8");
            bare.args(words);
            bare
        };
        super::desk::said(command)
    };
    let now = on("2025-10-01", &["list", "jixi/五（一）"]).fine().shows("100%").warns("以 2025-10-01 为准判断，状态为现在的");
    assert!(now.out.contains("已完成"));
    then(&["list", "jixi/五（一）", "--as-of", "2025-10-01"]).fine().hides("100%").hides("已完成").warns("2025-10-01 当时的状态");
    then(&["show", "jixi/五（一）", "--as-of", "2025-11-20"]).fine().shows("已完成");
    then(&["show", "jixi/五（一）", "--as-of", "2025-11-19"]).fine().hides("已完成").warns("2025-11-19 当时的状态");
    then(&["set", "jixi/五（一）", "--percent", "10", "--as-of", "2025-10-01"]).refused("只能看");
    then(&["list", "--as-of", "2025-10-01", "--today", "2025-10-02"]).refused("只能写一个");
    on("2025-11-20", &["list"]).fine();
    assert!(!on("2025-11-20", &["list"]).fine().err.contains("判断"));
}

#[test]
fn what_is_neither_a_day_nor_a_commit_is_told_with_what_may_be_written() {
    let desk = Desk::new();
    desk.run(&["changes", "--since", "前天晚上"]).refused("--since 不认得 `前天晚上`").warns("可写：上次、2025-09-30、2025Q3");
    desk.run_in_english(&["changes", "--since", "HEAD~1"]).refused("--since does not know `HEAD~1`").warns("Known: last");
}

#[test]
fn of_which_day_the_figures_are_is_said_to_machines_too() {
    let desk = Desk::new();
    for command in ["list", "departments", "stats"] {
        desk.run(&[command, "--json", "--today", "2024-03-31"]).fine().warns("以 2024-03-31 为准判断，状态为现在的");
        said(desk.untimed(&[command, "--json", "--as-of", "2024-03-31"])).fine().warns("2024-03-31 当时的状态");
    }
}
