//! Looking at a ledger in a folder that came from elsewhere runs nothing that came with it.

use super::desk::LEDGER;
use super::git_desk::GitDesk;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A program that leaves a trace of having been run, and hands on what it was given.
fn trap(git: &GitDesk, name: &str) -> (String, PathBuf) {
    let (program, trace) = (git.desk.path(&format!("../{name}.sh")), git.desk.path(&format!("../ran-{name}")));
    fs::write(&program, format!("#!/bin/sh\ntouch '{}'\nexec cat\n", trace.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    (program.display().to_string(), trace)
}

fn look(git: &GitDesk) {
    for words in
        [&["list"][..], &["log"], &["diff"], &["diff", "HEAD~1"], &["show", "hulin/五（一）1"], &["check"], &["doctor"], &["audit"]]
    {
        git.run(words);
    }
    let sharing = duban::share::Sharing::of(&git.desk.path("tasks.ron"), duban::text::Lang::Zh, false);
    drop(sharing.and_then(|s| s.standing()));
}

fn ran(traces: &[PathBuf]) -> Vec<&Path> {
    traces.iter().map(PathBuf::as_path).filter(|t| t.exists()).collect()
}

#[test]
fn monitors_hooks_filters_and_differs_of_a_clone_are_not_run() {
    let git = GitDesk::new();
    git.run(&["set", "hulin/五（一）1", "--status", "受阻"]).fine();
    git.commit("二");
    let names = ["monitor", "clean", "smudge", "process", "textconv", "external", "gpg", "hook", "differ"];
    let traps: Vec<(String, PathBuf)> = names.iter().map(|n| trap(&git, n)).collect();
    let set = |key: &str, trap: usize| git.git(&["config", key, &traps[trap].0]).fine();
    set("core.fsmonitor", 0);
    for (key, trap) in [("filter.a=b.clean", 1), ("filter.a=b.smudge", 2), ("diff.d.textconv", 4), ("diff.external", 5), ("gpg.program", 6)]
    {
        set(key, trap);
    }
    set("diff.d.command", 8);
    git.git(&["config", "filter.a=b.required", "true"]).fine();
    git.git(&["config", "log.showSignature", "true"]).fine();
    for hook in ["post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"] {
        let file = git.desk.path(".git/hooks").join(hook);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::copy(&traps[7].0, &file).unwrap();
    }
    fs::write(git.desk.path(".gitattributes"), "*.ron filter=a=b diff=d\n").unwrap();
    let traces: Vec<PathBuf> = traps.into_iter().map(|(_, trace)| trace).collect();
    // What git was called for until here ran them, and so does git by itself.
    let clear = || traces.iter().for_each(|t| drop(fs::remove_file(t)));
    fs::write(git.desk.path("tasks.ron"), git.desk.text() + "\n").unwrap();
    git.git(&["status"]).fine();
    assert!(ran(&traces).len() >= 2, "{:?}", ran(&traces));
    clear();
    look(&git);
    assert_eq!(ran(&traces), Vec::<&Path>::new());
    git.git(&["config", "filter.a=b.process", &trap(&git, "process").0]).fine();
    look(&git);
    assert_eq!(ran(&traces), Vec::<&Path>::new());
}

#[test]
fn a_bare_repository_among_the_files_of_a_clone_is_none() {
    let git = GitDesk::new();
    let (program, trace) = trap(&git, "monitor");
    let inner = git.desk.path("材料");
    fs::create_dir_all(inner.join("objects")).unwrap();
    fs::create_dir_all(inner.join("refs")).unwrap();
    fs::write(inner.join("HEAD"), "ref: refs/heads/main\n").unwrap();
    let config = format!("[core]\n\trepositoryformatversion = 0\n\tworktree = {}\n\tfsmonitor = {program}\n", inner.display());
    fs::write(inner.join("config"), config).unwrap();
    fs::write(inner.join("tasks.ron"), LEDGER).unwrap();
    for words in [&["list", "--file", "材料/tasks.ron"][..], &["log", "--file", "材料/tasks.ron"], &["doctor", "--file", "材料/tasks.ron"]]
    {
        git.run(words);
    }
    let sharing = duban::share::Sharing::of(&inner.join("tasks.ron"), duban::text::Lang::Zh, false);
    assert!(matches!(sharing, Err(duban::share::ShareError::NoRepo(_))));
    assert!(!trace.exists());
}
