//! What is one meaning is one number, wherever it is printed or drawn.

use super::desk::Desk;
use crate::tui::stage::Stage;
use calamine::{Data, Reader, Xlsx, open_workbook};
use duban::domain::{Author, DeptId, EntryClaim, Lead, Ledger, Pace, Period, Recorder, ReminderLevel};
use duban::packet::{Form, Role};
use duban::progress::Progress;
use duban::query::{Book, Filter, Scope, Selection, Which, Whose};
use duban::report::{Audience, Block, Summary, UrgeWish, Urging, bulletin};
use duban::store::{BUILT_IN, canonical, parse_text};
use duban::text::Lang;
use serde_json::{Value, json};
use std::sync::Arc;

const Q4: Period = Period::Quarter(2025, 4);

/// A member of a group, a successor that shared in what it leads now, a successor that leads, a group, a body that
/// ended.
const BODIES: [&str; 5] =
    ["密山市人民政府", "黑龙江省农业农村厅", "中国人民银行黑龙江省分行", "鸡西市各县（市）区人民政府", "黑龙江省乡村振兴局"];

#[test]
fn the_bulletin_holds_indicators_against_the_schedule_that_the_screen_shows() {
    let mut ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    let recorder =
        Recorder { by: Author::default(), clock: Arc::new(|| "2025-06-30T09:00:00+08:00".parse().unwrap()), entropy: Arc::new(|| 7) };
    let measured: Vec<_> = ledger.indicators.iter().map(|i| i.id()).step_by(3).collect();
    for (at, id) in measured.iter().enumerate() {
        let period = Period::Quarter(2025, 1 + (at % 2) as u8);
        let change = recorder.measure(&ledger, id, period, 100.0).expect("indicator");
        change.apply(&mut ledger).expect("measured");
    }
    let desk = Desk::with(&canonical(&ledger).expect("text"));
    let told = desk.run(&["dispatch", "2025Q2", "--cutoff", "2025-06-30", "--json"]).fine().json("dispatch");
    let told: Vec<&Value> = told["indicators"].as_array().unwrap().iter().collect();
    assert_eq!(told.len(), ledger.indicators.len());
    for (told, indicator) in told.into_iter().zip(&ledger.indicators) {
        let pace = Pace::of(&ledger, indicator, "2025-06-30".parse().unwrap());
        assert_eq!(told["scheduled"], json!(pace.scheduled), "{}", indicator.id());
        assert_eq!(told["met"], json!(pace.met()), "{}", indicator.id());
    }
}

/// The ledger of the five plans, in which a member leads an entry of its group.
fn ledger() -> Ledger {
    let mut ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    let shared = |e: &&Arc<duban::domain::Entry>| e.cooperating.iter().any(|c| c.dept().as_str() == BODIES[3]);
    let id = ledger.entries().iter().find(shared).expect("an entry of all counties").id.clone();
    ledger.get_mut(&id).expect("entry").lead = Lead::Stated(BODIES[0].into());
    ledger
}

/// How many entries a body leads, and in how many others it shares, in each outlet.
fn outlets(ledger: &Ledger, body: &str) -> Vec<(&'static str, usize, usize)> {
    let id = DeptId::from(body);
    let day = "2026-01-20".parse().expect("date");
    let sheet = Summary::build(ledger, Q4, day, Audience::Department(id.clone()), &Progress::default()).unwrap();
    let led = sheet.rows.iter().filter(|r| r.led()).count();
    let mut all = vec![("sheet", led, sheet.rows.len() - led)];
    let form = Form::build(ledger, &id, Q4);
    let led = form.lines.iter().filter(|l| l.role == Role::Leads).count();
    all.push(("form", led, form.lines.len() - led));

    let book = Book::new(ledger.clone(), day);
    let count = |s: Selection| s.select(&book.snapshot()).places.len();
    let ours = |whose: Whose| count(Selection { scope: whose.into(), us: Some(id.clone()), ..Selection::default() });
    all.push(("scopes", ours(Whose::Leading), ours(Whose::Cooperating)));
    let of =
        |field: &str| count(Selection { filter: Filter::parse(&format!("{field}:\"{body}\"")).expect("filter"), ..Selection::default() });
    all.push(("fields", of("牵头"), of("配合")));
    all.push(("field of both", of("牵头"), of("部门") - of("牵头")));

    let wish = UrgeWish { to: id, level: ReminderLevel::Remind, period: Some(Q4), only: None };
    all.push(("letter", Urging::build(ledger, &wish, day).leads, all[0].2));
    all
}

#[test]
fn a_body_has_the_same_duties_in_every_outlet() {
    let ledger = ledger();
    let summary = Summary::build(&ledger, Q4, "2026-01-10".parse().unwrap(), Audience::Ledger, &Progress::default()).unwrap();
    let annex = bulletin(&summary).blocks.into_iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    let annex: Vec<Vec<String>> = annex.flat_map(|t| t.rows).map(|r| r.iter().map(ToString::to_string).collect()).collect();
    let mut stage = Stage::with(ledger.clone(), Lang::Zh);
    stage.press("2").screen(120, 36);
    let desk = Desk::with(&canonical(&ledger).expect("text"));
    desk.run(&["dispatch", "2025Q4", "-o", "t.xlsx"]).fine();
    let sheet = open_workbook::<Xlsx<_>, _>(desk.path("t.xlsx")).unwrap().worksheet_range("单位").unwrap();
    for body in BODIES {
        let outlets = outlets(&ledger, body);
        let (leads, shares) = (outlets[0].1, outlets[0].2);
        for (outlet, l, s) in outlets {
            assert_eq!((l, s), (leads, shares), "{body}: {outlet}");
        }
        let row = stage.model.matrix.table.rows.iter().find(|r| r.name == body);
        // One that ended has no row beside the one that has its duties.
        if body == BODIES[4] {
            assert!(row.is_none() && summary.bodies.iter().all(|b| b.name != body) && annex.iter().all(|r| r[0] != body), "{body}");
            continue;
        }
        let row = row.expect("a row of the matrix");
        assert_eq!((row.leads, row.cooperates), (leads, shares), "{body}: matrix");
        let told = summary.bodies.iter().find(|b| b.name == body).expect("a body of the bulletin");
        assert_eq!((told.leads.total(), told.cooperates), (leads, shares), "{body}: bulletin");
        let cells = annex.iter().find(|r| r[0] == body).expect("a row of the annex");
        assert_eq!((&cells[1], &cells[cells.len() - 3]), (&leads.to_string(), &shares.to_string()), "{body}: annex");
        let row = sheet.rows().find(|r| r[0] == Data::String(body.into())).expect("a row of the workbook");
        assert_eq!((&row[2], &row[13]), (&Data::Float(leads as f64), &Data::Float(shares as f64)), "{body}: workbook");
    }
}

#[test]
fn duties_come_through_groups_and_predecessors_and_who_leads_does_not_share_besides() {
    let ledger = ledger();
    let counted = BODIES.map(|body| (outlets(&ledger, body)[0].1, outlets(&ledger, body)[0].2));
    assert_eq!(counted, [(3, 10), (12, 23), (1, 4), (0, 13), (0, 13)]);
}

#[test]
fn what_two_people_call_an_entry_waits_for_a_ruling_in_every_outlet() {
    let mut ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    let id = ledger.entries()[40].id.clone();
    let entry = ledger.get_mut(&id).expect("entry");
    entry.contested = ["另外一个名称", &entry.title].map(|t| EntryClaim::Title(t.into())).to_vec();
    let mut stage = Stage::with(ledger.clone(), Lang::Zh);
    assert!(stage.press("5").screen(120, 36).contains("另外一个名称"));

    let desk = Desk::with(&canonical(&ledger).expect("text"));
    let id = json!(id.as_str());
    let found = desk.run(&["check", "--json"]).fine().json("check");
    let contested: Vec<&Value> = found["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == "contested").collect();
    assert_eq!((contested.len(), &contested[0]["subject"]["id"]), (1, &id));
    assert_eq!(desk.run(&["rule", "--json"]).fine().json("contested")["contested"][0]["subject"], id);
    let listed = desk.run(&["list", "是:待裁定", "--json"]).fine().json("list");
    assert_eq!((&listed["entries"][0]["id"], &listed["entries"][0]["contested"]), (&id, &json!(["title"])));
    assert_eq!(listed["entries"].as_array().map(Vec::len), Some(1));
    desk.run(&["show", id.as_str().unwrap()]).fine().shows("待裁定").shows("标题：另外一个名称 与 ");
    let told = desk.run(&["dispatch", "2025Q4", "--json"]).fine().json("dispatch");
    assert_eq!(told["contested"], json!([id]));
    let row = told["entries"].as_array().unwrap().iter().find(|e| e["id"] == id).unwrap();
    assert_eq!((&row["contested"][0]["value"], &row["contested"][0]["claims"][0]), (&json!("title"), &json!("另外一个名称")));
    desk.run(&["dispatch", "2025Q4"]).fine().shows("标题（另外一个名称、");
}

/// What is owed a report on the quarter that a day collects: in the bulletin, in filters and scopes, by body, in the first view, in a body's sheet.
#[test]
fn what_is_owed_a_report_is_one_number_wherever_it_stands() {
    let desk = Desk::with(BUILT_IN);
    for (day, period) in [("2025-12-20", "2025Q4"), ("2026-01-05", "2025Q4"), ("2026-02-01", "2026Q1")] {
        let count = |args: &[&str]| {
            desk.run(&[args, &["--json", "--today", day]].concat()).fine().json("list")["entries"].as_array().unwrap().len()
        };
        let told = desk.run(&["dispatch", period, "--json", "--today", day]).fine().json("dispatch");
        // Lists hold each entry; what names a thing again adds nothing to the total.
        let bucket = |word: &str| told["entries"].as_array().unwrap().iter().filter(|e| e["bucket"] == word).count();
        let total = told["buckets"]["total"].as_u64().unwrap() + told["named_again"].as_u64().unwrap();
        assert_eq!(total as usize, told["entries"].as_array().unwrap().len(), "{day}");
        let (owed, unverified) = (bucket("unreported"), bucket("unverified"));
        assert!(owed > 0 && (unverified > 0) == (day > "2026"), "{day} {owed} {unverified}");
        assert_eq!(count(&["list", "是:未反馈"]), owed, "{day}");
        assert_eq!(count(&["list", "是:期满待核"]), unverified, "{day}");
        assert_eq!(count(&["list", "--scope", "未反馈"]), owed, "{day}");
        let mut stage = Stage::on(parse_text("tasks.ron", BUILT_IN).expect("ledger"), day, Lang::Zh);
        stage.model.us = None;
        let screen = stage.press("0").screen(120, 36);
        let line = screen.lines().find(|l| l.trim_start().starts_with("未反馈")).expect("a line");
        assert_eq!(line.split_whitespace().nth(1), Some(owed.to_string().as_str()), "{day}: {line}");
        assert_eq!(line.contains(&format!("另有 {unverified} 项期满待核")), unverified > 0, "{day}: {line}");
        stage.press("2").screen(120, 36);
        for body in told["departments"].as_array().unwrap().iter().filter(|b| !b["name"].is_null()) {
            let (name, owed) = (body["name"].as_str().unwrap(), body["leads"]["unreported"]["count"].as_u64().unwrap() as usize);
            let row = stage.model.matrix.table.rows.iter().find(|r| r.name == name).expect("a row");
            assert_eq!(row.owed, owed, "{day}: {name}");
        }
    }
}

/// Once a plan is taken up who helps owes its part too: what a body owes is one number in the departments, the first view, its scopes,
/// the list that its number opens, the bulletin, its sheet and its letter.
#[test]
fn what_a_body_owes_is_one_number_when_helpers_are_asked_too() {
    let mut ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    let of = |plan: &str| ledger.entries().iter().filter(|e| plan == e.id.plan()).map(|e| e.id.clone()).collect::<Vec<_>>();
    let all: Vec<_> = ledger.plans.iter().map(|p| of(p.code.as_str())).collect();
    let firsts: Vec<_> = all.iter().flat_map(|ids| &ids[..ids.len().div_ceil(10)]).cloned().collect();
    for (n, id) in firsts.iter().enumerate() {
        let update = format!("(id: \"{n:013}\", at: \"2025-11-03T09:00:00+08:00\", period: Some(\"2025Q4\"), says: [Progress(\"在办\")])");
        ledger.get_mut(id).expect("entry").updates.push(ron::from_str(&update).expect("an update"));
    }
    let (day, desk) = ("2025-12-20", Desk::with(&canonical(&ledger).expect("text")));
    let told = desk.run(&["dispatch", "2025Q4", "--json", "--today", day]).fine().json("dispatch");
    let mut stage = Stage::on(ledger.clone(), day, Lang::Zh);
    stage.model.us = None;
    stage.press("0").screen(120, 36);
    let waits: Vec<(String, usize)> = stage.model.desk.counts().into_iter().filter(|(filter, _)| filter.starts_with("等:")).collect();
    stage.press("2").screen(120, 36);
    let (mut parts, mut asked, mut reports) = (0, 0, 0);
    for told in told["departments"].as_array().unwrap().iter().filter(|b| !b["name"].is_null()) {
        let (name, missing) = (told["name"].as_str().unwrap(), told["missing"].as_u64().unwrap() as usize);
        let row = stage.model.matrix.table.rows.iter().find(|r| r.name == name).expect("a row");
        assert_eq!((row.owed, row.owes), (missing, told["owes"].as_u64().unwrap() as usize), "{name}");
        let filter = format!("等:\"{name}\"");
        assert_eq!(waits.iter().find(|(f, _)| *f == filter).map_or(0, |(_, n)| *n), missing, "{name}: first view");
        let book = Book::new(ledger.clone(), day.parse().unwrap());
        let us = ledger.departments.resolve(name).expect("a body").id.clone();
        let found = |s: Selection| s.select(&book.snapshot()).places.len();
        assert_eq!(found(Selection { filter: Filter::parse(&filter).expect("filter"), ..Selection::default() }), missing, "{name}: list");
        let scoped = |whose: Whose| {
            let scope = Scope { whose, which: Some(Which::Unreported) };
            found(Selection { scope, us: Some(us.clone()), ..Selection::default() })
        };
        assert_eq!(scoped(Whose::Leading) + scoped(Whose::Cooperating), missing, "{name}: scopes");
        let sheet = Summary::build(&ledger, Q4, day.parse().unwrap(), Audience::Department(us.clone()), &Progress::default()).unwrap();
        let own = sheet.missing().find(|(body, _)| body.name == name).map_or(0, |(_, places)| places.len());
        assert_eq!(own, missing, "{name}: sheet");
        let wish = UrgeWish { to: us.clone(), level: ReminderLevel::Remind, period: Some(Q4), only: None };
        let letter = Urging::build(&ledger, &wish, day.parse().unwrap());
        assert_eq!(letter.unreported() + letter.parts_missing(), missing, "{name}: letter");
        (parts, asked, reports) = (parts + scoped(Whose::Cooperating), asked + usize::from(missing > 0), reports + missing);
    }
    // Where reports are counted body by body and not entries, that is said.
    let said = format!("{asked} 家单位 {reports} 项次");
    desk.run(&["departments", "--today", day]).fine().warns(&said);
    let first = stage.press("0").screen(120, 60);
    let line = first.lines().find(|line| line.trim_start().starts_with("欠报的单位")).expect("a line");
    assert_eq!(line.split_whitespace().nth(1), Some(asked.to_string().as_str()), "{line}");
    // What is owed on parts is counted apart.
    let apart = format!("{said}（牵头的 {} 项，承担部分的 {parts} 项）", reports - parts);
    assert!(line.contains(&apart), "{apart}\n{line}");
    let helpers = told["parts_missing"].as_array().unwrap();
    let missing: usize = helpers.iter().map(|b| b["entries"].as_array().unwrap().len()).sum();
    desk.run(&["dispatch", "2025Q4", "--today", day]).shows(&format!("本单位承担部分的{}家单位、{missing}项次：", helpers.len()));
    assert_eq!(waits.len(), asked);
    assert!(parts > 100, "helpers are asked: {parts}");
}

#[test]
fn a_sheet_names_what_waits_to_be_verified_beside_what_is_owed() {
    let desk = Desk::with(BUILT_IN);
    let sheet = desk.run(&["dispatch", "2025Q4", "--dept", "鸡西市农业农村局", "--today", "2026-01-20"]).fine();
    sheet.shows("牵头的12项中，本期未反馈2项").shows("；另有10项期满待核，不计在内。");
}
