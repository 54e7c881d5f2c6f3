use super::desk::Desk;
use super::git_desk::GitDesk;
use std::fs;

#[test]
fn it_says_what_it_did_and_does_nothing_twice() {
    let git = GitDesk::new();
    fs::write(git.desk.path(".gitattributes"), "*.docx binary").unwrap();
    git.run(&["setup", "git"]).fine().shows("merge.duban.driver").shows(".gitattributes");
    let text = fs::read_to_string(git.desk.path(".gitattributes")).unwrap();
    assert_eq!(text, "*.docx binary\ntasks.ron merge=duban diff=duban text eol=lf\n");
    git.git(&["config", "merge.duban.driver"]).fine().shows("' merge -- %O %A %B %P");
    let before = git.desk.everything();
    git.run(&["setup", "git"]).fine().shows("早已登记").shows("早已齐备");
    assert_eq!(git.desk.everything(), before);
}

#[test]
fn a_ledger_of_another_name_in_a_folder_is_named_as_it_is() {
    let git = GitDesk::new();
    fs::create_dir(git.desk.path("材料")).unwrap();
    git.git(&["mv", "tasks.ron", "材料/我的 台账[1].ron"]).fine();
    git.run(&["setup", "git", "--file", "材料/我的 台账[1].ron"]).fine();
    let text = fs::read_to_string(git.desk.path(".gitattributes")).unwrap();
    assert_eq!(text, "\"我的 台账\\\\[1].ron\" merge=duban diff=duban text eol=lf\n");
}

#[test]
fn outside_a_repository_it_is_refused() {
    let desk = Desk::new();
    let mut command = desk.command(&["setup", "git"]);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    super::desk::said(command).refused("不在 git 版本库里").warns("git init");
    desk.run(&["setup"]).refused("");
}

#[test]
fn a_program_in_a_folder_with_blanks_hanzi_and_marks_is_called_all_the_same() {
    let git = GitDesk::new();
    let folder = git.desk.path("../工具 箱 it's 50%");
    fs::create_dir(&folder).unwrap();
    let program = folder.join("督办 duban");
    let built = assert_cmd::cargo::cargo_bin!("duban");
    fs::hard_link(built, &program).or_else(|_| fs::copy(built, &program).map(drop)).unwrap();
    let mut command = std::process::Command::new(&program);
    command.current_dir(git.desk.path("")).args(["setup", "git"]).env("DUBAN_HOME", git.desk.home());
    git.isolate(&mut command);
    super::desk::said(command).fine();
    git.git(&["config", "merge.duban.driver"]).fine().shows("督办 duban' merge -- %O %A %B %P");
    git.commit("登记");
    git.clash().fine();
    git.holds_both();
    git.git(&["diff", "HEAD~1", "HEAD"]).fine().shows("状态 推进中 → ");
    let mut command = std::process::Command::new(&program);
    command.current_dir(git.desk.path("")).args(["doctor", "--lang", "zh"]).env("DUBAN_HOME", git.desk.home());
    git.isolate(&mut command);
    super::desk::said(command).fine();
}
