use super::add::Add;
use super::list::List;
use super::set::Set;
use super::show::Show;
use crate::cli::call::{Call, entry, entry_of, places};
use crate::cli::caution::Caution;
use crate::cli::ending::{Ground, unended, unmoved};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::cli::records::{carry_out, stays};
use crate::cli::splitting::steps_given;
use crate::domain::{DutiesAre, Entry, EntryId, Ledger, Parts, Split};
use crate::store::attachment;
use std::sync::Arc;

/// 条目：列出、补登、修改、撤回、移动、分解、合并 | Entries: list them, add one, change, withdraw, move, split, join them
#[derive(clap::Args, Debug)]
#[command(after_help = "分解和合并时原条目记为已结转，写明到了哪里；它的反馈留在原处，牵头、配合、时限、地区由新条目接着承担。
例：
  duban entry add --plan hulin-agri --title 稻米加工厂 --parent 三（一）
  duban entry move 专栏16#12 --under jixi-bio/五（六）
  duban entry split 专栏16#12 --into 一期工程 --into 二期工程 --step 3=二期工程 --basis 会议纪要〔2025〕7号
  duban entry join 专栏16#17 专栏16#18 --into 专栏16#19
  duban entry withdraw hulin-agri/+k3v9x2m7qa
  duban entry attach 专栏16#12 附件/纪要.pdf 市政府会议纪要〔2025〕7号 | What is split or joined is recorded as carried over, and into what; its reports stay with it, and lead, cooperating bodies, deadline and places go on in the others.
Examples:
  duban entry add --plan hulin-agri --title 稻米加工厂 --parent 三（一）
  duban entry move 专栏16#12 --under jixi-bio/五（六）
  duban entry split 专栏16#12 --into 一期工程 --into 二期工程 --step 3=二期工程 --basis 'minutes no. 7'
  duban entry join 专栏16#17 专栏16#18 --into 专栏16#19
  duban entry withdraw hulin-agri/+k3v9x2m7qa
  duban entry attach 专栏16#12 附件/纪要.pdf 市政府会议纪要〔2025〕7号")]
pub(in crate::cli) struct Entries {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(clap::Subcommand, Debug)]
enum Act {
    List(List),
    Show(Show),
    Add(Add),
    Set(Set),
    Withdraw(Withdraw),
    Move(Move),
    Split(Splitting),
    Join(Joining),
    Attach(Attaching),
}

impl Entries {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.act {
            None => List::default().run(call),
            Some(Act::List(list)) => list.run(call),
            Some(Act::Show(show)) => show.run(call),
            Some(Act::Add(add)) => add.run(call),
            Some(Act::Set(set)) => set.run(call),
            Some(Act::Withdraw(withdraw)) => withdraw.run(call),
            Some(Act::Move(moves)) => moves.run(call),
            Some(Act::Split(split)) => split.run(call),
            Some(Act::Join(join)) => join.run(call),
            Some(Act::Attach(attach)) => attach.run(call),
        }
    }
}

/// 撤回登记错的；已有记录、或还有别处用到的不行 | Take out what was entered by mistake; not what has a log, nor what anything refers to
#[derive(clap::Args, Debug)]
struct Withdraw {
    /// 编号；可写多个，也可用 --filter 选 | Ids; several may be given, or chosen with --filter
    #[arg(value_name = "编号 | ID")]
    ids: Vec<String>,
    #[command(flatten)]
    caution: Caution,
}

impl Withdraw {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.names_entries(&self.ids, ("没有说要撤回哪一条", "it is not said which entry"))?;
        let mut session = call.open()?;
        let chosen = call.chosen(&session, &self.ids)?;
        let ids: Vec<EntryId> = chosen.into_iter().map(|at| session.ledger.entries()[at].id.clone()).collect();
        let change = session.ledger.withdrawing_all(&ids).map_err(|(id, why)| stays(&id.into(), &why))?;
        self.caution.asks(call, &session.ledger, &ids)?;
        carry_out(call, &mut session, change, self.caution.dry_run)
    }
}

/// 移到同一方案的另一条之下，或移到最上一级；下级跟着走 | Put entries under another one of their plan, or at its top; what hangs under them goes along
#[derive(clap::Args, Debug)]
struct Move {
    /// 编号；可写多个 | Ids; several may be given
    #[arg(value_name = "编号 | ID", required = true)]
    ids: Vec<String>,
    /// 放在哪一条之下 | Under which entry
    #[arg(long, value_name = "编号 | ID", conflicts_with = "top")]
    under: Option<String>,
    /// 放到方案的最上一级 | At the top of the plan
    #[arg(long, required_unless_present = "under")]
    top: bool,
    /// 牵头、配合随新的上级；不写则照旧 | Lead and cooperating bodies are those of the entry above; when left out they stay as they are
    #[arg(long, conflicts_with = "top")]
    inherit: bool,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Move {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("entry")?;
        let mut session = call.open()?;
        let duties = if self.inherit { DutiesAre::FromAbove } else { DutiesAre::Kept };
        let ledger = &session.ledger;
        let to = named(ledger, &self.ids)?.into_iter().map(|moved| {
            let under = self.under.as_ref().map(|word| entry_of(ledger, moved.id.plan(), word)).transpose()?;
            Ok((moved.id.clone(), under.map(|above| above.id.clone())))
        });
        let to = to.collect::<Result<Vec<_>, CliError>>()?;
        let change = session.recorder.moving_all(ledger, &to, duties).map_err(|why| unmoved(&why))?;
        carry_out(call, &mut session, change, self.dry_run)
    }
}

/// The entries that words stand for, each once.
fn named(ledger: &Ledger, words: &[String]) -> Result<Vec<Arc<Entry>>, CliError> {
    Ok(places(ledger, words)?.into_iter().map(|at| ledger.entries()[at].clone()).collect())
}

/// 分解：一条变成几条，新条目有它的牵头、配合、时限、地区；原条目结转，反馈留着 | Split an entry: the new ones have its lead, cooperating bodies, deadline and places; it ends as carried over and keeps its reports
#[derive(clap::Args, Debug)]
struct Splitting {
    /// 编号 | Its id
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 新条目的名称；至少两个 | The titles of the new entries; two at least
    #[arg(long, value_name = "名称 | TITLE", required = true, num_args = 1..)]
    into: Vec<String>,
    /// 作为它的下级；不写则与它并列 | Under it; beside it when left out
    #[arg(long)]
    below: bool,
    /// 步骤（序号）归哪一条，可重复；没有写的在终端里逐个问，否则归第一条，办结的留在原条目 | To which of them a step (its number) goes; may be repeated. Others are asked about on a terminal, and else go to the first; what is closed stays
    #[arg(long, value_name = "步骤=名称 | STEP=TITLE")]
    step: Vec<String>,
    #[command(flatten)]
    ground: Ground,
}

impl Splitting {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("entry")?;
        let mut session = call.open_to_record()?;
        let parts = if self.below { Parts::Below } else { Parts::Beside };
        let ledger = &session.ledger;
        let split = entry(ledger, &self.id)?;
        let steps = steps_given(ledger, (split, &self.into), &self.step, call.lang)?;
        let how = Split { titles: &self.into, parts, steps: &steps, basis: &self.ground.basis };
        let change = session.recorder.split(ledger, split, &how).map_err(|why| unended(&why))?;
        carry_out(call, &mut session, change, self.ground.dry_run)
    }
}

/// 合并：几条并入一条，各单位的职责、下级、指标、步骤、人员都归它；并掉的结转，反馈留着 | Join entries in one: it has the duties of all, what hangs under them and what measures them, their steps and persons; they end as carried over and keep their reports
#[derive(clap::Args, Debug)]
struct Joining {
    /// 并掉的条目 | The entries that end
    #[arg(value_name = "编号 | ID", required = true)]
    ids: Vec<String>,
    /// 并入哪一条 | The entry in which they go on
    #[arg(long, value_name = "编号 | ID")]
    into: String,
    #[command(flatten)]
    ground: Ground,
}

impl Joining {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("entry")?;
        let mut session = call.open_to_record()?;
        let ledger = &session.ledger;
        let (ended, into) = (named(ledger, &self.ids)?, entry(ledger, &self.into)?);
        let change = session.recorder.join(ledger, &ended, into, &self.ground.basis).map_err(|why| unended(&why))?;
        carry_out(call, &mut session, change, self.ground.dry_run)
    }
}

/// 附上文件或文号：台账文件夹里的文件连同它的 SHA-256 记下，check 查得出丢失和改动 | Attach files, or the numbers of papers: of a file beside the ledger the SHA-256 is kept, so that check finds one that is gone or changed
#[derive(clap::Args, Debug)]
struct Attaching {
    /// 编号 | Its id
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 文件路径（当前文件夹或台账文件夹的），或文号 | Paths of files, from here or from the ledger's folder, or numbers of papers
    #[arg(value_name = "路径或文号 | PATH", required = true)]
    what: Vec<String>,
    #[command(flatten)]
    caution: Caution,
}

impl Attaching {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("entry")?;
        let mut session = call.open_to_record()?;
        let old = entry(&session.ledger, &self.id)?;
        let (mut new, here) = (old.clone(), std::env::current_dir().ok());
        for word in self.what.iter().filter(|word| !word.trim().is_empty()) {
            new.attach(attachment(&session.file.path, here.as_deref(), word));
        }
        let mut recording = Recording::default();
        recording.amend(old, new);
        recording.carry_out(call, &mut session, self.caution)
    }
}
