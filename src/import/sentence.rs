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
                let end = at + 1 + len + word.chars().count();
                return Some(text.slice(at + 1..end + beside(&chars[end..])));
            }
        }
    }
    None
}

/// How much more says who helps: `，会同市财政局`.
fn beside(rest: &[char]) -> usize {
    let Some(word) = super::words::longest(rest, &["，会同", "，联合", "会同", "，商"]) else { return 0 };
    let start = word.chars().count();
    let most = rest[start..].iter().take(24).take_while(|c| !is_stop(**c) && !matches!(c, '，' | '；')).count();
    let names = (2..=most).rev().find(|len| {
        let mut words = Words::default();
        rest[start..start + len].iter().for_each(|c| words.push(*c, 0));
        let names = read(&words).names;
        !names.is_empty() && names.iter().all(|n| n.likeness == Likeness::Strong)
    });
    names.map_or(0, |len| start + len)
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
