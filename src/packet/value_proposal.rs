//! Rows of the sheet of values as the updates that they would become, each for the indicator that whoever filled it in saw.

use chrono::{DateTime, FixedOffset};

use super::caution::Caution;
use super::error::{Misfit, Why};
use super::reader::Said;
use super::row::begun;
use super::seal::{Basis, ledger_mark};
use super::sheet::bare;
use super::sight::named_otherwise;
use super::value_reader::FilledValue;
use super::values::{sealed_as, shown_of};
use crate::domain::{Author, Change, Fact, Indicator, IndicatorId, Ledger, Subject, Update, Voice, disputes_of, number};

/// A value as the update that it would become.
#[derive(Clone, Debug)]
pub struct ValueProposal {
    pub(crate) indicator: IndicatorId,
    pub(crate) update: Update,
    /// Whether it is in the log: the same row, filled in alike, came before.
    pub(crate) already: bool,
    /// Whether another value of the period, which its author had not seen, is then beside it.
    pub(crate) contested: bool,
    pub(crate) cautions: Vec<Caution>,
    /// Where it stands in the file: sheet and cell.
    pub(crate) place: String,
}

impl ValueProposal {
    pub(crate) fn change(&self) -> Change {
        Change::record(self.indicator.clone(), self.update.clone())
    }

    /// Whether a person has to say what it is about before it is recorded.
    pub(crate) fn is_doubtful(&self) -> bool {
        !self.already && self.cautions.iter().any(Caution::is_doubt)
    }
}

/// The values of a file, each for the indicator that was seen, with what is to be asked about where that is not plain.
pub(super) fn values_as_seen(ledger: &Ledger, said: &Said) -> Vec<FilledValue> {
    let filled = said.values.iter().filter(|row| row.value.is_some());
    let mut rows: Vec<FilledValue> = filled.map(|row| by_what_is_shown(ledger, row, &said.values)).collect();
    let contradicts = |row: &FilledValue, other: &FilledValue| row.basis == other.basis && row.value != other.value;
    let is_twice: Vec<bool> = rows.iter().map(|row| rows.iter().any(|other| contradicts(row, other))).collect();
    for (row, _) in rows.iter_mut().zip(is_twice).filter(|(_, is_twice)| *is_twice) {
        row.cautions.push(Caution::Twice);
    }
    rows
}

fn indicator<'a>(ledger: &'a Ledger, basis: &Basis) -> Option<&'a Indicator> {
    ledger.indicators.iter().map(AsRef::as_ref).find(|one| sealed_as(one) == basis.entry)
}

fn by_what_is_shown(ledger: &Ledger, row: &FilledValue, all: &[FilledValue]) -> FilledValue {
    let mut row = row.clone();
    let other = row.title.as_deref().and_then(|title| named_otherwise(ledger, title, &row.basis.body));
    row.cautions.extend(other.map(|(shown, ours)| Caution::OtherBody(shown, ours)));
    let Some(own) = indicator(ledger, &row.basis) else { return row };
    if is_seen(&row, own, &row.basis) {
        return row;
    }
    let mut meant: Vec<&Basis> = Vec::new();
    for other in all.iter().filter(|other| other.sheet == row.sheet && other.basis.body == row.basis.body) {
        let is_meant = indicator(ledger, &other.basis).is_some_and(|one| is_seen(&row, one, &other.basis));
        if is_meant && !meant.contains(&&other.basis) {
            meant.push(&other.basis);
        }
    }
    let caution = match meant.as_slice() {
        [one] => Caution::Moved(std::mem::replace(&mut row.basis, (*one).clone()).entry),
        _ => {
            let shown: Vec<&str> = row.shown.iter().flatten().map(String::as_str).collect();
            Caution::Otherwise(shown.join(" "), shown_of(own, row.basis.period).join(" "))
        }
    };
    row.cautions.push(caution);
    row
}

/// Whether what is seen of a row is what a form shows of an indicator and a period.
fn is_seen(row: &FilledValue, of: &Indicator, basis: &Basis) -> bool {
    let expected = shown_of(of, basis.period);
    let mut seen = row.shown.iter().zip(&expected).filter_map(|(shown, expected)| Some((shown.as_ref()?, expected)));
    row.shown[0].is_some() && seen.all(|(shown, expected)| bare(shown) == bare(&super::writer::words(expected)))
}

/// A value as an update that has seen just what the form showed, tried on the ledger; one of which it cannot be told what it is about leaves
/// no trace in it.
pub(super) fn propose_value(
    ledger: &mut Ledger,
    row: &FilledValue,
    (at, corrects): (DateTime<FixedOffset>, bool),
) -> Result<ValueProposal, Misfit> {
    let basis = &row.basis;
    let misfit = |why| Misfit { sheet: row.sheet.clone(), cell: row.cell.clone(), why };
    if ledger_mark(ledger, &basis.entry).as_ref() != Some(&basis.ledger) {
        return Err(misfit(Why::OtherLedger));
    }
    let indicator = indicator(ledger, basis).cloned().ok_or_else(|| misfit(Why::UnknownEntry(basis.entry.to_string())))?;
    if ledger.departments.get(&basis.body).is_none() {
        return Err(misfit(Why::UnknownBody(basis.body.to_string())));
    }
    let value = row.value.unwrap_or_default();
    let (id, after, mut says) = begun(&indicator.updates, basis, &[number(value)], corrects);
    says.push(Fact::Measured { from: None, to: value });
    let by = Author { dept: Some(basis.body.clone()), person: row.person.clone() };
    let already = indicator.updates.iter().any(|update| update.id == id);
    let update = Update { id, at: at.into(), by, period: Some(basis.period), after, about: Voice::Whole, says };
    let (place, cautions) = (format!("{}!{}", row.sheet, row.cell), row.cautions.clone());
    let mut proposal = ValueProposal { indicator: indicator.id(), update, already, contested: false, cautions, place };
    let mut apart = proposal.is_doubtful().then(|| ledger.clone());
    let after = apart.as_mut().unwrap_or(ledger);
    if !already && proposal.change().apply(after).is_ok() {
        proposal.contested = !disputes_of(after, &Subject::Indicator(indicator.id()), None).is_empty();
    }
    Ok(proposal)
}
