use super::desk::{Desk, LEDGER};
use std::fs;

#[test]
fn deadlines_become_events_of_a_calendar() {
    let desk = Desk::new();
    let said = desk.run(&["calendar"]).fine().warns("个时限");
    let said = said.shows("BEGIN:VCALENDAR\r\n").shows("DTSTART;VALUE=DATE:20251231\r\n").shows("TRIGGER:-P6DT15H\r\n");
    assert_eq!(desk.run(&["calendar"]).fine().out, said.out);
    assert_eq!(desk.run(&["calendar", "--today", "2025-12-01"]).fine().out, said.out);
    desk.run(&["calendar", "-o", "时限.ics"]).fine().warns("已写出 时限.ics");
    assert_eq!(fs::read_to_string(desk.path("时限.ics")).unwrap(), said.out);
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn a_filter_chooses_and_the_alarm_can_be_set() {
    let desk = Desk::new();
    let said = desk.run(&["calendar", "--filter", "万头", "--alarm", "1"]).fine().warns("1 个时限");
    said.shows("万头牧场").hides("绿色食品").shows("TRIGGER:-PT15H");
    desk.run(&["calendar", "--alarm", "400"]).refused("--alarm");
    desk.run_in_english(&["calendar", "--filter", "万头"]).fine().shows("SUMMARY:due: 万头牧场");
}

#[test]
fn what_is_done_leaves_the_calendar_and_a_moved_deadline_moves_its_event() {
    let desk = Desk::new();
    let uid = |out: &str| out.lines().find(|l| l.starts_with("UID:")).map(str::to_owned);
    let before = desk.run(&["calendar", "--filter", "万头"]).fine().out;
    desk.run(&["set", "五（一）1", "--deadline", "2026-03-31", "--reason", "冬季不能施工"]).fine();
    let after = desk.run(&["calendar", "--filter", "万头"]).fine().shows("DTSTART;VALUE=DATE:20260331").shows("SEQUENCE:1");
    assert_eq!(uid(&after.out), uid(&before));
    desk.run(&["set", "五（一）1", "--status", "已完成"]).fine();
    desk.run(&["calendar", "--filter", "万头"]).fine().hides("VEVENT").warns("0 个时限");
}
