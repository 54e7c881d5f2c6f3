//! The places of a document that only a person can fill in, and by what each is known again in a later export of the same bulletin.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::sanitize;

/// A place for a person to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blank {
    /// What belongs there.
    pub(crate) prompt: String,
    /// What is asked for, and of what; empty where it is not known again.
    key: String,
    /// Of what it is asked, in words.
    about: String,
    /// The bulletin's mark and the key; empty until the document is of a bulletin.
    pub(crate) tag: String,
    /// What somebody wrote there, in lines.
    pub(crate) text: String,
}

/// What somebody wrote into a blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Which blank it was, in words.
    pub about: String,
    /// Its lines.
    pub text: String,
}

/// What was written into the blanks of a bulletin, by their keys.
pub type Filled = BTreeMap<String, Entered>;

/// Word takes no longer title of a field.
const TITLE: usize = 60;
const OURS: &str = "duban";
/// With what our bookmarks begin: Word does not show one that begins with an underscore, and takes 40 characters.
const BOOKMARK: &str = "_db";
/// How much of a bulletin's mark stands in a bookmark.
const MARK: usize = 8;
/// The digits by which the thing is known of which something is asked.
const DIGITS: usize = 16;

impl From<&str> for Blank {
    fn from(prompt: &str) -> Blank {
        Blank { prompt: prompt.to_owned(), ..Blank::default() }
    }
}

impl Blank {
    /// One that a document has once.
    pub(crate) fn new(kind: &str, prompt: &str) -> Blank {
        Blank { key: kind.to_owned(), ..Blank::from(prompt) }
    }

    /// One that is asked of several things: by what the thing is known, and its name.
    pub(crate) fn of(self, (id, name): (&str, &str)) -> Blank {
        Blank { key: format!("{}.{:016x}", self.key, xxh3_64(id.as_bytes())), about: name.to_owned(), ..self }
    }

    /// How it is marked while nobody has written there.
    pub(crate) fn mark(&self) -> String {
        if self.prompt.is_empty() { "【待填】".to_owned() } else { format!("【待填：{}】", self.prompt) }
    }

    /// What stands there in one line: what was written, else the mark.
    pub(crate) fn words(&self) -> String {
        if self.is_filled() { self.text.replace('\n', " ") } else { self.mark() }
    }

    /// What stands there, line by line.
    pub(crate) fn lines(&self) -> Vec<String> {
        if self.is_filled() { self.text.lines().map(str::to_owned).collect() } else { vec![self.mark()] }
    }

    pub(crate) fn is_filled(&self) -> bool {
        !self.text.is_empty()
    }

    /// What it is called where it has no place of its own: `原因·某项`.
    pub(crate) fn title(&self) -> String {
        let whole = if self.about.is_empty() { self.prompt.clone() } else { format!("{}·{}", self.prompt, self.about) };
        whole.chars().take(TITLE).collect()
    }

    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// The same as its tag, as a bookmark may be called.
    pub(super) fn bookmark(&self) -> String {
        let paper = self.tag.strip_prefix(OURS).and_then(|tag| tag.get(1..=MARK)).unwrap_or_default();
        format!("{BOOKMARK}{paper}_{}", self.key.replace(['.', '-'], "_"))
    }

    pub(super) fn clean(&mut self) {
        self.prompt = sanitize(self.prompt.trim(), false);
        self.about = sanitize(self.about.trim(), false);
    }

    /// It is one of this bulletin, the `nth` of its key; what was written there stands there again.
    pub(super) fn settle(&mut self, paper: &str, nth: usize, filled: &Filled) {
        if self.key.is_empty() {
            return;
        }
        if nth > 1 {
            self.key = format!("{}-{nth}", self.key);
        }
        self.tag = format!("{OURS}:{paper}:{}", self.key);
        self.text = filled.get(&self.key).map(|entered| entered.text.clone()).unwrap_or_default();
    }
}

/// By what the blanks of a bulletin are told from those of another one.
pub(super) fn mark_of(paper: &str) -> String {
    format!("{:016x}", xxh3_64(paper.as_bytes()))
}

/// The key in a tag, when it is a blank of this bulletin.
pub(super) fn key_of<'a>(tag: &'a str, paper: &str) -> Option<&'a str> {
    tag.strip_prefix(OURS)?.strip_prefix(':')?.strip_prefix(paper)?.strip_prefix(':')
}

/// The key in a bookmark, when it is that of a blank of this bulletin.
pub(super) fn key_of_bookmark(name: &str, paper: &str) -> Option<String> {
    let mut parts = name.strip_prefix(BOOKMARK)?.strip_prefix(paper.get(..MARK)?)?.strip_prefix('_')?.split('_');
    let kind = parts.next()?.to_owned();
    Some(parts.fold(kind, |key, part| format!("{key}{}{part}", if part.len() == DIGITS { '.' } else { '-' })))
}

/// What office programs show in an empty field of their own accord.
const SHOWN_WHEN_EMPTY: [&str; 6] = [
    "单击或点击此处输入文字。",
    "单击此处输入文字。",
    "单击或点击此处输入文字",
    "Click or tap here to enter text.",
    "Click here to enter text.",
    "点击此处输入文字",
];

/// What a person wrote, of what stands in a blank: without our mark and without blank lines; nothing where nobody wrote.
pub(super) fn written(text: &str) -> String {
    let mut text = text.trim();
    if SHOWN_WHEN_EMPTY.contains(&text) {
        return String::new();
    }
    // Who writes before or behind the mark and leaves it there means what he wrote.
    while let Some(end) =
        text.strip_prefix("【待填").and_then(|rest| rest.find('】').map(|at| text.len() - rest.len() + at + '】'.len_utf8()))
    {
        text = text[end..].trim();
    }
    while let Some(start) = text.strip_suffix('】').and_then(|rest| rest.rfind("【待填").filter(|at| !rest[*at..].contains('】'))) {
        text = text[..start].trim();
    }
    let lines = text.lines().map(|line| sanitize(line.trim(), false)).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wrote_is_told_from_the_mark() {
        for nothing in ["【待填：原因】", " 【待填】\n", "", "单击或点击此处输入文字。"] {
            assert_eq!(written(nothing), "", "{nothing}");
        }
        assert_eq!(written("【待填：原因】资金未到位"), "资金未到位");
        assert_eq!(written("资金未到位【待填：原因】"), "资金未到位");
        assert_eq!(written("【甲】一\n\n 二 "), "【甲】一\n二");
    }

    #[test]
    fn a_tag_is_read_by_its_own_bulletin_only_and_fits_into_what_word_takes() {
        let mut blank = Blank::new("practice", "做法").of(("hulin-agri/五（一）", "某项"));
        let paper = mark_of("2025Q4");
        blank.settle(&paper, 12, &Filled::new());
        assert_eq!(key_of(&blank.tag, &paper), Some(blank.key()));
        assert_eq!(key_of(&blank.tag, &mark_of("2025Q3")), None);
        assert!(blank.tag.len() <= 64 && blank.title() == "做法·某项", "{}", blank.tag);
        assert_eq!(key_of_bookmark(&blank.bookmark(), &paper).as_deref(), Some(blank.key()));
        assert_eq!(key_of_bookmark(&blank.bookmark(), &mark_of("2025Q3")), None);
        assert!(blank.bookmark().len() <= 40, "{}", blank.bookmark());
        let mut plain = Blank::new("recipients", "主送单位");
        plain.settle(&paper, 2, &Filled::new());
        assert_eq!(key_of_bookmark(&plain.bookmark(), &paper).as_deref(), Some("recipients-2"));
    }
}
