use std::collections::HashSet;
use std::path::PathBuf;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::words;
use crate::domain::{EntryId, Period, Standings};
use crate::progress::Progress;
use crate::report::{Audience, Summary, export_json, ledger_csv, ledger_xlsx};

/// 把整本台账写成供其他程序读的文件 | Write the whole ledger for other programs
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Export {
    /// 格式：json、xlsx、csv；不写则看文件名 | json, xlsx or csv; by the file's name when left out
    #[arg(long, value_name = "格式 | FORMAT")]
    format: Option<String>,
    /// 写到文件；不写或写 - 则到标准输出 | The file; stdout when left out or -
    #[arg(short, long, value_name = "文件 | FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let format = self.format()?;
        let session = call.open()?;
        let standings = Standings::new(&session.ledger, session.today);
        let only = if call.has_filter() { Some(call.filtered(&session, &standings)?) } else { None };
        if let Some(write) = format {
            let today = session.today;
            let summary = Summary::build_watched(&session.ledger, Period::quarter_of(today), today, Audience::Ledger, &call.progress);
            let ids = only.map(|places| places.iter().map(|p| session.ledger.entries()[*p].id.clone()).collect());
            let bytes = Some(write(&summary, ids.as_ref(), &call.progress)).filter(|b| !b.is_empty()).ok_or(CliError::TooLarge("xlsx"))?;
            return call.deliver(bytes, self.output.as_deref(), session.file.path());
        }
        let value = export_json(&session.ledger, &standings, only.as_deref());
        if self.output.is_none() {
            return Ok(Answer::json(value));
        }
        call.deliver(format!("{value:#}\n").into_bytes(), self.output.as_deref(), session.file.path())
    }

    /// What writes the ledger as a table; none for JSON.
    fn format(&self) -> Result<Option<Writer>, CliError> {
        let ending = || self.output.as_ref().and_then(|o| o.extension()).and_then(|e| e.to_str());
        let known = ["json", "xlsx", "csv"];
        let by_name = || ending().filter(|e| known.contains(e)).unwrap_or("json");
        let word = self.format.as_deref().unwrap_or_else(by_name);
        match crate::text::fold_width(word.trim()).as_str() {
            "json" => Ok(None),
            "xlsx" => Ok(Some(ledger_xlsx)),
            "csv" => Ok(Some(|summary, only, progress| ledger_csv(summary, only, progress).into_bytes())),
            _ => Err(words::unknown("--format", word, known.map(|f| (f.into(), f.into())).to_vec())),
        }
    }
}

/// Writes the entries of a summary, or those of some ids.
type Writer = fn(&Summary, Option<&HashSet<EntryId>>, &Progress) -> Vec<u8>;
