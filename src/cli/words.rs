//! What the words behind options mean. Full-width forms count as half-width ones.

use chrono::NaiveDate;
use std::path::Path;

use super::error::CliError;
use crate::domain::{Kind, Period, Status, parse_date, parse_percent, parse_period};
use crate::query::{GroupBy, Scope};
use crate::report::{Fit, Purpose, Unfit};
use crate::text::{Lang, fold_width};

pub(super) fn status(word: &str) -> Result<Status, CliError> {
    let known = || Status::ALL.map(|s| (s.label(Lang::Zh).to_owned(), s.word().to_owned())).to_vec();
    Status::from_word(word).ok_or_else(|| unknown("--status", word, known()))
}

/// A kind of entry.
pub(super) fn kind(word: &str) -> Result<Kind, CliError> {
    let known = || Kind::ALL.map(|k| (k.label(Lang::Zh).to_owned(), k.word().to_owned())).to_vec();
    Kind::from_word(word).ok_or_else(|| unknown("--kind", word, known()))
}

/// A way of grouping.
pub(super) fn grouping(word: &str) -> Result<GroupBy, CliError> {
    let known = || GroupBy::all().map(|g| (g.label(Lang::Zh).to_owned(), g.word().to_owned())).collect();
    GroupBy::from_word(word).ok_or_else(|| unknown("--group", word, known()))
}

/// Whose and which entries.
pub(super) fn scope(word: &str) -> Result<Scope, CliError> {
    let known = || Scope::ALL.map(|s| (s.label(Lang::Zh).to_owned(), s.word().to_owned())).to_vec();
    Scope::from_word(word).ok_or_else(|| unknown("--scope", word, known()))
}

/// A word that is none of those that an option knows.
pub(super) fn unknown(option: &'static str, word: &str, known: Vec<(String, String)>) -> CliError {
    CliError::Word { option, word: word.to_owned(), known }
}

/// The format that is asked for by name or by the output's ending, with what writes it.
pub(super) fn format<W>(purpose: &Purpose<W>, word: Option<&str>, output: Option<&Path>) -> Result<Fit<W>, CliError> {
    purpose.choose(word, output).map_err(|unfit| {
        let known = purpose.formats().map(|(f, _)| (format!("{}（{}）", f.word, f.label(Lang::Zh)), f.word.to_owned())).collect();
        match unfit {
            Unfit::Word(word) => unknown("--format", &word, known),
            Unfit::Ending(ending) => unknown("--output", &format!(".{ending}"), known),
        }
    })
}

/// A percentage, with or without its sign.
pub(super) fn percent(word: &str) -> Result<u8, CliError> {
    parse_percent(word).ok_or_else(|| wrong("--percent", word, ("0 到 100 的整数", "a whole number from 0 to 100")))
}

/// A whole number up to a greatest.
pub(super) fn whole(option: &'static str, word: &str, most: u64) -> Result<u64, CliError> {
    let number = fold_width(word.trim()).parse().ok().filter(|n| *n <= most);
    number.ok_or_else(|| {
        let (zh, en) = if most == u64::MAX {
            ("0 或更大的整数".into(), "a whole number".into())
        } else {
            (format!("0 到 {most} 的整数"), format!("a whole number from 0 to {most}"))
        };
        CliError::Number { option, word: word.to_owned(), wanted: (zh, en) }
    })
}

/// A number that is none, or out of its range.
pub(super) fn wrong(option: &'static str, word: &str, (zh, en): (&str, &str)) -> CliError {
    CliError::Number { option, word: word.to_owned(), wanted: (zh.to_owned(), en.to_owned()) }
}

/// A day in the words that people use; without a year, that of `today`.
pub(super) fn date(option: &'static str, words: &str, today: NaiveDate) -> Result<NaiveDate, CliError> {
    parse_date(words, today).map_err(|e| CliError::Date(option, e))
}

/// A period that is reported on; without a year, the last that has begun by `today` or soon will.
pub(super) fn period(option: &'static str, words: &str, today: NaiveDate) -> Result<Period, CliError> {
    parse_period(words, today).map_err(|e| CliError::Period(option, e))
}
