use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::period::{Period, month_end};
use crate::says_as_error;
use crate::text::{Lang, Say, chinese_number, fold_width};

/// What was written where a date was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDate(pub String);

says_as_error!(BadDate);

impl Say for BadDate {
    fn say(&self, lang: Lang) -> String {
        let (zh, en) = ("2025-09-30、9月底、下月15日、三季度末、年底前、+2w", "2025-09-30, 2025Q3, +2w, +3m, 9月底");
        lang.pick(format!("`{}` 不是日期（可写 {zh}）", self.0), format!("`{}` is no date (try {en})", self.0))
    }
}

/// The day that a person means: `2025-09-30`, `2025.9.30`, `9月30日`, `9月底`, `2025年9月`, `三季度末`, `上半年`, `年底前`,
/// `明年6月底`, `2025年`, `2025Q3`, `今天`, `月底`, `下个月15日`, `本季度末`, `年中`, `下周五`, `+10d`, `+2w`, `+3m`. Words
/// without a year mean the year of `today`, weeks begin on Monday; a stretch of time means its last day.
pub fn parse_date(words: &str, today: NaiveDate) -> Result<NaiveDate, BadDate> {
    let bad = || BadDate(words.to_owned());
    let text = fold_width(words).replace([' ', '\t'], "");
    let text = text.strip_prefix("到").or_else(|| text.strip_prefix("至")).unwrap_or(&text);
    let text = text.trim_end_matches(['前', '止']).trim_end_matches("之").trim_end_matches("以");
    let near =
        || relative(text, today).or_else(|| of_month(text, today)).or_else(|| of_quarter(text, today)).or_else(|| of_week(text, today));
    near().or_else(|| numeric(text)).or_else(|| worded(text, today)).ok_or_else(bad)
}

fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match text {
        "今天" | "今日" | "today" => return Some(today),
        "明天" | "明日" | "tomorrow" => return today.succ_opt(),
        "后天" => return today.checked_add_days(Days::new(2)),
        _ => {}
    }
    let body = text.strip_prefix('+')?;
    let at = body.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = body.split_at(at);
    let n: u32 = number.parse().ok()?;
    match unit {
        "d" | "天" | "日" => today.checked_add_days(Days::new(n.into())),
        "w" | "周" => today.checked_add_days(Days::new(u64::from(n) * 7)),
        "m" | "月" | "个月" => today.checked_add_months(Months::new(n)),
        "y" | "年" => today.checked_add_months(Months::new(n.checked_mul(12)?)),
        _ => None,
    }
}

/// `月底`, `本月底`, `下个月15日`: a day of this month or of the next.
fn of_month(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let named = [("本月", 0), ("这个月", 0), ("下月", 1), ("下个月", 1)];
    let named = named.into_iter().find_map(|(word, add)| text.strip_prefix(word).map(|day| (day, add)));
    // Without saying which month, only `月底` and `月末` are words for a day.
    let bare = || matches!(text, "月底" | "月末").then_some(("底", 0));
    let (day, add) = named.or_else(bare)?;
    let of = today.with_day(1)?.checked_add_months(Months::new(add))?;
    day_of(of.year(), of.month(), day)
}

/// `季度末`, `本季度末`, `下季度末`.
fn of_quarter(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let this = Period::quarter_of(today);
    let end = text.strip_suffix(['末', '底']);
    match end.unwrap_or(text) {
        "季度" | "季" => end.map(|_| this.end()),
        "本季度" | "本季" => Some(this.end()),
        "下季度" | "下季" | "下个季度" => Some(this.next().end()),
        _ => None,
    }
}

/// `本周五`, `下周五`, `下星期日`.
fn of_week(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let named = [("本", 0), ("这", 0), ("下", 7)];
    let (rest, add) = named.into_iter().find_map(|(word, add)| text.strip_prefix(word).map(|rest| (rest, add)))?;
    let day = rest.strip_prefix("周").or_else(|| rest.strip_prefix("星期"))?;
    let past_monday = match day {
        "一" => 0,
        "二" => 1,
        "三" => 2,
        "四" => 3,
        "五" => 4,
        "六" => 5,
        "日" | "天" | "末" => 6,
        _ => return None,
    };
    today.week(Weekday::Mon).checked_first_day()?.checked_add_days(Days::new(add + past_monday))
}

/// `2025-9-30`, `2025/9/30`, `2025.9.30`, `20250930`.
fn numeric(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [y, m, d] => NaiveDate::from_ymd_opt(year(y)?, m.parse().ok()?, d.parse().ok()?),
        [y, m] if y.len() == 4 => month(m).and_then(|m| Some(month_end(year(y)?, m))),
        [all] if all.len() == 8 && all.is_ascii() => {
            NaiveDate::from_ymd_opt(year(&all[..4])?, all[4..6].parse().ok()?, all[6..].parse().ok()?)
        }
        _ => None,
    }
}

fn year(s: &str) -> Option<i32> {
    s.parse().ok().filter(|y| (1900..=2999).contains(y))
}

fn month(s: &str) -> Option<u32> {
    s.parse().ok().or_else(|| chinese_number(s)).filter(|m| (1..=12).contains(m))
}

fn worded(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Ok(period) = text.parse::<Period>() {
        return Some(period.end());
    }
    let (y, rest) = split_year(text, today)?;
    if rest == "年中" || rest == "中" && rest != text {
        return NaiveDate::from_ymd_opt(y, 6, 30);
    }
    if let Some((m, day)) = rest.split_once('月') {
        return day_of(y, month(m)?, day);
    }
    let rest = rest.trim_end_matches(['末', '底']);
    match rest {
        "" | "年" | "全年" => return Some(Period::Year(y).end()),
        "上半年" | "半年" => return Some(Period::Half(y, 1).end()),
        "下半年" => return Some(Period::Half(y, 2).end()),
        _ => {}
    }
    let quarter = rest.strip_suffix("季度").or_else(|| rest.strip_prefix('q'))?;
    let n = month(quarter.trim_start_matches('第')).filter(|q| *q <= 4)?;
    Some(Period::Quarter(y, n as u8).end())
}

/// What is written behind a month: `15日`, `底`, `中旬`; nothing means its last day.
fn day_of(y: i32, m: u32, words: &str) -> Option<NaiveDate> {
    match words {
        "" | "底" | "末" | "下旬" => Some(month_end(y, m)),
        "初" | "上旬" => NaiveDate::from_ymd_opt(y, m, 10),
        "中" | "中旬" => NaiveDate::from_ymd_opt(y, m, 20),
        words => {
            let d = words.trim_end_matches(['日', '号']);
            NaiveDate::from_ymd_opt(y, m, d.parse().ok().or_else(|| chinese_number(d))?)
        }
    }
}

fn split_year(text: &str, today: NaiveDate) -> Option<(i32, &str)> {
    for (word, add) in [("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2)] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((today.year() + add, rest));
        }
    }
    if let Some((y, rest)) = text.split_once('年').filter(|(y, _)| y.len() == 4) {
        return Some((year(y)?, rest));
    }
    (!text.is_empty()).then_some((today.year(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(words: &str) -> Option<String> {
        parse_date(words, "2025-08-15".parse().unwrap()).ok().map(|d| d.to_string())
    }

    #[test]
    fn a_date_is_read_in_the_words_people_use() {
        for (words, day) in [
            ("2025-09-30", "2025-09-30"),
            ("2025/9/3", "2025-09-03"),
            ("2025.9.30", "2025-09-30"),
            ("20250930", "2025-09-30"),
            ("9月30日", "2025-09-30"),
            ("9月底", "2025-09-30"),
            ("９月底前", "2025-09-30"),
            ("九月末", "2025-09-30"),
            ("2026年2月", "2026-02-28"),
            ("2026年2月3日前", "2026-02-03"),
            ("三季度末", "2025-09-30"),
            ("第三季度", "2025-09-30"),
            ("2026年一季度", "2026-03-31"),
            ("2025Q3", "2025-09-30"),
            ("q4", "2025-12-31"),
            ("上半年", "2025-06-30"),
            ("年底前", "2025-12-31"),
            ("到2025年", "2025-12-31"),
            ("2025年底", "2025-12-31"),
            ("明年6月底", "2026-06-30"),
            ("今天", "2025-08-15"),
            ("后天", "2025-08-17"),
            ("月底", "2025-08-31"),
            ("本月底前", "2025-08-31"),
            ("下月底", "2025-09-30"),
            ("下个月15日", "2025-09-15"),
            ("下月中旬", "2025-09-20"),
            ("季度末", "2025-09-30"),
            ("本季度末", "2025-09-30"),
            ("下季度末", "2025-12-31"),
            ("年中", "2025-06-30"),
            ("明年年中", "2026-06-30"),
            ("2026年中", "2026-06-30"),
            ("本周五", "2025-08-15"),
            ("本周日", "2025-08-17"),
            ("下周五", "2025-08-22"),
            ("下星期一", "2025-08-18"),
            ("+2w", "2025-08-29"),
            ("+3个月", "2025-11-15"),
        ] {
            assert_eq!(on(words).as_deref(), Some(day), "{words}");
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
}
