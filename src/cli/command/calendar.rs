use crate::cli::call::{Call, book};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::output::Output;
use crate::cli::words;
use crate::report::{CALENDAR, Calendar as Deadlines};

/// 把时限写成日历文件（.ics） | Write the deadlines as a calendar (.ics)
#[derive(clap::Args, Debug)]
#[command(after_help = "未完成、未暂缓、未终止的条目各写一个全天日程；条目的日程标识不变，重新导入会更新而不会重复。
例：
  duban calendar --filter '牵头:虎林市农业农村局' -o 时限.ics | Every entry that is neither done nor put off nor given up gets an all-day event; its identity stays, so that reading the file in again moves events and doubles none.
Examples:
  duban calendar --filter 'lead:虎林市农业农村局' -o deadlines.ics")]
pub(in crate::cli) struct Calendar {
    /// 提前几天提醒，上午九点；不写为 7 | How many days before the alarm goes off, at nine in the morning; 7 when left out
    #[arg(long, value_name = "天数 | DAYS")]
    alarm: Option<String>,
    #[command(flatten)]
    output: Output,
}

const ALARM: u64 = 7;
const LONGEST: u64 = 365;

impl Calendar {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
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
