//! Which days are worked is entered year by year, and deadlines count working days by it.

use super::desk::Desk;

const ENTRY: &str = "hulin/五（一）1";

#[test]
fn deadlines_count_working_days_by_the_calendar_and_say_where_it_ends() {
    let desk = Desk::new();
    let set = |today: &'static str, words: &'static str| {
        desk.run(&["--today", today, "set", ENTRY, "--deadline", words, "--reason", "会议议定", "--dry-run"])
    };
    set("2025-09-30", "5个工作日内").refused("没有年历");
    desk.run(&["calendar", "add", "2025", "--off", "2025-10-01至2025-10-08", "--work", "2025-09-28、2025-10-11"])
        .fine()
        .shows("2025-10-08");
    set("2025-09-30", "5个工作日内").fine().shows("2025-10-14");
    set("2025-12-29", "5个工作日内").refused("年历只到 2025-12-31");
    desk.run(&["--today", "2025-09-30", "step", "add", ENTRY, "--what", "报送", "--due", "5个工作日内"]).fine().shows("2025-10-14");
    let rename = ["body", "rename", "虎林市农业农村局", "虎林市农业局", "--from", "5个工作日内", "--dry-run"];
    desk.run(&[&["--today", "2025-09-30"], &rename[..]].concat()).fine().warns("自 2025-10-14 起才算数");
    desk.run(&["calendar", "add", "2025", "--off", "2025-01-01"]).refused("年历");
    desk.run(&["calendar", "add", "2026", "--off", "2025-01-01"]).refused("日期");
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
    desk.run(&["calendar"]).fine().shows("BEGIN:VCALENDAR");
}

#[test]
fn a_calendar_is_read_from_a_csv_and_what_it_does_not_say_stays() {
    let desk = Desk::new();
    let csv = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/calendar-2025-2026.csv");
    desk.run(&["calendar", "import", csv, "--source", "国务院办公厅通知"]).fine().shows("2025").shows("2026");
    let before = desk.text();
    desk.run(&["calendar", "import", csv]).fine().warns("没有改动");
    assert_eq!(desk.text(), before);
    let json = desk.run(&["calendar", "list", "--json"]).fine().json("calendar");
    assert_eq!(json["calendar"].as_array().unwrap().len(), 2);
    desk.run(&["--today", "2026-02-13", "set", ENTRY, "--deadline", "2个工作日", "--reason", "急", "--dry-run"]).fine().shows("2026-02-24");
    desk.run(&["calendar", "import", "无此文件.csv"]).refused("无此文件");
}
