//! Records that have left a ledger without a correction that names them, as a person is asked about them.

use super::cause::{Cause, said_of};
use super::compare::differences;
use super::note::{Back, Note};
use super::put_back::put_back;
use crate::domain::Ledger;
use crate::text::{Lang, Say};

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
    gone: Gone,
    /// By what, where that is known.
    causes: Vec<Cause>,
    back: Back,
    /// What would change were it there again, in a sentence each.
    lines: Vec<String>,
}

impl Departed {
    /// What a ledger lacks that it would have again.
    pub(crate) fn of(gone: Gone, causes: Vec<Cause>, (now, whole): (&Ledger, &Ledger), lang: Lang) -> Departed {
        let all = differences(now, whole);
        let whose = put_back(whole, &mut now.clone(), &|_| true).whose(whole);
        let changes = all.iter().filter(|difference| difference.update().is_none()).count();
        let lines = all.iter().map(|difference| difference.line(whole, lang)).collect();
        Departed { gone, causes, back: Back { whose, changes }, lines }
    }

    /// By what, whose and how many, the first of them in a sentence each, and what it means to leave them out.
    pub fn question(&self, lang: Lang) -> Vec<String> {
        let more = self.lines.len().saturating_sub(SENTENCES);
        let rest = (more > 0).then(|| lang.pick(format!("……另有 {more} 处"), format!("… and {more} more")));
        std::iter::once(self.first(lang)).chain(self.lines.iter().take(SENTENCES).cloned()).chain(rest).collect()
    }

    /// What is told when they came back.
    pub(crate) fn back(&self) -> Note {
        Note::CameBack(self.causes.clone(), self.back.clone())
    }

    /// What is told when a person left them out.
    pub(crate) fn out(&self) -> Note {
        Note::LeftOut(self.back.clone())
    }

    fn first(&self, lang: Lang) -> String {
        let (by, what) = (said_of(&self.causes, lang), self.back.say(lang));
        match self.gone {
            Gone::FromFile => {
                let by = if by.is_empty() && self.back.whose.is_empty() { said_of(&[Cause::OlderCopy], lang) } else { by };
                lang.pick(
                    format!("{by}台账文件里少了 {what}。放回吗？不放回，就当作有意拿掉，不再问。"),
                    format!("{by}{what} are gone from the ledger's file. Put them back? Left out they count as taken out on purpose."),
                )
            }
            Gone::FromCommit => lang.pick(
                format!("{by}{what}离开了台账。放回再提交吗？不放回，就会从大家那里消失，不再问任何人。"),
                format!("{by}{what} have left the ledger. Put them back before it is committed? Else they vanish for everybody, and nobody is asked again."),
            ),
        }
    }
}
