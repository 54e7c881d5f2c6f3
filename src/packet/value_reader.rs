//! The sheet of values as it came back.

use calamine::Data;
use std::collections::BTreeMap;

use super::caution::Caution;
use super::column::address;
use super::error::{Misfit, Why};
use super::seal::Basis;
use super::sheet::{SEARCHED, bare, beside, points_elsewhere, says_nothing, title_above, words_of};
use super::value_sheet::{HIDDEN, PERSON, SHOWN, VALUE};
use super::workbook::{Merges, RawSheet, Shows};
use crate::domain::{number, parse_number};
use crate::text::fold_width;

/// A row of the sheet of values, as it came back.
#[derive(Clone, Debug)]
pub(crate) struct FilledValue {
    pub(super) sheet: String,
    pub(super) cell: String,
    pub(super) basis: Basis,
    /// None where nothing was filled in.
    pub(super) value: Option<f64>,
    pub(super) person: String,
    /// What whoever filled it in saw: name, scope, unit, period; none of a column that is gone.
    pub(super) shown: [Option<String>; SHOWN.len()],
    /// The title of the form that it stands in.
    pub(super) title: Option<String>,
    pub(super) cautions: Vec<Caution>,
}

/// A sheet with the heads of values.
struct ValueSheet<'a> {
    raw: &'a RawSheet,
    head: u32,
    shown: [Option<u32>; SHOWN.len()],
    value: u32,
    person: Option<u32>,
    hidden: Vec<u32>,
    merges: Merges,
}

/// The rows of a sheet of values, and what in it does not fit; none where it is no such sheet.
pub(super) fn read_values(raw: &RawSheet) -> Option<(Vec<FilledValue>, Vec<Misfit>)> {
    let sheet = ValueSheet::find(raw)?;
    let (mut rows, mut misfits) = (Vec::new(), Vec::new());
    for row in raw.rows.range(sheet.head + 1..).map(|(row, _)| *row) {
        match sheet.read(row) {
            Ok(read) => rows.extend(read),
            Err(why) => misfits.push(Misfit { sheet: raw.name.clone(), cell: address(row, sheet.value), why }),
        }
    }
    misfits.extend(beside(raw, |row, column| sheet.is_outside(row, column)));
    Some((rows, misfits))
}

impl<'a> ValueSheet<'a> {
    fn find(raw: &'a RawSheet) -> Option<ValueSheet<'a>> {
        let place = |row: &BTreeMap<u32, Data>, head: &str| {
            row.iter().find(|(_, cell)| matches!(cell, Data::String(text) if bare(text) == head)).map(|(at, _)| *at)
        };
        raw.rows.iter().take(SEARCHED).find_map(|(head, row)| {
            let hidden: Option<Vec<u32>> = HIDDEN.iter().map(|head| place(row, head)).collect();
            let shown = SHOWN.map(|(head, _)| place(row, head));
            let (value, person, hidden) = (place(row, VALUE.0)?, place(row, PERSON.0), hidden?);
            Some(ValueSheet { raw, head: *head, shown, value, person, hidden, merges: Merges::below(raw, *head) })
        })
    }

    fn text(&self, row: u32, column: u32) -> String {
        self.raw.text(row, column)
    }

    fn is_stray(&self, row: u32) -> bool {
        self.hidden.iter().all(|at| self.text(row, *at).is_empty())
    }

    fn is_outside(&self, row: u32, column: u32) -> bool {
        let known = || self.hidden.iter().chain(self.shown.iter().flatten()).chain([&self.value]).chain(&self.person);
        // A value in a row that was added is told of with the whole row.
        let is_told = || self.is_stray(row) && !says_nothing(&self.text(row, self.value));
        row < self.head || row > self.head && !is_told() && (self.is_stray(row) || !known().any(|at| *at == column))
    }

    /// A row of those that went out; none where it is another one in which no value stands.
    fn read(&self, row: u32) -> Result<Option<FilledValue>, Why> {
        let place = self.merges.stands((row, self.value));
        let text = Some(self.text(place.0, place.1)).filter(|text| !says_nothing(text)).unwrap_or_default();
        let unsaid = self.raw.unsaid(place.0, place.1);
        let is_blank = text.is_empty() && unsaid.is_none();
        let Some(basis) = Basis::of_cells(self.hidden.iter().map(|at| self.text(row, *at)).collect()) else {
            return match is_blank {
                true => Ok(None),
                false if self.is_stray(row) => Err(Why::Added(words_of(self.raw, row))),
                false => Err(Why::Altered),
            };
        };
        if let Some(why) = unsaid {
            return Err(why);
        }
        let shown = self.shown.map(|at| at.map(|at| self.text(row, at)));
        let unit = shown[2].clone().unwrap_or_default();
        let value = (!is_blank).then(|| measured(self.raw.value(place.0, place.1), &text, (&unit, self.raw.shows(place.0, place.1))));
        Ok(Some(FilledValue {
            sheet: self.raw.name.clone(),
            cell: address(row, self.value),
            basis,
            value: value.transpose()?,
            person: self.person.map(|at| self.text(row, at)).filter(|text| !says_nothing(text)).unwrap_or_default(),
            shown,
            title: title_above(self.raw, row),
            cautions: if is_blank { Vec::new() } else { self.cautions(row, &text) },
        }))
    }

    /// How the cell came by what stands in it.
    fn cautions(&self, row: u32, text: &str) -> Vec<Caution> {
        let merge = self.merges.at((row, self.value));
        let place = merge.map_or((row, self.value), |merge| merge.first);
        let formula = self.raw.reckoned.contains(&place).then(|| Caution::Formula(address(row, self.value), text.to_owned()));
        let merged = merge.map(|merge| match merge.rows() {
            1 => Caution::Across(merge.range(), VALUE.0),
            rows => Caution::Merged(merge.range(), rows),
        });
        formula.into_iter().chain(merged).collect()
    }
}

/// A number, with the unit that stands beside it or without.
fn measured(cell: Option<&Data>, text: &str, (unit, shows): (&str, Shows)) -> Result<f64, Why> {
    if points_elsewhere(text) {
        return Err(Why::Elsewhere(text.to_owned()));
    }
    let (folded, unit) = (fold_width(text), fold_width(unit.trim()));
    match cell {
        Some(Data::Float(part)) if shows == Shows::Unknown && unit.contains('%') && 0.0 < *part && *part <= 1.0 => {
            return Err(Why::PartOrWhole(number(*part)));
        }
        _ => {}
    }
    let bare = folded.strip_suffix(&unit).filter(|_| !unit.is_empty()).unwrap_or(&folded);
    parse_number(bare).ok_or_else(|| Why::Value(text.to_owned()))
}
