//! Rounds of forms that go out into a folder.

use serde_json::json;
use std::path::{Path, PathBuf};

use super::call::Call;
use super::error::CliError;
use super::out::Answer;
use crate::domain::EntryId;
use crate::packet::{PacketError, Round};
use crate::profile::Session;
use crate::report::SCHEMA;
use crate::store::{Folders, Output, Over, write_outputs};

/// Writes one form to be filled in; by force over one that is there.
pub(super) fn send_one(
    call: &Call,
    session: &Session,
    (path, force): (&Path, bool),
    form: impl FnOnce() -> Result<Vec<u8>, PacketError>,
) -> Result<Answer, CliError> {
    if path.exists() && !force {
        return Err(CliError::Exists(path.to_owned()));
    }
    let bytes = form().map_err(|e| CliError::Packet(path.to_owned(), e))?;
    call.deliver((bytes, ""), (Some(path), Over::of(force)), &session.file.path)
}

/// Where the forms of a round go.
#[derive(clap::Args, Debug)]
pub(super) struct Sending {
    /// 写到这个文件夹；不写则以这一轮的名称为名 | The folder; named after the round when left out
    #[arg(short, long, value_name = "文件夹 | FOLDER")]
    output: Option<PathBuf>,
    /// 文件已有时覆盖（里面可能有人填过） | Overwrite files, though somebody may have filled them in
    #[arg(long)]
    force: bool,
    /// 只看发给谁，不写文件 | Show to whom it would go, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Sending {
    /// Writes a round; `kind` and the plan are what the answer for machines says of it.
    pub(super) fn send(&self, call: &Call, session: &Session, round: &Round, of: (&str, Option<&str>)) -> Result<Answer, CliError> {
        let folder = self.output.clone().unwrap_or_else(|| PathBuf::from(&round.folder));
        let written = if self.dry_run { Vec::new() } else { self.write(call, session, (round, &folder))? };
        let answer = if call.globals.json {
            Answer::json(self.json(round, of, &folder))
        } else {
            Answer::text((0..round.forms.len()).map(|at| round.line(at, call.lang) + "\n").collect::<String>())
        };
        Ok(answer.remarks(self.told(call, round, (&folder, &written))))
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

    fn json(&self, round: &Round, (kind, plan): (&str, Option<&str>), folder: &Path) -> serde_json::Value {
        let ids = |form: &crate::packet::Form| form.entries().map(EntryId::as_str).map(str::to_owned).collect::<Vec<_>>();
        let forms = round
            .forms
            .iter()
            .enumerate()
            .map(|(at, form)| json!({ "department": form.body, "file": round.name(at), "entries": ids(form) }));
        let (forms, unasked) = (forms.collect::<Vec<_>>(), round.unasked.iter().map(EntryId::as_str).collect::<Vec<_>>());
        let folder = folder.display().to_string();
        json!({ "schema": SCHEMA, "kind": kind, "plan": plan, "folder": folder, "dry_run": self.dry_run, "forms": forms, "unasked": unasked })
    }
}
