//! What of a filled form a person must look at.

use super::heading::Asked;
use crate::domain::EntryId;
use crate::text::{Lang, Say};

/// A cell of a form, for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) table: String,
    /// `E7`, `第 7 行`, or a heading.
    pub(crate) at: String,
}

/// Something of a filled form that a person must look at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Doubt {
    /// A heading that means nothing known: the column stays empty.
    Heading,
    /// A heading that was taken for something by one word of it.
    Taken(Asked),
    /// Another column asks for the same.
    AskedTwice(Asked),
    /// Nothing says in which unit of money: 万元 were written.
    Unit,
    /// No entry has such a title.
    NoEntry(String),
    /// An entry's title is only alike; whether the row was filled.
    Alike(String, EntryId, bool),
    /// Several entries may be meant.
    Several(String, Vec<EntryId>),
    /// Another row is the same entry.
    Again(EntryId),
    /// The cell says something else than the ledger; whether it made room.
    Differs { holds: String, ledger: String, written: bool },
    /// It holds a formula, which stays.
    Formula,
    /// It is part of a merged cell.
    Merged,
    /// A row that was named is not in the form, or not to be filled.
    NoRow(u32),
    /// The body is only named first by the plan (列名首位), which says of nobody that he leads.
    FirstNamed(String),
    /// Its part could not be written.
    Unwritten,
}

impl Say for Spot {
    fn say(&self, _: Lang) -> String {
        if self.at.is_empty() { self.table.clone() } else { format!("{}!{}", self.table, self.at) }
    }
}

impl Doubt {
    /// The word for machines.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Doubt::Heading => "heading",
            Doubt::Taken(_) => "heading_likely",
            Doubt::AskedTwice(_) => "heading_again",
            Doubt::Unit => "unit",
            Doubt::NoEntry(_) => "no_entry",
            Doubt::Alike(..) => "alike",
            Doubt::Several(..) => "several",
            Doubt::Again(_) => "again",
            Doubt::Differs { .. } => "differs",
            Doubt::Formula => "formula",
            Doubt::Merged => "merged",
            Doubt::NoRow(_) => "no_row",
            Doubt::FirstNamed(_) => "first_named",
            Doubt::Unwritten => "unwritten",
        }
    }
}

impl Say for Doubt {
    fn say(&self, lang: Lang) -> String {
        let list = |all: &[EntryId]| all.iter().map(EntryId::as_str).collect::<Vec<_>>().join(lang.pick("、", ", "));
        match self {
            Doubt::Heading => {
                lang.pick("台账里没有对应的内容，这一列没有填", "the ledger has nothing for it: the column was left as it is").to_owned()
            }
            Doubt::Taken(asked) => {
                let name = asked.name(lang);
                lang.pick(format!("按“{name}”填的，请核对"), format!("was taken for `{name}`: look whether it is"))
            }
            Doubt::AskedTwice(asked) => {
                let name = asked.name(lang);
                lang.pick(
                    format!("另有一列也是“{name}”，这一列没有填"),
                    format!("another column is `{name}` too: this one was left as it is"),
                )
            }
            Doubt::Unit => lang.pick("没有写金额单位，按万元填的", "no unit of money is said: 10,000 yuan were taken").to_owned(),
            Doubt::NoEntry(title) => {
                lang.pick(format!("台账里没有找到“{title}”，没有填"), format!("no entry is called `{title}`: it was left as it is"))
            }
            Doubt::Alike(title, id, true) => lang
                .pick(format!("“{title}”按 {id} 填的，名称不完全一样"), format!("`{title}` was taken for {id}, whose title is only alike")),
            Doubt::Alike(title, id, false) => {
                lang.pick(format!("“{title}”可能是 {id}，没有填"), format!("`{title}` may be {id}: it was left as it is"))
            }
            Doubt::Several(title, all) => {
                lang.pick(format!("“{title}”可能是 {}，没有填", list(all)), format!("`{title}` may be {}: it was left as it is", list(all)))
            }
            Doubt::Again(id) => lang.pick(format!("与上面的一行是同一事项 {id}"), format!("is the same entry as a row above: {id}")),
            Doubt::Differs { holds, ledger, written: true } => {
                lang.pick(format!("原来写的是“{holds}”，改成了“{ledger}”"), format!("said `{holds}`, and now says `{ledger}`"))
            }
            Doubt::Differs { holds, ledger, written: false } => lang.pick(
                format!("已写“{holds}”，台账是“{ledger}”，没有改"),
                format!("says `{holds}`, the ledger says `{ledger}`: it was left as it is"),
            ),
            Doubt::Formula => lang.pick("是公式，没有填", "holds a formula, which was left").to_owned(),
            Doubt::Merged => lang.pick("在合并单元格里，没有填", "is part of a merged cell: it was left as it is").to_owned(),
            Doubt::NoRow(row) => lang.pick(format!("表里没有可填的第 {row} 行"), format!("there is no row {row} to be filled")),
            Doubt::FirstNamed(body) => lang.pick(
                format!("{body} 是方案列名首位的单位，方案没有写明牵头"),
                format!("{body} is named first; the plan does not say that it leads"),
            ),
            Doubt::Unwritten => lang.pick("这张表写不进去，没有填", "this table cannot be written and was left as it is").to_owned(),
        }
    }
}
