use std::path::{Path, PathBuf};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::words;
use crate::demo;
use crate::store::canonical;

/// 写一本随机生成的演示台账，供试用和测速 | Write a made-up ledger, for trying out and for measuring
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Demo {
    /// 条目数；不写为 300 | How many entries; 300 when left out
    #[arg(long, value_name = "条数 | N")]
    entries: Option<String>,
    /// 种子：同样的种子得到同样的台账；不写为 1 | The same seed gives the same ledger; 1 when left out
    #[arg(long, value_name = "数字 | N")]
    seed: Option<String>,
    /// 写到哪个文件；写 - 则到标准输出 | The file; stdout for -
    #[arg(short, long, value_name = "文件 | FILE", required = true)]
    output: PathBuf,
    /// 文件已有时覆盖 | Overwrite a file that is there
    #[arg(long)]
    force: bool,
}

const MOST: u64 = 1_000_000;

impl Demo {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("demo")?;
        let number = |option, word: Option<&str>, otherwise, most| word.map_or(Ok(otherwise), |w| words::whole(option, w, most));
        let count = number("--entries", self.entries.as_deref(), 300, MOST)? as usize;
        let seed = number("--seed", self.seed.as_deref(), 1, u64::MAX)?;
        let today = call.today()?;
        let to_stdout = self.output == Path::new("-");
        if !to_stdout && !self.force && self.output.symlink_metadata().is_ok() {
            return Err(CliError::Exists(self.output.clone()));
        }
        let text = canonical(&demo::ledger(count, seed, today))?;
        if to_stdout {
            return Ok(Answer::file(text.into_bytes()));
        }
        call.write(&self.output, text.as_bytes(), None)?;
        let path = self.output.display();
        Ok(Answer::text("").remark(
            call.lang.pick(format!("已写出演示台账（{count} 条）：{path}"), format!("wrote a made-up ledger of {count} entries: {path}")),
        ))
    }
}
