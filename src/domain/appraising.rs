//! What is recorded of a body's score, and what was.

use chrono::NaiveDate;

use super::appraisal::Appraisal;
use super::change::Change;
use super::id::{AppraisalId, DeptId, UpdateId};
use super::intent::NothingToRecord;
use super::ledger::Ledger;
use super::log::Log;
use super::period::Period;
use super::record::Recorder;
use super::update::{Author, Fact};

/// What a leader adds to a score or takes off it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Adjustment {
    pub(crate) points: f64,
    pub(crate) reason: String,
    pub(crate) update: UpdateId,
    pub(crate) by: Author,
    pub(crate) on: NaiveDate,
}

/// What a body objects to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Objection {
    /// The rule; empty: the score as a whole.
    pub(crate) criterion: String,
    pub(crate) reason: String,
    pub(crate) by: Author,
    pub(crate) on: NaiveDate,
}

/// What is to be recorded of a score.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdicts {
    /// A leader adjusts it by so many points.
    Adjust {
        /// Points, below 0 to take off.
        points: f64,
        /// Why.
        reason: String,
    },
    /// The body objects.
    Object {
        /// To which rule; empty: to the whole.
        criterion: String,
        /// Why.
        reason: String,
    },
}

impl Ledger {
    /// What was recorded of a body's score for a period, whenever that was: a score is adjusted when its period is over.
    pub(crate) fn appraised(&self, body: &DeptId, period: Period) -> (Vec<Adjustment>, Vec<Objection>) {
        let (mut adjusted, mut objected) = (Vec::new(), Vec::new());
        let Some(appraisal) = self.appraisals.by_id(&AppraisalId::of(period, body)) else { return (adjusted, objected) };
        for update in Log::known(&appraisal.updates, None).live {
            let (by, on) = (update.by.clone(), update.day());
            for fact in &update.says {
                match fact {
                    Fact::Adjusts { points, reason } => {
                        let (reason, update, by) = (reason.clone(), update.id.clone(), by.clone());
                        adjusted.push(Adjustment { points: *points, reason, update, by, on });
                    }
                    Fact::Disagrees { criterion, reason } => {
                        objected.push(Objection { criterion: criterion.clone(), reason: reason.clone(), by: by.clone(), on });
                    }
                    _ => {}
                }
            }
        }
        (adjusted, objected)
    }
}

impl Recorder {
    /// The change that records an adjustment or an objection; the first of a body and a period enters their record.
    pub fn appraise(&self, ledger: &Ledger, (body, period): (&DeptId, Period), what: &Verdicts) -> Result<Change, NothingToRecord> {
        let (Verdicts::Adjust { reason, .. } | Verdicts::Object { reason, .. }) = what;
        if reason.trim().is_empty() {
            return Err(NothingToRecord::NoReasonToAppraise);
        }
        let reason = reason.trim().to_owned();
        let fact = match what {
            Verdicts::Adjust { points, .. } => Fact::Adjusts { points: *points, reason },
            Verdicts::Object { criterion, .. } => Fact::Disagrees { criterion: criterion.trim().to_owned(), reason },
        };
        let id = AppraisalId::of(period, body);
        if let Some(there) = ledger.appraisals.by_id(&id) {
            return Ok(Change::record(id, self.update(&there.updates, vec![fact], None)));
        }
        let new = Appraisal { period, body: body.clone(), remark: String::new(), updates: Vec::new() };
        let first = Change::record(id, self.update(&[], vec![fact], None));
        Ok(Change::All(vec![Change::put(usize::MAX, new), first]))
    }
}
