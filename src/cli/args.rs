//! What may stand on the command line. Help texts read `中文 | English`; `help` picks a half.

use clap::Parser;
use std::path::PathBuf;

use super::command::Command;

/// 督办：把多个部门共同落实的方案管成一本台账 | duban: the ledger of plans that many departments carry out together
#[derive(Parser, Debug)]
#[command(
    name = "duban",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    args_override_self = true,
    after_help = "不写命令时打开界面；没有终端、或者写了 --filter / --json 时打印清单。
台账：--file 指定的，否则当前文件夹及其上级的 tasks.ron，否则数据文件夹里的内置台账副本。
退出码：0 正常，1 有发现或冲突，2 用法不对或没有做成，130 中途取消。 | Without a command the screen opens; without a terminal, or with --filter or --json, the list is printed.
The ledger: the one that --file names, else tasks.ron in this folder or above, else the built-in ledger's copy in the data folder.
Exit codes: 0 fine, 1 findings or conflicts, 2 usage or could not, 130 called off."
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) globals: Globals,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// 显示版本 | Show the version
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

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
