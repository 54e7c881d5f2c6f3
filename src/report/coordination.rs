//! The matters for coordination of a bulletin: what was raised, settled and is open, as the log stood at the cut-off.

use chrono::NaiveDate;
use ecow::EcoString;

use super::audience::Audience;
use super::reading::Reading;
use crate::domain::{Grade, Ledger, Level, Matter, MatterStage, MatterStanding, Outcome};
use crate::text::Lang;

/// A matter as a bulletin tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) id: EcoString,
    pub(crate) problem: EcoString,
    pub(crate) needs: EcoString,
    pub(crate) stage: MatterStage,
    pub(crate) level: Option<Level>,
    pub(crate) grade: Option<Grade>,
    pub(crate) due: Option<NaiveDate>,
    /// Days since it was raised, up to its settlement.
    pub(crate) age: i64,
    pub(crate) late: bool,
    /// Of what is settled: what was decided, with the minutes' number.
    pub(crate) decided: EcoString,
}

/// All that a bulletin says of matters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Coordination {
    /// How many were raised in the period.
    pub(crate) raised: usize,
    /// Those that are open, the oldest first.
    pub(crate) open: Vec<Line>,
    /// Those that were settled in the period, in the order of the day.
    pub(crate) settled: Vec<Line>,
}

impl Coordination {
    pub(super) fn of(reading: &Reading<'_>, audience: &Audience) -> Coordination {
        let (ledger, period, day) = (reading.ledger, reading.period, reading.day());
        let is_told = |matter: &Matter| audience.hears(matter.entries.iter(), |body| ledger.is_party(body, matter));
        let mut all: Vec<MatterStanding<'_>> = ledger.matters_on(day, Some(reading.cutoff)).filter(|one| is_told(one.matter)).collect();
        all.sort_by_key(|one| (one.matter.raised_on, one.matter.id.clone()));
        let raised = all.iter().filter(|one| period.contains(one.matter.raised_on)).count();
        let open = all.iter().filter(|one| one.is_open()).map(|one| line(ledger, one)).collect();
        all.retain(|one| one.is_settled_in(period));
        all.sort_by_key(|one| (one.settled_on(), one.matter.id.clone()));
        Coordination { raised, open, settled: all.iter().map(|one| line(ledger, one)).collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Coordination::default()
    }

    /// How many of the open ones are late.
    pub(crate) fn late(&self) -> usize {
        self.open.iter().filter(|line| line.late).count()
    }

    /// The median of the days from raising to settling, in halves of a day; none where nothing was settled.
    pub(crate) fn median_days(&self) -> Option<f64> {
        let mut ages: Vec<i64> = self.settled.iter().map(|line| line.age).collect();
        ages.sort_unstable();
        let (low, high) = (ages.get((ages.len().checked_sub(1)?) / 2)?, ages.get(ages.len() / 2)?);
        Some((low + high) as f64 / 2.0)
    }
}

fn line(ledger: &Ledger, one: &MatterStanding<'_>) -> Line {
    let names: Vec<&str> = one.matter.needs.iter().map(|body| ledger.departments.name(body)).collect();
    let decided = match one.state.outcome.value.as_deref() {
        Some(Outcome::Settled { minutes, decided, .. }) if minutes.is_empty() => decided.as_str().into(),
        Some(Outcome::Settled { minutes, decided, .. }) => format!("{decided}{}", Lang::Zh.bracketed(minutes)).into(),
        _ => EcoString::new(),
    };
    Line {
        id: one.matter.id.as_str().into(),
        problem: one.matter.problem.as_str().into(),
        needs: names.join("、").into(),
        stage: one.stage,
        level: one.level,
        grade: one.matter.grade,
        due: one.due,
        age: one.age,
        late: one.late,
        decided,
    }
}
