//! A page as it comes back. Its text is taken sign by sign; a blank is known by its attribute, whatever stands in it.

use super::bounds::Unreadable;
use super::{Gathering, Returned};

const MARK: &str = " data-blank=\"";

/// Reads the blanks of a bulletin out of a page.
pub(in crate::report) fn html(bytes: &[u8], paper: &str) -> Result<Returned, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(Unreadable::of)?;
    let mut gathering = Gathering::of(paper);
    let mut rest = text;
    while let Some(at) = rest.find(MARK) {
        let (before, after) = rest.split_at(at);
        gathering.rest.update(before.as_bytes());
        let element = before.rsplit('<').next().unwrap_or_default().to_owned();
        let (head, inside) = after.split_once('>').ok_or_else(|| Unreadable::of(MARK.trim()))?;
        gathering.rest.update(head.as_bytes());
        let (tag, title) = (attribute(head, MARK), attribute(head, " title=\""));
        let Some((content, behind)) = content(inside, &element) else { return Err(Unreadable::of(tag)) };
        if let Some(key) = gathering.key(tag).map(str::to_owned) {
            let (words, is_plain) = words(content);
            gathering.found(&key, &plain(title), &words);
            gathering.plain &= is_plain;
        } else {
            gathering.rest.update(content.as_bytes());
        }
        rest = behind;
    }
    gathering.rest.update(rest.as_bytes());
    Ok(gathering.returned())
}

fn attribute<'a>(head: &'a str, name: &str) -> &'a str {
    head.split_once(name).and_then(|(_, value)| value.split_once('"')).map_or("", |(value, _)| value)
}

/// What stands in an element, and what comes after it.
fn content<'a>(text: &'a str, element: &str) -> Option<(&'a str, &'a str)> {
    let (opens, closes) = (format!("<{element}"), format!("</{element}>"));
    let (mut depth, mut at) = (1, 0);
    loop {
        let rest = text.get(at..)?;
        let end = rest.find(&closes)?;
        match rest.find(&opens).filter(|open| *open < end) {
            Some(open) => (depth, at) = (depth + 1, at + open + opens.len()),
            None if depth == 1 => return Some((text.get(..at + end)?, text.get(at + end + closes.len()..)?)),
            None => (depth, at) = (depth - 1, at + end + closes.len()),
        }
    }
}

/// The words between the tags; and whether there was nothing but words.
fn words(content: &str) -> (String, bool) {
    let (mut out, mut is_plain) = (String::new(), true);
    let mut rest = content;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(&plain(&before.replace(['\n', '\r'], " ")));
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        match name.as_str() {
            "br" | "p" | "div" => out.push('\n'),
            "mark" | "span" => {}
            _ => is_plain = false,
        }
        is_plain &= !tag.contains('=');
        rest = behind;
    }
    out.push_str(&plain(&rest.replace(['\n', '\r'], " ")));
    (out, is_plain)
}

fn plain(text: &str) -> String {
    let named = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}
