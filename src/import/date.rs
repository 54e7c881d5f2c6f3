//! Dates by when something is to be done, as plans write them.

use chrono::{Datelike, NaiveDate};

use super::words::{Words, begins, find, longest};

/// The years of which a plan speaks: the year of a month that stands alone, and the end of its period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Years {
    pub start: Option<i32>,
    pub end: Option<i32>,
}

impl Years {
    /// The one year of the plan.
    pub fn only(self) -> Option<i32> {
        self.start.filter(|start| self.end.is_none_or(|end| end == *start))
    }
}

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub start: usize,
    pub end: usize,
    /// The day; none where the year is not said.
    pub day: Option<NaiveDate>,
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The last day of a month.
pub(crate) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    day(year, month, 1)?.pred_opt()
}

fn number(chars: &[char], most: usize) -> Option<(u32, usize)> {
    let len = chars.iter().take(most + 1).take_while(|c| c.is_ascii_digit()).count();
    if len == 0 || len > most {
        return None;
    }
    Some((chars[..len].iter().collect::<String>().parse().ok()?, len))
}

fn year(chars: &[char]) -> Option<(i32, usize)> {
    let (year, len) = number(chars, 4)?;
    (len == 4 && (1990..2100).contains(&year)).then_some((year as i32, len))
}

const BEFORE: [&str; 9] = ["底前", "底之前", "底以前", "末前", "之前", "以前", "前", "底", "末"];

/// What stands behind a year, and its last day: half, quarter, month, day. Also how many characters it takes.
fn within(year: i32, rest: &[char]) -> (Option<NaiveDate>, usize, bool) {
    let quarters = [
        ("一季度", 3),
        ("二季度", 6),
        ("三季度", 9),
        ("四季度", 12),
        ("1季度", 3),
        ("2季度", 6),
        ("3季度", 9),
        ("4季度", 12),
        ("上半年", 6),
        ("下半年", 12),
    ];
    let skip = usize::from(begins(rest, "第"));
    if let Some((word, month)) = quarters.iter().find(|(w, _)| begins(&rest[skip..], w)) {
        let len = skip + word.chars().count();
        let tail = longest(&rest[len..], &BEFORE).map_or(0, |w| w.chars().count());
        return (month_end(year, *month), len + tail, true);
    }
    if let Some((month, len)) = number(rest, 2).filter(|(m, len)| (1..=12).contains(m) && rest.get(*len) == Some(&'月')) {
        let mut at = len + 1;
        let mut date = month_end(year, month);
        if let Some((of_month, len)) = number(&rest[at..], 2).filter(|(_, len)| matches!(rest.get(at + len), Some('日' | '号'))) {
            date = day(year, month, of_month);
            at += len + 1;
        } else if begins(&rest[at..], "上旬") {
            (date, at) = (day(year, month, 10), at + 2);
        } else if begins(&rest[at..], "中旬") {
            (date, at) = (day(year, month, 20), at + 2);
        } else if begins(&rest[at..], "下旬") {
            at += 2;
        } else if begins(&rest[at..], "份") {
            at += 1;
        }
        let tail = longest(&rest[at..], &BEFORE).map_or(0, |w| w.chars().count());
        return (date, at + tail, tail > 0);
    }
    let tail = longest(rest, &["年底前", "年末前", "年底", "年末"]).or_else(|| longest(rest, &BEFORE)).map_or(0, |w| w.chars().count());
    (day(year, 12, 31), tail, tail > 0)
}

/// What makes a date none that is to be kept: it is where something began, or a fact.
fn is_other(before: &[char], after: &[char], by: bool) -> bool {
    let starts = ["起", "以来", "开始", "印发", "施行", "公布", "〕", "发布", "成立", "至今", "度"];
    let since = ["自", "从", "截至", "截止", "与", "比", "较", "同比", "以", "有效期至", "有效期到"];
    let tail = &before[before.len().saturating_sub(6)..];
    (!by && starts.iter().any(|w| begins(after, w)))
        || begins(after, "起")
        || since.iter().any(|w| super::words::ends(tail, w))
        || reports(after)
}

/// Dates by which the office wants reports are not those of a task.
fn reports(after: &[char]) -> bool {
    let near = &after[..after.len().min(30)];
    let until = near.iter().position(|c| matches!(c, '。' | '；')).unwrap_or(near.len());
    ["报送", "上报", "报市", "报省", "报县", "报区", "报至"].iter().any(|w| find(&near[..until], w).is_some())
}

/// Whether words name a day of every year, quarter or month, and not one day.
pub(crate) fn recurs(words: &Words) -> bool {
    let is_date = |c: &char| c.is_ascii_digit() || "年季月旬日周".contains(*c);
    words.chars.windows(2).any(|two| matches!(two[0], '每' | '逐') && is_date(&two[1]))
}

/// The dates of a text by which something is to be done.
pub(crate) fn deadlines(words: &Words, years: Years) -> Vec<Found> {
    let chars = &words.chars;
    let mut all = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match one(chars, at, years) {
            Some((found, stated)) => {
                at = found.end.max(at + 1);
                let by = chars[..found.end].last().is_some_and(|c| matches!(c, '前' | '底' | '末'));
                if stated && !is_other(&chars[..found.start], &chars[found.end..], by) {
                    all.push(found);
                }
            }
            None => at += 1,
        }
    }
    all
}

/// A date that begins here, and whether its words say that something is to be done by then.
fn one(chars: &[char], at: usize, years: Years) -> Option<(Found, bool)> {
    let rest = &chars[at..];
    let digit_before = at > 0 && (chars[at - 1].is_ascii_digit() || matches!(chars[at - 1], '.' | '〔' | '['));
    if digit_before {
        return None;
    }
    if let Some((of, len)) = year(rest) {
        if let Some(range) = range(chars, at, len) {
            return Some((range, false));
        }
        if rest.get(len) != Some(&'年') {
            return None;
        }
        let (day, taken, said) = within(of, &rest[len + 1..]);
        let until = ["到", "至", "力争", "于", "争取", "确保", "力争到", "、"].iter().take(2).any(|w| super::words::ends(&chars[..at], w));
        return Some((Found { start: at, end: at + len + 1 + taken, day }, said || until));
    }
    five_years(chars, at).or_else(|| without_year(chars, at, years))
}

/// `2025—2027年`: a period.
fn range(chars: &[char], at: usize, len: usize) -> Option<Found> {
    let mut next = at + len + usize::from(chars.get(at + len) == Some(&'年'));
    let dashes = chars[next..].iter().take_while(|c| matches!(c, '—' | '-' | '–' | '~' | '～' | '至' | '－')).count();
    if dashes == 0 {
        return None;
    }
    next += dashes;
    let (until, len) = year(chars.get(next..)?)?;
    let end = next + len + usize::from(chars.get(next + len) == Some(&'年'));
    Some(Found { start: at, end, day: day(until, 12, 31) })
}

/// `“十四五”末`.
fn five_years(chars: &[char], at: usize) -> Option<(Found, bool)> {
    let plans = [("十三五", 2020), ("十四五", 2025), ("十五五", 2030)];
    let (word, year) = plans.into_iter().find(|(w, _)| begins(&chars[at..], w))?;
    let mut end = at + word.chars().count();
    end += usize::from(matches!(chars.get(end), Some('”' | '"')));
    let tail = longest(&chars[end..], &["末", "期末", "时期末", "规划期末", "收官", "末期"])?;
    Some((Found { start: at, end: end + tail.chars().count(), day: day(year, 12, 31) }, true))
}

/// `6月底前`, `年底前`, `年内`, `三季度末`: of the plan's year, where it has but one.
fn without_year(chars: &[char], at: usize, years: Years) -> Option<(Found, bool)> {
    let rest = &chars[at..];
    let before = at.checked_sub(1).map(|p| chars[p]);
    if before.is_some_and(|c| matches!(c, '年' | '每' | '第' | '逐' | '当')) {
        return None;
    }
    let (of, known) = (years.only().unwrap_or(2000), years.only().is_some());
    let found = |day: Option<NaiveDate>, len: usize| {
        let day = if known { day } else { None };
        Some((Found { start: at, end: at + len, day }, true))
    };
    for word in
        ["今年年底前", "今年底前", "今年年底", "今年底", "年底前", "年末前", "年底之前", "年底", "年内", "年末", "本年度内", "今年内"]
    {
        if begins(rest, word) && !before.is_some_and(|c| "0123456789一二三四五六七八九十两".contains(c)) {
            return found(day(of, 12, 31), word.chars().count());
        }
    }
    let (date, taken, said) = within(of, rest);
    let quarter = rest.first().is_some_and(|c| matches!(c, '上' | '下' | '一' | '二' | '三' | '四' | '第')) && taken >= 3;
    let month = rest.first().is_some_and(char::is_ascii_digit) && taken > 1;
    ((quarter || month) && said && rest.get(..taken).is_some_and(|w| w.iter().any(|c| matches!(c, '前' | '底' | '末')) || quarter))
        .then(|| found(date, taken))
        .flatten()
}

/// The day that a cell of dates means: `2026.12`, `2026/12/31`, `12月底`, `2026年上半年`.
pub(crate) fn cell(words: &Words, years: Years) -> Option<NaiveDate> {
    let text: String = words.to_string().replace(' ', "");
    if let Some((_, until)) = text.split_once(['-', '—', '~', '～', '–']).filter(|(from, until)| from.contains('.') && until.contains('.'))
    {
        let mut last = Words::default();
        until.chars().for_each(|c| last.push(c, 0));
        return cell(&last, years);
    }
    let plain = text.trim_end_matches(['前', '底', '末', '之', '日', '完', '成']);
    let parts: Vec<u32> = plain.split(['.', '/', '-']).map(|p| p.parse().ok()).collect::<Option<_>>().unwrap_or_default();
    match *parts.as_slice() {
        [y @ 1990..=2100, m @ 1..=12, d @ 1..=31] => return day(y as i32, m, d),
        [y @ 1990..=2100, m @ 1..=12] => return month_end(y as i32, m),
        [serial @ 40000..=60000] => return day(1899, 12, 30)?.checked_add_days(chrono::Days::new(u64::from(serial))),
        [y @ 1990..=2100] => return day(y as i32, 12, 31),
        _ => {}
    }
    let chars = &words.chars;
    let mut last = None;
    let mut at = 0;
    while at < chars.len() {
        let found = one(chars, at, years).map(|(f, _)| f).or_else(|| bare(chars, at, years));
        match found {
            Some(found) => {
                last = found.day.max(last);
                at = found.end.max(at + 1);
            }
            None => at += 1,
        }
    }
    last
}

/// A month or a half of a year that stands alone in a cell.
fn bare(chars: &[char], at: usize, years: Years) -> Option<Found> {
    if at > 0 && chars[at - 1].is_ascii_digit() {
        return None;
    }
    let (day, taken, _) = within(years.only()?, &chars[at..]);
    let says = chars.get(at..at + taken).is_some_and(|w| w.iter().any(|c| matches!(c, '月' | '季' | '半')));
    says.then_some(Found { start: at, end: at + taken, day })
}

/// The years that a title names: `（2023—2025年）`, `2026年`.
pub(crate) fn years(title: &Words) -> Years {
    let chars = &title.chars;
    let begins = |at: &usize| *at == 0 || !(chars[at - 1].is_ascii_digit() || chars[at - 1] == '〔');
    let found: Vec<(usize, i32, usize)> =
        (0..chars.len()).filter(begins).filter_map(|at| year(&chars[at..]).map(|(of, len)| (at, of, len))).collect();
    for (at, first, len) in &found {
        if let Some(until) = range(chars, *at, *len).and_then(|r| r.day) {
            return Years { start: Some(*first), end: Some(until.year()) };
        }
    }
    if let Some((_, first, _)) = found.iter().find(|(at, _, len)| chars.get(at + len) == Some(&'年')) {
        return Years { start: Some(*first), end: Some(*first) };
    }
    let plans = [("十三五", 2016, 2020), ("十四五", 2021, 2025), ("十五五", 2026, 2030)];
    let plan = plans.into_iter().find(|(w, ..)| title.contains(w));
    plan.map_or(Years::default(), |(_, start, end)| Years { start: Some(start), end: Some(end) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        let mut words = Words::default();
        text.chars().for_each(|c| words.push(c, 0));
        words
    }

    const OF_2026: Years = Years { start: Some(2026), end: Some(2026) };

    #[test]
    fn dates_by_which_something_is_to_be_done() {
        let of = |text: &str| deadlines(&words(text), OF_2026).into_iter().filter_map(|f| f.day).map(|d| d.to_string()).collect::<Vec<_>>();
        for (text, day) in [
            ("2027年底前建成", "2027-12-31"),
            ("2027年12月底前完成", "2027-12-31"),
            ("6月底前印发方案", "2026-06-30"),
            ("2026年上半年开工", "2026-06-30"),
            ("三季度末完成", "2026-09-30"),
            ("年内建成", "2026-12-31"),
            ("年底前建成", "2026-12-31"),
            ("“十四五”末达到", "2025-12-31"),
            ("到2027年，达到30个", "2027-12-31"),
            ("2026年3月15日前完成", "2026-03-15"),
            ("9月中旬前完成", "2026-09-20"),
        ] {
            assert_eq!(of(text), [day], "{text}");
        }
        for text in [
            "自2026年1月1日起施行",
            "从2025年起",
            "2024年完成产值3亿元",
            "云政发〔2023〕12号",
            "2019—2023年",
            "5年以上经验",
            "24小时内",
            "1986年",
            "每月25日前报送",
            "于6月底前报送市发改委",
            "每年底",
            "有效期至2027年底",
        ] {
            assert_eq!(of(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn cells_of_dates() {
        for (text, day) in [
            ("12月", "2026-12-31"),
            ("12月底", "2026-12-31"),
            ("2026.12", "2026-12-31"),
            ("2026/12/31", "2026-12-31"),
            ("2026-12", "2026-12-31"),
            ("46387", "2026-12-31"),
            ("2026年6月至2026年9月", "2026-09-30"),
            ("2026-2028年", "2028-12-31"),
        ] {
            assert_eq!(cell(&words(text), OF_2026).map(|d| d.to_string()).as_deref(), Some(day), "{text}");
        }
        for text in ["持续推进", "—", "/", "长期"] {
            assert_eq!(cell(&words(text), OF_2026), None, "{text}");
        }
    }

    #[test]
    fn years_of_titles() {
        assert_eq!(years(&words("某行动计划（2023—2025年）")), Years { start: Some(2023), end: Some(2025) });
        assert_eq!(years(&words("2026年工作要点")), OF_2026);
        assert_eq!(years(&words("关于某事的意见")), Years::default());
    }
}
