//! What a document says of itself: title, number, who issued it and when, the years of its period.

use chrono::NaiveDate;

use super::date::years;
use super::draft::Head;
use super::paragraph::Paragraph;
use super::words::{Words, ends, find, is_close, is_stop};

const KINDS: &[&str] = &[
    "方案",
    "计划",
    "规划",
    "意见",
    "要点",
    "措施",
    "办法",
    "清单",
    "分工",
    "任务",
    "细则",
    "行动",
    "分解表",
    "台账",
    "一览表",
    "安排",
    "分解",
    "责任表",
    "政策",
    "任务表",
    "规定",
];

/// Reads the paragraphs before the first heading.
pub(crate) fn head(front: &[Paragraph]) -> Head {
    let paragraphs: Vec<&Words> = front.iter().map(|p| &p.words).collect();
    let title = title(&paragraphs);
    let of = years(&title);
    let number = paragraphs.iter().find_map(|p| number(p)).unwrap_or_default();
    let issued = paragraphs.iter().filter_map(|p| whole_day(p)).next_back();
    let issuer = paragraphs.iter().find_map(|p| issuer(p)).unwrap_or_default();
    let numbered = number.split(['〔', '[', '（', '(']).nth(1).and_then(|n| n.chars().take(4).collect::<String>().parse().ok());
    let year = of.start.or_else(|| issued.map(|d| chrono::Datelike::year(&d))).or(numbered);
    Head { title: title.to_string().replace(' ', ""), number, issuer, issued, years: (year, of.end.or(year)) }
}

/// The last line that is a plan's title; its lines before and its years behind belong to it.
fn title(front: &[&Words]) -> Words {
    let is_title = |p: &Words| {
        let bare = without_brackets(p);
        bare.len() >= 5
            && p.len() <= 70
            && !p.chars.iter().any(|c| is_stop(*c) || *c == '；')
            && KINDS.iter().any(|k| ends(&bare, k))
            && p.find("附件").is_none()
    };
    let Some(at) = (0..front.len()).rev().find(|&at| is_title(front[at])) else {
        let notice = front.iter().find(|p| p.ends_with("通知") && p.len() <= 80);
        return notice.map(|p| (*p).clone()).unwrap_or_default();
    };
    let mut title = quoted(front[at]);
    if at > 0 && begins_title(front[at - 1]) && front[at - 1].len() + title.len() <= 70 {
        let mut whole = front[at - 1].clone();
        whole.extend(&title);
        title = whole;
    }
    if let Some(next) =
        front.get(at + 1).filter(|n| n.len() <= 16 && n.chars.first().is_some_and(|c| super::words::is_open(*c)) && n.contains("年"))
    {
        title.extend(next);
    }
    title
}

/// The title in a notice that prints a plan: `某局印发《某方案》`.
fn quoted(line: &Words) -> Words {
    let inner = line.find("印发《").map(|at| at + 3).zip(line.chars.iter().rposition(|c| *c == '》'));
    inner.filter(|(start, end)| start < end).map_or_else(|| line.clone(), |(start, end)| line.slice(start..end))
}

fn begins_title(line: &Words) -> bool {
    let stops = line.chars.iter().any(|c| is_stop(*c) || matches!(c, '，' | '：' | ':' | '、'));
    let other =
        ["文件", "号", "日", "附件", "通知", "公开", "办公室", "政府", "局", "委员会", "厅", "印发"].iter().any(|w| line.ends_with(w));
    line.len() >= 4 && !stops && !other && !line.starts_with("附件")
}

fn without_brackets(line: &Words) -> Vec<char> {
    let mut chars = line.chars.clone();
    while chars.last().is_some_and(|c| is_close(*c) || *c == '》') {
        let open = chars.iter().rposition(|c| super::words::is_open(*c) || *c == '《').unwrap_or(0);
        if chars.last() == Some(&'》') {
            chars.pop();
            continue;
        }
        chars.truncate(open);
    }
    chars
}

/// `虎政办规〔2023〕7号`.
fn number(line: &Words) -> Option<String> {
    let chars = &line.chars;
    let open = (0..chars.len()).find(|&at| {
        super::words::is_open(chars[at])
            && chars.get(at + 5).is_some_and(|c| is_close(*c))
            && chars[at + 1..at + 5].iter().all(char::is_ascii_digit)
    })?;
    let digits = chars[open + 6..].iter().take_while(|c| c.is_ascii_digit() || **c == ' ').count();
    let end = open + 6 + digits;
    if digits == 0 || chars.get(end) != Some(&'号') || line.len() > 120 {
        return None;
    }
    let start = (0..open).rev().find(|&at| !super::words::is_hanzi(chars[at])).map_or(0, |at| at + 1);
    (open - start >= 2 && open - start <= 14).then(|| line.slice(start..end + 1).to_string().replace(' ', ""))
}

/// A line that is a day and nothing else.
fn whole_day(line: &Words) -> Option<NaiveDate> {
    let text = line.to_string().replace(' ', "");
    let (year, rest) = text.split_once('年')?;
    let (month, day) = rest.strip_suffix('日')?.split_once('月')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `某市人民政府办公室关于印发……`.
fn issuer(line: &Words) -> Option<String> {
    let at = ["关于印发", "印发《", "关于发布", "关于下发"].iter().filter_map(|w| find(&line.chars, w)).min()?;
    let name = line.slice(0..at).to_string().replace(' ', "");
    ((3..=40).contains(&name.chars().count()) && !name.contains(['，', '。', '：', '《'])).then_some(name)
}
