//! Ledger to text: the whole of it in canonical spelling, or a text in which only what changed is spelled anew.

use serde::Serialize;
use std::ops::Range;

use super::error::{FORMAT, StoreError};
use super::scan::{Layout, List, Section, comments};
use super::spelling::{HEADER, spell};
use crate::domain::{Ledger, Settings, Touched};

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
    if !ledger.title.is_empty() {
        out.push_str(&format!("    title: {},\n", spell(&ledger.title, 1)?));
    }
    if ledger.settings != Settings::default() {
        out.push_str(&format!("    settings: {},\n", spell(&ledger.settings, 1)?));
    }
    if !ledger.contested.is_empty() {
        out.push_str(&format!("    contested: {},\n", spell(&ledger.contested, 1)?));
    }
    for section in Section::ALL {
        out.push_str(&list(section, &spelled(ledger, section)?));
    }
    out.push_str(")\n");
    Ok(out)
}

fn list(section: Section, items: &[String]) -> String {
    if items.is_empty() {
        return format!("    {}: [],\n", section.name());
    }
    let body: String = items.iter().map(|i| format!("        {i},\n")).collect();
    format!("    {}: [\n{body}    ],\n", section.name())
}

fn spelled(ledger: &Ledger, section: Section) -> Result<Vec<String>, StoreError> {
    fn all<T: Serialize>(items: impl Iterator<Item = T>) -> Result<Vec<String>, StoreError> {
        items.map(|i| Ok(spell(&i, 2)?)).collect()
    }
    match section {
        Section::Plans => all(ledger.plans.iter()),
        Section::Departments => all(ledger.departments.iter()),
        Section::Indicators => all(ledger.indicators.iter()),
        Section::Entries => all(ledger.entries().iter()),
    }
}

/// What stands in a list: the identity of each item, in the list's order.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    lists: [Vec<String>; 4],
}

impl Keys {
    pub(super) fn of(ledger: &Ledger) -> Keys {
        Keys {
            lists: [
                ledger.plans.iter().map(|p| p.code.clone()).collect(),
                ledger.departments.iter().map(|d| d.id.to_string()).collect(),
                ledger.indicators.iter().map(|i| i.id()).collect(),
                ledger.entries().iter().map(|e| e.id.to_string()).collect(),
            ],
        }
    }
}

/// One edit of the text: what stands at `span` becomes `text`.
struct Edit {
    span: Range<usize>,
    text: String,
}

/// The text with only the touched items spelled anew; all other bytes stay.
pub(super) fn splice(text: &str, layout: &Layout, keys: &Keys, ledger: &Ledger, touched: &Touched) -> Result<String, StoreError> {
    let mut edits = Vec::new();
    let sections: [(Section, Vec<&str>); 3] = [
        (Section::Departments, touched.departments.iter().map(|d| d.as_str()).collect()),
        (Section::Indicators, touched.indicators.iter().map(String::as_str).collect()),
        (Section::Entries, touched.entries.iter().map(|e| e.as_str()).collect()),
    ];
    for (section, ids) in sections {
        if !ids.is_empty() {
            let job = Job { text, section, keys: &keys.lists[section as usize], ledger };
            job.edit(layout, &ids, &mut edits)?;
        }
    }
    edits.sort_by_key(|e| (e.span.start, e.span.end));
    let crlf = text.contains("\r\n");
    let mut out = String::with_capacity(text.len() + 4096);
    let mut from = 0;
    for edit in edits {
        out.push_str(&text[from..edit.span.start]);
        if crlf {
            out.push_str(&edit.text.replace('\n', "\r\n"))
        } else {
            out.push_str(&edit.text)
        }
        from = edit.span.end;
    }
    out.push_str(&text[from..]);
    Ok(out)
}

struct Job<'a> {
    text: &'a str,
    section: Section,
    keys: &'a [String],
    ledger: &'a Ledger,
}

impl Job<'_> {
    fn edit(&self, layout: &Layout, ids: &[&str], edits: &mut Vec<Edit>) -> Result<(), StoreError> {
        let Some(list) = layout.list(self.section) else {
            let items = ids.iter().filter_map(|id| self.item(id).transpose()).collect::<Result<Vec<_>, _>>()?;
            edits.push(Edit { span: layout.end..layout.end, text: self::list(self.section, &items) });
            return Ok(());
        };
        let mut added = Vec::new();
        for id in ids {
            let here = self.keys.iter().position(|k| k == id);
            match (here, self.item(id)?) {
                (Some(i), Some(new)) => edits.push(self.replace(&list.items[i], &new)),
                (Some(i), None) => edits.push(self.remove(list, i)),
                (None, Some(new)) => added.push((self.rank(id), new)),
                (None, None) => {}
            }
        }
        added.sort();
        self.insert(list, added, edits);
        Ok(())
    }

    /// How an item is spelled now; `None` when it is gone.
    fn item(&self, id: &str) -> Result<Option<String>, StoreError> {
        Ok(match self.section {
            Section::Plans => self.ledger.plan(id).map(|p| spell(p, 2)).transpose()?,
            Section::Departments => self.ledger.departments.get(&id.into()).map(|d| spell(d, 2)).transpose()?,
            Section::Indicators => self.ledger.indicator_index(id).map(|i| spell(&self.ledger.indicators[i], 2)).transpose()?,
            Section::Entries => self.ledger.get(&id.into()).map(|e| spell(e, 2)).transpose()?,
        })
    }

    /// Where an item stands in the ledger as it is now.
    fn rank(&self, id: &str) -> usize {
        match self.section {
            Section::Plans => self.ledger.plans.iter().position(|p| p.code == id),
            Section::Departments => self.ledger.departments.iter().position(|d| d.id.as_str() == id),
            Section::Indicators => self.ledger.indicator_index(id),
            Section::Entries => self.ledger.index_of(&id.into()),
        }
        .unwrap_or(usize::MAX)
    }

    /// Which item stands before a rank in the ledger as it is now.
    fn before(&self, rank: usize) -> Option<String> {
        let at = rank.checked_sub(1)?;
        match self.section {
            Section::Plans => self.ledger.plans.get(at).map(|p| p.code.clone()),
            Section::Departments => self.ledger.departments.iter().nth(at).map(|d| d.id.to_string()),
            Section::Indicators => self.ledger.indicators.get(at).map(|i| i.id()),
            Section::Entries => self.ledger.entries().get(at).map(|e| e.id.to_string()),
        }
    }

    /// Comments inside an item have no place in its canonical spelling: they move to the lines before it.
    fn replace(&self, span: &Range<usize>, new: &str) -> Edit {
        let kept: String = comments(&self.text[span.clone()]).iter().map(|c| format!("{c}\n        ")).collect();
        Edit { span: span.clone(), text: kept + new }
    }

    /// An item goes with its comma and the blanks before it; comments around it stay.
    fn remove(&self, list: &List, i: usize) -> Edit {
        let mut span = list.items[i].clone();
        let before = &self.text[list.open..span.start];
        span.start -= before.len() - before.trim_end().len();
        let next = list.items.get(i + 1).map_or(list.close, |n| n.start);
        if let Some(comma) = self.text[span.end..next].find(',').filter(|c| self.text[span.end..span.end + c].trim().is_empty()) {
            span.end += comma + 1;
        }
        Edit { span, text: String::new() }
    }

    fn insert(&self, list: &List, added: Vec<(usize, String)>, edits: &mut Vec<Edit>) {
        let mut runs: Vec<(usize, String)> = Vec::new();
        let mut last: Option<(usize, usize)> = None;
        for (rank, item) in added {
            let place = match last {
                Some((previous, place)) if previous + 1 == rank => place,
                _ => self.place(list, rank),
            };
            last = Some((rank, place));
            let text = format!("\n        {item},");
            match runs.last_mut().filter(|(p, _)| *p == place) {
                Some((_, run)) => run.push_str(&text),
                None => runs.push((place, text)),
            }
        }
        for (place, mut text) in runs {
            if place == list.open && list.items.is_empty() && !self.text[list.open..list.close].contains('\n') {
                text.push_str("\n    ");
            }
            let needs_comma = list.items.last().is_some_and(|l| l.end == place) && !text.is_empty();
            let text = if needs_comma { format!(",{}", text) } else { text };
            edits.push(Edit { span: place..place, text });
        }
    }

    /// Behind the item that stands before it in the ledger (and behind its comma), else at the list's start.
    fn place(&self, list: &List, rank: usize) -> usize {
        let Some(i) = self.before(rank).and_then(|id| self.keys.iter().position(|k| *k == id)) else { return list.open };
        let end = list.items[i].end;
        let next = list.items.get(i + 1).map_or(list.close, |n| n.start);
        match self.text[end..next].find(',').filter(|c| self.text[end..end + c].trim().is_empty()) {
            Some(comma) => end + comma + 1,
            None => end,
        }
    }
}

/// The text with every item in canonical spelling and comments kept where they stand between items, and the
/// whole in canonical spelling when it holds no comment.
pub fn formatted(text: &str, layout: &Layout, ledger: &Ledger) -> Result<String, StoreError> {
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
