use chrono::NaiveDate;
use std::collections::BTreeMap;

/// When something is judged. The day on which it falls due belongs to it: in the course of that day it may still be
/// done, at its close it is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// In the course of a day: as screen, lists and letters see it.
    During(NaiveDate),
    /// At the close of a day: as a bulletin judges a period that is over.
    CloseOf(NaiveDate),
}

impl Moment {
    pub(crate) fn day(self) -> NaiveDate {
        match self {
            Moment::During(day) | Moment::CloseOf(day) => day,
        }
    }

    /// Whether a deadline is over.
    pub(crate) fn is_past(self, deadline: NaiveDate) -> bool {
        match self {
            Moment::During(day) => deadline < day,
            Moment::CloseOf(day) => deadline <= day,
        }
    }
}

/// What should be reached by when (序时进度), at the close of each day. Everything that has a way to go is held against
/// one of these: entries, indicators, and what is planned by years and quarters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Schedule {
    /// Evenly over all days, from the first to the last.
    Linear {
        /// The first day.
        start: NaiveDate,
        /// The last day, at whose close all should be done.
        end: NaiveDate,
    },
    /// By stated steps, evenly between two of them.
    Steps(Steps),
}

/// Steps to a whole, as a plan states them for its years or quarters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Steps {
    start: NaiveDate,
    whole: f64,
    reached: BTreeMap<NaiveDate, f64>,
}

impl Steps {
    /// Steps from nothing on the first day: at the close of each day so much, in the unit of the whole (100 for
    /// percents); of several on one day the greatest. None where that is no way: without a step, a whole, or a number.
    pub(crate) fn new(start: NaiveDate, whole: f64, steps: impl IntoIterator<Item = (NaiveDate, f64)>) -> Option<Steps> {
        let mut reached: BTreeMap<NaiveDate, f64> = BTreeMap::new();
        for (day, value) in steps {
            let so_far = reached.entry(day).or_insert(value);
            *so_far = so_far.max(value);
        }
        let sound = whole > 0.0 && whole.is_finite() && !reached.is_empty() && reached.values().all(|v| v.is_finite());
        sound.then_some(Steps { start, whole, reached })
    }

    /// How much should be reached at the close of a day.
    pub(crate) fn value_on(&self, day: NaiveDate) -> f64 {
        let eve = self.start.pred_opt().unwrap_or(self.start);
        let (from, had) = self.reached.range(..=day).next_back().map_or((eve, 0.0), |(on, value)| (*on, *value));
        match self.reached.range(day..).find(|(on, _)| **on > from) {
            Some((to, value)) if from < day => had + (value - had) * (day - from).num_days() as f64 / (*to - from).num_days() as f64,
            _ => had,
        }
    }
}

impl Schedule {
    /// Percent of the way that should be behind it at the close of a day: 0 before the first, rounded to the nearest.
    pub(crate) fn percent_on(&self, day: NaiveDate) -> u8 {
        match self {
            Schedule::Linear { start, end } => {
                let whole = (*end - *start).num_days() + 1;
                let gone = (day - *start).num_days() + 1;
                if gone <= 0 {
                    0
                } else if gone >= whole {
                    100
                } else {
                    ((gone * 100 + whole / 2) / whole) as u8
                }
            }
            Schedule::Steps(steps) => (steps.value_on(day) / steps.whole * 100.0).round().clamp(0.0, 100.0) as u8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    fn linear(start: &str, end: &str) -> Schedule {
        Schedule::Linear { start: date(start), end: date(end) }
    }

    #[test]
    fn without_steps_progress_is_even() {
        let s = |d| linear("2025-01-01", "2025-12-31").percent_on(date(d));
        assert_eq!((s("2024-12-31"), s("2025-12-31"), s("2026-05-01")), (0, 100, 100));
        assert_eq!(s("2025-09-30"), 75);
        assert_eq!(linear("2025-05-01", "2025-04-01").percent_on(date("2025-04-15")), 0);
    }

    #[test]
    fn quarters_that_are_planned_unevenly_are_held_against_their_own_steps() {
        let quarters = [("2025-03-31", 5.0), ("2025-06-30", 20.0), ("2025-09-30", 80.0), ("2025-12-31", 100.0)];
        let steps = Steps::new(date("2025-01-01"), 100.0, quarters.map(|(d, p)| (date(d), p))).unwrap();
        let s = |d| Schedule::Steps(steps.clone()).percent_on(date(d));
        assert_eq!(quarters.map(|(d, _)| s(d)), [5, 20, 80, 100]);
        assert_eq!((s("2024-12-31"), s("2025-01-01"), s("2025-08-15"), s("2026-03-01")), (0, 0, 50, 100));
    }

    #[test]
    fn steps_may_be_amounts_and_may_end_below_the_whole() {
        let years = [(date("2025-12-31"), 30.0), (date("2026-12-31"), 120.0)];
        let steps = Steps::new(date("2025-01-01"), 200.0, years).unwrap();
        assert_eq!((steps.value_on(date("2025-12-31")), steps.value_on(date("2026-07-02"))), (30.0, 30.0 + 90.0 * 183.0 / 365.0));
        let s = |d| Schedule::Steps(steps.clone()).percent_on(date(d));
        assert_eq!((s("2025-12-31"), s("2026-12-31"), s("2027-06-30")), (15, 60, 60));
    }

    #[test]
    fn even_steps_are_the_straight_line() {
        let end = date("2025-12-31");
        let steps = Schedule::Steps(Steps::new(date("2025-01-01"), 7.0, [(end, 7.0)]).unwrap());
        for day in date("2024-12-20").iter_days().take(400) {
            assert_eq!(steps.percent_on(day), linear("2025-01-01", "2025-12-31").percent_on(day), "{day}");
        }
    }

    #[test]
    fn steps_that_are_no_way_are_refused() {
        let start = date("2025-01-01");
        assert_eq!(Steps::new(start, 100.0, []), None);
        assert_eq!(Steps::new(start, 0.0, [(start, 1.0)]), None);
        assert_eq!(Steps::new(start, 100.0, [(start, f64::NAN)]), None);
        assert!(Steps::new(start, 1.0, [(start, 1.0)]).is_some_and(|s| s.value_on(start) == 1.0));
    }

    #[test]
    fn the_day_on_which_it_falls_due_is_over_at_its_close() {
        let due = date("2025-12-31");
        assert!(!Moment::During(due).is_past(due) && Moment::CloseOf(due).is_past(due));
        assert!(Moment::During(date("2026-01-01")).is_past(due) && !Moment::CloseOf(date("2025-12-30")).is_past(due));
    }
}
