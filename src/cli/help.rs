//! The help in the language of the call. Every help text in the declarations reads `中文 | English`; here one half
//! is picked, and the page laid out, since the parser's own is English only and counts a hanzi as one cell.

use clap::{Arg, ArgAction, Args, Command};

use super::globals::{EVERYWHERE, Globals};
use super::table::line_width;
use crate::text::{Lang, pad, width, wrap};

const WIDEST: usize = 100;
const SPECIFICATION: usize = 30;

/// Gives every command the options that all have, and every command and argument its words in one language.
pub(super) fn in_language(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    localise(command, lang, &name)
}

fn localise(command: Command, lang: Lang, path: &str) -> Command {
    let about = command.get_about().map(|s| half(&s.to_string(), lang)).unwrap_or_default();
    let after = command.get_after_help().map(|s| half(&s.to_string(), lang)).unwrap_or_default();
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut command = command.about(about).after_help(after).disable_help_flag(true).mut_args(|arg| repeatable(translate(arg, lang)));
    command = command.arg(help_flag(lang));
    for name in names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| localise(Globals::augment_args(sub), lang, &path));
    }
    command
}

/// A switch says the same however often it is written.
fn repeatable(arg: Arg) -> Arg {
    let own = arg.get_id().clone();
    if matches!(arg.get_action(), ArgAction::SetTrue) { arg.overrides_with(own) } else { arg }
}

/// Puts the laid-out pages in place.
pub(super) fn with_pages(mut command: Command, lang: Lang) -> Command {
    command.build();
    let top = command.get_name().to_owned();
    set_page(command, lang, &top)
}

fn set_page(command: Command, lang: Lang, path: &str) -> Command {
    let page = page(&command, lang, path);
    let usage = usage(&command, lang, path);
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut command = command.override_help(page).override_usage(usage);
    for name in names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| set_page(sub, lang, &path));
    }
    command
}

fn help_flag(lang: Lang) -> Arg {
    let help = lang.pick("显示本页", "Show this page");
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help).display_order(999)
}

fn translate(arg: Arg, lang: Lang) -> Arg {
    let help = arg.get_help().map(|s| half(&s.to_string(), lang)).unwrap_or_default();
    let names: Vec<String> = arg.get_value_names().into_iter().flatten().map(|n| half(n, lang)).collect();
    let arg = arg.help(help);
    if names.is_empty() { arg } else { arg.value_names(names) }
}

fn half(text: &str, lang: Lang) -> String {
    text.split_once(" | ").map_or(text, |(zh, en)| lang.pick(zh, en)).trim().to_owned()
}

fn usage(command: &Command, lang: Lang, path: &str) -> String {
    let mut words = vec![path.to_owned()];
    if command.get_opts().next().is_some() {
        words.push(lang.pick("[选项]", "[OPTIONS]").to_owned());
    }
    words.extend(command.get_opts().filter(|a| a.is_required_set()).map(specification));
    words.extend(command.get_positionals().map(specification));
    if command.has_subcommands() {
        words.push(lang.pick("[命令]", "[COMMAND]").to_owned());
    }
    words.join(" ")
}

/// `-o, --output <文件>`, `[编号]...`.
fn specification(arg: &Arg) -> String {
    let many = if matches!(arg.get_action(), ArgAction::Append) && arg.is_positional() { "..." } else { "" };
    let value = arg.get_value_names().and_then(|n| n.first()).map(ToString::to_string).unwrap_or_default();
    if arg.is_positional() {
        return if arg.is_required_set() { format!("<{value}>{many}") } else { format!("[{value}]{many}") };
    }
    let names = [arg.get_short().map(|s| format!("-{s}")), arg.get_long().map(|l| format!("--{l}"))];
    let names = names.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if !arg.get_action().takes_values() {
        return names;
    }
    let optional = arg.get_num_args().is_some_and(|n| n.min_values() == 0);
    if optional { format!("{names} [{value}]") } else { format!("{names} <{value}>") }
}

fn page(command: &Command, lang: Lang, path: &str) -> String {
    let mut out = String::new();
    let cells = line_width().unwrap_or(WIDEST).clamp(40, WIDEST);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    out.push_str(&format!("{about}\n\n{}{}\n", lang.pick("用法：", "Usage: "), usage(command, lang, path)));
    let commands: Vec<(String, String)> = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set())
        .map(|c| (c.get_name().to_owned(), c.get_about().map(ToString::to_string).unwrap_or_default()))
        .collect();
    section(&mut out, lang.pick("命令：", "Commands:"), &commands, cells);
    let shown = |arg: &&Arg| !arg.is_hide_set();
    let rows = |args: Vec<&Arg>| -> Vec<(String, String)> {
        let indent = |a: &Arg| if a.is_positional() || a.get_short().is_some() { "" } else { "    " };
        args.into_iter()
            .map(|a| (format!("{}{}", indent(a), specification(a)), a.get_help().map(ToString::to_string).unwrap_or_default()))
            .collect()
    };
    section(&mut out, lang.pick("参数：", "Arguments:"), &rows(command.get_positionals().filter(shown).collect()), cells);
    let options = || command.get_arguments().filter(|a| !a.is_positional()).filter(shown);
    let everywhere = |a: &&Arg| a.get_help_heading() == Some(EVERYWHERE);
    let common = |a: &&Arg| everywhere(a) || matches!(a.get_action(), ArgAction::Help | ArgAction::Version);
    section(&mut out, lang.pick("选项：", "Options:"), &rows(options().filter(|a| !common(a)).collect()), cells);
    let mut shared: Vec<&Arg> = options().filter(common).collect();
    shared.sort_by_key(|a| matches!(a.get_action(), ArgAction::Help | ArgAction::Version));
    section(&mut out, lang.pick("通用选项：", "Everywhere:"), &rows(shared), cells);
    if let Some(after) = command.get_after_help().map(ToString::to_string).filter(|a| !a.is_empty()) {
        out.push('\n');
        // Examples stand on indented lines, and are kept whole.
        let whole = |line: &str| if line.starts_with("  ") { vec![line.to_owned()] } else { wrap(line, cells) };
        after.lines().flat_map(whole).for_each(|line| out.push_str(&format!("{line}\n")));
    }
    out
}

fn section(out: &mut String, heading: &str, rows: &[(String, String)], cells: usize) {
    if rows.is_empty() {
        return;
    }
    out.push_str(&format!("\n{heading}\n"));
    let left = rows.iter().map(|(l, _)| width(l)).max().unwrap_or(0).min(SPECIFICATION);
    for (specification, help) in rows {
        let mut lines = wrap(help, cells.saturating_sub(left + 4)).into_iter();
        if width(specification) > left {
            out.push_str(&format!("  {specification}\n"));
        } else {
            let first = lines.next().unwrap_or_default();
            out.push_str(format!("  {}  {first}", pad(specification, left)).trim_end());
            out.push('\n');
        }
        for line in lines {
            out.push_str(&format!("  {}  {line}\n", " ".repeat(left)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::CommandFactory;

    fn every_text(command: &Command, texts: &mut Vec<String>) {
        let own = [command.get_about(), command.get_after_help()].into_iter().flatten().map(ToString::to_string);
        texts.extend(own);
        texts.extend(command.get_arguments().filter_map(|a| a.get_help()).map(ToString::to_string));
        let names = command.get_arguments().filter(|a| a.get_action().takes_values()).filter_map(|a| a.get_value_names());
        texts.extend(names.flatten().map(ToString::to_string));
        command.get_subcommands().for_each(|c| every_text(c, texts));
    }

    #[test]
    fn every_help_text_is_in_both_languages() {
        let mut texts = Vec::new();
        every_text(&Args::command(), &mut texts);
        assert!(texts.len() > 80, "{}", texts.len());
        for text in texts {
            assert!(text.contains(" | "), "no English: {text}");
            assert!(!half(&text, Lang::Zh).contains(" | ") && !half(&text, Lang::En).contains(" | "), "{text}");
        }
    }

    #[test]
    fn the_declarations_hold_together() {
        crate::cli::declarations(Lang::Zh).debug_assert();
        crate::cli::declarations(Lang::En).debug_assert();
    }
}
