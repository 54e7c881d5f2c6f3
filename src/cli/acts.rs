//! What is done with the records of a kind: the actions that all kinds share, and those that only this one has.

use std::fmt::Debug;

use super::call::Call;
use super::error::CliError;
use super::fillings::{Filled, Fillings};
use super::known_by::KnownBy;
use super::out::Answer;
use super::records::{self, Listed, Remove, Set, Show};
use crate::domain::Born;

/// Actions of one kind only.
pub(super) trait Own: clap::Subcommand + Debug {
    fn run(&self, call: &Call) -> Result<Answer, CliError>;
}

/// The actions that only a kind has, a row each.
macro_rules! own {
    ($($Act:ident($Does:ty)),*) => {
        #[derive(clap::Subcommand, Debug)]
        enum Own {
            $($Act($Does)),*
        }

        impl $crate::cli::acts::Own for Own {
            fn run(&self, _call: &Call) -> Result<Answer, CliError> {
                match *self {
                    $(Own::$Act(ref act) => act.run(_call)),*
                }
            }
        }
    };
}
pub(super) use own;

/// The command of a kind: what its help says, its kind, and the actions that only this kind has.
macro_rules! acts {
    ($(#[$said:meta])* $Command:ident of $Kind:ty: $($own:tt)*) => {
        #[derive(clap::Args, Debug)]
        $(#[$said])*
        pub(in crate::cli) struct $Command {
            #[command(flatten)]
            acts: $crate::cli::acts::Acts<$Kind, Own>,
        }

        impl $Command {
            pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
                self.acts.run(call)
            }
        }

        $crate::cli::acts::own! { $($own)* }
    };
}
pub(super) use acts;

// No doc comment, which would become the text of each kind's command.
#[derive(clap::Args, Debug)]
pub(super) struct Acts<R: Filled + Born, O: Own> {
    #[command(subcommand)]
    act: Option<Act<R, O>>,
}

#[derive(clap::Subcommand, Debug)]
enum Act<R: Filled + Born, O: Own> {
    List(Listed<R>),
    Show(Show<R>),
    Add(Add<R>),
    Set(Set<R>),
    #[command(flatten)]
    Own(O),
    #[command(alias = "withdraw")]
    Remove(Remove<R>),
}

impl<R: Filled + Born, O: Own> Acts<R, O> {
    /// Whether anything is to be done.
    pub(super) fn is_said(&self) -> bool {
        self.act.is_some()
    }

    /// Without a word they are listed.
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter(R::COMMAND)?;
        match &self.act {
            None => Listed::<R>::default().run(call),
            Some(Act::List(list)) => list.run(call),
            Some(Act::Show(show)) => show.run(call),
            Some(Act::Add(add)) => add.run(call),
            Some(Act::Set(set)) => set.run(call),
            Some(Act::Own(own)) => own.run(call),
            Some(Act::Remove(remove)) => remove.run(call),
        }
    }
}

/// 登记一个 | Enter one
#[derive(clap::Args, Debug)]
struct Add<R: Filled + Born> {
    #[command(flatten)]
    known_by: KnownBy<R>,
    #[command(flatten)]
    fillings: Fillings<R>,
    /// 只看会登记什么，不保存 | Show what would be entered, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl<R: Filled + Born> Add<R> {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let bare = self.known_by.born(&session)?;
        records::enter(call, &mut session, (bare, &self.fillings), self.dry_run)
    }
}
