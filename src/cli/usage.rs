//! The parser's complaints in our own words: its own are English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::CliError;

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
        ErrorKind::ArgumentConflict => match word(error, ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == arg => return twice(&arg),
            prior => (format!("`{arg}` 不能与 `{prior}` 同用"), format!("`{arg}` cannot go with `{prior}`")),
        },
        ErrorKind::InvalidUtf8 => ("参数不是 UTF-8 文字".into(), "an argument is not UTF-8".into()),
        _ => ("命令写法不对".into(), "the command line is not understood".into()),
    };
    CliError::Usage((zh, en), hint(error))
}

/// An option that says one thing was written more than once.
pub(super) fn twice(option: &str) -> CliError {
    let name = option.split(' ').next().unwrap_or(option);
    let (zh, en) = (format!("`{name}` 写了两次"), format!("`{name}` is given twice"));
    CliError::usage(&zh, &en, "请只写一次。", "Say it once.")
}

fn hint(error: &clap::Error) -> (String, String) {
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand].map(|kind| nearest(error, kind)).concat();
    let help = "duban --help";
    if near.is_empty() {
        return (format!("用法见 {help} 或 duban 命令 --help。"), format!("See {help}, or duban COMMAND --help."));
    }
    (format!("是不是 `{near}`？用法见 {help}。"), format!("Did you mean `{near}`? See {help}."))
}

/// The nearest of what is suggested, which stands last.
fn nearest(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(all)) => all.last().cloned().unwrap_or_default(),
        _ => word(error, kind),
    }
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

#[cfg(test)]
mod tests {
    use crate::cli::{declarations, parse};
    use crate::text::{Lang, Say};
    use clap::{Arg, ArgAction, Command};
    use std::ffi::OsString;

    /// Every option with the words that lead to its command.
    fn options(command: &Command, path: &[&str], all: &mut Vec<(Vec<String>, Arg)>) {
        let words = |name: &str| path.iter().copied().chain([name]).map(str::to_owned).collect::<Vec<_>>();
        let own = words(command.get_name());
        all.extend(command.get_arguments().filter(|a| !a.is_positional()).map(|a| (own.clone(), a.clone())));
        for inner in command.get_subcommands() {
            options(inner, &own.iter().map(String::as_str).collect::<Vec<_>>(), all);
        }
    }

    /// What the parser says of an option that is written twice, where each of them is to stand.
    fn said_twice(before: &[String], behind: &[String], name: &str) -> Option<String> {
        let option = format!("--{name}=1");
        let words = before.iter().cloned().chain([option.clone()]).chain(behind.iter().cloned()).chain([option]);
        parse(&words.map(OsString::from).collect::<Vec<_>>(), Lang::Zh).err().map(|e| e.say(Lang::Zh))
    }

    /// Of records besides entries, and of what is done at once: lists, each with its words in the order of the help.
    fn of_records() -> Vec<String> {
        let acts = |lists: &[String]| ["add", "set"].map(|act| lists.iter().map(|l| l.replace("ACT", act)).collect::<Vec<_>>()).concat();
        let lists = |act: &str, all: &[&str]| all.iter().map(|list| format!("{act} --{list}")).collect::<Vec<_>>();
        [
            lists("plan decompose", &["years", "quarters"]),
            acts(&lists("body ACT", &["aliases", "former", "members"])),
            lists("body split", &["into", "to"]),
            acts(&lists("enterprise ACT", &["aliases"])),
            acts(&lists("place ACT", &["aliases", "former"])),
            acts(&lists("indicator ACT", &["same-as", "targets"])),
            acts(&lists("step ACT", &["bodies", "enterprises"])),
            acts(&lists("matter ACT", &["entries", "needs"])),
            lists("matter consult", &["came"]),
            lists("matter settle", &["step"]),
            acts(&lists("inspection ACT", &["inspectors", "bodies", "entries"])),
            acts(&lists("liaison ACT", &["entries", "enterprises"])),
            lists("pool", &["sort"]),
            lists("stage", &["met", "unmet"]),
            lists("dispatch", &["plan"]),
            lists("packet consult", &["dept"]),
            lists("packet in", &["accept", "word"]),
            lists("fill", &["map", "row"]),
            lists("lint", &["plan"]),
            acts(&lists("calendar ACT", &["off", "work"])),
            lists("import", &["rule-off"]),
            lists("check", &["explain"]),
        ]
        .concat()
    }

    #[test]
    fn an_option_adds_up_or_is_refused_when_it_is_written_twice() {
        let mut all = Vec::new();
        options(&declarations(Lang::Zh), &[], &mut all);
        assert!(all.len() > 200, "{}", all.len());
        let mut adds_up = Vec::new();
        for (path, arg) in &all {
            let name = arg.get_long().unwrap();
            match arg.get_action() {
                ArgAction::Help | ArgAction::Version => {}
                ArgAction::SetTrue => {
                    let twice = path.iter().cloned().chain([format!("--{name}"), format!("--{name}")]).map(OsString::from);
                    let wrong = parse(&twice.collect::<Vec<_>>(), Lang::Zh).err().map(|e| e.say(Lang::Zh)).unwrap_or_default();
                    assert!(!wrong.contains("两次"), "{path:?} --{name}: {wrong}");
                }
                ArgAction::Append => adds_up.push(format!("{} --{name}", path.join(" "))),
                ArgAction::Set => {
                    let refusal = format!("`--{name}` 写了两次");
                    assert_eq!(said_twice(path, &[], name), Some(refusal.clone()), "{path:?}");
                    if path.len() == 1 {
                        assert_eq!(said_twice(path, &["list".to_owned()], name), Some(refusal));
                    }
                }
                other => panic!("{path:?} --{name}: {other:?}"),
            }
        }
        adds_up.retain(|option| !option.ends_with(" --filter"));
        let [listed, split] = [&["list --sort", "list --columns"][..], &["split --into", "split --step"]]
            .map(|of| of.iter().map(|o| format!("duban entry {o}")));
        let lists = |command: &str| {
            let records = ["with", "region", "enterprise", "figures", "attachment", "doubts", "policy", "partners"];
            let links = ["carries-out", "same-as", "proposed", "invest-plan"];
            records.into_iter().chain(links).map(|list| format!("duban {command} --{list}")).collect::<Vec<_>>()
        };
        let shown = ["list --sort", "list --columns", "departments --sort", "stats --by", "stats --sort"].map(|o| format!("duban {o}"));
        let verbs = shown.into_iter().chain(lists("set")).chain(lists("amend")).chain(lists("add"));
        let by_design = verbs.chain(listed).chain(lists("entry add")).chain(lists("entry set")).chain(split);
        let by_design = by_design.chain(of_records().into_iter().map(|o| format!("duban {o}")));
        assert_eq!(adds_up, by_design.collect::<Vec<_>>());
    }

    #[test]
    fn filters_before_and_behind_a_command_add_up() {
        let words = ["duban", "--filter", "a", "--json", "list", "--filter", "b", "--filter", "c", "--json"].map(OsString::from);
        let globals = parse(&words, Lang::Zh).unwrap().unwrap().globals;
        assert_eq!((globals.filter.join(" ").as_str(), globals.json), ("a b c", true));
    }
}
