use std::path::PathBuf;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::words;
use crate::domain::Standings;
use crate::report::export_json;

/// 把整本台账写成供其他程序读的文件 | Write the whole ledger for other programs
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Export {
    /// 格式：json | Format: json
    #[arg(long, value_name = "格式 | FORMAT")]
    format: Option<String>,
    /// 写到文件；不写或写 - 则到标准输出 | The file; stdout when left out or -
    #[arg(short, long, value_name = "文件 | FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let format = self.format.as_deref().unwrap_or("json");
        if crate::text::fold_width(format.trim()) != "json" {
            return Err(words::unknown("--format", format, vec![("json".into(), "json".into())]));
        }
        let session = call.open()?;
        let standings = Standings::new(&session.ledger, session.today);
        let only = if call.has_filter() { Some(call.filtered(&session, &standings)?) } else { None };
        let value = export_json(&session.ledger, &standings, only.as_deref());
        if self.output.is_none() {
            return Ok(Answer::json(value));
        }
        call.deliver(format!("{value:#}\n").into_bytes(), self.output.as_deref(), session.file.path())
    }
}
