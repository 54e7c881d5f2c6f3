//! What is attached to an entry (附件): files beside the ledger, known by their hash, and papers known by their number.

use serde::{Deserialize, Serialize};

use super::wording::{Asks, Misread, in_words};

/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;
/// So many of them stand where readers only want to tell two apart.
const SHOWN: usize = 8;
const HASH: &str = "sha256:";

/// A file or a paper.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Of a file its path from the ledger's folder, with `/` between; else a number, an address, a path elsewhere.
    pub name: String,
    /// The SHA-256 of the file, in hexadecimal digits; empty where it is no file beside the ledger.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) sha256: String,
}

impl Attachment {
    /// A paper, known by its number or by where it is.
    pub fn paper(name: &str) -> Attachment {
        Attachment { name: name.trim().to_owned(), sha256: String::new() }
    }

    /// As readers see it; of a file with the beginning of its hash.
    pub(crate) fn told(&self) -> String {
        match self.sha256.get(..SHOWN) {
            Some(hash) => format!("{}（{HASH}{hash}…）", self.name),
            None => self.name.clone(),
        }
    }

    /// As it is written, to be read again.
    fn written(&self) -> String {
        if self.sha256.is_empty() { self.name.clone() } else { format!("{}（{HASH}{}）", self.name, self.sha256) }
    }

    fn read(part: &str) -> Option<Attachment> {
        let (name, hash) = divided(part).unwrap_or((part, ""));
        let fits = hash.is_empty() || hash.len() == DIGITS && hash.chars().all(|c| c.is_ascii_hexdigit());
        let one = Attachment { name: name.trim().to_owned(), sha256: hash.to_ascii_lowercase() };
        Some(one).filter(|one| fits && !one.name.is_empty())
    }

    /// Whether its hash could be one.
    pub(super) fn is_sound(&self) -> bool {
        Attachment::read(&self.written()).as_ref() == Some(self)
    }
}

/// A name, and the hash in the bracket behind it.
fn divided(part: &str) -> Option<(&str, &str)> {
    let inside = part.trim_end().strip_suffix(['）', ')'])?;
    let at = inside.rfind(['（', '('])?;
    let hash = inside[at..].trim_start_matches(['（', '(']).strip_prefix(HASH)?;
    Some((&inside[..at], hash.trim()))
}

in_words! {
    Vec<Attachment> => |all, _names, _lang| all.iter().map(Attachment::written).collect::<Vec<_>>().join("、"),
        tries Asks::Files, |text, reader| {
            let mut all: Vec<Attachment> = Vec::new();
            for part in reader.parts(text) {
                let one = Attachment::read(part).ok_or_else(|| Misread::Not(Asks::Files, part.to_owned()))?;
                if all.iter().all(|had| had.name != one.name) {
                    all.push(one);
                }
            }
            Ok(all)
        };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, EntryId, Facts, Kind, Ledger, LedgerReader, Names};
    use crate::text::Lang;

    fn file(name: &str, digit: char) -> Attachment {
        Attachment { name: name.into(), sha256: String::from(digit).repeat(DIGITS) }
    }

    #[test]
    fn what_is_attached_is_read_as_it_is_written() {
        let ledger = Ledger::default();
        let reader = LedgerReader { ledger: &ledger, plan: "", today: Default::default() };
        let all = vec![
            file("附件/纪要（终稿）.pdf", 'a'),
            Attachment::paper("市政府会议纪要〔2025〕7号"),
            Attachment::paper("来文 3 号（复印件）"),
        ];
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        entry.attachments.clone_from(&all);
        let names: &dyn Names = &ledger;
        let text = entry.written("attachments", names, Lang::Zh);
        let mut other = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        other.write("attachments", &text, &reader).unwrap();
        assert_eq!(other.attachments, all, "{text}");
        assert!(other.write("attachments", "纪要.pdf（sha256:12）", &reader).is_err());
        assert_eq!(other.attachments, all);
    }

    #[test]
    fn a_name_is_attached_once_and_what_has_a_hash_keeps_it() {
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        entry.attach(file("甲.pdf", 'a'));
        entry.attach(Attachment::paper("乙.pdf"));
        entry.attach(Attachment::paper("7号"));
        entry.seal(|name| name.ends_with(".pdf").then(|| file(name, 'b')));
        assert_eq!(entry.attachments, [file("甲.pdf", 'a'), file("乙.pdf", 'b'), Attachment::paper("7号")]);
        entry.attach(file("甲.pdf", 'c'));
        assert_eq!(entry.attachments.len(), 3);
        assert_eq!(entry.attachments[0], file("甲.pdf", 'c'));
    }
}
