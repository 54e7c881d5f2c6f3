//! Numbers that Word writes before paragraphs and that are not in their text (`numbering.xml`).

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;

/// How a level is numbered.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    levels: HashMap<(String, usize), Level>,
    /// Which abstract list a list follows.
    lists: HashMap<String, String>,
    counts: HashMap<(String, usize), u32>,
}

/// The value of an attribute.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(String::from_utf8_lossy(&found.value).into_owned())
}

impl Numbering {
    /// Reads `numbering.xml`. What is broken there is passed over: the text stands without its numbers then.
    pub fn read(xml: &[u8]) -> Numbering {
        let mut numbering = Numbering::default();
        let mut reader = Reader::from_reader(xml);
        let (mut list, mut num, mut level) = (String::new(), String::new(), 0usize);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            let value = attribute(&tag, b"val").unwrap_or_default();
            match tag.local_name().as_ref() {
                b"abstractNum" => (list, num) = (attribute(&tag, b"abstractNumId").unwrap_or_default(), String::new()),
                b"num" => num = attribute(&tag, b"numId").unwrap_or_default(),
                b"abstractNumId" if !num.is_empty() => drop(numbering.lists.insert(num.clone(), value)),
                b"lvl" => level = attribute(&tag, b"ilvl").and_then(|l| l.parse().ok()).unwrap_or_default(),
                b"numFmt" if num.is_empty() => numbering.levels.entry((list.clone(), level)).or_default().format = value,
                b"lvlText" if num.is_empty() => numbering.levels.entry((list.clone(), level)).or_default().text = value,
                b"start" if num.is_empty() => numbering.levels.entry((list.clone(), level)).or_default().start = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        numbering
    }

    /// What stands before the next paragraph of a list.
    pub fn next(&mut self, num: &str, level: usize) -> String {
        let Some(list) = self.lists.get(num).cloned() else { return String::new() };
        let start = self.levels.get(&(list.clone(), level)).map_or(1, |l| l.start);
        let count = self.counts.entry((list.clone(), level)).or_insert_with(|| start.saturating_sub(1));
        *count += 1;
        self.counts.retain(|(of, at), _| *of != list || *at <= level);
        let Some(own) = self.levels.get(&(list.clone(), level)) else { return String::new() };
        if own.format == "bullet" || own.format == "none" {
            return String::new();
        }
        let mut text = own.text.clone();
        for at in 0..=level.min(8) {
            let format = self.levels.get(&(list.clone(), at)).map_or("", |l| l.format.as_str());
            let count = self.counts.get(&(list.clone(), at)).copied().unwrap_or(1);
            text = text.replace(&format!("%{}", at + 1), &written(count, format));
        }
        text
    }
}

/// A number in the form that a list asks for.
fn written(number: u32, format: &str) -> String {
    use crate::import::mark::{MarkKind, written};
    let kind = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "ideographTraditional"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => MarkKind::Han,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => MarkKind::Circle,
        _ => MarkKind::Arab,
    };
    written(kind, number)
}
