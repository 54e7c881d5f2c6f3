//! The small ledger on which the tests of this room stand.

use chrono::NaiveDate;

use super::book::Book;
use super::index::Index;
use crate::domain::{
    Alias, Author, Cooperation, Deadline, Department, Entry, EntryId, Fact, Gazetteer, Kind, Lead, Ledger, Level, Place, Plan, Register,
    Standings, Status, Update,
};

/// References of the entries, in the ledger's order.
pub(crate) const REFERENCES: [&str; 6] = ["一", "一1", "一2", "二", "三", "四"];

pub(crate) fn day(s: &str) -> NaiveDate {
    s.parse().unwrap()
}

/// The day on which the sample stands.
pub(crate) fn today() -> NaiveDate {
    day("2025-12-10")
}

fn plan(code: &str, title: &str, short: &str) -> Plan {
    Plan {
        title: title.into(),
        short: short.into(),
        place: "鸡西市".into(),
        start: day("2025-01-01"),
        end: day("2026-12-31"),
        ..Plan::new(code)
    }
}

fn body(id: &str, level: Level, alias: &str) -> Department {
    let aliases = vec![Alias { plan: Some("p".into()), name: alias.into() }];
    Department { level, aliases, ..Department::new(id) }
}

fn government(of: &str) -> Department {
    Department { place: of.into(), ..body(&format!("{of}人民政府"), Level::County, of) }
}

fn register() -> Register {
    let mut group = body("鸡西市各县（市）区人民政府", Level::County, "县（市）区政府");
    group.group = true;
    group.members = vec!["密山市人民政府".into(), "虎林市人民政府".into()];
    let mut old = body("鸡西市大数据中心", Level::City, "大数据中心");
    old.successor = Some("鸡西市数据局".into());
    Register::from(vec![
        government("密山市"),
        government("虎林市"),
        group,
        body("鸡西市农业农村局", Level::City, "市农业农村局"),
        old,
        body("鸡西市数据局", Level::City, "市数据局"),
    ])
}

fn places() -> Gazetteer {
    let city = Place { level: Some(Level::City), ..Place::new("鸡西市") };
    let county = |id: &str| Place { level: Some(Level::County), within: Some("鸡西市".into()), ..Place::new(id) };
    Gazetteer::from(vec![city, county("密山市"), county("虎林市")])
}

pub(crate) fn says(id: &str, at: &str, after: &[&str], says: Vec<Fact>) -> Update {
    let at = format!("{at}T10:00:00+08:00").parse().unwrap();
    Update {
        id: id.into(),
        at,
        by: Author::default(),
        period: None,
        after: after.iter().map(|a| (*a).into()).collect(),
        about: Default::default(),
        says,
    }
}

fn underway(percent: u8) -> Vec<Fact> {
    vec![Fact::status(None, Status::Underway), Fact::Percent { from: None, to: percent }]
}

fn rice() -> [Entry; 3] {
    let mut programme = Entry::new(EntryId::of("p", "一"), Kind::Programme, "稻米产业专项");
    programme.lead = Lead::Stated("鸡西市农业农村局".into());
    programme.cooperating = vec![Cooperation::Cooperates("鸡西市各县（市）区人民政府".into())];
    programme.deadline = Some(Deadline::PLAN_PERIOD);
    let mut fields = Entry::new(EntryId::of("p", "一1"), Kind::Task, "高标准农田建设");
    fields.parent = Some(programme.id.clone());
    fields.lead = Lead::Inherited;
    fields.summary = "新建和改造提升，推广水肥一体化".into();
    fields.regions = vec!["密山市".into()];
    fields.deadline = Some(Deadline::Stated(day("2025-12-31")));
    fields.updates = vec![says("a", "2025-11-01", &[], underway(90))];
    let mut park = Entry::new(EntryId::of("p", "一2"), Kind::Project, "稻米加工产业园");
    park.parent = Some(programme.id.clone());
    park.lead = Lead::FirstNamed("鸡西市农业农村局".into());
    park.regions = vec!["密山市".into(), "虎林市".into()];
    park.enterprises = vec!["北大荒米业集团".into()];
    park.investment_wan = Some(12_000.0);
    park.deadline = Some(Deadline::Stated(day("2025-09-30")));
    park.updates = vec![says("b", "2025-08-01", &[], underway(40))];
    [programme, fields, park]
}

fn digital() -> [Entry; 3] {
    let mut data = Entry::new(EntryId::of("q", "二"), Kind::Task, "政务数据共享和5G基站");
    data.lead = Lead::Stated("鸡西市大数据中心".into());
    data.deadline = Some(Deadline::Stated(day("2025-10-31")));
    data.updates = vec![says("c", "2025-10-20", &[], vec![Fact::status(None, Status::Done)])];
    let mut credit = Entry::new(EntryId::of("q", "三"), Kind::Safeguard, "银行信贷支持");
    credit.lead = Lead::Stated("密山市人民政府".into());
    credit.deadline = Some(Deadline::Stated(day("2026-06-30")));
    let mut people = Entry::new(EntryId::of("q", "四"), Kind::Task, "人才队伍建设");
    people.updates = vec![
        says("d", "2025-11-01", &[], vec![Fact::status(None, Status::Underway)]),
        says("e", "2025-11-02", &[], vec![Fact::status(None, Status::Blocked)]),
    ];
    [data, credit, people]
}

/// Six entries of two plans: a programme with a task and a project, and three that stand alone.
pub(crate) fn sample() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.departments = register();
    ledger.places = places();
    ledger.plans = vec![plan("p", "鸡西市现代农业方案", "鸡西农业"), plan("q", "鸡西市数字政府方案", "数字政府")].into();
    ledger.set_entries(rice().into_iter().chain(digital()).map(Into::into).collect());
    ledger
}

/// How they stand.
pub(crate) fn standings() -> Standings {
    Standings::new(&sample(), today())
}

/// The references of entries at places of the ledger.
pub(crate) fn references(places: &[usize]) -> Vec<&'static str> {
    places.iter().map(|i| REFERENCES[*i]).collect()
}

/// The sample as a book.
pub(crate) fn book() -> Book {
    Book::new(sample(), today())
}

/// The sample with all that is needed to ask it.
pub(crate) fn all() -> (Ledger, Index, Standings) {
    (sample(), Index::new(&sample()), standings())
}
