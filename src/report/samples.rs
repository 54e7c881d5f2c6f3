//! A hand-made ledger with two quarters of history for the tests of this room.

use chrono::NaiveDate;

use crate::domain::sample;
use crate::domain::{
    Alias, Author, Baseline, Cooperation, Deadline, Department, Entry, EntryId, Fact, Indicator, Kind, Lead, Ledger, Level, Period, Plan,
    Register, Status, Target, Update, UpdateId,
};

pub(super) const Q3: Period = Period::Quarter(2025, 3);
pub(super) const Q4: Period = Period::Quarter(2025, 4);

pub(super) fn date(s: &str) -> NaiveDate {
    s.parse().unwrap()
}

pub(super) fn plan(code: &str, title: &str, start: &str, end: &str) -> Plan {
    let (title, short, issuer, place) = (title.into(), title.chars().take(2).collect(), "某市人民政府".into(), "甲市".into());
    Plan { title, short, issuer, place, start: date(start), end: date(end), ..sample::plan(code) }
}

pub(super) fn body(id: &str, level: Level) -> Department {
    let aliases = vec![Alias { plan: Some("jia".into()), name: id.trim_start_matches("甲市").into() }];
    Department { place: "甲市".into(), aliases, ..sample::body(id, level) }
}

pub(super) fn entry(id: &str, kind: Kind, title: &str, lead: Lead, due: &str) -> Entry {
    let mut entry = Entry::new(EntryId::from(id), kind, title);
    entry.lead = lead;
    entry.deadline = Some(Deadline::Stated(date(due)));
    entry
}

/// An update that saw all before it.
pub(super) fn tell(entry: &mut Entry, day: &str, period: Period, says: Vec<Fact>) {
    let heads = crate::domain::heads(&entry.updates);
    let after: Vec<&str> = heads.iter().map(UpdateId::as_str).collect();
    tell_after(entry, day, period, &after, says);
}

/// An update that saw only what it names.
pub(super) fn tell_after(entry: &mut Entry, day: &str, period: Period, after: &[&str], says: Vec<Fact>) {
    let id = format!("{}#{}", entry.id, entry.updates.len());
    let by = Author { dept: entry.lead.named().cloned(), person: "张三".into() };
    let at = format!("{day}T09:00:00+08:00").parse().unwrap();
    let after = after.iter().map(|a| (*a).into()).collect();
    entry.updates.push(Update { id: id.as_str().into(), at, by, period: Some(period), after, about: Default::default(), says });
}

pub(super) fn status(to: Status) -> Fact {
    Fact::status(None, to)
}

pub(super) fn percent(to: u8) -> Fact {
    Fact::Percent { from: None, to }
}

pub(super) fn progress(s: &str) -> Fact {
    Fact::Progress(s.into())
}

pub(super) fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.title = "示例台账".into();
    ledger.plans =
        vec![plan("jia", "甲市产业行动方案", "2024-01-01", "2026-12-31"), plan("yi", "乙县特色产业工作方案", "2025-01-01", "2025-12-31")]
            .into();
    let mut group = body("甲市各县区人民政府", Level::County);
    group.group = true;
    group.members = vec!["乙县人民政府".into()];
    ledger.departments = Register::from(vec![
        body("甲市工业和信息化局", Level::City),
        body("甲市农业农村局", Level::City),
        body("甲市财政局", Level::City),
        body("乙县人民政府", Level::County),
        group,
    ]);
    ledger.indicators = vec![indicator()].into();
    ledger.set_entries(entries().into_iter().map(Into::into).collect());
    ledger
}

fn entries() -> Vec<Entry> {
    let stated = |d: &str| Lead::Stated(d.into());
    let mut cluster = entry("jia/一", Kind::Programme, "产业集群培育", Lead::FirstNamed("甲市工业和信息化局".into()), "2026-12-31");
    cluster.cooperating = vec![Cooperation::Cooperates("甲市财政局".into()), Cooperation::Implements("甲市各县区人民政府".into())];
    cluster.regions = vec!["乙县".into(), "丙区".into()];
    tell(&mut cluster, "2025-10-08", Q3, vec![status(Status::Underway), percent(40), progress("完成规划编制")]);
    tell(&mut cluster, "2025-12-28", Q4, vec![percent(66), progress("新增规上企业3户")]);

    let mut plant = entry("jia/一@甲加工厂", Kind::Project, "甲加工厂建设", Lead::Inherited, "2025-06-30");
    plant.parent = Some("jia/一".into());
    plant.investment_wan = Some(20000.0);
    plant.regions = vec!["乙县".into()];
    tell(&mut plant, "2025-09-20", Q3, vec![status(Status::Blocked), percent(55), Fact::Problems("资金未到位".into())]);
    tell(&mut plant, "2026-01-05", Q4, vec![status(Status::Underway), percent(60), progress("主体封顶")]);

    let mut brand = entry("jia/二", Kind::Task, "品牌建设", stated("甲市农业农村局"), "2026-12-31");
    tell(&mut brand, "2025-09-25", Q3, vec![status(Status::Underway), percent(58)]);
    tell(&mut brand, "2025-12-20", Q4, vec![status(Status::Done), progress("三个区域公用品牌通过验收")]);

    let fund = entry("jia/三", Kind::Safeguard, "强化资金保障", Lead::Unassigned, "2026-12-31");

    let mut base = entry("yi/一", Kind::Task, "种植基地建设", stated("乙县人民政府"), "2025-12-31");
    tell(&mut base, "2025-09-28", Q3, vec![status(Status::Underway), percent(80)]);
    let moved = Fact::Deadline { from: Some(date("2025-12-31")), to: date("2026-03-31"), reason: "冬季不能施工".into() };
    tell(&mut base, "2025-11-11", Q4, vec![moved]);
    let seen = ["yi/一#1"];
    tell_after(&mut base, "2025-12-25", Q4, &seen, vec![status(Status::Blocked), percent(60)]);
    tell_after(&mut base, "2025-12-26", Q4, &seen, vec![status(Status::NotStarted)]);

    let mut cold = entry("yi/二", Kind::Project, "冷链物流园", stated("乙县人民政府"), "2025-12-31");
    cold.investment_wan = Some(800.0);
    tell(&mut cold, "2025-12-01", Q4, vec![status(Status::Suspended)]);

    let mut added = entry("yi/+k3v9x2m7qa", Kind::Task, "电商培训", stated("乙县人民政府"), "2026-02-28");
    tell(&mut added, "2025-11-01", Q4, vec![status(Status::Underway)]);
    vec![cluster, plant, brand, fund, base, cold, added]
}

fn indicator() -> Indicator {
    let update = |id: &str, day: &str, period, to| Update {
        id: id.into(),
        at: format!("{day}T09:00:00+08:00").parse().unwrap(),
        by: Author::default(),
        period: Some(period),
        after: Vec::new(),
        about: Default::default(),
        says: vec![Fact::Measured { from: None, to }],
    };
    Indicator {
        unit: "亿元".into(),
        line: Some(25),
        entry: Some("jia/一".into()),
        baseline: Some(Baseline { year: 2023, value: 145.1 }),
        targets: [(2024, Target::Reach(156.0)), (2025, Target::AtLeast(200.0)), (2026, Target::Between(230.0, 240.5))].into(),
        updates: vec![update("m1", "2025-10-09", Q3, 120.0), update("m2", "2026-01-08", Q4, 190.0), update("m3", "2026-01-20", Q4, 201.0)],
        ..Indicator::new("jia".into(), "一", "加工业营业收入", "全市")
    }
}
