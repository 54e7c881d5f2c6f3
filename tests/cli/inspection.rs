//! Inspections and what they found: entered, mended, re-checked, sent back; the letter; lights and bulletins.

use super::desk::{Desk, LEDGER};

const ENTRY: &str = "hulin/五（一）1";
const BODY: &str = "虎林市农业农村局";

fn found() -> Desk {
    let desk = Desk::new();
    desk.run(&["inspection", "add", "四季度督导", "--on", "2025-11-06", "--bodies", BODY, "--entries", ENTRY]).fine();
    let add = ["rectification", "add", "台账不全", "--inspection", "四季度督导", "--body", BODY, "--entry", ENTRY];
    desk.run(&[&add[..], &["--wanted", "补齐台账", "--due", "2025-11-20"]].concat()).fine().shows("整改时限：2025-11-20");
    desk
}

#[test]
fn a_finding_is_mended_sent_back_and_re_checked() {
    let desk = found();
    desk.run(&["--today", "2025-11-25", "rectification"]).fine().shows("待整改，时限 2025-11-20，超期 5 天");
    desk.run(&["rectification", "recheck", "台账不全"]).refused("没有报已完成");
    let mended = ["rectification", "mended", "台账不全", "--on", "2025-11-24", "--basis", "整改报告"];
    desk.run(&mended).fine().shows("已完成");
    desk.run(&["rectification", "show", "台账不全"]).fine().shows("已整改待复查").shows("逾期完成").shows("整改报告");
    desk.run(&["rectification", "return", "台账不全", "--reason", "仍缺三季度"]).fine().shows("仍缺三季度");
    desk.run(&["--today", "2025-11-25", "rectification"]).fine().shows("待整改");
    desk.run(&mended).fine();
    desk.run(&["rectification", "recheck", "台账不全", "--basis", "现场复查"]).fine().shows("现场复查");
    desk.run(&["rectification"]).fine().hides("台账不全");
    desk.run(&["inspection", "show", "四季度督导"]).fine().shows("已复查销号");
    desk.run(&["inspection", "withdraw", "四季度督导"]).refused("用到");
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn what_is_mended_and_re_checked_before_the_inspection_is_told_and_found() {
    let desk = found();
    let odd = "早于提出、督导或包联开始之日 2025-11-06";
    desk.run(&["--today", "2025-11-24", "rectification", "mended", "台账不全", "--on", "2025-10-01"]).fine().warns(odd);
    desk.run(&["undo"]).fine();
    desk.run(&["--today", "2025-11-02", "rectification", "mended", "台账不全"]).fine().warns(odd);
    desk.run(&["--today", "2025-11-03", "rectification", "recheck", "台账不全"]).fine().warns(odd);
    assert_eq!(desk.run(&["check"]).out.matches(odd).count(), 2);
}

#[test]
fn what_is_late_makes_its_entry_red_and_stands_in_the_bulletin() {
    let desk = found();
    let on = |day: &'static str, words: &[&str]| desk.run(&[&["--today", day], words].concat());
    on("2025-11-20", &["show", ENTRY, "--why"]).fine().hides("督导发现的问题");
    on("2025-11-21", &["show", ENTRY, "--why"]).fine().shows("督导发现的问题应于 2025-11-20 前整改，已过 1 天");
    on("2025-11-21", &["show", ENTRY]).fine().shows("整改").shows("台账不全");
    let page = |words: &[&str]| on("2026-02-01", &[&["dispatch", "2025Q4", "--format", "md"], words].concat()).fine().out;
    let told = "本期督导检查1次，发现需要整改的问题1个；整改完成0个，尚未整改1个，其中超过整改时限1个。";
    let bulletin = page(&[]);
    assert!(bulletin.contains("督导检查") && bulletin.contains(told) && bulletin.contains("整改超期"), "{bulletin}");
    assert!(page(&["--dept", BODY]).contains(told));
    assert!(!page(&["--dept", "鸡西市农业农村局"]).contains("督导检查"));
}

#[test]
fn the_letter_is_numbered_and_logged_and_lists_what_is_not_mended() {
    let desk = found();
    let letter = ["--today", "2025-11-25", "inspection", "letter", "四季度督导", "--dept", BODY];
    desk.run(&[&letter[..], &["--dry-run"]].concat()).fine().shows("督查整改通知").shows("台账不全").warns("〔2025〕改1号");
    desk.run(&[&letter[..], &["-o", "通知.docx"]].concat()).fine().warns("〔2025〕改1号");
    assert!(desk.path("通知.docx").exists());
    desk.run(&["rectification", "show", "台账不全"]).fine().shows("〔2025〕改1号");
    desk.run(&[&letter[..], &["--dry-run"]].concat()).fine().warns("〔2025〕改2号");
    desk.run(&["rectification", "mended", "台账不全"]).fine();
    desk.run(&letter).fine().warns("没有待整改的问题");
}

#[test]
fn what_is_no_finding_is_refused_and_the_first_is_taken_back_to_the_byte() {
    let desk = Desk::new();
    desk.run(&["rectification", "add", "台账不全", "--inspection", "无此督导", "--body", BODY]).refused("无此督导");
    desk.run(&["inspection", "add", "督导", "--bodies", "无此局"]).refused("无此局");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&["inspection", "add", "督导"]).fine();
    desk.run(&["undo", "--yes"]).fine();
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn what_is_told_in_between_neither_mends_a_finding_nor_opens_it_again() {
    let desk = found();
    let between = ["rectification", "mended", "台账不全", "--words", "正在补", "--progress-only"];
    desk.run(&between).fine().shows("正在补");
    desk.run(&["rectification", "show", "台账不全"]).fine().shows("待整改").shows("正在补");
    desk.run(&["rectification", "mended", "台账不全"]).fine();
    desk.run(&["rectification", "recheck", "台账不全", "--basis", "现场复查"]).fine();
    desk.run(&["rectification", "mended", "台账不全", "--words", "后续维护", "--progress-only"]).fine();
    desk.run(&["rectification", "show", "台账不全"]).fine().shows("已复查销号").shows("后续维护");
}
