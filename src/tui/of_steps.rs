//! What can be asked of the steps into which an entry's work is divided.

use crate::domain::StepId;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OfSteps {
    /// Those of the entry under the cursor.
    Choose,
    /// What can be done with one.
    Open(StepId),
    Report(StepId),
    Amend(StepId),
    /// Out again what was entered by mistake.
    Withdraw(StepId),
}

impl OfSteps {
    /// Whether it changes the ledger, or asks for what will.
    pub(crate) fn edits(&self) -> bool {
        !matches!(self, OfSteps::Choose | OfSteps::Open(_))
    }
}
