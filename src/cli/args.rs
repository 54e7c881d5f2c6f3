//! What may stand on the command line. Help texts read `中文 | English`; `help` picks a half.

use clap::Parser;

use super::command::Command;
use super::globals::Globals;

/// 督办：把多个部门共同落实的方案管成一本台账 | duban: the ledger of plans that many departments carry out together
#[derive(Parser, Debug)]
#[command(
    name = "duban",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
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
