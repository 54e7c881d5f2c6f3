use super::desk::{Desk, LEDGER};
use super::git_desk::GitDesk;
use std::fs;

#[test]
fn an_unfinished_merge_is_finished_from_gits_stages() {
    let git = GitDesk::new();
    assert_ne!(git.clash().code, 0);
    git.run(&["list"]).refused("冲突标记").warns("duban resolve");
    let before = git.desk.text();
    git.run(&["resolve", "--dry-run"]).fine().shows("对方改了").warns("没有写");
    assert_eq!(git.desk.text(), before);
    git.run(&["resolve"]).fine().shows("对方改了：").shows("我方改了：").shows("受阻").warns("git add").warns("待裁定 2 项");
    git.holds_both();
    git.git(&["commit", "-qm", "合并"]).fine();
    git.run(&["resolve"]).fine().warns("没有要合并的");
}

#[test]
fn a_ledger_that_one_side_renamed_is_found_under_its_new_name() {
    let git = GitDesk::new();
    git.git(&["checkout", "-qb", "other"]).fine();
    git.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    fs::create_dir(git.desk.path("材料")).unwrap();
    git.git(&["mv", "tasks.ron", "材料/督办.ron"]).fine();
    git.commit("搬家");
    git.git(&["checkout", "-q", "main"]).fine();
    git.run(&["set", "hulin/五（一）1", "--status", "已完成"]).fine();
    git.commit("二");
    assert_ne!(git.git(&["merge", "-q", "-m", "合并", "other"]).code, 0);
    git.run(&["resolve"]).fine().warns("督办.ron").warns("待裁定 1 项");
    git.git(&["commit", "-qm", "合并"]).fine();
    git.run(&["rule", "--file", "材料/督办.ron"]).fine().shows("受阻").shows("已完成");
    assert!(!git.desk.path("tasks.ron").exists());
}

#[test]
fn without_git_the_markers_are_merged() {
    let markers = LEDGER.replace(
        "            title: \"万头牧场\",\n",
        "<<<<<<< HEAD\n            title: \"奶牛牧场\",\n=======\n            title: \"肉牛牧场\",\n>>>>>>> other\n",
    );
    let desk = Desk::with(&markers);
    fs::rename(desk.path("tasks.ron"), desk.path("台账.ron")).unwrap();
    let value = desk.run(&["resolve", "台账.ron", "--json"]).fine().json("resolve");
    assert_eq!((value["source"].as_str(), value["contested"].as_array().unwrap().len()), (Some("markers"), 1));
    desk.run(&["check", "--file", "台账.ron"]).fine().shows("奶牛牧场");
}

#[test]
fn torn_markers_are_told_and_left() {
    let desk = Desk::with(&format!("{LEDGER}<<<<<<< HEAD\n"));
    let before = desk.text();
    desk.run(&["resolve"]).refused("冲突标记");
    assert_eq!(desk.text(), before);
}
