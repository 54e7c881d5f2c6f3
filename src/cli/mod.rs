//! Arguments, exit codes, what goes to stdout and stderr, one file a command.

mod acts;
mod args;
mod asking;
mod call;
mod caution;
mod command;
mod counted;
mod decompose;
mod ending;
mod entry_page;
mod error;
mod exit;
mod fillings;
mod globals;
mod help;
mod hints;
mod into_file;
mod known_by;
mod made;
mod merging;
mod near;
mod office;
mod out;
mod output;
mod patience;
mod plan_closing;
mod reading;
mod recording;
mod records;
mod renaming;
mod rivals;
mod sending;
mod sentences;
mod splitting;
mod table;
mod telling;
mod topics;
mod usage;
mod who;
mod words;

pub use call::Screen;
pub(crate) use exit::Exit;

use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::io::{self, IsTerminal};

use args::Args;
use asking::Silence;
use call::Call;
use command::List;
use error::CliError;
use globals::Globals;
use out::{Answer, complain};
use patience::{outlive_file_limits, patient};

use crate::profile::{OpenError, language, read_config};
use crate::progress::Progress;
use crate::store::{Folders, StoreError};
use crate::text::{Lang, Say};

/// Carries out a command line; the first word is the program's name.
pub fn run(words: impl IntoIterator<Item = OsString>, screen: Screen) -> Exit {
    let words: Vec<OsString> = words.into_iter().collect();
    let lang = spoken(&words);
    outlive_file_limits();
    match parse(&words, lang).and_then(|parsed| parsed.map_or_else(Ok, |args| carry_out(args, lang, screen))) {
        Ok(exit) => exit,
        Err(CliError::Open(OpenError::Store(e @ StoreError::CalledOff)) | CliError::Store(e @ StoreError::CalledOff)) => {
            complain(&e.say(lang));
            Exit::CalledOff
        }
        Err(e) => failed(&e, lang, wants_json(&words)),
    }
}

/// Tells what went wrong: a person on stderr, a machine on stdout, where it reads the answer too.
fn failed(error: &CliError, lang: Lang, json: bool) -> Exit {
    // Where stdout itself failed, nothing can be told on it.
    let told = json && !matches!(error, CliError::Stream(_)) && Answer::json(error.json(lang)).print().is_ok();
    if !told {
        complain(&error.lines(lang));
    }
    Exit::Failed
}

/// A mistake in the words themselves must be told in the form that they ask for.
fn wants_json(words: &[OsString]) -> bool {
    words.iter().take_while(|w| *w != "--").any(|w| w == "--json")
}

/// The parser's declarations in a language, with help pages laid out.
fn declarations(lang: Lang) -> clap::Command {
    help::with_pages(help::in_language(Args::command(), lang), lang)
}

/// The language must be known before the words are parsed: help is printed while parsing.
fn spoken(words: &[OsString]) -> Lang {
    let words: Vec<&str> = words.iter().filter_map(|w| w.to_str()).take_while(|w| *w != "--").collect();
    let joined = words.iter().rev().find_map(|w| w.strip_prefix("--lang="));
    let apart = || words.windows(2).rev().find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let wish = joined.or_else(apart).and_then(|l| l.parse().ok());
    language(wish, &read_config(&Folders::of_user().config_file()).values)
}

/// The arguments; or, when a page was asked for and shown, how it ended.
fn parse(words: &[OsString], lang: Lang) -> Result<Result<Args, Exit>, CliError> {
    use clap::error::ErrorKind::{DisplayHelp, DisplayVersion};
    let matches = match declarations(lang).try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(e) if matches!(e.kind(), DisplayHelp | DisplayVersion) => {
            let exit = Answer::text(e.to_string()).print().map_err(CliError::Stream)?;
            return Ok(Err(exit));
        }
        Err(e) => return Err(usage::complaint(&e)),
    };
    let mut args = Args::from_arg_matches(&matches).map_err(|e| usage::complaint(&e))?;
    let mut level = matches.subcommand();
    while let Some((_, behind)) = level {
        args.globals = args.globals.and(Globals::from_arg_matches(behind).map_err(|e| usage::complaint(&e))?)?;
        level = behind.subcommand();
    }
    Ok(Ok(args))
}

fn carry_out(args: Args, lang: Lang, screen: Screen) -> Result<Exit, CliError> {
    let Args { globals, command, .. } = args;
    if let Some(word) = globals.lang.as_ref().filter(|l| l.parse::<Lang>().is_err()) {
        return Err(CliError::unknown("--lang", word, ["zh", "en"].map(|l| (l.to_owned(), l.to_owned()))));
    }
    let call = Call { globals, lang, screen, declarations, progress: Progress::default() };
    let answer = match command {
        Some(command) => patient(&call.progress, lang, || command.run(&call))?,
        None if wants_screen(&call) => match plain_terminal(lang) {
            None => return show(&call),
            Some(why) => {
                complain(&why);
                patient(&call.progress, lang, || List::default().run(&call))?
            }
        },
        None => patient(&call.progress, lang, || List::default().run(&call))?,
    };
    answer.print().map_err(CliError::Stream)
}

/// Why this terminal cannot show the screen; nothing where it can, as far as it tells. What it cannot write is said in Latin letters.
fn plain_terminal(lang: Lang) -> Option<String> {
    let variable = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    if variable("TERM").is_some_and(|term| term == "dumb") {
        let zh = "这个终端（TERM=dumb）画不了屏幕，下面是清单；换一个终端再开，或用 duban help 看各命令。";
        return Some(
            lang.pick(zh, "This terminal (TERM=dumb) cannot show the screen; the list follows. Use another one, or see duban help.")
                .to_owned(),
        );
    }
    let (name, locale) = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| Some((name, variable(name)?)))?;
    (cfg!(unix) && !is_utf8(&locale)).then(|| {
        let spoken = Some(locale.split(['.', '@']).next().unwrap_or_default()).filter(|l| l.contains('_')).unwrap_or("zh_CN");
        format!(
            "duban: {name}={locale} says that this terminal is not UTF-8, where Chinese comes out garbled: the screen is not opened, the list follows in UTF-8. Zhe ge zhongduan bu shi UTF-8, bu kai pingmu, xia mian shi qingdan. If it shows Chinese all the same (neng xianshi hanzi): {name}={spoken}.UTF-8 duban"
        )
    })
}

/// Whether a locale's characters are UTF-8: one that names none has those of old (POSIX), `C` the ASCII ones.
fn is_utf8(locale: &str) -> bool {
    let named = locale.split('@').next().unwrap_or_default();
    let charset = named.split_once('.').map_or(named, |(_, charset)| charset);
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

/// Shows the screen; when a merge left the ledger with two sides, offers to merge it first.
fn show(call: &Call) -> Result<Exit, CliError> {
    let error = match call.show() {
        Err(e @ CliError::Open(OpenError::Store(StoreError::Markers(_) | StoreError::Doubled(..)))) => e,
        shown => return shown.map(|()| Exit::Fine),
    };
    complain(&error.say(call.lang));
    let question = call.lang.pick("现在合并吗？两边的改动都会保留", "Merge it now? Both sides are kept");
    let answers = call.lang.pick(("合并", "先不合并"), ("merge", "not now"));
    if !asking::agrees(question, answers, Silence::Yes, call.lang).map_err(CliError::Stream)? {
        return Err(error);
    }
    command::Resolve::default().run(call)?.print().map_err(CliError::Stream)?;
    call.show().map(|()| Exit::Fine)
}

/// A filter or JSON is asked of a list, not of a screen.
fn wants_screen(call: &Call) -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !call.has_filter() && !call.globals.json
}
