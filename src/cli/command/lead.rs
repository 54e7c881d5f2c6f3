//! Who could lead (拟牵头): suggested by the ledger, listed, taken, dropped.

use serde_json::json;

use crate::cli::call::{Call, book};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::domain::{Entry, EntryId, ProposedLead, Suggesting, fold, lead_of};
use crate::profile::Session;
use crate::report::SCHEMA;
use crate::text::sanitize;
use std::sync::Arc;

/// 拟牵头：给没有牵头单位的条目提建议，列出、采用或去掉；采用前不算牵头 | Proposed leads for what nobody leads: suggest, list, take, drop them; none leads until it is taken
#[derive(clap::Args, Debug)]
#[command(
    after_help = "建议的依据：同一事项和承接的条目由谁牵头、下级都由谁牵头、项目在哪个县（市、区）、同一地方的方案里相近的条款；没有依据的不提。
例：
  duban lead suggest --filter 方案:鸡西生物 --dry-run
  duban lead list
  duban lead take --filter '拟牵头:密山 类型:项目' --yes
  duban lead take jixi-bio/四（四）1 --children --dry-run
  duban lead drop jixi-bio/专栏16#39 | On what ground: who leads the same thing or what it carries out, who leads all of its parts, the county in which a project lies, a similar clause in a plan of the same place; nothing where there is none.
Examples:
  duban lead suggest --filter plan:鸡西生物 --dry-run
  duban lead list
  duban lead take --filter 'proposed:密山 kind:project' --yes
  duban lead take jixi-bio/四（四）1 --children --dry-run
  duban lead drop jixi-bio/专栏16#39"
)]
pub(in crate::cli) struct Leads {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(clap::Subcommand, Debug)]
enum Act {
    Suggest(Suggest),
    List(ListThem),
    Take(Take),
    Drop(Dropping),
}

impl Leads {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match &self.act {
            None => ListThem {}.run(call),
            Some(Act::Suggest(suggest)) => suggest.run(call),
            Some(Act::List(list)) => list.run(call),
            Some(Act::Take(take)) => take.run(call),
            Some(Act::Drop(dropping)) => dropping.run(call),
        }
    }
}

/// 按规则给没有牵头、也还没有拟牵头的条目提建议 | Suggest by rule who could lead what nobody leads and nobody is proposed for
#[derive(clap::Args, Debug)]
struct Suggest {
    #[command(flatten)]
    caution: Caution,
}

impl Suggest {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let suggesting = Suggesting::of(&session.ledger);
        let (mut recording, mut nobody) = (Recording::default(), 0);
        for place in call.filtered(&session, &book(&session))? {
            let entry = &session.ledger.entries()[place];
            if !entry.proposed.is_empty() || !wants_lead(&session, entry) {
                continue;
            }
            let proposed = suggesting.leads(entry);
            if proposed.is_empty() {
                nobody += 1;
            } else {
                recording.amend(entry, Entry { proposed, ..Entry::clone(entry) });
            }
        }
        let answer = recording.carry_out(call, &mut session, self.caution)?;
        let left = || {
            call.lang.pick(
                format!("另有 {nobody} 条没有牵头单位，也没有可作依据的"),
                format!("{nobody} others that nobody leads give no ground for any"),
            )
        };
        Ok(answer.remarks((nobody > 0).then(left)))
    }
}

/// 列出拟牵头的条目和依据 | List what leads are proposed for, with the grounds
#[derive(clap::Args, Debug)]
struct ListThem {}

impl ListThem {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let places = call.filtered(&session, &book(&session))?;
        let entries =
            places.into_iter().map(|at| &session.ledger.entries()[at]).filter(|e| !e.proposed.is_empty() && wants_lead(&session, e));
        let (ledger, entries): (_, Vec<&Arc<Entry>>) = (&session.ledger, entries.collect());
        if call.globals.json {
            let lead = |one: &ProposedLead| json!({ "name": ledger.departments.name(&one.lead), "ground": one.ground });
            let one = |e: &&Arc<Entry>| json!({ "id": e.id.as_str(), "title": e.title, "proposed": e.proposed.iter().map(lead).collect::<Vec<_>>() });
            let all: Vec<_> = entries.iter().map(one).collect();
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "proposed_leads", "entries": all })));
        }
        let mut out = String::new();
        for entry in &entries {
            out.push_str(&sanitize(&format!("{}  {}", entry.id, entry.title), false));
            for one in &entry.proposed {
                out.push_str(&format!("\n    {}", sanitize(&one.written(ledger, call.lang), false)));
            }
            out.push('\n');
        }
        let answer = Answer::text(out);
        let nothing = call
            .lang
            .pick("没有拟牵头的条目：duban lead suggest 按规则提建议", "no lead is proposed; `duban lead suggest` suggests by rule");
        Ok(if entries.is_empty() { answer.remark(nothing) } else { answer })
    }
}

/// 采用：各条拟牵头的第一个单位明确为牵头单位，依据记入；别的拟牵头去掉 | Take them: the first that is proposed for each leads, on its ground; the others go
#[derive(clap::Args, Debug)]
struct Take {
    /// 编号；可写多个，也可用 --filter 选 | Ids; several may be given, or chosen with --filter
    #[arg(value_name = "编号 | ID")]
    ids: Vec<String>,
    /// 下级没有牵头单位的也由它牵头 | It leads what nobody leads under them too
    #[arg(long)]
    children: bool,
    #[command(flatten)]
    caution: Caution,
}

impl Take {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let chosen = proposed(call, &session, &self.ids)?;
        let (mut recording, mut led) = (Recording::default(), 0);
        for (entry, intent) in chosen.iter().filter_map(|e| Some((e, e.as_proposed()?))) {
            if lead_of(&session.ledger, entry, None).is_some() {
                led += 1;
                continue;
            }
            recording.intend(&session, entry, &[intent])?;
        }
        // What has a proposal of its own among them is settled by that.
        for (entry, intent) in chosen.iter().filter_map(|e| Some((e, e.as_proposed()?))).filter(|_| self.children) {
            recording.lead_below(&session, entry, &intent)?;
        }
        let answer = recording.carry_out(call, &mut session, self.caution)?;
        let said = || {
            let zh = format!("已有牵头单位的 {led} 条不动：要改用 duban set 编号 --lead 单位");
            call.lang.pick(zh, format!("{led} that somebody leads stay as they are; `duban set ID --lead BODY` changes that"))
        };
        Ok(answer.remarks((led > 0).then(said)))
    }
}

/// 去掉拟牵头 | Drop what is proposed
#[derive(clap::Args, Debug)]
struct Dropping {
    /// 编号；可写多个，也可用 --filter 选 | Ids; several may be given, or chosen with --filter
    #[arg(value_name = "编号 | ID")]
    ids: Vec<String>,
    #[command(flatten)]
    caution: Caution,
}

impl Dropping {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let mut recording = Recording::default();
        for entry in proposed(call, &session, &self.ids)? {
            recording.amend(&entry, entry.without_proposed());
        }
        recording.carry_out(call, &mut session, self.caution)
    }
}

/// Whether it goes on, and nobody leads it.
fn wants_lead(session: &Session, entry: &Entry) -> bool {
    let state = fold(&session.ledger, entry, None);
    state.lead.value.is_none() && state.is_open()
}

/// The chosen entries for which somebody is proposed; an error where there is none.
fn proposed(call: &Call, session: &Session, ids: &[String]) -> Result<Vec<Arc<Entry>>, CliError> {
    call.names_entries(ids, ("没有说是哪一条", "it is not said which entry"))?;
    let chosen = call.chosen(session, ids)?;
    let entries: Vec<Arc<Entry>> = chosen.iter().map(|at| session.ledger.entries()[*at].clone()).collect();
    let (some, none): (Vec<_>, Vec<_>) = entries.into_iter().partition(|e| !e.proposed.is_empty());
    if some.is_empty() {
        let first = none.first().map_or("", |e: &Arc<Entry>| EntryId::as_str(&e.id));
        let (zh, en) = (format!("`{first}` 没有拟牵头单位"), format!("no lead is proposed for `{first}`"));
        let (zh, en) = if first.is_empty() { ("没有选到条目".to_owned(), "no entry was chosen".to_owned()) } else { (zh, en) };
        return Err(CliError::usage(
            &zh,
            &en,
            "duban lead list 列出有拟牵头的条目。",
            "`duban lead list` lists what leads are proposed for.",
        ));
    }
    Ok(some)
}
