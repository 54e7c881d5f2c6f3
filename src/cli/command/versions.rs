use serde_json::{Value, json};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::table::{Give, Head, Line, lay_out, line_width};
use crate::domain::Ledger;
use crate::merge::{Difference, differences};
use crate::report::SCHEMA;
use crate::store::{Backup, Folders, backups, read_ledger};

/// 列出可以恢复的内容：每次保存前的版本、没存成的内容、没存进台账的改动 | List what can be restored: the versions before each save, work that could not be saved
#[derive(clap::Args, Debug)]
#[command(
    after_help = "只看不改。新的在前；恢复用 duban restore 编号。 | Looks and changes nothing, the newest first. `duban restore N` takes one back."
)]
pub(in crate::cli) struct Versions {}

/// A larger file is listed without what came after it: each would have to be read.
const COMPARED: u64 = 16 << 20;

impl Versions {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("versions")?;
        let lang = call.lang;
        let path = call.file()?;
        let present = read_ledger(&path).ok();
        let all = backups(&path, &Folders::of_user(), present.as_ref());
        // What each lacks of the one after it: so a person finds the moment before something went wrong.
        let mut later = present.clone();
        let mut rows = Vec::with_capacity(all.len());
        for (n, backup) in (1..).zip(&all) {
            let restored = (backup.len <= COMPARED).then(|| backup.restored(present.as_ref()).ok()).flatten();
            let lost = restored.as_ref().zip(later.as_ref()).map(|(restored, later)| differences(restored, later));
            rows.push((n, backup, lost, later.clone()));
            later = restored.or(later);
        }
        if call.globals.json {
            let all: Vec<Value> = rows.iter().map(|(n, b, lost, _)| one(*n, b, lost.as_deref())).collect();
            let file = path.display().to_string();
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "versions", "file": file, "versions": all })));
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
        let line = |(n, backup, lost, later): &(usize, &Backup, Option<Vec<Difference>>, Option<Ledger>)| {
            let when = backup.at.format("%Y-%m-%d %H:%M:%S").to_string();
            let size = format!("{} KB", backup.len.div_ceil(1024));
            let after = lost.as_ref().zip(later.as_ref()).map(|(lost, later)| summary(lost, later, call)).unwrap_or_else(|| {
                let unreadable = backup.len <= COMPARED && later.is_some();
                if unreadable { lang.pick("读不懂", "cannot be read").to_owned() } else { String::new() }
            });
            Line::Cells(vec![n.to_string(), when, backup.kind.label(lang).to_owned(), size, after])
        };
        let lines: Vec<Line> = rows.iter().map(line).collect();
        Ok(Answer::text(lay_out(&columns, &lines, line_width())))
    }
}

/// The first of some differences, and how many there are.
fn summary(all: &[Difference], ledger: &Ledger, call: &Call) -> String {
    let Some(first) = all.first().map(|d| d.line(ledger, call.lang)) else { return call.lang.pick("无", "nothing").to_owned() };
    match all.len() {
        1 => first,
        n => call.lang.pick(format!("{n} 处：{first}"), format!("{n}: {first}")),
    }
}

fn one(n: usize, backup: &Backup, lost: Option<&[Difference]>) -> Value {
    json!({
        "number": n,
        "at": backup.at.to_rfc3339(),
        "what": backup.kind.word(),
        "path": backup.path.display().to_string(),
        "bytes": backup.len,
        "changes_after": lost.map(<[Difference]>::len),
    })
}
