//! A table as it is listed, written to a file.

use std::path::PathBuf;

use super::call::Call;
use super::error::CliError;
use super::out::Answer;
use super::words;
use crate::profile::Session;
use crate::report::{Grid, LISTED, Shown};
use crate::store::Over;

/// Where the table goes, when it is not for the terminal.
#[derive(clap::Args, Debug, Default)]
pub(super) struct IntoFile {
    #[arg(long, value_name = "格式 | FORMAT", help = LISTED.help())]
    format: Option<String>,
    /// 把所列写成文件：带表头、筛选和排序 | Write what is listed to a file, with heads, filter and order
    #[arg(short, long, value_name = "文件 | FILE")]
    output: Option<PathBuf>,
}

impl IntoFile {
    /// Whether it goes into a file, or out in a format that is named.
    pub(super) fn is_wanted(&self) -> bool {
        self.format.is_some() || self.output.is_some()
    }

    /// Writes it under what it was narrowed to, in words.
    pub(super) fn write(&self, call: &Call, session: &Session, (grid, terms): (Grid, Vec<String>)) -> Result<Answer, CliError> {
        let (_, write) = words::format(&LISTED, self.format.as_deref(), self.output.as_deref())?;
        let (lang, day) = (call.lang, session.today);
        let terms: Vec<String> = terms.into_iter().chain(std::iter::once(day.to_string())).collect();
        let title = format!("{}{}", lang.pick("督办台账·", "duban: "), grid.title);
        let shown = Shown { title, terms: terms.join(lang.pick("，", ", ")), day, lang, grid };
        call.deliver((write(&shown, &call.progress)?, ""), (self.output.as_deref(), Over::OurOwn), &session.file.path)
    }
}

/// The filter of a command as its reader wrote it, and the order that he asked for.
pub(super) fn terms(call: &Call, words: &[String], sort: &[String]) -> Vec<String> {
    let filter = std::iter::once(words.join(" ")).chain(call.globals.filter.iter().cloned());
    let filter = filter.filter(|w| !w.trim().is_empty()).collect::<Vec<_>>().join(" ");
    let named = [(filter, ("筛选：", "filter: ")), (sort.join(","), ("排序：", "order: "))];
    let named = named.into_iter().filter(|(words, _)| !words.is_empty());
    named.map(|(words, (zh, en))| format!("{}{words}", call.lang.pick(zh, en))).collect()
}
