//! The mark before a heading: `一、`, `（一）`, `1.`, `（1）`, `①`, `第一章`.

use super::words::{begins, is_close, is_open};

/// Kinds of marks, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkKind {
    Chapter,
    Section,
    Article,
    Han,
    ParHan,
    Arab,
    ParArab,
    Circle,
}

impl MarkKind {
    pub const COUNT: usize = 8;
}

/// A mark: what kind, which number, how many characters it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub kind: MarkKind,
    pub number: u32,
    pub len: usize,
    /// Written so that it may be a comma of the text.
    pub weak: bool,
}

const HAN: &str = "一二三四五六七八九十〇零";

/// The number that a row of Chinese numerals means.
fn han(chars: &[char]) -> Option<u32> {
    let digit = |c: char| HAN.chars().position(|d| d == c).filter(|p| *p < 9).map(|p| p as u32 + 1);
    match *chars {
        ['十'] => Some(10),
        [a] => digit(a),
        ['十', b] => Some(10 + digit(b)?),
        [a, '十'] => Some(digit(a)? * 10),
        [a, '十', b] => Some(digit(a)? * 10 + digit(b)?),
        _ => None,
    }
}

/// More characters than this are no number of a heading.
const LONGEST: usize = 4;

/// How many characters pass, of those that could be a number.
fn run(chars: &[char], test: impl Fn(char) -> bool) -> usize {
    chars.iter().take(LONGEST).take_while(|c| test(**c)).count()
}

fn is_han(c: char) -> bool {
    HAN.contains(c)
}

fn digits(chars: &[char]) -> Option<u32> {
    if chars.is_empty() || chars.len() > 3 { None } else { chars.iter().collect::<String>().parse().ok() }
}

/// The mark with which a line begins.
pub(crate) fn mark(chars: &[char]) -> Option<Mark> {
    chapter(chars).or_else(|| bracketed(chars)).or_else(|| numeral(chars)).or_else(|| arabic(chars)).or_else(|| circle(chars))
}

fn with_blank(chars: &[char], kind: MarkKind, number: u32, len: usize) -> Mark {
    let blanks = run(&chars[len..], |c| c == ' ');
    Mark { kind, number, len: len + blanks, weak: false }
}

fn chapter(chars: &[char]) -> Option<Mark> {
    if !begins(chars, "第") {
        return None;
    }
    let rest = &chars[1..];
    let (hans, arabs) = (run(rest, is_han), run(rest, |c| c.is_ascii_digit()));
    let number = if hans > 0 { han(&rest[..hans])? } else { digits(&rest[..arabs])? };
    let len = 1 + hans.max(arabs);
    let kind = match chars.get(len)? {
        '章' | '编' | '篇' => MarkKind::Chapter,
        '节' => MarkKind::Section,
        '条' => MarkKind::Article,
        _ => return None,
    };
    Some(with_blank(chars, kind, number, len + 1))
}

fn bracketed(chars: &[char]) -> Option<Mark> {
    if !chars.first().is_some_and(|c| is_open(*c)) {
        return None;
    }
    let close = chars.iter().take(7).position(|c| is_close(*c))?;
    let inner: Vec<char> = chars[1..close]
        .iter()
        .copied()
        .filter(|c| *c != ' ')
        .map(|c| if matches!(c, '－' | '—' | 'ー' | '-') { '一' } else { c })
        .collect();
    if let Some(number) = han(&inner) {
        return Some(with_blank(chars, MarkKind::ParHan, number, close + 1));
    }
    let number = inner.iter().all(char::is_ascii_digit).then(|| digits(&inner)).flatten()?;
    Some(with_blank(chars, MarkKind::ParArab, number, close + 1))
}

fn numeral(chars: &[char]) -> Option<Mark> {
    let len = run(chars, is_han);
    let number = han(&chars[..len])?;
    let blanks = run(&chars[len..], |c| c == ' ');
    let next = *chars.get(len + blanks)?;
    let weak = matches!(next, ',' | '，' | ':' | '：');
    if !weak && !matches!(next, '、' | '.' | '．' | '﹑' | '､') {
        return None;
    }
    Some(Mark { weak, ..with_blank(chars, MarkKind::Han, number, len + blanks + 1) })
}

fn arabic(chars: &[char]) -> Option<Mark> {
    let len = run(chars, |c| c.is_ascii_digit());
    let number = digits(&chars[..len]).filter(|n| *n > 0)?;
    let blanks = run(&chars[len..], |c| c == ' ');
    let next = *chars.get(len + blanks)?;
    if !(matches!(next, '.' | '．' | '、' | '﹑') || is_close(next)) {
        return None;
    }
    let after = len + blanks + 1;
    let beyond = chars[after..].iter().find(|c| **c != ' ');
    if beyond.is_none_or(|c| c.is_ascii_digit() && next != '、') || beyond.is_some_and(|c| matches!(c, '.' | '%' | '％')) {
        return None;
    }
    Some(with_blank(chars, MarkKind::Arab, number, after))
}

fn circle(chars: &[char]) -> Option<Mark> {
    let number = match *chars.first()? {
        c @ '①'..='⑳' => c as u32 - '①' as u32 + 1,
        _ => return None,
    };
    Some(with_blank(chars, MarkKind::Circle, number, 1))
}

/// How a number is written in a reference.
pub(crate) fn written(kind: MarkKind, number: u32) -> String {
    match kind {
        MarkKind::Chapter => format!("第{}章", hans(number)),
        MarkKind::Section => format!("第{}节", hans(number)),
        MarkKind::Article => format!("第{}条", hans(number)),
        MarkKind::Han => hans(number),
        MarkKind::ParHan => format!("（{}）", hans(number)),
        MarkKind::Arab => number.to_string(),
        MarkKind::ParArab => format!("（{number}）"),
        MarkKind::Circle => char::from_u32('①' as u32 + number.saturating_sub(1)).unwrap_or('①').to_string(),
    }
}

fn hans(number: u32) -> String {
    let digit = |n: u32| HAN.chars().nth(n.saturating_sub(1) as usize).unwrap_or('零').to_string();
    let unit = |n: u32| if n == 0 { String::new() } else { digit(n) };
    match number {
        0 => "〇".to_owned(),
        1..=9 => digit(number),
        10..=19 => format!("十{}", unit(number - 10)),
        20..=99 => format!("{}十{}", digit(number / 10), unit(number % 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(MarkKind, u32)> {
        mark(&text.chars().collect::<Vec<_>>()).map(|m| (m.kind, m.number))
    }

    #[test]
    fn marks_of_all_kinds_are_read_and_numbers_are_not() {
        use MarkKind::*;
        let read = [
            ("一、总体要求", Han, 1),
            ("二十一、其他", Han, 21),
            ("十. 其他", Han, 10),
            ("(二十二) 推进", ParHan, 22),
            ("（－）抓好", ParHan, 1),
            ("1.建设", Arab, 1),
            ("12、建设", Arab, 12),
            ("3)建设", Arab, 3),
            ("（1）建设", ParArab, 1),
            ("③建设", Circle, 3),
            ("第一章 总则", Chapter, 1),
            ("第三条 凡", Article, 3),
            ("第12条", Article, 12),
            ("（一） 抓好", ParHan, 1),
        ];
        for (text, kind, number) in read {
            assert_eq!(of(text), Some((kind, number)), "{text}");
        }
        for text in
            ["2.5万亩", "3.0版本", "1.8亿元", "2026.3月底前", "（2026年）", "（一期）", "一是抓好", "十分重要", "1.", "第一位", "300家"]
        {
            assert_eq!(of(text), None, "{text}");
        }
        assert!((1..120).all(|n| n > 99 || han(&hans(n).chars().collect::<Vec<_>>()) == Some(n)));
    }
}
