use std::collections::HashSet;

use crate::domain::{Ledger, Subject};
use crate::merge::{Difference, Note, What, differences};
use crate::text::{Lang, Say, sanitize};

/// What a commit says: counts in its first line, then one line for each thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The first line.
    pub subject: String,
    pub(crate) body: Vec<String>,
}

impl Message {
    /// What became of a ledger. Without an older one it is new, and its content is not listed.
    pub(super) fn of_change(old: Option<&Ledger>, new: &Ledger, lang: Lang) -> Message {
        let Some(old) = old else {
            let count = new.entries().len();
            let subject = lang.pick(format!("台账：收入 {count} 条"), format!("ledger: {count} entries taken in"));
            return Message { subject, body: Vec::new() };
        };
        let all = differences(old, new);
        Message { subject: counts(&all, lang), body: all.iter().map(|d| one_line(&d.line(new, lang))).collect() }
    }

    /// A merge with what came in, and what a person should look at.
    pub(super) fn of_merge(with: &str, notes: &[Note], lang: Lang) -> Message {
        let subject = match notes.len() {
            0 => lang.pick(format!("合并 {with}"), format!("merge {with}")),
            n => lang.pick(format!("合并 {with}：待看 {n} 项"), format!("merge {with}: {n} to look at")),
        };
        Message { subject, body: notes.iter().map(|n| one_line(&n.say(lang))).collect() }
    }

    /// As git takes it.
    pub(crate) fn text(&self) -> String {
        let list: String = self.body.iter().map(|line| format!("- {line}\n")).collect();
        if list.is_empty() { format!("{}\n", self.subject) } else { format!("{}\n\n{list}", self.subject) }
    }
}

/// Whether a commit bears a first line that this program gives: whoever made it was asked about what it dropped.
pub(super) fn is_ours(subject: &str) -> bool {
    BEFORE_COUNTS.iter().any(|words| subject.starts_with(words))
}

/// Before the counts in the first line, in Chinese and in English.
const BEFORE_COUNTS: [&str; 2] = ["台账：", "ledger: "];

fn one_line(text: &str) -> String {
    sanitize(text, false).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `台账：新增 1 条，更新 3 条`.
fn counts(all: &[Difference], lang: Lang) -> String {
    let count = |test: &dyn Fn(&Difference) -> bool| {
        let subjects: HashSet<String> = all.iter().filter(|d| test(d)).map(|d| d.subject.to_string()).collect();
        subjects.len()
    };
    let of_entry = |d: &Difference| matches!(d.subject, Subject::Entry(_));
    let logged = |d: &Difference| d.update().is_some();
    let counted = [
        (count(&|d| of_entry(d) && d.what == What::Added), "新增", "added"),
        (count(&|d| of_entry(d) && d.what == What::Removed), "删除", "removed"),
        (count(&|d| of_entry(d) && logged(d)), "更新", "updated"),
        (count(&|d| of_entry(d) && !logged(d) && d.what != What::Added && d.what != What::Removed), "改写", "amended"),
    ];
    let mut parts: Vec<String> =
        counted.iter().filter(|(n, ..)| *n > 0).map(|(n, zh, en)| lang.pick(format!("{zh} {n} 条"), format!("{n} {en}"))).collect();
    let elsewhere = count(&|d| !of_entry(d));
    if elsewhere > 0 {
        parts.push(lang.pick(format!("指标、单位等 {elsewhere} 项"), format!("{elsewhere} other")));
    }
    if parts.is_empty() {
        parts.push(lang.pick("只改写法，内容没有变", "spelling only, nothing else changed").into());
    }
    let [zh, en] = BEFORE_COUNTS;
    format!("{}{}", lang.pick(zh, en), parts.join(lang.pick("，", ", ")))
}
