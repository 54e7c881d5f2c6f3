use serde_json::{Value, json};

use crate::cli::call::Call;
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::sentences;
use crate::domain::{Change, EntryId, Ledger};
use crate::merge::{BuiltOn, differences, step_back};
use crate::profile::Session;
use crate::report::SCHEMA;
use crate::share::{Repo, Sharing};
use crate::store::Step;
use crate::text::{Lang, Say, sanitize};

/// 撤回自己最近的一步：命令做的、界面里做的都行，已提交的记为更正 | Take back one's last step, of a command or on the screen; one that is committed by a correction
#[derive(clap::Args, Debug)]
#[command(
    after_help = "记的是本机本人最近 50 次保存。撤回也是一步：再运行一次就恢复；退两步用 duban undo 2。之后又有人改过的不撤，会说明是哪一条。
例：
  duban undo --list        最近做了什么
  duban undo --dry-run     只看会撤回什么
  duban undo 3             一并撤回最近三步 | The last 50 saves of this person on this machine. Taking back is a step too: once more brings it back, and `duban undo 2` goes back two. What somebody has built on stays, and is named.
Examples:
  duban undo --list        what was done last
  duban undo --dry-run     what would be taken back
  duban undo 3             the last three together"
)]
pub(in crate::cli) struct Undo {
    /// 撤回最近几步，不写则一步 | How many of the last steps; one when left out
    #[arg(value_name = "几步 | N", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u8).range(1..=50))]
    steps: u8,
    /// 只列出最近做了什么 | Only list what was done last
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    caution: Caution,
}

impl Undo {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("undo")?;
        let mut session = call.open()?;
        let steps = session.file.steps();
        if self.list {
            return Ok(listed(call, &session, &steps));
        }
        let count = usize::from(self.steps);
        if steps.len() < count {
            let n = steps.len();
            let (zh, en) = match n {
                0 => {
                    ("没有可撤回的：本机还没有记下你做的改动".to_owned(), "nothing to take back: no step of yours is kept here".to_owned())
                }
                n => (format!("只记着 {n} 步"), format!("only {n} steps are kept")),
            };
            return Err(CliError::usage(
                &zh,
                &en,
                "duban undo --list 列出；以前的版本见 duban versions。",
                "`duban undo --list` lists them; `duban versions` has older states.",
            ));
        }
        let before = session.ledger.clone();
        let back = TakingBack { session: &session, shared: shared(&session, call.lang)? };
        let (change, openly) = back.change(&steps[..count], call.lang)?;
        let ids: Vec<EntryId> = change.touched().entries().cloned().collect();
        self.caution.asks(call, &before, &ids)?;
        let made = call.make(change, &mut session, self.caution.dry_run)?;
        let told = differences(&before, &session.ledger);
        let lang = call.lang;
        let (dry_run, saved) = (self.caution.dry_run, !self.caution.dry_run && !told.is_empty());
        let envelope = json!({ "kind": "undo", "dry_run": dry_run, "saved": saved, "steps": count, "corrected": openly });
        let answer = sentences::answer(call, (&told, &session.ledger), envelope);
        // What takes back is now the last step itself, before those that it took back.
        let further = count + 2;
        let said = match (told.is_empty(), dry_run) {
            (true, _) => lang.pick(
                "没有可撤回的：这一步的改动已经不在了".to_owned(),
                "nothing to take back: what the step changed is no longer there".to_owned(),
            ),
            (false, true) => lang.pick("试运行：没有保存".to_owned(), "dry run: nothing was saved".to_owned()),
            (false, false) => lang.pick(
                format!("已撤回；再运行一次 duban undo 就恢复，再往前退一步用 duban undo {further}"),
                format!("taken back; `duban undo` once more brings it back, `duban undo {further}` goes back one more"),
            ),
        };
        let why = lang.pick("已提交过或别人已看到的记为更正", "what is committed or was seen by others is corrected by a record");
        Ok(answer.remark(said).remarks(openly.then(|| why.to_owned())).made(&made, lang))
    }
}

/// What takes steps back.
struct TakingBack<'a> {
    session: &'a Session,
    /// The ledger as git has it at last; none where it is in no repository.
    shared: Option<Ledger>,
}

impl TakingBack<'_> {
    /// The change that takes all of them back, the last first, and whether a correction is among it.
    fn change(&self, steps: &[Step], lang: Lang) -> Result<(Change, bool), CliError> {
        let mut ledger = self.session.ledger.clone();
        let (mut all, mut openly) = (Vec::new(), false);
        for step in steps {
            let at = step.at.format("%Y-%m-%d %H:%M");
            let Some((before, after)) = &step.both else {
                let (zh, en) =
                    (format!("{at} 的一步改动太多或记录不全，不能这样撤回"), format!("the step of {at} is too large or not whole"));
                return Err(CliError::usage(&zh, &en, "duban versions 有改动前的整份台账。", "`duban versions` has the ledger before it."));
            };
            let mut change = step_back((before, after), &ledger).map_err(|why| built_on(&why))?;
            if self.is_committed(&change) || change.takes_what_was_seen(&ledger) {
                let reason = lang.pick("撤销", "taken back");
                let corrected = self.session.recorder.undo_openly(&ledger, change, reason);
                change = corrected.map_err(|e| CliError::usage(&e.say(Lang::Zh), &e.say(Lang::En), "", ""))?;
                openly = true;
            }
            change.clone().apply(&mut ledger)?;
            all.push(change);
        }
        Ok((Change::All(all), openly))
    }

    /// Whether it would take out of a log what git has.
    fn is_committed(&self, change: &Change) -> bool {
        let Some(shared) = &self.shared else { return false };
        match change {
            Change::Unrecord { subject, update } => shared.log_of(subject).iter().any(|u| u.id == *update),
            Change::All(all) => all.iter().any(|change| self.is_committed(change)),
            _ => false,
        }
    }
}

/// The ledger as the last commit has it.
fn shared(session: &Session, lang: Lang) -> Result<Option<Ledger>, CliError> {
    let path = session.located.path();
    match Repo::of(path)? {
        Some(repo) if repo.commit("HEAD")?.is_some() => Ok(Sharing::of(path, lang, false)?.ledger_at("HEAD")?),
        _ => Ok(None),
    }
}

/// So many lines of a step are listed.
const SHOWN: usize = 4;

fn listed(call: &Call, session: &Session, steps: &[Step]) -> Answer {
    let lang = call.lang;
    let told = |step: &Step| step.both.as_ref().map(|(before, after)| differences(before, after)).unwrap_or_default();
    if call.globals.json {
        let one = |(n, step): (usize, &Step)| {
            let differences = sentences::list_json(&told(step), &session.ledger, lang);
            json!({ "number": n, "at": step.at.to_rfc3339(), "whole": step.both.is_some(), "differences": differences })
        };
        let all: Vec<Value> = (1..).zip(steps).map(one).collect();
        return Answer::json(json!({ "schema": SCHEMA, "kind": "steps", "steps": all }));
    }
    let mut out = String::new();
    for (n, step) in (1..).zip(steps) {
        let at = step.at.format("%Y-%m-%d %H:%M:%S");
        let told = told(step);
        let unknown = if step.both.is_none() { lang.pick("（改动太多或记录不全）", "(too large, or not whole)") } else { "" };
        out.push_str(&format!("{n:>3}  {at}  {}{unknown}\n", lang.pick(format!("{} 处", told.len()), format!("{} changes", told.len()))));
        for difference in told.iter().take(SHOWN) {
            out.push_str(&format!("     {}\n", sanitize(&difference.line(&session.ledger, lang), false)));
        }
        if told.len() > SHOWN {
            out.push_str(&format!(
                "     {}\n",
                lang.pick(format!("……另有 {} 处", told.len() - SHOWN), format!("… and {} more", told.len() - SHOWN))
            ));
        }
    }
    let none = steps.is_empty().then(|| lang.pick("本机还没有记下你做的改动", "no step of yours is kept here").to_owned());
    Answer::text(out).remarks(none)
}

/// Why a step cannot be taken back, and what can be done instead.
fn built_on(why: &BuiltOn) -> CliError {
    let (zh, en) = match why {
        BuiltOn::Gone(_) => ("duban versions 有以前的版本。", "`duban versions` has older states."),
        BuiltOn::Changed(_) => {
            ("请用 set 改成要的值；duban log 编号 看谁改过。", "Set the value that is meant; `duban log ID` tells who changed it.")
        }
        BuiltOn::Used(_) => (
            "先改掉用到它的地方；条目可改记“已终止”并写明原因。",
            "Change first what refers to it; an entry may be recorded as cancelled, with its reason.",
        ),
    };
    CliError::usage(&why.say(Lang::Zh), &why.say(Lang::En), zh, en)
}
