use crate::cli::call::{Call, plan};
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, Fillings};
use crate::cli::out::Answer;
use crate::cli::records::{self, Listed, Remove, Set};
use crate::domain::{Ledger, Plan};

/// 方案：列出、登记、修改 | Plans: list them, enter one, change what one states
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban plan
  duban plan add water --title 水利建设三年行动方案 --start 2026-01-01 --end 2028年底
  duban plan set water --number 虎政发〔2026〕3号 | Examples:
  duban plan
  duban plan add water --title 水利建设三年行动方案 --start 2026-01-01 --end 2028-12-31
  duban plan set water --number 虎政发〔2026〕3号")]
pub(in crate::cli) struct Plans {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(clap::Subcommand, Debug)]
enum Act {
    List(Listed<Plan>),
    Add(Add),
    Set(Set<Plan>),
    Remove(Remove<Plan>),
}

/// 登记一个方案 | Enter a plan
#[derive(clap::Args, Debug)]
struct Add {
    /// 代码：字母、数字、短横；条目编号以它开头 | Its code in letters, digits and hyphens, with which the ids of its entries begin
    #[arg(value_name = "代码 | CODE")]
    code: String,
    #[command(flatten)]
    fillings: Fillings<Plan>,
    /// 只看会登记什么，不保存 | Show what would be entered, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Plans {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.act {
            None => Listed::<Plan>::default().run(call),
            Some(Act::List(list)) => list.run(call),
            Some(Act::Add(add)) => add.run(call),
            Some(Act::Set(set)) => set.run(call),
            Some(Act::Remove(remove)) => remove.run(call),
        }
    }
}

impl Add {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("plan")?;
        let mut session = call.open()?;
        records::enter(call, &mut session, (Plan::new(&*self.code), &self.fillings), self.dry_run)
    }
}

impl Filled for Plan {
    const COMMAND: &'static str = "plan";
    const SHOWN: &'static [&'static str] = &["short", "number", "start", "end", "place"];

    fn names(&self) -> Vec<&str> {
        vec![&self.code, &self.short, &self.title]
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Plan, CliError> {
        plan(ledger, word)
    }
}
