//! What an entry is called: the title of its heading, else a name of few characters made from its words.

use super::draft::{Confidence, Field, Rule};
use super::words::{Words, depths, is_stop};

/// A title is no longer than this.
const LONGEST: usize = 45;
/// A name made from words has at most so many characters.
const OWN: usize = 20;

/// The title of a text, and whether it was made from its words.
pub(crate) fn title(text: &Words) -> (Field<String>, bool) {
    let count = ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是"].iter().any(|w| text.starts_with(w));
    let text = &text.slice(if count { 2 } else { 0 }..text.len());
    let depths = depths(&text.chars);
    let stop = (0..text.len())
        .find(|&at| depths[at] == 0 && (is_stop(text.chars[at]) || matches!(text.chars[at], '：' | ':' | '；' | ';' | '\n')));
    let first = text.slice(0..stop.unwrap_or(text.len()));
    let sentence = first.chars.iter().filter(|c| matches!(c, '，' | ',')).count() > 1;
    if first.len() <= LONGEST && !first.is_empty() && !(sentence && first.len() > 30) {
        return (field(&first, Rule::Heading, Confidence::Sure), false);
    }
    let cut =
        (0..first.len().min(OWN + 1)).rev().find(|&at| at >= 4 && depths[at] == 0 && matches!(first.chars[at], '，' | ',' | '；' | '、'));
    let own = first.slice(0..cut.unwrap_or(OWN).min(OWN));
    (field(&own, Rule::FirstWords, Confidence::Likely), true)
}

/// A field that words say.
pub(crate) fn field(words: &Words, rule: Rule, confidence: Confidence) -> Field<String> {
    let words = words.trimmed();
    Field { value: words.to_string(), words: words.to_string(), span: span(&words), rule, confidence }
}

/// The first and the last character of words in the source.
pub(crate) fn span(words: &Words) -> (u32, u32) {
    let (first, last) = (words.from.first().copied().unwrap_or_default(), words.from.last().copied().unwrap_or_default());
    (first, last + u32::from(!words.is_empty()))
}
