use super::audience::Audience;
use super::reading::Reading;
use super::row::{Rivals, Row};
use crate::domain::{Indicator, Keeping, Pace, Period, Subject, Target, disputes_of};

/// An indicator in a bulletin: how it keeps up by what the cut-off sees ([`Pace`]).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Goal {
    pub(crate) id: String,
    pub(crate) plan: String,
    pub(crate) name: String,
    /// For which place or set.
    pub(crate) scope: String,
    pub(crate) unit: String,
    /// The goal against which it is held, with its year.
    pub(crate) target: Option<(i32, Target)>,
    pub(crate) measured: Option<(Period, f64)>,
    /// The measured value in tenths of a percent of the goal; none for a goal that must not be exceeded.
    pub(crate) share: Option<u32>,
    /// How much of the way to the goal should be behind it, in percent.
    pub(crate) scheduled: Option<u8>,
    pub(crate) met: Option<bool>,
    pub(crate) keeping: Keeping,
    pub(crate) contested: Vec<Rivals>,
    /// How many values were asked for with the period.
    pub(crate) asked: usize,
    /// How many of these are missing.
    pub(crate) missing: usize,
    /// Who answers for it.
    pub(crate) answering: Vec<String>,
}

/// The indicators of the audience: all, those of some plans, or those that measure an entry in the bulletin.
pub(super) fn goals(reading: &Reading<'_>, scope: &Audience, rows: &[Row]) -> Vec<Goal> {
    let wanted = |i: &Indicator| match scope {
        Audience::Ledger => !reading.is_archived(&i.plan),
        Audience::Plans(codes) => codes.contains(&i.plan),
        Audience::Department(_) | Audience::Chosen(_) => i.entry.as_ref().is_some_and(|e| rows.iter().any(|r| r.id == *e)),
    };
    reading.ledger.indicators.iter().filter(|i| wanted(i)).map(|i| goal(reading, i)).collect()
}

fn goal(reading: &Reading<'_>, indicator: &Indicator) -> Goal {
    let pace = Pace::known_at(reading.ledger, indicator, reading.day(), reading.cutoff);
    let disputes = disputes_of(reading.ledger, &Subject::Indicator(indicator.id()), Some(reading.cutoff));
    let owed = reading.ledger.values_of(indicator, reading.period, Some(reading.cutoff));
    let bodies = owed.first().into_iter().flat_map(|one| &one.bodies);
    Goal {
        answering: bodies.map(|body| reading.ledger.departments.name(body).to_owned()).collect(),
        missing: owed.iter().filter(|one| !one.said).count(),
        asked: owed.len(),
        id: indicator.id().to_string(),
        plan: indicator.plan.to_string(),
        name: indicator.name.clone(),
        scope: indicator.scope.clone(),
        unit: indicator.unit.clone(),
        share: share(&pace),
        met: pace.met(),
        target: pace.target,
        measured: pace.measured,
        scheduled: pace.scheduled,
        keeping: pace.keeping,
        contested: disputes.iter().map(|d| Rivals::of(d, reading.ledger)).collect(),
    }
}

pub(super) fn share(pace: &Pace) -> Option<u32> {
    let tenths = (pace.share? * 10.0).round();
    // What falls short by a hair is not printed as the whole.
    let most = if pace.met() == Some(true) { 1e9 } else { 999.0 };
    (tenths < 1e9).then_some(tenths.min(most) as u32)
}
