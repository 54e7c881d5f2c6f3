use crate::domain::{Change, EntryId, Ledger, TakenUp, Touched};
use crate::merge::{BuiltOn, step_back};

/// What came of a change.
#[derive(Debug)]
pub struct Made {
    /// What undoes it.
    pub(crate) undo: Change,
    pub(crate) touched: Touched,
    /// Plans that it brought into use.
    pub(crate) taken_up: Vec<TakenUp>,
}

/// One step that can be undone or done again.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done, for the line at the foot.
    pub(crate) label: String,
    pub(crate) at: Option<EntryId>,
    change: Change,
    /// What the change touches, as it stood when the step was done or undone.
    left: Ledger,
}

impl Step {
    /// A step that `change` takes back; in `ledger` it has just been done.
    pub(crate) fn new(label: String, change: Change, ledger: &Ledger) -> Step {
        let touched = change.touched();
        let at = touched.entries().next().cloned().filter(|_| touched.entries().count() == 1);
        let left = ledger.excerpt(&touched);
        Step { label, at, change, left }
    }

    /// The change that takes the step back in a ledger that others may have written to since: what they changed stays.
    pub(crate) fn back(&self, now: &Ledger) -> Result<Change, BuiltOn> {
        let touched = self.change.touched();
        if now.excerpt(&touched) == self.left {
            return Ok(self.change.clone());
        }
        let mut before = self.left.clone();
        match self.change.clone().apply(&mut before) {
            Ok(_) => step_back((&before.excerpt(&touched), &self.left), now),
            Err(_) => Ok(self.change.clone()),
        }
    }
}

/// Steps done and steps undone.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Done, the last at the end.
    pub done: Vec<Step>,
    /// Undone, the last at the end.
    pub(crate) undone: Vec<Step>,
    /// So many of the steps done may be with others by now: they are taken back by a correction.
    shared: usize,
}

impl History {
    /// Remembers a new step; what was undone before is forgotten.
    pub(crate) fn did(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }

    /// What was done up to now may be with others.
    pub(crate) fn share(&mut self) {
        self.shared = self.done.len();
    }

    /// The last step done, and whether it may be with others.
    pub(crate) fn take_last(&mut self) -> Option<(Step, bool)> {
        let step = self.done.pop()?;
        let shared = self.done.len() < self.shared;
        self.shared = self.shared.min(self.done.len());
        Some((step, shared))
    }
}
