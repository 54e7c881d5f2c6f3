use super::git_desk::GitDesk;

#[test]
fn differences_are_told_in_sentences() {
    let git = GitDesk::new();
    git.run(&["diff"]).fine().warns("没有不同");
    git.run(&["set", "hulin/五（一）1", "--deadline", "2026-06-30", "--reason", "等待批复"]).fine();
    git.run(&["diff"]).fine().shows("hulin/五（一）1  万头牧场\n    李四：时限 2025-12-31 → 2026-06-30，理由：等待批复\n");
    git.commit("二");
    git.run(&["diff"]).fine().warns("没有不同");
    git.run(&["set", "hulin/五（一）1", "--percent", "40"]).fine();
    git.run(&["diff", "HEAD~1"]).fine().shows("时限").shows("40%");
    git.run(&["diff", "HEAD~1", "HEAD"]).fine().shows("时限").hides("40%");
    let value = git.run(&["diff", "HEAD~1", "HEAD", "--json"]).fine().json("diff");
    assert_eq!(
        (value["differences"][0]["subject"].as_str(), value["differences"][0]["by"].as_str()),
        (Some("hulin/五（一）1"), Some("李四"))
    );
}

#[test]
fn a_commit_from_before_the_ledger_was_moved_is_compared_all_the_same() {
    let git = GitDesk::new();
    git.git(&["mv", "tasks.ron", "督办 台账.ron"]).fine();
    git.commit("改名");
    git.run(&["set", "hulin/五（一）1", "--percent", "40", "--file", "督办 台账.ron"]).fine();
    git.run(&["diff", "HEAD~1", "--file", "督办 台账.ron"]).fine().shows("完成 20% → 40%").hides("新增");
}

#[test]
fn a_word_that_is_no_commit_is_told() {
    GitDesk::new().run(&["diff", "没有"]).refused("没有提交 `没有`").warns("duban log");
}
