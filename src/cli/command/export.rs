use std::path::PathBuf;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::words;
use crate::domain::Standings;
use crate::report::{Extract, LEDGER};
use crate::store::Over;

/// 把整本台账写成供其他程序读的文件 | Write the whole ledger for other programs
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Export {
    #[arg(long, value_name = "格式 | FORMAT", help = LEDGER.help())]
    format: Option<String>,
    /// 写到文件；不写或写 - 则到标准输出 | The file; stdout when left out or -
    #[arg(short, long, value_name = "文件 | FILE")]
    output: Option<PathBuf>,
    /// 文件被人改过也覆盖；不写则另起文件名 | Overwrite a file that somebody has changed; else the new one gets another name
    #[arg(long)]
    force: bool,
}

impl Export {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let (format, write) = words::format(&LEDGER, self.format.as_deref(), self.output.as_deref())?;
        let session = call.open()?;
        let standings = Standings::new(&session.ledger, session.today);
        let only = if call.has_filter() { Some(call.filtered(&session, &standings)?) } else { None };
        let extract = Extract { ledger: &session.ledger, standings: &standings, only: only.as_deref() };
        if format.word == "json" && self.output.is_none() {
            return Ok(Answer::json(extract.json()));
        }
        call.deliver(write(&extract, &call.progress)?, (self.output.as_deref(), Over::of(self.force)), &session.file.path)
    }
}
