use super::git_desk::GitDesk;
use std::fs;

#[test]
fn commits_are_told_with_their_authors_newest_first() {
    let git = GitDesk::new();
    git.run(&["log"]).fine().shows("张三").shows("一");
    git.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    git.commit("二");
    git.run(&["set", "jixi/五（一）", "--percent", "40"]).fine();
    git.git(&["commit", "-qam", "三", "--author", "赵六 <z@example.org>"]).fine();
    let said = git.run(&["log"]).fine().shows("  张三  二\n").shows("状态 推进中 → 受阻").shows("  赵六  三\n");
    assert!(said.out.find("三\n") < said.out.find("二\n"), "{}", said.out);
    git.run(&["log", "-n", "1"]).fine().hides("受阻");
}

#[test]
fn one_entry_is_followed_through_its_life_across_renamings() {
    let git = GitDesk::new();
    git.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    git.commit("二");
    git.git(&["mv", "tasks.ron", "台账.ron"]).fine();
    git.commit("改名");
    git.run(&["set", "jixi/五（一）", "--percent", "40", "--file", "台账.ron"]).fine();
    git.commit("别的");
    git.run(&["set", "hulin/五（一）1", "--status", "已完成", "--file", "台账.ron"]).fine();
    git.commit("四");
    let said = git.run(&["log", "五（一）1", "--file", "台账.ron"]);
    let said = if said.code == 0 { said } else { git.run(&["log", "hulin/五（一）1", "--file", "台账.ron"]).fine() };
    let said = said.shows("推进中 → 受阻").shows("受阻 → 已完成").hides("别的").hides("改名");
    assert!(said.out.contains("新增"), "the commit in which it came is told: {}", said.out);
    let value = git.run(&["log", "hulin/五（一）1", "--file", "台账.ron", "--json"]).fine().json("log");
    assert_eq!(value["commits"].as_array().unwrap().len(), 3);
    git.run(&["log", "hulin/没有", "--file", "台账.ron"]).fine().warns("没有相关的提交");
}

#[test]
fn a_version_that_cannot_be_read_is_told_and_passed_over() {
    let git = GitDesk::new();
    let text = git.desk.text();
    fs::write(git.desk.path("tasks.ron"), &text[..199]).unwrap();
    git.commit("写坏了");
    fs::write(git.desk.path("tasks.ron"), &text).unwrap();
    git.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    git.commit("修好了");
    git.run(&["log"]).fine().shows("读不了，没有比较").shows("推进中 → 受阻").hides("删除");
}
