//! The options that every command has.

use std::path::PathBuf;

#[derive(clap::Args, Debug, Clone, Default)]
pub(super) struct Globals {
    /// 台账文件，或它所在的文件夹 | The ledger, or the folder that holds it
    #[arg(long, global = true, value_name = "文件 | FILE")]
    pub(super) file: Option<PathBuf>,
    /// 我方单位：全称或方案中的简称 | Who we are: a body's full name, or the short name that a plan uses
    #[arg(long = "as", global = true, value_name = "单位 | BODY")]
    pub(super) us: Option<String>,
    /// 按哪一天判断，如 2025-09-30、三季度末 | The day by which to judge: 2025-09-30, 2025Q3 …
    #[arg(long, global = true, value_name = "日期 | DAY")]
    pub(super) today: Option<String>,
    /// 界面语言：zh 或 en | Language: zh or en
    #[arg(long, global = true, value_name = "语言 | LANG")]
    pub(super) lang: Option<String>,
    /// 只管符合的条目，如 '牵头:农业 灯:红 时限<2025-12-31 状态!=已完成' | Only entries that match, such as 'lead:农业 light:red due<2025-12-31 status!=done'
    #[arg(long, global = true, value_name = "筛选 | FILTER")]
    pub(super) filter: Option<String>,
    /// 输出 JSON | Print JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
}
