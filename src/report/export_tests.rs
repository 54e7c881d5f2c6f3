use super::*;
use crate::report::samples::{date, ledger};

fn day(ledger: &Ledger) -> Standings {
    Standings::new(ledger, date("2026-01-31"))
}

fn json(ledger: &Ledger, only: Option<&[usize]>) -> Value {
    Extract { ledger, standings: &day(ledger), only }.json()
}

fn exported() -> Value {
    json(&ledger(), None)
}

fn entry_of<'a>(out: &'a Value, id: &str) -> &'a Value {
    out["entries"].as_array().unwrap().iter().find(|e| e["id"] == id).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_export_is_a_versioned_envelope() {
    let out = exported();
    assert_eq!((&out["schema"], &out["kind"], &out["title"]), (&json!(1), &json!("ledger"), &json!("示例台账")));
    assert_eq!(
        keys(&out),
        [
            "appraisals",
            "calendar",
            "criteria",
            "day",
            "departments",
            "enterprises",
            "entries",
            "indicators",
            "inspections",
            "kind",
            "liaisons",
            "matters",
            "persons",
            "places",
            "plans",
            "rectifications",
            "schema",
            "steps",
            "title"
        ]
    );
    assert_eq!(out["entries"].as_array().unwrap().len(), 7);
}

#[test]
fn an_entry_has_every_promised_field() {
    let out = exported();
    let promised = "id plan reference parent kind title summary lead lead_basis cooperating regions enterprises deadline deadline_basis \
                    investment_wan start_year end_year status percent light updates added clause figures line remark reason";
    for entry in out["entries"].as_array().unwrap() {
        for key in promised.split_whitespace() {
            assert!(entry.get(key).is_some(), "{key}");
        }
    }
}

#[test]
fn an_entry_that_was_added_says_when() {
    let mut l = ledger();
    l.get_mut(&"jia/三".into()).unwrap().added = Some(date("2025-09-03"));
    let out = json(&l, None);
    assert_eq!((&entry_of(&out, "jia/三")["added"], &entry_of(&out, "jia/一@甲加工厂")["added"]), (&json!("2025-09-03"), &Value::Null));
}

#[test]
fn an_inheriting_entry_prints_its_parents_bodies() {
    let out = exported();
    let plant = entry_of(&out, "jia/一@甲加工厂");
    assert_eq!((&plant["lead"], &plant["lead_basis"]), (&json!("甲市工业和信息化局"), &json!("inherited")));
    assert_eq!(
        plant["cooperating"],
        json!([{ "name": "甲市财政局", "role": "cooperating" }, { "name": "甲市各县区人民政府", "role": "implementing" }])
    );
    assert_eq!((&plant["parent"], &plant["reference"]), (&json!("jia/一"), &json!("一@甲加工厂")));
    assert_eq!(plant["investment_wan"].to_string(), "20000");
    assert_eq!(plant["kind"], "project");
}

#[test]
fn what_nobody_leads_or_reports_says_so() {
    let out = exported();
    let fund = entry_of(&out, "jia/三");
    assert_eq!((&fund["lead"], &fund["lead_basis"], &fund["status"]), (&Value::Null, &json!("unassigned"), &json!("not_reported")));
    assert_eq!((&fund["percent"], &fund["updates"], &fund["light"]), (&Value::Null, &json!([]), &json!("gray")));
    assert!(fund.get("planned_lead").is_none() && fund.get("planned_deadline").is_none());
}

#[test]
fn a_moved_deadline_shows_the_planned_one_beside_it() {
    let out = exported();
    let base = entry_of(&out, "yi/一");
    assert_eq!((&base["deadline"], &base["planned_deadline"]), (&json!("2026-03-31"), &json!("2025-12-31")));
    assert_eq!(base["contested"], json!(["status"]));
    assert_eq!(base["updates"][1]["says"], json!([{ "deadline": { "from": "2025-12-31", "to": "2026-03-31", "reason": "冬季不能施工" } }]));
    assert_eq!(base["updates"][1]["by"], json!({ "department": "乙县人民政府", "person": "张三" }));
}

#[test]
fn an_indicator_keeps_the_sense_of_its_targets_and_prints_whole_numbers_whole() {
    let out = exported();
    let indicator = &out["indicators"][0];
    let targets = r#"{"2024":{"value":156},"2025":{"at_least":200},"2026":{"range":[230,240.5]}}"#;
    assert_eq!(indicator["targets"].to_string(), targets);
    assert_eq!(indicator["baseline"].to_string(), r#"{"value":145.1,"year":2023}"#);
    assert_eq!(indicator["measured"].to_string(), r#"[{"period":"2025Q3","value":120},{"period":"2025Q4","value":201}]"#);
}

#[test]
fn a_body_prints_its_level_in_lower_case_and_its_members_by_name() {
    let out = exported();
    let group = &out["departments"][4];
    assert_eq!((&group["level"], &group["members"]), (&json!("county"), &json!(["乙县人民政府"])));
    assert_eq!(group["aliases"], json!([{ "plan": "jia", "name": "各县区人民政府" }]));
}

#[test]
fn only_the_wanted_entries_are_printed_and_places_beyond_the_ledger_are_none() {
    let l = ledger();
    let out = json(&l, Some(&[2, 0, 99]));
    let ids: Vec<&str> = out["entries"].as_array().unwrap().iter().filter_map(|e| e["id"].as_str()).collect();
    assert_eq!(ids, ["jia/二", "jia/一"]);
}

#[test]
fn a_list_counts_what_it_lists() {
    let l = ledger();
    let out = list_json(&l, &day(&l), &[0, 1, 2, 3]);
    let counts = &out["counts"];
    assert_eq!((&out["kind"], &counts["total"]), (&json!("list"), &json!(4)));
    assert_eq!(counts["by_plan_and_kind"]["jia"], json!({ "programme": 1, "project": 1, "safeguard": 1, "task": 1 }));
    assert_eq!((&counts["by_status"]["done"], &counts["by_status"]["not_reported"]), (&json!(1), &json!(1)));
    let lights: u64 = counts["by_light"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    assert_eq!(lights, 4);
}

#[test]
fn every_record_says_what_of_it_waits_for_a_ruling() {
    let mut l = ledger();
    for (id, seen, to) in [("m4", "m3", 150.0), ("m5", "m3", 160.0)] {
        let mut update = l.indicators.iter().next().unwrap().updates[2].clone();
        (update.id, update.after, update.says) = (id.into(), vec![seen.into()], vec![crate::domain::Fact::Measured { from: None, to }]);
        let indicator = l.indicators.iter().next().unwrap().id();
        crate::domain::Change::record(Subject::Indicator(indicator), update).apply(&mut l).unwrap();
    }
    let out = json(&l, None);
    assert_eq!(out["indicators"][0]["contested"].as_array().map(Vec::len), Some(1), "{}", out["indicators"][0]["contested"]);
    for section in Section::ALL.into_iter().filter(|section| *section != Section::Entry) {
        let records = out[section.name()].as_array().unwrap();
        assert!(records.iter().all(|record| record["contested"].is_array()), "{}", section.name());
        assert_eq!(records, records_json(&l, section, |_| true).as_array().unwrap());
    }
}

#[test]
fn a_kind_of_which_nothing_more_is_told_is_exported_as_it_stands() {
    let l = ledger();
    let plan = l.plans.iter().next().unwrap();
    let out = record_json(&l, &Subject::Ledger, plan.as_ref());
    assert_eq!((&out["title"], &out["contested"]), (&json!("甲市产业行动方案"), &json!([])));
}
