//! The merge driver where something is wrong: nothing that a side said is ever lost without a mark.

use super::desk::LEDGER;
use super::git_desk::GitDesk;
use std::fs;

/// Set up by a copy of the program, which is not there any more.
fn moved_away() -> GitDesk {
    let git = GitDesk::new();
    let copy = git.desk.home().join("bin 一/du%ban");
    fs::create_dir_all(copy.parent().unwrap()).unwrap();
    fs::copy(assert_cmd::cargo::cargo_bin!("duban"), &copy).unwrap();
    let mut command = std::process::Command::new(&copy);
    command.args(["setup", "git"]).current_dir(git.desk.path("")).env("DUBAN_HOME", git.desk.home());
    git.isolate(&mut command);
    assert!(crate::patience::output(command.stdin(std::process::Stdio::null())).status.success());
    git.commit("登记");
    fs::remove_file(copy).unwrap();
    git
}

fn in_conflict(git: &GitDesk) {
    assert_eq!(git.git(&["status", "--porcelain"]).fine().out, "UU tasks.ron\n");
    let text = git.desk.text();
    assert!(text.contains("<<<<<<< ours") && text.contains(">>>>>>> theirs"), "{text}");
}

#[test]
fn where_the_program_is_gone_git_has_a_conflict_with_markers_and_resolve_mends_it() {
    let git = moved_away();
    assert_ne!(git.clash().code, 0);
    in_conflict(&git);
    git.run(&["resolve"]).fine().warns("已合并");
    git.holds_both();
    let git = moved_away();
    assert_ne!(git.clash().code, 0);
    // Also from the markers alone: they hold what was before both.
    git.git(&["add", "tasks.ron"]).fine();
    git.run(&["resolve"]).fine().warns("已按冲突标记合并");
    git.holds_both();
}

#[test]
fn a_side_that_a_newer_program_wrote_or_that_is_broken_leaves_markers_too() {
    for (from, to) in [("format: 1", "format: 9"), ("title: \"试验台账\"", "title: \"试验台账")] {
        let git = GitDesk::new();
        git.run(&["setup", "git"]).fine();
        git.commit("登记");
        git.git(&["checkout", "-qb", "other"]).fine();
        fs::write(git.desk.path("tasks.ron"), LEDGER.replace(from, to)).unwrap();
        git.commit("二");
        git.git(&["checkout", "-q", "main"]).fine();
        fs::write(git.desk.path("tasks.ron"), LEDGER.replace(from, &format!("{from} "))).unwrap();
        git.commit("三");
        assert_ne!(git.git(&["merge", "-q", "other"]).code, 0);
        in_conflict(&git);
        assert!(git.desk.text().contains(to));
    }
}

#[test]
fn sync_merges_other_ledgers_by_itself_and_not_by_what_is_registered() {
    let git = GitDesk::shared();
    fs::write(git.desk.path("另一本.ron"), LEDGER).unwrap();
    fs::write(git.desk.path(".gitattributes"), "*.ron merge=duban\n").unwrap();
    git.commit("两本");
    git.git(&["push", "-q"]).fine();
    git.other(&["pull", "-q"]).fine();
    let theirs = git.desk.path("../other/另一本.ron");
    fs::write(&theirs, fs::read_to_string(&theirs).unwrap().replace("万头牧场", "奶牛牧场")).unwrap();
    git.other(&["commit", "-qam", "改题"]).fine();
    git.other(&["push", "-q"]).fine();
    fs::write(git.desk.path("另一本.ron"), LEDGER.replace("万头牧场", "肉牛牧场")).unwrap();
    git.commit("我们也改题");
    git.git(&["config", "merge.duban.driver", "false"]).fine();
    git.run(&["sync"]).fine();
    let text = fs::read_to_string(git.desk.path("另一本.ron")).unwrap();
    assert!(text.contains("奶牛牧场") && text.contains("肉牛牧场") && !text.contains("<<<<<<<"), "{text}");
}

#[test]
fn sides_in_which_somebody_committed_markers_are_taken_apart() {
    let git = GitDesk::new();
    git.clash();
    let marked = git.desk.text();
    assert!(marked.contains("<<<<<<<"));
    git.git(&["commit", "-qam", "带着标记提交了"]).fine();
    git.git(&["checkout", "-q", "other"]).fine();
    fs::write(git.desk.path("tasks.ron"), git.desk.text().replace("加强组织领导", "组织领导")).unwrap();
    git.commit("又改一处");
    let merged = git.git(&["merge", "-q", "main"]);
    if merged.code != 0 {
        git.run(&["resolve"]).fine();
    } else {
        git.run(&["resolve"]).fine().warns("已按冲突标记合并");
    }
    git.holds_both();
    assert!(git.desk.text().contains("\"组织领导\""));
}

#[test]
fn what_a_stash_brought_back_is_spoken_of_as_a_stash() {
    let git = GitDesk::new();
    git.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    git.git(&["stash", "-q"]).fine();
    git.run(&["set", "hulin/五（一）1", "--status", "已完成"]).fine();
    git.commit("二");
    assert_ne!(git.git(&["stash", "pop", "-q"]).code, 0);
    git.run(&["commit"]).refused("没做完的贮藏");
    git.run(&["resolve"]).fine().warns("提交即完成贮藏").warns("git stash drop");
    assert!(git.desk.text().contains("to: Blocked") && git.desk.text().contains("to: Done"));
}

#[test]
fn a_ledger_that_git_was_told_to_take_for_unchanged_is_told() {
    let git = GitDesk::new();
    git.run(&["setup", "git"]).fine();
    git.commit("登记");
    git.run(&["doctor"]).fine();
    for (on, off) in [("--assume-unchanged", "--no-assume-unchanged"), ("--skip-worktree", "--no-skip-worktree")] {
        git.git(&["update-index", on, "tasks.ron"]).fine();
        assert_eq!(git.run(&["doctor"]).shows(&on[2..]).shows(off).code, 1);
        git.git(&["update-index", off, "tasks.ron"]).fine();
    }
    git.run(&["doctor"]).fine();
}
