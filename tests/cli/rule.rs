use super::desk::Desk;
use super::git_desk::GitDesk;

fn contested() -> GitDesk {
    let git = GitDesk::new();
    git.run(&["setup", "git"]).fine();
    git.commit("登记");
    git.clash().fine();
    git
}

#[test]
fn what_waits_is_listed_with_who_and_when() {
    let git = contested();
    git.run(&["rule"]).fine().shows("#1 ").shows("万头奶牛牧场").shows("（李四，2025-11-20 ").warns("待裁定 2 项");
    let value = git.run(&["rule", "hulin/五（一）1", "status", "--json"]).fine().json("contested");
    let rivals = value["contested"][0]["rivals"].as_array().unwrap().clone();
    assert_eq!((value["contested"].as_array().unwrap().len(), rivals.len(), rivals[0]["by"].as_str()), (1, 2, Some("李四")));
}

#[test]
fn a_value_or_its_number_settles_and_the_ruling_stands_in_the_log() {
    let git = contested();
    let before = git.desk.text();
    git.run(&["rule", "hulin/五（一）1", "状态", "受阻", "--dry-run"]).fine().warns("没有保存");
    assert_eq!(git.desk.text(), before);
    git.run(&["rule", "hulin/五（一）1", "状态", "受阻", "--reason", "专班会议"]).fine().shows("状态 → 受阻").warns("已保存");
    git.run(&["rule", "hulin/五(一)1", "title", "#2", "--reason", "以文件为准"]).fine().shows("标题 → ");
    git.run(&["rule"]).fine().warns("没有待裁定的值");
    assert!(git.desk.text().contains("以文件为准"));
    git.run(&["list", "状态:受阻"]).fine().shows("万头");
}

#[test]
fn what_is_not_contested_is_not_ruled_on() {
    let desk = Desk::new();
    desk.run(&["rule"]).fine().warns("没有待裁定的值");
    desk.run(&["rule", "五（一）1", "status", "受阻"]).refused("没有待裁定的值").warns("duban set");
    desk.run(&["rule", "没有这条", "status", "受阻"]).refused("没有这条");
    contested().run(&["rule", "hulin/五（一）1", "status", "胡写"]).refused("胡写");
}
