use super::desk::{Desk, LEDGER};
use super::git_desk::GitDesk;
use std::fs;

#[test]
fn canonical_spelling_is_left_alone() {
    let desk = Desk::new();
    let before = desk.everything();
    desk.run(&["fmt"]).fine().warns("写法已经规范");
    assert_eq!(desk.everything(), before);
}

#[test]
fn check_names_the_files_and_changes_none() {
    let desk = Desk::with(&LEDGER.replace("kind: Safeguard,\n", "  kind:Safeguard,"));
    let before = desk.everything();
    let said = desk.run(&["fmt", "--check", "tasks.ron"]);
    assert_eq!((said.code, said.out.as_str()), (1, "tasks.ron\n"));
    assert_eq!(desk.everything(), before);
}

#[test]
fn formatting_keeps_comments_and_comes_to_rest() {
    let desk = Desk::with(&LEDGER.replace("kind: Safeguard,\n", "  kind:Safeguard, // 保障\n"));
    desk.run(&["fmt"]).fine();
    for comment in ["// 台账由推进专班办公室维护", "// 这一条要请示领导", "// 保障"] {
        assert!(desk.text().contains(comment), "{comment}\n{}", desk.text());
    }
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let desk = Desk::with(&LEDGER.replace("kind: Safeguard,\n", "  kind:Safeguard,\n"));
    fs::write(desk.path("torn.ron"), &LEDGER[..LEDGER.find("indicators").unwrap()]).unwrap();
    let said = desk.run(&["fmt", "torn.ron", "tasks.ron"]);
    assert_eq!(said.code, 2);
    said.shows("tasks.ron").warns("torn.ron:");
    assert_eq!(desk.text(), LEDGER);
}

/// A goal that is to be reached has a word of its own in each format.
fn of_format_1() -> String {
    LEDGER.replace("AtLeast(33)", "Exactly(33)")
}

#[test]
fn an_upgrade_says_the_same_in_the_newest_format() {
    let git = GitDesk::new();
    fs::write(git.desk.path("tasks.ron"), of_format_1()).unwrap();
    git.commit("甲");
    let all =
        |git: &GitDesk| [["list", "--json"], ["indicator", "list"], ["export", "--format=json"]].map(|words| git.run(&words).fine().out);
    let before = all(&git);
    assert_eq!(git.run(&["fmt", "--check", "--upgrade", "tasks.ron"]).out, "tasks.ron\n");
    assert_eq!(git.desk.text(), of_format_1());
    git.run(&["fmt", "--upgrade"]).fine().warns("各处都更新");
    let text = git.desk.text();
    for new in ["format: 2,", "deadline: PlanPeriod,", "Reach(33)", "// 这一条要请示领导"] {
        assert!(text.contains(new), "{new}\n{text}");
    }
    assert!(!text.contains("Exactly(") && !text.contains("PlanPeriod(\""), "{text}");
    assert_eq!(all(&git), before);
    git.run(&["fmt", "--upgrade", "--check"]).fine();
    git.run(&["diff"]).fine().hides("时限").hides("目标");
    git.run(&["commit"]).fine();
    assert_eq!(git.git(&["status", "--porcelain"]).out, "");
    git.run(&["add", "--plan", "hulin", "--title", "新事项", "--lead", "农业农村局"]).fine();
    assert!(!git.desk.text().contains("PlanPeriod(\""), "{}", git.desk.text());
}

#[test]
fn a_ledger_of_format_1_is_written_as_one_until_it_is_upgraded() {
    let desk = Desk::with(&of_format_1());
    desk.run(&["add", "--plan", "hulin", "--title", "新事项", "--lead", "农业农村局"]).fine();
    let goal = desk.run(&["indicator", "list", "--json"]).fine().json("indicators")["indicators"][0]["id"].as_str().unwrap().to_owned();
    desk.run(&["indicator", "set", &goal, "--remark", "口径未说"]).fine();
    let text = desk.text();
    assert!(text.contains("format: 1,") && !text.contains("PlanPeriod,") && !text.contains("Reach("), "{text}");
    assert!(text.contains("口径未说") && text.contains("Exactly("), "{text}");
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn what_one_clone_upgrades_and_another_works_on_in_format_1_comes_together() {
    let git = GitDesk::shared();
    git.run(&["fmt", "--upgrade", "../other/tasks.ron"]).fine();
    git.run(&["note", "hulin/五（一）1", "走访企业", "--file", "../other/tasks.ron"]).fine();
    git.other(&["commit", "-qam", "升级"]).fine();
    git.other(&["push", "-q"]).fine();
    git.run(&["set", "jixi/五（一）", "--status", "受阻"]).fine();
    git.run(&["sync"]).fine().shows("走访企业").hides("时限");
    let text = git.desk.text();
    assert!(text.contains("format: 2,") && text.contains("走访企业") && text.contains("Blocked"), "{text}");
    git.run(&["rule"]).fine().hides("时限");
    git.run(&["check"]);
    git.run(&["fmt", "--upgrade"]).fine();
    assert!(!git.desk.text().contains("PlanPeriod(\""));
}
