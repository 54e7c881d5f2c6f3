use std::path::Path;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::domain::Ledger;
use crate::store::{FILE_NAME, canonical};

/// 新建一本空台账 | Begin an empty ledger
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban init --title 水利建设督办台账
  duban plan add water --title 水利建设三年行动方案 --start 2026-01-01 --end 2028年底
  duban body add 虎林市水务局 --level 县级
  duban add --plan water --title 新建水库 --lead 虎林市水务局 | Examples:
  duban init --title 水利建设督办台账
  duban plan add water --title 水利建设三年行动方案 --start 2026-01-01 --end 2028-12-31
  duban body add 虎林市水务局 --level county
  duban add --plan water --title 新建水库 --lead 虎林市水务局")]
pub(in crate::cli) struct Init {
    /// 台账名称 | What the ledger is called
    #[arg(long, value_name = "名称 | TITLE", default_value = "")]
    title: String,
}

impl Init {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("init")?;
        let named = call.globals.file.clone().unwrap_or_else(|| Path::new(FILE_NAME).to_owned());
        let path = if named.is_dir() { named.join(FILE_NAME) } else { named };
        if path.symlink_metadata().is_ok() {
            let (zh, en) = (format!("已有文件 `{}`", path.display()), format!("`{}` is there already", path.display()));
            return Err(CliError::usage(
                &zh,
                &en,
                "换一个文件夹，或用 --file 写明放在哪里。",
                "Go to another folder, or say where with --file.",
            ));
        }
        let mut ledger = Ledger::default();
        self.title.trim().clone_into(&mut ledger.title);
        call.write(&path, canonical(&ledger)?.as_bytes(), None)?;
        let path = path.display();
        let next = call.lang.pick(
            "下一步：duban plan add 登记方案，duban body add 登记单位，duban add 加条目",
            "next: `duban plan add`, `duban body add`, then `duban add` for entries",
        );
        Ok(Answer::text("").remark(call.lang.pick(format!("已新建空台账：{path}"), format!("began an empty ledger: {path}"))).remark(next))
    }
}
