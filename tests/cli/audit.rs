use super::desk::LEDGER;
use super::git_desk::GitDesk;
use std::fs;

fn with_reports(count: usize) -> GitDesk {
    let git = GitDesk::new();
    for n in 0..count {
        git.run(&["note", "hulin/五（一）1", &format!("第{n}次反馈")]).fine();
        git.commit(&format!("反馈 {n}"));
    }
    git
}

#[test]
fn all_that_was_committed_is_there_and_what_is_not_is_listed_and_brought_back() {
    let git = with_reports(3);
    git.run(&["audit"]).fine().warns("4 个提交里的 4 条更新都在");
    fs::write(git.desk.path("tasks.ron"), LEDGER).unwrap();
    git.git(&["commit", "-qam", "旧副本"]).fine();
    let said = git.run(&["audit"]);
    assert_eq!(said.code, 1);
    let said = said.warns("5 个提交里的 4 条更新，缺 3 条").shows("张三").shows("李四：").shows("第1次反馈");
    let commit = git.git(&["log", "--format=%H", "--grep=反馈 1"]).fine().out;
    said.shows(&commit[..10]);
    let value = git.run(&["audit", "--json"]).json("audit");
    assert_eq!((value["missing"].as_array().unwrap().len(), value["missing"][1]["commit"].as_str()), (3, Some(commit.trim())));
    git.run(&["audit", "--restore"]).fine().warns("缺的 3 条已放回台账");
    assert!(["第0次", "第1次", "第2次"].iter().all(|w| git.desk.text().contains(w)));
    git.run(&["audit"]).fine();
    git.run(&["fmt", "--check"]).fine();
}

#[test]
fn what_a_merge_dropped_is_missing_and_what_another_branch_holds_is_not() {
    let git = with_reports(1);
    git.git(&["checkout", "-qb", "other"]).fine();
    git.run(&["note", "hulin/五（一）1", "另一支说的"]).fine();
    git.commit("另一支");
    git.git(&["checkout", "-q", "main"]).fine();
    git.run(&["audit"]).fine().warns("3 条更新都在");
    git.git(&["merge", "-q", "-s", "ours", "--no-edit", "other"]).fine();
    assert_eq!(git.run(&["audit"]).shows("另一支说的").code, 1);
    git.run(&["audit", "--restore"]).fine();
    assert!(git.desk.text().contains("另一支说的"));
}

#[test]
fn a_ledger_that_was_renamed_and_commits_that_cannot_be_read_are_no_hindrance() {
    let git = with_reports(2);
    git.git(&["mv", "tasks.ron", "旧名.ron"]).fine();
    git.commit("改名");
    git.git(&["mv", "旧名.ron", "tasks.ron"]).fine();
    git.commit("改回");
    let good = git.desk.text();
    fs::write(git.desk.path("tasks.ron"), "(format: 1, 坏").unwrap();
    git.commit("坏的");
    fs::write(git.desk.path("tasks.ron"), good).unwrap();
    git.commit("修好");
    git.run(&["audit"]).fine().warns("读不了").warns("3 条更新都在");
}

#[test]
fn records_that_left_without_a_correction_are_told_of_and_brought_back_where_that_is_asked() {
    let git = with_reports(1);
    let before = git.desk.text();
    git.run(&["place", "add", "密山市"]).fine();
    git.commit("地方");
    fs::write(git.desk.path("tasks.ron"), before).unwrap();
    git.git(&["commit", "-qam", "旧副本"]).fine();
    git.run(&["audit"]).fine().warns("2 条更新都在").warns("项记录");
    assert_eq!(git.run(&["audit", "--records"]).shows("密山市").code, 1);
    let value = git.run(&["audit", "--json"]).json("audit");
    assert!(value["left"].as_array().unwrap().iter().any(|left| left["name"] == "密山市"), "{value}");
    git.run(&["audit", "--records", "--restore"]).fine().warns("也已放回");
    assert!(git.desk.text().contains("密山市"));
    assert!(!git.run(&["audit"]).fine().err.contains("项记录"));
}

/// A fact without a log that went back though nobody took it back on purpose, as a record that is gone.
#[test]
fn changed_facts_that_went_back_are_told_of_with_their_commit_and_brought_back() {
    let git = with_reports(1);
    git.run(&["entry", "set", "hulin/五（一）1", "--summary", "先建牛舍"]).fine();
    git.commit("要点");
    git.git(&["revert", "--no-edit", "HEAD"]).fine();
    git.run(&["note", "hulin/五（一）1", "又一次反馈"]).fine();
    git.commit("反馈");
    git.run(&["audit"]).fine().warns("另有 1 处改动");
    let said = git.run(&["audit", "--records"]);
    assert_eq!(said.code, 1);
    said.shows("先建牛舍").shows("（张三）退回了以前的内容").warns("以上有 1 处改动");
    let value = git.run(&["audit", "--json"]).json("audit");
    let commit = git.git(&["rev-parse", "HEAD~1"]).fine().out;
    assert_eq!((value["undone"].as_array().unwrap().len(), value["undone"][0]["commit"].as_str()), (1, Some(commit.trim())));
    git.run(&["audit", "--records", "--restore"]).fine().warns("被退回的 1 处改动也已放回");
    assert!(git.desk.text().contains("先建牛舍") && git.desk.text().contains("又一次反馈"));
    git.run(&["audit", "--records"]).fine();
}
