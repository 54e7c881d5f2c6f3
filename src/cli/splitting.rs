//! A body that is split into others, duties that go from one body to another, the steps of an entry that is split.

use std::collections::{BTreeMap, HashMap};

use super::asking;
use super::call::{Call, body, entry, places};
use super::error::CliError;
use super::fillings::Filled;
use super::out::Answer;
use super::renaming::Decreed;
use crate::domain::{BodySplit, DeptId, Entry, EntryId, Ledger, Step, StepId};
use crate::text::{Lang, fold_width};

/// So many entries are named where nobody says to whom they go.
const NAMED: usize = 5;

/// 分设：一个单位从某天起分成几个，在办事项逐条写明归谁；终端里逐条问 | Split it: from a day on others are in its place, and each open entry goes to one of them; on a terminal it is asked one by one
#[derive(clap::Args, Debug)]
pub(super) struct Split {
    /// 分设的单位 | The body that is split
    #[arg(value_name = "单位 | BODY")]
    body: String,
    /// 分设成哪些单位；没有登记的同时登记 | Into which bodies; those that are not registered are entered
    #[arg(long, value_name = "单位 | BODY", required = true, num_args = 1..)]
    into: Vec<String>,
    /// 这一条归谁，可重复 | To whom this entry goes; may be repeated
    #[arg(long, value_name = "编号=单位 | ENTRY=BODY")]
    to: Vec<String>,
    /// 其余事项（连同以后新增的）归谁；写原单位则它继续存在 | Who has all else, also what comes later; the body itself where it goes on
    #[arg(long, value_name = "单位 | BODY")]
    rest: Option<String>,
    #[command(flatten)]
    decreed: Decreed,
}

impl Split {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let (decree, ledger) = (self.decreed.read(&session)?, &session.ledger);
        let old = body(ledger, "body", &self.body, None)?.id.clone();
        let into: Vec<DeptId> = self.into.iter().map(|name| known(ledger, name)).collect();
        let among = |option: &str, name: &str| one_of(ledger, into.iter().chain([&old]), (option, name));
        let mut given: BTreeMap<EntryId, DeptId> = BTreeMap::new();
        for text in &self.to {
            let (id, name) = text.rsplit_once(['=', '＝']).ok_or_else(|| not_given(text))?;
            given.insert(entry(ledger, id.trim())?.id.clone(), among("--to", name)?);
        }
        let open: Vec<EntryId> = ledger.held_by(&old, decree.from).into_iter().filter(|id| !given.contains_key(id)).collect();
        let rest = match &self.rest {
            Some(name) => among("--rest", name)?,
            None => {
                given.extend(asked(ledger, &open, &into, call.lang)?);
                into.first().cloned().unwrap_or_else(|| old.clone())
            }
        };
        let given: Vec<(EntryId, DeptId)> = given.into_iter().collect();
        let made = ledger.splitting(&BodySplit { body: &old, into: &into, rest: &rest, given: &given, decree });
        Ok(self.decreed.carry_out(call, &mut session, made)?.remark(shares(&into, &rest, (&given, open.len()), call.lang)))
    }
}

/// 划转：一个单位在这些事项里的职责从某天起交给另一个单位 | Hand duties over: from a day on another body does what this one had to do in these entries
#[derive(clap::Args, Debug)]
pub(super) struct Transfer {
    /// 划出的单位 | The body that gives them
    #[arg(value_name = "单位 | BODY")]
    body: String,
    /// 事项编号 | The entries
    #[arg(value_name = "编号 | ID", required = true)]
    ids: Vec<String>,
    /// 接手的单位 | The body that has them from then on
    #[arg(long, value_name = "单位 | BODY")]
    to: String,
    #[command(flatten)]
    decreed: Decreed,
}

impl Transfer {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let (decree, ledger) = (self.decreed.read(&session)?, &session.ledger);
        let from = body(ledger, "body", &self.body, None)?.id.clone();
        let to = body(ledger, "--to", &self.to, None)?.id.clone();
        let chosen = places(ledger, &self.ids)?.into_iter().map(|at| ledger.entries()[at].id.clone());
        let given: Vec<(EntryId, DeptId)> = chosen.map(|id| (id, to.clone())).collect();
        let made = ledger.handing(&from, &given, decree);
        self.decreed.carry_out(call, &mut session, made)
    }
}

/// The registered body of a name, else a new one that is called so.
fn known(ledger: &Ledger, name: &str) -> DeptId {
    let registered = ledger.departments.resolve(name).ok().filter(|_| ledger.departments.knows(name));
    registered.map_or_else(|| DeptId::from(name.trim()), |body| body.id.clone())
}

/// The one of some bodies that a name means: itself, or the end of its name.
fn one_of<'a>(ledger: &Ledger, all: impl Iterator<Item = &'a DeptId> + Clone, (option, name): (&str, &str)) -> Result<DeptId, CliError> {
    let wanted = fold_width(name.trim());
    let meant = ledger.departments.resolve(name).ok().map(|known| &known.id);
    // What is typed means these first: a registered body may end so too.
    let exact = all.clone().find(|id| fold_width(id.as_str()) == wanted);
    let ending: Vec<&DeptId> = all.clone().filter(|id| !wanted.is_empty() && fold_width(id.as_str()).ends_with(&wanted)).collect();
    let alone = ending.first().filter(|_| ending.len() == 1).copied();
    let found = exact.or(alone).or_else(|| all.clone().find(|id| Some(*id) == meant));
    found.cloned().ok_or_else(|| {
        let names = all.map(DeptId::as_str).collect::<Vec<_>>().join("、");
        let (zh, en) = (format!("{option}：`{name}` 不是其中之一：{names}"), format!("{option}: `{name}` is none of {names}"));
        CliError::usage(&zh, &en, "", "")
    })
}

fn not_given(text: &str) -> CliError {
    let (zh, en) = (format!("--to：`{text}` 看不懂"), format!("--to: `{text}` is not understood"));
    CliError::usage(&zh, &en, "写成 编号=单位，如 --to 二（一）=虎林市水务局。", "Write ENTRY=BODY.")
}

/// To whom each entry goes, as whoever sits there says one by one; where nobody does, it is to be said by options.
fn asked(ledger: &Ledger, open: &[EntryId], into: &[DeptId], lang: Lang) -> Result<Vec<(EntryId, DeptId)>, CliError> {
    if open.is_empty() {
        return Ok(Vec::new());
    }
    if !asking::is_somebody_there() {
        let first = open.iter().take(NAMED).map(EntryId::as_str).collect::<Vec<_>>().join("、");
        let (zh, en) =
            (format!("还有 {} 条没有写明归谁：{first}", open.len()), format!("{} entries go to nobody yet: {first}", open.len()));
        return Err(CliError::usage(
            &zh,
            &en,
            "逐条写 --to 编号=单位，或用 --rest 单位 写明其余归谁。",
            "Say it with --to ENTRY=BODY, or with --rest BODY of all that is left.",
        ));
    }
    let names: Vec<&str> = into.iter().map(DeptId::as_str).collect();
    let mut all = Vec::new();
    for (n, id) in open.iter().enumerate() {
        let title = ledger.get(id).map_or("", |entry| entry.title.as_str());
        let question = format!("{}/{} {id} {title}", n + 1, open.len());
        let chosen = asking::chooses((&question, lang.pick("归谁", "to whom")), &names, lang).map_err(CliError::Stream)?;
        all.extend(into.get(chosen).map(|to| (id.clone(), to.clone())));
    }
    Ok(all)
}

/// To which of the new entries each step of one that is split goes, as options say; on a terminal it is asked of each other one on which
/// there is work.
pub(super) fn steps_given(
    ledger: &Ledger,
    (split, titles): (&Entry, &[String]),
    said: &[String],
    lang: Lang,
) -> Result<Vec<(StepId, String)>, CliError> {
    let mut given = Vec::new();
    for text in said {
        let (word, title) = text.rsplit_once(['=', '＝']).ok_or_else(|| not_a_step(text))?;
        let word = word.trim().trim_start_matches(['#', '＃']);
        let is_whole = word.contains(['#', '＃']);
        let step = Step::meant(ledger, &if is_whole { word.to_owned() } else { format!("{}#{word}", split.id) })?;
        if step.entry != split.id {
            return Err(not_a_step(text));
        }
        given.push((step.id.clone(), title.trim().to_owned()));
    }
    let is_left = |step: &&Step| given.iter().all(|(id, _)| *id != step.id) && ledger.fold_step(step, None).is_open();
    let left: Vec<&Step> = ledger.steps_of(&split.id).filter(is_left).collect();
    if titles.len() < 2 || !asking::is_somebody_there() {
        return Ok(given);
    }
    let names: Vec<&str> = titles.iter().map(String::as_str).collect();
    for (n, step) in left.iter().enumerate() {
        let question = format!("{}/{} {}", n + 1, left.len(), step.what);
        let chosen = asking::chooses((&question, lang.pick("步骤归哪一条", "to which entry")), &names, lang).map_err(CliError::Stream)?;
        given.extend(titles.get(chosen).map(|title| (step.id.clone(), title.clone())));
    }
    Ok(given)
}

fn not_a_step(text: &str) -> CliError {
    let (zh, en) = (format!("--step：`{text}` 看不懂"), format!("--step: `{text}` is not understood"));
    CliError::usage(
        &zh,
        &en,
        "写成 步骤序号=新条目名称，如 --step 2=二期工程；序号见 duban show。",
        "Write STEP=TITLE, as in --step 2=二期工程; `duban show` has the numbers.",
    )
}

/// How many go to whom.
fn shares(into: &[DeptId], rest: &DeptId, (given, open): (&[(EntryId, DeptId)], usize), lang: Lang) -> String {
    // Who says one entry twice means what he said last.
    let last: HashMap<&EntryId, &DeptId> = given.iter().map(|(id, to)| (id, to)).collect();
    let by_name = |id: &DeptId| last.values().filter(|to| **to == id).count();
    let said = |id: &DeptId| lang.pick(format!("{id} {} 条", by_name(id)), format!("{id} {}", by_name(id)));
    let listed = into.iter().map(said).collect::<Vec<_>>().join(lang.pick("、", ", "));
    let left = open.saturating_sub(last.len());
    lang.pick(
        format!("写明的：{listed}；其余 {left} 条在办的和以后的归{rest}"),
        format!("by name: {listed}; {left} other open entries and later ones: {rest}"),
    )
}
