use serde_json::{Value, json};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::hints;
use crate::cli::out::Answer;
use crate::cli::table::{Give, Head, Line, lay_out, line_width};
use crate::report::SCHEMA;
use crate::store::{After, Backup, BackupKind as Kind, Folders, backups, changed_after, read_ledger};
use crate::text::Say;

/// 列出可以恢复的内容：每次保存前的版本、没存成的内容、没存进台账的改动 | List what can be restored: the versions before each save, work that could not be saved
#[derive(clap::Args, Debug)]
#[command(
    after_help = "只看不改。新的在前；恢复用 duban restore 编号。 | Looks and changes nothing, the newest first. `duban restore N` takes one back."
)]
pub(in crate::cli) struct Versions {}

impl Versions {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("versions")?;
        let lang = call.lang;
        let path = call.file()?;
        let present = read_ledger(&path).ok();
        let folders = Folders::of_user();
        let (all, closed) = (backups(&path, &folders, present.as_ref()), folders.closed(&path));
        let after = changed_after(&all, present.as_ref(), lang);
        let rows: Vec<(usize, &Backup, After)> = (1..).zip(&all).zip(after).map(|((n, backup), after)| (n, backup, after)).collect();
        let told: Vec<String> = closed.iter().map(|e| format!("{}  {}", e.say(lang), hints::store(e, lang))).collect();
        if let Some(first) = closed.into_iter().next().filter(|_| rows.is_empty()) {
            return Err(first.into());
        }
        if call.globals.json {
            let all: Vec<Value> = rows.iter().map(|(n, b, after)| one(*n, b, after.count)).collect();
            let file = path.display().to_string();
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "versions", "file": file, "versions": all, "closed": told })));
        }
        if rows.is_empty() {
            return Ok(Answer::text("").remark(lang.pick("还没有留下版本", "no versions are kept yet")));
        }
        let head = |zh, en, give, number| Head { head: lang.pick(zh, en), give, number };
        let columns = [
            head("编号", "no.", Give::Never, true),
            head("时间", "when", Give::Never, false),
            head("内容", "what", Give::Never, false),
            head("大小", "size", Give::Never, true),
            head("此后的改动", "what changed after it", Give::To(20), false),
        ];
        let line = |(n, backup, after): &(usize, &Backup, After)| {
            let when = backup.at.format("%Y-%m-%d %H:%M:%S").to_string();
            let size = format!("{} KB", backup.len.div_ceil(1024));
            Line::Cells(vec![n.to_string(), when, backup.kind.label(lang).to_owned(), size, after.words.clone()])
        };
        let lines: Vec<Line> = rows.iter().map(line).collect();
        Ok(Answer::text(lay_out(&columns, &lines, line_width())).remarks(told))
    }
}

fn one(n: usize, backup: &Backup, changes_after: Option<usize>) -> Value {
    json!({
        "number": n,
        "at": backup.at.to_rfc3339(),
        "what": backup.kind.word(),
        "saved_here": matches!(backup.kind, Kind::Version { ours: true } | Kind::Written),
        "path": backup.path.display().to_string(),
        "bytes": backup.len,
        "changes_after": changes_after,
    })
}
