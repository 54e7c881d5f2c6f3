//! The commands, a file each. A new one is its file, its `mod` line, its variant and its arm.

mod add;
mod amend;
mod audit;
mod body;
mod calendar;
mod changes;
mod check;
mod closing;
mod commit;
mod completions;
mod config;
mod confirm;
mod consulting;
mod demo;
mod departments;
mod diff;
mod dispatch;
mod doctor;
mod entry;
mod export;
mod fmt;
mod help;
mod indicator;
mod init;
mod lead;
mod list;
mod log;
mod merge;
mod note;
mod packet;
mod person;
mod place;
mod plan;
mod proposals;
mod redo;
mod resolve;
mod restore;
mod rule;
mod send_back;
mod set;
mod setup;
mod show;
mod stats;
mod step;
mod sync;
mod textconv;
mod undo;
mod urge;
mod versions;

use clap::Subcommand;

use super::call::Call;
use super::error::CliError;
use super::out::Answer;

pub(super) use list::List;
pub(super) use resolve::Resolve;

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    List(List),
    Show(show::Show),
    Departments(departments::Departments),
    Stats(stats::Stats),
    Set(set::Set),
    Amend(amend::Amend),
    Note(note::Note),
    Confirm(confirm::Confirm),
    Return(send_back::Return),
    Proposals(proposals::Proposals),
    #[command(name = "lead")]
    Leads(lead::Leads),
    Add(add::Add),
    Init(init::Init),
    #[command(name = "entry")]
    Entries(entry::Entries),
    #[command(name = "plan")]
    Plans(plan::Plans),
    #[command(name = "body")]
    Bodies(body::Bodies),
    #[command(name = "person")]
    Persons(person::Persons),
    #[command(name = "place")]
    Places(place::Places),
    #[command(name = "indicator")]
    Indicators(indicator::Indicators),
    #[command(name = "step")]
    Steps(step::Steps),
    Dispatch(dispatch::Dispatch),
    Packet(packet::Packet),
    Urge(urge::Urge),
    Calendar(calendar::Calendar),
    Export(export::Export),
    Check(check::Check),
    Fmt(fmt::Fmt),
    Rule(rule::Rule),
    Changes(changes::Changes),
    Diff(diff::Diff),
    Log(log::Log),
    Commit(commit::Commit),
    Sync(sync::Sync),
    Audit(audit::Audit),
    Resolve(resolve::Resolve),
    Setup(setup::Setup),
    Doctor(doctor::Doctor),
    Undo(undo::Undo),
    Redo(redo::Redo),
    Versions(versions::Versions),
    Restore(restore::Restore),
    Config(config::Config),
    Merge(merge::Merge),
    Textconv(textconv::Textconv),
    Demo(demo::Demo),
    Completions(completions::Completions),
    Help(help::Help),
}

impl Command {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        if !matches!(self, Command::List(_) | Command::Show(_) | Command::Export(_) | Command::Departments(_) | Command::Stats(_)) {
            call.takes_no_as_of()?;
        }
        match self {
            Command::List(args) => args.run(call),
            Command::Show(args) => args.run(call),
            Command::Departments(args) => args.run(call),
            Command::Stats(args) => args.run(call),
            Command::Set(args) => args.run(call),
            Command::Amend(args) => args.run(call),
            Command::Note(args) => args.run(call),
            Command::Confirm(args) => args.run(call),
            Command::Return(args) => args.run(call),
            Command::Proposals(args) => args.run(call),
            Command::Leads(args) => args.run(call),
            Command::Add(args) => args.run(call),
            Command::Init(args) => args.run(call),
            Command::Entries(args) => args.run(call),
            Command::Plans(args) => args.run(call),
            Command::Bodies(args) => args.run(call),
            Command::Persons(args) => args.run(call),
            Command::Places(args) => args.run(call),
            Command::Indicators(args) => args.run(call),
            Command::Steps(args) => args.run(call),
            Command::Dispatch(args) => args.run(call),
            Command::Packet(args) => args.run(call),
            Command::Urge(args) => args.run(call),
            Command::Calendar(args) => args.run(call),
            Command::Export(args) => args.run(call),
            Command::Check(args) => args.run(call),
            Command::Fmt(args) => args.run(call),
            Command::Changes(args) => args.run(call),
            Command::Diff(args) => args.run(call),
            Command::Log(args) => args.run(call),
            Command::Commit(args) => args.run(call),
            Command::Sync(args) => args.run(call),
            Command::Audit(args) => args.run(call),
            Command::Merge(args) => args.run(call),
            Command::Setup(args) => args.run(call),
            Command::Resolve(args) => args.run(call),
            Command::Doctor(args) => args.run(call),
            Command::Undo(args) => args.run(call),
            Command::Redo(args) => args.run(call),
            Command::Versions(args) => args.run(call),
            Command::Restore(args) => args.run(call),
            Command::Config(args) => args.run(call),
            Command::Rule(args) => args.run(call),
            Command::Textconv(args) => args.run(call),
            Command::Demo(args) => args.run(call),
            Command::Completions(args) => args.run(call),
            Command::Help(args) => args.run(call),
        }
    }
}
