/// The value of a Chinese numeral as headings use them (`一` … `九十九`), if it is one.
pub(crate) fn chinese_number(s: &str) -> Option<u32> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c).map(|p| p as u32);
    let chars: Vec<char> = s.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        [a] => digit(*a),
        ['十', b] => Some(10 + digit(*b)?),
        [a, '十'] => Some(digit(*a)? * 10),
        [a, '十', b] => Some(digit(*a)? * 10 + digit(*b)?),
        _ => None,
    }
}

/// A key by which references sort as a reader expects: `二` before `十`, `专栏3#2` before `专栏12#1`.
/// Numbers, Arabic or Chinese, compare by value; other characters by themselves.
pub(crate) fn natural_key(s: &str) -> Vec<(u32, u32)> {
    let chars: Vec<char> = s.chars().collect();
    let mut key = Vec::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let run = run_length(&chars[i..], |c| c.is_ascii_digit());
        let hanzi = run_length(&chars[i..], |c| "零一二三四五六七八九十".contains(c));
        let text = |n: usize| chars[i..i + n].iter().collect::<String>();
        if run > 0 {
            key.push((0, text(run).parse().unwrap_or(u32::MAX)));
            i += run;
        } else if let Some(n) = (hanzi > 0).then(|| chinese_number(&text(hanzi))).flatten() {
            key.push((0, n));
            i += hanzi;
        } else {
            key.push((1, chars[i] as u32));
            i += 1;
        }
    }
    key
}

fn run_length(chars: &[char], test: impl Fn(char) -> bool) -> usize {
    chars.iter().take_while(|c| test(**c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals_have_values() {
        assert_eq!(chinese_number("二十三"), Some(23));
        assert_eq!(chinese_number("十"), Some(10));
        assert_eq!(chinese_number("四"), Some(4));
        assert_eq!(chinese_number("一二三"), None);
    }

    #[test]
    fn references_sort_as_the_plan_has_them() {
        let mut refs = vec!["十（一）", "二（二）10", "二（二）2（1）", "专栏12#1", "二（二）2", "专栏3#2", "二（十）", "二（二）"];
        refs.sort_by_key(|r| natural_key(r));
        assert_eq!(refs, ["二（二）", "二（二）2", "二（二）2（1）", "二（二）10", "二（十）", "十（一）", "专栏3#2", "专栏12#1"]);
    }
}
