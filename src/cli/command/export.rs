use crate::cli::call::{Call, book};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::output::Output;
use crate::cli::words;
use crate::report::{Extract, LEDGER};

/// 把整本台账写成供其他程序读的文件 | Write the whole ledger for other programs
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Export {
    #[arg(long, value_name = "格式 | FORMAT", help = LEDGER.help())]
    format: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Export {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let (format, write) = words::format(&LEDGER, self.format.as_deref(), self.output.path())?;
        let session = call.open()?;
        let book = book(&session);
        let only = if call.has_filter() { Some(call.filtered(&session, &book)?) } else { None };
        let extract = Extract { ledger: book.ledger(), standings: book.standings(), only: only.as_deref() };
        if format.word == "json" && self.output.path().is_none() {
            return Ok(Answer::json(extract.json()));
        }
        self.output.deliver(call, write(&extract, &call.progress)?, &session)
    }
}
