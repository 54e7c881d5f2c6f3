//! One's last step is taken back, whatever command took it; what others have, by a correction.

use super::desk::{Desk, LEDGER};
use super::git_desk::GitDesk;

/// Commands that write, each of another kind.
const STEPS: [&[&str]; 9] = [
    &["note", "五（一）1", "走访企业12家", "--problems", "原料不足"],
    &["set", "五（一）1", "--status", "受阻", "--percent", "40"],
    &["set", "五（一）1", "--remark", "另有说明"],
    &["set", "--filter", "方案:hulin", "--percent", "50", "--yes"],
    &["add", "--plan", "hulin", "--title", "新增事项"],
    &["body", "add", "虎林市数据局", "--level", "县级", "--aliases", "数据局@hulin"],
    &["plan", "set", "hulin", "--number", "虎政办规〔2023〕7号"],
    &["place", "add", "虎林市", "--level", "县级"],
    &["indicator", "measure", "规上企业数", "2025年", "30"],
];

/// The ledger's text without a list that a step began, and that is empty again.
fn filled(desk: &Desk) -> String {
    desk.text().replace("    places: [],\n", "")
}

#[test]
fn each_kind_of_step_is_taken_back_to_the_byte_and_comes_back() {
    for step in STEPS {
        let desk = Desk::new();
        desk.run(step).fine();
        let after = desk.text();
        assert_ne!(after, LEDGER, "{step:?}");
        desk.run(&["undo", "--dry-run"]).fine().warns("试运行");
        assert_eq!(desk.text(), after, "{step:?}");
        desk.run(&["undo"]).fine().warns("已撤回").warns("duban redo");
        assert_eq!(filled(&desk), LEDGER, "{step:?}");
        desk.run(&["redo"]).fine().warns("已恢复");
        assert_eq!(desk.text(), after, "{step:?}");
    }
}

#[test]
fn the_last_steps_are_listed_in_sentences_and_several_are_taken_back_together() {
    let desk = Desk::new();
    desk.run(&["undo"]).refused("没有可撤回的");
    desk.run(&["undo", "--list"]).fine().warns("还没有记下");
    STEPS.iter().for_each(|step| drop(desk.run(step).fine()));
    let list = desk.run(&["undo", "--list"]).fine().shows("  1  ").shows("  9  ").shows("规上企业数").shows("走访企业12家");
    assert!(list.out.find("规上企业数") < list.out.find("走访企业12家"), "the last first");
    let steps = desk.run(&["undo", "--list", "--json"]).json("steps");
    assert_eq!(steps["steps"].as_array().unwrap().len(), STEPS.len());
    let taken = desk.run(&["undo", "9", "--yes", "--json"]).fine().json("undo");
    assert_eq!((taken["steps"].as_u64(), taken["saved"].as_bool(), taken["corrected"].as_bool()), (Some(9), Some(true), Some(false)));
    assert_eq!(filled(&desk), LEDGER);
    desk.run(&["undo", "--list"]).fine().warns("撤回过 1 次");
    desk.run(&["undo"]).refused("没有可撤回的");
    let again = desk.run(&["redo", "--yes", "--json"]).fine().json("redo");
    assert_eq!((again["steps"].as_u64(), again["saved"].as_bool()), (Some(1), Some(true)));
    desk.run(&["undo", "10"]).refused("只记着 9 步").warns("undo --list");
    desk.run_in_english(&["undo", "--list"]).fine().shows("changes");
}

#[test]
fn undo_again_goes_further_back_and_redo_comes_back_until_one_goes_on() {
    let desk = Desk::new();
    let mut texts = vec![desk.text()];
    for step in STEPS.iter().take(3) {
        desk.run(step).fine();
        texts.push(desk.text());
    }
    for text in texts.iter().rev().skip(1) {
        desk.run(&["undo", "--yes"]).fine().warns("再往前退一步再运行 duban undo");
        assert_eq!(&desk.text(), text);
    }
    desk.run(&["undo"]).refused("没有可撤回的");
    for text in &texts[1..3] {
        desk.run(&["redo", "--yes"]).fine();
        assert_eq!(&desk.text(), text);
    }
    desk.run(STEPS[4]).fine();
    desk.run(&["redo"]).refused("没有可恢复的");
    for _ in 0..3 {
        desk.run(&["undo", "--yes"]).fine();
    }
    assert_eq!(desk.text(), texts[0]);
}

#[test]
fn an_upgrade_is_taken_back_with_what_was_done_since_left_alone() {
    let old = LEDGER.replace("AtLeast(33)", "Exactly(33)");
    let desk = Desk::with(&old);
    desk.run(&["fmt", "--upgrade"]).fine();
    let new = desk.text();
    desk.run(&["undo", "--list"]).fine().shows("fmt --upgrade");
    desk.run(&["undo"]).fine().warns("已改回原来的格式");
    assert_eq!(desk.text(), old);
    desk.run(&["redo"]).fine();
    assert_eq!(desk.text(), new);
    desk.run(&["note", "五（一）1", "走访企业"]).fine();
    desk.run(&["undo", "2"]).refused("第 2 步是换格式");
    desk.run(&["undo"]).fine();
    assert_eq!(desk.text(), new);
    desk.run(&["undo"]).fine();
    assert_eq!(desk.text(), old);
}

#[test]
fn what_was_committed_is_taken_back_by_a_correction() {
    let git = GitDesk::new();
    git.run(&["note", "五（一）1", "走访企业12家"]).fine();
    git.run(&["commit"]).fine();
    git.run(&["undo"]).fine().warns("记为更正").warns("已撤回");
    assert!(git.desk.text().contains("走访企业12家") && git.desk.text().contains("Corrects("));
    git.run(&["list", "进展:走访企业"]).fine().hides("万头牧场");
    git.run(&["redo"]).fine();
    assert!(!git.desk.text().contains("Corrects("), "the correction was not committed yet");
    let value = git.run(&["undo", "--json"]).fine().json("undo");
    assert_eq!(value["corrected"], true, "the report was committed");
    assert_eq!(git.desk.text().matches("Corrects(").count(), 1);
}

#[test]
fn what_somebody_stands_on_is_corrected_and_what_was_changed_again_stays() {
    let desk = Desk::new();
    desk.run(&["set", "五（一）1", "--remark", "另有说明"]).fine();
    let changed = desk.text().replace("另有说明", "别人改的");
    std::fs::write(desk.path("tasks.ron"), &changed).unwrap();
    desk.run(&["undo"]).refused("`hulin/五（一）1` 之后又改过").warns("请用 set");
    assert_eq!(desk.text(), changed);
    let desk = Desk::new();
    desk.run(&["body", "add", "虎林市水务局", "--level", "县级"]).fine();
    std::fs::write(desk.path("tasks.ron"), desk.text().replace("lead: Unassigned", "lead: Stated(\"虎林市水务局\")")).unwrap();
    desk.run(&["undo"]).refused("`虎林市水务局` 之后已有记录或别处用到");
    let desk = Desk::new();
    desk.run(&["set", "五（一）1", "--percent", "40"]).fine();
    desk.run(&["note", "五（一）1", "后来的"]).fine();
    std::fs::remove_file(newest_step(&desk)).unwrap();
    desk.run(&["undo"]).fine().warns("记为更正");
    assert!(desk.text().contains("Corrects(") && desk.text().contains("后来的"));
}

/// The file that keeps the last step.
fn newest_step(desk: &Desk) -> std::path::PathBuf {
    let folder = std::fs::read_dir(desk.home().join("data").join("steps")).unwrap().next().unwrap().unwrap().path();
    std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).max().unwrap()
}

#[test]
fn steps_of_another_ledger_are_not_taken_back_here() {
    let desk = Desk::new();
    std::fs::write(desk.path("other.ron"), LEDGER).unwrap();
    desk.run(&["note", "五（一）1", "甲", "--file", "other.ron"]).fine();
    desk.run(&["undo"]).refused("没有可撤回的");
    desk.run(&["undo", "--file", "other.ron"]).fine();
    assert_eq!(std::fs::read_to_string(desk.path("other.ron")).unwrap(), LEDGER);
}
