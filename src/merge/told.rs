//! Differences as a list to be read: by the thing in which they are, or by the body that leads it, or by the body that recorded them.

use std::collections::HashMap;

use super::difference::Difference;
use crate::domain::{Ledger, Subject, lead_of};
use crate::text::Lang;

/// What stands above the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum By {
    /// The thing that is different.
    #[default]
    Thing,
    /// The body that leads it.
    Lead,
    /// The body whose person recorded it.
    Author,
}

impl By {
    pub(crate) const ALL: [By; 3] = [By::Thing, By::Lead, By::Author];

    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            By::Thing => lang.pick("按条目", "by entry"),
            By::Lead => lang.pick("按责任单位", "by the body that leads"),
            By::Author => lang.pick("按填报单位", "by the body that recorded"),
        }
    }

    /// The way after it; from the last to the first.
    pub(crate) fn next(self) -> By {
        let at = By::ALL.iter().position(|by| *by == self).unwrap_or(0);
        By::ALL[(at + 1) % By::ALL.len()]
    }
}

/// A heading with its lines.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) heading: String,
    /// A line a difference, with its place among all.
    pub(crate) lines: Vec<(usize, String)>,
}

/// All differences, each in one line: when, who, what was and what is.
pub(crate) fn told<'a>(all: impl IntoIterator<Item = &'a Difference>, ledger: &Ledger, by: By, lang: Lang) -> Vec<Told> {
    let (mut parts, mut places): (Vec<Told>, HashMap<String, usize>) = (Vec::new(), HashMap::new());
    for (at, difference) in all.into_iter().enumerate() {
        let line = line(difference, ledger, lang);
        let (heading, line) = match by {
            By::Thing => (thing(difference), line),
            By::Lead => (lead_body(difference, ledger, lang), format!("{}  {line}", thing(difference))),
            By::Author => (author_body(difference, ledger, lang), format!("{}  {line}", thing(difference))),
        };
        let place = *places.entry(heading.clone()).or_insert(parts.len());
        match parts.get_mut(place) {
            Some(part) => part.lines.push((at, line)),
            None => parts.push(Told { heading, lines: vec![(at, line)] }),
        }
    }
    if by != By::Thing {
        parts.sort_by_key(|part| std::cmp::Reverse(part.lines.len()));
    }
    parts
}

fn thing(difference: &Difference) -> String {
    format!("{} {}", difference.subject, difference.name)
}

/// The body that leads an entry; what is about no entry is the ledger's own.
pub(crate) fn lead_body(difference: &Difference, ledger: &Ledger, lang: Lang) -> String {
    let Subject::Entry(id) = &difference.subject else { return lang.pick("台账", "the ledger").to_owned() };
    let lead = ledger.get(id).and_then(|entry| lead_of(ledger, entry, None));
    lead.map_or_else(|| lang.pick("未明确牵头", "nobody leads").to_owned(), |lead| ledger.departments.name(&lead).to_owned())
}

/// The body of whoever recorded it; without one the person. What the plan states bears no name.
pub(crate) fn author_body(difference: &Difference, ledger: &Ledger, lang: Lang) -> String {
    let Some(update) = difference.update() else {
        return lang.pick("没有署名（方案和登记的文字）", "nobody's name (words of plans and registers)").to_owned();
    };
    let body = update.by.dept.as_ref().map(|dept| ledger.departments.name(dept).to_owned());
    body.unwrap_or_else(|| update.by.label(ledger))
}

fn line(difference: &Difference, ledger: &Ledger, lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    let when = difference.update().map(|u| format!("{} {}{colon}", u.at.format("%Y-%m-%d"), u.by.label(ledger)));
    format!("{}{}", when.unwrap_or_default(), difference.sentences(ledger, lang).join(lang.pick("；", "; ")))
}
