//! A bulletin stands: made again after everything that happened since, it has the same bytes.

use super::desk::Desk;
use std::collections::BTreeMap;
use std::fs;

const FORMATS: [&str; 6] = ["md", "docx", "html", "xlsx", "csv", "json"];

/// A desk with a made-up ledger that has a history, and the name of a body that leads much in it.
fn desk() -> (Desk, String) {
    let desk = Desk::empty();
    desk.run(&["demo", "--entries", "120", "--seed", "7", "-o", "tasks.ron", "--today", "2026-01-20"]).fine();
    let bulletin = desk.run(&["dispatch", "2025Q1", "--format", "json"]).fine().json("dispatch");
    assert!(bulletin["entries"].as_array().unwrap().iter().any(|e| e["progress"].is_object()), "nobody had reported");
    let bodies = bulletin["departments"].as_array().unwrap().iter().filter(|b| b["name"].is_string());
    let most = bodies.max_by_key(|b| b["leads"]["total"].as_u64()).unwrap();
    (desk, most["name"].as_str().unwrap().to_owned())
}

/// The first quarter of 2025, the half-year before and the body's sheet, in every format.
fn bulletins(desk: &Desk, body: &str, round: &str) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for format in FORMATS {
        for (name, words) in
            [("quarter", vec!["2025Q1"]), ("days", vec!["2024-10-01..2025-03-31"]), ("sheet", vec!["2025Q1", "--dept", body])]
        {
            let file = format!("{round}-{name}.{format}");
            desk.run(&[&["dispatch"], &words[..], &["-o", &file]].concat()).fine();
            all.insert(format!("{name}.{format}"), fs::read(desk.path(&file)).unwrap());
        }
    }
    all
}

/// What offices do all year; reports on the first quarter that come too late among it.
fn go_on(desk: &Desk, body: &str) {
    let filter = format!("牵头:{body}");
    let set = |words: &[&str]| desk.run(&[&["set", "--yes", "--filter", &filter], words].concat()).fine();
    set(&["--status", "推进中", "--percent", "77", "--period", "2025Q1"]);
    set(&["--deadline", "2027-11-30", "--reason", "春季开工推迟"]);
    set(&["--lead", body, "--reason", "会议明确"]);
    let list = desk.run(&["list", "--json"]).json("list");
    let id = list["entries"][0]["id"].as_str().unwrap();
    desk.run(&["note", id, "已完成年度任务。", "--problems", "无", "--status", "已完成", "--period", "2025Q1", "--yes"]).fine();
    desk.run(&["add", "--plan", id.split('/').next().unwrap(), "--title", "新增任务", "--lead", body]).fine();
    desk.run(&["urge", "issue", "--dept", body, "--level", "2", "-o", "函.docx", "--today", "2026-01-20", "--yes"]).fine();
    desk.run(&["fmt"]);
}

#[test]
fn a_bulletin_made_today_is_the_one_made_then_byte_for_byte_in_every_format() {
    let (desk, body) = desk();
    let then = bulletins(&desk, &body, "then");
    let ledger = desk.text();
    for round in 1..3 {
        go_on(&desk, &body);
        let now = bulletins(&desk, &body, &format!("now{round}"));
        for (file, bytes) in &then {
            assert!(!bytes.is_empty() && now[file] == *bytes, "{file} changed in round {round}");
        }
    }
    assert!(desk.text().len() > ledger.len() + 2000);
    let later = desk.run(&["dispatch", "2025Q1", "--cutoff", "2099-12-31", "--format", "json"]).fine().json("dispatch");
    let first: serde_json::Value = serde_json::from_slice(&then["quarter.json"]).unwrap();
    assert_ne!(later["fingerprint"], first["fingerprint"]);
    assert_ne!(later["buckets"], first["buckets"]);
}
