//! What others have pushed and what a remote refuses must not stop an office.

use super::desk::{LEDGER, said};
use super::git_desk::GitDesk;
use std::fs;

/// Others push this as their ledger.
fn pushed(git: &GitDesk, text: &str) {
    fs::write(git.desk.path("../other/tasks.ron"), text).unwrap();
    git.other(&["commit", "-qam", "存坏了"]).fine();
    git.other(&["push", "-q"]).fine();
}

#[test]
fn a_broken_version_of_others_is_named_and_can_be_set_aside() {
    for ours in [false, true] {
        let git = GitDesk::shared();
        git.other(&["config", "user.name", "王五"]).fine();
        fs::write(git.desk.path("../other/tasks.ron"), LEDGER.replace("加强组织领导", "组织领导")).unwrap();
        git.other(&["commit", "-qam", "改题"]).fine();
        pushed(&git, &LEDGER[..400]);
        pushed(&git, &LEDGER[..300]);
        let broken = git.other(&["rev-parse", "HEAD~1"]).fine().out;
        if ours {
            git.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
        }
        git.run(&["sync"]).refused(&broken[..10]).warns("王五：存坏了").warns("--set-aside");
        assert!(!ours || git.desk.text().contains("to: Blocked"));
        git.run(&["sync", "--set-aside"]).fine();
        // What was readable before is in, and others get a ledger again.
        assert!(git.desk.text().contains("\"组织领导\""), "{}", git.desk.text());
        git.run(&["check"]).fine();
        git.other(&["pull", "-q"]).fine();
        assert_eq!(fs::read_to_string(git.desk.path("../other/tasks.ron")).unwrap(), git.desk.text());
        git.git(&["log", "--format=%H"]).fine().shows(broken.trim());
        git.run(&["sync"]).fine();
    }
}

#[test]
fn markers_that_others_committed_are_mended_on_the_way() {
    let git = GitDesk::shared();
    let marked = LEDGER.replace(
        "            title: \"加强组织领导\",\n",
        "<<<<<<< a\n            title: \"组织领导\",\n=======\n            title: \"加强领导\",\n>>>>>>> b\n",
    );
    assert_ne!(marked, LEDGER);
    pushed(&git, &marked);
    git.run(&["sync"]).fine();
    let text = git.desk.text();
    assert!(text.contains("组织领导") && text.contains("加强领导") && !text.contains("<<<<<<<"), "{text}");
}

#[test]
fn two_offices_that_each_began_by_themselves_come_together() {
    let (git, other) = (GitDesk::new(), GitDesk::new());
    git.git(&["init", "-q", "--bare", "-b", "main", "../hub.git"]).fine();
    let hub = git.desk.path("../hub.git").display().to_string();
    for desk in [&git, &other] {
        desk.git(&["remote", "add", "origin", &hub]).fine();
    }
    other.run(&["note", "hulin/五（一）1", "乙办说的"]).fine();
    git.run(&["note", "hulin/五（一）1", "甲办说的"]).fine();
    git.run(&["sync"]).fine();
    other.run(&["sync"]).fine();
    git.run(&["sync"]).fine();
    assert_eq!(git.desk.text(), other.desk.text());
    assert!(git.desk.text().contains("甲办说的") && git.desk.text().contains("乙办说的"));
    git.run(&["audit"]).fine();
}

#[test]
fn where_to_send_is_as_git_was_told_and_asked_where_it_was_not() {
    let git = GitDesk::shared();
    git.git(&["init", "-q", "--bare", "-b", "main", "../mine.git"]).fine();
    git.git(&["remote", "add", "mine", "../mine.git"]).fine();
    git.git(&["config", "remote.pushDefault", "mine"]).fine();
    git.run(&["note", "hulin/五（一）1", "甲办说的"]).fine();
    git.run(&["sync"]).fine();
    assert_eq!(git.git(&["--git-dir", "../mine.git", "rev-parse", "main"]).out, git.git(&["rev-parse", "HEAD"]).out);
    let git = GitDesk::new();
    git.git(&["remote", "add", "a", "../a.git"]).fine();
    git.git(&["remote", "add", "b", "../b.git"]).fine();
    git.run(&["sync"]).refused("有几个远端，不知道和哪个同步：a、b").warns("remote.pushDefault");
}

/// Who copies last month's file over the ledger and goes on with it takes nothing out that others have entered, log or no log.
#[test]
fn an_old_file_laid_over_takes_out_no_record_that_has_no_log() {
    let git = GitDesk::shared();
    let old = git.desk.text();
    git.run(&["entry", "set", "hulin/五（一）1", "--summary", "先建牛舍"]).fine();
    git.run(&["place", "add", "密山市"]).fine();
    git.git(&["commit", "-qam", "要点和地方"]).fine();
    let whole = |text: String| assert!(text.contains("先建牛舍") && text.contains("密山市"), "{text}");
    // By another machine: what was saved here is known here.
    let there = |words: &[&str]| {
        let mut command = git.desk.command(words);
        git.isolate(&mut command);
        command.env("DUBAN_HOME", git.desk.path("../home of another"));
        said(command)
    };
    fs::write(git.desk.path("tasks.ron"), &old).unwrap();
    there(&["note", "hulin/五（一）1", "接着写"]).fine().warns("旧");
    whole(git.desk.text());
    assert!(git.desk.text().contains("接着写"));
    git.git(&["checkout", "-q", "tasks.ron"]).fine();
    fs::write(git.desk.path("tasks.ron"), &old).unwrap();
    there(&["sync"]).fine();
    whole(git.desk.text());
    // What this user takes back himself stays so.
    git.git(&["checkout", "-q", "tasks.ron"]).fine();
    git.run(&["entry", "set", "hulin/五（一）1", "--summary", "先修路"]).fine();
    let later = git.desk.text();
    git.commit("改要点");
    git.run(&["undo"]).fine();
    let undone = git.desk.text();
    assert!(undone != later && undone.contains("先建牛舍"));
    git.run(&["sync"]).fine();
    assert_eq!(git.desk.text(), undone);
}

/// What another clone takes out on purpose stays away also from who entered it: the file is as it was before, and no older copy. An older
/// copy that git alone committed there is one.
#[test]
fn what_others_take_back_is_not_put_back_by_who_entered_it_and_an_older_copy_of_theirs_is() {
    let git = GitDesk::shared();
    let there = |words: &[&str]| {
        let mut command = git.desk.command(words);
        git.isolate(&mut command);
        command.current_dir(git.desk.path("../other")).env("DUBAN_HOME", git.desk.path("../home of another"));
        said(command)
    };
    for (key, value) in [("user.name", "王五"), ("user.email", "w@example.org")] {
        git.other(&["config", key, value]).fine();
    }
    let before = git.desk.text();
    git.run(&["place", "add", "密山市"]).fine();
    git.run(&["sync"]).fine();
    there(&["sync"]).fine();
    there(&["place", "withdraw", "密山市"]).fine();
    there(&["sync"]).fine();
    git.run(&["sync"]).fine();
    assert!(!git.desk.text().contains("密山市"));
    git.run(&["note", "hulin/五（一）1", "接着写"]).fine();
    assert!(git.desk.text().contains("接着写") && !git.desk.text().contains("密山市"));

    git.run(&["place", "add", "鸡东县"]).fine();
    git.run(&["sync"]).fine();
    git.other(&["pull", "-q"]).fine();
    pushed(&git, &before);
    git.run(&["sync"]).fine().warns("（王五）退回了以前的内容").warns("处其他改动已放回");
    assert!(git.desk.text().contains("鸡东县") && git.desk.text().contains("接着写") && !git.desk.text().contains("密山市"));
}
