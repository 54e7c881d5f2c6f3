//! What an attribute of an entry can hold, how it is written, and how it is read from what a person writes.

use chrono::NaiveDate;

use super::department::{Register, Unresolved};
use super::entry::Entry;
use super::id::DeptId;
use super::ledger::Ledger;
use super::list::Cooperation;
use super::number::parse_wan;
use super::standing::Standing;
use super::vocabulary::Term;
use crate::says_as_error;
use crate::text::{Lang, Say, list_parts};

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
    /// One of a few, by its place among their terms.
    Choice(usize),
    /// Percent, 0 to 100.
    Percent(u8),
    /// 万元 (10,000 yuan).
    Money(f64),
    /// A year.
    Year(i32),
    /// A day.
    Day(NaiveDate),
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
    /// Bodies with their roles.
    Bodies,
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

/// How an attribute is set: where in the entry its value stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    /// A line that must not be empty.
    Name(fn(&mut Entry) -> &mut String),
    /// Words in several lines.
    Text(fn(&mut Entry) -> &mut String),
    /// Several names.
    List(fn(&mut Entry) -> &mut Vec<String>),
    /// Bodies with their roles.
    Bodies(fn(&mut Entry) -> &mut Vec<Cooperation>),
    /// An amount.
    Money(fn(&mut Entry) -> &mut Option<f64>),
    /// One of a few, by its place among their terms, or none.
    #[allow(dead_code, reason = "what an optional attribute with a vocabulary is amended by")]
    Choice(fn(&mut Entry, Option<usize>)),
}

/// Why an attribute cannot be what a person writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It must say something.
    Empty,
    /// It is no amount of money.
    Money(String),
    /// It is none of the few values.
    Choice(String, &'static [Term]),
    /// It names a body that nobody knows.
    Body(Unresolved),
}

says_as_error!(Unfit);

impl Say for Unfit {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unfit::Empty => lang.pick("不能空着", "must not be empty").to_owned(),
            Unfit::Money(_) => lang.pick("金额（万元，如 5000、1.5亿）", "an amount in 万元, such as 5000 or 1.5亿").to_owned(),
            Unfit::Choice(word, terms) => {
                let known = terms.iter().map(|t| t.written(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
                lang.pick(format!("没有 `{word}`，可写 {known}"), format!("there is no `{word}`; write {known}"))
            }
            Unfit::Body(unresolved) => unresolved.say(lang),
        }
    }
}

impl Slot {
    /// Puts a value as a person writes it into an entry; names of bodies that the entry's plan uses count first.
    pub(crate) fn put(self, entry: &mut Entry, text: &str, holds: Holds, register: &Register) -> Result<(), Unfit> {
        let text = text.trim();
        match self {
            Slot::Name(_) if text.is_empty() => return Err(Unfit::Empty),
            Slot::Name(of) | Slot::Text(of) => text.clone_into(of(entry)),
            Slot::List(of) => *of(entry) = list_parts(text, |_| false).into_iter().map(str::to_owned).collect(),
            Slot::Bodies(of) => *of(entry) = Cooperation::read_list(text, register, Some(entry.id.plan())).map_err(Unfit::Body)?,
            Slot::Money(of) if text.is_empty() => *of(entry) = None,
            Slot::Money(of) => *of(entry) = Some(parse_wan(text).ok_or_else(|| Unfit::Money(text.to_owned()))?),
            Slot::Choice(set) if text.is_empty() => set(entry, None),
            Slot::Choice(set) => {
                let terms = holds.terms();
                let rank = Term::find(terms, text).ok_or_else(|| Unfit::Choice(text.to_owned(), terms))?;
                set(entry, Some(rank).filter(|rank| holds.none().is_none() || rank + 1 < terms.len()));
            }
        }
        Ok(())
    }
}
