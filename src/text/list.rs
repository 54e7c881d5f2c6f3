use std::ops::Range;

/// What stands between the parts of a list as people write one.
const DIVIDERS: [char; 6] = ['、', ',', '，', ';', '；', '\n'];

/// What opens and closes: what stands in it is not divided.
const BRACKETS: [(char, char); 6] = [('（', '）'), ('(', ')'), ('《', '》'), ('〔', '〕'), ('【', '】'), ('“', '”')];

/// Where the pieces of a list stand in its text, in bytes, with the blanks around them. A bracket that nothing closes
/// is none.
pub(crate) fn list_pieces(text: &str) -> Vec<Range<usize>> {
    let (mut pieces, mut from, mut inside) = (Vec::new(), 0, Vec::new());
    for (at, c) in text.char_indices() {
        let closes = |(open, close): &&(char, char)| *open == c && text[at..].contains(*close);
        if inside.last() == Some(&c) {
            inside.pop();
        } else if let Some((_, close)) = BRACKETS.iter().find(closes) {
            inside.push(*close);
        } else if inside.is_empty() && DIVIDERS.contains(&c) {
            pieces.push(from..at);
            from = at + c.len_utf8();
        }
    }
    pieces.push(from..text.len());
    pieces
}

/// The parts of a list, without blanks. Pieces that together are known, as the body `市、县有关部门`, stay together.
pub(crate) fn list_parts(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<&str> {
    let pieces = list_pieces(text);
    let joined = |first: usize, last: usize| text[pieces[first].start..pieces[last].end].trim();
    let (mut parts, mut at) = (Vec::new(), 0);
    while at < pieces.len() {
        let last = (at + 1..pieces.len()).rev().find(|last| is_known(joined(at, *last))).unwrap_or(at);
        parts.push(joined(at, last));
        at = last + 1;
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        list_parts(text, |part| part == "市、县有关部门")
    }

    #[test]
    fn a_list_is_divided_as_people_write_it() {
        for text in ["甲局、乙局", "甲局，乙局", "甲局,乙局", "甲局; 乙局", "甲局；乙局", "甲局\n乙局\n", "、甲局、 、乙局；"]
        {
            assert_eq!(parts(text), ["甲局", "乙局"], "{text:?}");
        }
        assert!(parts(" 、").is_empty() && parts("").is_empty());
    }

    #[test]
    fn what_stands_in_brackets_or_is_one_name_stays_together() {
        assert_eq!(parts("各县（市、区）政府、乙局"), ["各县（市、区）政府", "乙局"]);
        assert_eq!(parts("甲局（一、（二、三））,乙局"), ["甲局（一、（二、三））", "乙局"]);
        assert_eq!(parts("甲局（一、乙局"), ["甲局（一", "乙局"]);
        assert_eq!(parts("甲局、市、县有关部门、乙局"), ["甲局", "市、县有关部门", "乙局"]);
    }
}
