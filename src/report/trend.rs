use chrono::NaiveDate;

use super::bucket::{Bucket, Tally};
use super::comparison::Comparison;
use super::reading::{Judged, Reading};
use super::row::{Row, counted};
use crate::domain::{Period, known};
use crate::progress::{Progress, Step};

const QUARTERS: usize = 8;

/// One quarter of a trend, as its own bulletin counted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub(crate) period: Period,
    pub(crate) tally: Tally,
    pub(crate) late: usize,
    /// How many were late a quarter before and no longer were.
    pub(crate) recovered: usize,
}

/// The last quarters that end with the period at the latest, the newest last; it begins no earlier than the first
/// report, since before that nothing was counted.
pub(super) fn trend(now: &Reading<'_>, rows: &[Row], change: &Comparison, progress: &Progress) -> Vec<Point> {
    let quarters = quarters(now);
    let past = quarters.iter().filter(|q| **q != now.period).count();
    progress.begin(Step::Comparing, now.ledger.entries().len() * (past + usize::from(past > 0)));
    let (mut points, mut known) = (Vec::new(), None);
    for quarter in quarters {
        if quarter == now.period {
            points.push(present(now, rows, change));
        } else {
            let then = known.take().unwrap_or_else(|| standings(now, quarter, progress));
            let before = standings(now, quarter.previous(), progress);
            let mut point = point(now, quarter, &then, &before);
            if quarter == change.period {
                point.tally = change.tally;
            }
            points.push(point);
            known = Some(before);
        }
    }
    points.reverse();
    points
}

/// The quarters of a trend, the newest first.
fn quarters(now: &Reading<'_>) -> Vec<Period> {
    let mut newest = Period::quarter_of(now.period.end());
    if newest.end() > now.period.end() {
        newest = newest.previous();
    }
    let first = first_report(now);
    let all = std::iter::successors(Some(newest), |q| Some(q.previous())).take(QUARTERS).enumerate();
    all.take_while(|(i, q)| *i == 0 || first.is_some_and(|day| day <= q.end())).map(|(_, q)| q).collect()
}

fn present(now: &Reading<'_>, rows: &[Row], change: &Comparison) -> Point {
    let late = rows.iter().filter(|r| r.late.is_some()).count();
    let tally = counted(rows).map(|r| r.bucket).collect();
    Point { period: now.period, tally, late, recovered: change.recovered.len() }
}

/// Bucket of every entry in a quarter, and whether it was late; none for those that its bulletin did not hold.
fn standings(now: &Reading<'_>, quarter: Period, progress: &Progress) -> Vec<Option<(Bucket, bool)>> {
    let then = now.at(quarter);
    let of = |judged: Judged| (judged.bucket, judged.late.is_some());
    progress.each(now.ledger.entries()).map(|e| then.judged(e).map(of)).collect()
}

fn point(now: &Reading<'_>, period: Period, then: &[Option<(Bucket, bool)>], before: &[Option<(Bucket, bool)>]) -> Point {
    let mut once = now.ledger.once();
    let held = now.ledger.entries().iter().zip(then).filter_map(|(entry, one)| Some((&entry.id, one.as_ref()?.0)));
    let tally = held.filter(|(id, _)| once.counts(id)).map(|(_, bucket)| bucket).collect();
    let late = then.iter().flatten().filter(|(_, late)| *late).count();
    let was_late = |one: &Option<(Bucket, bool)>| one.is_some_and(|(_, late)| late);
    let recovered = then.iter().zip(before).filter(|(now, before)| now.is_some_and(|(_, late)| !late) && was_late(before)).count();
    Point { period, tally, late, recovered }
}

/// The first day on which anybody reported, as far as the cut-off sees.
fn first_report(now: &Reading<'_>) -> Option<NaiveDate> {
    let known = now.ledger.entries().iter().flat_map(|e| known(&e.updates, Some(now.cutoff))).filter(|u| u.reported().is_some());
    known.map(|u| u.reported_period().start()).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{Q3, Q4, date, ledger};
    use crate::report::{Audience, Summary};

    fn trend_of(period: Period, cutoff: &str) -> Vec<Point> {
        Summary::of(&ledger(), period, date(cutoff), Audience::Ledger).trend
    }

    #[test]
    fn it_begins_with_the_first_report_and_ends_with_the_period() {
        let points = trend_of(Q4, "2026-01-10");
        assert_eq!(points.iter().map(|p| p.period).collect::<Vec<_>>(), [Q3, Q4]);
        assert_eq!(points[0], trend_of(Q3, "2025-10-10")[0]);
    }

    #[test]
    fn a_year_shows_its_quarters_as_their_own_bulletins_had_them() {
        assert_eq!(trend_of(Period::Year(2025), "2026-01-10"), trend_of(Q4, "2026-01-10"));
    }

    #[test]
    fn two_dates_show_the_quarters_that_had_ended_and_a_silent_ledger_shows_one() {
        let days = Period::Days(date("2025-07-01"), date("2025-11-30"));
        assert_eq!(trend_of(days, "2025-11-30").last().map(|p| p.period), Some(Q3));
        assert_eq!(trend_of(Period::Quarter(2024, 1), "2024-04-10").len(), 1);
    }
}
