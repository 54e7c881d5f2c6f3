use crate::domain::{Subject, UpdateId};
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
    /// What had left the ledger a person left out: whose updates, and how many.
    LeftOut(Vec<(String, usize)>),
    /// An older copy was put over the file: what had been saved since was put back.
    OlderCopy,
    /// The file was taken away and was put back.
    FileGone,
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
            Note::LeftOut(whose) if whose.is_empty() => {
                lang.pick("没有放回被旧的一份盖住的改动", "left out what an older copy had covered").into()
            }
            Note::LeftOut(whose) => format!("{}{}", lang.pick("没有放回：", "left out: "), in_words(whose, lang)),
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
    let one = |(who, n): &(String, usize)| lang.pick(format!("{who} {n} 条"), format!("{n} of {who}"));
    whose.iter().map(one).collect::<Vec<_>>().join(lang.pick("、", ", "))
}
