use crate::cli::call::{Call, body};
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, Fillings};
use crate::cli::merging;
use crate::cli::out::Answer;
use crate::cli::records::{self, Listed, Remove, Set};
use crate::cli::renaming::Rename;
use crate::domain::{Born, Department, Ledger};

/// 单位：列出、登记、修改、添简称、更名、合并 | Bodies: list them, enter one, change what one states, give one more names or another, merge them
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban body list 农业
  duban body add 鸡西市数据局
  duban body alias 鸡西市数据局 市数据局 数据局@jixi-agri
  duban body rename 鸡西市数据局 鸡西市数据和政务服务局 --from 2024-04-01
  duban body merge 鸡西市投资促进服务中心 --into 鸡西市商务局 --from 2024-04-01 --basis 黑编发〔2024〕3号 | Examples:
  duban body list 农业
  duban body add 鸡西市数据局
  duban body alias 鸡西市数据局 市数据局 数据局@jixi-agri
  duban body rename 鸡西市数据局 鸡西市数据和政务服务局 --from 2024-04-01
  duban body merge 鸡西市投资促进服务中心 --into 鸡西市商务局 --from 2024-04-01 --basis 黑编发〔2024〕3号")]
pub(in crate::cli) struct Bodies {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(clap::Subcommand, Debug)]
enum Act {
    List(Listed<Department>),
    Add(Add),
    Set(Set<Department>),
    Alias(records::Alias<Department>),
    Rename(Rename<Department>),
    Merge(merging::Merge),
    Remove(Remove<Department>),
}

/// 登记一个单位；层级和地区不写则按名称推断 | Enter a body; level and place are guessed from its name when left out
#[derive(clap::Args, Debug)]
struct Add {
    /// 全称 | Its full name
    #[arg(id = "called", value_name = "名称 | NAME")]
    name: String,
    #[command(flatten)]
    fillings: Fillings<Department>,
    /// 只看会登记什么，不保存 | Show what would be entered, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Bodies {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.act {
            None => Listed::<Department>::default().run(call),
            Some(Act::List(list)) => list.run(call),
            Some(Act::Add(add)) => add.run(call),
            Some(Act::Set(set)) => set.run(call),
            Some(Act::Alias(alias)) => alias.run(call),
            Some(Act::Rename(rename)) => rename.run(call),
            Some(Act::Merge(merge)) => merge.run(call),
            Some(Act::Remove(remove)) => remove.run(call),
        }
    }
}

impl Add {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("body")?;
        let mut session = call.open()?;
        let new = Department::new(self.name.trim());
        if new.guessed(&session.ledger).is_none() && !self.fillings.say("level") {
            let (zh, en) = ("从名称看不出层级", "the name does not say at which level it is");
            return Err(CliError::usage(zh, en, "请加 --level 市级 这样的选项。", "Add --level city, or another."));
        }
        records::enter(call, &mut session, (new, &self.fillings), self.dry_run)
    }
}

impl Filled for Department {
    const COMMAND: &'static str = "body";
    const SHOWN: &'static [&'static str] = &["level", "place", "successor", "aliases"];

    fn names(&self) -> Vec<&str> {
        Department::names(self).collect()
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Department, CliError> {
        body(ledger, "body", word, None)
    }
}
