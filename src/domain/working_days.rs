//! Working days are counted by the calendar of the ledger, as far as it reaches.

use chrono::{Datelike, NaiveDate};

use super::ledger::Ledger;

/// That the calendar does not reach so far: the last day that it knows, where it knows any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beyond(pub(crate) Option<NaiveDate>);

/// Nobody counts further.
const MOST: u32 = 1000;

impl Ledger {
    /// The day that is so many working days after another; unknown where the calendar does not hold a year that is passed.
    pub(crate) fn after_working_days(&self, from: NaiveDate, count: u32) -> Result<NaiveDate, Beyond> {
        let (mut day, mut left) = (from, count.min(MOST));
        while left > 0 {
            day = day.succ_opt().ok_or(Beyond(None))?;
            let year = self.calendar.by_id(&day.year().to_string().as_str().into()).ok_or_else(|| self.reach())?;
            left -= u32::from(year.works(day));
        }
        Ok(day)
    }

    fn reach(&self) -> Beyond {
        let last = self.calendar.iter().filter_map(|year| year.year.parse().ok()).max();
        Beyond(last.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LedgerReader, Misread, Reader, WorkYear};
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let days = |all: &str| all.split(' ').map(day).collect();
        let off = days("2025-10-01 2025-10-02 2025-10-03 2025-10-04 2025-10-05 2025-10-06 2025-10-07 2025-10-08");
        ledger.calendar.push(WorkYear { off, work: days("2025-09-28 2025-10-11"), ..WorkYear::new("2025年") });
        ledger
    }

    #[test]
    fn days_off_are_passed_over_and_make_up_days_are_worked() {
        let after = |from: &str, count| ledger().after_working_days(day(from), count).unwrap().to_string();
        assert_eq!(after("2025-09-26", 1), "2025-09-28", "a Sunday that is worked");
        assert_eq!(after("2025-09-30", 1), "2025-10-09");
        assert_eq!(after("2025-09-30", 5), "2025-10-14", "9, 10, 11, 13, 14 October");
        assert_eq!(after("2025-08-15", 1), "2025-08-18");
    }

    #[test]
    fn words_count_by_the_calendar_and_say_where_it_ends() {
        let ledger = ledger();
        let read = |words: &str, today: &str| LedgerReader { ledger: &ledger, plan: "", today: day(today) }.day(words);
        for words in ["5个工作日内", "５个工作日", "五个工作日以内", "5工作日"] {
            assert_eq!(read(words, "2025-09-30"), Ok(day("2025-10-14")), "{words}");
        }
        assert!(matches!(read("5个工作日内", "2025-12-29"), Err(Misread::Beyond(_, Some(last))) if last == day("2025-12-31")));
        assert!(matches!(read("若干工作日", "2025-09-30"), Err(Misread::Not(..))));
        assert!(ledger.after_working_days(day("2024-12-31"), 1).is_ok());
        assert_eq!(Ledger::default().after_working_days(day("2025-01-01"), 1), Err(Beyond(None)));
    }

    proptest! {
        #[test]
        fn counting_in_two_steps_is_counting_in_one(a in 0u32..20, b in 0u32..20, start in 0u64..200) {
            let (ledger, from) = (ledger(), day("2025-01-01") + chrono::Days::new(start));
            let step = ledger.after_working_days(from, a).and_then(|then| ledger.after_working_days(then, b));
            prop_assert_eq!(step, ledger.after_working_days(from, a + b));
        }
    }
}
