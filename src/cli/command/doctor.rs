use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;

/// 检查 | Check
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Doctor {}

impl Doctor {
    pub(in crate::cli) fn run(&self, _: &Call) -> Result<Answer, CliError> {
        Ok(Answer::text(""))
    }
}
