use clap_complete::Shell;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;

/// 输出命令行补全脚本 | Print a completion script for a shell
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban completions bash > ~/.local/share/bash-completion/completions/duban | Example:
  duban completions bash > ~/.local/share/bash-completion/completions/duban")]
pub(in crate::cli) struct Completions {
    /// bash、zsh、fish、powershell 或 elvish | bash, zsh, fish, powershell or elvish
    #[arg(value_name = "外壳 | SHELL")]
    shell: String,
}

impl Completions {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("completions")?;
        let known = || ["bash", "zsh", "fish", "powershell", "elvish"].map(|s| (s.to_owned(), s.to_owned()));
        let shell = self.shell.to_ascii_lowercase().parse::<Shell>();
        let shell = shell.map_err(|_| CliError::unknown("completions", &self.shell, known()))?;
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut (call.declarations)(call.lang), "duban", &mut script);
        Ok(Answer::file(script))
    }
}
