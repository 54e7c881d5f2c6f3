//! Records that have left a ledger without a correction that names them, as a person is asked about them.

use super::note::{Note, count_of, in_words};
use crate::text::Lang;

/// How many sentences a question holds.
const SENTENCES: usize = 6;

/// From where they have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gone {
    /// From the ledger's file, which goes on being saved without them.
    FromFile,
    /// From what is about to be shared, which waits for the answer.
    FromCommit,
}

/// Updates, and whatever else, that are not there any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Departed {
    pub(crate) gone: Gone,
    /// Whose updates, and how many of each.
    pub(crate) whose: Vec<(String, usize)>,
    /// What would change were it there again, in a sentence each.
    pub(crate) lines: Vec<String>,
}

impl Departed {
    /// Whose and how many, the first of them in a sentence each, and what it means to leave them out.
    pub(crate) fn question(&self, lang: Lang) -> Vec<String> {
        let more = self.lines.len().saturating_sub(SENTENCES);
        let rest = (more > 0).then(|| lang.pick(format!("……另有 {more} 处"), format!("… and {more} more")));
        std::iter::once(self.first(lang)).chain(self.lines.iter().take(SENTENCES).cloned()).chain(rest).collect()
    }

    /// What is told when they came back.
    pub(crate) fn back(&self) -> Note {
        if self.whose.is_empty() { Note::OlderCopy } else { Note::PutBack(self.whose.clone()) }
    }

    /// What is told when a person left them out.
    pub(crate) fn out(&self) -> Note {
        Note::LeftOut(self.whose.clone())
    }

    fn first(&self, lang: Lang) -> String {
        let (count, whose) = (count_of(&self.whose), in_words(&self.whose, lang));
        match self.gone {
            Gone::FromFile if count == 0 => {
                let n = self.lines.len();
                lang.pick(
                    format!("台账文件被旧的一份盖住，{n} 处改动不在了。放回吗？"),
                    format!("An older copy was put over the ledger: {n} changes are gone. Put them back?"),
                )
            }
            Gone::FromFile => lang.pick(
                format!("台账文件里少了 {count} 条记录：{whose}。放回吗？不放回，就当作有意拿掉，不再问。"),
                format!(
                    "{count} records are gone from the ledger's file: {whose}. Put them back? Left out they count as taken out on purpose."
                ),
            ),
            Gone::FromCommit if count == 0 => {
                let n = self.lines.len();
                lang.pick(
                    format!("台账退回到了旧的一份，{n} 处改动不在了。放回再提交吗？不放回，就会从大家那里消失。"),
                    format!(
                        "The ledger went back to an older copy: {n} changes are gone. Put them back before it is committed? Else they vanish for everybody."
                    ),
                )
            }
            Gone::FromCommit => lang.pick(
                format!("{count} 条记录离开了台账：{whose}。放回再提交吗？不放回，就会从大家那里消失。"),
                format!(
                    "{count} records have left the ledger: {whose}. Put them back before it is committed? Else they vanish for everybody."
                ),
            ),
        }
    }
}
