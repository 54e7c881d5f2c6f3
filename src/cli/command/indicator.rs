use chrono::NaiveDate;

use crate::cli::acts::acts;
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::out::Answer;
use crate::cli::records;
use crate::cli::words;
use crate::domain::{Change, Indicator, Ledger, parse_number};

acts! {
    /// 指标：列出、登记、修改、填实测值 | Indicators: list them, enter one, change what one states, enter a measured value
    #[command(after_help = "例：
  duban indicator list 医药
  duban indicator measure jixi-bio/四（一）·生物医药增长极规模·全市 2025Q4 86.5 --as 鸡西市工业和信息化局
  duban indicator add 水库数量 --plan hulin-agri --scope 全市 --unit 座 --targets 2028=12 | Examples:
  duban indicator list 医药
  duban indicator measure jixi-bio/四（一）·生物医药增长极规模·全市 2025Q4 86.5 --as 鸡西市工业和信息化局
  duban indicator add 水库数量 --plan hulin-agri --scope 全市 --unit 座 --targets 2028=12")]
    Indicators of Indicator: Measure(Measure)
}

/// 填一个期间的实测值 | Enter the value measured in a period
#[derive(clap::Args, Debug)]
struct Measure {
    /// 编号，或只有一个指标用的名称 | Its id, or its name where no other has it
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 期间，如 2025Q4、2025年度 | The period: 2025Q4, 2025
    #[arg(value_name = "期间 | PERIOD")]
    period: String,
    /// 实测值 | The value
    #[arg(value_name = "数 | NUMBER", allow_negative_numbers = true)]
    value: String,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Measure {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let indicator = Indicator::meant(&session.ledger, &self.id)?;
        let period = words::period("measure", &self.period, session.today)?;
        let Some(value) = parse_number(&self.value) else {
            let (zh, en) = (format!("`{}` 不是数", self.value), format!("`{}` is no number", self.value));
            return Err(CliError::usage(&zh, &en, "写数字，如 86.5。", "Write a number such as 86.5."));
        };
        let change = session.recorder.measure(&session.ledger, &indicator.id(), period, value);
        records::carry_out(call, &mut session, change.unwrap_or(Change::All(Vec::new())), self.dry_run)
    }
}

impl Filled for Indicator {
    const COMMAND: &'static str = "indicator";
    const SHOWN: &'static [&'static str] = &["unit", "targets", "entry"];

    fn is_past(&self, ledger: &Ledger, day: NaiveDate) -> bool {
        ledger.plan(&self.plan).is_some_and(|plan| plan.is_archived_on(day))
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Indicator, CliError> {
        called(ledger, word, ("指标", "indicator"))
    }
}
