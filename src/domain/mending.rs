//! How a finding of an inspection stands: whether it is mended, and re-checked.

use chrono::NaiveDate;

use super::change::Change;
use super::claim::standing;
use super::fold::told;
use super::id::{DeptId, EntryId, InspectionId, RectificationId};
use super::indexed::ByEntry;
use super::intent::{Intent, NothingToRecord, facts};
use super::ledger::Ledger;
use super::record::Recorder;
use super::rectification::Rectification;
use super::schedule::Moment;
use super::state::State;
use super::update::Fact;
use super::vocabulary::vocabulary;

/// How far a finding has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mending {
    /// 待整改.
    Open,
    /// 已整改待复查: it is said to be mended, and nobody has looked.
    Mended,
    /// 已复查销号.
    Rechecked,
    /// 不再要求.
    Dropped,
}

vocabulary!(Mending {
    Open = "待整改", "to be mended", "open", [];
    Mended = "已整改待复查", "mended, to be re-checked", "mended", ["已整改", "待复查"];
    Rechecked = "已复查销号", "re-checked", "rechecked", ["已销号", "已复查"];
    Dropped = "不再要求", "no longer asked for", "dropped", [];
});

/// How a finding stands.
#[derive(Clone, Debug)]
pub(crate) struct MendingStanding<'a> {
    pub(crate) finding: &'a Rectification,
    pub(crate) state: State,
    pub(crate) stage: Mending,
    /// The day of the inspection, where it is known.
    pub(crate) found_on: Option<NaiveDate>,
    /// Days after its day, of what is not mended.
    pub(crate) late: Option<i64>,
    /// Of what is mended: whether by its day.
    pub(crate) in_time: Option<bool>,
}

impl MendingStanding<'_> {
    pub(crate) fn is_open(&self) -> bool {
        self.stage == Mending::Open
    }
}

impl Ledger {
    /// Folds a finding's log up to and including a day (`None`: all of it).
    pub(crate) fn fold_finding(&self, finding: &Rectification, as_of: Option<NaiveDate>) -> State {
        let mut stated = State { disputed: !standing(finding, &self.rivals_of(finding)).is_empty(), ..State::default() };
        stated.deadline.value = finding.due;
        told(stated, &finding.updates, as_of)
    }

    /// How a finding stands, by what was recorded up to a day (`None`: all of it).
    pub(crate) fn judge_finding<'a>(&self, finding: &'a Rectification, when: Moment, as_of: Option<NaiveDate>) -> MendingStanding<'a> {
        let state = self.fold_finding(finding, as_of);
        let stage = match (state.is_done(), state.is_open(), state.confirmed.is_some()) {
            (true, _, true) => Mending::Rechecked,
            (true, ..) => Mending::Mended,
            (_, true, _) => Mending::Open,
            _ => Mending::Dropped,
        };
        let due = state.deadline.value;
        let late = due.filter(|due| stage == Mending::Open && when.is_past(*due)).map(|due| (when.day() - due).num_days());
        let in_time = state.done_on.zip(due).filter(|_| state.is_done()).map(|(done, due)| done <= due);
        let found_on = self.found_on(&finding.id);
        MendingStanding { finding, stage, late, in_time, found_on, state }
    }

    /// The day of the inspection of a finding, where it is known.
    pub(super) fn found_on(&self, finding: &RectificationId) -> Option<NaiveDate> {
        let inspection = &self.rectifications.by_id(finding)?.inspection;
        self.inspections.by_id(inspection).map(|inspection| inspection.on)
    }

    /// How the findings stand of inspections up to a day.
    pub(crate) fn findings_on<'a>(&'a self, when: Moment, as_of: Option<NaiveDate>) -> impl Iterator<Item = MendingStanding<'a>> {
        let all = self.rectifications.iter().map(move |finding| self.judge_finding(finding, when, as_of));
        all.filter(move |one| one.found_on.is_none_or(|day| day <= when.day()))
    }

    /// The findings on an entry.
    pub(crate) fn findings_of<'a>(&'a self, entry: &EntryId) -> impl Iterator<Item = &'a Rectification> + use<'a> {
        let by_entry = self.rectifications.worked_out(|| ByEntry::of(&self.rectifications, |finding| finding.entry.as_ref(), |_| ()));
        by_entry.of_entry(entry).iter().map(|at| self.rectifications[*at].as_ref())
    }

    /// The findings of an inspection.
    pub(crate) fn findings_in<'a>(&'a self, inspection: &'a InspectionId) -> impl Iterator<Item = &'a Rectification> {
        self.rectifications.iter().map(AsRef::as_ref).filter(move |finding| finding.inspection == *inspection)
    }

    /// Whether a finding is a body's to mend: its own, of a group that it is in, or of a body whose duties it has.
    pub(crate) fn mends(&self, body: &DeptId, finding: &Rectification) -> bool {
        finding.body == *body || self.departments.answering(&finding.body).contains(body)
    }

    /// The day by which the first finding on an entry that is late should have been mended.
    pub(super) fn unmended(&self, entry: &EntryId, when: Moment, as_of: Option<NaiveDate>) -> Option<NaiveDate> {
        let late = self.findings_of(entry).map(|finding| self.judge_finding(finding, when, as_of)).filter(|one| one.late.is_some());
        late.filter_map(|one| one.state.deadline.value).min()
    }
}

impl Recorder {
    /// The change that records what is said of a finding: a report, a status, a confirmation or a return.
    pub fn mend(&self, ledger: &Ledger, finding: &Rectification, intent: &Intent) -> Result<Change, NothingToRecord> {
        let says = facts(&ledger.fold_finding(finding, None), intent)?;
        Ok(Change::record(finding.id.clone(), self.update(&finding.updates, says, None)))
    }

    /// The change that records a letter about a finding.
    pub(crate) fn notify(&self, finding: &Rectification, letter: Fact) -> Change {
        Change::record(finding.id.clone(), self.update(&finding.updates, vec![letter], None))
    }
}
