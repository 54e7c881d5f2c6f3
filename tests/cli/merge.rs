use super::desk::{Desk, LEDGER};
use super::git_desk::GitDesk;
use std::fs;

#[test]
fn the_union_is_written_to_ours_and_contested_values_are_no_conflict() {
    let desk = Desk::new();
    fs::write(desk.path("ours"), LEDGER.replace("万头牧场", "奶牛牧场")).unwrap();
    fs::write(desk.path("theirs"), LEDGER.replace("万头牧场", "肉牛牧场").replace("加强组织领导", "组织领导")).unwrap();
    desk.run(&["merge", "tasks.ron", "ours", "theirs", "台账.ron"]).fine().warns("待裁定");
    let ours = fs::read_to_string(desk.path("ours")).unwrap();
    assert!(ours.contains("奶牛牧场") && ours.contains("肉牛牧场") && ours.contains("\"组织领导\"") && ours.contains("请示领导"), "{ours}");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn a_side_that_cannot_be_read_leaves_ours_as_it_was() {
    let desk = Desk::new();
    fs::write(desk.path("ours"), LEDGER).unwrap();
    fs::write(desk.path("theirs"), &LEDGER[..400]).unwrap();
    let before = desk.everything();
    desk.run(&["merge", "tasks.ron", "ours", "theirs", "台账.ron"]).refused("台账.ron:");
    desk.run(&["merge", "tasks.ron", "ours", "nothing"]).refused("nothing");
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_list_comes_into_a_ledger_of_one_line_that_had_none() {
    let desk = Desk::new();
    let [base, ours] = ["一", "二"].map(|title| format!("(format: 1, title: \"{title}\")\n"));
    let theirs = "(format: 1, title: \"一\", departments: [(id: \"甲\", level: City, place: \"丙\")])\n";
    for (name, text) in [("base", base.as_str()), ("ours", &ours), ("theirs", theirs)] {
        fs::write(desk.path(name), text).unwrap();
    }
    desk.run(&["merge", "base", "ours", "theirs"]).fine();
    desk.run(&["list", "--file", "ours"]).fine();
    let text = fs::read_to_string(desk.path("ours")).unwrap();
    assert!(text.contains("\"二\"") && text.contains("\"甲\""), "{text}");
}

#[test]
fn without_a_base_both_are_merged() {
    let desk = Desk::new();
    fs::write(desk.path("base"), "").unwrap();
    fs::write(desk.path("theirs"), LEDGER.replace("加强组织领导", "组织领导")).unwrap();
    desk.run(&["merge", "base", "tasks.ron", "theirs"]).fine();
    assert!(desk.text().contains("加强组织领导") && desk.text().contains("\"组织领导\""));
}

#[test]
fn git_merges_by_it_once_it_is_set_up() {
    let git = GitDesk::new();
    git.run(&["setup", "git"]).fine();
    git.commit("登记");
    git.clash().fine();
    assert_eq!(git.git(&["status", "--porcelain"]).fine().out, "");
    git.holds_both();
}
