use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

use crate::says_as_error;
use crate::text::{Lang, Say};

/// A date range that is reported on: a quarter, a half-year, a year, or the days between two dates.
///
/// Written `2025Q3`, `2025H1`, `2025`, `2025-04-01..2025-08-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// Year and quarter 1–4.
    Quarter(i32, u8),
    /// Year and half 1–2.
    Half(i32, u8),
    /// A calendar year.
    Year(i32),
    /// First and last day, both included.
    Days(NaiveDate, NaiveDate),
}

/// The given day, or the first day of the year 1 for a day that is none (years are checked when read).
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The last day of a month.
pub(crate) fn month_end(year: i32, month: u32) -> NaiveDate {
    let first = day(year, month, 1);
    first.checked_add_months(Months::new(1)).and_then(|d| d.pred_opt()).unwrap_or(first)
}

/// How many months two days bound, where these are whole.
fn whole_months(from: NaiveDate, to: NaiveDate) -> Option<Months> {
    let months = (to.year() - from.year()) * 12 + to.month0() as i32 - from.month0() as i32 + 1;
    let whole = from.day() == 1 && to == month_end(to.year(), to.month());
    u32::try_from(months).ok().filter(|months| whole && *months > 0).map(Months::new)
}

impl Period {
    /// The quarter in which a day lies.
    pub(crate) fn quarter_of(date: NaiveDate) -> Period {
        Period::Quarter(date.year(), date.month0() as u8 / 3 + 1)
    }

    /// First day.
    pub(crate) fn start(self) -> NaiveDate {
        match self {
            Period::Quarter(y, q) => day(y, u32::from(q) * 3 - 2, 1),
            Period::Half(y, h) => day(y, u32::from(h) * 6 - 5, 1),
            Period::Year(y) => day(y, 1, 1),
            Period::Days(from, _) => from,
        }
    }

    /// Last day.
    pub(crate) fn end(self) -> NaiveDate {
        match self {
            Period::Quarter(y, q) => month_end(y, u32::from(q) * 3),
            Period::Half(y, h) => month_end(y, u32::from(h) * 6),
            Period::Year(y) => day(y, 12, 31),
            Period::Days(_, to) => to,
        }
    }

    /// The year in which it ends.
    pub(crate) fn work_year(self) -> i32 {
        self.end().year()
    }

    /// The period of the same kind before this one.
    pub(crate) fn previous(self) -> Period {
        match self {
            Period::Quarter(y, 1) => Period::Quarter(y - 1, 4),
            Period::Quarter(y, q) => Period::Quarter(y, q - 1),
            Period::Half(y, 1) => Period::Half(y - 1, 2),
            Period::Half(y, _) => Period::Half(y, 1),
            Period::Year(y) => Period::Year(y - 1),
            Period::Days(from, to) => {
                let last = from.pred_opt().unwrap_or(from);
                if let Some(first) = whole_months(from, to).and_then(|n| from.checked_sub_months(n)) {
                    return Period::Days(first, last);
                }
                let days = (to - from).num_days().max(0) as u64;
                Period::Days(last.checked_sub_days(Days::new(days)).unwrap_or(last), last)
            }
        }
    }

    /// The period of the same kind after this one.
    pub(crate) fn next(self) -> Period {
        match self {
            Period::Quarter(y, 4) => Period::Quarter(y + 1, 1),
            Period::Quarter(y, q) => Period::Quarter(y, q + 1),
            Period::Half(y, 2) => Period::Half(y + 1, 1),
            Period::Half(y, _) => Period::Half(y, 2),
            Period::Year(y) => Period::Year(y + 1),
            Period::Days(from, to) => {
                let first = to.succ_opt().unwrap_or(to);
                if let Some(end) = whole_months(from, to).and_then(|n| first.checked_add_months(n)).and_then(|d| d.pred_opt()) {
                    return Period::Days(first, end);
                }
                let days = (to - from).num_days().max(0) as u64;
                Period::Days(first, first.checked_add_days(Days::new(days)).unwrap_or(first))
            }
        }
    }

    /// The last day on which reports on it still count, with so many days of grace.
    pub(crate) fn grace_end(self, days: u32) -> NaiveDate {
        self.end().checked_add_days(Days::new(u64::from(days))).unwrap_or_else(|| self.end())
    }

    /// Whether a day lies in the period.
    pub(crate) fn contains(self, date: NaiveDate) -> bool {
        self.start() <= date && date <= self.end()
    }

    /// Whether `other` lies within this period (a quarter within its year).
    pub(crate) fn covers(self, other: Period) -> bool {
        self.start() <= other.start() && other.end() <= self.end()
    }

    /// As readers name it: `2025年第三季度`, `Q3 2025`.
    pub(crate) fn label(self, lang: Lang) -> String {
        match (self, lang) {
            (Period::Quarter(y, q), Lang::Zh) => {
                let names = ["一", "二", "三", "四"];
                format!("{y}年第{}季度", names[usize::from(q.clamp(1, 4)) - 1])
            }
            (Period::Quarter(y, q), Lang::En) => format!("Q{q} {y}"),
            (Period::Half(y, h), Lang::Zh) => format!("{y}年{}半年", if h == 1 { "上" } else { "下" }),
            (Period::Half(y, h), Lang::En) => format!("H{h} {y}"),
            (Period::Year(y), Lang::Zh) => format!("{y}年"),
            (Period::Year(y), Lang::En) => y.to_string(),
            (Period::Days(from, to), _) if whole_months(from, to) == Some(Months::new(1)) => {
                lang.pick(format!("{}年{}月", from.year(), from.month()), from.format("%B %Y").to_string())
            }
            (Period::Days(from, to), Lang::Zh) => format!("{}至{}", long_date(from), long_date(to)),
            (Period::Days(from, to), Lang::En) => format!("{from} to {to}"),
        }
    }
}

/// A date without zero padding, as official documents write it (GB/T 9704-2012, 7.3.5.4): `2025年9月3日`.
pub(crate) fn long_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Quarter(y, q) => write!(f, "{y}Q{q}"),
            Period::Half(y, h) => write!(f, "{y}H{h}"),
            Period::Year(y) => write!(f, "{y}"),
            Period::Days(from, to) => write!(f, "{from}..{to}"),
        }
    }
}

/// What was written where a period was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPeriod(pub String);

says_as_error!(BadPeriod);

impl Say for BadPeriod {
    fn say(&self, lang: Lang) -> String {
        let zh = "2025Q4、四季度、上半年、2025年10月、2025、2025-04-01..2025-08-31";
        let en = "2025Q4, 2025H1, 2025-10, 2025, 2025-04-01..2025-08-31";
        lang.pick(format!("`{}` 不是期间（可写 {zh}）", self.0), format!("`{}` is no period (try {en})", self.0))
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let s = String::deserialize(deserializer)?;
        s.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_neighbours_touch() {
        for s in ["2024Q1", "2024Q4", "2024H1", "2024", "2024-02-01..2024-02-29"] {
            let p: Period = s.parse().unwrap();
            assert_eq!(p.to_string(), s);
            assert_eq!(p.previous().end().succ_opt(), Some(p.start()), "{s}");
            assert_eq!(p.end().succ_opt(), Some(p.next().start()), "{s}");
        }
    }

    #[test]
    fn a_month_is_called_so_and_stands_between_months() {
        let october: Period = "2026-10-01..2026-10-31".parse().unwrap();
        assert_eq!((october.label(Lang::Zh), october.label(Lang::En)), ("2026年10月".into(), "October 2026".into()));
        let neighbours = [october.previous(), october.next(), october.next().next().next().next()].map(|p| p.to_string());
        assert_eq!(neighbours, ["2026-09-01..2026-09-30", "2026-11-01..2026-11-30", "2027-02-01..2027-02-28"]);
        let two: Period = "2026-03-01..2026-04-30".parse().unwrap();
        assert_eq!(
            (two.previous().to_string(), two.next().to_string()),
            ("2026-01-01..2026-02-28".into(), "2026-05-01..2026-06-30".into())
        );
        let days: Period = "2026-10-01..2026-10-30".parse().unwrap();
        assert_eq!(
            (days.label(Lang::Zh), days.previous().to_string()),
            ("2026年10月1日至2026年10月30日".into(), "2026-09-01..2026-09-30".into())
        );
    }

    #[test]
    fn a_year_covers_its_quarters() {
        assert!(Period::Year(2025).covers(Period::Quarter(2025, 4)));
        assert!(!Period::Half(2025, 1).covers(Period::Quarter(2025, 3)));
    }
}
