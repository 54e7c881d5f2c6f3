use chrono::{Datelike, NaiveDate};

use super::reading::Reading;
use super::row::Row;
use super::summary::Audience;
use crate::domain::{Indicator, Period, Target, scheduled_percent};

/// An indicator in a bulletin.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The indicator's identity.
    pub id: String,
    /// Code of the plan.
    pub plan: String,
    /// What is measured.
    pub name: String,
    /// For which place or set.
    pub scope: String,
    /// In which unit.
    pub unit: String,
    /// The goal of the period's year; when it names none, the next later one, else the last, with its year.
    pub target: Option<(i32, Target)>,
    /// The last value measured up to the end of the period and recorded by the cut-off.
    pub measured: Option<(Period, f64)>,
    /// The measured value in tenths of a percent of the goal; none for a goal that must not be exceeded.
    pub share: Option<u32>,
    /// How much of the time from the goal before it (or the plan's first day) to its year's end is gone, in percent.
    pub scheduled: Option<u8>,
    /// Whether the measured value meets the goal.
    pub met: Option<bool>,
}

/// The indicators of the audience: all, a plan's, or those that measure an entry in the bulletin.
pub(super) fn goals(reading: &Reading<'_>, scope: &Audience, rows: &[Row]) -> Vec<Goal> {
    let wanted = |i: &Indicator| match scope {
        Audience::Ledger => true,
        Audience::Plan(code) => i.plan == *code,
        Audience::Department(_) => i.entry.as_ref().is_some_and(|e| rows.iter().any(|r| r.id == *e)),
    };
    reading.ledger.indicators.iter().filter(|i| wanted(i)).map(|i| goal(reading, i)).collect()
}

fn goal(reading: &Reading<'_>, indicator: &Indicator) -> Goal {
    let target = target_of(indicator, reading.period.end().year());
    let measured = last_measured(reading, indicator);
    Goal {
        id: indicator.id().to_string(),
        plan: indicator.plan.to_string(),
        name: indicator.name.clone(),
        scope: indicator.scope.clone(),
        unit: indicator.unit.clone(),
        share: target.zip(measured).and_then(|((_, t), (_, v))| share(t, v)),
        scheduled: target.and_then(|(year, _)| time_gone(reading, indicator, year)),
        met: target.zip(measured).map(|((_, t), (_, v))| t.is_met_by(v)),
        target,
        measured,
    }
}

fn target_of(indicator: &Indicator, year: i32) -> Option<(i32, Target)> {
    let next = indicator.targets.range(year..).next();
    next.or_else(|| indicator.targets.last_key_value()).map(|(year, target)| (*year, *target))
}

fn last_measured(reading: &Reading<'_>, indicator: &Indicator) -> Option<(Period, f64)> {
    let mut known = indicator.clone();
    known.updates.retain(|u| u.at.date_naive() <= reading.cutoff);
    let values = known.measured().into_iter().filter(|(p, _)| p.end() <= reading.period.end());
    values.max_by_key(|(p, _)| (p.end(), p.start()))
}

fn share(target: Target, value: f64) -> Option<u32> {
    let whole = target.reference();
    if matches!(target, Target::AtMost(_)) || whole <= 0.0 || value < 0.0 {
        return None;
    }
    let tenths = (value / whole * 1000.0).round();
    // What falls short by a hair is not printed as the whole.
    let most = if target.is_met_by(value) { 1e9 } else { 999.0 };
    (tenths.is_finite() && tenths < 1e9).then_some(tenths.min(most) as u32)
}

fn time_gone(reading: &Reading<'_>, indicator: &Indicator, year: i32) -> Option<u8> {
    let end = NaiveDate::from_ymd_opt(year, 12, 31)?;
    let before = indicator.targets.range(..year).next_back().map(|(y, _)| y + 1);
    let start = match before {
        Some(first) => NaiveDate::from_ymd_opt(first, 1, 1)?,
        None => reading.ledger.plan(&indicator.plan)?.start,
    };
    Some(scheduled_percent(start, end, reading.day))
}
