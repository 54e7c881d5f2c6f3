use std::io;

use super::missing::Missing;
use crate::domain::{Ledger, Touched};
use crate::merge::{Difference, Merged, Note, differences, merge};
use crate::text::{Lang, Say, os_error};

/// How a save went.
#[derive(Debug, Default)]
#[must_use = "what others wrote came in with the save"]
pub struct Saved {
    /// What others had written into the file meanwhile; the file now holds both.
    pub taken_in: Option<Box<TakenIn>>,
    /// What could not be had of the usual care.
    pub(crate) lacks: Vec<Lack>,
}

/// What a save went without. Each is told once.
#[derive(Debug)]
pub(crate) enum Lack {
    /// The lock that keeps saves of others away; what is on disk was compared all the same.
    Lock(io::Error),
    /// The old content among the last versions.
    Version(io::Error),
    /// The step among those that can be taken back.
    Step(io::Error),
    /// The file itself: somebody had taken it away, and it was put back.
    File,
}

impl Say for Lack {
    fn say(&self, lang: Lang) -> String {
        match self {
            Lack::File => Note::FileGone.say(lang),
            Lack::Lock(e) if e.kind() == io::ErrorKind::InvalidInput => lang
                .pick(
                    "台账旁边的锁（以 .lock 结尾）不是普通文件，锁不住：已按内容比对后保存；请删去它",
                    "what lies beside the ledger as its lock (.lock) is no regular file: saved after comparing the content; remove it",
                )
                .into(),
            Lack::Lock(e) => lang.pick(
                format!("文件夹里不能建锁（{}）：已按内容比对后保存", os_error(e, lang)),
                format!("no lock can be had in the folder ({e}): saved after comparing the content"),
            ),
            Lack::Step(e) => lang.pick(
                format!("这一步没有记下（{}），不能单独撤回", os_error(e, lang)),
                format!("the step could not be kept ({e}), and cannot be taken back by itself"),
            ),
            Lack::Version(e) => lang.pick(
                format!("改动前的版本没有留底（{}）", os_error(e, lang)),
                format!("the content before the save could not be kept among the last versions ({e})"),
            ),
        }
    }
}

/// What others had written into the file.
#[derive(Debug)]
pub struct TakenIn {
    /// The ledger as the file holds it now, or will once what is unsaved is saved.
    pub(crate) ledger: Ledger,
    /// In what it differs from ours.
    pub differences: Vec<Difference>,
    /// What a person should look at.
    pub notes: Vec<Note>,
    /// Of it what the file does not hold until it is saved.
    pub unsaved: Touched,
    /// What the file has lost, and a person is to be asked about.
    pub missing: Option<Box<Missing>>,
    ours: Ledger,
}

impl Saved {
    /// What others had written and what could not be had, in sentences; nothing when all is as usual.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let came_in = self.taken_in.as_ref().map(|t| t.sentences(lang)).unwrap_or_default();
        came_in.into_iter().chain(self.lacks.iter().map(|l| l.say(lang))).collect()
    }

    /// Whose records the file had lost and holds again, and how many.
    pub(crate) fn put_back(&self) -> Vec<(String, usize)> {
        let notes = self.taken_in.iter().flat_map(|t| &t.notes);
        notes.filter_map(|note| if let Note::PutBack(whose) = note { Some(whose.clone()) } else { None }).flatten().collect()
    }
}

impl TakenIn {
    pub(super) fn new(merged: Merged, ours: &Ledger, unsaved: Touched, missing: Option<Box<Missing>>) -> Box<TakenIn> {
        let differences = differences(ours, &merged.ledger);
        Box::new(TakenIn { ledger: merged.ledger, differences, notes: merged.notes, unsaved, missing, ours: ours.clone() })
    }

    /// Whose what: a line for each thing that came in, then what a person should look at.
    pub(crate) fn sentences(&self, lang: Lang) -> Vec<String> {
        let line = |d: &Difference| d.line(&self.ledger, lang);
        self.differences.iter().map(line).chain(self.notes.iter().map(|n| n.say(lang))).collect()
    }

    /// Brings what came in into a ledger that may have gone on from ours meanwhile; says whether it had. If not, it is
    /// what came in.
    pub fn adopt(&self, ledger: &mut Ledger) -> bool {
        let gone_on = *ledger != self.ours;
        let mut adopted = if gone_on { merge(Some(&self.ours), ledger, &self.ledger).ledger } else { self.ledger.clone() };
        adopted.set_lineage(self.ledger.lineage());
        *ledger = adopted;
        gone_on
    }
}
