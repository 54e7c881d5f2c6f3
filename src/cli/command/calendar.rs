use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};

use crate::cli::acts::{Acts, own};
use crate::cli::call::{Call, book};
use crate::cli::error::CliError;
use crate::cli::fillings::Filled;
use crate::cli::out::Answer;
use crate::cli::output::Output;
use crate::cli::records;
use crate::cli::words;
use crate::domain::{Change, Ledger, WorkYear, parse_date};
use crate::report::{CALENDAR, Calendar as Deadlines};
use crate::store::read_document;
use crate::text::fold_width;

/// 把时限写成日历文件（.ics）；登记各年放假和调休（工作日按它数） | Write the deadlines as a calendar (.ics); enter which days of a year are worked
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "未完成、未暂缓、未终止的条目各写一个全天日程；条目的日程标识不变，重新导入会更新而不会重复。
例：
  duban calendar --filter '牵头:虎林市农业农村局' -o 时限.ics
  duban calendar add 2027 --off 2027-01-01 --source 放假通知 | Every entry that is neither done nor put off nor given up gets an all-day event; its identity stays, so that reading the file in again moves events and doubles none.
Examples:
  duban calendar --filter 'lead:虎林市农业农村局' -o deadlines.ics
  duban calendar add 2027 --off 2027-01-01 --source notice"
)]
pub(in crate::cli) struct Calendar {
    /// 提前几天提醒，上午九点；不写为 7 | How many days before the alarm goes off, at nine in the morning; 7 when left out
    #[arg(long, value_name = "天数 | DAYS")]
    alarm: Option<String>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    acts: Acts<WorkYear, Own>,
}

own! { Import(Import) }

/// 从 csv 登记放假和调休：一行一天，日期,休 或 日期,班 | Enter days off and make-up working days from a csv: a day a line, DAY,off or DAY,work
#[derive(clap::Args, Debug)]
struct Import {
    /// csv 文件 | The csv file
    #[arg(value_name = "文件 | FILE")]
    csv: PathBuf,
    /// 来源，如放假通知的文号 | The notice that says so
    #[arg(long, value_name = "文件 | DOCUMENT")]
    source: Option<String>,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

const ALARM: u64 = 7;
const LONGEST: u64 = 365;

impl Calendar {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        if self.acts.is_said() {
            return self.acts.run(call);
        }
        let (_, write) = words::format(&CALENDAR, None, self.output.path())?;
        let alarm = self.alarm.as_deref().map_or(Ok(ALARM), |days| words::whole("--alarm", days, LONGEST))?;
        let session = call.open()?;
        let book = book(&session);
        let places = call.filtered(&session, &book)?;
        let calendar = Deadlines { ledger: book.ledger(), standings: book.standings(), alarm: alarm as u32, lang: call.lang };
        let count = calendar.events(&places).len();
        let answer = self.output.deliver(call, write(&calendar, &places, &call.progress)?, &session)?;
        Ok(answer.remark(call.lang.pick(format!("{count} 个时限"), format!("{count} deadlines"))))
    }
}

impl Import {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let bytes = read_document(&self.csv)?;
        let text = String::from_utf8_lossy(&bytes);
        let mut years: BTreeMap<i32, WorkYear> = BTreeMap::new();
        for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match said(line, session.today) {
                Some((day, is_off)) => {
                    let year = years.entry(day.year()).or_insert_with(|| WorkYear::new(&day.year().to_string()));
                    if is_off { year.off.push(day) } else { year.work.push(day) }
                }
                None if n == 0 => {}
                None => return Err(unread(n + 1, line)),
            }
        }
        let change = |(_, mut year): (i32, WorkYear)| {
            let before = session.ledger.calendar.by_id(&year.year);
            year.source = self.source.clone().or_else(|| before.map(|old| old.source.clone())).unwrap_or_default();
            [&mut year.off, &mut year.work].into_iter().for_each(|days| {
                days.sort_unstable();
                days.dedup();
            });
            session.ledger.sound(before.map(AsRef::as_ref), &year).map_err(|why| records::unsound(&why))?;
            Ok(if before.is_some() { Change::amend(year) } else { Change::put(usize::MAX, year) })
        };
        let changes: Vec<Change> = years.into_iter().map(change).collect::<Result<_, CliError>>()?;
        records::carry_out(call, &mut session, Change::All(changes), self.dry_run)
    }
}

/// A day, and whether it is off.
fn said(line: &str, today: NaiveDate) -> Option<(NaiveDate, bool)> {
    let (day, what) = line.split_once([',', '，', '\t', ';'])?;
    let what = fold_width(what.split([',', '，', '\t', ';']).next()?.trim()).to_lowercase();
    let is_off = match what.as_str() {
        "休" | "放假" | "休息" | "off" => true,
        "班" | "上班" | "调休" | "调休上班" | "work" => false,
        _ => return None,
    };
    Some((parse_date(day.trim().trim_matches('"'), today).ok()?, is_off))
}

fn unread(line: usize, text: &str) -> CliError {
    let (zh, en) = (format!("第 {line} 行 `{text}` 读不懂"), format!("line {line}, `{text}`, cannot be read"));
    CliError::usage(&zh, &en, "一行一天：2026-01-01,休 或 2026-01-04,班。", "A day a line: 2026-01-01,off or 2026-01-04,work.")
}

impl Filled for WorkYear {
    const COMMAND: &'static str = "calendar";
    const SHOWN: &'static [&'static str] = &["off", "work", "source"];

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a WorkYear, CliError> {
        let wanted = WorkYear::new(&fold_width(word));
        ledger.calendar.by_id(&wanted.year).map(AsRef::as_ref).ok_or_else(|| {
            let known: Vec<String> = ledger.calendar.iter().map(|year| year.year.to_string()).collect();
            CliError::nothing(("年历", "calendar year"), word, &known)
        })
    }
}
