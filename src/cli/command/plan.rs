use chrono::NaiveDate;

use crate::cli::acts::acts;
use crate::cli::call::{Call, plan};
use crate::cli::decompose::Decompose;
use crate::cli::error::CliError;
use crate::cli::fillings::Filled;
use crate::cli::out::Answer;
use crate::cli::plan_closing::Close;
use crate::domain::{Ledger, Plan};

acts! {
    /// 方案：列出、登记、修改、分解、办结归档 | Plans: list them, enter one, change what one states, divide one into steps, close one
    #[command(after_help = "代码用字母、数字、短横，条目编号以它开头。
例：
  duban plan
  duban plan add water --title 水利建设三年行动方案 --start 2026-01-01 --end 2028年底
  duban plan set water --number 虎政发〔2026〕3号
  duban plan close hulin-agri --into water --dry-run
  duban plan decompose hulin-agri --out 分解表.xlsx | The code is letters, digits and hyphens; the ids of its entries begin with it.
Examples:
  duban plan
  duban plan add water --title 水利建设三年行动方案 --start 2026-01-01 --end 2028-12-31
  duban plan set water --number 虎政发〔2026〕3号
  duban plan close hulin-agri --into water --dry-run
  duban plan decompose hulin-agri --out 分解表.xlsx")]
    Plans of Plan: Close(Close), Decompose(Decompose)
}

impl Filled for Plan {
    const COMMAND: &'static str = "plan";
    const SHOWN: &'static [&'static str] = &["short", "number", "start", "end", "place"];

    fn is_past(&self, _: &Ledger, day: NaiveDate) -> bool {
        self.is_archived_on(day)
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.code, &self.short, &self.title]
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Plan, CliError> {
        plan(ledger, word)
    }
}
