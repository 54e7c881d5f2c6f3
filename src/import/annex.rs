//! Annexes and boxes: `附件1`, `附表`, `专栏3`.

use super::words::begins;

/// An annex or a box at the beginning of a line: whether it is a box, its number as it is written, how many characters it takes.
pub(crate) fn annex(chars: &[char]) -> Option<(bool, String, usize)> {
    let (word, is_box) =
        [("附件", false), ("附表", false), ("附录", false), ("专栏", true), ("专 栏", true)].into_iter().find(|(w, _)| begins(chars, w))?;
    let mut at = word.chars().count();
    while chars.get(at) == Some(&' ') {
        at += 1;
    }
    let number: String = chars[at..].iter().take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(**c)).take(3).collect();
    at += number.chars().count();
    let next = chars.get(at).copied();
    let ends = next.is_none_or(|c| {
        matches!(c, ' ' | '：' | ':' | '.' | '、') || (!number.is_empty() && !matches!(c, '中' | '所' | '的' | '）' | ')' | '，' | '。'))
    });
    if !ends || (is_box && number.is_empty()) || (number.is_empty() && chars.len() > 40) {
        return None;
    }
    while chars.get(at).is_some_and(|c| matches!(c, ' ' | '：' | ':' | '.' | '、')) {
        at += 1;
    }
    Some((is_box, number, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annexes_are_known_from_words_about_them() {
        let of = |text: &str| annex(&text.chars().collect::<Vec<_>>()).map(|(is_box, number, _)| (is_box, number));
        for (text, is_box, number) in [
            ("附件1", false, "1"),
            ("附件", false, ""),
            ("附件 2 名单", false, "2"),
            ("附件：任务表", false, ""),
            ("专栏3 重点工程", true, "3"),
            ("附表一", false, "一"),
        ] {
            assert_eq!(of(text), Some((is_box, number.to_owned())), "{text}");
        }
        for text in ["附件所列单位要抓好落实", "专栏", "附件1中的任务", "附加条件"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
