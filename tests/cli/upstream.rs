//! What others have pushed and what a remote refuses must not stop an office.

use super::desk::LEDGER;
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
