//! Who is responsible, where no clause says it but the sentence does: `由市水务局牵头，会同市财政局制定办法`.

use super::body_list::read;
use super::body_name::{Likeness, likeness};
use super::words::{Words, begins, is_stop};

/// The names and the word of duty of such a sentence.
pub(crate) fn responsible(text: &Words) -> Option<Words> {
    let chars = &text.chars;
    for at in 0..chars.len() {
        let fresh = at == 0 || is_stop(chars[at - 1]) || matches!(chars[at - 1], '，' | '；' | '：' | ',' | ';');
        if chars[at] != '由' || !fresh {
            continue;
        }
        for word in ["牵头", "负责"] {
            let reach = chars.len().min(at + 60);
            let Some(len) = super::words::find(&chars[at + 1..reach], word) else { continue };
            let names = text.slice(at + 1..at + 1 + len);
            let listed = read(&names).names;
            if !listed.is_empty() && listed.iter().all(|n| n.likeness == Likeness::Strong) {
                return Some(text.slice(at + 1..at + 1 + len + word.chars().count()));
            }
        }
    }
    None
}

/// `市教育局：负责……` and `市教育局。负责……`: the body is the heading.
pub(crate) fn by_body(text: &Words) -> Option<Words> {
    let stop = text.chars.iter().position(|c| matches!(c, '：' | ':' | '。'))?;
    let name = text.slice(0..stop);
    let says = ["负责", "牵头", "承担", "配合"].iter().any(|w| begins(&text.chars[stop + 1..], w));
    (says && likeness(&name.chars) == Likeness::Strong).then(|| {
        let mut words = name;
        let at = text.from[stop];
        "负责".chars().for_each(|c| words.push(c, at));
        words
    })
}
