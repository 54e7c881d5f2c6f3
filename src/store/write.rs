//! Ledger to text, the whole of it in canonical spelling.

use std::ops::Range;

use super::error::StoreError;
use super::scan::{HEAD, Layout, comments};
use super::spelling::{HEADER, spell};
use crate::domain::{Kept, Ledger, Record, Section, Settings, by_kind};

/// The lists that stand in a ledger even where they are empty: programs that know no others read it.
pub(super) const STANDING: [Section; 5] = [Section::Plan, Section::Place, Section::Department, Section::Indicator, Section::Entry];

/// The whole ledger in canonical spelling.
pub fn canonical(ledger: &Ledger) -> Result<String, StoreError> {
    let mut out = String::from(HEADER);
    out.push_str("Ledger(\n");
    out.push_str(&format!("    format: {},\n", ledger.format.number()));
    for (name, value) in HEAD[1..].iter().zip(head(ledger)?) {
        if let Some(value) = value {
            out.push_str(&format!("    {name}: {value},\n"));
        }
    }
    for section in Section::ALL {
        let items = spelled(ledger, section)?;
        if !items.is_empty() || STANDING.contains(&section) {
            out.push_str(&list(section, &items));
        }
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
    by_kind!(Section section, => R::records(ledger).iter().map(|one| spell(ledger.format, one.as_ref(), 2)).collect())
}

/// The ledger's own fields but the format, as they are spelled; what is at its default is not.
pub(super) fn head(ledger: &Ledger) -> Result<[Option<String>; HEAD.len() - 1], StoreError> {
    let title = (!ledger.title.is_empty()).then(|| spell(ledger.format, &ledger.title, 1)).transpose()?;
    let settings = (ledger.settings != Settings::default()).then(|| spell(ledger.format, &ledger.settings, 1)).transpose()?;
    let contested = (!ledger.contested.is_empty()).then(|| spell(ledger.format, &ledger.contested, 1)).transpose()?;
    let ruled_out = (!ledger.ruled_out.is_empty()).then(|| spell(ledger.format, &ledger.ruled_out, 1)).transpose()?;
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

/// The text with every item, and the number of the format, in canonical spelling and comments kept where they stand between items, and the
/// whole in canonical spelling when it holds no comment.
pub(crate) fn formatted(text: &str, layout: &Layout, ledger: &Ledger) -> Result<String, StoreError> {
    if comments(text).is_empty() {
        return canonical(ledger);
    }
    let mut pieces: Vec<(Range<usize>, String)> =
        layout.format.iter().map(|span| (span.clone(), ledger.format.number().to_string())).collect();
    for section in Section::ALL {
        let Some(list) = layout.list(section) else { continue };
        let items = list.items.iter().zip(spelled(ledger, section)?);
        pieces.extend(items.map(|(span, new)| (span.clone(), comments_before(&text[span.clone()], "        ") + &new)));
    }
    pieces.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, new) in pieces {
        out.push_str(&text[from..span.start]);
        out.push_str(&new);
        from = span.end;
    }
    out.push_str(&text[from..]);
    Ok(out)
}
