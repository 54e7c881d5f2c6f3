//! Since when somebody asks what has changed.

use chrono::NaiveDate;

use super::datewords::{parse_date, parse_period};
use super::ledger::Ledger;
use super::period::Period;
use crate::text::fold_width;

/// Since when changes are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// Since the person looked last.
    Last,
    /// Since the end of a day.
    Day(NaiveDate),
    /// Since a version of the ledger that has a name elsewhere.
    Version(String),
}

impl Since {
    /// What a person means by words: the last time, a period, a day, else a version.
    pub(crate) fn read(words: &str, ledger: &Ledger, today: NaiveDate) -> Since {
        let word = words.trim();
        if matches!(fold_width(word).as_str(), "上次" | "last") {
            return Since::Last;
        }
        let period = parse_period(word, today).ok().map(|period| ledger.eve_of(period, today));
        let day = period.or_else(|| parse_date(word, today).ok());
        day.map_or_else(|| Since::Version(word.to_owned()), Since::Day)
    }
}

impl Ledger {
    /// The day at whose end “since a period” begins: the end of the period where it is over; where it is not, or is the one that
    /// is still being collected, the day before it began.
    fn eve_of(&self, period: Period, today: NaiveDate) -> NaiveDate {
        let now = self.collecting(today).end().min(today);
        if period.end() < now { period.end() } else { period.start().pred_opt().unwrap_or(period.start()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_a_period_is_since_its_end_once_it_is_no_longer_collected() {
        let since = |words: &str, today: &str| match Since::read(words, &Ledger::default(), today.parse().unwrap()) {
            Since::Day(day) => day.to_string(),
            other => format!("{other:?}"),
        };
        for (words, today, wanted) in [
            // In the days of grace the quarter that ended is still collected: what has changed since it began is what is asked.
            ("上季度", "2026-01-05", "2025-09-30"),
            ("2025Q4", "2026-01-05", "2025-09-30"),
            ("2025Q3", "2026-01-05", "2025-09-30"),
            ("2025年", "2026-01-05", "2024-12-31"),
            ("本季度", "2026-01-05", "2025-12-31"),
            ("2025年11月", "2026-01-05", "2025-11-30"),
            // Outside of them the words mean what the calendar says.
            ("上季度", "2025-11-20", "2025-09-30"),
            ("本季度", "2025-11-20", "2025-09-30"),
            ("2025年10月", "2025-11-20", "2025-10-31"),
            ("上季度", "2026-02-20", "2025-12-31"),
            ("2025-10-15", "2025-11-20", "2025-10-15"),
            ("上次", "2025-11-20", "Last"),
            ("HEAD~1", "2025-11-20", "Version(\"HEAD~1\")"),
        ] {
            assert_eq!(since(words, today), wanted, "{words} on {today}");
        }
    }
}
