//! Values of indicators on a form (指标实测值): a sheet of its own beside that of the entries, a row for each value that is asked for; what comes back
//! of it as updates.

use calamine::Data;
use chrono::{DateTime, FixedOffset};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::column::address;
use super::error::{Misfit, Why};
use super::form::Form;
use super::row::begun;
use super::seal::{Basis, ledger_mark};
use super::sheet::{SEARCHED, bare};
use super::values::sealed_as;
use super::workbook::RawSheet;
use super::writer::{HEAD, Looks, begin, finish, words};
use crate::domain::{Author, Change, Fact, IndicatorId, Ledger, Subject, Update, Voice, disputes_of, number, parse_number};

const SHEET: &str = "指标实测值";
const SHOWN: [(&str, u8); 4] = [("指标名称", 34), ("指标范围", 18), ("计量单位", 12), ("指标期间", 16)];
const VALUE: (&str, u8) = ("实测值", 14);
const PERSON: (&str, u8) = ("指标填报人", 12);
const HIDDEN: [&str; 6] = ["指标编号", "指标填报单位", "指标期间编号", "指标台账", "指标所见", "指标校验"];

/// A value as it came back.
#[derive(Clone, Debug)]
pub(crate) struct FilledValue {
    sheet: String,
    cell: String,
    basis: Basis,
    value: f64,
    person: String,
}

/// A value as the update that it would become.
#[derive(Clone, Debug)]
pub struct ValueProposal {
    pub(crate) indicator: IndicatorId,
    pub(crate) update: Update,
    /// Whether it is in the log: the same row, filled in alike, came before.
    pub(crate) already: bool,
    /// Whether another value of the period, which its author had not seen, is then beside it.
    pub(crate) contested: bool,
    /// Where it stands in the file: sheet and cell.
    pub(crate) place: String,
}

impl ValueProposal {
    pub(crate) fn change(&self) -> Change {
        Change::record(self.indicator.clone(), self.update.clone())
    }
}

impl Form {
    /// The sheet of the values.
    pub(super) fn value_sheet(&self, page: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        begin(page, looks, [SHEET, &format!("{} {SHEET}", self.body), &self.ledger])?;
        let heads = SHOWN.into_iter().chain([VALUE, PERSON]).chain(HIDDEN.map(|head| (head, 10)));
        for (at, (head, width)) in (0..).zip(heads) {
            page.set_column_width(at, width)?.write_string_with_format(HEAD, at, head, &looks.head)?;
        }
        let open = SHOWN.len() as u16;
        (open + 2..open + 2 + HIDDEN.len() as u16).try_for_each(|at| page.set_column_hidden(at).map(|_| ()))?;
        for (row, line) in (HEAD + 1..).zip(&self.values) {
            for (at, text) in (0..).zip(&line.shown) {
                page.write_string_with_format(row, at, words(text), &looks.shown)?;
            }
            page.write_blank(row, open, &looks.amount)?.write_blank(row, open + 1, &looks.text)?;
            for (at, text) in (open + 2..).zip(line.basis.cells()) {
                page.write_string_with_format(row, at, text, &looks.shown)?;
            }
        }
        finish(page, HEAD + self.values.len() as u32, open + 1)
    }
}

/// The values in a sheet, and what in it does not fit; none where it is no sheet of values.
pub(super) fn read_values(raw: &RawSheet) -> Option<(Vec<FilledValue>, Vec<Misfit>)> {
    let place = |row: &std::collections::BTreeMap<u32, Data>, head: &str| {
        row.iter().find(|(_, cell)| matches!(cell, Data::String(text) if bare(text) == head)).map(|(at, _)| *at)
    };
    let (head, columns) = raw.rows.iter().take(SEARCHED).find_map(|(at, row)| {
        let all: Option<Vec<u32>> = HIDDEN.iter().map(|head| place(row, head)).collect();
        Some((*at, (place(row, VALUE.0)?, place(row, PERSON.0), all?)))
    })?;
    let (value, person, hidden) = columns;
    let (mut filled, mut misfits) = (Vec::new(), Vec::new());
    for row in raw.rows.range(head + 1..).map(|(row, _)| *row) {
        let misfit = |why| Misfit { sheet: raw.name.clone(), cell: address(row, value), why };
        let text = raw.text(row, value);
        let basis = Basis::of_cells(hidden.iter().map(|at| raw.text(row, *at)).collect());
        match (raw.unsaid(row, value), basis, parse_number(&text)) {
            (Some(why), ..) => misfits.push(misfit(why)),
            _ if text.is_empty() => {}
            (_, None, _) => misfits.push(misfit(Why::Altered)),
            (_, _, None) => misfits.push(misfit(Why::Value(text))),
            (_, Some(basis), Some(value_told)) => {
                let person = person.map(|at| raw.text(row, at)).unwrap_or_default();
                filled.push(FilledValue { sheet: raw.name.clone(), cell: address(row, value), basis, value: value_told, person });
            }
        }
    }
    Some((filled, misfits))
}

/// A value as an update that has seen just what the form showed, tried on the ledger.
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
    let found = ledger.indicators.iter().find(|one| sealed_as(one) == basis.entry).cloned();
    let indicator = found.ok_or_else(|| misfit(Why::UnknownEntry(basis.entry.to_string())))?;
    if ledger.departments.get(&basis.body).is_none() {
        return Err(misfit(Why::UnknownBody(basis.body.to_string())));
    }
    let (id, after, mut says) = begun(&indicator.updates, basis, &[number(row.value)], corrects);
    says.push(Fact::Measured { from: None, to: row.value });
    let by = Author { dept: Some(basis.body.clone()), person: row.person.clone() };
    let already = indicator.updates.iter().any(|update| update.id == id);
    let update = Update { id, at: at.into(), by, period: Some(basis.period), after, about: Voice::Whole, says };
    let place = format!("{}!{}", row.sheet, row.cell);
    let mut proposal = ValueProposal { indicator: indicator.id(), update, already, contested: false, place };
    if !already && proposal.change().apply(ledger).is_ok() {
        proposal.contested = !disputes_of(ledger, &Subject::Indicator(indicator.id()), None).is_empty();
    }
    Ok(proposal)
}
