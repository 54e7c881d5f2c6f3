//! A document for Word and WPS as it comes back. What the programs add of their own accord while nobody changes anything counts as
//! nothing; all else that is not in a blank is part of the rest. LibreOffice drops the tags of fields: there a blank is known by the
//! bookmark around it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

use super::bounds::{Unreadable, check};
use super::xml::{Piece, pieces};
use super::{Gathering, Returned};

const DOCUMENT: &str = "word/document.xml";

/// What may stand in a blank without being lost when its words are carried along.
const WORDS: [&str; 15] = [
    "sdtContent",
    "p",
    "pPr",
    "r",
    "rPr",
    "t",
    "br",
    "cr",
    "tab",
    "sdt",
    "sdtPr",
    "proofErr",
    "bookmarkStart",
    "bookmarkEnd",
    "lastRenderedPageBreak",
];
/// What programs put in and nobody sees.
const UNSEEN: [&str; 4] = ["proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak"];

/// Reads the blanks of a bulletin out of a docx.
pub(in crate::report) fn docx(bytes: &[u8], paper: &str) -> Result<Returned, Unreadable> {
    check(bytes)?;
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(Unreadable::of)?;
    let mut names: Vec<String> = zip.file_names().filter(|name| is_seen(name)).map(str::to_owned).collect();
    names.sort();
    if !names.iter().any(|name| name == DOCUMENT) {
        return Err(Unreadable::of(DOCUMENT));
    }
    let mut gathering = Gathering::of(paper);
    for name in names {
        let mut part = Vec::new();
        zip.by_name(&name).map_err(Unreadable::of)?.read_to_end(&mut part).map_err(Unreadable::of)?;
        gathering.rest.update(name.as_bytes());
        if !name.ends_with(".xml") {
            gathering.rest.update(&part);
            continue;
        }
        let mut body = Body::default();
        pieces(&part, |piece| body.take(piece, &mut gathering))?;
        gathering.rest.update(body.rest.as_bytes());
        body.marked.iter().for_each(|(name, text)| gathering.marked(name, text));
    }
    Ok(gathering.returned())
}

/// Whether a part of the file shows: names of people and programs do not, nor what only says which parts there are.
fn is_seen(name: &str) -> bool {
    name.starts_with("word/") && !name.ends_with('/') && !name.starts_with("word/_rels/")
}

/// A part while it is read.
#[derive(Default)]
struct Body {
    /// What was seen so far beside the blanks of the bulletin.
    rest: String,
    /// The fields around the place that is read, the innermost last.
    fields: Vec<Field>,
    /// The bookmarks around it, and what stood in those that have ended, by their names.
    marks: Vec<Mark>,
    marked: BTreeMap<String, String>,
    /// The paragraph around it and its fields.
    paragraph: Option<Paragraph>,
    /// The blank behind which no text has come yet: a field of the same key is another line of it.
    last: Option<String>,
    /// Whether what is read is shown text.
    is_text: bool,
    /// Where the looks that are being read begin.
    look: Option<usize>,
}

/// A bookmark; that of a blank is told by its name.
struct Mark {
    id: String,
    name: String,
    text: String,
}

#[derive(Default)]
struct Paragraph {
    /// Where it begins in the rest.
    from: usize,
    /// The one blank that is in it.
    blank: Option<String>,
    /// Whether there is more in it.
    more: bool,
    /// Its own look, and those of the blank.
    looks: BTreeSet<String>,
}

#[derive(Default)]
struct Field {
    tag: String,
    title: String,
    text: String,
    /// Whether its content is being read.
    inside: bool,
    /// The looks of its paragraphs and runs.
    looks: BTreeSet<String>,
    /// What is in it beside words.
    more: bool,
    /// Where it begins in the rest.
    from: usize,
}

impl Body {
    fn take(&mut self, piece: Piece, gathering: &mut Gathering) {
        match piece {
            Piece::Open(name, attributes) => self.open(&name, &attributes),
            Piece::Close(name) => self.close(&name, gathering),
            Piece::Text(text) => self.text(&text),
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text {
            self.put(text);
            if self.fields.is_empty() && !text.is_empty() {
                self.last = None;
                self.paragraph.iter_mut().for_each(|p| p.more = true);
            }
        }
        if self.is_text || !text.trim().is_empty() {
            self.rest.push_str(text);
        }
    }

    /// The paragraph around the place that is read, where no field is between.
    fn around(&mut self) -> Option<&mut Paragraph> {
        self.paragraph.as_mut().filter(|_| self.fields.is_empty())
    }

    /// Adds to the words of the blanks that are being read.
    fn put(&mut self, text: &str) {
        self.fields.iter_mut().filter(|f| f.inside).for_each(|f| f.text.push_str(text));
        self.marks.iter_mut().for_each(|mark| mark.text.push_str(text));
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let of = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
        match (name, self.fields.last_mut().filter(|f| !f.inside)) {
            ("tag", Some(field)) => field.tag = of("val"),
            ("alias", Some(field)) => field.title = of("val"),
            ("sdtContent", Some(field)) => field.inside = true,
            _ => {}
        }
        let (is_look, is_word) = (self.look.is_some(), WORDS.contains(&name));
        if !is_look && !is_word {
            self.fields.iter_mut().filter(|f| f.inside).for_each(|f| f.more = true);
            self.around().into_iter().for_each(|p| p.more = true);
        }
        match name {
            "br" | "cr" => self.put("\n"),
            "tab" if !is_look => self.put(" "),
            "p" if self.fields.is_empty() => self.paragraph = Some(Paragraph { from: self.rest.len(), ..Paragraph::default() }),
            "sdt" => self.fields.push(Field { from: self.rest.len(), ..Field::default() }),
            "t" | "instrText" => self.is_text = true,
            "rPr" | "pPr" if !is_look => self.look = Some(self.rest.len()),
            "bookmarkStart" => self.marks.push(Mark { id: of("id"), name: of("name"), text: String::new() }),
            "bookmarkEnd" => self.end_mark(&of("id")),
            _ => {}
        }
        if !UNSEEN.contains(&name) {
            self.rest.push_str(&format!("<{name}"));
            let is_kept = |key: &str| !key.starts_with("rsid") && !matches!(key, "paraId" | "textId" | "space");
            let kept: BTreeMap<_, _> = attributes.iter().filter(|(key, _)| is_kept(key)).map(|(k, v)| (k, v)).collect();
            kept.iter().for_each(|(key, value)| self.rest.push_str(&format!(" {key}={value}")));
            self.rest.push('>');
        }
    }

    fn close(&mut self, name: &str, gathering: &mut Gathering) {
        if !UNSEEN.contains(&name) {
            self.rest.push('/');
        }
        match name {
            "t" | "instrText" => self.is_text = false,
            "p" => self.end_paragraph(),
            "rPr" | "pPr" => self.end_look(),
            "sdt" => self.end_field(gathering),
            _ => {}
        }
    }

    /// The mark of a blank goes when somebody writes.
    fn end_look(&mut self) {
        let Some(from) = self.look.take() else { return };
        let look = self.rest.get(from..).unwrap_or_default().replace("<highlight val=yellow>/", "");
        self.fields.iter_mut().filter(|f| f.inside).for_each(|f| f.looks.extend([look.clone()]));
        self.around().into_iter().for_each(|p| p.looks.extend([look.clone()]));
    }

    fn end_mark(&mut self, id: &str) {
        if let Some(at) = self.marks.iter().position(|mark| mark.id == id) {
            let mark = self.marks.remove(at);
            self.marked.insert(mark.name, mark.text);
        }
    }

    /// One in which a blank is all counts as the blank, so that a line more or less is no change of the rest.
    fn end_paragraph(&mut self) {
        self.put("\n");
        if !self.fields.is_empty() {
            return;
        }
        let Some(Paragraph { from, blank: Some(key), more: false, looks }) = self.paragraph.take() else { return };
        self.rest.truncate(from);
        self.blank(key, &looks);
    }

    /// What stood in a blank of the bulletin is no part of the rest; its looks are.
    fn end_field(&mut self, gathering: &mut Gathering) {
        let Some(field) = self.fields.pop() else { return };
        let Some(key) = gathering.key(&field.tag).map(str::to_owned) else {
            self.paragraph.iter_mut().for_each(|p| p.more = true);
            return;
        };
        if self.last.as_ref() == Some(&key) {
            gathering.goes_on(&key, &field.text);
        } else {
            gathering.found(&key, &field.title, &field.text);
        }
        gathering.plain &= !field.more;
        self.rest.truncate(field.from);
        if let Some(paragraph) = self.around() {
            paragraph.more |= paragraph.blank.replace(key.clone()).is_some_and(|other| other != key);
            paragraph.looks.extend(field.looks.iter().cloned());
        }
        self.blank(key, &field.looks);
    }

    /// A blank stands in the rest once, however many lines it has.
    fn blank(&mut self, key: String, looks: &BTreeSet<String>) {
        let word = format!("<blank {key} {}>", looks.iter().map(String::as_str).collect::<String>());
        if !self.rest.ends_with(&word) {
            self.rest.push_str(&word);
        }
        self.last = Some(key);
    }
}
