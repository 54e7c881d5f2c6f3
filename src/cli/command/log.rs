use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

use crate::cli::call::{Call, entry};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::{sentences, words};
use crate::domain::{EntryId, Ledger, Subject};
use crate::merge::{Difference, differences};
use crate::report::SCHEMA;
use crate::share::{Commit, Ledgers, Sharing, Version};
use crate::text::sanitize;

/// 动过台账的提交，新的在前，用句子说明；写编号则只看那一条 | The commits that touched the ledger, newest first, in sentences; of one entry when an id is given
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Log {
    /// 编号 | Id
    #[arg(value_name = "编号 | ID")]
    id: Option<String>,
    /// 最多几个提交 | At most so many commits
    #[arg(short = 'n', long = "max", value_name = "个数 | N")]
    most: Option<String>,
}

impl Log {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("log")?;
        let most = self.most.as_deref().map(|n| words::whole("--max", n, u64::MAX)).transpose()?;
        let sharing = call.sharing()?;
        let id = self.id.as_deref().map(|word| id(&sharing, word)).transpose()?;
        let (mut text, mut commits): (String, Vec<Value>) = Default::default();
        let history = sharing.repo.history()?;
        let mut versions = Versions::of(&sharing, &history)?;
        for at in 0..history.len() {
            if most.is_some_and(|most| commits.len() as u64 >= most) {
                break;
            }
            let Some(told) = self.told(call, &mut versions, &history[at..], id.as_ref()) else { continue };
            text.push_str(&told.0);
            commits.push(told.1);
        }
        if call.globals.json {
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "log", "commits": commits })));
        }
        let none = call.lang.pick("没有相关的提交", "no such commits");
        Ok(if commits.is_empty() { Answer::text("").remark(none) } else { Answer::text(text) })
    }

    /// The first of some commits for people and for machines; none when it is not about the entry that is asked for.
    fn told(&self, call: &Call, versions: &mut Versions, history: &[Commit], id: Option<&EntryId>) -> Option<(String, Value)> {
        let (lang, commit) = (call.lang, history.first()?);
        let new = versions.read(commit.to.as_ref());
        let readable = new.is_some();
        let new = new.unwrap_or_default();
        // What was written between two versions that can be read is told with the later one.
        let old = history.iter().find_map(|older| versions.read(older.from.as_ref())).unwrap_or_default();
        // The first commit of a ledger is not told entry by entry.
        let all = if !readable || commit.from.is_none() && id.is_none() { Vec::new() } else { differences(&old, &new) };
        let about = |d: &Difference| id.is_none_or(|id| d.subject == Subject::Entry(id.clone()));
        let all: Vec<Difference> = all.into_iter().filter(about).collect();
        if all.is_empty() && id.is_some() {
            return None;
        }
        let short: String = commit.id.chars().take(10).collect();
        let head = format!("{short}  {}  {}  {}", commit.at, commit.author, commit.subject);
        let mut body = sentences::page(&all, &new, lang);
        if !readable {
            body = format!("{}\n", lang.pick("这一版读不了，没有比较", "this version cannot be read and was not compared"));
        }
        let text = format!("{}\n{}\n", sanitize(&head, false), body.lines().map(|l| format!("  {l}\n")).collect::<String>());
        let list = sentences::list_json(&all, &new, lang);
        let json = json!({ "id": commit.id, "author": commit.author, "at": commit.at, "subject": commit.subject, "readable": readable, "differences": list });
        Some((text, json))
    }
}

/// The id that a word stands for; also of an entry that is no longer in the ledger.
fn id(sharing: &Sharing, word: &str) -> Result<EntryId, CliError> {
    match entry(&sharing.working()?, word) {
        Err(_) if word.contains('/') => Ok(EntryId::from(word)),
        found => found.map(|e| e.id.clone()),
    }
}

/// The versions that git holds, each read once, and not before it is asked for.
struct Versions {
    coming: Ledgers,
    read: HashMap<String, Option<Ledger>>,
}

impl Versions {
    fn of(sharing: &Sharing, history: &[Commit]) -> Result<Versions, CliError> {
        let mut seen = HashSet::new();
        let all = history.iter().flat_map(|commit| commit.to.iter().chain(&commit.from));
        let each = all.filter(|version| seen.insert(version.object.as_str())).cloned().collect();
        Ok(Versions { coming: sharing.repo.ledgers(each)?, read: HashMap::new() })
    }

    /// A version: empty where there is none, none where it cannot be read.
    fn read(&mut self, version: Option<&Version>) -> Option<Ledger> {
        let Some(version) = version else { return Some(Ledger::default()) };
        while !self.read.contains_key(&version.object) {
            let (next, ledger) = self.coming.next()?;
            self.read.insert(next.object, ledger.ok());
        }
        self.read.get(&version.object).cloned().flatten()
    }
}
