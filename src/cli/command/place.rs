use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, Fillings};
use crate::cli::near;
use crate::cli::out::Answer;
use crate::cli::records::{self, Listed, Remove, Set};
use crate::cli::renaming::Rename;
use crate::domain::{Ledger, Place};

/// 地区：列出、登记、修改、添别名、更名 | Places: list them, enter one, change what one states, give one more names or another
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban place list 密山
  duban place add 密山市裴德镇 --within 密山市 --aliases 裴德镇
  duban place alias 虎林市 '全市@hulin-agri' | Examples:
  duban place list 密山
  duban place add 密山市裴德镇 --within 密山市 --aliases 裴德镇
  duban place alias 虎林市 '全市@hulin-agri'")]
pub(in crate::cli) struct Places {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(clap::Subcommand, Debug)]
enum Act {
    List(Listed<Place>),
    Add(Add),
    Set(Set<Place>),
    Alias(records::Alias<Place>),
    Rename(Rename<Place>),
    Remove(Remove<Place>),
}

/// 登记一个地区 | Enter a place
#[derive(clap::Args, Debug)]
struct Add {
    /// 全称 | Its full name
    #[arg(id = "called", value_name = "名称 | NAME")]
    name: String,
    #[command(flatten)]
    fillings: Fillings<Place>,
    /// 只看会登记什么，不保存 | Show what would be entered, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Places {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.act {
            None => Listed::<Place>::default().run(call),
            Some(Act::List(list)) => list.run(call),
            Some(Act::Add(add)) => add.run(call),
            Some(Act::Set(set)) => set.run(call),
            Some(Act::Alias(alias)) => alias.run(call),
            Some(Act::Rename(rename)) => rename.run(call),
            Some(Act::Remove(remove)) => remove.run(call),
        }
    }
}

impl Add {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("place")?;
        let mut session = call.open()?;
        records::enter(call, &mut session, (Place::new(self.name.trim()), &self.fillings), self.dry_run)
    }
}

impl Filled for Place {
    const COMMAND: &'static str = "place";
    const SHOWN: &'static [&'static str] = &["level", "within", "aliases"];

    fn names(&self) -> Vec<&str> {
        Place::names(self).collect()
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Place, CliError> {
        ledger.places.resolve(word, "").ok_or_else(|| {
            let near = near::names(word, ledger.places.iter().map(|p| p.names().collect()));
            CliError::nothing(("地区", "place"), word, &near)
        })
    }
}
