use crate::cli::call::{Call, plan};
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, Fillings};
use crate::cli::near;
use crate::cli::out::Answer;
use crate::cli::records::{self, Listed, Remove, Set};
use crate::cli::words;
use crate::domain::{Change, Indicator, IndicatorId, Ledger, parse_number};

/// 指标：列出、登记、修改、填实测值 | Indicators: list them, enter one, change what one states, enter a measured value
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban indicator list 医药
  duban indicator measure jixi-bio/四（一）·生物医药增长极规模·全市 2025Q4 86.5 --as 鸡西市工业和信息化局
  duban indicator add 水库数量 --plan hulin-agri --scope 全市 --unit 座 --targets 2028=12 | Examples:
  duban indicator list 医药
  duban indicator measure jixi-bio/四（一）·生物医药增长极规模·全市 2025Q4 86.5 --as 鸡西市工业和信息化局
  duban indicator add 水库数量 --plan hulin-agri --scope 全市 --unit 座 --targets 2028=12")]
pub(in crate::cli) struct Indicators {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(clap::Subcommand, Debug)]
enum Act {
    List(Listed<Indicator>),
    Add(Add),
    Set(Set<Indicator>),
    Measure(Measure),
    Remove(Remove<Indicator>),
}

/// 登记一个指标 | Enter an indicator
#[derive(clap::Args, Debug)]
struct Add {
    /// 指标名称 | What is measured
    #[arg(id = "called", value_name = "名称 | NAME")]
    name: String,
    /// 方案：代码、简称或全称 | The plan: code, short name or title
    #[arg(long, value_name = "方案 | PLAN", required = true)]
    plan: String,
    /// 范围：哪个地区、哪一类 | For which place or set
    #[arg(long, value_name = "范围 | SCOPE", default_value = "")]
    scope: String,
    /// 在方案里的出处，如 二（一） | Where the goal stands in the plan
    #[arg(long, value_name = "出处 | REF", default_value = "")]
    reference: String,
    #[command(flatten)]
    fillings: Fillings<Indicator>,
    /// 只看会登记什么，不保存 | Show what would be entered, and save nothing
    #[arg(long)]
    dry_run: bool,
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

impl Indicators {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.act {
            None => Listed::<Indicator>::default().run(call),
            Some(Act::List(list)) => list.run(call),
            Some(Act::Add(add)) => add.run(call),
            Some(Act::Set(set)) => set.run(call),
            Some(Act::Measure(measure)) => measure.run(call),
            Some(Act::Remove(remove)) => remove.run(call),
        }
    }
}

impl Add {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("indicator")?;
        let mut session = call.open()?;
        let code = plan(&session.ledger, &self.plan)?.code.clone();
        let new = Indicator::new(code, &self.reference, &self.name, &self.scope);
        records::enter(call, &mut session, (new, &self.fillings), self.dry_run)
    }
}

impl Measure {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("indicator")?;
        let mut session = call.open()?;
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

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Indicator, CliError> {
        if let Some(one) = ledger.indicators.by_id(&IndicatorId::from(word.trim())) {
            return Ok(one);
        }
        let called: Vec<&Indicator> = ledger.indicators.iter().map(AsRef::as_ref).filter(|i| i.name == word.trim()).collect();
        match called.as_slice() {
            [one] => Ok(one),
            [] => {
                let near = near::names(word, ledger.indicators.iter().map(|i| vec![i.name.as_str()]));
                Err(CliError::nothing(("指标", "indicator"), word, &near))
            }
            several => {
                let ids: Vec<String> = several.iter().map(|i| i.id().to_string()).collect();
                Err(CliError::nothing(("唯一的指标", "single indicator"), word, &ids))
            }
        }
    }
}
