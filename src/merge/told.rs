//! Differences as a list to be read: by the thing in which they are, or by the body that leads it.

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
    Body,
}

/// A heading with its lines.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) heading: String,
    /// A line a difference, with what it is in.
    pub(crate) lines: Vec<(Subject, String)>,
}

/// All differences, each in one line: when, who, what was and what is.
pub(crate) fn told(all: &[Difference], ledger: &Ledger, by: By, lang: Lang) -> Vec<Told> {
    let mut parts: Vec<Told> = Vec::new();
    for difference in all {
        let (heading, line) = match by {
            By::Thing => (thing(difference), line(difference, ledger, lang)),
            By::Body => {
                let line = line(difference, ledger, lang);
                (body(difference, ledger, lang), format!("{}  {line}", thing(difference)))
            }
        };
        match parts.iter_mut().find(|p| p.heading == heading) {
            Some(part) => part.lines.push((difference.subject.clone(), line)),
            None => parts.push(Told { heading, lines: vec![(difference.subject.clone(), line)] }),
        }
    }
    if by == By::Body {
        parts.sort_by_key(|part| std::cmp::Reverse(part.lines.len()));
    }
    parts
}

fn thing(difference: &Difference) -> String {
    format!("{} {}", difference.subject, difference.name)
}

/// The body that leads an entry; what is about no entry is the ledger's own.
fn body(difference: &Difference, ledger: &Ledger, lang: Lang) -> String {
    let Subject::Entry(id) = &difference.subject else { return lang.pick("台账", "the ledger").to_owned() };
    let lead = ledger.get(id).and_then(|entry| lead_of(ledger, entry, None));
    lead.map_or_else(|| lang.pick("未明确牵头", "nobody leads").to_owned(), |lead| ledger.departments.name(&lead).to_owned())
}

fn line(difference: &Difference, ledger: &Ledger, lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    let when = difference.update().map(|u| format!("{} {}{colon}", u.at.format("%Y-%m-%d"), u.by.label(ledger)));
    format!("{}{}", when.unwrap_or_default(), difference.sentences(ledger, lang).join(lang.pick("；", "; ")))
}
