use super::git_desk::GitDesk;
use std::fs;

#[test]
fn the_message_counts_in_its_first_line_and_tells_below() {
    let git = GitDesk::new();
    git.run(&["set", "hulin/五（一）1", "--status", "受阻", "--percent", "40"]).fine();
    git.run(&["add", "--plan", "hulin", "--title", "新增事项"]).fine();
    fs::write(git.desk.path("别的.txt"), "不提交").unwrap();
    git.run(&["commit"])
        .fine()
        .shows("台账：新增 1 条，更新 1 条\n\n- ")
        .shows("- 李四：hulin/五（一）1 万头牧场：状态 推进中 → 受阻；完成 20% → 40%");
    let message = git.git(&["log", "-1", "--format=%B"]).fine();
    assert!(message.out.starts_with("台账：新增 1 条，更新 1 条\n\n- "), "{message:?}");
    assert_eq!(git.git(&["status", "--porcelain"]).out, "?? \"\\345\\210\\253\\347\\232\\204.txt\"\n");
    git.run(&["commit"]).fine().warns("没有要提交的改动");
}

#[test]
fn the_first_line_may_be_given_and_is_not_taken_for_a_comment() {
    let git = GitDesk::new();
    git.run(&["note", "hulin/五（一）1", "# 这不是注释"]).fine();
    git.run(&["commit", "-m", "三季度调度"]).fine();
    git.git(&["log", "-1", "--format=%B"]).fine().shows("三季度调度\n\n- ").shows("# 这不是注释");
}

#[test]
fn a_ledger_that_git_does_not_know_is_taken_in() {
    let git = GitDesk { desk: super::desk::Desk::new() };
    git.run(&["commit"]).refused("不在 git 版本库里").warns("git init");
    git.git(&["init", "-q"]).fine();
    git.run(&["commit"]).refused("").warns("git config user.name");
    git.git(&["config", "user.email", "a@example.org"]).fine();
    git.git(&["config", "user.name", "张三"]).fine();
    let value = git.run(&["commit", "--json"]).fine().json("commit");
    assert_eq!(value["subject"].as_str(), Some("台账：收入 4 条"));
    assert_eq!(git.git(&["status", "--porcelain"]).out, "");
    fs::write(git.desk.path(".gitignore"), "other.ron\n").unwrap();
    fs::copy(git.desk.path("tasks.ron"), git.desk.path("other.ron")).unwrap();
    git.run(&["commit", "--file", "other.ron"]).refused("git 被告知不管");
}
