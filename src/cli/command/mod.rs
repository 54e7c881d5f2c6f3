//! The commands, a file each. A new one is its file, its `mod` line and its row.

mod add;
mod amend;
mod assess;
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
mod criterion;
mod demo;
mod departments;
mod diff;
mod dispatch;
mod doctor;
mod enterprise;
mod entry;
mod export;
mod fill;
mod fmt;
mod help;
mod import;
mod indicator;
mod init;
mod inspection;
mod invest;
mod lead;
mod liaison;
mod lint;
mod list;
mod log;
mod matter;
mod merge;
mod note;
mod packet;
mod packet_in;
mod packet_out;
mod person;
mod place;
mod plan;
mod pool;
mod proposals;
mod rectification;
mod redo;
mod resolve;
mod restore;
mod rule;
mod send_back;
mod set;
mod setup;
mod show;
mod stage;
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

/// Makes of the rows the commands, and runs the one that is given.
macro_rules! commands {
    ($($(#[$own:meta])* $Command:ident($args:ty);)*) => {
        #[derive(Subcommand, Debug)]
        pub(super) enum Command {
            $($(#[$own])* $Command($args),)*
        }

        impl Command {
            fn carry_out(&self, call: &Call) -> Result<Answer, CliError> {
                match self {
                    $(Command::$Command(args) => args.run(call),)*
                }
            }
        }
    };
}

commands! {
    List(List);
    Show(show::Show);
    Departments(departments::Departments);
    Stats(stats::Stats);
    Set(set::Set);
    Amend(amend::Amend);
    Note(note::Note);
    Confirm(confirm::Confirm);
    Return(send_back::Return);
    Proposals(proposals::Proposals);
    #[command(name = "lead")]
    Leads(lead::Leads);
    Add(add::Add);
    Init(init::Init);
    #[command(name = "entry")]
    Entries(entry::Entries);
    #[command(name = "plan")]
    Plans(plan::Plans);
    #[command(name = "body")]
    Bodies(body::Bodies);
    #[command(name = "person")]
    Persons(person::Persons);
    #[command(name = "enterprise")]
    Enterprises(enterprise::Enterprises);
    #[command(name = "place")]
    Places(place::Places);
    #[command(name = "indicator")]
    Indicators(indicator::Indicators);
    #[command(name = "step")]
    Steps(step::Steps);
    #[command(name = "matter")]
    Matters(matter::Matters);
    #[command(name = "inspection")]
    Inspections(inspection::Inspections);
    #[command(name = "rectification")]
    Rectifications(rectification::Rectifications);
    #[command(name = "liaison")]
    Liaisons(liaison::Liaisons);
    #[command(name = "criterion")]
    Criteria(criterion::Criteria);
    Assess(assess::Assess);
    Pool(pool::Pool);
    Stage(stage::Stage);
    Invest(invest::Invest);
    Dispatch(dispatch::Dispatch);
    Packet(packet::Packet);
    Urge(urge::Urge);
    Fill(fill::Fill);
    Lint(lint::Lint);
    Calendar(calendar::Calendar);
    Export(export::Export);
    Import(import::Import);
    Check(check::Check);
    Fmt(fmt::Fmt);
    Rule(rule::Rule);
    Changes(changes::Changes);
    Diff(diff::Diff);
    Log(log::Log);
    Commit(commit::Commit);
    Sync(sync::Sync);
    Audit(audit::Audit);
    Resolve(resolve::Resolve);
    Setup(setup::Setup);
    Doctor(doctor::Doctor);
    Undo(undo::Undo);
    Redo(redo::Redo);
    Versions(versions::Versions);
    Restore(restore::Restore);
    Config(config::Config);
    Merge(merge::Merge);
    Textconv(textconv::Textconv);
    Demo(demo::Demo);
    Completions(completions::Completions);
    Help(help::Help);
}

impl Command {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        if !matches!(
            self,
            Command::List(_) | Command::Show(_) | Command::Export(_) | Command::Departments(_) | Command::Stats(_) | Command::Pool(_)
        ) {
            call.takes_no_as_of()?;
        }
        self.carry_out(call)
    }
}
