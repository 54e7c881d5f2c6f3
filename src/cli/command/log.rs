use serde_json::{Value, json};

use crate::cli::call::{Call, entry};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::sentences;
use crate::domain::{EntryId, Ledger, Subject};
use crate::merge::{Difference, differences};
use crate::report::SCHEMA;
use crate::store::{Sharing, Version, parse_text};
use crate::text::sanitize;

/// 动过台账的提交，新的在前，用句子说明；写编号则只看那一条 | The commits that touched the ledger, newest first, in sentences; of one entry when an id is given
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Log {
    /// 编号 | Id
    #[arg(value_name = "编号 | ID")]
    id: Option<String>,
    /// 最多几个提交 | At most so many commits
    #[arg(short = 'n', long = "max", value_name = "个数 | N")]
    most: Option<usize>,
}

impl Log {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("log")?;
        let sharing = call.sharing()?;
        let id = self.id.as_deref().map(|word| id(&sharing, word)).transpose()?;
        let (mut text, mut commits): (String, Vec<Value>) = Default::default();
        let mut known: Option<(Version, Ledger)> = None;
        for commit in sharing.repo().history()? {
            if self.most.is_some_and(|most| commits.len() >= most) {
                break;
            }
            let new = read(&sharing, commit.to.as_ref(), &mut known);
            let old = read(&sharing, commit.from.as_ref(), &mut known);
            let all = if commit.from.is_none() && id.is_none() { Vec::new() } else { differences(&old, &new) };
            let about = |d: &Difference| id.as_ref().is_none_or(|id| d.subject == Subject::Entry(id.clone()));
            let all: Vec<Difference> = all.into_iter().filter(about).collect();
            if all.is_empty() && id.is_some() {
                continue;
            }
            let short: String = commit.id.chars().take(10).collect();
            let head = format!("{short}  {}  {}  {}", commit.at, commit.author, commit.subject);
            let body = sentences::page(&all, &new, call.lang);
            text.push_str(&format!("{}\n{}\n", sanitize(&head, false), body.lines().map(|l| format!("  {l}\n")).collect::<String>()));
            let list = sentences::list_json(&all, &new, call.lang);
            commits.push(json!({ "id": commit.id, "author": commit.author, "at": commit.at, "subject": commit.subject, "differences": list }));
        }
        if call.globals.json {
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "log", "commits": commits })));
        }
        let none = call.lang.pick("没有相关的提交", "no such commits");
        Ok(if commits.is_empty() { Answer::text("").remark(none) } else { Answer::text(text) })
    }
}

/// The id that a word stands for; also of an entry that is no longer in the ledger.
fn id(sharing: &Sharing, word: &str) -> Result<EntryId, CliError> {
    match entry(&sharing.working()?, word) {
        Err(_) if word.contains('/') => Ok(EntryId::from(word)),
        found => found.map(|e| e.id.clone()),
    }
}

/// A version; an empty ledger where there is none, or none that can be read.
fn read(sharing: &Sharing, version: Option<&Version>, known: &mut Option<(Version, Ledger)>) -> Ledger {
    let Some(version) = version else { return Ledger::default() };
    if let Some((_, ledger)) = known.as_ref().filter(|(v, _)| v.object == version.object) {
        return ledger.clone();
    }
    let text = sharing.repo().text(version).unwrap_or_default();
    let ledger = parse_text(&version.path, &text).unwrap_or_default();
    *known = Some((version.clone(), ledger.clone()));
    ledger
}
