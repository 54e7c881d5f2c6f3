//! The elements of a part of an office file with the bytes that they take, so that some can be written anew while all others stay.

use quick_xml::escape::unescape;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use quick_xml::reader::Reader;
use std::ops::Range;

/// Deeper than this nothing is nested in a form that somebody drew.
const DEPTH: usize = 200;
/// So many elements are read of a part.
const MOST: usize = 6_000_000;

/// An element.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Its name with the prefix that its writer gave it.
    pub(super) tag: &'a str,
    /// All of it.
    pub(super) span: Range<usize>,
    /// What is between its tags; empty behind a tag that closes itself.
    pub(super) inner: Range<usize>,
    pub(super) children: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    /// The root of a part; none where it is no such text, or one that is too deep or too large.
    pub(super) fn read(text: &'a str) -> Option<Node<'a>> {
        let mut reader = Reader::from_str(text);
        let (mut open, mut count) = (Vec::<Node<'a>>::new(), 0);
        loop {
            let from = usize::try_from(reader.buffer_position()).ok()?;
            let event = reader.read_event().ok()?;
            let to = usize::try_from(reader.buffer_position()).ok()?;
            let done = match event {
                Event::Start(_) => {
                    open.push(Node { tag: named(text, from), span: from..to, inner: to..to, children: Vec::new() });
                    None
                }
                Event::Empty(_) => Some(Node { tag: named(text, from), span: from..to, inner: to..to, children: Vec::new() }),
                Event::End(_) => open.pop().map(|node| Node { span: node.span.start..to, inner: node.inner.start..from, ..node }),
                Event::Eof => return None,
                _ => None,
            };
            count += 1;
            if open.len() > DEPTH || count > MOST {
                return None;
            }
            match (done, open.last_mut()) {
                (Some(node), Some(parent)) => parent.children.push(node),
                (Some(root), None) => return Some(root),
                (None, _) => {}
            }
        }
    }

    /// Its name without the prefix.
    pub(super) fn name(&self) -> &'a str {
        self.tag.rsplit(':').next().unwrap_or(self.tag)
    }

    /// The prefix with its colon, which what is written beside it needs too.
    pub(super) fn prefix(&self) -> &'a str {
        &self.tag[..self.tag.len() - self.name().len()]
    }

    /// Its opening tag.
    pub(super) fn opening<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span.start..self.inner.start]
    }

    /// An attribute, by its name without a prefix.
    pub(super) fn attribute(&self, text: &str, name: &str) -> Option<String> {
        let opening = self.opening(text);
        let content = opening.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        Attributes::new(content, self.tag.len()).with_checks(false).flatten().find_map(|one| {
            let key = std::str::from_utf8(one.key.into_inner()).ok()?;
            let value = std::str::from_utf8(&one.value).ok()?;
            (key.rsplit(':').next() == Some(name)).then(|| unescape(value).map_or_else(|_| value.to_owned(), |v| v.into_owned()))
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Node<'a>> {
        self.children.iter().find(|child| child.name() == name)
    }

    pub(super) fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node<'a>> {
        self.children.iter().filter(move |child| child.name() == name)
    }

    /// Hands on all under it that have a name, whatever they stand in.
    pub(super) fn each<'n>(&'n self, name: &str, take: &mut impl FnMut(&'n Node<'a>)) {
        for child in &self.children {
            if child.name() == name {
                take(child);
            }
            child.each(name, take);
        }
    }

    /// The words between its tags.
    pub(super) fn words(&self, text: &str) -> String {
        let inner = &text[self.inner.clone()];
        unescape(inner).map_or_else(|_| inner.to_owned(), |words| words.into_owned())
    }
}

/// The name in the tag that begins at a byte.
fn named(text: &str, from: usize) -> &str {
    let rest = &text[(from + 1).min(text.len())..];
    &rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len())]
}

/// An opening tag with an attribute set to a value that needs no escaping; a name without a prefix is meant.
pub(super) fn with_attribute(opening: &str, name: &str, value: &str) -> String {
    let key = format!(" {name}=");
    if let Some(at) = opening.find(&key) {
        let from = at + key.len();
        let quote = opening[from..].chars().next().filter(|c| matches!(c, '"' | '\''));
        if let Some((quote, to)) = quote.and_then(|quote| Some((quote, opening[from + 1..].find(quote)?))) {
            return format!("{}{quote}{value}{}", &opening[..from], &opening[from + 1 + to..]);
        }
    }
    let end = opening.len() - if opening.ends_with("/>") { 2 } else { 1 };
    format!("{} {name}=\"{value}\"{}", opening[..end].trim_end(), &opening[end..])
}

/// An opening tag without an attribute.
pub(super) fn without_attribute(opening: &str, name: &str) -> String {
    let key = format!(" {name}=");
    let Some(at) = opening.find(&key) else { return opening.to_owned() };
    let from = at + key.len();
    let Some(quote) = opening[from..].chars().next() else { return opening.to_owned() };
    let rest = &opening[from + quote.len_utf8()..];
    rest.find(quote).map_or_else(|| opening.to_owned(), |to| format!("{}{}", &opening[..at], &rest[to + quote.len_utf8()..]))
}

/// A text with some of its pieces written anew; they do not overlap.
pub(super) fn rewritten(text: &str, mut pieces: Vec<(Range<usize>, String)>) -> String {
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in pieces {
        out.push_str(&text[at..range.start.max(at)]);
        out.push_str(&new);
        at = range.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_knows_its_bytes_and_what_stands_in_it() {
        let text = "<?xml version=\"1.0\"?><x:a n='1 &lt; 2'><!-- <b> --><x:b r=\"2\"/>七<x:b>&amp;八</x:b></x:a>";
        let root = Node::read(text).unwrap();
        assert_eq!((root.name(), root.prefix(), root.attribute(text, "n").as_deref()), ("a", "x:", Some("1 < 2")));
        let spans: Vec<&str> = root.named("b").map(|b| &text[b.span.clone()]).collect();
        assert_eq!(spans, ["<x:b r=\"2\"/>", "<x:b>&amp;八</x:b>"]);
        assert_eq!(root.children[1].words(text), "&八");
        assert!(Node::read("<a><b></a>").is_none() && Node::read("<a>").is_none() && Node::read("").is_none());
        assert!(Node::read(&"<a>".repeat(DEPTH + 1)).is_none());
    }

    #[test]
    fn an_attribute_of_a_tag_is_set_added_and_taken_away() {
        assert_eq!(with_attribute("<row r=\"5\" s='1'>", "r", "7"), "<row r=\"7\" s='1'>");
        assert_eq!(with_attribute("<c/>", "t", "inlineStr"), "<c t=\"inlineStr\"/>");
        assert_eq!(without_attribute("<c r=\"A1\" t=\"s\"/>", "t"), "<c r=\"A1\"/>");
        assert_eq!(rewritten("abcdef", vec![(4..5, "X".into()), (1..2, "Y".into()), (3..3, "-".into())]), "aYc-dXf");
    }
}
