//! Entries are withdrawn, moved, split and joined by commands.

use super::desk::{Desk, LEDGER};

fn added(desk: &Desk, words: &[&str]) -> String {
    desk.run(&[&["entry", "add", "--plan", "hulin"], words].concat()).fine().out.trim().to_owned()
}

fn entry(desk: &Desk, id: &str) -> serde_json::Value {
    desk.run(&["show", id, "--json"]).fine().json("entries")["entries"][0].clone()
}

#[test]
fn the_noun_lists_shows_adds_and_sets_as_the_verbs_do() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["entry"]).fine().out, desk.run(&["list"]).fine().out);
    assert_eq!(desk.run(&["entry", "list", "牧场"]).fine().out, desk.run(&["list", "牧场"]).fine().out);
    assert_eq!(desk.run(&["entry", "show", "五（一）1"]).fine().out, desk.run(&["show", "五（一）1"]).fine().out);
    let id = added(&desk, &["--title", "稻米加工厂", "--lead", "农业农村局"]);
    desk.run(&["entry", "set", &id, "--status", "推进中", "--investment", "5000"]).fine().shows("推进中").shows("5000");
}

#[test]
fn what_was_entered_by_mistake_is_withdrawn_with_what_hangs_under_it_and_what_has_a_log_is_not() {
    let desk = Desk::new();
    let top = added(&desk, &["--title", "水源工程", "--lead", "农业农村局"]);
    let below = added(&desk, &["--title", "水库", "--parent", &top]);
    let before = desk.text();
    desk.run(&["entry", "withdraw", &top]).refused("还有 1 处用到").warns("一并撤回");
    desk.run(&["entry", "withdraw", "五（一）1"]).refused("已有 1 次记录").warns("duban set hulin/五（一）1 --status 已终止");
    desk.run(&["entry", "withdraw"]).refused("没有说要撤回哪一条");
    desk.run(&["entry", "withdraw", &top, &below, "--dry-run"]).fine().warns("没有保存");
    assert_eq!(desk.text(), before);
    desk.run(&["entry", "withdraw", &top, &below]).fine();
    assert_eq!(desk.text(), LEDGER);
    desk.run(&["undo"]).fine();
    assert_eq!(desk.text(), before);
}

#[test]
fn many_are_not_withdrawn_without_a_word() {
    let desk = Desk::new();
    (0..11).for_each(|n| drop(added(&desk, &["--title", &format!("甲{n}")])));
    desk.run(&["entry", "withdraw", "--filter", "甲"]).refused("将一次改动 11 条：甲0、甲1、甲2等");
    desk.run(&["entry", "withdraw", "--filter", "甲", "--yes"]).fine();
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn an_entry_is_moved_with_its_duties_or_takes_those_from_above() {
    let desk = Desk::new();
    let programme = added(&desk, &["--title", "牧场工程", "--kind", "专项", "--lead", "工信科技局"]);
    let moves = ["entry", "move", "五（一）1", "--under", &programme];
    desk.run(&["entry", "move", "五（一）1"]).refused("缺少");
    desk.run(&["entry", "move", "五（一）1", "--top", "--under", &programme]).refused("不能与");
    desk.run(&["entry", "move", "五（一）1", "--under", "jixi/五（一）"]).refused("在另一个方案里").warns("结转");
    desk.run(&["entry", "move", "hulin/五（一）", "--under", "五（一）1"]).refused("不能放在它自己之下");
    desk.run(&["entry", "move", "五（一）1", "--under", "hulin/五（一）"]).refused("就在那里");
    desk.run(&["entry", "move", "五（一）1", "--under", "六（一）", "--inherit"]).refused("没有责任分工").warns("--inherit");
    let before = desk.text();
    desk.run(&[&moves[..], &["--dry-run"]].concat()).fine().shows("上级条目").warns("没有保存");
    assert_eq!(desk.text(), before);
    desk.run(&moves).fine().shows("上级条目").shows(&programme);
    let moved = entry(&desk, "hulin/五（一）1");
    assert_eq!((&moved["parent"], &moved["lead"]), (&programme.clone().into(), &"虎林市农业农村局".into()), "its duties went along");
    desk.run(&["undo"]).fine();
    assert_eq!(desk.text(), before);
    let changed = desk.run(&[&moves[..], &["--inherit", "--json"]].concat()).fine().json("changed");
    assert!(changed["differences"].to_string().contains("上级条目"));
    assert_eq!(entry(&desk, "hulin/五（一）1")["lead"], "虎林市工信科技局");
    desk.run(&["entry", "move", "五（一）1", "--top"]).fine();
    assert!(entry(&desk, "hulin/五（一）1")["parent"].is_null());
    desk.run(&["check"]).hides("无可继承");
}

#[test]
fn an_entry_is_split_into_others_that_have_its_duties_and_it_says_where_it_goes_on() {
    let desk = Desk::new();
    let split = ["entry", "split", "五（一）1", "--into", "一期", "二期", "--basis", "会议纪要〔2025〕7号"];
    desk.run(&split[..4]).refused("--into");
    desk.run(&["entry", "split", "五（一）1", "--into", "一期", "--into", "一期"]).refused("至少要分解为两条");
    desk.run(&[&split[..], &["--dry-run"]].concat()).fine().warns("没有保存");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&split).fine().shows("一期").shows("二期").shows("已结转").shows("分解为一期、二期").shows("会议纪要〔2025〕7号");
    let all = desk.run(&["list", "--json"]).fine().json("list");
    let new: Vec<_> = all["entries"].as_array().unwrap().iter().filter(|e| e["title"].as_str().unwrap().ends_with('期')).collect();
    assert_eq!(new.len(), 2);
    for one in &new {
        assert_eq!((&one["parent"], &one["lead"]), (&"hulin/五（一）".into(), &"虎林市农业农村局".into()), "{one}");
        assert_eq!((&one["regions"][0], &one["deadline"]), (&"虎林市".into(), &"2025-12-31".into()));
        desk.run(&["show", one["id"].as_str().unwrap()]).fine().shows("由来").shows("hulin/五（一）1  万头牧场");
    }
    desk.run(&["show", "五（一）1"]).fine().shows("完成选址").shows("结转到").shows("一期、").shows("这里不再判断");
    desk.run(&["entry", "split", "五（一）1", "--into", "甲", "乙"]).refused("已办结、终止或结转");
    for command in
        [&["note", "五（一）1", "又开工"][..], &["set", "五（一）1", "--percent", "40"], &["amend", "五（一）1", "--summary", "新概要"]]
    {
        let said = desk.run(&[command, &["--dry-run"]].concat()).fine().warns("已结转").warns("后续请记到那里");
        assert!(said.err.contains("一期") && said.err.contains("二期"), "{}", said.err);
    }
    let other = desk.run(&["note", "jixi/五（一）", "开工", "--dry-run"]).fine();
    assert!(!other.err.contains("已结转"), "{}", other.err);
    desk.run(&["check"]).hides("错误");
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["undo"]).fine();
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn a_split_that_was_committed_is_taken_back_and_nothing_names_what_went() {
    let git = super::git_desk::GitDesk::new();
    git.run(&["entry", "split", "五（一）1", "--into", "一期", "二期", "--basis", "纪要"]).fine();
    git.commit("分解");
    git.run(&["undo", "--yes"]).fine().warns("更正");
    assert!(git.desk.text().contains("CarriedInto"), "what was committed stays in the log");
    git.run(&["check"]).fine().hides("条目不存在");
    git.commit("撤回");
    git.run(&["redo", "--yes"]).fine();
    git.run(&["check"]).fine().hides("条目不存在");
    git.run(&["list"]).fine().shows("一期");
}

#[test]
fn joined_entries_leave_their_duties_parts_and_goals_to_the_one_in_which_they_go_on() {
    let desk = Desk::new();
    let into = added(&desk, &["--title", "企业培育", "--lead", "工信科技局"]);
    let before = desk.text();
    let join = ["entry", "join", "hulin/五（一）", "--into", &into];
    desk.run(&["entry", "join", &into, "--into", &into]).refused("不能并入它自己");
    desk.run(&["entry", "join", "hulin/五（一）", "--into", "五（一）1"]).refused("不能并入它自己或它的下级");
    desk.run(&["entry", "join", "jixi/五（一）", "--into", &into]).refused("在另一个方案里");
    desk.run(&[&join[..], &["--as", "工信科技局"]].concat()).refused("由牵头单位或专班办公室").warns("--as");
    desk.run(&join).fine().shows("并入企业培育").shows("配合单位").shows("虎林市农业农村局");
    let joined = entry(&desk, &into);
    assert_eq!(joined["lead"], "虎林市工信科技局");
    assert!(joined["cooperating"].to_string().contains("虎林市农业农村局"));
    let below = entry(&desk, "hulin/五（一）1");
    assert_eq!((&below["parent"], &below["lead"]), (&into.clone().into(), &"虎林市农业农村局".into()));
    desk.run(&["indicator", "--json"]).fine().shows(&format!("\"entry\": \"{into}\""));
    desk.run(&["show", &into]).fine().shows("由来").shows("hulin/五（一）  精深加工企业培育行动").shows("规上企业数");
    desk.run(&["list", "--filter", "结转到:企业培育"]).fine().shows("精深加工企业培育行动").warns("共 1 条");
    desk.run(&["check"]).hides("错误");
    desk.run(&["undo"]).fine();
    assert_eq!(desk.text(), before);
}

#[test]
fn a_file_beside_the_ledger_is_attached_with_its_hash_and_looked_at_by_check() {
    let desk = Desk::new();
    let (folder, file) = (desk.path("附件"), desk.path("附件/纪要.pdf"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(&file, "纪要").unwrap();
    desk.run(&["entry", "attach", "五（一）1", "附件/纪要.pdf", "市政府会议纪要〔2025〕7号"]).fine().shows("附件");
    desk.run(&["show", "五（一）1"]).fine().shows("附件/纪要.pdf（sha256:").shows("市政府会议纪要〔2025〕7号");
    let attached = entry(&desk, "五（一）1")["attachments"].clone();
    assert_eq!(attached[0]["name"], "附件/纪要.pdf");
    assert_eq!(attached[0]["sha256"].as_str().map(str::len), Some(64));
    assert!(attached[1]["sha256"].is_null());
    desk.run(&["check"]).hides("attachment");
    desk.run(&["list", "--filter", "附件:纪要.pdf"]).fine().shows("五（一）1");
    std::fs::write(&file, "改过").unwrap();
    desk.run(&["check"]).shows("[attachment-differs]").shows("附件/纪要.pdf");
    desk.run(&["entry", "set", "五（一）1", "--attachment", "附件/纪要.pdf", "--attachment", "市政府会议纪要〔2025〕7号"]).fine();
    desk.run(&["check"]).hides("attachment");
    std::fs::remove_file(&file).unwrap();
    desk.run(&["check"]).shows("[attachment-gone]");
    desk.run(&["add", "--plan", "hulin", "--title", "会议新增", "--attachment", "附件/无.pdf"]).fine();
    desk.run(&["check"]).hides("附件/无.pdf");
}
