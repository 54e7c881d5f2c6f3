use serde_json::json;

use crate::cli::call::{Call, body, entry_of, plan};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::fillings::Fillings;
use crate::cli::out::Answer;
use crate::cli::records::unsound;
use crate::cli::words;
use crate::domain::{Deadline, Entry, EntryId, Kind, Lead};
use crate::profile::Session;
use crate::report::SCHEMA;

/// 补登一个条目，输出它的编号 | Add an entry, and print its id
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban add --plan hulin-agri --title 稻米加工厂 --kind 项目 --lead 农业农村局 --investment 5000 | Example:
  duban add --plan hulin-agri --title 稻米加工厂 --kind project --lead 农业农村局 --investment 5000")]
pub(in crate::cli) struct Add {
    /// 方案：代码、简称或全称 | The plan: code, short name or title
    #[arg(long, value_name = "方案 | PLAN", required = true)]
    plan: String,
    /// 类型：专项、任务、项目、保障；不写为任务 | programme, task, project or safeguard; a task when left out
    #[arg(long, value_name = "类型 | KIND")]
    kind: Option<String>,
    /// 上级条目的编号 | Id of the entry above it
    #[arg(long, value_name = "编号 | ID")]
    parent: Option<String>,
    /// 牵头单位；不写则随上级 | The body that leads; that of the entry above when left out
    #[arg(long, value_name = "单位 | BODY")]
    lead: Option<String>,
    /// 时限；不写为规划期末 | The deadline; the end of the plan's period when left out
    #[arg(long, value_name = "日期 | DAY")]
    deadline: Option<String>,
    #[command(flatten)]
    amendments: Fillings<Entry>,
    #[command(flatten)]
    caution: Caution,
}

impl Add {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("add")?;
        let mut session = call.open_to_record()?;
        let new = self.entry(&session)?;
        let (id, title) = (new.id.clone(), new.title.clone());
        let change = session.ledger.entering(new).map_err(|why| unsound(&why))?;
        let dry_run = self.caution.dry_run;
        let noted = self.caution.asks_about(call, &session, &change)?;
        let made = call.make(change, &mut session, dry_run)?;
        let path = session.file.path.display();
        let remark = if dry_run {
            call.lang.pick(format!("试运行：将加入“{title}”，没有保存"), format!("dry run: would add “{title}”; nothing was saved"))
        } else {
            call.lang.pick(format!("已加入“{title}”：{path}"), format!("added “{title}” to {path}"))
        };
        let machine = || json!({ "schema": SCHEMA, "kind": "added", "dry_run": dry_run, "id": id.as_str(), "title": title });
        let answer = if call.globals.json { Answer::json(machine()) } else { Answer::text(format!("{id}\n")) };
        Ok(answer.remarks(noted).remark(remark).made(&made, call.lang))
    }

    fn entry(&self, session: &Session) -> Result<Entry, CliError> {
        let ledger = &session.ledger;
        let plan = plan(ledger, &self.plan)?;
        if !self.amendments.say("title") {
            return Err(CliError::usage("缺少 --title", "--title is missing", "请写条目名称。", "Give the entry a title."));
        }
        let id = EntryId::mint(&plan.code, (session.recorder.entropy)());
        let kind = self.kind.as_deref().map_or(Ok(Kind::Task), words::kind)?;
        let mut new = Entry::new(id, kind, "");
        new.added = Some(session.today);
        let above = self.parent.as_ref().map(|word| entry_of(ledger, &plan.code, word)).transpose()?;
        new.parent = above.map(|above| above.id.clone());
        if let Some(word) = &self.lead {
            new.lead = Lead::Stated(body(ledger, "--lead", word, Some(&plan.code))?.id.clone());
        }
        self.amendments.apply(session, &mut new)?;
        let day = |words: &String| words::date_in("--deadline", words, session).map(Deadline::Stated);
        new.deadline = self.deadline.as_ref().map(day).transpose()?;
        Ok(new)
    }
}
