use super::cause::{Cause, said_of};
use crate::domain::{Subject, UpdateId, signed};
use crate::text::{Lang, Say};

/// Something about a merge that a person should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// Both sides set a field differently without seeing each other; it waits for a ruling.
    Contested {
        /// Of what.
        subject: Subject,
        /// The field's word.
        field: String,
    },
    /// One side removed what the other changed: it is kept, and its staying is contested.
    KeptThoughRemoved(Subject),
    /// One side removed what the other names: it is kept, and its staying is contested.
    KeptAsNamed(Subject),
    /// One side took an update out of a log in which the other wrote on: it is kept. A correction takes it back.
    UpdateKept {
        /// Whose log.
        subject: Subject,
        /// Which update.
        update: UpdateId,
    },
    /// Both sides hold an update of the same id with different words; both are kept, one must go by hand.
    UpdateTwice {
        /// Whose log.
        subject: Subject,
        /// Which update.
        update: UpdateId,
    },
    /// One side ended an entry whose work goes on elsewhere; the other, who did not know, went on changing it.
    LeftBehind {
        /// Which entry.
        subject: Subject,
        /// What goes on with it, in Chinese and in English.
        into: [String; 2],
    },
    /// One side closed a plan; the other, who did not know, entered something of it or reported on it.
    AfterClosing {
        /// What was entered, or reported on.
        subject: Subject,
        /// The plan.
        plan: String,
    },
    /// Updates had left their logs without a correction that names them, and were put back: whose, and how many.
    PutBack(Vec<(String, usize)>),
    /// What had left the ledger was put back: by what it had been lost, where that is known.
    CameBack(Vec<Cause>, Back),
    /// What had left the ledger a person left out.
    LeftOut(Back),
    /// Of what had left the ledger one clone said that it is put back, and another that it is not.
    BothAnswers {
        /// Who said that it is.
        back: String,
        /// Who said that it is not.
        out: String,
    },
    /// An older copy was put over the file: what had been saved since was put back.
    OlderCopy,
    /// The file was taken away and was put back.
    FileGone,
}

/// How much came back, or did not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Back {
    /// Whose updates, and how many of each.
    pub(crate) whose: Vec<(String, usize)>,
    /// How many changes besides, of what has no log.
    pub(crate) changes: usize,
}

impl Say for Back {
    fn say(&self, lang: Lang) -> String {
        let (count, whose, changes) = (count_of(&self.whose), in_words(&self.whose, lang), self.changes);
        let records = lang.pick(format!("{count} 条记录（{whose}）"), format!("{count} records ({whose})"));
        match (count, changes) {
            (0, _) => lang.pick(format!("{changes} 处改动"), format!("{changes} changes")),
            (_, 0) => records,
            _ => records + &lang.pick(format!("和 {changes} 处其他改动"), format!(" and {changes} other changes")),
        }
    }
}

impl Say for Note {
    fn say(&self, lang: Lang) -> String {
        match self {
            Note::OlderCopy => lang
                .pick(
                    "台账被旧的一份盖住，在这里存过的已放回",
                    "an older copy was put over the ledger; what was saved from here was put back",
                )
                .into(),
            Note::FileGone => lang.pick("台账文件不见了，已放回原处", "the ledger's file was gone, and was put back").into(),
            Note::Contested { subject, field } => lang.pick(
                format!("{subject}：{field} 被两人分别改过，待裁定"),
                format!("{subject}: {field} was set by two people, and waits for a ruling"),
            ),
            Note::KeptThoughRemoved(subject) => lang.pick(
                format!("{subject}：一方删除，另一方有改动，已保留，去留待裁定"),
                format!("{subject}: removed by one and changed by another; kept, and waits for a ruling"),
            ),
            Note::KeptAsNamed(subject) => lang.pick(
                format!("{subject}：一方删除，另一方用到，已保留，去留待裁定"),
                format!("{subject}: removed by one and named by another; kept, and waits for a ruling"),
            ),
            Note::UpdateKept { subject, update } => lang.pick(
                format!("{subject}：更新 {update} 被一方撤下，但别人已接着记录，已保留；确需撤回请做更正"),
                format!("{subject}: update {update} was taken out by one, but others wrote on; kept. Write a correction to take it back"),
            ),
            Note::UpdateTwice { subject, update } => lang.pick(
                format!("{subject}：更新 {update} 有两种内容，都已保留，请在文件里删去一种"),
                format!("{subject}: update {update} has two versions; both are kept, take one out of the file"),
            ),
            Note::LeftBehind { subject, into: [zh, en] } => lang.pick(
                format!("{subject}：一人已把它结转到 {zh}，另一人不知道，仍改了原条目；改动留在原条目，请到接着办的条目上补报"),
                format!("{subject}: carried over into {en} by one, and changed by another who did not know; the changes stay there: report them on what goes on"),
            ),
            Note::AfterClosing { subject, plan } => lang.pick(
                format!("{subject}：{plan}已由一人归档，另一人不知道，仍登记或填报了它；已保留，请看是结转、终止，还是改归档日期"),
                format!("{subject}: {plan} was closed by one, and another who did not know entered it or reported on it; it is kept: carry it over, give it up, or mend the plan's day"),
            ),
            Note::CameBack(causes, back) => {
                let (by, what) = (said_of(causes, lang), back.say(lang));
                let said = lang.pick(format!("{by}{what}已放回"), format!("{by}{what} were put back"));
                let correct = lang.pick("；确需撤回请做更正", ". Write a correction to take one back");
                format!("{said}{}", if back.whose.is_empty() { "" } else { correct })
            }
            Note::LeftOut(back) => lang.pick(format!("没有放回：{}", back.say(lang)), format!("left out: {}", back.say(lang))),
            Note::BothAnswers { back, out } => lang.pick(
                format!("离开台账的内容，{back} 答放回，{out} 答不放回：按放回处理；确需撤回请做更正"),
                format!("{back} put back what {out} left out: it is back. Write a correction to take it back"),
            ),
            Note::PutBack(whose) => {
                let (count, whose) = (count_of(whose), in_words(whose, lang));
                lang.pick(
                    format!("{count} 条更新离开了记录，已放回：{whose}；确需撤回请做更正"),
                    format!("{count} updates had left the log and were put back: {whose}. Write a correction to take one back"),
                )
            }
        }
    }
}

/// How many records of all.
pub(crate) fn count_of(whose: &[(String, usize)]) -> usize {
    whose.iter().map(|(_, n)| n).sum()
}

/// Whose records, and how many of each.
pub(crate) fn in_words(whose: &[(String, usize)], lang: Lang) -> String {
    let one = |(who, n): &(String, usize)| {
        let who = signed(who, lang);
        lang.pick(format!("{who} {n} 条"), format!("{n} of {who}"))
    };
    whose.iter().map(one).collect::<Vec<_>>().join(lang.pick("、", ", "))
}
