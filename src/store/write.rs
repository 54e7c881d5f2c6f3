//! Ledger to text, the whole of it in canonical spelling.

use super::error::{FORMAT, StoreError};
use super::scan::{HEAD, Layout, List, comments};
use super::spelling::{HEADER, spell};
use crate::domain::{Kept, Ledger, Record, Section, Settings, by_kind};

/// The whole ledger in canonical spelling.
pub fn canonical(ledger: &Ledger) -> Result<String, StoreError> {
    let mut out = String::from(HEADER);
    out.push_str("Ledger(\n");
    out.push_str(&format!("    format: {FORMAT},\n"));
    for (name, value) in HEAD[1..].iter().zip(head(ledger)?) {
        if let Some(value) = value {
            out.push_str(&format!("    {name}: {value},\n"));
        }
    }
    for section in Section::ALL {
        out.push_str(&list(section, &spelled(ledger, section)?));
    }
    out.push_str(")\n");
    Ok(out)
}

pub(super) fn list(section: Section, items: &[String]) -> String {
    if items.is_empty() {
        return format!("    {}: [],\n", section.name());
    }
    let body: String = items.iter().map(|i| format!("        {i},\n")).collect();
    format!("    {}: [\n{body}    ],\n", section.name())
}

fn spelled(ledger: &Ledger, section: Section) -> Result<Vec<String>, StoreError> {
    by_kind!(Section section, => R::records(ledger).iter().map(|one| spell(one.as_ref(), 2)).collect())
}

/// The ledger's own fields but the format, as they are spelled; what is at its default is not.
pub(super) fn head(ledger: &Ledger) -> Result<[Option<String>; HEAD.len() - 1], StoreError> {
    let title = (!ledger.title.is_empty()).then(|| spell(&ledger.title, 1)).transpose()?;
    let settings = (ledger.settings != Settings::default()).then(|| spell(&ledger.settings, 1)).transpose()?;
    let contested = (!ledger.contested.is_empty()).then(|| spell(&ledger.contested, 1)).transpose()?;
    let ruled_out = (!ledger.ruled_out.is_empty()).then(|| spell(&ledger.ruled_out, 1)).transpose()?;
    Ok([title, settings, contested, ruled_out])
}

/// The identity of each item, by [`Section::ALL`], in the list's order.
pub(super) type Keys = [Vec<String>; Section::COUNT];

pub(super) fn keys(ledger: &Ledger) -> Keys {
    Section::ALL.map(|section| by_kind!(Section section, => R::records(ledger).iter().map(|one| one.id().to_string()).collect()))
}

/// The comments of a piece of text, each on a line of its own before what stands so far in.
pub(super) fn comments_before(piece: &str, indent: &str) -> String {
    comments(piece).iter().map(|c| format!("{c}\n{indent}")).collect()
}

/// A text with the line endings of another.
pub(super) fn with_endings_of(other: &str, text: String) -> String {
    if other.contains("\r\n") { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
}

/// The text with every item in canonical spelling and comments kept where they stand between items, and the
/// whole in canonical spelling when it holds no comment.
pub(crate) fn formatted(text: &str, layout: &Layout, ledger: &Ledger) -> Result<String, StoreError> {
    if comments(text).is_empty() {
        return canonical(ledger);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    let mut lists: Vec<(Section, &List)> = Section::ALL.into_iter().filter_map(|s| layout.list(s).map(|l| (s, l))).collect();
    lists.sort_by_key(|(_, l)| l.open);
    for (section, list) in lists {
        for (span, new) in list.items.iter().zip(spelled(ledger, section)?) {
            out.push_str(&text[from..span.start]);
            out.push_str(&comments_before(&text[span.clone()], "        "));
            out.push_str(&new);
            from = span.end;
        }
    }
    out.push_str(&text[from..]);
    Ok(out)
}
