use crate::domain::{Change, EntryId};

/// One step that can be undone or done again.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done, for the line at the foot.
    pub label: String,
    /// The change that takes it back (or brings it again).
    pub change: Change,
    /// Where the cursor goes.
    pub at: Option<EntryId>,
}

/// Steps done and steps undone.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Done, the last at the end.
    pub done: Vec<Step>,
    /// Undone, the last at the end.
    pub undone: Vec<Step>,
}

impl History {
    /// Remembers a new step; what was undone before is forgotten.
    pub fn did(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }
}
