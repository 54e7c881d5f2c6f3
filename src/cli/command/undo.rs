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
use crate::store::{LedgerFile, Spelling, Step, StepKind, Way};
use crate::text::{Lang, Say, sanitize};

/// 撤回自己最近的一步：命令做的、界面里做的都行，已提交的记为更正 | Take back one's last step, of a command or on the screen; one that is committed by a correction
#[derive(clap::Args, Debug)]
#[command(after_help = "记的是本机本人最近 50 次保存。再运行一次就再退一步，duban redo 恢复。之后又有人改过的不撤，会说明是哪一条。
例：
  duban undo --list        最近做了什么
  duban undo --dry-run     只看会撤回什么
  duban undo 3             一并撤回最近三步 | The last 50 saves of this person on this machine. Once more goes back one more; `duban redo` brings it back. What somebody has built on stays, and is named.
Examples:
  duban undo --list        what was done last
  duban undo --dry-run     what would be taken back
  duban undo 3             the last three together")]
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
        let session = call.open()?;
        let way = session.file.way();
        if self.list {
            return Ok(listed(call, &session, &way));
        }
        let count = usize::from(self.steps);
        if way.done.len() < count {
            return Err(too_few(way.done.len()));
        }
        let steps = &way.done[..count];
        let kind = StepKind::Back(count);
        match steps.iter().position(|step| step.kind == StepKind::Upgrade) {
            None => TakingBack::of(session, call.lang)?.carry_out(call, steps, (kind, self.caution)),
            Some(0) if count == 1 => rewrite(call, &session, (Spelling::Earlier, kind), self.caution),
            Some(at) => {
                let (zh, en) = (
                    format!("第 {} 步是换格式（fmt --upgrade），要单独撤回", at + 1),
                    format!("step {} is `fmt --upgrade`, which is taken back by itself", at + 1),
                );
                Err(CliError::usage(&zh, &en, "用 duban undo 一步一步撤。", "Take back one step after another."))
            }
        }
    }
}

fn too_few(kept: usize) -> CliError {
    let (zh, en) = match kept {
        0 => (
            "没有可撤回的：本机没有记下你做的、还没有撤回的改动".to_owned(),
            "nothing to take back: no step of yours is kept here that holds".to_owned(),
        ),
        n => (format!("只记着 {n} 步"), format!("only {n} steps are kept")),
    };
    CliError::usage(
        &zh,
        &en,
        "duban undo --list 列出；以前的版本见 duban versions。",
        "`duban undo --list` lists them; `duban versions` has older states.",
    )
}

/// Takes a change of format back, or makes it again: the whole file says the same in the other one, with all that was done since.
pub(super) fn rewrite(call: &Call, session: &Session, (to, kind): (Spelling, StepKind), caution: Caution) -> Result<Answer, CliError> {
    let (path, folders) = (&session.file.path, &session.folders);
    let answer = if call.globals.json {
        let word = if kind == StepKind::Again { "redo" } else { "undo" };
        let dry_run = caution.dry_run;
        Answer::json(json!({ "schema": SCHEMA, "kind": word, "dry_run": dry_run, "saved": !dry_run, "steps": 1, "corrected": false }))
    } else {
        Answer::text("")
    };
    if caution.dry_run {
        return Ok(answer.remark(call.lang.pick("试运行：没有保存", "dry run: nothing was saved")));
    }
    LedgerFile::format(path, folders, to).map_err(CliError::Store)?;
    LedgerFile::keep_rewriting(path, folders, kind);
    let said = match kind {
        StepKind::Again => call.lang.pick("已改成新格式", "in the newest format again"),
        _ => call.lang.pick(
            "已改回原来的格式，之后的改动都在；duban redo 恢复",
            "in the format of before, with all that was done since; `duban redo` brings it back",
        ),
    };
    Ok(answer.remark(said))
}

/// What takes steps back, and does them again.
pub(super) struct TakingBack {
    session: Session,
    /// The ledger as git has it at last; none where it is in no repository.
    shared: Option<Ledger>,
}

impl TakingBack {
    pub(super) fn of(session: Session, lang: Lang) -> Result<TakingBack, CliError> {
        let shared = shared(&session, lang)?;
        Ok(TakingBack { session, shared })
    }

    /// Takes all of the steps back as one, the first of them first.
    pub(super) fn carry_out(mut self, call: &Call, steps: &[Step], (kind, caution): (StepKind, Caution)) -> Result<Answer, CliError> {
        let lang = call.lang;
        let before = self.session.ledger.clone();
        let (change, openly) = self.change(steps, lang)?;
        let ids: Vec<EntryId> = change.touched().entries().cloned().collect();
        caution.asks(call, &before, &ids)?;
        self.session.file.kind = kind;
        let made = call.make(change, &mut self.session, caution.dry_run)?;
        let told = differences(&before, &self.session.ledger);
        let saved = !caution.dry_run && !told.is_empty();
        let word = if kind == StepKind::Again { "redo" } else { "undo" };
        let envelope = json!({ "kind": word, "dry_run": caution.dry_run, "saved": saved, "steps": steps.len(), "corrected": openly });
        let answer = sentences::answer(call, (&told, &self.session.ledger), envelope);
        let said = match (told.is_empty(), caution.dry_run, kind) {
            (true, ..) => {
                lang.pick("没有可撤回的：这一步的改动已经不在了", "nothing to take back: what the step changed is no longer there")
            }
            (false, true, _) => lang.pick("试运行：没有保存", "dry run: nothing was saved"),
            (false, false, StepKind::Again) => lang.pick("已恢复", "done again"),
            (false, false, _) => lang.pick(
                "已撤回；恢复用 duban redo，再往前退一步再运行 duban undo",
                "taken back; `duban redo` brings it back, `duban undo` once more goes back one more",
            ),
        };
        let why = lang.pick(
            "已提交过、别人已看到或发了函的记为更正；函的文件仍在，编号不再用",
            "what is committed, was seen by others or is a letter is corrected by a record; a letter's file stays, and its number is not given again",
        );
        Ok(answer.remark(said).remarks(openly.then(|| why.to_owned())).made(&made, lang))
    }

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
            if self.is_committed(&change) || change.takes_what_was_seen(&ledger) || change.takes_a_letter(&ledger) {
                let reason = lang.pick("撤销", "taken back");
                let corrected = self.session.recorder.undo_openly(&ledger, change, reason);
                change = corrected.map_err(|e| CliError::refusal(&e))?;
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
            Change::Take(subject) => !shared.log_of(subject).is_empty(),
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

fn listed(call: &Call, session: &Session, way: &Way) -> Answer {
    let (lang, steps) = (call.lang, &way.done);
    let told = |step: &Step| step.both.as_ref().map(|(before, after)| differences(before, after)).unwrap_or_default();
    if call.globals.json {
        let one = |(n, step): (usize, &Step)| {
            let differences = sentences::list_json(&told(step), &session.ledger, lang);
            let upgrade = step.kind == StepKind::Upgrade;
            json!({ "number": n, "at": step.at.to_rfc3339(), "whole": step.both.is_some(), "upgrade": upgrade, "differences": differences })
        };
        let all: Vec<Value> = (1..).zip(steps).map(one).collect();
        return Answer::json(json!({ "schema": SCHEMA, "kind": "steps", "steps": all, "taken_back": way.undone.len() }));
    }
    let mut out = String::new();
    for (n, step) in (1..).zip(steps) {
        let at = step.at.format("%Y-%m-%d %H:%M:%S");
        if step.kind == StepKind::Upgrade {
            out.push_str(&format!(
                "{n:>3}  {at}  {}\n",
                lang.pick("换成新格式（fmt --upgrade）", "into the newest format (fmt --upgrade)")
            ));
            continue;
        }
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
    let again = way.undone.len();
    let zh = format!("撤回过 {again} 次，duban redo 恢复");
    let again = (again > 0).then(|| lang.pick(zh, format!("taken back {again} times: `duban redo` brings it back")));
    Answer::text(out).remarks(none).remarks(again)
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
