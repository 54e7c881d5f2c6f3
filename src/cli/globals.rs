//! The options that every command has.

use std::path::PathBuf;

use super::error::CliError;
use super::usage;

// The options of every command: they may stand before and behind its name, and help shows them apart, by their heading.
// No doc comment, which would become the text of each command.
#[derive(clap::Args, Debug, Clone, Default)]
#[command(next_help_heading = EVERYWHERE)]
pub(super) struct Globals {
    /// 台账文件，或它所在的文件夹 | The ledger, or the folder that holds it
    #[arg(long, value_name = "文件 | FILE")]
    pub(super) file: Option<PathBuf>,
    /// 我方单位：全称或方案中的简称 | Who we are: a body's full name, or the short name that a plan uses
    #[arg(long = "as", value_name = "单位 | BODY")]
    pub(super) us: Option<String>,
    /// 按哪一天判断，如 2025-09-30、三季度末 | The day by which to judge: 2025-09-30, 2025Q3 …
    #[arg(long, value_name = "日期 | DAY")]
    pub(super) today: Option<String>,
    /// 看某一天当时的状态（只看不改；方案文字为现在的），如 2025-09-30 | The state of a past day, to look at only: 2025-09-30
    #[arg(long, value_name = "日期 | DAY")]
    pub(super) as_of: Option<String>,
    /// 界面语言：zh 或 en | Language: zh or en
    #[arg(long, value_name = "语言 | LANG")]
    pub(super) lang: Option<String>,
    /// 只管符合的条目，如 '牵头:农业 时限<2026-01-01 状态!=已完成'；可重复，须同时符合 | Only entries that match, such as 'lead:农业 due<2026-01-01 status!=done'; may be repeated, all must hold
    #[arg(long, value_name = "筛选 | FILTER")]
    pub(super) filter: Vec<String>,
    /// 输出 JSON | Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// The heading of the options of every command.
pub(super) const EVERYWHERE: &str = "everywhere";

impl Globals {
    /// What stands before a command's name with what stands behind it: filters add up, all else is said once.
    pub(super) fn and(self, behind: Globals) -> Result<Globals, CliError> {
        Ok(Globals {
            file: once("--file", self.file, behind.file)?,
            us: once("--as", self.us, behind.us)?,
            today: once("--today", self.today, behind.today)?,
            as_of: once("--as-of", self.as_of, behind.as_of)?,
            lang: once("--lang", self.lang, behind.lang)?,
            filter: [self.filter, behind.filter].concat(),
            json: self.json || behind.json,
        })
    }
}

fn once<T>(option: &str, before: Option<T>, behind: Option<T>) -> Result<Option<T>, CliError> {
    if before.is_some() && behind.is_some() { Err(usage::twice(option)) } else { Ok(before.or(behind)) }
}
