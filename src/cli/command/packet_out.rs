//! The forms that go out.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::cli::call::{Call, body_now, book};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::sending::{Sending, send_one};
use crate::cli::words;
use crate::domain::{Entry, EntryId, Period};
use crate::packet::{Form, Round};
use crate::profile::Session;
use crate::report::{FORM, file_word};

/// 生成填报表（xlsx）：--dept 给一个单位，--all 或 --filter 给每个有事项要报的单位各一份，连同发放清单和 zip | Make forms (xlsx): for one body (--dept), or for everybody who has something to report on (--all, --filter), with a list and a zip
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban packet out --dept 虎林市农业农村局 --period 2025Q4
  duban packet out --all --period 2025Q4 -o 填报表
  duban packet out --filter 方案:虎林农业 --dry-run | Examples:
  duban packet out --dept 虎林市农业农村局 --period 2025Q4
  duban packet out --all --period 2025Q4 -o forms
  duban packet out --filter plan:虎林农业 --dry-run")]
pub(super) struct Out {
    /// 填报单位 | The body that fills it in
    #[arg(long, value_name = "单位 | BODY")]
    dept: Option<String>,
    /// 给所有单位各写一份，放在一个文件夹里 | To everybody, into a folder
    #[arg(long, conflicts_with = "dept")]
    all: bool,
    /// 填报哪一期：2025Q4、四季度、上半年、2025年度；不写为正在收的一期 | The period: 2025Q4, 2025H1, 2025; when left out the one being collected
    #[arg(long, value_name = "期间 | PERIOD")]
    period: Option<String>,
    /// 写到文件，给所有单位时是文件夹；不写为“填报表-单位-期间.xlsx” | The file, or the folder when there are many; named after body and period when left out
    #[arg(short, long, value_name = "文件 | FILE")]
    output: Option<PathBuf>,
    /// 文件已有时覆盖（里面可能有人填过） | Overwrite a file, though somebody may have filled it in
    #[arg(long)]
    force: bool,
    /// 只看发给谁，不写文件 | Show to whom it would go, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Out {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let period = self.period.as_deref().map(|p| words::period("--period", p, call.today()?)).transpose()?;
        let of = |session: &Session| period.unwrap_or_else(|| session.ledger.collecting(session.today));
        match &self.dept {
            Some(dept) => self.one(call, dept, of),
            None if self.all || call.has_filter() => self.everybody(call, of),
            None => {
                let (zh, en) = ("没有说填报表给谁", "it is not said who fills it in");
                let hints = (
                    "写 --dept 单位；给每个单位各一份用 --all，或用 --filter 选条目。",
                    "Name --dept BODY; --all or --filter makes one for everybody.",
                );
                Err(CliError::usage(zh, en, hints.0, hints.1))
            }
        }
    }

    fn one(&self, call: &Call, dept: &str, period: impl Fn(&Session) -> Period) -> Result<Answer, CliError> {
        call.takes_no_filter("packet out --dept")?;
        words::format(&FORM, None, self.output.as_deref())?;
        let session = call.open()?;
        let (dept, period) = (body_now(&session.ledger, "--dept", dept)?, period(&session));
        let form = Form::build(&session.ledger, &dept.id, period);
        if form.is_empty() {
            return Err(nothing(&form.body));
        }
        let count = form.lines.len();
        let told = call.lang.pick(format!("{}，{count} 项", form.body), format!("{}, {count} entries", form.body));
        if self.dry_run {
            return Ok(Answer::text("").remark(told).remark(call.lang.pick("试运行：没有写文件", "dry run: nothing was written")));
        }
        let path = self.output.clone().unwrap_or_else(|| PathBuf::from(format!("填报表-{}-{period}.xlsx", file_word(&form.body))));
        Ok(send_one(call, &session, (&path, self.force), || form.to_xlsx())?.remark(told))
    }

    fn everybody(&self, call: &Call, period: impl Fn(&Session) -> Period) -> Result<Answer, CliError> {
        let session = call.open()?;
        let places = call.filtered(&session, &book(&session))?;
        let meant: HashSet<&EntryId> = places.iter().map(|at| &session.ledger.entries()[*at].id).collect();
        let round = Round::collecting(&session.ledger, period(&session), &|entry: &Entry| meant.contains(&entry.id));
        if round.forms.is_empty() {
            return Err(nothing(call.lang.pick("选到的条目", "what was chosen")));
        }
        let sending = Sending::to(self.output.clone(), self.force, self.dry_run);
        sending.send(call, &session, &round, ("packets", None))
    }
}

fn nothing(who: &str) -> CliError {
    let (zh, en) = (format!("`{who}` 没有要填报的事项"), format!("`{who}` has nothing to report on"));
    let hints = (
        "用 duban list 部门:单位 看它的事项；已完成、已终止、已结转的不再填报。",
        "`duban list dept:BODY` lists its entries; those that are done, given up or carried over are not asked for.",
    );
    CliError::usage(&zh, &en, hints.0, hints.1)
}
