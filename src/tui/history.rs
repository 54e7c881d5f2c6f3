use crate::domain::{Change, EntryId, TakenUp, Touched};

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
    pub(crate) change: Change,
    pub(crate) at: Option<EntryId>,
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
