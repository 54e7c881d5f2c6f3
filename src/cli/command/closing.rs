//! The closing round of a plan that is over: forms for everybody who leads something unfinished.

use serde_json::json;
use std::path::{Path, PathBuf};

use crate::cli::call::{Call, plan};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::domain::EntryId;
use crate::packet::Round;
use crate::profile::Session;
use crate::report::SCHEMA;
use crate::store::{Folders, Output, Over, write_outputs};

/// 终期核实：给期满方案里每个有未办结事项的牵头单位各写一份核实表（已完成、已结转、已终止），连同发放清单 | The closing round of a plan: a form for each body that leads something unfinished (done, carried over or given up), with a list
#[derive(clap::Args, Debug)]
#[command(
    after_help = "填好交回后用 duban packet in 文件夹/*.xlsx --accept all 记入台账。再运行一次，只发还没有办结的；有人填过的文件不动，另写一份。 | Take what comes back in with `duban packet in FOLDER/*.xlsx --accept all`. Run again it asks for what is still open; files that somebody has filled in are left alone."
)]
pub(super) struct Close {
    /// 方案：代码、简称或全称 | The plan: its code, short name or title
    #[arg(value_name = "方案 | PLAN")]
    plan: String,
    /// 写到这个文件夹；不写为“终期核实-方案简称” | The folder; named after the plan when left out
    #[arg(short, long, value_name = "文件夹 | FOLDER")]
    output: Option<PathBuf>,
    /// 文件已有时覆盖（里面可能有人填过） | Overwrite files, though somebody may have filled them in
    #[arg(long)]
    force: bool,
    /// 只看发给谁，不写文件 | Show to whom it would go, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Close {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let plan = plan(&session.ledger, &self.plan)?;
        let round = Round::of(&session.ledger, plan);
        if round.forms.is_empty() && round.unasked.is_empty() {
            let (name, zh, en) = (plan.short_name(), "的事项都已办结，没有要核实的", "has nothing left to close");
            return Err(CliError::usage(
                &format!("{name}{zh}"),
                &format!("{name} {en}"),
                "用 duban list 看它的事项。",
                "See `duban list`.",
            ));
        }
        let folder = self.output.clone().unwrap_or_else(|| PathBuf::from(&round.folder));
        let written = if self.dry_run { Vec::new() } else { self.write(call, &session, (&round, &folder))? };
        let answer = if call.globals.json {
            Answer::json(self.json(&round, (plan.code.as_str(), &folder)))
        } else {
            Answer::text((0..round.forms.len()).map(|at| round.line(at, call.lang) + "\n").collect::<String>())
        };
        let early = (session.today <= plan.end).then(|| {
            let end = plan.end;
            call.lang.pick(format!("注意：{} 到 {end} 才期满", plan.short_name()), format!("note: {} runs until {end}", plan.short_name()))
        });
        let code = &plan.code;
        let next = call.lang.pick(
            format!("收齐记入后，剩下的用 duban plan close {code} 结转或终止并归档"),
            format!("once they are in, `duban plan close {code}` carries over or ends what is left, and archives the plan"),
        );
        Ok(answer.remarks(early).remarks(self.told(call, &round, (&folder, &written))).remark(next))
    }

    fn write(&self, call: &Call, session: &Session, (round, folder): (&Round, &Path)) -> Result<Vec<Output>, CliError> {
        let files = round.files().map_err(|e| CliError::Packet(folder.to_owned(), e))?;
        let (ledger, folders) = (&session.file.path, Folders::of_user());
        let written = write_outputs(folder, files, (ledger, &folders), Over::of(self.force), &call.progress)?;
        call.progress.rest();
        Ok(written)
    }

    fn told(&self, call: &Call, round: &Round, (folder, written): (&Path, &[Output])) -> Vec<String> {
        let (lang, count, rows) = (call.lang, round.forms.len(), round.rows());
        let mut lines = Vec::new();
        if self.dry_run {
            lines.push(lang.pick("试运行：没有写文件".to_owned(), "dry run: nothing was written".to_owned()));
        } else {
            let folder = folder.display();
            let zh = format!("已写出 {folder}：{count} 个单位，{rows} 行，连同发放清单");
            lines.push(lang.pick(zh, format!("wrote {folder}: {count} bodies, {rows} rows, and the list")));
            let left = written.iter().filter(|output| output.left.is_some());
            lines.extend(left.map(|output| output.sentence(lang.pick("已写出", "wrote"), lang)));
        }
        lines.extend(round.left(lang));
        lines
    }

    fn json(&self, round: &Round, (plan, folder): (&str, &Path)) -> serde_json::Value {
        let ids = |form: &crate::packet::Form| form.entries().map(EntryId::as_str).map(str::to_owned).collect::<Vec<_>>();
        let forms = round
            .forms
            .iter()
            .enumerate()
            .map(|(at, form)| json!({ "department": form.body, "file": round.name(at), "entries": ids(form) }));
        let (forms, unasked) = (forms.collect::<Vec<_>>(), round.unasked.iter().map(EntryId::as_str).collect::<Vec<_>>());
        let folder = folder.display().to_string();
        json!({ "schema": SCHEMA, "kind": "closing", "plan": plan, "folder": folder, "dry_run": self.dry_run, "forms": forms, "unasked": unasked })
    }
}
