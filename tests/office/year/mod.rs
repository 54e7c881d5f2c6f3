//! A year of one office: four quarters in two clones that are merged by the program at the end of each; thirty bodies, sixty projects
//! that move through their stages, matters, inspections, visits, values, reports in time, too late and never. Every figure that the
//! program gives is held against a second reckoning from the file (`reckon.rs`, `score.rs`), which shares no line with the program.

mod file;
mod reckon;
mod score;
mod script;

use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::process::{Command, Stdio};

use self::file::{Cooperation, File, Kind, Level, Stage};
use self::reckon::{Pool, Row, Term};
use super::{Hub, Office, fine};

/// The program in a clone.
fn duban(office: &Office, words: &[&str]) -> String {
    let home = office.folder.with_extension("家");
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("duban"));
    command.current_dir(office.path().parent().unwrap()).env_clear().env("PATH", std::env::var_os("PATH").unwrap());
    command.env("GIT_CONFIG_GLOBAL", home.join("no such file")).env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", &home);
    command.env("DUBAN_HOME", &home).env("LANG", "zh_CN.UTF-8").env("USER", "李四").args(words).stdin(Stdio::null());
    fine(crate::patience::output(&mut command))
}

fn json_of(office: &Office, words: &[&str]) -> Value {
    serde_json::from_str(&duban(office, words)).unwrap()
}

/// One clone records what it has, in the file and by commands, and shares it.
fn record(office: &Office, said: &[script::Said], (clone, q): (usize, usize)) -> Vec<String> {
    let mut text = office.text();
    let ids = script::write(&mut text, said, (clone, q));
    std::fs::write(office.path(), text).unwrap();
    duban(office, &["fmt"]);
    ids
}

/// A quarter: both clones record without seeing each other, and meet.
fn quarter(q: usize, [one, other]: [&Office; 2]) {
    let before = File::read(&one.text());
    let known = before.updates();
    let first = record(one, &script::reports(q, &before), (1, q));
    let second = record(other, &script::dealings(q, &before), (2, q));
    let last = script::quarter(q).1;
    for (goal, value) in script::measured(q) {
        let on = last + chrono::Days::new((script::chance(&[goal, q, 21], 16)) as u64);
        duban(
            other,
            &["--today", &on.to_string(), "indicator", "measure", &format!("指标{goal}"), &format!("2025Q{q}"), &value.to_string()],
        );
    }
    duban(one, &["sync"]);
    duban(other, &["sync"]);
    duban(one, &["sync"]);
    assert_eq!(one.text(), other.text());
    let met = File::read(&one.text()).updates();
    let wanted: HashSet<String> = known.into_iter().chain(first).chain(second).collect();
    assert!(wanted.is_subset(&met), "the merge has lost something");
    assert_eq!(met.len(), wanted.len() + script::measured(q).len());
}

/// Returns some of what was reported done, by command.
fn send_back(office: &Office) {
    let file = File::read(&office.text());
    let year = reckon::rows(&file, &Term::quarter(3));
    let done: Vec<&str> = year.iter().filter(|row| row.bucket == "done").map(|row| row.entry.id.as_str()).take(3).collect();
    assert_eq!(done.len(), 3);
    for id in done {
        duban(office, &["--today", "2025-10-20", "return", id, "--reason", "没有验收材料"]);
    }
}

#[test]
fn every_figure_of_a_year_is_what_a_second_reckoning_gives() {
    let hub = Hub::new(&script::beginning());
    let (one, other) = (hub.office("甲", 1), hub.office("乙", 2));
    duban(&one, &["fmt"]);
    duban(&one, &["sync"]);
    duban(&other, &["sync"]);
    let mut told: BTreeMap<usize, Value> = BTreeMap::new();
    for q in 1..=4 {
        if q == 4 {
            send_back(&one);
            duban(&one, &["sync"]);
            duban(&other, &["sync"]);
        }
        quarter(q, [&one, &other]);
        let term = Term::quarter(q);
        let today = (term.last + chrono::Days::new(16)).to_string();
        let bulletin = json_of(&one, &["--today", &today, "dispatch", &term.name, "--format", "json"]);
        bulletin_agrees(&File::read(&one.text()), &term, &bulletin);
        told.insert(q, bulletin);
    }
    let file = File::read(&one.text());
    for (q, bulletin) in &told {
        let again = json_of(&other, &["--today", "2026-02-01", "dispatch", &format!("2025Q{q}"), "--format", "json"]);
        assert_eq!(again["entries"], bulletin["entries"], "what was told of a quarter stays so");
        assert_eq!(again["buckets"], bulletin["buckets"]);
    }
    let year = json_of(&one, &["--today", "2026-02-01", "dispatch", "2025", "--format", "json"]);
    bulletin_agrees(&file, &Term::year(), &year);
    is_eventful(&told);
    words_agree(&file, &duban(&one, &["--today", "2026-02-01", "dispatch", "2025Q4", "--format", "md"]));
    pool_agrees(&file, &json_of(&one, &["--today", "2025-12-31", "pool", "--json"])["pool"], "2025-12-31");
    liaison_agrees(&file, &json_of(&one, &["--today", "2025-12-31", "liaison", "list", "--json"]));
    assessment_agrees(&one, &other);
    duban(&one, &["--today", "2026-02-01", "check"]);
}

/// The script makes all of it happen, so that no agreement is one of nothing with nothing.
fn is_eventful(told: &BTreeMap<usize, Value>) {
    let seen: HashSet<&str> = told.values().flat_map(|bulletin| buckets(&bulletin["buckets"]).into_keys()).collect();
    assert_eq!(seen, HashSet::from(["done", "set_aside", "unreported", "behind", "ahead", "on_schedule"]));
    for place in ["/coordination/open", "/coordination/settled", "/supervision/open", "/parts_missing", "/late"] {
        assert!(told.values().any(|bulletin| !bulletin.pointer(place).unwrap().as_array().unwrap().is_empty()), "{place}");
    }
    for place in ["/coordination/late", "/supervision/late", "/supervision/mended", "/pool/stages/withdrawn", "/pool/stages/halted"] {
        assert!(told.values().any(|bulletin| count(bulletin.pointer(place).unwrap()) > 0), "{place}");
    }
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{value} is no count"))).unwrap()
}

/// A tally of the program: how many are in each bucket, without those of which there are none.
fn buckets(value: &Value) -> BTreeMap<&str, usize> {
    let all = value.as_object().unwrap().iter().filter(|(bucket, _)| *bucket != "total");
    let all: BTreeMap<&str, usize> = all.map(|(bucket, of)| (bucket.as_str(), count(&of["count"]))).filter(|(_, n)| *n > 0).collect();
    assert_eq!(all.values().sum::<usize>(), count(&value["total"]));
    all
}

fn bulletin_agrees(file: &File, term: &Term, told: &Value) {
    let rows = reckon::rows(file, term);
    assert_eq!((told["cutoff"].as_str().unwrap(), told["day"].as_str().unwrap()), (&*term.cutoff().to_string(), &*term.last.to_string()));
    for row in &rows {
        let said = told["entries"].as_array().unwrap().iter().find(|one| one["id"] == row.entry.id.as_str()).unwrap();
        let late = row.overdue && row.late;
        assert_eq!(said["bucket"], row.bucket, "{} {}: {said}", term.name, row.entry.id);
        assert_eq!(said["late"].is_object(), row.late, "{} {}: {said}", term.name, row.entry.id);
        assert_eq!(said["late"]["days"].as_i64(), late.then(|| (term.last - row.due).num_days()), "{said}");
        let owing: Vec<(&str, bool)> = said["owing"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["body"].as_str().unwrap(), one["reported"].as_bool().unwrap()))
            .collect();
        assert_eq!(owing, row.owing, "{} {}", term.name, row.entry.id);
    }
    assert_eq!(buckets(&told["buckets"]), reckon::tally(rows.iter()));
    assert_eq!(told["late"].as_array().unwrap().len(), rows.iter().filter(|row| row.late).count());
    for (kind, word) in [(Kind::Task, "task"), (Kind::Project, "project")] {
        let group = told["by_kind"].as_array().unwrap().iter().find(|one| one["key"] == word || one["key"] == kind_label(kind)).unwrap();
        assert_eq!(buckets(&group["buckets"]), reckon::tally(rows.iter().filter(|row| row.entry.kind == kind)));
    }
    trend_agrees(file, term, told);
    bodies_agree(&rows, told);
    pool_agrees(file, &told["pool"], &term.last.to_string());
    matters_agree(file, term, &told["coordination"]);
    findings_agree(file, term, &told["supervision"]);
}

fn kind_label(kind: Kind) -> &'static str {
    if kind == Kind::Task { "任务" } else { "项目" }
}

/// The quarters before, each as it was told by its own cut-off.
fn trend_agrees(file: &File, term: &Term, told: &Value) {
    let points = told["trend"].as_array().unwrap();
    for quarter in (1..=4).map(Term::quarter).filter(|quarter| quarter.last <= term.last && term.name.contains('Q')) {
        let point = points.iter().find(|point| point["period"] == quarter.name.as_str()).unwrap();
        let rows = reckon::rows(file, &quarter);
        assert_eq!(buckets(&point["buckets"]), reckon::tally(rows.iter()), "{} in {}", quarter.name, term.name);
        assert_eq!(count(&point["late"]), rows.iter().filter(|row| row.late).count());
    }
}

fn bodies_agree(rows: &[Row<'_>], told: &Value) {
    let all = reckon::bodies(rows);
    let said = told["departments"].as_array().unwrap();
    assert_eq!(said.len(), all.len());
    for body in all {
        let one = said.iter().find(|one| one["name"] == body).unwrap();
        let owing = || rows.iter().flat_map(|row| &row.owing).filter(|(who, _)| *who == body);
        assert_eq!(buckets(&one["leads"]), reckon::tally(rows.iter().filter(|row| row.lead == body)), "{body}");
        assert_eq!(count(&one["owes"]), owing().count(), "{body}");
        assert_eq!(count(&one["missing"]), owing().filter(|(_, said)| !said).count(), "{body}");
        assert_eq!(count(&one["late"]), rows.iter().filter(|row| row.lead == body && row.late).count(), "{body}");
        let helps = |row: &&Row<'_>| row.entry.cooperating.iter().any(|Cooperation::Cooperates(helper)| helper == body);
        assert_eq!(count(&one["cooperates"]), rows.iter().filter(helps).count(), "{body}");
    }
}

fn pool_agrees(file: &File, told: &Value, on: &str) {
    let term = (1..=4).map(Term::quarter).find(|quarter| quarter.last.to_string() == on).unwrap();
    let pool = Pool::of(file, &term);
    for (_, stage) in Stage::ALL {
        assert_eq!(count(&told["stages"][stage]), pool.stages.get(stage).copied().unwrap_or(0), "{stage} {on}");
    }
    assert_eq!((count(&told["in_pool"]), count(&told["stage_not_told"])), (pool.in_pool(), pool.untold));
    let rates = [
        ("begun_rate", pool.begun as f64, pool.in_pool() as f64),
        ("year_investment_rate", pool.of_planned, pool.planned),
        ("whole_investment_rate", pool.of_whole, pool.whole),
        ("finished_rate", pool.finished as f64, pool.begun as f64),
        ("statistics_rate", pool.counted as f64, pool.begun as f64),
    ];
    for (word, part, whole) in rates {
        let rate = &told["rates"][word];
        assert_eq!((rate["part"].as_f64(), rate["whole"].as_f64()), (Some(part), Some(whole)), "{word} {on}");
        let percent = (whole > 0.0).then(|| (part / whole * 1000.0).round() / 10.0);
        assert_eq!(rate["percent"].as_f64(), percent, "{word} {on}");
    }
    assert_eq!(told["done_year_wan"].as_f64(), Some(pool.done));
}

fn matters_agree(file: &File, term: &Term, told: &Value) {
    let all = reckon::matters(file, term);
    let word = |level| match level {
        Level::Province => "province",
        Level::City => "city",
        Level::County => "county",
        Level::Township => "township",
    };
    assert_eq!(count(&told["raised"]), all.iter().filter(|one| term.holds(one.matter.raised_on)).count());
    let open: Vec<_> = all.iter().filter(|one| one.settled_on.is_none()).collect();
    assert_eq!(told["open"].as_array().unwrap().len(), open.len());
    for one in open {
        let said = told["open"].as_array().unwrap().iter().find(|said| said["id"] == one.matter.id.as_str()).unwrap();
        assert_eq!((&said["days"], &said["late"], &said["level"]), (&json!(one.days), &json!(one.late), &json!(word(one.level))), "{said}");
    }
    let settled: Vec<i64> = all.iter().filter(|one| one.settled_on.is_some_and(|on| term.holds(on))).map(|one| one.days).collect();
    assert_eq!(told["settled"].as_array().unwrap().len(), settled.len());
    assert_eq!(told["median_days"].as_f64(), reckon::median(settled));
}

fn findings_agree(file: &File, term: &Term, told: &Value) {
    let known: Vec<_> = file.rectifications.iter().filter(|one| reckon::found_on(file, one) <= term.last).collect();
    let done = |one: &file::Finding| reckon::mended(one, term);
    assert_eq!(count(&told["inspections"]), file.inspections.iter().filter(|one| term.holds(one.on)).count());
    assert_eq!(count(&told["found"]), known.iter().filter(|one| term.holds(reckon::found_on(file, one))).count());
    assert_eq!(count(&told["mended"]), known.iter().filter(|one| done(one).is_some_and(|on| term.holds(on))).count(), "{}", term.name);
    let open: Vec<_> = known.iter().filter(|one| done(one).is_none()).collect();
    assert_eq!(told["open"].as_array().unwrap().len(), open.len());
    assert_eq!(count(&told["late"]), open.iter().filter(|one| one.due <= term.last).count());
}

fn liaison_agrees(file: &File, told: &Value) {
    let came = reckon::visits(file, &Term::quarter(4));
    let year = reckon::visits(file, &Term::year());
    for one in told["liaisons"].as_array().unwrap() {
        let id = one["id"].as_str().unwrap();
        let visits = one["visits"].as_array().unwrap();
        assert_eq!(visits.len(), year[id]);
        assert_eq!(visits.iter().filter(|visit| visit["on"].as_str().unwrap() >= "2025-10-01").count(), came[id]);
    }
    assert!(came.values().any(|n| *n == 0) && came.values().any(|n| *n > 0), "the script tells of both");
}

/// What the bulletin says in words is what the figures say.
fn words_agree(file: &File, page: &str) {
    let term = Term::quarter(4);
    let rows = reckon::rows(file, &term);
    let pool = Pool::of(file, &term);
    let late = rows.iter().filter(|row| row.late).count();
    for said in
        [format!("项目库在库项目{}个", pool.in_pool()), format!("本期入库项目{}个", pool.came), format!("本期退库项目{}个", pool.left)]
    {
        assert!(page.contains(&said) || said.contains("项目0个"), "{said} is not in:\n{page}");
    }
    assert!(page.contains(&format!("{late}项")), "{late} late:\n{page}");
}

fn assessment_agrees(office: &Office, other: &Office) {
    let whom = script::body(7);
    duban(office, &["--today", "2026-01-20", "assess", "2025", "--dept", &whom, "--adjust", "2.5", "--reason", "承办现场会"]);
    duban(other, &["--today", "2026-01-20", "assess", "2025", "--dept", &whom, "--object", "Reporting", "--reason", "系统停用"]);
    duban(office, &["sync"]);
    duban(other, &["sync"]);
    duban(office, &["sync"]);
    let file = File::read(&office.text());
    let told = json_of(office, &["--today", "2026-02-01", "assess", "2025", "--why", "--json"]);
    let scores = told["scores"].as_array().unwrap();
    let updates = file.updates();
    let appraised: HashSet<&str> = file.appraisals.iter().flat_map(|one| &one.updates).map(|update| update.id.as_str()).collect();
    let hundredths = |value: &Value| (value.as_f64().unwrap() * 100.0).round() as i64;
    let mut totals: Vec<(Level, i64)> = Vec::new();
    for body in &file.departments {
        let score = scores.iter().find(|one| one["body"] == body.id.as_str()).unwrap();
        let lines = score::lines(&file, &body.id, body.level);
        let said: Vec<&Value> = score["lines"].as_array().unwrap().iter().filter(|line| line["counts"].is_string()).collect();
        assert_eq!(said.len(), lines.len(), "{score}");
        for (line, (name, (good, of), most, points)) in said.iter().zip(&lines) {
            assert_eq!(line["rule"], name.as_str());
            assert_eq!((count(&line["good"]), count(&line["of"])), (*good, *of), "{} {line}", body.id);
            assert_eq!((hundredths(&line["most"]), hundredths(&line["points"])), (*most, *points), "{} {line}", body.id);
            let named = |id: &Value| updates.contains(id.as_str().unwrap()) || appraised.contains(id.as_str().unwrap());
            let why = line["why"].as_array().unwrap();
            assert!(why.iter().flat_map(|one| one["updates"].as_array().unwrap()).all(named));
            let earned = why.iter().filter(|one| one["counts"] == true && name != "NotOverdue");
            assert!(earned.into_iter().all(|one| !one["updates"].as_array().unwrap().is_empty()), "{} {line}", body.id);
        }
        let total = lines.iter().map(|line| line.3).sum::<i64>() + score::adjusted(&file, &body.id);
        assert_eq!(hundredths(&score["total"]), total, "{score}");
        totals.push((body.level, total));
    }
    for (body, (level, total)) in file.departments.iter().zip(&totals) {
        let better = totals.iter().filter(|(of, more)| of == level && more > total).count();
        let score = scores.iter().find(|one| one["body"] == body.id.as_str()).unwrap();
        assert_eq!(count(&score["rank"]), better + 1, "{score}");
    }
    let adjusted = scores.iter().find(|one| one["body"] == whom.as_str()).unwrap();
    assert_eq!(adjusted["objections"].as_array().unwrap().len(), 1, "what two clones recorded of one score meets");
    assert_eq!(score::adjusted(&file, &whom), 250);
}
