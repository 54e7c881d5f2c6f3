//! Made-up ledgers, for trying the program out and for measuring it: places, bodies, plans, figures and people are all
//! invented, and the title says so. The same number of entries, seed and day give the same ledger.

mod bodies;
mod building;
mod chance;
mod entries;
mod goals;
mod history;
mod inspections;
mod liaisons;
mod matters;
mod rules;
mod scene;
mod words;

use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

use crate::domain::{Entry, Ledger, Plan};
use bodies::Bodies;
use scene::Scene;
use words::{PROVINCE, THEMES, Theme};

/// A made-up ledger with so many entries, with histories that end on or before `today`.
pub fn ledger(entries: usize, seed: u64, today: NaiveDate) -> Ledger {
    let mut rng = fastrand::Rng::with_seed(seed);
    let bodies = Bodies::new();
    let mut ledger = Ledger::default();
    ledger.title = format!("演示数据（随机生成，种子 {seed}）：{PROVINCE}重点任务台账");
    ledger.plans = THEMES.iter().map(|theme| plan(theme, today)).collect();
    let mut all: Vec<Arc<Entry>> = Vec::with_capacity(entries);
    for (i, theme) in THEMES.iter().enumerate() {
        let share = entries * (i + 1) / THEMES.len() - entries * i / THEMES.len();
        let scene = Scene { plan: &ledger.plans[i], theme, bodies: &bodies, today };
        all.extend(entries::draw(&scene, &mut rng, share).into_iter().map(Arc::new));
        ledger.indicators.extend(goals::draw(&scene, &mut rng).into_iter().map(Arc::new));
    }
    ledger.departments = bodies.register;
    ledger.set_entries(all);
    ledger.matters = matters::draw(&ledger, &mut rng, today).into();
    if !ledger.matters.is_empty() {
        ledger.settings.grant_days();
    }
    inspections::draw(&mut ledger, &mut rng, today);
    liaisons::draw(&mut ledger, &mut rng, today);
    ledger.criteria = rules::criteria().into();
    ledger
}

/// A plan that began last year and ends next year.
fn plan(theme: &Theme, today: NaiveDate) -> Plan {
    let (first, last) = (today.year() - 1, today.year() + 1);
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or(today);
    Plan {
        title: format!("{PROVINCE}{}实施方案（{first}—{last}年）（演示）", theme.title),
        short: theme.short.into(),
        number: format!("望演〔{first}〕{}号", theme.code.len()),
        issuer: format!("{PROVINCE}人民政府办公厅（演示）"),
        issued: Some(day(first, 1, 15)),
        place: PROVINCE.into(),
        start: day(first, 1, 1),
        end: day(last, 12, 31),
        remark: "虚构的方案，仅供演示和测试。".into(),
        ..Plan::new(theme.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Light, Severity, Standings, Status, check};
    use std::collections::HashSet;

    fn today() -> NaiveDate {
        "2025-11-20".parse().unwrap()
    }

    #[test]
    fn a_made_up_ledger_says_so_and_has_no_errors() {
        for (count, seed) in [(0, 1), (1, 1), (7, 2), (60, 3), (3000, 4)] {
            let ledger = ledger(count, seed, today());
            assert!(ledger.title.starts_with("演示数据"));
            assert_eq!(ledger.entries().len(), count);
            let errors: Vec<_> = check(&ledger).into_iter().filter(|f| f.kind.severity() == Severity::Error).collect();
            assert!(errors.is_empty(), "{:?}", &errors[..errors.len().min(5)]);
        }
    }

    #[test]
    fn the_same_numbers_give_the_same_ledger() {
        assert_eq!(ledger(500, 9, today()), ledger(500, 9, today()));
        assert_ne!(ledger(500, 9, today()), ledger(500, 10, today()));
    }

    #[test]
    fn every_light_status_and_kind_occurs_and_some_values_are_contested() {
        let ledger = ledger(1500, 7, today());
        let standings = Standings::new(&ledger, today());
        let lights: HashSet<Light> = standings.all().iter().map(|s| s.verdict.light).collect();
        let statuses: HashSet<Option<Status>> = standings.all().iter().map(|s| s.state.status.value).collect();
        let kinds: HashSet<Kind> = ledger.entries().iter().map(|e| e.kind).collect();
        assert_eq!((lights.len(), statuses.len(), kinds.len()), (5, 7, 4));
        let share = |n: usize| n * 100 / ledger.entries().len();
        assert!((1..=5).contains(&share(standings.all().iter().filter(|s| s.state.is_contested()).count())));
        let red = share(standings.all().iter().filter(|s| s.verdict.light == Light::Red).count());
        assert!((5..=45).contains(&red), "{red}% are red");
    }

    #[test]
    fn histories_end_on_the_day_and_no_two_updates_share_an_id() {
        let ledger = ledger(800, 5, today());
        let updates: Vec<_> = ledger.entries().iter().flat_map(|e| &e.updates).collect();
        assert!(updates.iter().all(|u| u.day() <= today()));
        assert_eq!(updates.iter().map(|u| &u.id).collect::<HashSet<_>>().len(), updates.len());
        assert!(ledger.entries().iter().all(|e| e.updates.len() <= 8));
    }

    #[test]
    fn matters_of_every_stage_are_drawn_and_some_are_late() {
        let ledger = ledger(1500, 7, today());
        let all: Vec<_> = ledger.matters_on(today(), None).collect();
        let stages: HashSet<_> = all.iter().map(|one| one.stage).collect();
        assert!(stages.len() == 4 && all.iter().any(|one| one.late), "{stages:?}");
        assert!(all.iter().all(|one| one.matter.updates.iter().all(|u| u.day() <= today())));
        let found: HashSet<_> = ledger.findings_on(crate::domain::Moment::During(today()), None).map(|one| one.stage).collect();
        assert!(!ledger.inspections.is_empty() && found.len() == 3, "{found:?}");
    }

    #[test]
    fn a_day_at_the_end_of_time_is_no_reason_to_fail() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(ledger(30, 1, day).entries().len(), 30);
        }
    }
}
