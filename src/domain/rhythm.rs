//! Duties that come again (每季度, 每年底, 长期坚持): which of their periods have begun by a day. They are reckoned, and stored nowhere.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::period::{Period, month_end};
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words};

/// How often a duty comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rhythm {
    /// 每月.
    Monthly,
    /// 每季度.
    Quarterly,
    /// 每半年.
    HalfYearly,
    /// 每年, 每年底.
    Yearly,
    /// 长期坚持: always, and due on no day.
    Lasting,
}

vocabulary!(Rhythm {
    Monthly = "每月", "every month", "monthly", ["月", "每个月"];
    Quarterly = "每季度", "every quarter", "quarterly", ["季", "季度", "每季", "每个季度"];
    HalfYearly = "每半年", "every half-year", "half_yearly", ["半年"];
    Yearly = "每年", "every year", "yearly", ["年", "每年底", "年底", "每年度"];
    Lasting = "长期坚持", "lasting", "lasting", ["长期", "持续"];
});

in_words! {
    Rhythm => |r, _names, lang| r.label(lang).into(), reads Asks::Choice(&Rhythm::TERMS), |text, _reader| Rhythm::from_word(text);
}

impl Rhythm {
    /// The period of its kind in which a day lies; what is lasting has none.
    pub(crate) fn period_of(self, day: NaiveDate) -> Option<Period> {
        let (year, month) = (day.year(), day.month());
        Some(match self {
            Rhythm::Monthly => Period::Days(day.with_day(1)?, month_end(year, month)),
            Rhythm::Quarterly => Period::quarter_of(day),
            Rhythm::HalfYearly => Period::Half(year, if month <= 6 { 1 } else { 2 }),
            Rhythm::Yearly => Period::Year(year),
            Rhythm::Lasting => return None,
        })
    }

    /// Its periods from that of one day to that of another, each once.
    pub(crate) fn periods(self, from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = Period> {
        let first = self.period_of(from);
        let after = move |period: &Period| self.period_of(period.end().succ_opt()?);
        std::iter::successors(first, after).take_while(move |period| period.start() <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_day_lies_in_exactly_one_period(from in 0u64..4000, len in 0u64..1500, which in 0usize..4) {
            let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(from);
            let last = first + Days::new(len);
            let rhythm = Rhythm::ALL[which];
            let all: Vec<Period> = rhythm.periods(first, last).collect();
            for day in first.iter_days().take_while(|day| *day <= last) {
                prop_assert_eq!(all.iter().filter(|period| period.contains(day)).count(), 1, "{} {:?}", day, rhythm);
            }
            prop_assert!(all.windows(2).all(|two| two[0].end().succ_opt() == Some(two[1].start())));
            prop_assert!(all.iter().all(|period| period.start() <= last && period.end() >= first));
        }
    }

    #[test]
    fn what_is_lasting_or_ends_before_it_begins_has_no_period() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(Rhythm::Lasting.periods(day("2025-01-01"), day("2027-01-01")).count(), 0);
        assert_eq!(Rhythm::Quarterly.periods(day("2025-04-01"), day("2025-03-31")).count(), 0);
    }
}
