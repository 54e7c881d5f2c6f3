use chrono::NaiveDate;

use super::bucket::Tally;
use super::comparison::Comparison;
use super::reading::Reading;
use super::row::Row;
use crate::domain::Period;

/// How many quarters a trend shows at most.
const QUARTERS: usize = 8;

/// One quarter of a trend, as its own bulletin counted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The quarter.
    pub period: Period,
    /// Counts by bucket.
    pub tally: Tally,
    /// How many were late.
    pub late: usize,
}

/// The last quarters that end with the period at the latest, the newest last; it begins no earlier than the first
/// report, since before that nothing was counted.
pub(super) fn trend(now: &Reading<'_>, rows: &[Row], change: &Comparison) -> Vec<Point> {
    let mut quarter = Period::quarter_of(now.period.end());
    if quarter.end() > now.period.end() {
        quarter = quarter.previous();
    }
    let first = first_report(now);
    let mut points = Vec::new();
    while points.len() < QUARTERS && (points.is_empty() || first.is_some_and(|day| day <= quarter.end())) {
        points.push(point(now, quarter, rows, change));
        quarter = quarter.previous();
    }
    points.reverse();
    points
}

fn point(now: &Reading<'_>, quarter: Period, rows: &[Row], change: &Comparison) -> Point {
    if quarter == now.period {
        let late = rows.iter().filter(|r| r.late.is_some()).count();
        return Point { period: quarter, tally: rows.iter().map(|r| r.bucket).collect(), late };
    }
    if quarter == change.period {
        return Point { period: quarter, tally: change.tally, late: change.late };
    }
    let then = now.at(quarter);
    let (mut tally, mut late) = (Tally::default(), 0);
    for judged in now.ledger.entries().iter().filter_map(|e| then.judged(e)) {
        tally.add(judged.bucket);
        late += usize::from(judged.late.is_some());
    }
    Point { period: quarter, tally, late }
}

/// The first day on which anybody reported, as far as the cut-off sees.
fn first_report(now: &Reading<'_>) -> Option<NaiveDate> {
    let known = now.ledger.entries().iter().flat_map(|e| &e.updates).filter(|u| u.at.date_naive() <= now.cutoff && u.is_report());
    known.map(|u| u.reported_period().start()).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{Q3, Q4, date, ledger};
    use crate::report::{Audience, Summary};

    fn trend_of(period: Period, cutoff: &str) -> Vec<Point> {
        Summary::build(&ledger(), period, date(cutoff), Audience::Ledger).trend
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
