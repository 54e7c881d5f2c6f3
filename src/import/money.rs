//! What is invested, in 万元: never without a unit that is said.

use super::words::{Words, begins};

/// A number with its point, and how many characters it takes.
pub(crate) fn number(chars: &[char]) -> Option<(f64, usize)> {
    let len = chars.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '，')).count();
    let text: String = chars[..len].iter().filter(|c| !matches!(c, ',' | '，')).collect();
    text.parse().ok().filter(|n: &f64| n.is_finite()).map(|n| (n, len))
}

/// How many 万元 a unit is.
pub(crate) fn unit(chars: &[char]) -> Option<(f64, usize)> {
    [("亿元", 10_000.0), ("亿", 10_000.0), ("万元", 1.0), ("千万元", 1_000.0), ("百万元", 100.0), ("元", 0.0001)]
        .into_iter()
        .find(|(w, _)| begins(chars, w))
        .map(|(w, n)| (n, w.chars().count()))
}

/// The total investment that a text says.
pub(crate) fn invested(words: &Words) -> Option<(f64, usize, usize)> {
    let chars = &words.chars;
    for at in 0..chars.len() {
        let Some(word) =
            super::words::longest(&chars[at..], &["计划总投资", "总投资额", "总投资", "计划投资", "估算投资", "概算投资", "拟投资"])
        else {
            continue;
        };
        let mut next = at + word.chars().count();
        while let Some(filler) =
            super::words::longest(&chars[next..], &["预计", "约", "为", "达到", "达", "额", "人民币", "：", ":", "估算", "暂估", " "])
        {
            next += filler.chars().count();
        }
        let Some((amount, len)) = number(&chars[next..]) else { continue };
        let Some((factor, taken)) = unit(&chars[next + len..]) else { continue };
        let end = next + len + taken;
        if !begins(&chars[end..], "以上") {
            return Some((amount * factor, at, end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn investment_is_read_with_its_unit_and_not_without() {
        let of = |text: &str| {
            let mut words = Words::default();
            text.chars().for_each(|c| words.push(c, 0));
            invested(&words).map(|(wan, ..)| wan)
        };
        assert_eq!(of("项目总投资3.5亿元，占地"), Some(35_000.0));
        assert_eq!(of("总投资约1,200万元"), Some(1200.0));
        assert_eq!(of("总投资300"), None);
        assert_eq!(of("总投资5000万元以上产业项目281项"), None);
    }
}
