//! What looks wrong and may be right is asked about; where nobody can be asked, `--yes` says that it is so.

use super::desk::{Desk, LEDGER};

#[test]
fn a_deadline_that_is_over_wants_to_be_confirmed() {
    let desk = Desk::new();
    let set = ["set", "六（一）", "--deadline", "9月底", "--reason", "设备晚"];
    desk.run(&set).refused("要先确认：时限 2025-09-30 已过").warns("--yes");
    let add = ["add", "--plan", "hulin", "--title", "新事", "--deadline", "2024-09-30"];
    desk.run(&add).refused("时限 2024-09-30 已过");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&[&set[..], &["--dry-run"]].concat()).fine().warns("时限 2025-09-30 已过");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&[&set[..], &["--yes"]].concat()).fine().warns("时限 2025-09-30 已过");
    desk.run(&[&add[..], &["--yes"]].concat()).fine();
    desk.run(&["set", "五（一）1", "--deadline", "明年3月底", "--reason", "会议定的"]).fine().quiet_of("已过");
}

#[test]
fn what_contradicts_itself_wants_to_be_confirmed_and_what_is_often_so_is_only_told() {
    let desk = Desk::new();
    let lead = ["--as", "虎林市农业农村局"];
    let set = |words: &[&str]| desk.run(&[&["set", "五（一）1"][..], words, &lead].concat());
    set(&["--status", "未启动"]).refused("状态未启动，所报比例却是 20%");
    set(&["--percent", "10"]).fine().warns("完成比例由 20% 降为 10%");
    desk.run(&[&["set", "hulin/五（一）", "--status", "已完成"][..], &lead].concat()).refused("下级还有 1 项没有完成");
    set(&["--status", "已完成"]).fine();
    set(&["--percent", "40"]).refused("状态已完成，所报比例却是 40%");
    desk.run(&[&["set", "hulin/五（一）", "--status", "已完成"][..], &lead].concat()).fine();
    desk.run(&["note", "六（一）", "预报", "--period", "2026Q2"]).refused("2026年第二季度还没有开始");
}

#[test]
fn a_percent_below_the_whole_of_what_is_done_is_found() {
    let desk = Desk::new();
    desk.run(&["set", "五（一）1", "--status", "已完成"]).fine();
    desk.run(&["set", "五（一）1", "--percent", "40", "--yes"]).fine();
    desk.run(&["check"]).shows("状态已完成，所报比例却是 40%");
}

#[test]
fn facts_are_amended_by_their_lead_and_the_office() {
    let desk = Desk::new();
    let amend = |by: &str| desk.run(&["amend", "hulin/五（一）", "--title", "新名", "--as", by]);
    amend("虎林市工信科技局").refused("台账所载内容由虎林市农业农村局或专班办公室修改");
    assert_eq!(desk.text(), LEDGER);
    amend("虎林市农业农村局").fine();
}

#[test]
fn a_problem_that_a_later_report_leaves_out_is_told() {
    let desk = Desk::new();
    desk.run(&["note", "六（一）", "--problems", "没有人手", "--period", "2025Q3"]).fine();
    desk.run(&["note", "六（一）", "开会", "--period", "2025Q2"]).fine().quiet_of("没有人手");
    desk.run(&["note", "六（一）", "开会", "--still", "1"]).fine().shows("问题仍在：没有人手");
    desk.run(&["note", "六（一）", "又开会", "--today", "2026-02-01"]).fine().warns("先前的问题 `没有人手` 没有说已解决还是仍在");
}

#[test]
fn who_records_without_a_body_is_told_so_once_a_call() {
    let desk = Desk::new();
    let said = desk.run(&["set", "五（一）1", "六（一）", "--percent", "30"]).fine();
    assert_eq!(said.err.matches("没有说是哪个单位").count(), 1, "{}", said.err);
    desk.run(&["show", "五（一）1"]).fine().shows("未写单位，代农业农村局");
    desk.run(&["set", "六（一）", "--percent", "40", "--as", "虎林市农业农村局"]).fine().quiet_of("没有说是哪个单位");
    desk.run(&["list"]).fine().quiet_of("没有说是哪个单位");
}

#[test]
fn a_returned_completion_is_as_far_as_it_was_and_answers_what_was_proposed() {
    let desk = Desk::with(&LEDGER.replacen(
        "    title: \"试验台账\",\n",
        "    title: \"试验台账\",\n    settings: (confirmation: true, office: [\"虎林市工信科技局\"]),\n",
        1,
    ));
    let by = |body: &str, words: &[&str]| desk.run(&[words, &["--as", body]].concat());
    let (lead, office) = ("虎林市农业农村局", "虎林市工信科技局");
    by(lead, &["set", "五（一）1", "--status", "已完成", "--percent", "100"]).fine();
    by(lead, &["confirm", "五（一）1"]).fine();
    desk.run(&["proposals"]).fine().shows("hulin/五（一）1");
    by(office, &["return", "五（一）1", "--reason", "没有验收材料"]).fine();
    desk.run(&["proposals"]).fine().hides("hulin/五（一）1");
    let entry = desk.run(&["show", "五（一）1", "--json"]).json("entries")["entries"][0].clone();
    assert_eq!((entry["percent"].as_u64(), entry["status"].as_str()), (Some(20), Some("underway")));
    desk.run(&["check"]).hides("降为");
    by(lead, &["set", "五（一）1", "--status", "已完成"]).fine();
    by(lead, &["confirm", "五（一）1"]).fine();
    by(office, &["confirm", "五（一）1"]).fine();
    desk.run(&["proposals"]).fine().hides("hulin/五（一）1");
}
