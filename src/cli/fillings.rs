//! The options by which commands say what a record states: one for each of its fields that a person fills in.

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};
use std::marker::PhantomData;

use super::call::{body, entry};
use super::error::CliError;
use super::near;
use crate::domain::{Asks, Attribute, Entry, Facts, FieldRow, Kept, Ledger, LedgerReader, Listed, Misread, Reader};
use crate::profile::Session;
use crate::store::attached_file;
use crate::text::Lang;

/// A kind of record whose fields are options.
pub(super) trait Filled: Kept + Facts {
    /// The command that enters and changes such records.
    const COMMAND: &'static str;
    /// The fields that a table of them shows.
    const SHOWN: &'static [&'static str] = &[];

    /// What a table says besides of how they stand.
    const JUDGED: &'static [(&'static str, &'static str)] = &[];

    /// How it stands, in that order.
    fn judged(&self, _session: &Session, _lang: Lang) -> Vec<String> {
        Vec::new()
    }

    /// The fields that a person fills in, each with the word of its option.
    fn options() -> Vec<(&'static str, FieldRow)> {
        Self::fields().into_iter().map(|field| (field.word, field)).collect()
    }

    /// What its page says before what it states.
    fn beside(&self, _session: &Session, _lang: Lang) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Whether a list leaves it out on a day, unless all are asked for.
    fn is_past(&self, _ledger: &Ledger, _day: NaiveDate) -> bool {
        false
    }

    /// Every name by which a person may mean it.
    fn names(&self) -> Vec<&str> {
        vec![self.name()]
    }

    /// What it names of files is as they are now.
    fn seal(&mut self, _session: &Session) {}

    /// The one that a word stands for.
    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Self, CliError>;
}

/// The record that a word stands for: by its id, or by a name that no other has.
pub(super) fn called<'a, R: Kept>(ledger: &'a Ledger, word: &str, (zh, en): (&str, &str)) -> Result<&'a R, CliError> {
    let records = R::records(ledger);
    if let Some(one) = records.by_id(&word.trim().into()) {
        return Ok(one);
    }
    let called: Vec<&R> = records.iter().map(AsRef::as_ref).filter(|record| record.name() == word.trim()).collect();
    match called.as_slice() {
        [one] => Ok(one),
        [] => Err(CliError::nothing((zh, en), word, &near::names(word, records.iter().map(|record| vec![record.name()])))),
        several => {
            let ids: Vec<String> = several.iter().map(|record| record.id().to_string()).collect();
            Err(CliError::nothing((&format!("唯一的{zh}"), &format!("single {en}")), word, &ids))
        }
    }
}

impl Filled for Entry {
    const COMMAND: &'static str = "set";

    fn options() -> Vec<(&'static str, FieldRow)> {
        Attribute::amendable().filter_map(|a| Some((a.word(), a.field()?))).collect()
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Entry, CliError> {
        entry(ledger, word)
    }

    fn seal(&mut self, session: &Session) {
        let here = std::env::current_dir().ok();
        Entry::seal(self, |name| attached_file(&session.file.path, here.as_deref(), name));
    }
}

/// What was said, field by field; lists may be said in parts.
#[derive(Debug)]
pub(super) struct Fillings<R>(Vec<(&'static str, FieldRow, String)>, PhantomData<R>);

impl<R> Default for Fillings<R> {
    fn default() -> Self {
        Fillings(Vec::new(), PhantomData)
    }
}

impl<R: Filled> Fillings<R> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a field was spoken of.
    pub(super) fn say(&self, option: &str) -> bool {
        self.0.iter().any(|(word, ..)| *word == option)
    }

    /// Fills in what was said.
    pub(super) fn apply(&self, session: &Session, record: &mut R) -> Result<(), CliError> {
        let (ledger, plan) = (&session.ledger, record.stands().0.to_owned());
        let reader = LedgerReader { ledger, plan: &plan, today: session.today };
        for (option, field, text) in &self.0 {
            let option = format!("--{}", long(option));
            let misread = |misread: Misread| match &misread {
                Misread::Body(name, _) => {
                    body(ledger, &option, name, Some(&plan)).err().unwrap_or_else(|| CliError::about(&option, &misread))
                }
                other => CliError::about(&option, other),
            };
            match added(field, text, &reader) {
                None => record.fill(field, text, &reader).map_err(misread)?,
                Some(more) if field.asks == Asks::Targets => {
                    let all = format!("{}、{more}", record.written(field.word, ledger, Lang::Zh));
                    record.fill(field, &all, &reader).map_err(misread)?;
                }
                Some(more) => {
                    let had = list_of(record, field.word);
                    record.fill(field, &more, &reader).map_err(misread)?;
                    record.add_before(field.word, had);
                }
            }
        }
        record.seal(session);
        Ok(())
    }

    /// What stood in the lists that were said anew, and stands there no more: whoever meant to add is told how.
    pub(super) fn left_out(&self, before: &R, after: &R, names: &Ledger, lang: Lang) -> Vec<String> {
        let one = |(option, field, _): &(&str, FieldRow, String)| {
            let now = list_of(after, field.word);
            let gone: Vec<Listed> = list_of(before, field.word).into_iter().filter(|item| !now.contains(item)).collect();
            let gone = gone.iter().map(|item| item.in_words(names, lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
            let (label, option) = (lang.pick(field.label.0, field.label.1), long(option));
            (!gone.is_empty()).then(|| {
                lang.pick(
                    format!("{label}原有的{gone}不再列；要添加，写 --{option} +名称"),
                    format!("{label}: {gone} is left out; to add, write --{option} +NAME"),
                )
            })
        };
        self.0.iter().filter_map(one).collect()
    }
}

/// What is added to a list that is there, where a text says so by a plus before it; the id of an entry that was entered later begins so too.
fn added(field: &FieldRow, text: &str, reader: &LedgerReader<'_>) -> Option<String> {
    let more = text.trim().strip_prefix(['+', '＋']).filter(|_| holds_several(field.asks))?;
    let is_id = field.asks == Asks::Entries && Reader::entry(reader, text).is_some();
    (!is_id).then(|| more.replace("、+", "、").replace("、＋", "、"))
}

/// What stands in a list of a record.
fn list_of<R: Facts>(record: &R, word: &str) -> Vec<Listed> {
    record.lists().into_iter().find(|(list, _)| list.word == word).map(|(_, items)| items).unwrap_or_default()
}

impl<R: Filled> FromArgMatches for Fillings<R> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let said = |(option, field): (&'static str, FieldRow)| {
            let parts: Vec<String> = matches.get_many::<String>(option)?.cloned().collect();
            Some((option, field, parts.join("、")))
        };
        Ok(Fillings(R::options().into_iter().filter_map(said).collect(), PhantomData))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Fillings::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<R: Filled> clap::Args for Fillings<R> {
    fn augment_args(command: Command) -> Command {
        R::options().into_iter().map(option).fold(command, Command::arg)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Fillings::<R>::augment_args(command)
    }
}

/// `risk-level`.
pub(super) fn long(option: &str) -> String {
    option.replace('_', "-")
}

/// Whether a field is a list, of which an option may be repeated.
fn holds_several(asks: Asks) -> bool {
    matches!(
        asks,
        Asks::Names
            | Asks::Files
            | Asks::DatedNames
            | Asks::Handovers
            | Asks::Days
            | Asks::Bodies
            | Asks::Proposed
            | Asks::Entries
            | Asks::Targets
    )
}

fn option((name, field): (&'static str, FieldRow)) -> Arg {
    let (zh, en) = field.label;
    let several = holds_several(field.asks);
    let value = match field.asks {
        Asks::Line | Asks::Name | Asks::Text => "文字 | TEXT",
        Asks::Day | Asks::Days => "日期 | DAY",
        Asks::Due => "时间 | WHEN",
        Asks::Number => "数 | NUMBER",
        Asks::Amount => "万元 | AMOUNT",
        Asks::Choice(_) | Asks::YesNo => "值 | VALUE",
        Asks::Body | Asks::Bodies | Asks::Proposed => "单位 | BODY",
        Asks::Place => "地区 | PLACE",
        Asks::Entry | Asks::Entries => "编号 | ID",
        Asks::Plan => "方案 | PLAN",
        Asks::Inspection => "督导 | INSPECTION",
        Asks::Names => "名称 | NAME",
        Asks::Files => "路径或文号 | PATH",
        Asks::DatedNames => "名称@日期 | NAME@DAY",
        Asks::Handovers => "单位→单位@日期 | BODY→BODY@DAY",
        Asks::Target | Asks::Targets => "年=数 | YEAR=NUMBER",
    };
    let help = match field.asks {
        Asks::Line | Asks::Name | Asks::Text => format!("{zh} | {en}"),
        asks if several => {
            let (wanted, wanted_en) = (asks.wanted(Lang::Zh), asks.wanted(Lang::En));
            format!("{zh}：{wanted}；可重复，前面加 + 是添加 | {en}: {wanted_en}; may be repeated, + before it adds to what is there")
        }
        asks => format!("{zh}：{} | {en}: {}", asks.wanted(Lang::Zh), asks.wanted(Lang::En)),
    };
    let action = if several { ArgAction::Append } else { ArgAction::Set };
    Arg::new(name).long(long(name)).value_name(value).help(help).action(action)
}
