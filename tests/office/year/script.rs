//! What happens in the office: its ledger at the beginning of the year, and what two clones record in a quarter.

use chrono::{Days, NaiveDate};
use std::fmt::Write as _;

use super::file::{File, Status, heads};

pub const BODIES: usize = 30;
pub const PROJECTS: usize = 60;
pub const TASKS: usize = 30;
pub const MATTERS: usize = 20;
pub const INSPECTIONS: usize = 12;
pub const LEADERS: usize = 6;
pub const GOALS: usize = 12;

/// A number that is the same at every run and looks like any other.
pub fn chance(of: &[usize], below: usize) -> usize {
    let mixed = of.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |sum, one| {
        let sum = (sum ^ (*one as u64 + 1)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        sum ^ (sum >> 29)
    });
    (mixed >> 11) as usize % below
}

pub fn body(i: usize) -> String {
    if i < 5 { format!("市第{}局", i + 1) } else { format!("第{}县政府", i - 4) }
}

pub fn entry(i: usize) -> String {
    if i < PROJECTS { format!("p/二（{}）", i + 1) } else { format!("p/一（{}）", i - PROJECTS + 1) }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The first and the last day of a quarter of the year.
pub fn quarter(q: usize) -> (NaiveDate, NaiveDate) {
    let starts = ["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01", "2026-01-01"];
    (day(starts[q - 1]), day(starts[q]).pred_opt().unwrap())
}

/// A day of the year, by a number.
fn of_year(n: usize) -> NaiveDate {
    day("2025-01-05") + Days::new(n as u64)
}

/// The ledger before anything was recorded.
pub fn beginning() -> String {
    let mut out = String::from(
        "#![enable(implicit_some)]\nLedger(\n    format: 1,\n    title: \"一年\",\n    plans: [Plan(code: \"p\", title: \"三年行动\", short: \"行动\", issuer: \"市政府\", place: \"本市\", start: \"2025-01-01\", end: \"2025-12-31\")],\n    departments: [\n",
    );
    for i in 0..BODIES {
        let level = if i < 5 { "City" } else { "County" };
        writeln!(out, "Department(id: \"{}\", level: {level}, place: \"本市\"),", body(i)).unwrap();
    }
    out.push_str("],\nindicators: [\n");
    for i in 0..GOALS {
        let who = body(i * 2);
        writeln!(out, "Indicator(plan: \"p\", reference: \"三\", name: \"指标{i}\", scope: \"全域\", responsible: \"{who}\", every: Quarterly, targets: {{2025: AtLeast(100)}}),").unwrap();
    }
    out.push_str("],\nmatters: [\n");
    for i in 0..MATTERS {
        let level = if i % 3 == 0 { "City" } else { "County" };
        let due = if i % 4 == 3 { String::new() } else { format!(", due: \"{}\"", of_year(i * 17 + 40)) };
        writeln!(
            out,
            "Matter(id: \"m-{}\", problem: \"问题{i}\", raised_on: \"{}\", entries: [\"{}\"], needs: [\"{}\"], level: {level}{due}),",
            letters(i),
            of_year(i * 17),
            entry(i * 3),
            body(i)
        )
        .unwrap();
    }
    out.push_str("],\n");
    out + &supervision()
}

/// Inspections, findings, liaisons, rules, and the entries.
fn supervision() -> String {
    let mut out = String::from("inspections: [\n");
    for i in 0..INSPECTIONS {
        writeln!(out, "Inspection(id: \"i-{}\", what: \"督导{i}\", on: \"{}\", bodies: [\"{}\"]),", letters(i), of_year(i * 29), body(i))
            .unwrap();
    }
    out.push_str("],\nrectifications: [\n");
    for i in 0..INSPECTIONS * 2 {
        let (of, who) = (letters(i / 2), body((i / 2 + i % 2 * 9) % BODIES));
        writeln!(
            out,
            "Rectification(id: \"r-{}\", inspection: \"i-{of}\", body: \"{who}\", problem: \"问题{i}\", due: \"{}\"),",
            letters(i),
            of_year(i / 2 * 29 + 30)
        )
        .unwrap();
    }
    out.push_str("],\nliaisons: [\n");
    for i in 0..LEADERS {
        writeln!(out, "Liaison(id: \"l-{}\", leader: \"领导{i}\", body: \"{}\", entries: [\"{}\"]),", letters(i), body(i), entry(i))
            .unwrap();
    }
    out.push_str("],\ncriteria: [\n");
    for (name, points, county) in [
        ("InTime", 30, 20),
        ("OnSchedule", 15, 15),
        ("Reporting", 25, 25),
        ("NotOverdue", 10, 10),
        ("Mending", 10, 20),
        ("Goals", 6, 6),
        ("NotReturned", 4, 4),
    ] {
        writeln!(out, "Criterion(name: \"{name}\", counts: {name}, points: {points}, county: {county}),").unwrap();
    }
    out.push_str("],\nentries: [\n");
    for i in 0..PROJECTS + TASKS {
        out.push_str(&stated(i));
    }
    out.push_str("],\n)\n");
    out
}

fn stated(i: usize) -> String {
    let kind = if i < PROJECTS { "Project" } else { "Task" };
    let deadline = match chance(&[i, 1], 3) {
        0 => format!("Stated(\"{}\")", of_year(60 + chance(&[i, 2], 300))),
        _ => "PlanPeriod(\"2025-12-31\")".to_owned(),
    };
    let helps = if i % 9 == 4 { format!("cooperating: [Cooperates(\"{}\")],", body((i + 7) % BODIES)) } else { String::new() };
    let money = if i < PROJECTS && i % 7 != 6 {
        let whole = 1000 + chance(&[i, 3], 90) * 100;
        format!("investment_wan: {whole}, {}", if i % 5 == 4 { String::new() } else { format!("invest_plan: {{2025: {}}},", whole / 2) })
    } else {
        String::new()
    };
    format!(
        "Entry(id: \"{}\", kind: {kind}, title: \"事项{i}\", lead: Stated(\"{}\"), {helps} deadline: {deadline}, {money}),\n",
        entry(i),
        body(i % BODIES)
    )
}

/// Eight letters of a number, as ids have them.
fn letters(i: usize) -> String {
    (0..8).map(|at| char::from(b'a' + (i / 26_usize.pow(at)) as u8 % 26)).collect()
}

/// An update to be written: its record, when, on which period, about what, and what it says.
pub struct Said {
    record: String,
    on: NaiveDate,
    period: Option<String>,
    about: Option<String>,
    says: String,
}

impl Said {
    fn of(record: String, on: NaiveDate, says: String) -> Said {
        Said { record, on, period: None, about: None, says }
    }
}

/// What the first clone records: reports on entries, in the quarter's last month, in the days of grace, or too late.
pub fn reports(q: usize, file: &File) -> Vec<Said> {
    let last = quarter(q).1;
    let open = |i: usize| {
        let log = file.logs()[entry(i).as_str()];
        !log.iter().flat_map(|u| &u.says).any(|fact| matches!(fact, super::file::Fact::Status { to: Status::Done | Status::Suspended, .. }))
    };
    let mut all = Vec::new();
    for i in (0..PROJECTS + TASKS).filter(|i| chance(&[*i, q, 4], 10) < 8 && open(*i)) {
        let on = last - Days::new(20) + Days::new(chance(&[i, q, 5], 34) as u64);
        let percent = (q * 25 + chance(&[i, q, 6], 41)).saturating_sub(20).min(99);
        let says = match chance(&[i, q, 7], 20) {
            0 | 1 => format!("Status(to: Done, on: \"{}\"), Percent(to: 100)", last - Days::new(chance(&[i, q, 8], 60) as u64)),
            2 => "Status(to: Done)".to_owned(),
            3 => "Status(to: Suspended, reason: \"企业退出\")".to_owned(),
            4..=6 => format!("Status(to: Blocked), Percent(to: {percent}), Problems(\"资金不足\")"),
            7 => "Progress(\"正在推进\")".to_owned(),
            _ => format!("Status(to: Underway), Percent(to: {percent}), Progress(\"按计划推进\")"),
        };
        all.push(Said { period: Some(format!("2025Q{q}")), ..Said::of(entry(i), on, says) });
        if i % 9 == 4 && chance(&[i, q, 9], 2) == 0 {
            let part = Said::of(entry(i), last - Days::new(3), "Progress(\"已配合\")".to_owned());
            all.push(Said { period: Some(format!("2025Q{q}")), about: Some(body((i + 7) % BODIES)), ..part });
        }
    }
    all
}

/// What the second clone records: stages, investment, matters, findings, visits.
pub fn dealings(q: usize, file: &File) -> Vec<Said> {
    let (first, last) = quarter(q);
    let mut all: Vec<Said> = (0..PROJECTS).flat_map(|i| project(q, i)).collect();
    for (i, matter) in file.matters.iter().enumerate().filter(|(_, matter)| matter.raised_on <= last) {
        let on = |days: u64| last - Days::new(days);
        let says = match chance(&[i, q, 10], 6) {
            0 => format!("Consulted(on: \"{}\", came: [\"{}\"])", on(10), body(i)),
            1 | 2 if matter.raised_on < on(8) => {
                format!("Outcome(to: Settled(on: \"{}\", minutes: \"〔2025〕{q}号\", decided: \"统筹\"))", on(8))
            }
            3 => format!("Outcome(to: PassedUp(on: \"{}\", to: Province))", on(6)),
            4 if q > 2 => format!("Outcome(to: Reopened(on: \"{}\", reason: \"未落实\"))", on(5)),
            _ => continue,
        };
        all.push(Said::of(matter.id.clone(), on(2), says));
    }
    for (i, finding) in file.rectifications.iter().enumerate().filter(|(_, finding)| finding.due <= last + Days::new(30)) {
        let says = match chance(&[i, q, 11], 4) {
            0 => format!("Status(to: Done, on: \"{}\")", finding.due - Days::new(2)),
            1 => format!("Status(to: Done, on: \"{}\")", last - Days::new(1)),
            _ => continue,
        };
        let found = &file.inspections.iter().find(|one| one.id == finding.inspection).unwrap().on;
        if finding.updates.is_empty() && *found < last - Days::new(5) && finding.due - Days::new(2) < last {
            all.push(Said::of(finding.id.clone(), last - Days::new(1), says));
        }
    }
    for (i, liaison) in file.liaisons.iter().enumerate().filter(|(i, _)| chance(&[*i, q, 12], 3) > 0) {
        let on = first + Days::new(chance(&[i, q, 13], 60) as u64);
        all.push(Said::of(liaison.id.clone(), on, format!("Visited(on: \"{on}\", heard: \"用电不足\")")));
    }
    all
}

fn project(q: usize, i: usize) -> Vec<Said> {
    let (first, last) = quarter(q);
    let on = first + Days::new(chance(&[i, q, 14], 80) as u64);
    let walk = ["Reserved", "Preparing", "Begun", "Building", "Working"];
    let at = (q + chance(&[i, 15], 4)).saturating_sub(2);
    let stage = match chance(&[i, q, 16], 30) {
        0 => Some("Halted"),
        1 => Some("Withdrawn"),
        _ if q == 1 || at > 0 => walk.get(at).copied(),
        _ => None,
    };
    let mut says = Vec::new();
    says.extend(stage.map(|stage| format!("Stage(to: (stage: {stage}, on: \"{on}\"))")));
    if stage == Some("Begun") && !i.is_multiple_of(3) {
        says.push(format!("Met(condition: Statistics, on: \"{on}\")"));
    }
    if chance(&[i, q, 17], 4) > 0 {
        says.push(format!("Invested(period: \"2025Q{q}\", to: {})", 50 + chance(&[i, q, 18], 400)));
    }
    let told = Said::of(entry(i), last - Days::new(1), says.join(", "));
    (!says.is_empty()).then(|| Said { period: Some(format!("2025Q{q}")), ..told }).into_iter().collect()
}

/// The values that were measured in a quarter; some are missing.
pub fn measured(q: usize) -> Vec<(usize, f64)> {
    (0..GOALS).filter(|i| chance(&[*i, q, 19], 4) > 0).map(|i| (i, (q * 18 + chance(&[i, 20], 40)) as f64)).collect()
}

/// Writes what was said into the text of a ledger, each after what its author saw; the ids are told.
pub fn write(text: &mut String, said: &[Said], (clone, q): (usize, usize)) -> Vec<String> {
    let before = text.clone();
    let file = File::read(&before);
    let logs = file.logs();
    let mut ids = Vec::new();
    for (n, one) in said.iter().enumerate() {
        let id: String = format!("{}{}", letters(n), letters(clone * 8 + q)).chars().take(13).collect();
        let after = heads(logs[one.record.as_str()]).into_iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
        let period = one.period.as_ref().map_or_else(String::new, |period| format!("period: \"{period}\","));
        let about = one.about.as_ref().map_or_else(String::new, |body| format!("about: Part(\"{body}\"),"));
        let at = format!("{}T{:02}:{:02}:{clone}0+08:00", one.on, 8 + n / 60, n % 60);
        let update =
            format!("                Update(id: \"{id}\", at: \"{at}\", {period} after: [{after}], {about} says: [{}]),\n", one.says);
        insert(text, &one.record, &update);
        ids.push(id);
    }
    ids
}

/// Puts an update at the end of the log of a record, in a text as `fmt` leaves it.
fn insert(text: &mut String, record: &str, update: &str) {
    let at = text.find(&format!("            id: \"{record}\",\n")).unwrap_or_else(|| panic!("{record} is not in the file"));
    let end = at + text[at..].find("\n        ),\n").unwrap() + 1;
    match text[at..end].rfind("\n            ],\n").filter(|_| text[at..end].contains("            updates: [\n")) {
        Some(close) => text.insert_str(at + close + 1, update),
        None => text.insert_str(end, &format!("            updates: [\n{update}            ],\n")),
    }
}
