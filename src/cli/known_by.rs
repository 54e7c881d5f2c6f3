//! The arguments by which a new record is told from others: the first stands by itself, the others are options.

use clap::{Arg, ArgMatches, Command, FromArgMatches};
use std::marker::PhantomData;

use super::call::{body, entry, plan};
use super::error::CliError;
use super::fillings::long;
use crate::domain::{Asks, Born, FieldRow, Ledger, LedgerReader, Misread};
use crate::profile::Session;
use crate::text::{Lang, Say};

/// What was said of each part of its identity.
#[derive(Debug)]
pub(super) struct KnownBy<R>(Vec<String>, PhantomData<R>);

impl<R: Born> KnownBy<R> {
    /// One of which nothing but this is known.
    pub(super) fn born(&self, session: &Session) -> Result<R, CliError> {
        let reader = LedgerReader { ledger: &session.ledger, plan: "", today: session.today };
        R::born(&self.0, &reader).map_err(|misread| unborn::<R>(&session.ledger, &misread))
    }
}

fn unborn<R: Born>(ledger: &Ledger, misread: &Misread) -> CliError {
    let known = match misread {
        Misread::Not(Asks::Plan, word) => plan(ledger, word).err(),
        Misread::Not(Asks::Entry, word) => entry(ledger, word).err(),
        Misread::Body(word, _) => body(ledger, "--body", word, None).err(),
        _ => None,
    };
    known.unwrap_or_else(|| {
        let asked = |row: &&FieldRow| matches!(misread, Misread::Not(asks, _) if row.asks == *asks);
        let (zh, en) = R::KNOWN_BY.iter().find(asked).or(R::KNOWN_BY.first()).map_or(("", ""), |row| row.label);
        CliError::Usage((format!("{zh}{}", misread.say(Lang::Zh)), format!("{en} {}", misread.say(Lang::En))), Default::default())
    })
}

/// Its name among the arguments: a field may have the same word.
fn id(row: &FieldRow) -> String {
    format!("known-by-{}", row.word)
}

impl<R: Born> FromArgMatches for KnownBy<R> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let said = |row: &FieldRow| matches.get_one::<String>(&id(row)).cloned().unwrap_or_default();
        Ok(KnownBy(R::KNOWN_BY.iter().map(said).collect(), PhantomData))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = KnownBy::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<R: Born> clap::Args for KnownBy<R> {
    fn augment_args(command: Command) -> Command {
        R::KNOWN_BY.iter().enumerate().map(argument).fold(command, Command::arg)
    }

    fn augment_args_for_update(command: Command) -> Command {
        KnownBy::<R>::augment_args(command)
    }
}

fn argument((at, row): (usize, &FieldRow)) -> Arg {
    let (zh, en) = row.label;
    let arg = Arg::new(id(row))
        .value_name(format!("{zh} | {}", en.to_uppercase()))
        .required(at == 0 || matches!(row.asks, Asks::Plan | Asks::Body | Asks::Inspection));
    let help = match row.asks {
        Asks::Line | Asks::Name => format!("{zh} | {en}"),
        asks => format!("{zh}：{} | {en}: {}", asks.wanted(Lang::Zh), asks.wanted(Lang::En)),
    };
    let arg = arg.help(help);
    if at == 0 { arg } else { arg.long(long(row.word)) }
}
