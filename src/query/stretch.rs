use chrono::{Datelike, Months, NaiveDate};

use crate::domain::{Period, parse_date};
use crate::text::{chinese_number, fold_width};

/// How a value is compared with what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `:` and `=`: the same, or within.
    Is,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    More,
    /// `>=`.
    AtLeast,
}

impl Comparison {
    /// Compares a value with a stretch from `first` to `last`: `<` means before it begins, `>` after it ends.
    pub(crate) fn holds<T: PartialOrd + Copy>(self, value: T, first: T, last: T) -> bool {
        match self {
            Comparison::Is => first <= value && value <= last,
            Comparison::Less => value < first,
            Comparison::AtMost => value <= last,
            Comparison::More => value > last,
            Comparison::AtLeast => value >= first,
        }
    }
}

/// The days that somebody means, first and last: a period (`2025Q4`, `三季度`, `今年`, `2025-04-01..2025-08-31`), a month
/// (`9月`, `2025-09`, `本月`), else the day that [`parse_date`] reads.
pub(crate) fn stretch(words: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let text = fold_width(words).replace([' ', '\t'], "");
    if let Some(period) = period(&text, today) {
        return Some((period.start(), period.end()));
    }
    if let Some(first) = month(&text, today) {
        let after = first.checked_add_months(Months::new(1))?;
        return Some((first, after.pred_opt()?));
    }
    parse_date(words, today).ok().map(|day| (day, day))
}

fn period(text: &str, today: NaiveDate) -> Option<Period> {
    let quarter = Period::quarter_of(today);
    match text {
        "本季度" | "本季" => return Some(quarter),
        "下季度" | "下个季度" | "下季" => return Some(quarter.next()),
        "上季度" | "上季" => return Some(quarter.previous()),
        _ => {}
    }
    if let Ok(period) = text.parse() {
        return Some(period);
    }
    let (year, rest) = split_year(text, today);
    format!("{year}{rest}").parse().ok().filter(|_| !text.is_empty() && !rest.starts_with(['年', '-']))
}

fn month(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let this = today.with_day(1)?;
    match text {
        "本月" | "这个月" => return Some(this),
        "下月" | "下个月" => return this.checked_add_months(Months::new(1)),
        "上月" | "上个月" => return this.checked_sub_months(Months::new(1)),
        _ => {}
    }
    if let Some((y, m)) = text.split_once(['-', '/', '.']).filter(|(y, m)| y.len() == 4 && m.len() <= 2) {
        return NaiveDate::from_ymd_opt(y.parse().ok().filter(|y| (1900..=2999).contains(y))?, m.parse().ok()?, 1);
    }
    let (year, rest) = split_year(text, today);
    let m = rest.strip_suffix('月')?;
    NaiveDate::from_ymd_opt(year, m.parse().ok().or_else(|| chinese_number(m))?, 1)
}

/// The year that words begin with, and the rest; words without one mean the year of today.
fn split_year(text: &str, today: NaiveDate) -> (i32, &str) {
    for (word, add) in [("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2), ("去年", -1)] {
        if let Some(rest) = text.strip_prefix(word) {
            return (today.year() + add, rest);
        }
    }
    let year = text.split_once('年').filter(|(y, _)| y.len() == 4).and_then(|(y, rest)| Some((y.parse().ok()?, rest)));
    year.filter(|(y, _)| (1900..=2999).contains(y)).unwrap_or((today.year(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_read_in_the_words_people_use() {
        for (words, first, last) in [
            ("2025Q4", "2025-10-01", "2025-12-31"),
            ("四季度", "2025-10-01", "2025-12-31"),
            ("q4", "2025-10-01", "2025-12-31"),
            ("本季度", "2025-07-01", "2025-09-30"),
            ("下季度", "2025-10-01", "2025-12-31"),
            ("今年", "2025-01-01", "2025-12-31"),
            ("明年上半年", "2026-01-01", "2026-06-30"),
            ("2025", "2025-01-01", "2025-12-31"),
            ("9月", "2025-09-01", "2025-09-30"),
            ("2026年2月", "2026-02-01", "2026-02-28"),
            ("２０２６－０２", "2026-02-01", "2026-02-28"),
            ("本月", "2025-08-01", "2025-08-31"),
            ("9月底", "2025-09-30", "2025-09-30"),
            ("2025-09-30", "2025-09-30", "2025-09-30"),
            ("20250930", "2025-09-30", "2025-09-30"),
            ("+30d", "2025-09-14", "2025-09-14"),
            ("2025-04-01..2025-08-31", "2025-04-01", "2025-08-31"),
        ] {
            let read = stretch(words, "2025-08-15".parse().unwrap()).map(|(a, b)| (a.to_string(), b.to_string()));
            assert_eq!(read, Some((first.to_owned(), last.to_owned())), "{words}");
        }
        for words in ["", "尽快", "13月", "2", "20", "2025-13", "-"] {
            assert_eq!(stretch(words, "2025-08-15".parse().unwrap()), None, "{words}");
        }
    }
}
