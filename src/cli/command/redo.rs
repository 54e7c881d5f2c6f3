use super::undo::{TakingBack, rewrite};
use crate::cli::call::Call;
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::store::{Spelling, StepKind};

/// 恢复自己刚撤回的：undo 撤回的一次，原样再做 | Do again what one's last undo took back
#[derive(clap::Args, Debug)]
#[command(after_help = "撤回之后又做了别的，就不能再恢复。 | Who has gone on since has nothing to do again.")]
pub(in crate::cli) struct Redo {
    #[command(flatten)]
    caution: Caution,
}

impl Redo {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("redo")?;
        let session = call.open()?;
        let Some(taken) = session.file.way().undone.into_iter().next() else {
            let (zh, en) =
                ("没有可恢复的：没有刚撤回的，或者撤回之后又做了别的", "nothing to do again: nothing was taken back, or one went on since");
            return Err(CliError::usage(zh, en, "duban undo --list 列出做过的。", "`duban undo --list` lists what was done."));
        };
        match taken.steps.as_slice() {
            [only] if only.kind == StepKind::Upgrade => rewrite(call, &session, (Spelling::Upgraded, StepKind::Again), self.caution),
            _ => TakingBack::of(session, call.lang)?.carry_out(call, &[taken.by], (StepKind::Again, self.caution)),
        }
    }
}
