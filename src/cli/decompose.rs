//! A plan is divided by years and quarters: the table goes out, and what comes back becomes steps.

use chrono::{Datelike, NaiveDate};
use std::path::{Path, PathBuf};

use super::call::{Call, plan};
use super::error::CliError;
use super::exit::Exit;
use super::hints;
use super::out::Answer;
use super::records::carry_out;
use super::sending::send_one;
use super::words;
use crate::domain::Period;
use crate::packet::{Breakdown, Decomposed, read_breakdown, year_and_quarters};
use crate::report::FORM;
use crate::report::file_word;
use crate::store::read_document;

/// 分年度、分季度分解：发出全部条目的分解表（xlsx），--in 收回，逐格变成步骤 | Divide by years and quarters: a table of all entries goes out (xlsx), and with --in what comes back becomes steps, cell by cell
#[derive(clap::Args, Debug)]
#[command(
    after_help = "改了哪一格就只改哪一格，一次撤销。读不懂的写明工作表和单元格，其余照收；此时退出码为 1。 | Only what a cell says otherwise is changed, and undone in one step. What cannot be read is told with sheet and cell and does not take the rest with it: exit code 1."
)]
pub(super) struct Decompose {
    /// 方案：代码、简称或全称 | The plan: its code, short name or title
    #[arg(value_name = "方案 | PLAN")]
    plan: String,
    /// 写到文件；不写为“分解表-方案.xlsx” | The file; named after the plan when left out
    #[arg(long, value_name = "文件 | FILE", conflicts_with = "back")]
    out: Option<PathBuf>,
    /// 收回填好的表 | Take back a table that was filled in
    #[arg(long = "in", id = "back", value_name = "文件 | FILE")]
    back: Option<PathBuf>,
    /// 哪几年，如 2025,2026；不写 --quarters 则连同各年的四个季度。都不写为方案从今年起的各年各季 | Which years: 2025,2026; with their quarters unless --quarters says which. When neither is given those of the plan from this year on
    #[arg(long, value_name = "年 | YEARS", value_delimiter = ',', conflicts_with = "back")]
    years: Vec<String>,
    /// 哪几个季度，如 2025Q4,2026Q1 | Which quarters: 2025Q4,2026Q1
    #[arg(long, value_name = "季度 | QUARTERS", value_delimiter = ',', conflicts_with = "back")]
    quarters: Vec<String>,
    /// 文件已有时覆盖（里面可能有人填过） | Overwrite a file, though somebody may have filled it in
    #[arg(long, conflicts_with = "back")]
    force: bool,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long, requires = "back")]
    dry_run: bool,
}

impl Decompose {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.back {
            Some(path) => self.take_back(call, path),
            None => self.send_out(call),
        }
    }

    fn send_out(&self, call: &Call) -> Result<Answer, CliError> {
        words::format(&FORM, None, self.out.as_deref())?;
        let session = call.open()?;
        let of = plan(&session.ledger, &self.plan)?;
        let table = Breakdown::build(&session.ledger, of, (session.today, &self.asked(session.today)?));
        let path = self.out.clone().unwrap_or_else(|| PathBuf::from(format!("分解表-{}.xlsx", file_word(of.short_name()))));
        let told = call.lang.pick(format!("{}，{} 行", of.short_name(), table.len()), format!("{}, {} rows", of.short_name(), table.len()));
        Ok(send_one(call, &session, (&path, self.force), || table.to_xlsx())?.remark(told))
    }

    /// The periods of the columns that are asked for.
    fn asked(&self, today: NaiveDate) -> Result<Vec<Period>, CliError> {
        let read = |option: &'static str, words: &[String]| -> Result<Vec<Period>, CliError> {
            let words = words.iter().flat_map(|word| word.split(['、', '，'])).filter(|word| !word.trim().is_empty());
            words.map(|word| words::period(option, word.trim(), today)).collect()
        };
        let (years, quarters) = (read("--years", &self.years)?, read("--quarters", &self.quarters)?);
        let astray = years.iter().find(|year| !matches!(year, Period::Year(_))).map(|one| ("--years", one));
        let astray = astray.or_else(|| quarters.iter().find(|one| !matches!(one, Period::Quarter(..))).map(|one| ("--quarters", one)));
        if let Some((option, one)) = astray {
            let (zh, en) = (format!("{option} 不认得 `{one}`"), format!("{option} does not know `{one}`"));
            return Err(CliError::usage(
                &zh,
                &en,
                "如 --years 2025,2026，--quarters 2025Q4,2026Q1。",
                "As --years 2025,2026 or --quarters 2025Q4,2026Q1.",
            ));
        }
        let with_quarters = |year: &Period| year_and_quarters(year.start().year()).take(if quarters.is_empty() { 5 } else { 1 });
        Ok(years.iter().flat_map(with_quarters).chain(quarters.iter().copied()).collect())
    }

    fn take_back(&self, call: &Call, path: &Path) -> Result<Answer, CliError> {
        let (mut session, lang) = (call.open()?, call.lang);
        let of = plan(&session.ledger, &self.plan)?.clone();
        let read = read_breakdown(&read_document(path)?, &session.ledger, &of);
        let Decomposed { change, added, changed, withdrawn, misfits } = read.map_err(|e| CliError::Packet(path.to_owned(), e))?;
        let answer = carry_out(call, &mut session, change, self.dry_run)?;
        let told = lang.pick(
            format!("新增步骤 {added} 个，修改 {changed} 个，撤回 {withdrawn} 个"),
            format!("{added} steps added, {changed} changed, {withdrawn} withdrawn"),
        );
        let refused = misfits.iter().map(|misfit| hints::refused(path, misfit, lang));
        let exit = if misfits.is_empty() { Exit::Fine } else { Exit::Findings };
        Ok(answer.remark(told).remarks(refused).exit(exit))
    }
}
