//! A clock that is wrong: whoever looks, by whatever way, the record counts for one day, and the file keeps what was written.

use super::desk::{Desk, LEDGER, said};

/// The times, the day that counts, and whether the written one is believed.
const CLOCKS: [(&str, &str, bool); 3] =
    [("2031-10-15", "2025-10-09", false), ("1970-01-01", "2025-10-09", false), ("2025-10-08", "2025-10-08", true)];

/// A report that names no period, by somebody who had seen that of 9 October; nobody comes after it.
fn desk(on: &str) -> Desk {
    let head = format!("id: \"cccccccccc\", at: \"{on}T09:30:00+08:00\", by: (person: \"丙\"), after: [\"aaaaaaaaaaaaa\"]");
    let update = format!("Update({head}, says: [Percent(from: 20, to: 35), Progress(\"按期开工\")])");
    Desk::with(&LEDGER.replacen("updates: [", &format!("updates: [{update},"), 1))
}

#[test]
fn every_way_to_look_goes_by_one_time_whatever_the_clock_said() {
    for (on, counts, believed) in CLOCKS {
        let desk = desk(on);
        let run = |words: &[&str]| desk.run(words);
        let entry = run(&["list", "五（一）1", "--json"]).fine().json("list")["entries"][0].clone();
        assert_eq!((entry["last_report"].as_str(), entry["percent"].as_u64()), (Some("2025-10-09"), Some(35)), "{on}: {entry}");
        let entry = run(&["show", "五（一）1", "--json"]).fine().json("entries")["entries"][0].clone();
        assert_eq!((entry["last_report"].as_str(), entry["percent"].as_u64()), (Some("2025-10-09"), Some(35)), "{on}");
        for (period, cutoff) in [("2025Q3", "2025-10-10"), ("2025Q4", "2025-11-20")] {
            let said = run(&["dispatch", period, "--cutoff", cutoff, "--format", "json"]).fine();
            assert_eq!(said.err.contains("1 条记录的时间不准"), !believed, "{said:?}");
            let bulletin = said.json("dispatch");
            let row = bulletin["entries"].as_array().unwrap().iter().find(|e| e["id"] == "hulin/五（一）1").unwrap().clone();
            assert_eq!((&row["percent"], row["last_report"].as_str()), (&35.into(), Some("2025-10-09")), "{on} in {period}");
            assert_eq!(
                (row["progress"]["text"].as_str(), row["progress"]["period"].as_str()),
                (Some("按期开工"), Some("2025Q4")),
                "{on}: {row}"
            );
            let body = bulletin["departments"].as_array().unwrap().iter().find(|b| b["name"] == "虎林市农业农村局").unwrap().clone();
            assert_eq!(body["last_report"], "2025-10-09", "{on}");
        }
        let since = |day: &str| run(&["changes", "--since", day]).fine();
        assert!(since("2025-10-07").out.contains(&format!("{counts} 丙：")), "{on}: {:?}", since("2025-10-07"));
        since("2025-10-09").hides("按期开工");
        let then = |day: &str| {
            said(desk.untimed(&["show", "五（一）1", "--json", "--as-of", day])).json("entries")["entries"][0]["percent"].clone()
        };
        assert_eq!([then("2025-10-07"), then("2025-10-10")], [serde_json::Value::Null, 35.into()], "{on}");
        run(&["urge", "draft", "--dept", "虎林市农业农村局", "--level", "2", "--dry-run"]).shows("2025.10.9：按期开工");
        let page = run(&["show", "五（一）1"]).fine().shows(on);
        assert_eq!(page.out.contains("时钟不准，计为 2025-10-09"), !believed, "{page:?}");
        assert_eq!(run(&["check"]).out.contains(&format!("cccccccccc: {on} → {counts}")), !believed);
    }
}

#[test]
fn a_wrong_clock_counts_for_the_period_that_is_stated_and_its_time_stays_in_the_file() {
    for on in ["2031-10-15", "1970-01-01"] {
        let desk = desk(on);
        let text = desk.text().replace("by: (person: \"丙\"),", "by: (person: \"丙\"), period: \"2025Q2\",");
        std::fs::write(desk.path("tasks.ron"), text).unwrap();
        let bulletin = desk.run(&["dispatch", "2025Q4", "--format", "json"]).fine().json("dispatch");
        let row = bulletin["entries"].as_array().unwrap().iter().find(|e| e["id"] == "hulin/五（一）1").unwrap().clone();
        assert_eq!((row["progress"]["period"].as_str(), row["last_report"].as_str()), (Some("2025Q2"), Some("2025-10-09")), "{on}");
        desk.run(&["set", "五（一）1", "--percent", "50"]).fine();
        assert!(desk.text().contains(&format!("at: \"{on}T09:30:00+08:00\"")));
        desk.run(&["fmt"]).fine();
        assert!(desk.text().contains(&format!("at: \"{on}T09:30:00+08:00\"")));
    }
}

/// Nobody came after it, its author had seen nothing, and it names no period: nothing tells the day, and that is said.
#[test]
fn of_a_record_of_which_nothing_tells_the_day_check_and_bulletin_say_so() {
    let update =
        "Update(id: \"cccccccccc\", at: \"2031-10-15T09:30:00+08:00\", by: (person: \"丙\"), says: [Percent(to: 35), Progress(\"开工\")])";
    let entry = LEDGER.find("title: \"加强组织领导\"").unwrap();
    let (before, after) = LEDGER.split_at(entry);
    let desk =
        Desk::with(&format!("{before}{}", after.replacen("lead: Unassigned,", &format!("lead: Unassigned, updates: [{update}],"), 1)));
    desk.run(&["check"]).shows("hulin/六（一）  cccccccccc: 2031-10-15 → ").shows("?");
    desk.run(&["show", "六（一）"]).fine().shows("没有期间和先后可依，算作今天");
    for period in ["2025Q3", "2025Q4"] {
        let said = desk.run(&["dispatch", period, "--format", "md"]).fine().warns("1 条记录的时间不准");
        said.warns("`hulin/六（一）` 加强组织领导：有记录的时间不准，也没有期间和先后可依，算作今天记的，可能没有计入本期");
    }
    // Who says of which period it is has told the day.
    let text = desk.text().replacen("by: (person: \"丙\"),", "by: (person: \"丙\"), period: \"2025Q3\",", 1);
    std::fs::write(desk.path("tasks.ron"), text).unwrap();
    assert!(!desk.run(&["check"]).out.contains("→ 2025-09-30?"));
    desk.run(&["dispatch", "2025Q3", "--format", "md"]).fine().warns("已按所报期间和先后依据统计");
}

#[test]
fn a_parent_says_that_something_below_it_waits_for_a_ruling() {
    let desk = desk("2025-10-12");
    desk.run(&["show", "hulin/五（一）"]).fine().hides("待裁定");
    let rival = "Update(id: \"dddddddddd\", at: \"2031-10-15T09:30:00+08:00\", by: (person: \"丁\"), after: [\"aaaaaaaaaaaaa\"], says: [Percent(to: 90)]),";
    std::fs::write(desk.path("tasks.ron"), desk.text().replacen("updates: [", &format!("updates: [{rival}"), 1)).unwrap();
    desk.run(&["show", "hulin/五（一）"]).fine().shows("1 项待裁定");
}
