//! Finds where the items of a ledger's lists stand in its text, without parsing them: for reading them in
//! parallel, for errors in the right place, and for saves that touch only what changed.

use memchr::memchr2;
use std::ops::Range;

use crate::domain::Section;

/// Where one list stands, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Just behind the `[`.
    pub(crate) open: usize,
    /// At the `]`.
    pub(crate) close: usize,
    /// Each item, without its comma.
    pub(crate) items: Vec<Range<usize>>,
}

/// The ledger's own fields, in the file's order.
pub const HEAD: [&str; 5] = ["format", "title", "settings", "contested", "ruled_out"];

/// Where the lists stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// By [`Section::ALL`]; a list that is absent is `None`.
    pub(crate) lists: [Option<List>; Section::COUNT],
    /// By [`HEAD`], each from its name to the end of its value.
    pub(crate) head: [Option<Range<usize>>; HEAD.len()],
    /// The number of the format, without its name.
    pub(crate) format: Option<Range<usize>>,
    /// At the `)` that closes the ledger.
    pub(crate) end: usize,
    /// Lists that stand more than once. In a ledger that is read there are none.
    pub(crate) again: Again,
}

/// The lists that stand more than once, each from its name to the end of its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Again {
    /// Where they stand first.
    pub(crate) first: Vec<Range<usize>>,
    /// Where they stand again.
    pub(crate) later: Vec<Range<usize>>,
}

impl Layout {
    pub(crate) fn list(&self, section: Section) -> Option<&List> {
        self.lists[section as usize].as_ref()
    }

    /// Moves all that stands from a place on, in a text of one length that has become one of another.
    pub(crate) fn shift(&mut self, from: usize, was: usize, is: usize) {
        let shift = |at: &mut usize| {
            if *at >= from {
                *at = *at + is - was;
            }
        };
        let span = |span: &mut Range<usize>| [&mut span.start, &mut span.end].into_iter().for_each(shift);
        for list in self.lists.iter_mut().flatten() {
            [&mut list.open, &mut list.close].into_iter().for_each(shift);
            list.items.iter_mut().for_each(span);
        }
        self.head.iter_mut().chain([&mut self.format]).flatten().for_each(span);
        shift(&mut self.end);
    }
}

impl Again {
    fn add(&mut self, first: Range<usize>, later: Range<usize>) {
        if !self.first.contains(&first) {
            self.first.push(first);
        }
        self.later.push(later);
    }
}

/// Finds the lists; `None` when the text is not shaped like a ledger (the parser then says what is wrong).
pub(crate) fn scan(text: &str) -> Option<Layout> {
    let mut scan = Scan { b: text.as_bytes(), at: 0 };
    if text.starts_with('\u{feff}') {
        scan.at = 3;
    }
    scan.trivia();
    while scan.b[scan.at..].starts_with(b"#!") {
        scan.at += scan.b[scan.at..].iter().position(|c| *c == b']')? + 1;
        scan.trivia();
    }
    scan.ident();
    scan.trivia();
    scan.expect(b'(')?;
    let mut layout = Layout::default();
    let mut names = [0; Section::COUNT];
    loop {
        scan.trivia();
        if scan.peek()? == b')' {
            layout.end = scan.at;
            return Some(layout);
        }
        let name = scan.ident();
        if name.is_empty() {
            return None;
        }
        scan.trivia();
        scan.expect(b':')?;
        scan.trivia();
        let (word, start) = (&scan.b[name.clone()], scan.at);
        match Section::ALL.into_iter().find(|s| s.name().as_bytes() == word && scan.peek() == Some(b'[')) {
            Some(section) => {
                let (list, starts) = (scan.list()?, &mut names[section as usize]);
                match &layout.lists[section as usize] {
                    None => (layout.lists[section as usize], *starts) = (Some(list), name.start),
                    Some(first) => layout.again.add(*starts..first.close + 1, name.start..scan.at),
                }
            }
            None => {
                let end = scan.value()?;
                if word == b"format" {
                    layout.format = Some(start..end);
                }
                if let Some(i) = HEAD.iter().position(|h| h.as_bytes() == word) {
                    layout.head[i] = Some(name.start..end);
                }
            }
        }
        scan.trivia();
        if scan.peek()? == b',' {
            scan.at += 1;
        }
    }
}

/// Just behind the comma that follows a value, if one does; comments may stand between.
pub(crate) fn comma_after(text: &str, end: usize) -> Option<usize> {
    let mut scan = Scan { b: text.as_bytes(), at: end };
    scan.trivia();
    (scan.peek() == Some(b',')).then_some(scan.at + 1)
}

/// The comments that stand inside a piece of RON, each with its marks.
pub(crate) fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    if !["//", "/*"].iter().any(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some()) {
        return found;
    }
    let mut scan = Scan { b: text.as_bytes(), at: 0 };
    while let Some(c) = scan.peek() {
        let from = scan.at;
        if c == b'/' && scan.comment() {
            found.push(text[from..scan.at].trim_end());
        } else {
            scan.token(c);
        }
    }
    found
}

/// Bytes of words and numbers that mean nothing to the scan; `r` may begin a raw string.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut c = 0;
    while c < 256 {
        let byte = c as u8;
        plain[c] = (byte.is_ascii_alphanumeric() && byte != b'r') || matches!(byte, b'_' | b':' | b'.' | b'-');
        c += 1;
    }
    plain
};

struct Scan<'a> {
    b: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.b.get(self.at).copied()
    }

    fn expect(&mut self, c: u8) -> Option<()> {
        (self.peek()? == c).then(|| self.at += 1)
    }

    fn ident(&mut self) -> Range<usize> {
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'#' || c >= 0x80) {
            self.at += 1;
        }
        from..self.at
    }

    fn trivia(&mut self) {
        loop {
            match self.peek() {
                Some(c) if c.is_ascii_whitespace() => self.at += 1,
                Some(b'/') if self.comment() => {}
                _ => return,
            }
        }
    }

    /// Steps over a comment when one begins here.
    fn comment(&mut self) -> bool {
        let rest = &self.b[self.at..];
        if rest.starts_with(b"//") {
            self.at += rest.iter().position(|c| *c == b'\n').unwrap_or(rest.len());
            true
        } else if rest.starts_with(b"/*") {
            let mut depth = 0;
            let mut i = 0;
            while i < rest.len() {
                if rest[i..].starts_with(b"/*") {
                    depth += 1;
                    i += 2;
                } else if rest[i..].starts_with(b"*/") {
                    depth -= 1;
                    i += 2;
                    if depth == 0 {
                        break;
                    }
                } else {
                    i += 1;
                }
            }
            self.at += i;
            true
        } else {
            false
        }
    }

    fn list(&mut self) -> Option<List> {
        self.expect(b'[')?;
        let mut list = List { open: self.at, ..List::default() };
        loop {
            self.trivia();
            if self.peek()? == b']' {
                list.close = self.at;
                self.at += 1;
                return Some(list);
            }
            let from = self.at;
            let to = self.value()?;
            if to == from {
                return None;
            }
            list.items.push(from..to);
            self.trivia();
            if self.peek()? == b',' {
                self.at += 1;
            }
        }
    }

    /// Steps over one value; gives the end of its last token.
    fn value(&mut self) -> Option<usize> {
        let mut depth = 0usize;
        let mut end = self.at;
        loop {
            match self.peek()? {
                c if c.is_ascii_whitespace() => {
                    self.pass(|c| c.is_ascii_whitespace());
                    continue;
                }
                b'/' if self.comment() => continue,
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' if depth == 0 => return Some(end),
                b')' | b']' | b'}' => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' if depth == 0 => return Some(end),
                c => self.token(c),
            }
            end = self.at;
        }
    }

    /// Steps over a string, a character, a word or a mark, which begins with this byte.
    fn token(&mut self, c: u8) {
        match c {
            c if PLAIN[c as usize] => self.pass(|c| PLAIN[c as usize]),
            b'"' => self.string(),
            b'\'' => self.character(),
            b'r' if self.raw_string() => {}
            _ => self.at += 1,
        }
    }

    /// Steps over all bytes of a kind.
    fn pass(&mut self, kind: impl Fn(u8) -> bool) {
        let rest = &self.b[self.at..];
        self.at += rest.iter().position(|c| !kind(*c)).unwrap_or(rest.len());
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(found) = memchr2(b'"', b'\\', &self.b[self.at.min(self.b.len())..]) {
            self.at += found + 1;
            if self.b[self.at - 1] == b'"' {
                return;
            }
            self.at += 1;
        }
        self.at = self.b.len();
    }

    fn character(&mut self) {
        self.at += 1;
        while let Some(c) = self.peek() {
            self.at += if c == b'\\' { 2 } else { 1 };
            if c == b'\'' || c == b'\n' {
                break;
            }
        }
        self.at = self.at.min(self.b.len());
    }

    /// Steps over a raw string when one begins here.
    fn raw_string(&mut self) -> bool {
        let rest = &self.b[self.at + 1..];
        let hashes = rest.iter().take_while(|c| **c == b'#').count();
        let inside_a_word = self.at.checked_sub(1).is_some_and(|p| self.b[p].is_ascii_alphanumeric() || self.b[p] == b'_');
        if inside_a_word || rest.get(hashes) != Some(&b'"') {
            return false;
        }
        let (inside, close) = (self.at + hashes + 2, [b"\"", &rest[..hashes]].concat());
        self.at = memchr::memmem::find(&self.b[inside..], &close).map_or(self.b.len(), |i| inside + i + close.len());
        true
    }
}

/// Line and column (both from 1, the column in characters) of a byte offset.
pub(crate) fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line = before.bytes().filter(|c| *c == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (line, before[start..].chars().count() + 1)
}

/// The byte offset of a line and column, both from 1.
pub(crate) fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(i) => start += i + 1,
            None => return text.len(),
        }
    }
    text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(i, _)| start + i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = r##"#![enable(implicit_some)]
// 头
Ledger(
    format: 1, /* 注 [ ( */
    entries: [
        Entry(id: "甲]", note: "引\"号"), // 尾注 ]
        Entry(id: r#"乙"]"#, c: '\'')
        ,
    ],
    plans: [],
)
"##;

    #[test]
    fn items_are_found_whatever_stands_in_strings_and_comments() {
        let layout = scan(TEXT).unwrap();
        let entries = layout.list(Section::Entry).unwrap();
        let texts: Vec<&str> = entries.items.iter().map(|r| &TEXT[r.clone()]).collect();
        assert_eq!(texts, [r#"Entry(id: "甲]", note: "引\"号")"#, r##"Entry(id: r#"乙"]"#, c: '\'')"##]);
        assert_eq!(layout.list(Section::Plan).unwrap().items.len(), 0);
        assert!(layout.list(Section::Indicator).is_none());
        assert_eq!(&TEXT[layout.end..], ")\n");
    }

    #[test]
    fn comments_are_told_from_strings() {
        assert_eq!(comments(TEXT), ["// 头", "/* 注 [ ( */", "// 尾注 ]"]);
        assert_eq!(comments(r#"a: "http://x""#), Vec::<&str>::new());
    }

    #[test]
    fn what_is_no_ledger_is_left_to_the_parser() {
        for text in ["", "Ledger", "Ledger(", "Ledger(entries: [", "[1, 2]", "Ledger(entries: [)]", "Ledger(a: \"", "Ledger(,)"] {
            assert_eq!(scan(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_scan_panic(text in "[\"'r#/*()\\[\\]{},:a\\\\ \n甲]{0,60}") {
            scan(&text);
            comments(&text);
        }

        #[test]
        fn offsets_and_positions_agree(text in "[a甲\n]{0,40}", at in 0usize..60) {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) { at -= 1; }
            let (line, column) = position(&text, at);
            prop_assert_eq!(offset(&text, line, column), at);
        }
    }
}
