//! What the rows of a form say when they come back that asked bodies whether they lead.

use chrono::{DateTime, FixedOffset};

use super::column::FormColumn;
use super::error::{Misfit, Why};
use super::opinion::{Answer, Opinion};
use super::reader::Filled;
use super::row::begun;
use crate::domain::{Author, DeptId, Entry, Fact, Ledger, State, Update, Voice};

/// What a filled row proposes: that the body leads, or another; or that it does not want to. None of it settles anything.
pub(super) fn update(
    ledger: &Ledger,
    (entry, seen): (&Entry, &State),
    (row, answer): (&Filled, &Answer),
    (at, corrects): (DateTime<FixedOffset>, bool),
) -> Result<Update, Misfit> {
    let body = &row.basis.body;
    let instead = Some(answer.instead.as_str()).filter(|name| !name.is_empty());
    let named = |name: &str| {
        let found = ledger.body_meant(name, Some(entry.id.plan()));
        found.map(|d| d.id.clone()).map_err(|why| row.misfit(FormColumn::Instead, Why::NoBody(why)))
    };
    let instead = instead.map(named).transpose()?;
    let other = instead.filter(|id| id != body);
    let (opinion, reason) = (answer.opinion, answer.note.clone());
    let lead = |to: DeptId, reason: String| Fact::Lead { from: seen.lead.value.clone(), to, reason };
    let objects = || Fact::Objects { lead: body.clone(), reason: reason.clone() };
    let word = |word: &str| if reason.is_empty() { word.to_owned() } else { reason.clone() };
    let says = match (opinion, other) {
        (Some(Opinion::Agrees), Some(_)) => return Err(row.misfit(FormColumn::Instead, Why::AgreesAndNames(answer.instead.clone()))),
        (Some(Opinion::Agrees), None) => vec![lead(body.clone(), word("征求意见时同意牵头"))],
        (Some(Opinion::Objects), Some(other)) => vec![objects(), lead(other, word("征求意见时建议"))],
        (Some(Opinion::Objects), None) => vec![objects()],
        (None, Some(other)) => vec![lead(other, word("征求意见时建议"))],
        (None, None) => return Err(row.misfit(FormColumn::Opinion, Why::NoOpinion)),
    };
    let content = [opinion.map_or("", Opinion::word).to_owned(), answer.instead.clone(), answer.note.clone(), row.person.clone()];
    let (id, after, mut all) = begun(&entry.updates, &row.basis, &content, corrects);
    all.extend(says);
    let by = Author { dept: Some(body.clone()), person: row.person.clone() };
    Ok(Update { id, at: at.into(), by, period: None, after, about: Voice::Proposed, says: all })
}
