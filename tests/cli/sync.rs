use super::git_desk::GitDesk;

#[test]
fn a_round_tells_what_came_in_and_what_went_out() {
    let git = GitDesk::shared();
    git.run(&["note", "hulin/五（一）1", "走访企业", "--file", "../other/tasks.ron"]).fine();
    git.other(&["commit", "-qam", "别人的"]).fine();
    git.other(&["push", "-q"]).fine();
    git.run(&["set", "jixi/五（一）", "--status", "受阻"]).fine();
    let before = git.desk.text();
    git.run(&["sync", "--dry-run"]).fine().shows("走访企业").warns("试运行：将收到 1 项，推送 1 个提交");
    assert_eq!((git.desk.text(), git.git(&["log", "--oneline"]).out.lines().count()), (before, 1));
    git.run(&["sync"])
        .fine()
        .shows("hulin/五（一）1")
        .shows("李四：进展：走访企业")
        .warns("提交：台账：更新 1 条")
        .warns("已同步：收到 1 项，推送 2 个提交");
    git.run(&["sync"]).fine().warns("已同步：收到 0 项，推送 0 个提交");
    git.other(&["pull", "-q"]).fine();
    git.run(&["list", "状态:受阻", "--file", "../other/tasks.ron"]).fine().shows("五（一）");
}

#[test]
fn contested_values_are_told() {
    let git = GitDesk::shared();
    git.run(&["set", "hulin/五（一）1", "--status", "受阻", "--file", "../other/tasks.ron"]).fine();
    git.other(&["commit", "-qam", "别人的"]).fine();
    git.other(&["push", "-q"]).fine();
    git.run(&["set", "hulin/五（一）1", "--status", "已完成"]).fine();
    git.run(&["sync", "--dry-run"]).fine().shows("#1 ").shows("受阻（李四").warns("待裁定 1 项；裁定：duban rule");
    let value = git.run(&["sync", "--json"]).fine().json("sync");
    assert_eq!((value["sent"].as_u64(), value["received"].as_array().unwrap().len()), (Some(2), 1));
    assert_eq!(value["contested"][0]["field"].as_str(), Some("status"));
    git.run(&["rule"]).fine().shows("受阻").shows("已完成");
    git.run(&["check"]).shows("待裁定");
    // The same number as `rule` tells, whatever came in.
    git.run(&["sync"]).fine().warns("待裁定 1 项");
    git.run(&["sync"]).fine().warns("待裁定 1 项（与这次收到的无关）");
    git.run(&["rule"]).fine().warns("待裁定 1 项");
    assert_eq!(git.run(&["sync", "--json"]).fine().json("sync")["contested_in_all"].as_u64(), Some(1));
    git.other(&["pull", "-q"]).fine();
    git.run(&["set", "jixi/五（一）", "--percent", "10", "--file", "../other/tasks.ron"]).fine();
    git.other(&["commit", "-qam", "别人的二"]).fine();
    git.other(&["push", "-q"]).fine();
    git.run(&["set", "jixi/五（一）", "--percent", "60"]).fine();
    git.run(&["sync"]).fine().warns("待裁定 2 项（1 项在这次收到改动的条目上）");
    git.run(&["rule"]).fine().warns("待裁定 2 项");
}

#[test]
fn without_a_remote_or_a_network_it_says_so() {
    let git = GitDesk::new();
    git.run(&["sync"]).refused("没有远端").warns("git remote add");
    git.git(&["remote", "add", "origin", "../nothing.git"]).fine();
    git.run(&["set", "jixi/五（一）", "--status", "受阻"]).fine();
    git.run(&["sync"]).refused("连不上远端").warns("改动都在本机，没有丢");
    assert_eq!(git.git(&["status", "--porcelain"]).out, "");
}

/// Before git 2.38 there was no `merge-tree --write-tree`.
#[cfg(unix)]
#[test]
fn an_old_git_will_do() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    let git = GitDesk::shared();
    git.run(&["note", "hulin/五（一）1", "走访企业", "--file", "../other/tasks.ron"]).fine();
    fs::write(git.desk.path("../other/说明.txt"), "一\n二\n三\n四\n").unwrap();
    git.other(&["add", "-A"]).fine();
    git.other(&["commit", "-qm", "别人的"]).fine();
    git.other(&["push", "-q"]).fine();
    git.run(&["note", "hulin/五（一）1", "现场会"]).fine();
    let folder = git.desk.path("../bin");
    fs::create_dir(&folder).unwrap();
    let path = std::env::var("PATH").unwrap();
    let script = format!("#!/bin/sh\nfor w in \"$@\"; do [ \"$w\" = --write-tree ] && exit 129; done\nPATH='{path}' exec git \"$@\"\n");
    fs::write(folder.join("git"), script).unwrap();
    fs::set_permissions(folder.join("git"), fs::Permissions::from_mode(0o755)).unwrap();
    let old = |words: &[&str]| {
        let mut command = git.desk.command(words);
        git.isolate(&mut command);
        command.env("PATH", format!("{}:{path}", folder.display()));
        super::desk::said(command)
    };
    old(&["sync"]).fine().warns("已同步：收到 1 项，推送 2 个提交");
    assert!(git.desk.text().contains("走访企业") && git.desk.text().contains("现场会") && git.desk.path("说明.txt").exists());
    // Another file that both changed, apart and then alike.
    for (side, line, other) in [("desk", "一", "一甲"), ("other", "四", "四乙")] {
        let file = git.desk.path(&format!("../{side}/说明.txt"));
        if side == "other" {
            git.other(&["pull", "-q"]).fine();
        }
        fs::write(&file, fs::read_to_string(&file).unwrap().replace(line, other)).unwrap();
    }
    git.commit("甲");
    git.other(&["commit", "-qam", "乙"]).fine();
    git.other(&["push", "-q"]).fine();
    old(&["sync"]).fine();
    assert_eq!(fs::read_to_string(git.desk.path("说明.txt")).unwrap(), "一甲\n二\n三\n四乙\n");
    git.other(&["pull", "-q"]).fine();
    for (side, words) in [("desk", "丙"), ("other", "丁")] {
        fs::write(git.desk.path(&format!("../{side}/说明.txt")), words).unwrap();
    }
    git.commit("丙");
    git.other(&["commit", "-qam", "丁"]).fine();
    git.other(&["push", "-q"]).fine();
    old(&["sync"]).refused("台账以外的文件有冲突：说明.txt");
    assert_eq!(git.git(&["status", "--porcelain"]).out, "");
}
