use super::desk::{Desk, LEDGER};
use std::fs;

const ISSUE: [&str; 6] = ["urge", "issue", "--dept", "虎林市农业农村局", "--level", "2"];
const DRAFT: [&str; 6] = ["urge", "draft", "--dept", "虎林市农业农村局", "--level", "2"];

#[test]
fn a_letter_is_written_numbered_and_logged() {
    let desk = Desk::new();
    let said = desk.run(&ISSUE).fine().warns("已保存 2 条").warns("编号：〔2025〕催1号");
    said.shows("关于加快推进督办事项的催办函")
        .shows("主送：虎林市农业农村局")
        .shows("万头牧场")
        .shows("2025.10.9：完成选址。")
        .shows("【待填：反馈期限】");
    let urged = "Urged(level: Urge, number: \"〔2025〕催1号\", to: \"虎林市农业农村局\"),";
    assert_eq!(desk.text().matches(urged).count(), 2);
    assert!(LEDGER.lines().all(|line| desk.text().contains(line)));
    let shown = desk.run(&["show", "五（一）1"]).fine();
    shown.shows("催办      1 次，最近 2025-11-20 〔2025〕催1号（催办，虎林市农业农村局）").shows("催办 虎林市农业农村局，〔2025〕催1号");
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn a_letter_is_no_report_and_changes_no_status() {
    let desk = Desk::new();
    let facts = |desk: &Desk| {
        let e = desk.run(&["show", "五（一）1", "--json"]).fine().json("entries")["entries"][0].clone();
        (e["status"].clone(), e["percent"].clone(), e["light"].clone(), e["last_report"].clone())
    };
    let before = facts(&desk);
    let bulletin = desk.run(&["dispatch", "2025Q3"]).fine().out;
    desk.run(&ISSUE).fine();
    assert_eq!(facts(&desk), before);
    assert_eq!(desk.run(&["dispatch", "2025Q3"]).fine().out, bulletin);
}

#[test]
fn the_next_letter_takes_the_next_number_and_names_the_one_before() {
    let desk = Desk::new();
    desk.run(&["urge", "issue", "--dept", "虎林市农业农村局", "--level", "1", "-o", "提醒.html"]).fine().warns("已写出 提醒.html");
    let page = fs::read_to_string(desk.path("提醒.html")).unwrap();
    assert!(page.contains("关于督办事项进展情况的提醒函") && page.contains("〔2025〕催1号"));
    // On another day nothing is asked before the next one goes out.
    let next = desk.run(&["urge", "issue", "--dept", "虎林市农业农村局", "--level", "督办", "--today", "2025-11-24"]).fine();
    next.shows("〔2025〕催2号").shows("此前已发函1次：2025年11月20日提醒（〔2025〕催1号）").shows("现予督办");
}

#[test]
fn a_dry_run_shows_the_letter_and_leaves_everything_as_it_is() {
    let desk = Desk::new();
    desk.run(&[&ISSUE[..], &["--dry-run", "-o", "x.md"]].concat()).fine().shows("〔2025〕催1号").warns("没有保存");
    desk.run(&[&DRAFT[..], &["--dry-run", "-o", "x.md"]].concat()).fine().shows("〔2025〕催1号");
    assert!(desk.text() == LEDGER && !desk.path("x.md").exists());
}

#[test]
fn a_filter_narrows_it_and_who_owes_nothing_gets_no_letter() {
    let desk = Desk::new();
    desk.run(&[&DRAFT[..], &["--filter", "万头", "--dry-run"]].concat()).fine().shows("万头牧场").hides("精深加工");
    let none = [&["--filter", "精深"], &DRAFT[..], &["--filter", "万头", "--dry-run"]].concat();
    desk.run(&none).fine().warns("没有需要催办的事项");
    let part = desk.run(&["urge", "draft", "--dept", "虎林市工信科技局", "--level", "1", "--dry-run"]).fine();
    part.shows("你单位承担部分工作的").shows("本单位部分未反馈");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn machines_get_the_letter_with_the_changes() {
    let desk = Desk::new();
    let value = desk.run(&[&ISSUE[..], &["--json", "--dry-run"]].concat()).fine().json("changes");
    assert_eq!(desk.run(&[&DRAFT[..], &["--json"]].concat()).fine().json("letter")["letter"], value["letter"]);
    assert_eq!((value["letter"]["number"].as_str(), value["letter"]["level"].as_u64()), (Some("〔2025〕催1号"), Some(2)));
    assert_eq!(value["changes"][0]["update"]["says"][0]["urged"]["to"], "虎林市农业农村局");
}

#[test]
fn what_is_not_understood_is_refused() {
    let desk = Desk::new();
    desk.run(&["urge", "draft", "--dept", "虎林市农业农村局", "--level", "4"]).refused("--level 不认得 `4`").warns("1（提醒）");
    desk.run(&["urge", "draft", "--dept", "虎林市农业农村局"]).refused("--level");
    desk.run(&[&DRAFT[..], &["--dept", "虎林市工信科技局"]].concat()).refused("`--dept` 写了两次").warns("请只写一次");
    desk.run(&[&DRAFT[..], &["--period", "9月底"]].concat()).refused("--period：`9月底` 不是期间");
    desk.run(&[&DRAFT[..], &["--format", "pdf"]].concat()).refused("--format 不认得 `pdf`");
    desk.run(&[&DRAFT[..], &["--format", "md", "-o", "tasks.ron"]].concat()).refused("就是台账本身");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn a_letter_for_a_body_that_ended_goes_to_the_one_that_has_its_duties() {
    let desk = Desk::new();
    desk.run(&["body", "merge", "虎林市农业农村局", "--into", "虎林市工信科技局", "--from", "2025-11-01"]).fine();
    desk.run(&["urge", "draft", "--dept", "虎林市农业农村局", "--level", "1", "--dry-run"]).fine().shows("主送：虎林市工信科技局");
}

#[test]
fn a_draft_is_written_and_logs_nothing() {
    let desk = Desk::new();
    desk.run(&[&DRAFT[..], &["-o", "函.docx"]].concat()).fine().warns("已写出 函.docx").warns("没有记入台账");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&DRAFT).fine().shows("〔2025〕催1号");
}

#[test]
fn the_firmest_letter_before_any_other_is_asked_about() {
    let desk = Desk::new();
    let firm = ["urge", "issue", "--dept", "虎林市农业农村局", "--level", "3"];
    let said = desk.run(&firm);
    assert!(said.code != 0 && desk.text() == LEDGER, "{said:?}");
    said.warns("虎林市农业农村局没有发过提醒或催办，直接督办").warns("--yes");
    desk.run(&["urge", "issue", "--dept", "虎林市农业农村局", "--level", "1"]).fine();
    desk.run(&firm).warns("虎林市农业农村局今天已经发过函").warns("--yes");
    desk.run(&[&firm[..], &["--yes"]].concat()).fine().warns("已保存");
}

#[test]
fn everybody_who_owes_something_gets_a_letter_with_its_own_number() {
    let desk = Desk::new();
    let all = ["urge", "draft", "--all", "--level", "1", "-o", "函"];
    let said = desk.run(&all).fine().shows("01-虎林市农业农村局.docx").warns("另打包为 函.zip").warns("没有记入台账");
    assert!(
        said.out.contains("〔2025〕催1号") && said.out.contains("〔2025〕催2号"),
        "who only shares and owes its part is asked too: {said:?}"
    );
    assert_eq!(desk.text(), LEDGER);
    assert!(desk.path("函/00-发放清单.xlsx").exists() && desk.path("函.zip").exists());
    desk.run(&["urge", "issue", "--all", "--level", "1", "-o", "函"]).fine().warns("已保存");
    let numbers: std::collections::BTreeSet<&str> = desk
        .text()
        .lines()
        .filter_map(|line| Some(line.trim().split_once("number: \"")?.1.split_once('"')?.0.to_owned()))
        .map(|n| &*n.leak())
        .collect();
    assert_eq!(numbers.len(), fs::read_dir(desk.path("函")).unwrap().count() - 1);
    desk.run(&["check"]).fine();
    // The letters are written and may have gone out: what was logged of them is corrected, and their numbers are not given again.
    desk.run(&["undo"]).fine().warns("函的文件仍在，编号不再用");
    assert!(LEDGER.lines().all(|line| desk.text().contains(line)) && numbers.iter().all(|number| desk.text().contains(number)));
    desk.run(&["show", "五（一）1"]).fine().hides("催办      ");
    let again = desk.run(&all).fine().shows(&format!("〔2025〕催{}号", numbers.len() + 1));
    assert!(numbers.iter().all(|number| !again.out.contains(number)), "{again:?}");
    desk.run(&["check"]).fine();
}
