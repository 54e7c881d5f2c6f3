use serde_json::json;
use std::path::{Path, PathBuf};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::{Answer, complain};
use crate::report::SCHEMA;
use crate::store::{Folders, LedgerFile, Spelling, StepKind, StoreError, is_formatted};

/// 把台账整理成规范写法，注释保留 | Bring a ledger into canonical spelling; comments stay
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Fmt {
    /// 台账文件；不写为当前台账 | Ledgers; the present one when left out
    #[arg(value_name = "文件 | FILE")]
    files: Vec<PathBuf>,
    /// 只检查，不改写；有不规范的文件时退出码为 1 | Only look; exit code 1 when a file is not in canonical spelling
    #[arg(long)]
    check: bool,
    /// 改用新格式；旧版程序从此不能打开它，请各处先更新 | Into the newest format; older programs cannot open it any more: update all of them first
    #[arg(long)]
    upgrade: bool,
}

impl Fmt {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("fmt")?;
        let folders = Folders::of_user();
        let (mut changed, mut exit) = (Vec::new(), Exit::Fine);
        for path in self.paths(call)? {
            match self.format(&path, &folders) {
                Ok(true) => changed.push(path.display().to_string()),
                Ok(false) => {}
                Err(e) => {
                    complain(&CliError::Store(e).lines(call.lang));
                    exit = Exit::Failed;
                }
            }
        }
        let found = if self.check && !changed.is_empty() { Exit::Findings } else { Exit::Fine };
        let answer = if call.globals.json {
            Answer::json(json!({ "schema": SCHEMA, "kind": "fmt", "check": self.check, "changed": changed }))
        } else {
            let answer = Answer::text(changed.iter().map(|p| format!("{p}\n")).collect::<String>());
            // Of files that could not be read nothing is claimed.
            if exit == Exit::Failed && changed.is_empty() { answer } else { answer.remark(self.summary(call, changed.len())) }
        };
        Ok(answer.exit(exit.max(found)))
    }

    fn paths(&self, call: &Call) -> Result<Vec<PathBuf>, CliError> {
        if !self.files.is_empty() {
            return Ok(self.files.clone());
        }
        Ok(vec![call.locate()?.path().to_owned()])
    }

    /// Whether the file is not, or was not, in canonical spelling.
    fn format(&self, path: &Path, folders: &Folders) -> Result<bool, StoreError> {
        let to = if self.upgrade { Spelling::Upgraded } else { Spelling::Canonical };
        if self.check {
            return is_formatted(path, to).map(|is| !is);
        }
        let written = LedgerFile::format(path, folders, to)?;
        if written && self.upgrade {
            LedgerFile::keep_rewriting(path, folders, StepKind::Upgrade);
        }
        Ok(written)
    }

    fn summary(&self, call: &Call, changed: usize) -> String {
        let (zh, en) = match (self.check, changed) {
            (false, n) if self.upgrade && n > 0 => (
                format!("已改成新格式 {n} 个文件；提交之前，请共用它的各处都更新 duban：旧版本打开时会说明要更新，不会改动它"),
                format!(
                    "{n} in the newest format; before it is committed, duban must be updated wherever it is shared: older ones say so and leave it alone"
                ),
            ),
            (_, 0) => ("写法已经规范".to_owned(), "in canonical spelling".to_owned()),
            (true, n) => (format!("{n} 个文件需要整理（duban fmt）"), format!("{n} to be formatted (duban fmt)")),
            (false, n) => (format!("已整理 {n} 个文件"), format!("formatted {n}")),
        };
        call.lang.pick(zh, en)
    }
}
