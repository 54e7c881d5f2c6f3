//! What the words behind options mean. Full-width forms count as half-width ones.

use chrono::NaiveDate;
use std::path::Path;

use super::error::CliError;
use crate::domain::{
    Cause, Condition, Kind, LedgerReader, Period, Problem, Reader, Stage, Status, Term, UpdateId, parse_date, parse_percent, parse_period,
    working_days,
};
use crate::profile::Session;
use crate::query::{GroupBy, PoolBy, Scope};
use crate::report::{Fit, Purpose, Unfit};
use crate::text::{Lang, fold_width};

pub(super) fn status(word: &str) -> Result<Status, CliError> {
    one_of("--status", word, (&Status::ALL, &Status::TERMS))
}

/// A kind of cause.
pub(super) fn cause(word: &str) -> Result<Cause, CliError> {
    one_of("--cause", word, (&Cause::ALL, &Cause::TERMS))
}

/// The stage of a project.
pub(super) fn stage(word: &str) -> Result<Stage, CliError> {
    one_of("stage", word, (&Stage::ALL, &Stage::TERMS))
}

/// By what the project pool is divided.
pub(super) fn pool_by(word: &str) -> Result<PoolBy, CliError> {
    one_of("--by", word, (&PoolBy::ALL, &PoolBy::TERMS))
}

/// What is settled of what a project needs.
pub(super) fn conditions(option: &str, words: &[String]) -> Result<Vec<Condition>, CliError> {
    let known = || Condition::TERMS.iter().map(|t| (t.label(Lang::Zh).to_owned(), t.word.to_owned()));
    Condition::read(&words.join("、")).map_err(|word| CliError::unknown(option, &word, known()))
}

/// Some of the open problems, by their numbers or all of them; by the updates that raised them.
pub(super) fn problems(option: &str, words: &str, open: &[Problem]) -> Result<Vec<UpdateId>, CliError> {
    let words = fold_width(words.trim());
    if matches!(words.as_str(), "全部" | "all") {
        return Ok(open.iter().map(|p| p.raised.clone()).collect());
    }
    let one = |word: &str| {
        let number = word.trim().parse::<usize>().ok().and_then(|n| open.get(n.checked_sub(1)?));
        let problem = number.or_else(|| open.iter().find(|p| p.raised.as_str() == word.trim()));
        let known = || (1..).zip(open).map(|(n, p)| (format!("{n} {}", p.words), n.to_string()));
        problem.map(|p| p.raised.clone()).ok_or_else(|| CliError::unknown(option, word, known()))
    };
    words.split(['、', ',', ' ']).filter(|w| !w.is_empty()).map(one).collect()
}

/// A kind of entry.
pub(super) fn kind(word: &str) -> Result<Kind, CliError> {
    one_of("--kind", word, (&Kind::ALL, &Kind::TERMS))
}

/// Whose and which entries.
pub(super) fn scope(word: &str) -> Result<Scope, CliError> {
    let known = || Scope::all().map(|scope| (scope.label(Lang::Zh), scope.word()));
    Scope::from_word(word).ok_or_else(|| CliError::unknown("--scope", word, known()))
}

/// One of a few values, by any of its names.
fn one_of<T: Copy>(option: &str, word: &str, (all, terms): (&[T], &[Term])) -> Result<T, CliError> {
    let known = || terms.iter().map(|t| (t.label(Lang::Zh).to_owned(), t.word.to_owned()));
    Term::find(terms, word).map(|rank| all[rank]).ok_or_else(|| CliError::unknown(option, word, known()))
}

/// A way of grouping.
pub(super) fn grouping(word: &str) -> Result<GroupBy, CliError> {
    let known = || GroupBy::all().map(|g| (g.label(Lang::Zh).to_owned(), g.word().to_owned()));
    GroupBy::from_word(word).ok_or_else(|| CliError::unknown("--group", word, known()))
}

/// The format that is asked for by name or by the output's ending, with what writes it.
pub(super) fn format<W>(purpose: &Purpose<W>, word: Option<&str>, output: Option<&Path>) -> Result<Fit<W>, CliError> {
    purpose.choose(word, output).map_err(|unfit| {
        let known = purpose.formats().map(|(f, _)| (format!("{}（{}）", f.word, f.label(Lang::Zh)), f.word.to_owned()));
        match unfit {
            Unfit::Word(word) => CliError::unknown("--format", &word, known),
            Unfit::Ending(ending) => CliError::unknown("--output", &format!(".{ending}"), known),
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
    number.ok_or_else(|| match most {
        u64::MAX => wrong(option, word, ("0 或更大的整数", "a whole number")),
        most => wrong(option, word, (&format!("0 到 {most} 的整数"), &format!("a whole number from 0 to {most}"))),
    })
}

/// A number that is none, or out of its range.
fn wrong(option: &str, word: &str, (zh, en): (&str, &str)) -> CliError {
    CliError::usage(&format!("{option} 的 `{word}` 不是{zh}"), &format!("{option}: `{word}` is not {en}"), "", "")
}

/// A day in the words that people use; without a year, that of `today`.
pub(super) fn date(option: &'static str, words: &str, today: NaiveDate) -> Result<NaiveDate, CliError> {
    parse_date(words, today).map_err(|e| CliError::about(option, &e))
}

/// The same in a ledger, by whose calendar working days are counted.
pub(super) fn date_in(option: &'static str, words: &str, session: &Session) -> Result<NaiveDate, CliError> {
    if working_days(words).is_none() {
        return date(option, words, session.today);
    }
    let reader = LedgerReader { ledger: &session.ledger, plan: "", today: session.today };
    reader.day(words).map_err(|e| CliError::about(option, &e))
}

/// That words are no years.
pub(super) fn not_years(words: &str) -> CliError {
    let (zh, en) = (format!("--period 读不懂 `{words}`"), format!("--period: `{words}` are no years"));
    CliError::usage(&zh, &en, "写 2026 或 2026-2028。", "Write 2026 or 2026-2028.")
}

/// A period that is reported on; without a year, the last that has begun by `today` or soon will.
pub(super) fn period(option: &'static str, words: &str, today: NaiveDate) -> Result<Period, CliError> {
    parse_period(words, today).map_err(|e| CliError::about(option, &e))
}
