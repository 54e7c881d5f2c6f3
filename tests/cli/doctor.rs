use super::desk::{Desk, LEDGER};
use super::git_desk::GitDesk;
use std::fs;

fn healthy() -> GitDesk {
    let git = GitDesk::new();
    git.run(&["setup", "git"]).fine();
    git.commit("登记");
    git
}

/// The words of the checks that found something.
fn ill(git: &GitDesk) -> Vec<String> {
    let said = git.run(&["doctor", "--json"]);
    let value = said.json("doctor");
    let bad = value["checks"].as_array().unwrap().iter().filter(|c| c["fine"] == false);
    let words: Vec<String> = bad.map(|c| c["check"].as_str().unwrap().to_owned()).collect();
    assert_eq!(said.code, i32::from(!words.is_empty()), "{said:?}");
    words
}

#[test]
fn a_ledger_that_is_set_up_is_well_and_nothing_is_written() {
    let git = healthy();
    let before = git.desk.everything();
    git.run(&["doctor"]).fine().shows("好　 合并与比较办法已登记").warns("都好");
    assert_eq!(ill(&git), Vec::<String>::new());
    assert_eq!(git.desk.everything(), before);
}

#[test]
fn a_clone_that_nobody_set_up_merges_text() {
    let git = GitDesk::new();
    assert_eq!(ill(&git), ["driver", "attributes", "other-clones"]);
    let said = git.run(&["doctor"]);
    assert_eq!(said.code, 1);
    said.shows("没有登记：merge.duban.name").shows("怎么办：请运行 duban setup git").warns("3 个问题");
    git.run(&["setup", "git"]).fine();
    // Here all is well; who clones now does not get the attributes.
    assert_eq!(ill(&git), ["other-clones"]);
    git.commit("属性");
    assert_eq!(ill(&git), Vec::<String>::new());
}

#[test]
fn what_is_committed_here_and_not_pushed_is_not_with_the_others() {
    let git = GitDesk::shared();
    git.run(&["setup", "git"]).fine();
    git.commit("属性");
    assert_eq!(ill(&git), ["other-clones"]);
    git.git(&["push", "-q"]).fine();
    assert_eq!(ill(&git), Vec::<String>::new());
}

#[test]
fn a_program_that_moved_away_and_attributes_that_are_overruled_are_told() {
    let git = healthy();
    git.git(&["config", "merge.duban.driver", "'/no/such place/duban' merge -- %O %A %B %P"]).fine();
    assert_eq!(ill(&git), ["driver"]);
    git.run(&["doctor"]).shows("不是这个程序的办法：merge.duban.driver = '/no/such place/duban' merge");
    git.run(&["setup", "git"]).fine();
    fs::write(git.desk.path(".git/info/attributes"), "tasks.ron -merge\n").unwrap();
    assert!(ill(&git).contains(&"attributes".to_owned()));
}

#[test]
fn unfinished_merges_and_locks_are_told() {
    let git = GitDesk::new();
    git.clash();
    let found = ill(&git);
    assert!(found.starts_with(&["file".into(), "unfinished".into()]), "{found:?}");
    git.run(&["doctor"]).shows("冲突标记").shows("duban resolve").shows("合并（merge）");
    let git = healthy();
    fs::write(git.desk.path(".git/index.lock"), "").unwrap();
    assert_eq!(ill(&git), ["unfinished"]);
}

#[test]
fn encoding_line_endings_and_unsaved_work_are_told() {
    let git = healthy();
    fs::write(git.desk.path("tasks.ron"), b"Ledger(title: \"\xcc\xa8\xd5\xcb\")").unwrap();
    assert_eq!(ill(&git), ["file"]);
    git.commit("GBK");
    assert_eq!(ill(&git), ["file", "committed"]);
    let git = GitDesk::new();
    fs::write(git.desk.path("tasks.ron"), LEDGER.replace('\n', "\r\n")).unwrap();
    git.commit("CRLF");
    assert!(ill(&git).contains(&"line-endings".to_owned()));
    let git = healthy();
    fs::write(git.desk.path("tasks.unsaved-20251120-090000.ron"), LEDGER).unwrap();
    assert_eq!(ill(&git), ["unsaved"]);
    git.run(&["doctor"]).shows("duban restore");
    fs::remove_file(git.desk.path("tasks.unsaved-20251120-090000.ron")).unwrap();
    fs::write(git.desk.path("tasks.ron"), LEDGER.replacen('\n', "\r\n", 9)).unwrap();
    assert_eq!(ill(&git), ["line-endings"]);
}

#[test]
fn outside_git_and_without_git_it_says_so() {
    let desk = Desk::new();
    let mut command = desk.command(&["doctor"]);
    command.env("PATH", desk.home());
    let said = super::desk::said(command);
    assert_eq!(said.code, 1, "{said:?}");
    said.shows("本机没有 git").shows("好　 没有别的程序占用");
    let git = GitDesk { desk: Desk::new() };
    assert_eq!(ill(&git), ["repository"]);
    let git = healthy();
    git.git(&["rm", "-q", "--cached", "tasks.ron"]).fine();
    assert!(ill(&git).contains(&"repository".to_owned()));
    git.run(&["doctor"]).shows("台账还没有交给 git");
}
