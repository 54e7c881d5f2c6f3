//! The parser's complaints in our own words: its own are English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::CliError;

/// What is wrong with a command line.
pub(super) fn complaint(error: &clap::Error) -> CliError {
    let arg = word(error, ContextKind::InvalidArg);
    let value = word(error, ContextKind::InvalidValue);
    let (zh, en) = match error.kind() {
        ErrorKind::UnknownArgument => (format!("没有 `{arg}` 这个参数"), format!("there is no argument `{arg}`")),
        ErrorKind::InvalidSubcommand => {
            let name = word(error, ContextKind::InvalidSubcommand);
            (format!("没有 `{name}` 这个命令"), format!("there is no command `{name}`"))
        }
        ErrorKind::MissingRequiredArgument => (format!("缺少 {arg}"), format!("{arg} is missing")),
        ErrorKind::MissingSubcommand => ("缺少命令".into(), "a command is missing".into()),
        ErrorKind::InvalidValue if value.is_empty() => (format!("`{arg}` 后面缺少值"), format!("`{arg}` wants a value")),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (format!("`{arg}` 不能是 `{value}`"), format!("`{arg}` cannot be `{value}`"))
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues => (format!("`{arg}` 后面缺少值"), format!("`{arg}` wants a value")),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            (format!("`{arg}` 的值太多：`{value}`"), format!("`{arg}` has too many values: `{value}`"))
        }
        ErrorKind::ArgumentConflict => conflict(&arg, &word(error, ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => ("参数不是 UTF-8 文字".into(), "an argument is not UTF-8".into()),
        _ => ("命令写法不对".into(), "the command line is not understood".into()),
    };
    CliError::Usage((zh, en), hint(error))
}

fn conflict(arg: &str, prior: &str) -> (String, String) {
    if prior.is_empty() || prior == arg {
        return (format!("`{arg}` 写了两次"), format!("`{arg}` is given twice"));
    }
    (format!("`{arg}` 不能与 `{prior}` 同用"), format!("`{arg}` cannot go with `{prior}`"))
}

fn hint(error: &clap::Error) -> (String, String) {
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand].map(|kind| word(error, kind)).concat();
    let help = "duban --help";
    if near.is_empty() {
        return (format!("用法见 {help} 或 duban 命令 --help。"), format!("See {help}, or duban COMMAND --help."));
    }
    (format!("是不是 `{near}`？用法见 {help}。"), format!("Did you mean `{near}`? See {help}."))
}

fn word(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(all)) => all.join(" "),
        Some(ContextValue::StyledStr(s)) => s.to_string(),
        Some(ContextValue::StyledStrs(all)) => all.first().map(ToString::to_string).unwrap_or_default(),
        _ => String::new(),
    }
}
