//! Rounds of forms that go out into a folder.

use serde_json::json;
use std::path::{Path, PathBuf};

use super::call::Call;
use super::error::CliError;
use super::out::Answer;
use super::patience::clean_up_when_interrupted;
use crate::domain::EntryId;
use crate::packet::{PacketError, Round};
use crate::profile::Session;
use crate::report::{Handed, Handout, SCHEMA, archive};
use crate::store::{Folders, Output, Over, write_output, write_outputs};

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

/// Where the documents of a round go.
#[derive(clap::Args, Debug, Default)]
pub(super) struct Sending {
    /// 写到这个文件夹（旁边另有一个 zip）；不写则以这一轮的名称为名 | The folder, with a zip beside it; named after the round when left out
    #[arg(short, long, value_name = "文件夹 | FOLDER")]
    output: Option<PathBuf>,
    /// 文件已有时覆盖（里面可能有人填过） | Overwrite files, though somebody may have filled them in
    #[arg(long)]
    force: bool,
    /// 只看发给谁，不写文件 | Show to whom it would go, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What goes out, and what the answer for machines calls it.
pub(super) struct Outgoing<'a> {
    pub(super) handout: &'a Handout,
    pub(super) kind: &'a str,
    pub(super) plan: Option<&'a str>,
    /// What is left out, and what can be done about it.
    pub(super) left: Option<String>,
}

impl Sending {
    /// To the folder, by force or not, or nowhere.
    pub(super) fn to(output: Option<PathBuf>, force: bool, dry_run: bool) -> Sending {
        Sending { output, force, dry_run }
    }

    /// Writes a round of forms.
    pub(super) fn send(
        &self,
        call: &Call,
        session: &Session,
        round: &Round,
        (kind, plan): (&str, Option<&str>),
    ) -> Result<Answer, CliError> {
        let handout = round.handout();
        let forms = || round.workbooks(&call.progress).map_err(|e| CliError::Packet(PathBuf::from(&round.folder), e));
        self.hand_out(call, session, Outgoing { handout: &handout, kind, plan, left: round.left(call.lang) }, forms)
    }

    /// Writes documents, one each, in the order of the list; and all of them into one archive.
    pub(super) fn hand_out(
        &self,
        call: &Call,
        session: &Session,
        out: Outgoing<'_>,
        documents: impl FnOnce() -> Result<Vec<Vec<u8>>, CliError>,
    ) -> Result<Answer, CliError> {
        let folder = self.output.clone().unwrap_or_else(|| PathBuf::from(&out.handout.folder));
        let written = if self.dry_run { Vec::new() } else { self.write(call, session, (out.handout, &folder, documents()?))? };
        let answer = if call.globals.json {
            Answer::json(self.json(&out, &folder))
        } else {
            Answer::text((0..out.handout.all.len()).map(|at| out.handout.line(at, call.lang) + "\n").collect::<String>())
        };
        Ok(answer.remarks(self.told(call, out, (&folder, &written))))
    }

    fn write(
        &self,
        call: &Call,
        session: &Session,
        (handout, folder, documents): (&Handout, &Path, Vec<Vec<u8>>),
    ) -> Result<Vec<Output>, CliError> {
        let files = handout.files(documents)?;
        let archive = archive(&name_of(folder), &files, &call.progress)?;
        clean_up_when_interrupted(&call.progress);
        let (places, over) = ((session.file.path.as_path(), &Folders::of_user()), Over::of(self.force));
        let mut written = write_outputs(folder, files, places, over, &call.progress)?;
        written.push(write_output(&archive_of(folder), archive.as_slice().into(), places, over, &call.progress)?);
        call.progress.rest();
        Ok(written)
    }

    fn told(&self, call: &Call, out: Outgoing<'_>, (folder, written): (&Path, &[Output])) -> Vec<String> {
        let (lang, count, rows) = (call.lang, out.handout.all.len(), out.handout.rows());
        let mut lines = Vec::new();
        if self.dry_run {
            lines.push(lang.pick("试运行：没有写文件".to_owned(), "dry run: nothing was written".to_owned()));
        } else {
            let (archive, folder) = (archive_of(folder), folder.display());
            let archive = archive.display();
            let zh = format!("已写出 {folder}：{count} 个单位，{rows} 行，连同发放清单；另打包为 {archive}");
            lines.push(lang.pick(zh, format!("wrote {folder}: {count} bodies, {rows} rows, and the list; all of it in {archive}")));
            let left = written.iter().filter(|output| output.left.is_some());
            lines.extend(left.map(|output| output.sentence(lang.pick("已写出", "wrote"), lang)));
        }
        lines.extend(out.left);
        lines
    }

    fn json(&self, out: &Outgoing<'_>, folder: &Path) -> serde_json::Value {
        let ids = |ids: &[EntryId]| ids.iter().map(EntryId::as_str).map(str::to_owned).collect::<Vec<_>>();
        let one = |(at, one): (usize, &Handed)| {
            let note = Some(&one.note).filter(|note| !note.is_empty());
            json!({ "department": one.to, "file": out.handout.name(at), "entries": ids(&one.entries), "note": note })
        };
        let forms: Vec<_> = out.handout.all.iter().enumerate().map(one).collect();
        let unasked = out.handout.left.as_ref().map(|(_, left)| ids(left)).unwrap_or_default();
        let folder = folder.display().to_string();
        let (kind, plan) = (out.kind, out.plan);
        json!({ "schema": SCHEMA, "kind": kind, "plan": plan, "folder": folder, "dry_run": self.dry_run, "forms": forms, "unasked": unasked })
    }
}

/// The archive beside a folder.
fn archive_of(folder: &Path) -> PathBuf {
    folder.with_file_name(format!("{}.zip", name_of(folder)))
}

fn name_of(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_else(|| "duban".to_owned())
}
