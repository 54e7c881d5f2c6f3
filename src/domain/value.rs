//! What an attribute of an entry can hold.

use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

use super::attachment::Attachment;
use super::entry::Entry;
use super::id::{DeptId, EntryId};
use super::ledger::Ledger;
use super::level::Level;
use super::list::Cooperation;
use super::period::Period;
use super::pool::InStatistics;
use super::proposed::ProposedLead;
use super::standing::Standing;
use super::stated::LeadBasis;
use super::vocabulary::Term;

/// An entry with how it stands on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged<'a> {
    /// The ledger that holds it.
    pub(crate) ledger: &'a Ledger,
    pub(crate) entry: &'a Entry,
    /// How it stands.
    pub(crate) standing: &'a Standing,
}

/// A value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held<'a> {
    /// Nothing.
    None,
    /// Words.
    Text(&'a str),
    /// Several names, or notes.
    List(&'a [String]),
    /// A body.
    Body(&'a DeptId),
    /// Bodies with their roles.
    Bodies(&'a [Cooperation]),
    /// Bodies that are suggested to lead.
    Proposed(&'a [ProposedLead]),
    /// Other entries.
    Entries(&'a [EntryId]),
    /// Files and papers.
    Attachments(&'a [Attachment]),
    /// One of a few, by its place among their terms.
    Choice(usize),
    /// Percent, 0 to 100.
    Percent(u8),
    /// 万元 (10,000 yuan).
    Money(f64),
    /// A year.
    Year(i32),
    /// 万元 a year.
    Yearly(&'a BTreeMap<i32, f64>),
    /// A day.
    Day(NaiveDate),
}

impl Held<'_> {
    /// Whether nothing is said.
    pub(crate) fn is_nothing(self) -> bool {
        match self {
            Held::None => true,
            Held::List(all) => all.is_empty(),
            Held::Entries(all) => all.is_empty(),
            Held::Attachments(all) => all.is_empty(),
            Held::Proposed(all) => all.is_empty(),
            _ => false,
        }
    }

    /// Whether one of the texts in it is meant.
    pub(crate) fn has_text(self, is_meant: impl Fn(&str) -> bool) -> bool {
        match self {
            Held::Text(text) => is_meant(text),
            Held::List(texts) => texts.iter().any(|text| is_meant(text)),
            Held::Entries(ids) => ids.iter().any(|id| is_meant(id.as_str())),
            Held::Attachments(all) => all.iter().any(|one| is_meant(&one.name)),
            _ => false,
        }
    }
}

/// Which kind of values an attribute holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Holds {
    /// Words.
    Text,
    /// Several names, or notes.
    List,
    /// A body.
    Body,
    /// Bodies with their roles, or with the ground on which they are suggested.
    Bodies,
    /// Other entries.
    Entries,
    /// One of a few.
    Choice(&'static [Term]),
    /// One of a few or none; the last term stands for none.
    ChoiceOrNone(&'static [Term]),
    /// Any of a few, which are true or not.
    Flags(&'static [Term]),
    /// Percent.
    Percent,
    /// 万元.
    Money,
    /// A year.
    Year,
    /// A day.
    Day,
}

impl Holds {
    /// Whether its values are numbers, which stand to the right.
    pub fn is_number(self) -> bool {
        matches!(self, Holds::Percent | Holds::Money | Holds::Year)
    }

    /// Whether its values can be compared with `<` and `>`.
    pub(crate) fn is_ordered(self) -> bool {
        self.is_number() || self == Holds::Day
    }

    /// The words for its values, where there are only a few.
    pub(crate) fn terms(self) -> &'static [Term] {
        match self {
            Holds::Choice(terms) | Holds::ChoiceOrNone(terms) | Holds::Flags(terms) => terms,
            _ => &[],
        }
    }

    /// The words for the absence of a value, where there are any.
    pub(crate) fn none(self) -> Option<&'static Term> {
        if let Holds::ChoiceOrNone(terms) = self { terms.last() } else { None }
    }
}

impl Judged<'_> {
    pub(super) fn in_statistics(self) -> Option<InStatistics> {
        self.standing.state.project.as_ref()?.in_statistics(self.ledger.day())
    }

    pub(super) fn year(self) -> Period {
        Period::Year(self.ledger.day().year())
    }

    pub(super) fn planned(self) -> Option<f64> {
        self.entry.invest_plan.get(&self.ledger.day().year()).copied()
    }

    pub(crate) fn invested(self, within: Option<Period>) -> Option<f64> {
        self.standing.state.project.as_ref()?.invested_in(within, self.ledger.day())
    }

    pub(crate) fn lead_basis(self) -> Option<LeadBasis> {
        self.standing.state.lead.value.as_ref().map(|lead| self.ledger.lead_basis(self.entry, lead))
    }

    pub(super) fn lead_level(self) -> Option<Level> {
        self.ledger.departments.get(self.standing.state.lead.value.as_ref()?).map(|dept| dept.level)
    }
}
