//! Running indicators as plans annex them (指标分年度表): a row for each place, indicator and year, with the goal, what was measured quarter by
//! quarter, and what is missing.

use chrono::{Datelike, NaiveDate};

use super::columns::Columns;
use super::goal::share as share_of;
use super::grid::{Cell, Grid, Head};
use crate::domain::{Indicator, Ledger, Pace, Period, json_number};
use crate::text::Lang;

/// Which rows there are.
pub(crate) struct SheetWish<'a> {
    /// Of one plan only.
    pub(crate) plan: Option<&'a str>,
    /// Of one year only; else of all years for which a goal is stated.
    pub(crate) year: Option<i32>,
    /// By which day values are missing.
    pub(crate) day: NaiveDate,
}

/// An indicator in a year.
pub(crate) struct GoalYear<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) year: i32,
    /// The value up to the end of each quarter, of the year so far.
    measured: [Measured; 4],
    pace: Option<Pace>,
    who: String,
}

/// What is known up to the end of a quarter.
#[derive(Clone, Copy, PartialEq)]
enum Measured {
    Value(f64),
    Missing,
    NotAsked,
}

impl<'a> GoalYear<'a> {
    /// All rows of a table, in the ledger's order.
    pub(crate) fn all(ledger: &'a Ledger, wish: &SheetWish<'_>) -> Vec<GoalYear<'a>> {
        let of = ledger.indicators.iter().filter(|one| wish.plan.is_none_or(|plan| one.plan.as_str() == plan));
        let rows = of.flat_map(|indicator| {
            let years = indicator.targets.keys().copied().filter(|year| wish.year.is_none_or(|only| only == *year));
            years.map(|year| GoalYear::of(ledger, indicator, (year, wish.day)))
        });
        rows.collect()
    }

    fn of(ledger: &'a Ledger, indicator: &'a Indicator, (year, day): (i32, NaiveDate)) -> GoalYear<'a> {
        let values = indicator.measured();
        let quarters = [1, 2, 3, 4].map(|n| Period::Quarter(year, n));
        let measured = quarters.map(|quarter| {
            let told = values.iter().filter(|(period, _)| period.start().year() == year && period.end() == quarter.end());
            match told.max_by_key(|(period, _)| std::cmp::Reverse(period.start())) {
                Some((_, value)) => Measured::Value(*value),
                None if quarter.end() < day && is_asked(ledger, indicator, quarter) => Measured::Missing,
                None => Measured::NotAsked,
            }
        });
        let end = Period::Year(year).end().min(day);
        let pace =
            (end.year() == year).then(|| Pace::of(ledger, indicator, end)).filter(|pace| pace.target.is_some_and(|(of, _)| of == year));
        let bodies = ledger.answering_for(indicator, None);
        let who = bodies.iter().map(|body| ledger.departments.name(body)).collect::<Vec<_>>().join("、");
        GoalYear { indicator, year, measured, pace, who }
    }

    /// For how many quarters a value is missing.
    pub(crate) fn missing(&self) -> usize {
        self.measured.iter().filter(|one| **one == Measured::Missing).count()
    }

    fn value(&self, quarter: usize, lang: Lang) -> Cell {
        match self.measured[quarter] {
            Measured::Value(value) => Cell::Number(value),
            Measured::Missing => Cell::text(lang.pick("未填", "missing")),
            Measured::NotAsked => Cell::Empty,
        }
    }

    /// For machines.
    pub(crate) fn json(&self) -> serde_json::Value {
        let value = |one: &Measured| if let Measured::Value(value) = one { Some(json_number(*value)) } else { None };
        serde_json::json!({
            "indicator": self.indicator.id().as_str(), "scope": self.indicator.scope, "name": self.indicator.name,
            "unit": self.indicator.unit, "year": self.year, "target": self.indicator.targets.get(&self.year).map(|t| t.label(Lang::Zh)),
            "measured": self.measured.iter().map(value).collect::<Vec<_>>(),
            "missing": (1..=4).zip(&self.measured).filter(|(_, one)| **one == Measured::Missing).map(|(n, _)| format!("{}Q{n}", self.year)).collect::<Vec<_>>(),
        })
    }
}

/// Whether a value is asked for that ends with a quarter, by the rule by which lists of what is missing ask.
fn is_asked(ledger: &Ledger, indicator: &Indicator, quarter: Period) -> bool {
    ledger.values_of(indicator, quarter, None).iter().any(|one| one.period.end() == quarter.end())
}

/// The table.
pub(crate) fn goal_sheet(ledger: &Ledger, all: &[GoalYear<'_>], lang: Lang) -> Grid {
    let head = |zh, en, most| Head::new(lang.pick(zh, en), most);
    let quarters = [("一季度", "Q1"), ("上半年", "first half"), ("前三季度", "Q1-Q3"), ("全年", "year")];
    let plan = |row: &GoalYear<'_>| ledger.plan(&row.indicator.plan).map_or(row.indicator.plan.to_string(), |plan| plan.short.clone());
    let columns = Columns::<GoalYear<'_>, _, _>::new()
        .with(head("范围", "scope", 16), |row| Cell::text(&row.indicator.scope))
        .with(head("指标", "indicator", 30), |row| Cell::text(&row.indicator.name))
        .with(head("计量单位", "unit", 10), |row| Cell::text(&row.indicator.unit))
        .with(head("基期", "baseline", 14), move |row| {
            let base = row.indicator.baseline.map(|base| format!("{}{}{}", base.year, lang.pick("年 ", ": "), base.value));
            base.map_or(Cell::Empty, |words| Cell::text(&words))
        })
        .with(head("年度", "year of goal", 6), |row| Cell::Count(row.year.into()))
        .with(head("目标", "goal", 12), move |row| {
            row.indicator.targets.get(&row.year).map_or(Cell::Empty, |target| Cell::text(&target.label(lang)))
        })
        .each([0, 1, 2, 3].map(|n| (n, lang)), |(n, _)| head(quarters[n].0, quarters[n].1, 10), |(n, lang), row| row.value(n, lang))
        .with(Head::bar(lang.pick("完成目标", "share")), |row| {
            let share = row.pace.as_ref().filter(|pace| pace.measured.is_some_and(|(period, _)| period.end().year() == row.year));
            share.and_then(share_of).map_or(Cell::Empty, Cell::Share)
        })
        .with(head("情况", "standing", 10), move |row| {
            row.pace.as_ref().map_or(Cell::Empty, |pace| Cell::text(&pace.keeping_words(lang)))
        })
        .with(head("责任单位", "body", 20), |row| Cell::text(&row.who))
        .with(head("出处", "stands in", 18), move |row| Cell::text(&format!("{} {}", plan(row), row.indicator.reference)));
    Grid { kept: 2, ..Grid::of(lang.pick("指标分年度表", "Indicators by year"), "shown", columns.filled(all)) }
}
