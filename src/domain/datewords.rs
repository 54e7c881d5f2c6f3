//! Days and date ranges in the words that people use: one reader for options, commands, forms and filters.
//! Any width, blanks and Chinese numerals are taken. Weeks begin on Monday.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::str::FromStr;

use super::due::Due;
use super::period::{BadPeriod, Period, month_end};
use super::records::Flaw;
use crate::says_as_error;
use crate::text::{Lang, Say, chinese_number, fold_width};

/// What was written where a date was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadDate(pub(crate) String);

says_as_error!(BadDate);

impl Say for BadDate {
    fn say(&self, lang: Lang) -> String {
        let (zh, en) = ("2025-09-30、9月底、下月15日、三季度末、年底前、+2w", "2025-09-30, 2025Q3, +2w, +3m");
        lang.pick(format!("`{}` 不是日期（可写 {zh}）", self.0), format!("`{}` is no date (try {en})", self.0))
    }
}

/// The day that a person means: `2025-09-30`, `9月底`, `三季度末`, `年底前`, `明年6月底`, `今天`, `下个月15日`, `年中`, `下周五`,
/// `+10d`, `+2w`, `+3m`. Words without a year mean the year of `today`; a date range means its last day.
pub(crate) fn parse_date(words: &str, today: NaiveDate) -> Result<NaiveDate, BadDate> {
    let day = Reader::new(today).last_day(&plain(words)).filter(|day| Flaw::of_day(*day).is_none());
    day.ok_or_else(|| BadDate(words.to_owned()))
}

/// The period that a person means: `2025Q4`, `Q4 2025`, `四季度`, `2025年上半年`, `2025年度`, `2025年10月`, `2025-10`, `上季度`, `去年`,
/// `2025-04-01..2025-08-31`, `4月至8月`. One is reported on when it has begun, or soon before: without a year it is the last
/// that begins no later than the quarter after that of `today`.
pub(crate) fn parse_period(words: &str, today: NaiveDate) -> Result<Period, BadPeriod> {
    let (text, soon) = (plain(words), Period::quarter_of(today).next().start());
    let this = Reader::new(today);
    let last = Reader { year: Some(today.year() - 1), ..this };
    let near = this.period(&text).filter(|p| p.start() <= soon);
    near.or_else(|| last.period(&text)).ok_or_else(|| BadPeriod(words.to_owned()))
}

/// First and last day of the date range or the day that a person means, whichever it is; words without a year mean the year
/// of `today`.
pub(crate) fn parse_days(words: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (reader, text) = (Reader::new(today), plain(words));
    let period = reader.period(&text).map(|p| (p.start(), p.end()));
    period.or_else(|| reader.last_day(&text).map(|day| (day, day)))
}

/// How many working days a person means by `5个工作日内`.
pub(crate) fn working_days(words: &str) -> Option<u32> {
    let text = plain(words);
    let text = text.trim_end_matches('前').trim_end_matches('内').trim_end_matches(['以', '之']);
    let number = ["个工作日", "工作日", "workingdays", "workingday"].into_iter().find_map(|unit| text.strip_suffix(unit))?;
    number_to(number.trim_start_matches('+'), 1000)
}

/// By when a person means something to be done: at the end of a year, a half or a quarter, or on a day. Words without a year mean
/// the year of `today`.
pub(crate) fn parse_due(words: &str, today: NaiveDate) -> Option<Due> {
    let (reader, text) = (Reader::new(today), plain(words));
    let bare = text.trim_end_matches(['前', '末', '底', '止']);
    let period = reader.period(bare).filter(|p| !matches!(p, Period::Days(..)));
    period.map(Due::by).or_else(|| reader.last_day(&text).map(Due::on))
}

impl FromStr for Period {
    type Err = BadPeriod;

    /// Reads what [`Display`](std::fmt::Display) writes, and what people write in its stead that names its year.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        written(s).or_else(|| Reader { today: None, year: None }.period(&plain(s))).ok_or_else(|| BadPeriod(s.to_owned()))
    }
}

/// The spelling of a ledger, read without copying: there may be one in each of many thousand updates.
fn written(s: &str) -> Option<Period> {
    let year = s.get(..4)?.parse().ok().filter(|y| (1900..=2999).contains(y))?;
    Some(match s.get(4..)? {
        "" => Period::Year(year),
        "Q1" => Period::Quarter(year, 1),
        "Q2" => Period::Quarter(year, 2),
        "Q3" => Period::Quarter(year, 3),
        "Q4" => Period::Quarter(year, 4),
        "H1" => Period::Half(year, 1),
        "H2" => Period::Half(year, 2),
        _ => return None,
    })
}

fn plain(words: &str) -> String {
    fold_width(words).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Reads words without blanks, in half width.
#[derive(Clone, Copy)]
struct Reader {
    /// The day from which `下月` counts; none where no words may hang on it.
    today: Option<NaiveDate>,
    /// The year of words that name none.
    year: Option<i32>,
}

impl Reader {
    fn new(today: NaiveDate) -> Reader {
        Reader { today: Some(today), year: Some(today.year()) }
    }

    fn period(self, text: &str) -> Option<Period> {
        self.between(text).or_else(|| self.nearby(text)).or_else(|| self.of_year(text))
    }

    /// `2025-04-01..2025-08-31`, `4月至8月`: from the first day of one to the last day of the other, which lies in the same
    /// year when it names none.
    fn between(self, text: &str) -> Option<Period> {
        let (from, to) = ["..=", "..", "至", "到", "~", "to"].into_iter().find_map(|mark| text.split_once(mark))?;
        let first = self.period(from).map(Period::start).or_else(|| self.last_day(from))?;
        let last = Reader { year: Some(first.year()), ..self }.last_day(to)?;
        (first <= last).then_some(Period::Days(first, last))
    }

    /// The month or quarter of today, or one beside it.
    fn nearby(self, text: &str) -> Option<Period> {
        let today = self.today?;
        let quarter = Period::quarter_of(today);
        let first = today.with_day(1)?;
        let month = |first: NaiveDate| Some(month_of(first.year(), first.month()));
        match text {
            "本季度" | "本季" | "这个季度" => Some(quarter),
            "下季度" | "下季" | "下个季度" => Some(quarter.next()),
            "上季度" | "上季" | "上个季度" => Some(quarter.previous()),
            "本月" | "这个月" => month(first),
            "下月" | "下个月" => month(first.checked_add_months(Months::new(1))?),
            "上月" | "上个月" => month(first.checked_sub_months(Months::new(1))?),
            _ => None,
        }
    }

    fn of_year(self, text: &str) -> Option<Period> {
        // `Q4 2025`, as it is printed in English.
        if let (Some(part), Some(number)) = (text.get(..2), text.get(2..).and_then(year))
            && part.starts_with(['q', 'h'])
        {
            return within(number, part);
        }
        let (number, rest) = self.split_year(text)?;
        let named = rest.len() < text.len();
        match rest.strip_prefix(['-', '/', '.']).filter(|_| named) {
            Some(month) if month.chars().all(|c| c.is_ascii_digit()) => number_to(month, 12).map(|m| month_of(number, m)),
            Some(part) => within(number, part),
            None if named && matches!(rest, "" | "度") => Some(Period::Year(number)),
            None => within(number, rest),
        }
    }

    /// The year that words begin with, else the one that is meant without, and the rest.
    fn split_year(self, text: &str) -> Option<(i32, &str)> {
        for (word, add) in [("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2), ("去年", -1), ("前年", -2)] {
            if let Some(rest) = text.strip_prefix(word) {
                return Some((self.today?.year() + add, rest));
            }
        }
        let digits = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
        match year(&text[..digits]) {
            Some(number) => Some((number, text[digits..].strip_prefix('年').unwrap_or(&text[digits..]))),
            None => Some((self.year?, text)),
        }
    }

    /// A day, or the last of a date range.
    fn last_day(self, text: &str) -> Option<NaiveDate> {
        let text = text.strip_prefix("到").or_else(|| text.strip_prefix("至")).unwrap_or(text);
        let text = text.trim_end_matches(['前', '止']).trim_end_matches("之").trim_end_matches("以");
        let day = self.beside_today(text).or_else(|| numeric(text)).or_else(|| self.of_month(text));
        day.or_else(|| self.end_of(text)).or_else(|| self.period(text).map(Period::end))
    }

    /// `今天`, `+3m`, `下周五`.
    fn beside_today(self, text: &str) -> Option<NaiveDate> {
        let today = self.today?;
        match text {
            "今天" | "今日" | "today" => Some(today),
            "昨天" | "昨日" | "yesterday" => today.pred_opt(),
            "明天" | "明日" | "tomorrow" => today.succ_opt(),
            "后天" => today.checked_add_days(Days::new(2)),
            _ => text.strip_prefix('+').map_or_else(|| of_week(text, today), |count| later(count, today)),
        }
    }

    /// `9月15日`, `2026年2月底`, `下个月15日`.
    fn of_month(self, text: &str) -> Option<NaiveDate> {
        let at = text.find('月')? + '月'.len_utf8();
        let first = self.period(&text[..at])?.start();
        day_of(first.year(), first.month(), &text[at..])
    }

    /// `三季度末`, `明年底`, `2026年中`, and `月底`, `季度末`, `年底`, `年中` alone.
    fn end_of(self, text: &str) -> Option<NaiveDate> {
        let middle = [text.strip_suffix("年中"), text.strip_suffix('中').filter(|of| of.ends_with('年'))];
        let whole = |of| self.split_year(of).filter(|(_, rest)| rest.is_empty());
        if let Some((number, _)) = middle.into_iter().flatten().find_map(whole) {
            return NaiveDate::from_ymd_opt(number, 6, 30);
        }
        let of = text.strip_suffix(['末', '底'])?;
        match of {
            "月" => self.nearby("本月"),
            "季" | "季度" => self.nearby("本季"),
            "年" => self.year.map(Period::Year),
            of => self.period(of),
        }
        .map(Period::end)
    }
}

/// A part of a year: `上半年`, `h2`, `四季度`, `第4季度`, `q4`, `10月`, `十月份`, `全年`.
fn within(number: i32, part: &str) -> Option<Period> {
    match part {
        "全年" => return Some(Period::Year(number)),
        "h1" | "上半年" | "半年" => return Some(Period::Half(number, 1)),
        "h2" | "下半年" => return Some(Period::Half(number, 2)),
        _ => {}
    }
    if let Some(month) = part.strip_suffix("月份").or_else(|| part.strip_suffix('月')) {
        return number_to(month, 12).map(|m| month_of(number, m));
    }
    let quarter = part.strip_suffix("季度").or_else(|| part.strip_prefix('q'))?;
    number_to(quarter.trim_start_matches('第'), 4).map(|q| Period::Quarter(number, q as u8))
}

fn month_of(year: i32, month: u32) -> Period {
    let last = month_end(year, month);
    Period::Days(last.with_day(1).unwrap_or(last), last)
}

/// A number from 1, in figures or in Chinese.
fn number_to(text: &str, most: u32) -> Option<u32> {
    text.parse().ok().or_else(|| chinese_number(text)).filter(|n| (1..=most).contains(n))
}

/// `2025`, `二〇二五`: the years that the program knows.
fn year(text: &str) -> Option<i32> {
    let digit = |c: char| {
        c.to_digit(10).or_else(|| "〇一二三四五六七八九".chars().position(|d| d == c || d == '〇' && c == '零').map(|p| p as u32))
    };
    let digits = text.chars().map(digit).collect::<Option<Vec<u32>>>().filter(|all| all.len() == 4)?;
    let number = digits.into_iter().fold(0, |all, d| all * 10 + d as i32);
    (1900..=2999).contains(&number).then_some(number)
}

/// `10d`, `2周`, `3个月`, `1y` after today.
fn later(count: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (number, unit) = count.split_at(count.find(|c: char| !c.is_ascii_digit())?);
    let n: u32 = number.parse().ok()?;
    match unit {
        "d" | "天" | "日" => today.checked_add_days(Days::new(n.into())),
        "w" | "周" => today.checked_add_days(Days::new(u64::from(n) * 7)),
        "m" | "月" | "个月" => today.checked_add_months(Months::new(n)),
        "y" | "年" => today.checked_add_months(Months::new(n.checked_mul(12)?)),
        _ => None,
    }
}

/// `本周五`, `下周五`, `下星期日`.
fn of_week(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let named = [("本", 0), ("这", 0), ("下", 7)];
    let (rest, add) = named.into_iter().find_map(|(word, add)| text.strip_prefix(word).map(|rest| (rest, add)))?;
    let day = rest.strip_prefix("周").or_else(|| rest.strip_prefix("星期"))?;
    let past_monday = match day {
        "日" | "天" | "末" => 6,
        day => u64::from(chinese_number(day).filter(|n| (1..=6).contains(n))? - 1),
    };
    today.week(Weekday::Mon).checked_first_day()?.checked_add_days(Days::new(add + past_monday))
}

/// `2025-9-30`, `2025/9/30`, `2025.9.30`, `20250930`.
fn numeric(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [y, m, d] => NaiveDate::from_ymd_opt(year(y)?, m.parse().ok()?, d.parse().ok()?),
        [all] if all.len() == 8 && all.is_ascii() => {
            NaiveDate::from_ymd_opt(year(&all[..4])?, all[4..6].parse().ok()?, all[6..].parse().ok()?)
        }
        _ => None,
    }
}

/// What is written behind a month: `15日`, `底`, `中旬`; nothing means its last day.
fn day_of(y: i32, m: u32, words: &str) -> Option<NaiveDate> {
    match words {
        "" | "底" | "末" | "下旬" => Some(month_end(y, m)),
        "初" | "上旬" => NaiveDate::from_ymd_opt(y, m, 10),
        "中" | "中旬" => NaiveDate::from_ymd_opt(y, m, 20),
        words => {
            let d = words.trim_end_matches(['日', '号']);
            NaiveDate::from_ymd_opt(y, m, number_to(d, 31)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(words: &str) -> Option<String> {
        parse_date(words, "2025-08-15".parse().unwrap()).ok().map(|d| d.to_string())
    }

    #[test]
    fn a_date_is_read_in_the_words_people_use() {
        for (day, all) in [
            (
                "2025-09-30",
                "2025-09-30 | 2025.9.30 | 20250930 | 9月30日 | 9月底 | ９月底前 | 九月末 | 三季度末 | 第三季度 | 2025Q3 | 下月底 | 季度末",
            ),
            ("2025-09-30", "本季度末"),
            ("2025-09-03", "2025/9/3"),
            ("2026-02-28", "2026年2月"),
            ("2026-02-03", "2026年2月3日前"),
            ("2026-03-31", "2026年一季度 | 二〇二六年三月"),
            ("2025-12-31", "q4 | 年底前 | 到2025年 | 2025年底 | 下季度末 | 2025 年 度 | 四季度 | 年末"),
            ("2025-06-30", "上半年 | 年中 | 上季度末"),
            ("2026-06-30", "明年6月底 | 明年年中 | 2026年中"),
            ("2025-08-14", "昨天 | 昨日 | yesterday"),
            ("2025-08-15", "今天 | 本周五"),
            ("2025-08-17", "后天 | 本周日"),
            ("2025-08-31", "月底 | 本月底前 | 4月至8月"),
            ("2025-09-15", "下个月15日"),
            ("2025-09-20", "下月中旬"),
            ("2025-08-22", "下周五"),
            ("2025-08-18", "下星期一"),
            ("2025-08-29", "+2w"),
            ("2025-11-15", "+3个月"),
            ("2025-10-31", "2025年10月 | 2025.10"),
            ("2025-10-15", "十月十五日"),
            ("2024-12-31", "去年底"),
        ] {
            for words in all.split(" | ") {
                assert_eq!(on(words).as_deref(), Some(day), "{words}");
            }
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for words in ["", "2025-13-01", "13月底", "五季度", "2月30日", "尽快", "+", "+3", "2025-02-30", "年年"] {
            assert_eq!(on(words), None, "{words}");
        }
        for words in
            ["月", "月15日", "月底日", "下月31日", "9月15日底", "明年本月底", "季度", "本五季度末", "下周", "下周八", "周", "中", "中旬"]
        {
            assert_eq!(on(words), None, "{words}");
        }
    }

    #[test]
    fn words_that_lead_into_another_year_do() {
        let on = |words: &str| parse_date(words, "2025-12-31".parse().unwrap()).map(|d| d.to_string()).ok();
        for (words, day) in [("下月底", "2026-01-31"), ("下季度末", "2026-03-31"), ("下周五", "2026-01-09"), ("本周五", "2026-01-02")]
        {
            assert_eq!(on(words).as_deref(), Some(day), "{words}");
        }
    }

    #[test]
    fn a_period_is_read_in_the_same_words() {
        let on = |words: &str| parse_period(words, "2025-11-20".parse().unwrap()).ok().map(|p| p.to_string());
        for (period, all) in [
            (
                "2025Q4",
                "2025Q4 | Q4 2025 | ２０２５ Ｑ４ | 四季度 | 第四季度 | 4季度 | 2025年四季度 | 2025年第4季度 | 2025年第四季度 | ２０２５年第４季度",
            ),
            ("2025Q4", "2025-Q4 | 本季度"),
            ("2025Q3", "上季度"),
            ("2026Q1", "明年一季度"),
            ("2025H1", "2025年上半年 | 上半年 | 2025H1"),
            ("2025", "2025年度 | 2025 | 今年 | 本年度"),
            ("2024", "去年 | 二〇二四年"),
            ("2025-10-01..2025-10-31", "2025年10月 | 2025-10 | 2025.10 | 2025/10 | 10月 | 十月份 | 上月"),
            ("2025-04-01..2025-08-31", "2025-04-01..2025-08-31 | 2025年4月1日至2025年8月31日 | 2025-04..2025-08"),
            ("2024-04-01..2024-08-31", "2024年4月至8月"),
        ] {
            for words in all.split(" | ") {
                assert_eq!(on(words).as_deref(), Some(period), "{words}");
            }
        }
        for words in
            " | 数字 | 2025Q5 | 五季度 | 13月 | 2025-13 | 20 | 季度 | 月 | 2025-11-20 | 9月底 | 三季度末 | 8月至4月 | .. | q42".split(" | ")
        {
            assert_eq!(on(words), None, "{words}");
        }
    }

    #[test]
    fn a_period_of_the_file_hangs_on_no_day() {
        for s in ["2025Q3", "2025q3", "2025年三季度", "2025第三季度", "２０２５Ｑ３"] {
            assert_eq!(s.parse(), Ok(Period::Quarter(2025, 3)), "{s}");
        }
        assert_eq!("2025下半年".parse(), Ok(Period::Half(2025, 2)));
        for s in ["2025Q5", "20", "2025-08-01..2025-07-01", "数字", "四季度", "上季度", "今年", "4月至8月", "+3m..+4m"] {
            assert!(s.parse::<Period>().is_err(), "{s}");
        }
    }

    #[test]
    fn every_label_of_a_period_is_read_back() {
        let (first, last) = ("2025-04-01".parse().unwrap(), "2025-08-31".parse().unwrap());
        for period in [Period::Quarter(2024, 3), Period::Half(2024, 2), Period::Year(2024), Period::Days(first, last)] {
            assert_eq!([Lang::Zh, Lang::En].map(|lang| parse_period(&period.label(lang), first)), [Ok(period), Ok(period)]);
        }
    }

    #[test]
    fn a_period_without_a_year_has_begun_or_soon_will() {
        let on = |today: &str, words: &str| parse_period(words, today.parse().unwrap()).unwrap().to_string();
        assert_eq!(on("2026-01-20", "四季度"), "2025Q4");
        assert_eq!(on("2026-01-20", "二季度"), "2026Q2");
        assert_eq!(on("2025-09-25", "四季度"), "2025Q4");
        assert_eq!(on("2025-10-20", "一季度"), "2025Q1");
        assert_eq!(on("2026-01-20", "12月"), "2025-12-01..2025-12-31");
        assert_eq!(on("2026-01-20", "下半年"), "2025H2");
        assert_eq!(on("2026-01-20", "2026年四季度"), "2026Q4");
    }

    #[test]
    fn a_date_range_or_a_day_is_read_whichever_it_is() {
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
            let read = parse_days(words, "2025-08-15".parse().unwrap()).map(|(a, b)| (a.to_string(), b.to_string()));
            assert_eq!(read, Some((first.to_owned(), last.to_owned())), "{words}");
        }
        for words in ["", "尽快", "13月", "2", "20", "2025-13", "-"] {
            assert_eq!(parse_days(words, "2025-08-15".parse().unwrap()), None, "{words}");
        }
    }
}
