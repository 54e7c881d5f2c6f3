//! The project pool: which entries are its projects, how each stands, and what they come to by county, sector and year.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use super::snapshot::Snapshot;
use crate::domain::{Kind, Period, Pooled, Rate, RateOf, Stage, Tally, vocabulary};
use crate::text::Lang;

/// A project by its place in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Project {
    pub(crate) at: usize,
    pub(crate) pooled: Pooled,
}

/// By what the pool is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PoolBy {
    /// The county, or the larger area that holds all its places.
    #[default]
    County,
    /// The field of work.
    Sector,
    /// The years of plan and investment.
    Year,
}

vocabulary!(PoolBy {
    County = "县（市、区）", "county", "county", ["县", "地区", "region"];
    Sector = "领域", "sector", "sector", ["行业"];
    Year = "年度", "year", "year", ["年"];
});

/// A part of the pool: what it is called, what it comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PoolPart {
    pub(crate) label: String,
    pub(crate) projects: usize,
    pub(crate) planned: f64,
    pub(crate) done: f64,
    /// What is done of what was planned, in tenths of a percent, of those with a plan.
    pub(crate) share: Option<u32>,
}

/// The projects among some places of the ledger, as they stand on a day: entries that are projects, and whatever else has come to a stage.
/// Those of archived plans are left out.
pub(crate) fn projects(stock: &Snapshot<'_>, places: impl Iterator<Item = usize>, day: NaiveDate) -> Vec<Project> {
    let mut once = stock.ledger.once();
    let judged = places.filter_map(|at| Some((at, stock.judged(at)?)));
    let meant =
        judged.filter(|(_, j)| !j.standing.verdict.archived && (j.entry.kind == Kind::Project || j.standing.state.project.is_some()));
    meant
        .map(|(at, j)| {
            let again = !once.counts(&j.entry.id);
            Project { at, pooled: Pooled { again, ..Pooled::of(j.entry, &j.standing.state, day) } }
        })
        .collect()
}

/// What they come to together.
pub(crate) fn pool_tally(all: &[Project]) -> Tally {
    all.iter().map(|one| &one.pooled).collect()
}

/// What they come to in parts: the largest plan first; years in their order.
pub(crate) fn pool_parts(stock: &Snapshot<'_>, all: &[Project], by: PoolBy, (day, lang): (NaiveDate, Lang)) -> Vec<PoolPart> {
    if by == PoolBy::Year {
        return years(stock, all, (day, lang));
    }
    let nothing = || lang.pick("未写", "not stated").to_owned();
    let mut parts: Vec<(String, Vec<&Pooled>)> = Vec::new();
    for one in all.iter().filter(|one| !one.pooled.again) {
        let Some(entry) = stock.ledger.entries().get(one.at) else { continue };
        let label = match by {
            PoolBy::Sector => Some(entry.sector.clone()).filter(|sector| !sector.trim().is_empty()),
            _ => stock.ledger.area(entry).map(|area| stock.ledger.area_heading(area.key(), lang)),
        };
        let label = label.unwrap_or_else(nothing);
        match parts.iter_mut().find(|(name, _)| *name == label) {
            Some((_, part)) => part.push(&one.pooled),
            None => parts.push((label, vec![&one.pooled])),
        }
    }
    let part = |(label, part): (String, Vec<&Pooled>)| {
        let tally: Tally = part.into_iter().collect();
        let share = tally.rate(RateOf::Year).tenths();
        PoolPart { label, projects: tally.all(), planned: tally.planned, done: tally.done_year, share }
    };
    let mut parts: Vec<PoolPart> = parts.into_iter().map(part).collect();
    parts.sort_by(|a, b| b.planned.total_cmp(&a.planned).then(b.done.total_cmp(&a.done)).then(b.projects.cmp(&a.projects)));
    parts
}

/// What is planned for each year and what was done in it, each thing once.
fn years(stock: &Snapshot<'_>, all: &[Project], (day, lang): (NaiveDate, Lang)) -> Vec<PoolPart> {
    let mut years: BTreeMap<i32, (PoolPart, f64)> = BTreeMap::new();
    for one in all.iter().filter(|one| !one.pooled.again && one.pooled.stage != Some(Stage::Withdrawn)) {
        let Some(judged) = stock.judged(one.at) else { continue };
        let course = judged.standing.state.project.as_deref();
        let told = course.into_iter().flat_map(|course| course.invested.keys().map(|period| period.work_year()));
        let mut of_one: Vec<i32> = told.chain(judged.entry.invest_plan.keys().copied()).collect();
        of_one.sort_unstable();
        of_one.dedup();
        for year in of_one {
            let (part, of_plan) = years.entry(year).or_default();
            let planned = judged.entry.invest_plan.get(&year).copied();
            let done = course.and_then(|course| course.invested_in(Some(Period::Year(year)), day)).unwrap_or(0.0);
            part.label = Period::Year(year).label(lang);
            part.projects += 1;
            part.planned += planned.unwrap_or(0.0);
            part.done += done;
            *of_plan += planned.map_or(0.0, |_| done);
        }
    }
    let share = |part: &PoolPart, done: f64| Rate { of: RateOf::Year, part: done, whole: part.planned }.tenths();
    years.into_values().map(|(part, of_plan)| PoolPart { share: share(&part, of_plan), ..part }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Author, Entry, EntryId, Fact, Ledger, Stage, Staged, Update};
    use crate::query::Book;

    fn day() -> NaiveDate {
        "2025-12-20".parse().unwrap()
    }

    fn project(id: &str, stage: Option<Stage>, quarters: &[(u8, f64)]) -> Entry {
        let mut entry = Entry::new(EntryId::of("p", id), Kind::Project, id);
        let on = "2025-03-01".parse().unwrap();
        let staged = stage.map(|stage| Fact::Stage { from: None, to: Staged { stage, on, basis: String::new() }, reason: String::new() });
        let invested = quarters.iter().map(|(q, wan)| Fact::Invested { period: Period::Quarter(2025, *q), from: None, to: *wan });
        let says: Vec<Fact> = staged.into_iter().chain(invested).collect();
        let at = "2025-10-01T09:00:00+08:00".parse().unwrap();
        if !says.is_empty() {
            let update =
                Update { id: id.into(), at, by: Author::default(), period: None, after: Vec::new(), about: Default::default(), says };
            entry.updates.push(update);
        }
        entry
    }

    #[test]
    fn parts_make_the_whole_and_a_thing_named_twice_counts_once() {
        let mut ledger = Ledger::default();
        let county = |name: &str, planned: f64, entry: Entry| Entry {
            regions: vec![name.into()],
            invest_plan: [(2025, planned), (2026, 50.0)].into(),
            ..entry
        };
        let again = Entry { same_as: vec![EntryId::of("p", "一")], ..county("密山市", 100.0, project("四", None, &[])) };
        let all = [
            county("密山市", 100.0, project("一", Some(Stage::Building), &[(1, 30.0), (2, 10.0)])),
            county("虎林市", 300.0, project("二", Some(Stage::Reserved), &[])),
            project("三", None, &[(1, 5.0)]),
            again,
            Entry::new(EntryId::of("p", "五"), Kind::Task, "任务"),
        ];
        all.into_iter().for_each(|entry| ledger.insert(usize::MAX, entry));
        let book = Book::new(ledger, day());
        let stock = book.snapshot();
        let all = projects(&stock, 0..5, day());
        assert_eq!(all.len(), 4);
        let tally = pool_tally(&all);
        assert_eq!((tally.all(), tally.in_pool(), tally.planned, tally.done_year), (3, 2, 400.0, 45.0));
        for by in [PoolBy::County, PoolBy::Sector] {
            let parts = pool_parts(&stock, &all, by, (day(), Lang::Zh));
            assert_eq!(
                parts.iter().map(|p| (p.projects, p.planned, p.done)).fold((0, 0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2)),
                (3, 400.0, 45.0)
            );
        }
        let names: Vec<String> = pool_parts(&stock, &all, PoolBy::County, (day(), Lang::Zh)).into_iter().map(|p| p.label).collect();
        assert_eq!(names, ["虎林市", "密山市", "未写"]);
        let years = pool_parts(&stock, &all, PoolBy::Year, (day(), Lang::Zh));
        let told: Vec<(&str, f64, f64)> = years.iter().map(|p| (p.label.as_str(), p.planned, p.done)).collect();
        assert_eq!(told, [("2025年", 400.0, 45.0), ("2026年", 100.0, 0.0)]);
    }
}
