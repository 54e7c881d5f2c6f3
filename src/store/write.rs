//! Ledger to text, the whole of it in canonical spelling.

use super::error::{FORMAT, StoreError};
use super::scan::{HEAD, Layout, List, comments};
use super::spelling::{HEADER, spell};
use crate::domain::{Kept, Ledger, Record, Section, Settings, by_kind};

impl From<super::spelling::Unspellable> for StoreError {
    fn from(e: super::spelling::Unspellable) -> Self {
        StoreError::Unspellable(e.to_string())
    }
}

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
    by_kind!(Section section, => R::records(ledger).iter().map(|one| Ok(spell(one.as_ref(), 2)?)).collect())
}

/// The ledger's own fields but the format, as they are spelled; what is at its default is not.
pub(super) fn head(ledger: &Ledger) -> Result<[Option<String>; 3], StoreError> {
    let title = if ledger.title.is_empty() { None } else { Some(spell(&ledger.title, 1)?) };
    let settings = if ledger.settings == Settings::default() { None } else { Some(spell(&ledger.settings, 1)?) };
    let contested = if ledger.contested.is_empty() { None } else { Some(spell(&ledger.contested, 1)?) };
    Ok([title, settings, contested])
}

/// What stands in a list: the identity of each item, in the list's order.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    pub(crate) lists: [Vec<String>; Section::COUNT],
}

impl Keys {
    pub(super) fn of(ledger: &Ledger) -> Keys {
        let keys =
            |section| by_kind!(Section section, => R::records(ledger).iter().map(|one| Record::id(one.as_ref()).to_string()).collect());
        Keys { lists: Section::ALL.map(keys) }
    }
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
            for comment in comments(&text[span.clone()]) {
                out.push_str(&format!("{comment}\n        "));
            }
            out.push_str(&new);
            from = span.end;
        }
    }
    out.push_str(&text[from..]);
    Ok(out)
}
