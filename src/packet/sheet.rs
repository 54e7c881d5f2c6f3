//! A sheet with the heads of a form: where its columns stand, what stands in a cell, and what somebody has written beside it.

use calamine::Data;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::column::{FormColumn, address};
use super::error::{Misfit, PacketError, Why};
use super::form::Purpose;
use super::seal::Basis;
use super::workbook::{Merge, Merges, RawSheet, Shows};
use crate::domain::UpdateId;
use crate::text::fold_width;

/// The heads stand among the first rows that hold anything.
pub(super) const SEARCHED: usize = 50;
/// With so many heads of one sort a sheet is a form.
const HEADS: usize = 3;
/// So much of what stands beside a form is told of in words.
const TOLD: usize = 12;

/// With what people strike out a cell in which they have nothing to say.
const NOTHING: [char; 9] = ['-', '－', '—', '–', '―', '/', '／', '\\', ' '];

/// Whether there are only strokes.
pub(super) fn says_nothing(text: &str) -> bool {
    text.chars().all(|c| NOTHING.contains(&c))
}

/// Behind 同 and a direction: what of that place is meant.
const PLACES: [&str; 12] = ["", "项", "条", "行", "栏", "格", "期", "季", "季度", "次", "面", "述"];
/// Words that say that the words are somewhere else.
const ELSEWHERE: [&str; 9] = ["〃", "″", "\"", "见附件", "详见附件", "见附表", "详见附表", "附后", "另附"];

/// Whether words only point to others: `同上`, `同前一项`, `同第3项`, `见附件`.
pub(super) fn points_elsewhere(text: &str) -> bool {
    let text = bare(text);
    let text = text.trim_end_matches(['。', '.']);
    let beside = |rest: &str| {
        let place = rest.strip_prefix(['上', '前', '左', '右', '下']).map(|place| place.trim_start_matches('一'));
        let counted = rest.strip_prefix('第').and_then(|rest| rest.strip_suffix(['项', '条', '行']));
        place.is_some_and(|place| PLACES.contains(&place)) || counted.is_some_and(|number| number.chars().count() <= 3)
    };
    ELSEWHERE.contains(&text) || text.strip_prefix('同').is_some_and(beside)
}

/// A text without what people write differently and nobody sees.
pub(super) fn bare(text: &str) -> String {
    fold_width(text).chars().filter(|c| !c.is_whitespace()).collect()
}

pub(super) struct Sheet<'a> {
    pub(super) raw: &'a RawSheet,
    head: u32,
    pub(super) places: HashMap<FormColumn, u32>,
    merges: Merges,
}

/// What a form with these columns asks.
pub(super) fn purpose_of(places: &HashMap<FormColumn, u32>) -> Purpose {
    match places {
        _ if places.contains_key(&FormColumn::Outcome) => Purpose::Closing,
        _ if places.contains_key(&FormColumn::Opinion) => Purpose::Consulting,
        _ => Purpose::Progress,
    }
}

/// The columns whose heads stand in a row, and a head that stands there twice.
fn heads(row: &BTreeMap<u32, Data>) -> (HashMap<FormColumn, u32>, Option<&'static str>) {
    let (mut places, mut twice) = (HashMap::new(), None);
    for (at, cell) in row {
        let Data::String(text) = cell else { continue };
        let text = bare(text);
        let Some(column) = FormColumn::all().find(|c| bare(c.head()) == text) else { continue };
        if places.insert(column, *at).is_some() && (column.is_open() || column.is_hidden()) {
            twice = Some(column.head());
        }
    }
    (places, twice)
}

impl<'a> Sheet<'a> {
    /// Finds the heads; none when the sheet is no form. A form without one of its hidden columns is refused, and so is one with a
    /// column twice: what was filled in cannot be told. Of what is filled in columns may be missing.
    pub(super) fn find(raw: &'a RawSheet) -> Result<Option<Sheet<'a>>, PacketError> {
        let found = raw.rows.iter().take(SEARCHED).map(|(i, row)| (*i, heads(row)));
        let Some((head, (places, twice))) = found.max_by_key(|(i, (places, _))| (places.len(), Reverse(*i))) else { return Ok(None) };
        let known = |wanted: fn(FormColumn) -> bool| places.keys().filter(|c| wanted(**c)).count();
        if known(FormColumn::is_open) < HEADS && known(FormColumn::is_hidden) < HEADS {
            return Ok(None);
        }
        if let Some(gone) = FormColumn::all().filter(|c| c.is_hidden()).find(|c| !places.contains_key(c)) {
            return Err(PacketError::NoColumn(gone.head(), raw.name.clone()));
        }
        if let Some(twice) = twice {
            return Err(PacketError::ColumnTwice(twice.to_owned(), raw.name.clone()));
        }
        Ok(Some(Sheet { raw, head, places, merges: Merges::below(raw, head) }))
    }

    pub(super) fn purpose(&self) -> Purpose {
        purpose_of(&self.places)
    }

    /// The rows below the heads that belong to somebody: not the heads and titles of forms that were pasted below.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        self.raw.rows.range(self.head + 1..).filter(|(_, cells)| !is_furniture(cells)).map(|(row, _)| *row)
    }

    /// The columns of the form that the sheet has.
    pub(super) fn columns(&self) -> impl Iterator<Item = FormColumn> {
        FormColumn::of(self.purpose()).filter(|column| self.places.contains_key(column))
    }

    /// The cell in which the words of this one stand: its own, or that from which it is merged downwards.
    fn stands(&self, row: u32, column: FormColumn) -> Option<(u32, u32)> {
        let at = *self.places.get(&column)?;
        Some(self.merge(row, column).map_or((row, at), |merge| merge.first))
    }

    /// The cells with which one of an open column is shown as one.
    pub(super) fn merge(&self, row: u32, column: FormColumn) -> Option<Merge> {
        let at = self.places.get(&column).filter(|_| column.is_open())?;
        self.merges.at((row, *at))
    }

    pub(super) fn value(&self, row: u32, column: FormColumn) -> &Data {
        let at = self.stands(row, column);
        at.and_then(|(row, at)| self.raw.value(row, at)).unwrap_or(&Data::Empty)
    }

    pub(super) fn shows(&self, row: u32, column: FormColumn) -> Shows {
        self.stands(row, column).map_or(Shows::Plain, |(row, at)| self.raw.shows(row, at))
    }

    pub(super) fn text(&self, row: u32, column: FormColumn) -> String {
        let text = self.stands(row, column).map(|(row, at)| self.raw.text(row, at)).unwrap_or_default();
        if column.is_open() && says_nothing(&text) { String::new() } else { text }
    }

    /// Whether nothing stands in a cell, not even a formula without its result.
    pub(super) fn is_blank(&self, row: u32, column: FormColumn) -> bool {
        let unreckoned = self.stands(row, column).is_some_and(|(row, at)| self.raw.is_unreckoned(row, at));
        !unreckoned && self.text(row, column).is_empty()
    }

    /// Why a cell says nothing: its formula gives an error, or no result.
    pub(super) fn unsaid(&self, row: u32, column: FormColumn) -> Option<Why> {
        let (row, at) = self.stands(row, column)?;
        self.raw.unsaid(row, at)
    }

    pub(super) fn is_reckoned(&self, row: u32, column: FormColumn) -> bool {
        self.stands(row, column).is_some_and(|place| self.raw.reckoned.contains(&place))
    }

    /// The address of a cell of the form.
    pub(super) fn cell(&self, row: u32, column: FormColumn) -> String {
        address(row, self.places.get(&column).copied().unwrap_or_default())
    }

    pub(super) fn misfit(&self, row: u32, column: FormColumn, why: Why) -> Misfit {
        Misfit { sheet: self.raw.name.clone(), cell: self.cell(row, column), why }
    }

    /// What the row is about, when its seal holds.
    pub(super) fn basis(&self, row: u32) -> Option<Basis> {
        let text = |column| self.text(row, column);
        let basis = Basis {
            entry: text(FormColumn::Entry).as_str().into(),
            body: text(FormColumn::Body).as_str().into(),
            period: text(FormColumn::Period).parse().ok()?,
            ledger: text(FormColumn::Ledger),
            after: text(FormColumn::After).split_whitespace().map(UpdateId::from).collect(),
        };
        (basis.seal() == text(FormColumn::Seal)).then_some(basis)
    }

    /// Whether nothing stands in the hidden cells of a row: it is none of those that went out.
    pub(super) fn is_stray(&self, row: u32) -> bool {
        FormColumn::all().filter(|c| c.is_hidden()).all(|column| self.text(row, column).is_empty())
    }

    /// All that stands in a row.
    pub(super) fn all_words(&self, row: u32) -> String {
        words_of(self.raw, row)
    }

    /// The form's title above a row: `甲局 2025年第三季度填报表`.
    pub(super) fn title(&self, row: u32) -> Option<String> {
        title_above(self.raw, row)
    }

    /// What stands where the form has nothing, and so counts for nothing: beside its columns, between and below its rows, pinned to cells.
    pub(super) fn beside(&self) -> Vec<Misfit> {
        let own: Vec<u32> = self.places.values().copied().collect();
        beside(self.raw, |row, column| {
            // A row that was added with something filled in is told of as a whole.
            let is_stray = self.is_stray(row);
            let is_told = row > self.head && is_stray && self.columns().any(|c| is_asked(c) && !self.is_blank(row, c));
            !is_told && (row < self.head || !own.contains(&column) || is_stray)
        })
    }
}

/// The title of a form above a row.
pub(super) fn title_above(raw: &RawSheet, row: u32) -> Option<String> {
    let titled = |cells: &BTreeMap<u32, Data>| cells.values().map(ToString::to_string).find(|text| is_title(text));
    raw.rows.range(..row).rev().find_map(|(_, cells)| titled(cells))
}

/// All that stands in a row.
pub(super) fn words_of(raw: &RawSheet, row: u32) -> String {
    let columns = raw.rows.get(&row).into_iter().flat_map(BTreeMap::keys);
    columns.map(|column| raw.text(row, *column)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("，")
}

/// What stands outside of a form, and what is pinned to its cells.
pub(super) fn beside(raw: &RawSheet, is_outside: impl Fn(u32, u32) -> bool) -> Vec<Misfit> {
    let misfit = |(row, column): (u32, u32), why| Misfit { sheet: raw.name.clone(), cell: address(row, column), why };
    let mut all = Vec::new();
    for (row, cells) in raw.rows.iter().filter(|(_, cells)| !is_furniture(cells)) {
        for column in cells.keys().filter(|column| is_outside(*row, **column)) {
            let text = raw.text(*row, *column);
            // A title beside which somebody has written is still the form's.
            if !text.is_empty() && !is_own(&text) {
                all.push(misfit((*row, *column), Why::Beside(text)));
            }
        }
    }
    all.extend(raw.remarks.iter().map(|(place, text)| misfit(*place, Why::Pinned(text.clone()))));
    let more = all.split_off(all.len().min(TOLD));
    all.extend(more.first().map(|first| Misfit { why: Why::MoreBeside(more.len()), ..first.clone() }));
    all
}

/// Whether something in a column makes a row one that was filled in.
pub(super) fn is_asked(column: FormColumn) -> bool {
    column.is_open() && column != FormColumn::Person
}

/// What the program itself writes around the rows of a form.
fn is_furniture(cells: &BTreeMap<u32, Data>) -> bool {
    let texts = || cells.values().filter(|cell| **cell != Data::Empty).map(ToString::to_string);
    heads(cells).0.len() >= HEADS || texts().count() == 1 && texts().all(|text| is_own(&text))
}

fn is_own(text: &str) -> bool {
    is_title(text) || text.trim_start().starts_with(super::writer::HINT)
}

fn is_title(text: &str) -> bool {
    text.trim().split_once(' ').is_some_and(|(_, name)| super::form::NAMES.iter().any(|end| name.ends_with(end)))
}

/// What stands in a sheet that is no form, where a form stands in another: only that it is there is told.
pub(super) fn unread(raw: &RawSheet) -> Option<Misfit> {
    let says = |(row, cells): (&u32, &BTreeMap<u32, Data>)| {
        let column = cells.keys().find(|column| !raw.text(*row, **column).is_empty())?;
        Some((*row, *column))
    };
    let (row, column) = raw.rows.iter().find_map(says).filter(|_| raw.name != super::writer::GUIDE_SHEET)?;
    Some(Misfit { sheet: raw.name.clone(), cell: address(row, column), why: Why::NoFormSheet })
}
