//! A document for Word and WPS as it comes back. What the programs add of their own accord while nobody changes anything counts as
//! nothing; all else that is not in a blank is part of the rest.

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
    /// Whether what is read is shown text.
    is_text: bool,
    /// Where the looks that are being read begin.
    look: Option<usize>,
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
            Piece::Text(text) => {
                if self.is_text {
                    self.fields.iter_mut().filter(|f| f.inside).for_each(|f| f.text.push_str(&text));
                }
                if self.is_text || !text.trim().is_empty() {
                    self.rest.push_str(&text);
                }
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = || attributes.iter().find(|(key, _)| key == "val").map(|(_, value)| value.clone()).unwrap_or_default();
        match (name, self.fields.last_mut().filter(|f| !f.inside)) {
            ("tag", Some(field)) => field.tag = value(),
            ("alias", Some(field)) => field.title = value(),
            ("sdtContent", Some(field)) => field.inside = true,
            _ => {}
        }
        let is_look = self.look.is_some();
        for field in self.fields.iter_mut().filter(|f| f.inside) {
            field.more |= !is_look && !WORDS.contains(&name);
            match name {
                "br" | "cr" => field.text.push('\n'),
                "tab" if !is_look => field.text.push(' '),
                _ => {}
            }
        }
        match name {
            "sdt" => self.fields.push(Field { from: self.rest.len(), ..Field::default() }),
            "t" | "instrText" => self.is_text = true,
            "rPr" | "pPr" if self.look.is_none() => self.look = Some(self.rest.len()),
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
            "p" => self.fields.iter_mut().filter(|f| f.inside).for_each(|f| f.text.push('\n')),
            "rPr" | "pPr" => {
                if let Some(from) = self.look.take() {
                    // The mark of a blank goes when somebody writes.
                    let look = self.rest.get(from..).unwrap_or_default().replace("<highlight val=yellow>/", "");
                    self.fields.iter_mut().filter(|f| f.inside).for_each(|f| f.looks.extend([look.clone()]));
                }
            }
            "sdt" => self.end_field(gathering),
            _ => {}
        }
    }

    /// What stood in a blank of the bulletin is no part of the rest; its looks are.
    fn end_field(&mut self, gathering: &mut Gathering) {
        let Some(field) = self.fields.pop() else { return };
        let Some(key) = gathering.key(&field.tag).map(str::to_owned) else { return };
        gathering.found(&key, &field.title, &field.text);
        gathering.plain &= !field.more;
        self.rest.truncate(field.from);
        self.rest.push_str(&format!("<blank {key} {}>", field.looks.into_iter().collect::<Vec<_>>().join("")));
    }
}
