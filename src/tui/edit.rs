//! What is to be done, with all that it needs: what forms, menus and confirmations ask for.

use chrono::NaiveDate;

use crate::domain::{
    AnyRecord, Change, DeptId, EntryId, Handling, IndicatorId, Intent, Ledger, LiaisonId, Matter, MatterId, Period, PlanCode,
    RectificationId, Report, StepId,
};
use crate::import::Act;

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Edit {
    Record {
        entries: Vec<EntryId>,
        intent: Box<Intent>,
        period: Option<Period>,
    },
    /// The ledger says this of a record from now on.
    Amend(AnyRecord),
    /// A file, or a paper by its number.
    Attach {
        entries: Vec<EntryId>,
        what: String,
    },
    /// Something new, with what is told of it.
    Enter(Box<Change>, String),
    Measure {
        indicator: IndicatorId,
        period: Period,
        value: f64,
    },
    /// A report on a step.
    TellStep {
        step: StepId,
        report: Box<Report>,
        period: Period,
    },
    /// Something was done with a matter for coordination, and what follows from it.
    Handle {
        matter: MatterId,
        handling: Box<Handling>,
        follows: Vec<Change>,
    },
    /// A visit, and the problem that is raised of it.
    Visit {
        liaison: LiaisonId,
        on: NaiveDate,
        heard: String,
        raised: Option<Box<Matter>>,
    },
    /// Something is said of a finding of an inspection.
    Mend {
        finding: RectificationId,
        intent: Box<Intent>,
    },
    /// We are this body, or none, under this name, or the one that holds.
    Us {
        us: Option<DeptId>,
        person: Option<String>,
    },
    /// Entries stand elsewhere, or go on in others.
    Rearrange(Box<Rearrangement>),
    /// Something is said of drafts that were read.
    Review(Act),
    /// What is accepted of a document comes in under a plan: its code, and its place and first and last day where the document lacks them.
    TakeDrafts {
        code: String,
        place: Option<String>,
        period: Option<(NaiveDate, NaiveDate)>,
    },
    /// The row at this place of forms that came back is to tell this.
    Reword(usize, Box<Report>),
    KeepView(String),
    Apply(Box<Agreed>),
}

/// Whether somebody was asked about what looks wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heed {
    Ask,
    Asked,
}

/// A change to which somebody agrees: what it was made for, and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Agreed {
    pub(crate) change: Change,
    pub(crate) label: String,
    /// The ledger of which was asked; others may write before the answer.
    pub(crate) asked: Ledger,
}

/// A body that is split, entry by entry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BodySplitting {
    pub(crate) body: DeptId,
    pub(crate) into: Vec<DeptId>,
    /// Who has what goes to nobody by name.
    pub(crate) rest: DeptId,
    pub(crate) from: NaiveDate,
    pub(crate) basis: String,
    pub(crate) given: Vec<(EntryId, DeptId)>,
    /// Of which is still to be asked, in this order.
    pub(crate) left: Vec<EntryId>,
}

/// An entry that is split, step by step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntrySplitting {
    pub(crate) entry: EntryId,
    pub(crate) titles: Vec<String>,
    pub(crate) below: bool,
    pub(crate) basis: String,
    /// To which of the titles steps go.
    pub(crate) given: Vec<(StepId, String)>,
    /// Of which is still to be asked, in this order.
    pub(crate) left: Vec<StepId>,
}

/// What becomes of where entries stand, or in what they go on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rearrangement {
    Move {
        entries: Vec<EntryId>,
        under: Option<EntryId>,
        /// Whether their duties are those from above then.
        inherits: bool,
    },
    Split(EntrySplitting),
    Join {
        entries: Vec<EntryId>,
        into: EntryId,
        basis: String,
    },
    SplitBody(BodySplitting),
    ClosePlan {
        plan: PlanCode,
        into: Option<PlanCode>,
        /// Whether each that is unfinished is entered there.
        each: bool,
        reason: String,
        basis: String,
    },
}
