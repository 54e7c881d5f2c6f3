//! By what something left a ledger that nobody took out.

use crate::text::{Lang, Say, sanitize};

/// So much of a commit's id is told, as git itself does.
const SHORT: usize = 8;

/// How it was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An older copy lies in the file's place.
    OlderCopy,
    /// A merge did not take it over.
    Merge(Act),
    /// A commit went back to what had been before.
    Commit(Act),
}

/// A commit, and who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub(crate) commit: String,
    pub(crate) author: String,
}

impl Act {
    fn say(&self, lang: Lang) -> String {
        let short: String = self.commit.chars().take(SHORT).collect();
        format!("{short}{}", lang.bracketed(&sanitize(&self.author, false)))
    }
}

impl Cause {
    /// The commit that did it.
    pub(crate) fn act(&self) -> Option<&Act> {
        match self {
            Cause::OlderCopy => None,
            Cause::Merge(act) | Cause::Commit(act) => Some(act),
        }
    }
}

impl Say for Cause {
    fn say(&self, lang: Lang) -> String {
        match self {
            Cause::OlderCopy => lang.pick("台账被旧的一份盖住", "an older copy was put over the ledger").into(),
            Cause::Merge(act) => {
                let act = act.say(lang);
                lang.pick(
                    format!("合并提交 {act}没有带上一方的改动"),
                    format!("the merge {act} did not take over what one side had changed"),
                )
            }
            Cause::Commit(act) => {
                let act = act.say(lang);
                lang.pick(format!("提交 {act}退回了以前的内容"), format!("the commit {act} went back to what had been before"))
            }
        }
    }
}

/// How it was lost, before what was; nothing where that is not known.
pub(crate) fn said_of(causes: &[Cause], lang: Lang) -> String {
    let said = causes.iter().map(|cause| cause.say(lang)).collect::<Vec<_>>().join(lang.pick("，", ", "));
    if said.is_empty() { said } else { said + lang.pick("，", ": ") }
}
