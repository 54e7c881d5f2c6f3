//! Who looks after what: entered, visited, problems heard raised as matters, who has not come.

use super::desk::{Desk, LEDGER};

const ENTRY: &str = "hulin/五（一）1";

#[test]
fn a_day_that_cannot_be_is_told_and_found() {
    let desk = Desk::new();
    desk.run(&["liaison", "add", "李四", "--from", "2025-03-01"]).fine();
    for (day, odd) in
        [("2099-01-01", "日期 2099-01-01 晚于记录之日"), ("2025-02-01", "日期 2025-02-01 早于提出、督导或包联开始之日 2025-03-01")]
    {
        desk.run(&["liaison", "visit", "李四", "--on", day]).fine().warns(odd);
        desk.run(&["check"]).shows("填报存疑").shows(odd);
    }
    desk.run(&["undo", "2", "--yes"]).fine();
    desk.run(&["liaison", "visit", "李四", "--on", "2025-04-01"]).fine().quiet_of("晚于").quiet_of("早于");
    desk.run(&["check"]).hides("日期 ");
}

#[test]
fn a_leader_visits_and_what_is_heard_becomes_a_matter() {
    let desk = Desk::new();
    let on = |day: &'static str, words: &[&str]| desk.run(&[&["--today", day], words].concat());
    let add =
        ["liaison", "add", "李四", "--body", "虎林市农业农村局", "--level", "县级", "--entries", ENTRY, "--enterprises", "某食品公司"];
    on("2025-10-01", &add).refused("某食品公司");
    on("2025-10-01", &["enterprise", "add", "某食品公司"]).fine();
    on("2025-10-01", &add).fine().shows("包联企业：某食品公司");
    on("2025-11-01", &["liaison"]).fine().shows("本季度未走访");
    let visit = ["liaison", "visit", "李四", "--heard", "冷库用电不足", "--matter", "冷库用电不足"];
    on("2025-11-06", &[&visit[..], &["--dry-run"]].concat()).fine().warns("没有保存");
    on("2025-11-06", &visit).fine().shows("走访 2025-11-06：冷库用电不足");
    on("2025-11-06", &["liaison", "visit", "李四", "--heard", "冷库用电不足"]).refused("没有变化");
    on("2025-11-07", &["liaison"]).fine().shows("走访 1 次，最近 2025-11-06").hides("未走访");
    on("2026-01-05", &["liaison", "sheet"]).fine().shows("李四").shows("是");
    on("2025-11-07", &["liaison", "show", "李四"]).fine().shows("反映问题").shows("待会商，县级");
    on("2025-11-07", &["show", ENTRY]).fine().shows("包联").shows("李四（走访 1 次");
    on("2025-11-07", &["matter"]).fine().shows("冷库用电不足");
    on("2025-11-07", &["liaison", "sheet", "-o", "包联.xlsx"]).fine();
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["undo", "3", "--yes"]).fine();
    assert_eq!(desk.text(), LEDGER);
}
