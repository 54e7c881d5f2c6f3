//! What inspections found, as a bulletin tells it: how many in the period, what is mended, what is late and whose.

use chrono::NaiveDate;
use ecow::EcoString;

use super::audience::Audience;
use super::reading::Reading;
use crate::domain::{DeptId, Ledger, Mending, MendingStanding};

/// A finding as a bulletin tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) id: EcoString,
    pub(crate) problem: EcoString,
    pub(crate) body: EcoString,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) late: Option<i64>,
    pub(crate) stage: Mending,
}

/// All that a bulletin says of inspections.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Supervision {
    /// How many inspections there were in the period.
    pub(crate) inspections: usize,
    /// How many findings they made.
    pub(crate) found: usize,
    /// How many findings were mended in the period, of whichever inspection.
    pub(crate) mended: usize,
    /// What is not mended, the longest late first.
    pub(crate) open: Vec<Found>,
    /// Of each body that has any, how many are late.
    late_of: Vec<(DeptId, usize)>,
}

impl Supervision {
    pub(super) fn of(reading: &Reading<'_>, audience: &Audience) -> Supervision {
        let (ledger, period, day) = (reading.ledger, reading.period, reading.day());
        let is_told = |day: Option<NaiveDate>| day.is_some_and(|day| period.contains(day));
        let is_heard = |one: &MendingStanding<'_>| audience.hears(one.finding.entry.iter(), |body| ledger.mends(body, one.finding));
        let all: Vec<MendingStanding<'_>> = ledger.findings_on(reading.when, Some(reading.cutoff)).filter(is_heard).collect();
        let held = ledger.inspections.iter().filter(|one| is_told(Some(one.on)) && one.on <= day);
        let concerns = |one: &&std::sync::Arc<crate::domain::Inspection>| {
            *audience == Audience::Ledger || all.iter().any(|found| found.finding.inspection == one.id)
        };
        let mut open: Vec<&MendingStanding<'_>> = all.iter().filter(|one| one.is_open()).collect();
        open.sort_by_key(|one| (std::cmp::Reverse(one.late), one.state.deadline.value, one.finding.id.clone()));
        let mut late_of: Vec<(DeptId, usize)> = Vec::new();
        for body in all.iter().filter(|one| one.late.is_some()).flat_map(|one| ledger.departments.answering(&one.finding.body)) {
            match late_of.iter_mut().find(|(of, _)| of == body) {
                Some((_, count)) => *count += 1,
                None => late_of.push((body.clone(), 1)),
            }
        }
        Supervision {
            inspections: held.filter(concerns).count(),
            found: all.iter().filter(|one| is_told(one.found_on)).count(),
            mended: all.iter().filter(|one| is_told(one.state.done_on.filter(|_| one.state.is_done()))).count(),
            open: open.into_iter().map(|one| found(ledger, one)).collect(),
            late_of,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Supervision::default()
    }

    /// How many are not mended by their day.
    pub(crate) fn late(&self) -> usize {
        self.open.iter().filter(|one| one.late.is_some()).count()
    }

    /// The same of one body.
    pub(crate) fn late_of(&self, body: Option<&DeptId>) -> usize {
        self.late_of.iter().find(|(of, _)| Some(of) == body).map_or(0, |(_, count)| *count)
    }
}

fn found(ledger: &Ledger, one: &MendingStanding<'_>) -> Found {
    Found {
        id: one.finding.id.as_str().into(),
        problem: one.finding.problem.as_str().into(),
        body: ledger.departments.name(&one.finding.body).into(),
        due: one.state.deadline.value,
        late: one.late,
        stage: one.stage,
    }
}
