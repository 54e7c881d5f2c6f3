use super::git_desk::GitDesk;
use std::fs;

/// What was committed once and is in no ledger any more is listed with its commit and author, and comes back.
#[test]
fn what_was_committed_once_and_is_gone_is_listed_and_comes_back() {
    let git = GitDesk::new();
    let before = git.desk.text();
    git.run(&["note", "hulin/五（一）1", "会丢的进展"]).fine();
    git.commit("二");
    git.run(&["audit"]).fine();
    fs::write(git.desk.path("tasks.ron"), before).unwrap();
    git.git(&["commit", "-qam", "旧文件"]).fine();
    let commit = git.git(&["rev-parse", "--short=7", "HEAD~1"]).fine().out;
    let said = git.run(&["audit"]).shows("会丢的进展").shows("张三").shows(commit.trim());
    assert_eq!(said.code, 1, "a finding");
    git.run(&["audit", "--restore"]).fine();
    assert!(git.desk.text().contains("会丢的进展"));
    git.run(&["audit"]).fine();
}

#[test]
fn what_a_merge_lost_is_found_too() {
    let git = GitDesk::new();
    git.git(&["checkout", "-qb", "other"]).fine();
    git.run(&["note", "hulin/五（一）1", "另一枝的进展"]).fine();
    git.commit("二");
    git.git(&["checkout", "-q", "main"]).fine();
    git.run(&["note", "jixi/五（一）", "主线的进展"]).fine();
    git.commit("三");
    git.git(&["merge", "-q", "-s", "ours", "-m", "只留我们的", "other"]).fine();
    git.git(&["branch", "-D", "other"]).fine();
    assert_eq!(git.run(&["audit"]).shows("另一枝的进展").code, 1);
}
