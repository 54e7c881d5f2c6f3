//! The options by which `set` and `add` say what the plan states of an entry: one for each attribute that can be amended.

use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};

use super::call::unresolved;
use super::error::CliError;
use crate::domain::{Attribute, Entry, Ledger, Slot, Unfit};
use crate::text::Lang;

/// What was said, attribute by attribute; lists may be said in parts.
#[derive(Debug, Default)]
pub(super) struct Amendments(Vec<(Attribute, String)>);

impl Amendments {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an attribute was spoken of.
    pub(super) fn say(&self, attribute: Attribute) -> bool {
        self.0.iter().any(|(a, _)| *a == attribute)
    }

    pub(super) fn apply(&self, ledger: &Ledger, entry: &mut Entry) -> Result<(), CliError> {
        for (attribute, text) in &self.0 {
            attribute.amend(entry, text, &ledger.departments).map_err(|unfit| match unfit {
                Unfit::Body(e) => unresolved(ledger, "--with", e),
                other => CliError::unread(&format!("--{}", long(*attribute)), &other),
            })?;
        }
        Ok(())
    }
}

impl FromArgMatches for Amendments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let said = |attribute: Attribute| {
            let parts: Vec<String> = matches.get_many::<String>(attribute.word())?.cloned().collect();
            Some((attribute, parts.join("、")))
        };
        Ok(Amendments(Attribute::amendable().filter_map(said).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Amendments::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::Args for Amendments {
    fn augment_args(command: Command) -> Command {
        Attribute::amendable().map(option).fold(command, Command::arg)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Amendments::augment_args(command)
    }
}

/// `risk-level`.
fn long(attribute: Attribute) -> String {
    attribute.word().replace('_', "-")
}

fn option(attribute: Attribute) -> Arg {
    let (zh, en) = (attribute.label(Lang::Zh), attribute.label(Lang::En));
    let terms = |lang: Lang| attribute.holds().terms().iter().map(|t| t.written(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
    let (help, value, action) = match attribute.place() {
        Some(Slot::Bodies(_)) => (
            format!(
                "{zh}，可重复或用顿号隔开；只落实的后面写（落实） | {en} bodies, repeated or with 、 between; （落实） behind one that only implements"
            ),
            "单位 | BODY",
            ArgAction::Append,
        ),
        Some(Slot::List(_)) => (format!("{zh}，可重复或用顿号隔开 | {en}, repeated or with 、 between"), "名称 | NAME", ArgAction::Append),
        Some(Slot::Money(_)) => (format!("{zh}，如 5000、1.5亿 | {en}: 5000, 1.5亿"), "万元 | AMOUNT", ArgAction::Set),
        Some(Slot::Choice(_)) => (format!("{zh}：{} | {en}: {}", terms(Lang::Zh), terms(Lang::En)), "值 | VALUE", ArgAction::Set),
        _ => (format!("{zh} | {en}"), "文字 | TEXT", ArgAction::Set),
    };
    Arg::new(attribute.word()).long(long(attribute)).value_name(value).help(help).action(action)
}
